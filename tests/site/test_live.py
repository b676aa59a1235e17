"""Python in the page: chapters run to the end, can be edited and stopped."""
import re

import pytest
from axe import faults
from live_page import SECONDS, opened

pytestmark = pytest.mark.usefixtures("self_hosted")


@pytest.fixture(scope="module",
                params=["softmax-jacobian", "vanishing", "model"])
def live(request, site, browser):
    """A chapter, all of whose cells have run."""
    with opened(browser, site, request.param) as visit:
        visit.name = request.param
        assert visit.start().startswith("Python is ready")
        visit.said = visit.run_all()
        yield visit


@pytest.fixture
def softmax(site, browser):
    """A chapter that has just been loaded."""
    with opened(browser, site, "softmax-jacobian") as visit:
        assert visit.start().startswith("Python is ready")
        yield visit


def test_a_cell_that_waits_for_an_answer_starts_python(site, browser):
    with opened(browser, site, "softmax-jacobian") as visit:
        visit.settle()
        cell = visit.page.locator(".cell.tag_answer").nth(1)
        cell.get_by_role("button", name="Answer").click()
        assert visit.state("ready").startswith("Python is ready")
        assert cell.locator(".cm-content:focus").count() == 1
        assert not cell.get_by_role("button", name="Answer").is_visible()


def test_every_cell_runs_to_the_end(live):
    assert re.fullmatch(r"Cell \d+ has run\.", live.said)
    assert live.page.locator(".live-error").all_inner_texts() == []
    assert (live.errors, live.failed, live.foreign) == ([], [], [])


def test_the_proofs_hold_in_the_page_too(live, ledger):
    own = [one for one in ledger if one["page"] == f"book/{live.name}"]
    text = " ".join(live.page.locator(".live-output").all_inner_texts())
    assert own
    assert len(re.findall(r"Proved(?! again)", text)) == sum(
        one["kind"] == "proof" for one in own)
    assert live.page.locator(".live-output mjx-container").count() > 0
    assert live.page.locator("mjx-merror").count() == 0


def test_a_slider_calls_python(live):
    field = live.page.locator("figure.explore[data-live] input").first
    figure = live.page.locator("figure.explore[data-live]").first
    frame = figure.locator(".explore-frame")
    output = figure.locator("output").first         # of two, that of the gain
    before, said = frame.inner_html(), output.inner_text()
    field.press("ArrowRight")
    live.page.wait_for_function(
        "([node, old]) => node.innerHTML !== old",
        arg=[frame.element_handle(), before], timeout=SECONDS)
    assert output.inner_text() != said
    assert live.marks() == {}                 # to pull is not to edit


def test_axe_finds_no_fault_in_a_page_alive(live):
    assert faults(live.page, whole=False) == []


def test_an_edit_changes_the_output_and_can_be_taken_back(site, browser):
    with opened(browser, site, "vanishing") as visit:
        visit.start()
        change, show = visit.cell("gain_here, units"), visit.cell("ratios =")
        assert not change.get_by_role("button", name="Reset").is_visible()
        visit.run(show)
        first = show.locator(".live-output").inner_text()
        visit.edit(change, "1.0, 64", "0.5, 9")
        visit.run(show)                       # runs the changed cell first
        second = show.locator(".live-output").inner_text()
        ratios = [float(re.search(r"ratio': ([\d.]+)", text)[1])
                  for text in (first, second)]
        assert 0.5 < ratios[0] <= 1 and ratios[1] <= 0.5
        change.get_by_role("button", name="Reset").click()
        visit.run(show)
        assert show.locator(".live-output").inner_text() == first


def test_a_wrong_formula_is_refused_readably(softmax):
    cell = softmax.cell("claim(\"softmax-columns\"")
    softmax.edit(cell, "a), 0", "a), 1")
    assert "raised an error" in softmax.run(cell)
    error = cell.locator(".live-error").inner_text()
    assert "NotProved" in error
    said = cell.locator(".cell_output")
    assert "this is left of left minus right" in said.inner_text()
    assert said.locator("mjx-container").count() >= 2
    assert "/site-packages/" not in error
    softmax.edit(cell, "a), 1", "a), 0")
    assert "has run" in softmax.run(cell)


def test_steps_are_there_after_a_run(softmax):
    cell = softmax.cell("claim(\"softmax-columns\"")
    softmax.run(cell)
    fold = cell.locator("details.steps")
    assert fold.locator("summary").inner_text() == "The steps"
    assert not fold.locator("table.steps").is_visible()
    fold.locator("summary").click()
    assert fold.locator("table.steps mjx-container").first.is_visible()
    assert "<" not in fold.inner_text()


def test_answers_are_judged_in_the_page(softmax):
    cell = softmax.cell("check(\"differentiate-log-softmax\", answer)")
    said = cell.locator(".cell_output")
    for answer, words in (
            ("delta(a, b) - y_hat[t, a]", "has the wrong letter"),
            ("delta(a, b) + y_hat[t, b]", "On a random network"),
            ("delta(a, b) - y_hat[t, b]", "by the prover")):
        softmax.type(
            cell, f"check('differentiate-log-softmax', {answer})")
        assert "has run" in softmax.run(cell)
        assert words in said.inner_text()
        assert softmax.page.locator("mjx-merror").count() == 0
    assert said.get_attribute("role") == "status"


def test_a_run_can_be_abandoned(softmax):
    cell = softmax.cell("import sympy as sp")
    softmax.edit(cell, "import sympy", "while True:\n    pass\nimport sympy")
    softmax.press_run(cell)
    softmax.says("Running cell 4")
    softmax.page.get_by_role("button", name="Stop").click()
    assert "Variables are lost, your edits are kept" in softmax.state("ready")
    assert "while True" in softmax.code(cell)
    cell.get_by_role("button", name="Reset").click()
    assert "has run" in softmax.run(softmax.cell("refute("))


def test_loading_tells_the_bytes(site, browser):
    with opened(browser, site, "index") as visit:
        visit.page.evaluate("""() => {
            window.said = [];
            const note = () => said.push(
                document.querySelector(".live-status").innerText);
            new MutationObserver(note).observe(
                document.querySelector(".live-bar"),
                {childList: true, subtree: true, characterData: true}); }""")
        visit.start()
        texts = [text for text in visit.page.evaluate("said")
                 if text.startswith("Loading")]
        done = [int(re.fullmatch(r"Loading Python, (\d+) of \d+ MB",
                                 text)[1]) for text in texts]
        assert done == sorted(done) and len(set(done)) > 3


def test_python_that_does_not_come_is_explained(site, browser):
    with opened(browser, site, "model") as visit:
        visit.context.route("**/*.wasm", lambda route: route.abort())
        assert visit.start().startswith("Python could not be loaded: ")
        visit.context.unroute("**/*.wasm")
        assert visit.start().startswith("Python is ready")


def test_a_server_need_not_know_what_wasm_is(site, browser):
    def unknown(route):
        response = route.fetch()
        route.fulfill(response=response, headers={
            **response.headers, "content-type": "application/octet-stream"})
    with opened(browser, site, "model") as visit:
        visit.context.route("**/*.wasm", unknown)
        assert visit.start().startswith("Python is ready")


def test_nothing_is_loaded_before_the_click(site, browser):
    asked = []
    with opened(browser, site, "model") as visit:
        visit.page.on("request", lambda request: asked.append(request.url))
        visit.page.reload(wait_until="networkidle")
        assert not [url for url in asked
                    if "pyodide" in url or "live-editor" in url]
