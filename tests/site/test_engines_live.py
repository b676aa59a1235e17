"""Python in the page, in Firefox and WebKit; test_live.py says more of it."""
import re

import psutil
import pytest
from drivers import Crashed, Refused
from engines import ENGINES, CrashedOnce, missing, twice_if_it_crashes, webkit
from watching import FAULTS, TYPESET

pytestmark = pytest.mark.usefixtures("self_hosted")
CHAPTER = "softmax-jacobian"
SECONDS = 300       # two cores may have much else to do
STATE = "() => document.querySelector('.live-bar').dataset.state"
STATUS = "() => document.querySelector('.live-status').innerText"
PROVED = """() => [...document.querySelectorAll(".live-output")]
    .map((e) => e.innerText).join(" ").match(/Proved/g)?.length"""
WRONG = """() => [...document.querySelectorAll(".live-error, mjx-merror")]
    .map((e) => e.innerText)"""
LIVE = "figure.explore[data-live]"
FRAME = f"() => document.querySelector('{LIVE} .explore-frame').innerHTML"


class Live:
    """A page of an engine, with its Python."""

    def __init__(self, engine, site, chapter=CHAPTER):
        self.engine = engine
        engine.resize(1280)
        engine.open(f"{site}/book/{chapter}.html")
        engine.call(TYPESET)

    def until(self, *states):
        """Wait until the bar is in one of these states: what it then says."""
        self.engine.wait(f"(...names) => names.includes(({STATE})())",
                         *states, seconds=SECONDS)
        return self.engine.call(STATUS)

    def press(self, name):
        self.engine.click(".live-bar button", name)

    def start(self):
        self.press("Live code")
        return self.until("ready", "failed")

    def run_all(self):
        self.press("Run all")
        self.until("running")
        return self.until("ready", "failed")

    def redraw(self):
        """Move the live slider; the new figure."""
        before = self.engine.call(FRAME)
        self.engine.press(f"{LIVE} input", "ArrowRight")
        return self.engine.wait(
            f"(old) => {{ const now = ({FRAME})();"
            " return now !== old && now; }", before)

    def stop(self):
        """Stop what is under way; Python then starts anew."""
        self.press("Stop")
        return self.until("ready", "failed")


def scenario(engine, site):
    """Cells are stopped, then all run, then a slider: what the page says."""
    live = Live(engine, site)
    told = {"ready": live.start()}
    live.press("Run all")
    live.until("running")
    return told | {
        "stopped": live.stop(), "state": engine.call(STATE),
        "ran": live.run_all(), "proved": engine.call(PROVED),
        "wrong": engine.call(WRONG), "redrawn": live.redraw(),
        "faults": engine.call(FAULTS)}


@pytest.fixture(scope="module")
def told(name, watched):
    """What a page said, its cells stopped and run whole."""
    site, proxy, _ = watched
    return twice_if_it_crashes(
        ENGINES[name], lambda engine: scenario(engine, site), proxy)


def test_cells_are_stopped(told):
    assert told["ready"].startswith("Python is ready")
    assert told["state"] == "ready"
    assert not re.fullmatch(r"Cell \d+ has run\.", told["stopped"])


def test_a_chapter_runs_whole(told, watched, ledger):
    assert re.fullmatch(r"Cell \d+ has run\.", told["ran"])
    assert told["wrong"] == told["faults"] == watched[2] == []
    assert told["proved"] == sum(
        one["page"] == f"book/{CHAPTER}" and one["kind"] == "proof"
        for one in ledger) > 0


def test_a_slider_calls_python(told):
    assert "<svg" in told["redrawn"]


def crash(engine):
    """End the process that shows pages, as a fault of the engine would."""
    shown = [one for one in psutil.Process(engine.process.pid).children(
        recursive=True) if one.name().startswith("WebKitWebProc")]
    shown[-1].kill()
    engine.wait("() => false")


@pytest.fixture
def tried(watched):
    """Runs a scenario in WebKit; how often it was begun, and how it ended."""
    if missing("webkit"):
        pytest.skip("test_a_chapter_runs_whole[webkit] says what is missing")

    def attempt(*ways):
        begun = []

        def scenario(engine):
            engine.open(f"{watched[0]}/404.html")
            begun.append(engine)
            return ways[len(begun) - 1](engine)
        try:
            return twice_if_it_crashes(webkit, scenario, watched[1]), begun
        except (Crashed, Refused, TimeoutError) as error:
            return type(error), begun
    return attempt


def test_only_a_crash_is_tried_again_and_only_once(tried):
    with pytest.warns(CrashedOnce, match="WebKit itself has crashed"):
        told, begun = tried(crash, lambda engine: "whole")
    assert (told, len(begun)) == ("whole", 2)
    with pytest.warns(CrashedOnce):
        told, begun = tried(crash, crash)
    assert (told, len(begun)) == (Crashed, 2)


@pytest.mark.parametrize(("way", "error"), [
    (lambda engine: engine.call("() => nowhere()"), Refused),
    (lambda engine: engine.click("no-such-thing"), Refused),
    (lambda engine: engine.wait("() => false", seconds=1), TimeoutError)])
def test_a_failure_of_ours_is_not_tried_again(way, error, tried):
    told, begun = tried(way)
    assert (told, len(begun)) == (error, 1)
