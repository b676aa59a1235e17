"""Text only: code and proofs fold, and stay folded on other pages."""
import pytest
from axe import faults
from serving import Visit
from test_keyboard import tab_to

SWITCH = "button.text-only"
CODE = "div.cell:not(.solution *) > .cell_input:visible"


@pytest.fixture
def page(site, browser):
    """A chapter, opened."""
    with Visit(browser, f"{site}/book/bptt.html",
               reduced_motion="reduce") as visit:
        yield visit.settle().page


def seen(page, selector):
    """How many there are in sight."""
    return page.locator(f"{selector}:visible").count()


def test_code_and_proofs_fold_and_come_back(page):
    kept = ("article div.math", "article svg.figure", "article fading-text",
            "article figure:is(.explore, .sweep)", "article section > p")
    before = {one: seen(page, one) for one in kept}
    code = page.locator(CODE).count()
    assert code > 10
    button = tab_to(page, SWITCH)
    assert button.get_attribute("aria-pressed") == "false"
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator(CODE).count() == 0
    assert seen(page, "article .highlight-python") == 0
    assert {one: seen(page, one) for one in kept} == before
    page.keyboard.press("Enter")
    assert page.locator(CODE).count() == code


def test_equations_stay_and_their_steps_go(site, browser):
    with Visit(browser, f"{site}/book/adjoint.html") as visit:
        page = visit.settle().page
        before = seen(page, "article div.math[id]")
        assert before > 20 and seen(page, "details.steps") > 10
        page.locator(SWITCH).click()
        assert seen(page, "article div.math[id]") == before
        assert seen(page, "details.steps") == 0
        assert faults(page, whole=False) == []


def test_it_is_remembered_until_it_is_pressed_again(page, site):
    page.locator(SWITCH).click()
    for name in ("model", "adjoint"):
        page.goto(f"{site}/book/{name}.html")
        assert page.locator(SWITCH).get_attribute("aria-pressed") == "true"
        assert page.locator(CODE).count() == 0
    page.locator(SWITCH).click()
    page.goto(f"{site}/book/bptt.html")
    assert page.locator(SWITCH).get_attribute("aria-pressed") == "false"
    assert page.locator(CODE).count() > 0


def test_what_is_read_stays_where_it_is(page):
    heading = page.locator("#watch-it-walk-back > h2")
    heading.evaluate("e => e.scrollIntoView({block: 'center'})")
    read = page.locator("#watch-it-walk-back > p").first
    before = read.bounding_box()["y"]
    box = page.locator(SWITCH).bounding_box()        # click() would scroll
    page.mouse.click(box["x"] + 8, box["y"] + 8)
    assert abs(read.bounding_box()["y"] - before) < 120


def test_an_answer_can_still_be_written(page):
    page.locator(SWITCH).click()
    cell = page.locator("div.cell.tag_answer").first
    assert not cell.locator(".cell_input").is_visible()
    opener = cell.locator("button.unfold")
    opener.focus()
    page.keyboard.press("Enter")
    assert opener.get_attribute("aria-expanded") == "true"
    assert cell.locator(".cell_input").is_visible()
    page.keyboard.press("Enter")
    assert not cell.locator(".cell_input").is_visible()


def test_live_code_brings_a_folded_cell_into_sight(page):
    page.locator(SWITCH).click()
    cell = page.locator("div.cell:has(.cell_output)").first
    cell.evaluate("e => e.dispatchEvent(new Event('unfold'))")
    assert cell.locator(".cell_input").is_visible()


def test_solutions_keep_their_code(page):
    page.locator(SWITCH).click()
    page.locator(".solution button.toggle-button").first.click()
    assert seen(page, ".solution .cell_input") > 0


def test_without_scripts_all_is_shown(site, browser):
    with Visit(browser, f"{site}/book/bptt.html",
               java_script_enabled=False) as visit:
        assert visit.page.locator(SWITCH).count() == 0
        assert visit.page.locator(CODE).count() > 10


def test_pages_without_code_have_no_switch(site, browser):
    with Visit(browser, f"{site}/book/notation.html") as visit:
        assert visit.page.locator(SWITCH).count() == 0
