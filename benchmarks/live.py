"""How fast Python comes to a reader's page: make bench.

Over local HTTP, in Debian's Chromium, each run in a fresh browser context:
from the click to 'ready', the first proof, and a slider's redraw. Medians.
"""
import json
import platform
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "site")]

from live_page import Live  # noqa: E402
from serving import chromium, serve  # noqa: E402

RUNS = 5
CHAPTER = "vanishing"


def timed(action):
    """Seconds that an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def redraw(visit):
    """Move the live slider and wait for the new figure."""
    frame = visit.page.locator("figure[data-live] .explore-frame").first
    before = frame.inner_html()
    visit.page.locator("figure[data-live] input").first.press("ArrowRight")
    visit.page.wait_for_function(
        "([node, old]) => node.innerHTML !== old",
        arg=[frame.element_handle(), before], polling=10)


def switch(visit):
    """Milliseconds from a static slider's move to the new frame."""
    return visit.page.evaluate("""() => new Promise(done => {
        const figure = document.querySelector("figure[data-start]");
        const input = figure.querySelector("input"), start = performance.now();
        input.value = Number(input.value) + 1;
        input.dispatchEvent(new Event("input"));
        requestAnimationFrame(() => done(performance.now() - start)); })""")


def measure(browser, site):
    """One visit: {what: seconds}."""
    with Live(browser, f"{site}/book/{CHAPTER}.html") as visit:
        visit.settle()
        static = switch(visit) / 1000
        ready = timed(visit.start)
        proof = timed(lambda: visit.run(visit.cell("step-jacobian")))
        visit.run(visit.cell("def draw(gain)"))
        redraw(visit)                                # the first one warms up
        return {"static slider": static, "ready": ready,
                "cells up to a proof": proof,
                "live slider": statistics.median(
                    timed(lambda: redraw(visit)) for _ in range(5))}


def main():
    """Print a table and write _build/benchmark-live.json."""
    with serve() as site, chromium() as browser:
        runs = [measure(browser, site) for _ in range(RUNS)]
        version = browser.version
    table = {name: statistics.median(run[name] for run in runs)
             for name in runs[0]}
    for name, seconds in table.items():
        print(f"{name:22} {seconds:8.3f} s")
    record = {"median of": RUNS, "seconds": table, "chromium": version,
              "machine": platform.machine(), "chapter": CHAPTER}
    target = ROOT / "_build" / "benchmark-live.json"
    target.write_text(json.dumps(record, indent=1))
    print(f"written to {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
