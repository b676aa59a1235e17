"""*Is my derivation right?* in a browser: what is typed is judged there.

A stub plays Python where only the page is tried; a few have Python itself.
"""
import re

import pytest
import yaml
from anchors import html
from axe import faults
from judge_page import Judging
from serving import ROOT, WIDTHS, Visit

EXAMPLES = yaml.safe_load((ROOT / "book" / "judge.yml").read_text())
THREE = "a_t = b_t\nb_t = c_t % wrong\nc_t = \\dots % not read"
OVERFLOW = """() => document.documentElement.scrollWidth
    - document.documentElement.clientWidth"""
UNDERLINED = "e => getComputedStyle(e).textDecorationLine"
VISIBLE = "all => all.filter(e => e.checkVisibility()).length"


@pytest.fixture
def stub(site, browser):
    """The page with a stub for Python."""
    with Judging(browser, site, stub=True) as visit:
        yield visit
        assert visit.errors == [] and visit.foreign == []


@pytest.fixture(scope="module")
def real(site, browser, self_hosted):
    """The page with Python."""
    with Judging(browser, site) as visit:
        yield visit
        assert visit.errors == [] and visit.foreign == []


# Python itself.

def test_the_first_example_gets_its_verdicts(real):
    assert "The first that is wrong is line 4." in real.judge()
    proved = [kind.replace("agrees", "right") for kind in real.kinds()]
    assert proved == EXAMPLES[0]["verdicts"]
    wrong = real.lines().nth(3)
    assert re.search(r"the left side is −?[\d.]+, the right side −?[\d.]+\.",
                     wrong.inner_text())
    assert real.page.locator("mjx-merror").count() == 0


def test_the_nearest_right_line_is_right(real):
    real.judge()
    real.button("Take it: right line 1 for line 4").click()
    assert "wrong" not in real.rest()
    assert "wrong" not in real.kinds() and len(real.kinds()) == 5


def test_steps_of_a_proof_are_typeset(real):
    real.judge()
    real.rest()
    said = real.lines().first.inner_text()
    assert "for all sizes and all steps" in said
    assert not re.search("[<>]=", said)
    assert real.lines().first.locator(".judge-said p mjx-container").count()


def test_own_letters_are_read(real):
    real.page.select_option("#judge-alphabet", "mine")
    real.page.get_by_label("Letter 1, in LaTeX").fill(r"\mathbf{s}")
    real.page.get_by_label("What letter 1 stands for").select_option("h")
    real.judge(r"s_t = \tanh(U x_t + W s_{t-1} + b_h)")
    assert real.kinds()[0] in ("agrees", "right")
    real.page.select_option("#judge-alphabet", "")


def test_a_text_that_is_none_is_told(real):
    said = real.judge("no formula at all")
    assert real.kinds() in ([], ["not read"])
    assert said and "failed" not in said


def test_axe_finds_no_fault_in_what_is_said(real):
    real.judge(EXAMPLES[4]["text"])
    assert faults(real.page, whole=False) == []


# The page.

def test_nothing_is_loaded_before_the_click(stub):
    assert not [path for path in stub.asked if "pyodide" in path
                or "worker" in path]


def test_lines_say_what_and_where_and_what_is_right(stub):
    said = stub.judge(THREE)
    assert said == ("3 lines: 1 right, 1 wrong, 1 not read. The first that is "
                    "wrong is line 2.")
    assert stub.kinds() == ["right", "wrong", "not read"]
    wrong = stub.lines().nth(1)
    assert wrong.locator("strong").inner_text() == "Line 2: Wrong."
    assert wrong.locator(".judge-typed").inner_text() == "b_t = c_t"
    mark = wrong.locator("mark")
    assert mark.inner_text() == " c_t"
    assert mark.evaluate(UNDERLINED) == "underline"
    assert wrong.get_by_role("link").get_attribute(
        "href") == "model.html#equation-state-x"
    signs = stub.page.locator(".judge-sign").all_inner_texts()
    assert len(set(signs)) == 3


def test_the_place_is_selected_in_the_text(stub):
    stub.judge(THREE)
    stub.button("Show in the text: line 3").click()
    assert stub.text.evaluate("e => e.value.slice(e.selectionStart, "
                              "e.selectionEnd)") == r" \dots"
    assert stub.text.evaluate("e => e === document.activeElement")


def test_a_right_line_is_taken_and_judged(stub):
    stub.judge(THREE)
    stub.button("Take it: right line 1 for line 2").click()
    stub.rest()
    assert stub.text.input_value().splitlines()[1].startswith("a_t = c_t")


def test_one_sentence_a_line_is_read_aloud(stub):
    stub.judge(THREE.replace("b_t\n", "b_t % unproved\n"))
    log = stub.page.get_by_role("log")
    assert log.get_attribute("aria-live") == "polite"
    assert log.locator("p").all_inner_texts() == [
        "Line 1, right on all networks tried: both sides agree on 24 random "
        "networks.", "Line 2, wrong: the two sides differ.",
        "Line 3, not read: dots are refused: write the sum."]


def test_a_proof_comes_after_the_numbers_and_unfolds(stub):
    stub.judge("a_t = b_t")
    fold = stub.page.locator(".judge-line details.steps")
    assert not fold.locator("table").is_visible()
    fold.locator("summary").click()
    fold.locator("mjx-container").nth(2).wait_for()
    assert fold.locator("tr").count() == 2
    assert "by" in fold.inner_text()


def test_what_is_not_proved_is_not_called_right(stub):
    assert "1 right on all networks tried" in stub.judge("a = b % unproved")
    assert stub.kinds() == ["agrees"]


def test_control_and_enter_judges(stub):
    stub.text.fill("a = b")
    stub.text.press("Control+Enter")
    stub.rest()
    assert stub.kinds() == ["right"]


def test_an_empty_text_is_asked_for(stub):
    assert "There is no line yet" in stub.judge("  ")
    assert stub.text.evaluate("e => e === document.activeElement")


@pytest.mark.parametrize(("how", "said"), [
    ("wait", "Stopped. 1 line: "), ("hang", "Python starts anew")])
def test_what_runs_is_stopped(stub, how, said):
    stub.text.fill(f"a = b\nb = c % {how}\nc = d")
    stub.button("Judge").click()
    stub.says("Judging line 2 of 3")
    stub.button("Stop judging").click()
    stub.says(said)
    assert stub.kinds() == ["agrees"]
    stub.judge("a = b")                        # and can be begun again
    assert stub.kinds() == ["right"]


def test_a_failure_is_a_sentence(stub):
    assert stub.judge("a = b % die") == "Judging failed: it died"


def test_python_that_does_not_come_is_explained(site, browser, self_hosted):
    with Judging(browser, site) as visit:
        visit.context.route("**/*.wasm", lambda route: route.abort())
        assert visit.judge().startswith("Python could not be loaded: ")
        visit.context.unroute("**/*.wasm")
        assert "5 lines" in visit.judge()


def test_an_edit_makes_the_verdicts_old(stub):
    stub.judge(THREE)
    stub.text.press("End")
    stub.text.type("x")
    assert stub.status() == "The text has changed since it was judged."
    assert stub.page.locator(
        ".judge-results").get_attribute("data-stale") == "yes"


def test_a_text_is_kept_over_a_reload(stub):
    stub.text.fill("a = b + 1")
    stub.page.select_option("#judge-alphabet", "pytorch")
    stub.page.get_by_label("Repeated letters are summed").check()
    stub.page.reload(wait_until="networkidle")
    assert stub.text.input_value() == "a = b + 1"
    assert stub.page.locator("#judge-alphabet").input_value() == "pytorch"
    assert stub.page.get_by_label("Repeated letters").is_checked()


def test_a_link_holds_text_and_letters_and_sends_nothing(site, browser):
    with Judging(browser, site, stub=True, permissions=[
            "clipboard-read", "clipboard-write"]) as visit:
        visit.text.fill("s_t = \\hat y_t & 100% + é\n= 1")
        visit.page.select_option("#judge-alphabet", "mine")
        visit.page.get_by_label("Letter 1, in LaTeX").fill("s")
        visit.page.get_by_label("What letter 1 stands for").select_option("h")
        visit.button("Copy a link that holds this text").click()
        visit.page.get_by_text("is copied").wait_for()
        link = visit.page.evaluate("navigator.clipboard.readText()")
        assert link == visit.page.url and "?" not in link.partition("#")[0]
    with Judging(browser, site, hash="#" + link.partition("#")[2]) as visit:
        assert visit.text.input_value() == "s_t = \\hat y_t & 100% + é\n= 1"
        assert visit.page.locator("#judge-alphabet").input_value() == "mine"
        assert visit.page.get_by_label(
            "Letter 1, in LaTeX").input_value() == "s"
        assert visit.page.get_by_label(
            "What letter 1 stands for").input_value() == "h"


def test_a_link_does_not_cost_the_readers_own_text(stub):
    stub.text.fill("my = own")
    stub.page.evaluate("location.hash = '#text=theirs+%3D+1'")
    stub.button("Take mine back").wait_for()
    assert stub.text.input_value() == "theirs = 1"
    stub.button("Take mine back").click()
    assert stub.text.input_value() == "my = own"


def test_examples_bring_their_letters(stub):
    for place, example in enumerate(EXAMPLES):
        stub.page.select_option("#judge-example", str(place))
        assert stub.text.input_value() == example["text"].strip()
        assert stub.page.locator(
            "#judge-alphabet").input_value() == example["alphabet"]


def test_what_letters_mean_is_shown_when_they_are_chosen(stub):
    stub.page.select_option("#judge-alphabet", "goodfellow")
    table = stub.page.locator(".judge-letters")
    table.locator("mjx-container").first.wait_for()
    assert table.get_by_text("logits").is_visible()
    assert "targets are one-hot" in table.inner_text()


def test_own_letters_are_asked_for(stub):
    stub.page.select_option("#judge-alphabet", "mine")
    stub.page.get_by_label("Letter 1, in LaTeX").fill("s")
    stub.page.get_by_label("What letter 1 stands for").select_option("h")
    stub.page.locator("#judge-base").select_option("source-b")
    stub.page.get_by_role("button", name="One more letter").click()
    assert stub.page.get_by_label("Letter 4, in LaTeX").evaluate(
        "e => e === document.activeElement")
    asked = stub.page.evaluate("""() => new Promise(done => {
        const send = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (data) {
            if (data.call === "judge") done(JSON.parse(data.args[0]));
            return send.call(this, data); };
        document.querySelector(".judge-go").click(); })""")
    stub.rest()
    assert asked["letters"] == {"s": "h"}
    assert (asked["alphabet"], asked["summed"]) == ("source-b", None)


def rows(visit):
    """The rows of the preview, once the last is typeset or explained."""
    visit.page.wait_for_timeout(400)
    visit.settle()
    visit.page.wait_for_function("""() => [...document.querySelectorAll(
        ".judge-rows li")].every(e => e.querySelector(
        "mjx-container, .judge-fault"))""")
    return visit.page.locator(".judge-rows li")


@pytest.mark.parametrize(("text", "count"), [
    ("a = b\nb = c", 2), ("a = b \\\\ b = c\n\n", 2),
    (r"\begin{align}a &= b \\[2pt] &= c\end{align}", 2),
    ("Since $a = b$ and\n\\[\\begin{aligned}b &= c\\\\&= d\\end{aligned}\\]",
     3), ("a = b % c = d", 1)])
def test_the_preview_has_the_lines(stub, text, count):
    stub.text.fill(text)
    assert rows(stub).count() == count
    assert stub.page.locator(".judge-rows mjx-container").count() == count


@pytest.mark.parametrize(("text", "said"), [
    (r"\frac{a{ = b", "no } closes it"), (r"a} = b", "no { opened it"),
    (r"\left( a = b", "LaTeX cannot show this line: "),
    (r"\href{javascript:alert(1)}{a} = b", r"since it has \href"),
    (r"\style{position:fixed}{a} = b", r"since it has \style"),
    (r"\def\frac{x} a = b", r"since it has \def")])
def test_the_preview_explains_what_it_cannot_show(stub, text, said):
    stub.text.fill(text)
    assert said in rows(stub).inner_text()
    assert stub.page.locator(".judge-app mjx-merror").count() == 0
    assert stub.page.locator(".judge-app a[href]").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_no_fault_and_no_sideways_scrolling(site, browser, width):
    theme = "dark" if width == "phone" else "light"
    with Judging(browser, site, stub=True, width=WIDTHS[width],
                 theme=theme) as visit:
        visit.page.select_option("#judge-alphabet", "mine")
        visit.judge(f"{THREE}\n{EXAMPLES[3]['text']}")
        assert visit.page.evaluate(OVERFLOW) <= 0
        assert faults(visit.page, whole=False) == []
        assert visit.errors == []


def test_print_has_the_verdicts_and_no_form(stub):
    stub.judge(THREE)
    stub.page.emulate_media(media="print")
    assert stub.page.locator(".judge-app button, .judge-app textarea,"
                             " .judge-app select").evaluate_all(VISIBLE) == 0
    assert stub.page.locator(".judge-line").evaluate_all(VISIBLE) == 3


def test_without_javascript_it_says_what_to_do(site, browser):
    with Visit(browser, f"{site}/book/judge.html",
               java_script_enabled=False) as visit:
        said = visit.page.locator("#judge").inner_text()
    assert "python -m rnnlib.judge notes.tex" in said


def test_chapters_with_derivations_lead_here():
    assert 'href="judge.html">Is my derivation right?' in html("book/adjoint")
    assert 'href="judge.html"' in html("book/index")
    assert "own-line" not in html("book/glossary")
