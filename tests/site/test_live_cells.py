"""Cells of a live page: what is out of date, what waits, what is in sight.

A stub plays Python, so that these are quick; test_live.py has Python itself.
"""
import re

import pytest
from axe import faults
from live_page import EDITORS, opened
from serving import HTML, THEMES, WIDTHS
from weigh import kilobytes

PAGE = "softmax-jacobian"
LINES = "# wait 2\nlast = 1"
COLOURS = """e => [...e.querySelectorAll('span')].filter(
    one => !one.children.length && one.textContent.trim())
    .map(one => [one.textContent, getComputedStyle(one).color])"""


@pytest.fixture(scope="module")
def visit(site, browser):
    """A chapter, started."""
    with opened(browser, site, PAGE, stub=True) as page:
        assert page.start().startswith("Python is ready")
        yield page
        assert (page.errors, page.foreign) == ([], [])


@pytest.fixture
def ran(visit):
    """A chapter, all of whose cells have just run, as they are in the book."""
    forget = visit.page.get_by_role("button", name="Forget my edits")
    if forget.is_visible():
        forget.click()
    while visit.marks() or not visit.shown(1).startswith("run"):
        visit.run_all()
    visit.run_all()
    assert visit.status() == "Cell 24 has run."
    return visit


def runs(visit, *numbers):
    """Which run it was that made the output of each of these cells, counted
    from the last run of the last cell in sight, 22."""
    made = [int(re.search(r"run (\d+), cell (\d+)", visit.shown(n))[1])
            for n in (*numbers, 22)]
    return [one - made[-1] for one in made[:-1]]


def test_edits_before_any_run_are_marked_too(visit):
    assert visit.marks() == {}             # of the book's own outputs
    visit.type(visit.cell(4), "changed = 1")
    assert visit.marks().keys() == set(range(4, 25))
    assert "book's, from before your edit of cell 4" in visit.marks()[5]
    visit.run(visit.cell(4))
    assert visit.marks().keys() == set(range(5, 25))
    visit.cell(4).get_by_role("button", name="Reset").click()
    assert "from before your edit" in visit.marks()[4]
    visit.page.keyboard.press("ControlOrMeta+z")
    assert visit.code(visit.cell(4)) == "changed = 1"
    assert 4 not in visit.marks()


def test_cells_below_an_edit_are_out_of_date_until_it_is_taken_back(ran):
    before = ran.code(ran.cell(3))
    ran.type(ran.cell(3), "changed = 1")
    marks = ran.marks()
    assert marks.keys() == set(range(3, 25))
    assert "from before your edit" in marks[3]
    assert all("from before your edit of cell 3" in marks[n]
               for n in range(4, 25))
    assert runs(ran, 4) == [4 - 22]                   # it stays
    assert "22 cells are out of date" in ran.status()
    assert "from before" in ran.cell(4).inner_text()  # in sight
    assert ran.cell(4).locator(".cell_output").evaluate(
        "e => getComputedStyle(e).borderLeftStyle") == "dashed"
    ran.type(ran.cell(3), before)
    assert ran.marks() == {}


def test_run_all_runs_all_that_is_out_of_date(ran):
    ran.type(ran.cell(3), "changed = 1")
    assert ran.run_all() == "Cell 24 has run."
    assert runs(ran, 2, 3, 4) == [2 - 22 - 22, 3 - 22, 4 - 22]
    assert ran.marks() == {}
    ran.run_all()                                   # all are in order: again
    assert runs(ran, 1, 2) == [1 - 22, 2 - 22]


def test_a_cell_that_runs_again_leaves_those_below_out_of_date(ran):
    ran.run(ran.cell(5))
    marks = ran.marks()
    assert marks.keys() == set(range(6, 25))
    assert "cell 5 ran again" in marks[6]
    button = ran.cell(8).get_by_role("button", name=re.compile("^Run"))
    assert button.inner_text() == "Run to here"
    ran.run(ran.cell(8))                            # and 6 and 7 before it
    assert runs(ran, 5, 6, 7, 8) == [3, 4, 5, 6]     # after 22, 23 and 24
    assert button.inner_text() == "Run"
    assert ran.marks().keys() == set(range(9, 25))


def test_a_failed_cell_is_out_of_date_and_stops_those_below(ran):
    ran.type(ran.cell(3), "# fail ZeroDivisionError")
    assert "Cell 3 raised an error. 22 cells" in ran.run_all()
    assert "Cell 3, line 1: ZeroDivisionError" in ran.shown(3)
    assert ran.cell(3).get_attribute("data-live") == "failed"
    assert "failed" in ran.marks()[3]
    assert "before cell 3 failed" in ran.marks()[4]
    assert ran.cell(3).locator(".cm-content:focus").count() == 1
    ran.run_all()
    assert runs(ran, 4) == [4 - 22]
    ran.cell(3).get_by_role("button", name="Reset").click()
    assert ran.run_all() == "Cell 24 has run."


def test_after_stop_everything_is_out_of_date(ran):
    ran.type(ran.cell(3), LINES)
    ran.press_run(ran.cell(3))
    ran.press_run(ran.cell(2))
    ran.says("Cell 2 is waiting")
    ran.page.get_by_role("button", name="Stop").click()
    said = ran.state("ready")
    assert "Variables are lost, your edits are kept." in said
    assert "Cell 2 did not run." in said
    assert ran.marks().keys() == set(range(1, 25))
    assert "before Python stopped" in ran.marks()[1]
    assert ran.run_all() == "Cell 24 has run."


def test_a_second_run_waits_its_turn_and_says_so(ran):
    ran.type(ran.cell(3), LINES)
    ran.press_run(ran.cell(3))
    ran.press_run(ran.cell(5))
    ran.press_run(ran.cell(7))
    said = ran.says("Cell 7 is waiting")
    assert said == "Running cell 3. Cell 5 is waiting. Cell 7 is waiting."
    assert "Waiting for cell 3" in ran.marks()[5]
    ran.cell(7).get_by_role("button", name="Take back").click()
    assert ran.status() == "Running cell 3. Cell 5 is waiting."
    assert "Cell 5 has run. 19 cells" in ran.state("ready")
    assert runs(ran, 3, 4, 5) == [3, 4, 5]
    assert runs(ran, 7) == [7 - 22]                  # was taken back


def test_what_waits_below_an_error_does_not_run_and_it_says_so(ran):
    ran.type(ran.cell(3), "# wait 1\n# fail no")
    ran.press_run(ran.cell(3))
    ran.press_run(ran.cell(5))
    ran.press_run(ran.cell(2))
    said = ran.state("ready")
    assert "Cell 3 raised an error. Cell 5 did not run." in said
    assert runs(ran, 5) == [5 - 22]
    assert runs(ran, 2)[0] > 0                       # that is above


def test_a_run_may_be_asked_for_while_python_comes(site, browser):
    with opened(browser, site, PAGE, stub=True) as visit:
        visit.settle()
        with visit.page.expect_request("**/live-editor.js*"):
            visit.page.get_by_role("button", name="Live code").click()
        visit.press_run(visit.cell(2))
        visit.says("Cell 2 has run")
        assert visit.shown(2) == "run 2, cell 2"


def test_the_status_counts_seconds_and_leads_to_the_cell(ran):
    page = ran.page
    ran.type(ran.cell(3), LINES)
    ran.press_run(ran.cell(3))
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function(
        "/^[12] s$/.test(document.querySelector('.live-clock').innerText)")
    page.locator(".live-status button").click()
    top, bottom = page.evaluate(
        "[document.querySelector('.live-bar').getBoundingClientRect().bottom,"
        " innerHeight]")
    box = ran.cell(3).bounding_box()
    assert top <= box["y"]
    assert box["y"] + box["height"] <= bottom
    ran.state("ready")
    assert page.locator(".live-clock").inner_text() == ""


def test_prints_come_while_a_cell_runs_and_what_was_before_is_marked(ran):
    ran.type(ran.cell(3), "# wait 1\n# print one\n# wait 1\n# part a square\n"
                          "# print two\n# wait 1")
    ran.press_run(ran.cell(3))
    assert "The output is from before" in ran.marks()[3]
    assert ran.shown(3).startswith("run")
    ran.page.wait_for_function(
        "document.querySelectorAll('.cell_output')[2].innerText"
        ".includes('one')")
    assert ran.shown(3) == "one"
    assert "before" not in ran.marks()[3]
    ran.cell(3).get_by_role("img", name="a square").wait_for()
    assert "running" in ran.page.locator(".live-bar").get_attribute(
        "data-state")
    ran.state("ready")
    assert re.fullmatch(r"one\s+two\s+run \d+, cell 3", ran.shown(3))


def test_a_line_that_begins_anew_replaces_itself(ran):
    ran.type(ran.cell(3), "# print 10 %\\r20 %\\r30 %")
    ran.run(ran.cell(3))
    assert ran.shown(3).startswith("30 %")


def test_loading_a_package_is_said(ran):
    ran.type(ran.cell(3), "# doing Loading scipy, 3 of 38 MB\n# wait 1")
    ran.press_run(ran.cell(3))
    assert ran.says("scipy") == "Running cell 3: Loading scipy, 3 of 38 MB"
    ran.state("ready")


def test_a_refused_claim_is_typeset_beside_its_error(ran):
    ran.type(ran.cell(2), "# refuse *Not proved*. What is left: "
                          "$$\\frac{1}{2} y_a$$ It is `half`.")
    ran.run(ran.cell(2))
    output = ran.cell(2).locator(".cell_output")
    assert output.locator(".math mjx-container[display=true]").count() == 1
    assert output.locator("em").inner_text() == "Not proved"
    assert output.locator(".live-error").inner_text().startswith("Cell 2,")
    assert output.locator("mjx-merror").count() == 0


def test_what_is_recalled_is_a_list_with_links(ran):
    link = "../book/model.html#equation-state"
    ran.type(ran.cell(2), "# recap [*The model, its shapes*](../book/model."
                          f"html) defines:||- [(1.2)]({link}) $h_t$ for $n$|"
                          "- (1.3) $f[q](x)$ for all||They.")
    ran.run(ran.cell(2))
    output = ran.cell(2).locator(".cell_output")
    items = output.locator("ul.recap > li")
    assert items.count() == 2 and output.locator("mjx-merror").count() == 0
    assert items.locator("mjx-container").count() == 3
    assert [(one.inner_text(), one.get_attribute("href")) for one in
            output.locator("a:not(.headerlink)").all()] == [
        ("The model, its shapes", "../book/model.html"), ("(1.2)", link)]
    assert output.locator("em").inner_text() == "The model, its shapes"


def test_a_failed_cell_taller_than_the_window_shows_its_code(ran):
    ran.type(ran.cell(3), "# refuse " + 30 * "$$1$$ ")
    ran.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    ran.page.get_by_role("button", name="Run all").click()
    ran.says("Cell 3 raised an error")
    ran.page.wait_for_function("""() => {
        const e = document.activeElement.getBoundingClientRect();
        return document.activeElement.matches(".cm-content")
            && e.bottom < innerHeight && e.top >= document.querySelector(
                ".live-bar").getBoundingClientRect().bottom; }""")


def test_python_that_is_gone_is_told_and_comes_again(ran):
    ran.type(ran.cell(3), "# die out of memory")
    assert ran.run(ran.cell(3)) == "Python has stopped: out of memory"
    assert ran.marks().keys() == set(range(1, 25))
    ran.cell(3).get_by_role("button", name="Reset").click()
    ran.press_run(ran.cell(2))                     # starts it
    assert "Cell 2 has run" in ran.says("has run")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_bar_is_in_sight_covers_no_focus_and_nothing_zooms(
        width, site, browser):
    with opened(browser, site, PAGE, stub=True,
                width=WIDTHS[width]) as visit:
        visit.start()
        page = visit.page
        sizes = page.evaluate(
            f"{EDITORS}.map(e => parseFloat(getComputedStyle(e).fontSize))")
        assert (len(sizes), min(sizes)) >= (24, 16)  # no phone zooms in
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        bar = page.locator(".live-bar").bounding_box()
        header = page.locator(".bd-header-article").bounding_box()
        assert header["y"] + header["height"] - 1 <= bar["y"] < 100
        assert page.get_by_role("button", name="Run all").is_visible()
        page.locator("footer a").last.focus()
        hidden, stops = [], 0
        for _ in range(80):
            page.keyboard.press("Escape")          # leave an editor
            page.keyboard.press("Shift+Tab")
            what = page.evaluate("""() => {
                const e = document.activeElement;
                const at = e.getBoundingClientRect(), bar = document
                    .querySelector(".live-bar").getBoundingClientRect();
                return e.closest(".bd-main section, footer") && !e.closest(
                    ".live-bar") && at.top < bar.bottom - 1
                    && at.height < innerHeight / 2
                    ? e.outerHTML.slice(0, 200) : ""; }""")
            stops += 1
            if what:
                hidden.append(what)
        assert (hidden, stops) == ([], 80)
        assert page.evaluate("document.documentElement.scrollWidth"
                             " - innerWidth") <= 0


def test_the_bar_is_not_printed_and_the_code_is(ran):
    ran.page.emulate_media(media="print")
    assert not ran.page.locator(".live-bar").is_visible()
    assert not ran.page.locator(".live-tools").first.is_visible()
    assert ran.cell(1).locator(".cm-content").is_visible()
    ran.page.emulate_media(media="screen")


@pytest.mark.parametrize("theme", THEMES)
def test_an_editor_has_the_colours_of_the_page(theme, site, browser):
    with opened(browser, site, PAGE, stub=True, theme=theme) as visit:
        visit.settle()
        printed = dict(visit.page.locator(".cell_input pre").nth(4)
                       .evaluate(COLOURS))
        visit.start()
        edited = dict(visit.cell(5).locator(".cm-content").evaluate(COLOURS))
        words = {"import", "as", '"q1:4"'} & printed.keys()
        assert len(words) == 3
        assert {w: edited[w] for w in words} == {w: printed[w] for w in words}
        assert len(set(edited.values())) >= 3


def test_an_editor_indents_and_lets_the_focus_go(ran):
    cell, keys = ran.cell(2), ran.page.keyboard
    editor = cell.locator(".cm-content")
    ran.type(cell, "for i in range(3):")
    keys.press("Enter")
    keys.type("a = i")
    keys.press("Enter")
    keys.press("Tab")
    keys.type("b = a")
    assert ran.code(cell) == ("for i in range(3):\n    a = i\n"
                                "        b = a")
    keys.press("Escape")
    keys.press("Tab")
    assert cell.locator("button:focus").inner_text() == "Run"
    keys.press("Shift+Tab")
    assert editor.evaluate("e => e === document.activeElement")
    keys.press("Tab")                              # indents again
    assert ran.code(cell).endswith("\n            b = a")
    said = editor.evaluate("""e => e.getAttribute("aria-describedby")
        .split(" ").map(id => document.getElementById(id).textContent)
        .join(" ")""")
    assert "Escape, then Tab" in said
    assert "from before your edit" in said
    assert cell.locator(".live-hint").is_visible()
    keys.press("Control+Enter")
    assert "Cell 2 has run" in ran.says("has run")


def test_the_editor_weighs_little():
    assert kilobytes(HTML / "_static" / "live-editor.js") < 200
    assert kilobytes(HTML / "_static" / "live.js") < 15


@pytest.mark.parametrize(("width", "theme"), [
    ("desktop", "light"), ("phone", "dark")])
def test_axe_finds_no_fault_whatever_a_cell_does(
        width, theme, site, browser):
    with opened(browser, site, PAGE, stub=True, width=WIDTHS[width],
                theme=theme) as visit:
        visit.start()
        visit.type(visit.cell(1), "# fail no")
        visit.run(visit.cell(1))
        visit.type(visit.cell(1), "# wait 60\nfor i in 1: 'a' + None")
        visit.press_run(visit.cell(2))
        visit.press_run(visit.cell(3))
        visit.says("Cell 3 is waiting")
        assert {"running", "waiting", "stale"} <= set(
            visit.cells().evaluate_all("all => all.map(e => e.dataset.live)"))
        assert faults(visit.page, whole=False) == []
