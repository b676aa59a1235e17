"""Every page in a real browser: wide and light, narrow and dark.

Themes differ in their colours only, so a page is opened twice, not four times.
What stands around the text is the same on all: a few of them are tried in the
other two looks too, and `make accessible` tries all pages in all four.
"""
import re
from itertools import product

import pytest
from axe import OTHERS, faults
from serving import ROOT, THEMES, WIDTHS, Visit, pages
from weigh import ALL, OURS, weigh

# Text that reaches a page only when something went wrong.
RAW = re.compile(r"\$\$|\\frac|\\partial|\\begin\{|Traceback \(most recent"
                 r"|<Figure size|UserWarning|RuntimeWarning"
                 r"|DeprecationWarning")
UNNAMED = """() => [...document.querySelectorAll("article img, article svg")]
    .filter(e => !e.closest("button, a.headerlink, [aria-hidden=true],"
                            + " mjx-container, .admonition-title, i"))
    .filter(e => !(e.getAttribute("alt") || e.getAttribute("aria-label")
                   || e.closest("[role=img]")?.getAttribute("aria-label")))
    .map(e => e.outerHTML.slice(0, 120))"""
# What people read: code may quote LaTeX, and MathJax keeps a hidden copy.
PROSE = """() => {
    const article = document.querySelector("article").cloneNode(true);
    article.querySelectorAll("pre, code, script, template, mjx-container")
           .forEach(e => e.remove());
    return article.textContent; }"""
OUTPUTS = """() => [...document.querySelectorAll(".cell_output")]
    .map(e => e.innerText).join("\\n")"""
# Boxes that scroll sideways, but not by keyboard, or without a name.
UNREACHED = """() => [...document.querySelectorAll(
        "article *:not(mjx-container *, svg *)")]
    .filter(e => e.scrollWidth > e.clientWidth + 1
        && /auto|scroll/.test(getComputedStyle(e).overflowX)
        && !(e.tabIndex === 0 && e.ariaLabel))
    .map(e => e.outerHTML.slice(0, 120))"""
REPEATED = """() => {
    const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
    return ids.filter((id, i) => ids.indexOf(id) !== i); }"""
# Formulas whose full stop, or comma, has gone to the next line.
LEFT_ALONE = """() => [...document.querySelectorAll("article span.math")]
    .filter(e => {
        if (!/^[.,;:?!)’]/.test(e.nextSibling?.data)) return false;
        const mark = document.createRange();
        mark.setStart(e.nextSibling, 0);
        mark.setEnd(e.nextSibling, 1);
        return mark.getBoundingClientRect().left
            < e.getBoundingClientRect().left; })
    .map(e => e.parentElement.innerText.slice(0, 120))"""
THEME = "document.documentElement.dataset.theme"
LOOKS = (("desktop", "light"), ("phone", "dark"))
OVERFLOW = """() => document.documentElement.scrollWidth
    - document.documentElement.clientWidth"""


@pytest.fixture(scope="module",
                params=[(page, *look) for page in pages() for look in LOOKS],
                ids="-".join)
def visit(request, site, browser):
    """A page, opened and typeset."""
    name, width, theme = request.param
    with Visit(browser, f"{site}/{name}.html", WIDTHS[width],
               theme) as opened:
        opened.name, opened.theme = name, theme
        yield opened.settle()


def test_loads_without_a_fault(visit):
    assert visit.errors == []
    assert visit.failed == []


def test_asks_no_other_host(visit):
    assert visit.foreign == []


def test_is_light(visit):
    ours, everything = weigh(visit)
    assert 0 < ours <= OURS
    assert ours < everything <= ALL


def test_does_not_scroll_sideways(visit):
    assert visit.page.evaluate(OVERFLOW) <= 0


def test_maths_is_typeset(visit):
    spans = visit.page.locator("article .math").count()
    assert visit.page.locator("mjx-merror").count() == 0
    formulas = visit.page.locator("article mjx-container").count()
    assert (formulas > 0) == (spans > 0)
    # what a screen reader reads
    assert visit.page.locator(
        "article mjx-container > mjx-assistive-mml > math").count() == formulas


def test_no_line_begins_with_a_full_stop(visit):
    assert visit.page.evaluate(LEFT_ALONE) == []


def test_no_raw_text_is_left(visit):
    assert RAW.findall(visit.page.evaluate(PROSE)) == []
    assert RAW.findall(visit.page.evaluate(OUTPUTS)) == []
    assert visit.page.locator(".stderr").count() == 0


def test_every_picture_has_a_name(visit):
    assert visit.page.evaluate(UNNAMED) == []


def test_has_one_heading(visit):
    assert visit.page.locator("h1:visible").count() == 1


def test_what_scrolls_can_be_reached(visit):
    assert visit.page.evaluate(UNREACHED) == []


def test_ids_are_not_repeated(visit):
    assert visit.page.evaluate(REPEATED) == []


def test_axe_finds_no_fault(visit):      # the last: it changes the page
    assert visit.page.evaluate(THEME) == visit.theme
    assert faults(visit.page, whole=False) == []


@pytest.mark.parametrize(("address", "width", "theme"), [
    *((address, *look) for address in OTHERS for look in LOOKS),
    *((f"book/{name}.html", *look) for name in ("index", "vanishing", "api")
      for look in product(WIDTHS, THEMES) if look not in LOOKS)])
def test_axe_finds_no_fault_here_either(address, width, theme, site, browser):
    with Visit(browser, f"{site}/{address}", WIDTHS[width], theme) as visit:
        assert visit.settle().page.evaluate(THEME) in (theme, None)
        assert faults(visit.page, whole=False) == []


@pytest.mark.parametrize("spoilt", [".highlight .n", "article p"])
def test_axe_sees_what_one_rule_spoils(spoilt, site, browser):
    with Visit(browser, f"{site}/book/one-page.html") as visit:
        visit.settle().page.add_style_tag(
            content=f"{spoilt} {{color: #ddd !important}}")
        assert "color-contrast" in " ".join(faults(visit.page, whole=False))


def test_every_page_of_the_source_is_in_the_toc():
    written = {f"book/{file.stem}" for file in (ROOT / "book").glob("*.md")}
    assert written == set(pages())
