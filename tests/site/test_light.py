"""A page before its scripts have run, and one opened from a folder."""
from serving import HTML, Visit

PAINTED = """() => [...document.images].every(e => e.complete)
    && performance.getEntriesByName("first-contentful-paint").length"""
# What has no place on the page, but for what a reader unfolds.
MISSING = """() =>
    [...document.querySelectorAll(
        "article :is(p, pre, img, svg.figure, .math)")]
    .filter(e => !e.closest("details:not([open]), template"))
    .filter(e => !e.getClientRects().length || e.naturalWidth === 0)
    .map(e => e.outerHTML.slice(0, 120))"""


def test_can_be_read_before_any_script_has_come(site, browser):
    with browser.new_context() as context:
        page, held = context.new_page(), []
        page.route("**/*.js*",
                   lambda route: held.append(route))   # they never come
        page.goto(f"{site}/book/vanishing.html", wait_until="commit")
        page.locator("footer.bd-footer-content").wait_for()
        page.wait_for_function(PAINTED)
        assert len(held) > 5
        assert page.evaluate(MISSING) == []
        assert page.locator(".explore-frame svg").count() > 0


def test_can_be_read_without_scripts(site, browser):
    with Visit(browser, f"{site}/book/vanishing.html",
               java_script_enabled=False) as visit:
        for kind in ("h1", "p", "svg.figure", "pre", ".explore-frame svg",
                     ".math"):
            assert visit.page.locator(f"article {kind}").first.is_visible()
        assert not visit.page.locator(".explore-controls").first.is_visible()


def test_a_chapter_works_from_a_folder(browser):
    with Visit(browser, f"{HTML.as_uri()}/book/vanishing.html") as visit:
        page = visit.settle().page
        frame = page.locator(".explore-frame").first
        before = frame.inner_html()
        page.locator("figure.explore input").first.press("ArrowRight")
        assert frame.inner_html() != before
        assert page.locator("article mjx-container").count() > 0
        assert page.locator("mjx-merror").count() == 0
        page.get_by_role("button", name="Live code").click()
        assert "opened from a folder" in page.locator(
            ".live-status").inner_text()
        assert page.locator("a[href*='/lite/']").count() == 0
        assert (visit.errors, visit.failed, visit.foreign) == ([], [], [])


def test_choices_open_by_keyboard_without_scripts_or_network(browser):
    with Visit(browser, f"{HTML.as_uri()}/book/softmax-jacobian.html",
               java_script_enabled=False) as visit:
        titles = visit.page.locator(".choices summary")
        titles.nth(0).focus()
        visit.page.keyboard.press("Enter")
        said = visit.page.locator(".choices .wrong p strong").first
        assert said.is_visible() and said.inner_text() == "Not so."
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.press("Space")
        assert visit.page.locator(".choices .right strong").is_visible()
        assert not said.is_visible()               # one at a time


def test_search_works_from_a_folder(browser):
    with Visit(browser, f"{HTML.as_uri()}/search.html?q=vanish") as visit:
        found = visit.page.locator("#search-results li a")
        found.filter(has_text="Watching the gradient vanish").first.click()
        visit.page.wait_for_url("**/book/vanishing.html*")
        assert (visit.errors, visit.failed, visit.foreign) == ([], [], [])
