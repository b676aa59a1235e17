"""The short way on the site: marks, ways on, and a map of links."""
import pytest
import yaml
from serving import ROOT, Visit

PAGES = [stop["page"] for stop in yaml.safe_load(
    (ROOT / "book" / "short-way.yml").read_text())["stops"]]
LAST = "article p.short-way.next"


def test_the_way_leads_from_stop_to_stop(site, browser):
    with Visit(browser, f"{site}/book/{PAGES[0]}.html",
               maths=False) as visit:
        for number, name in enumerate(PAGES, start=1):
            assert visit.page.url.endswith(f"/book/{name}.html")
            said = visit.page.locator("article p.short-way").first.inner_text()
            assert f"stop {number} of {len(PAGES)}, about " in said
            link = visit.page.locator(f"{LAST} a").first
            with visit.page.expect_navigation():
                link.click()
        assert visit.page.url.endswith("/short-way.html#a-map-of-the-book")


def test_sections_to_be_read_are_links_to_them(site, browser):
    with Visit(browser, f"{site}/book/adjoint.html",
               maths=False) as visit:
        places = visit.page.locator("p.short-way").first.locator(
            "a[href^='#']").evaluate_all("all => all.map(e => e.hash)")
        assert "#one-vector-per-step" in places
        assert all(visit.page.locator(place).count() for place in places)


@pytest.mark.parametrize("name", ["adjoint", "history"])
def test_stops_are_marked_in_the_contents(name, site, browser):
    with Visit(browser, f"{site}/book/{name}.html",
               maths=False) as visit:
        marked = visit.page.locator("nav.bd-links a:has(.short-way-stop)")
        assert marked.count() == len(PAGES)
        assert [text.partition("(stop ")[2].split()[0] for text in
                marked.all_text_contents()] == [
                    str(n) for n in range(1, len(PAGES) + 1)]


def test_the_map_has_a_link_and_a_line_in_words_for_each_chapter(
        site, browser):
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text())
    chapters = {f"{entry['file'].split('/')[1]}.html" for part in toc["parts"]
                if part.get("numbered") for entry in part["chapters"]}
    with Visit(browser, f"{site}/book/short-way.html", 390,
               maths=False) as visit:
        boxes = visit.page.locator(".book-map a")
        assert set(boxes.evaluate_all(
            "all => all.map(e => e.getAttribute('href'))")) == chapters
        assert visit.page.locator(".map-in-words li").count() == len(chapters)
        lines = visit.page.locator(".book-map path").count()
        words = visit.page.locator(".map-in-words li > a + a, "
                                   ".map-in-words li > a ~ a").count()
        assert lines == words > len(chapters)
        assert min(visit.page.locator(".book-map text").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect().height)")) > 11
        with visit.page.expect_navigation():
            boxes.nth(9).click()
        assert visit.page.url.endswith("/book/adjoint.html")


def test_titles_of_the_map_stay_in_their_boxes(site, browser):
    with Visit(browser, f"{site}/book/short-way.html",
               maths=False) as visit:
        assert visit.page.locator(".book-map a").evaluate_all("""all => all
            .filter(e => e.querySelector("text").getBBox().width > 226)
            .map(e => e.textContent)""") == []
