"""How fast Python in the page is in each browser: make bench.

    python benchmarks/engines.py [ROUNDS]

The same clicks, over local HTTP, in Debian's Chromium, Firefox and WebKitGTK
in turn, so that a busy spell meets all: seconds, medians of the rounds, and
how many times what Chromium took. Only the ratios of one run say anything.
"""
import json
import platform
import statistics
import sys
import time
from contextlib import contextmanager
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "site")]

import serving  # noqa: E402
from drivers import FIND, Engine  # noqa: E402
from engines import ENGINES, twice_if_it_crashes  # noqa: E402
from test_engines_live import Live  # noqa: E402
from watching import Watched, outside  # noqa: E402

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 3
CHAPTERS = ("vanishing", "softmax-jacobian")
# Milliseconds from the move of a slider to the next frame that is painted.
SWITCH = """() => new Promise((done) => {
    const input = document.querySelector("figure[data-start] input");
    const start = performance.now();
    input.value = Number(input.value) + 1;
    input.dispatchEvent(new Event("input"));
    requestAnimationFrame(() => setTimeout(
        () => done(performance.now() - start))); })"""


class Chromium(Engine):
    """Chromium, driven as the other engines are."""

    def __init__(self, browser):
        self.version = browser.version
        self.page = browser.new_page()

    def open(self, url):
        self.page.goto(url)

    def resize(self, width, height=900):
        self.page.set_viewport_size({"width": width, "height": height})

    def click(self, css, name=""):
        self._node(css, name).click()

    def press(self, css, *keys):
        for key in keys:
            self._node(css).press(key)

    def _call(self, function, text):
        return self.page.evaluate(function, text)

    def _node(self, css, name=""):
        return self.page.evaluate_handle(
            f"(both) => ({FIND})(...both)", [css, name]).as_element()


@contextmanager
def chromium(proxy):
    """Debian's Chromium; other hosts have no address for it."""
    with serving.chromium() as browser:
        yield Chromium(browser)


STARTS = {"chromium": chromium, **ENGINES}


def timed(action):
    """Seconds that an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def measure(engine, site, chapter):
    """One visit to a chapter: {what: seconds}."""
    live = Live(engine, site, chapter)
    static = statistics.median(engine.call(SWITCH) for _ in range(5)) / 1000
    ready = timed(live.start)
    live.press("Run all")
    live.until("running")
    time.sleep(1)
    stop, whole = timed(live.stop), timed(live.run_all)
    live.redraw()                                    # the first one warms up
    return {"static slider": static, "ready": ready, "stop": stop,
            "whole run": whole, "live slider": statistics.median(
                timed(live.redraw) for _ in range(5))}


def visits():
    """What all visits took: {(chapter, what): {engine: [seconds]}}."""
    taken, versions = {}, {}
    with (serving.serve(handler=Watched) as site, outside() as (proxy, _)):
        for _, chapter, (name, start) in product(
                range(ROUNDS), CHAPTERS, STARTS.items()):
            def visit(engine, name=name, chapter=chapter):
                versions[name] = engine.version
                return measure(engine, site, chapter)

            for what, seconds in twice_if_it_crashes(
                    start, visit, proxy).items():
                taken.setdefault(f"{chapter}, {what}", {}).setdefault(
                    name, []).append(seconds)
    return taken, versions


def main():
    """Print a table and write _build/benchmark-engines.json."""
    taken, versions = visits()
    table = {what: {name: statistics.median(seconds)
                    for name, seconds in by.items()}
             for what, by in taken.items()}
    print(f"{'':32}" + "".join(f"{name:>16}" for name in STARTS))
    for what, by in table.items():
        print(f"{what:32}" + "".join(
            f"{by[name]:8.3f} s {by[name] / by['chromium']:4.1f} x"
            for name in STARTS))
    record = {"median of": ROUNDS, "seconds": table, "engines": versions,
              "machine": platform.machine()}
    target = ROOT / "_build" / "benchmark-engines.json"
    target.write_text(json.dumps(record, indent=1))
    print(f"written to {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
