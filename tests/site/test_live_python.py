"""What Python says to the page: by its worker, and as it is shown."""
from itertools import pairwise

import pytest
from live_page import opened
from serving import Visit

pytestmark = pytest.mark.usefixtures("self_hosted")
WORKER = """() => {
    const {core, lock, worker, packages} = JSON.parse(
        document.getElementById("live-config").textContent);
    const url = (path) => new URL(path, document.baseURI).href;
    const python = new Worker(url(worker));
    let calls = 0;
    window.ask = (call, ...args) => new Promise((resolve) => {
        const id = calls++, news = [], start = performance.now();
        python.onmessage = ({data}) => {
            if (data.received) return;
            news.push({...data, at: (performance.now() - start) / 1000});
            if (data.lost || data.id === id
                && ("result" in data || "failed" in data)) resolve(news);
        };
        python.postMessage({id, call, args});
    });
    return ask("load", {core: url(core), lock: url(lock), packages});
}"""


@pytest.fixture(scope="module")
def worker(site, browser):
    """A page whose worker is asked without a button between."""
    with Visit(browser, f"{site}/book/model.html") as visit:
        (answer,) = visit.page.evaluate(WORKER)
        assert "result" in answer, answer
        yield visit
        assert (visit.errors, visit.foreign) == ([], [])


def run(worker, code, number=3):
    """What a cell sends: what came before the end, and the end."""
    *news, end = worker.page.evaluate("args => ask('run', ...args)",
                                      [code, number])
    assert "result" in end, end
    outputs = [tuple(pair) for pair in end["result"]["outputs"]]
    return news, outputs, end["result"]["error"]


def test_prints_come_while_python_runs(worker):
    news, outputs, error = run(worker, """import time
start = time.monotonic()
while time.monotonic() < start + 3:
    print(f"{time.monotonic() - start:.2f}")
    sum(range(10_000))""")
    assert error == ""
    times = [one["at"] for one in news if "printed" in one]
    gaps = [late - soon for soon, late in pairwise(times)]
    assert len(times) < 25 and max(gaps) < 0.5
    assert max(times) - min(times) > 2.5           # not all at the end
    text = "".join(one["printed"] for one in news)
    assert outputs == [("text/plain", text)]


def test_a_loop_that_prints_without_end_does_not_swamp_the_page(worker):
    news, ((_, text),), _ = run(worker,
                                "for n in range(200_000): print(n)")
    assert len(news) < 100 and len(text) < 100_000
    assert "letters are left out" in text and text.endswith("\n199999\n")


def test_figures_come_in_order_and_before_the_error(worker):
    news, outputs, error = run(worker, """import matplotlib.pyplot as plt
plt.plot([1, 2]); print("one"); plt.show(); print("two")
fig, ax = plt.subplots()
1 / 0""")
    assert [mime for mime, _ in outputs] == [
        "text/plain", "text/html", "text/plain", "text/html"]
    assert [one["part"][1] for one in news if "part" in one] == [
        outputs[1][1], outputs[3][1]]
    assert outputs[1][1].startswith("<svg") and outputs[2][1] == "two\n"
    assert error.startswith("Cell 3, line 4\n    1 / 0")
    assert run(worker, "1")[1] == [("text/plain", "1")]


def test_a_package_is_loaded_and_its_progress_told(worker):
    news, outputs, error = run(worker, """from IPython.display import Markdown
display(Markdown("*so*"))""")
    assert (outputs, error) == ([("text/markdown", "*so*")], "")
    told = [one["doing"] for one in news if "doing" in one]
    assert told[0].startswith("Loading ipython, 0 of ")
    assert told[-1].endswith("MB") and len(told) > 1
    assert run(worker, "import IPython")[0] == []


def test_what_is_not_there_is_refused_in_a_sentence(worker):
    *_, error = run(worker, "def f():\n    import pandas\nf()", 7)
    assert "Cell 7, line 2, in f" in error and "site-packages" not in error
    assert "This page's Python has no pandas. It has matplotlib" in error
    assert "brings its Python along" in error


def test_a_package_that_does_not_come_fails_the_cell_only(worker):
    worker.context.route("**/micropip*", lambda route: route.abort())
    *_, error = run(worker, "import micropip")
    assert error.startswith("micropip could not be loaded: a file did not")
    worker.context.unroute("**/micropip*")
    assert run(worker, "import micropip")[1:] == ([], "")
    worker.errors.clear()                          # the file, as it must be


@pytest.mark.parametrize(("code", "words"), [
    ("input()", "input() cannot ask in this page"),
    ("exit()", "there is nothing to leave"),
    ("import sys\nsys.exit(1)", "there is nothing to leave"),
    ("open('a.csv')", "sees no files of your computer"),
    ("!pip install torch", "installs nothing in this page"),
    ("import torch", "it runs in no browser"),
    ("import urllib.request as r\nr.urlopen('https://example.org')",
     "reaches no other computer"),
    ("import threading\nthreading.Thread(target=print).start()",
     "start new thread"),
    ("f(", "SyntaxError: '(' was never closed")])
def test_what_a_page_cannot_do_is_said(worker, code, words):
    *_, error = run(worker, code, 4)
    assert error.startswith("Cell 4, line ") and words in error, error
    assert "python3" not in error


def test_a_cell_may_wait_and_have_commands_of_notebooks(worker):
    _, outputs, error = run(worker, """%matplotlib inline
import asyncio
await asyncio.sleep(0.1)
2""")
    assert error == "" and outputs[-1] == ("text/plain", "2")
    assert outputs[0][1].startswith("%matplotlib: not needed here")


# On the page

@pytest.fixture(scope="module", params=[("light", 1280), ("dark", 390)],
                ids=["light", "phone"])
def softmax(request, site, browser):
    theme, width = request.param
    with opened(browser, site, "softmax-jacobian", theme=theme,
                width=width) as visit:
        assert visit.start().startswith("Python is ready")
        yield visit


def test_a_failed_claim_is_typeset_on_the_page(softmax):
    cell = softmax.cell('claim("softmax-columns"')
    softmax.edit(cell, "a), 0", "a), 1")
    assert "raised an error" in softmax.run(cell)
    output = cell.locator(".cell_output")
    said = output.inner_text()
    assert "Not proved" in said and "It is false: on a random network" in said
    assert "\\frac" not in said and "$" not in said
    assert output.locator("mjx-container").count() >= 3
    assert output.locator("mjx-merror").count() == 0
    error = output.locator(".live-error").inner_text().splitlines()
    assert "Cell " in error[0] and ", line " in error[0]
    assert error[-1] == "NotProved: 'softmax-columns' was not shown, see above"
    wide = softmax.page.evaluate(
        "document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    assert softmax.errors == []


def test_prints_are_seen_while_a_cell_runs(softmax):
    cell = softmax.cell(1)
    softmax.type(cell, "import time\nfor step in range(30):\n"
                 "    print('step', step)\n    time.sleep(0.1)")
    softmax.press_run(cell)
    cell.locator(".live-output", has_text="step 3").wait_for()
    assert "step 29" not in softmax.shown(1)
    assert "has run" in softmax.state("ready", "failed")
    assert softmax.shown(1).startswith("step 0\nstep 1\n")
    assert softmax.shown(1).endswith("step 29")


def test_errors_and_figures_stand_where_they_belong(softmax):
    softmax.type(softmax.cell(1), "import matplotlib.pyplot as plt")
    softmax.type(softmax.cell(2), "def broken():\n    return 1 / 0")
    softmax.type(softmax.cell(3), "plt.plot([1, 2])\nbroken()")
    for _ in range(2):                        # another run, the same number
        assert "raised an error" in softmax.run(softmax.cell(3))
        output = softmax.cell(3).locator(".cell_output")
        assert output.locator("svg").count() == 1
        error = output.locator(".live-error").inner_text()
        assert error.startswith("Cell 3, line 2\n    broken()\n")
        assert "Cell 2, line 2, in broken\n    return 1 / 0" in error
        assert error.endswith("\nZeroDivisionError: division by zero")
    softmax.type(softmax.cell(3), "1")
    softmax.run(softmax.cell(3))
    assert output.locator("svg").count() == 0
    assert softmax.shown(3) == "1"
