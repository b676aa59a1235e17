"""The worksheets of *By hand*: a page of A4 each, linked both ways."""
import io

import pytest
from pypdf import PdfReader
from serving import WIDTHS, Visit
from test_pages import OVERFLOW, UNREACHED

A4 = (210, 297)                          # mm
POINT = 25.4 / 72                        # mm
KINDS = ("blank", "solved")


@pytest.mark.parametrize("kind", KINDS)
def test_prints_on_one_page(kind, site, browser):
    with Visit(browser, f"{site}/book/worksheet-{kind}.html") as visit:
        printed = PdfReader(io.BytesIO(visit.page.pdf(
            prefer_css_page_size=True)))
        assert visit.errors == visit.failed == visit.foreign == []
    page, = printed.pages
    size = [float(side) * POINT for side in page.mediabox[2:]]
    assert size == pytest.approx(A4, abs=0.5)
    text = page.extract_text()
    assert ("9.000077" in text) == ("0.9487" in text) == (kind == "solved")
    assert "explains" not in text        # the links stay on the screen


@pytest.mark.parametrize("kind", KINDS)
def test_leaves_room_below_for_other_fonts(kind, site, browser):
    with Visit(browser, f"{site}/book/worksheet-{kind}.html", 688) as visit:
        visit.page.emulate_media(media="print")
        height = visit.page.evaluate("document.body.scrollHeight / 96 * 25.4")
    assert height <= A4[1] - 2 * 11 - 8


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", WIDTHS.values())
def test_fits_a_screen(kind, width, site, browser):
    with Visit(browser, f"{site}/book/worksheet-{kind}.html",
               width, "dark") as visit:
        assert visit.page.evaluate(OVERFLOW) <= 0
        assert visit.page.evaluate(UNREACHED.replace("article", "main")) == []


def test_links_lead_there_and_back(site, browser):
    with Visit(browser, f"{site}/book/by-hand.html") as visit:
        visit.page.click('article a[href="worksheet-blank.html"]')
        visit.page.get_by_role("link", name="This sheet, solved").click()
        assert "solved" in visit.page.title()
        visit.page.get_by_role("link", name="This sheet, blank").click()
        assert "blank" in visit.page.title()
        visit.page.get_by_role("link", name="explains it").click()
        visit.page.click('article a[href="worksheet-solved.html"]')
        visit.page.wait_for_url(f"{site}/book/worksheet-solved.html")
        assert visit.failed == []
