"""Steps of proofs in a browser: on a phone, in the dark, without scripts."""
from itertools import product

import pytest
from serving import THEMES, WIDTHS, Visit

PAGES = ("adjoint", "unrolled-sum", "norm-bounds")
OPEN = "for (const e of document.querySelectorAll('details')) e.open = true"
WIDE = """() => [...document.querySelectorAll("table.steps")].filter(
    e => e.getBoundingClientRect().right
        > e.closest(".cell_output").getBoundingClientRect().right + 1)
    .map(e => e.textContent.slice(0, 60))"""
# Lines that are wider than their place, and cannot be moved in it.
STUCK = """() => [...document.querySelectorAll("table.steps td")].filter(
    e => e.scrollWidth > e.clientWidth + 1
        && getComputedStyle(e).overflowX !== "auto")
    .map(e => e.textContent.slice(0, 60))"""

# The share of lines that have to be moved to be read.
MOVED = """() => {
    const lines = [...document.querySelectorAll(
        "table.steps td:first-child > p")];
    return lines.filter(e => e.scrollWidth > e.clientWidth + 1).length
        / lines.length; }"""


# Themes differ in their colours only: each width has one.
@pytest.mark.parametrize(("name", "look"), [
    *product(PAGES, zip(WIDTHS.values(), THEMES, strict=True))])
def test_steps_fit_their_page(site, browser, name, look):
    with Visit(browser, f"{site}/book/{name}.html", *look) as visit:
        page = visit.settle().page
        assert page.locator("details.steps:not([open])").count() > 3
        page.evaluate(OPEN)
        page.wait_for_function(
            "document.querySelectorAll('table.steps mjx-container').length")
        assert page.evaluate(
            "document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(WIDE) == []
        assert page.evaluate(STUCK) == []
        assert page.evaluate(MOVED) < 0.1
        assert (visit.errors, visit.failed) == ([], [])


def test_steps_open_without_scripts(site, browser):
    with Visit(browser, f"{site}/book/adjoint.html",
               java_script_enabled=False) as visit:
        fold = visit.page.locator("details.steps:not([open])").first
        table = fold.locator("table.steps").first
        assert not table.is_visible()
        fold.locator("summary").click()
        assert visit.page.locator("details.steps[open] table.steps"
                                  ).first.is_visible()


def test_steps_that_the_text_leans_on_are_open(site, browser):
    with Visit(browser, f"{site}/book/unrolled-sum.html") as visit:
        opened = visit.page.locator("details.steps[open]")
        assert opened.get_by_text("Step, from").first.is_visible()
        assert opened.get_by_text("read off", exact=True).is_visible()
