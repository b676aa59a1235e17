"""Edits of a live page: kept in this browser, and never lost unseen."""
import copy

import pytest
from axe import faults
from live_page import opened
from serving import WIDTHS

PAGE = "softmax-jacobian"
KEY = "live-code:/some/prefix/book/softmax-jacobian.html"
STORED = f"JSON.parse(localStorage.getItem('{KEY}'))"
FULL = """() => { Storage.prototype.setItem = () => {
    throw new DOMException("full", "QuotaExceededError"); }; }"""
BLOCKED = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("no", "SecurityError"); }});"""


@pytest.fixture
def visit(site, browser):
    """A chapter, started, with an edit of cell 6."""
    with opened(browser, site, PAGE, stub=True, theme="dark") as page:
        assert not page.page.locator(".live-progress").is_visible()
        page.start()
        page.type(page.cell(6), "classes, seed = 12, 8")
        yield page
        assert page.errors == []


def note(visit):
    return visit.page.locator(".live-kept").inner_text()


def test_edits_outlive_a_reload_and_going_back(visit, site):
    page, asked = visit.page, []
    page.on("request", lambda request: asked.append(request.url))
    visit.type(visit.cell("check("), "answer = 7")
    assert "You edited 2 cells here. Your edits are kept in this browser " \
        "only" in note(visit)
    for again in ("reload", "back"):
        if again == "back":
            page.goto(f"{site}/book/model.html")
        asked.clear()
        page.reload() if again == "reload" else page.go_back()
        visit.settle()
        if page.locator(".live-bar[data-state=idle]").count():
            assert "You edited 2 cells here: start Live code to go on" \
                in note(visit)
            assert "You edited this cell." in page.locator(
                "div.cell").nth(5).inner_text()
            assert not [url for url in asked
                        if "worker" in url or "editor" in url]
            visit.start()
        assert visit.code(visit.cell(6)) == "classes, seed = 12, 8"
        assert "from before your edit" in visit.marks()[6]
        assert "answer = 7" in [visit.code(one)
                                for one in visit.cells().all()]


def test_a_cell_that_was_edited_invites_to_go_on(visit):
    visit.page.reload()
    cell = visit.settle().page.locator("div.cell").nth(5)
    cell.get_by_role("button", name="Go on").click()
    visit.state("ready")
    assert cell.locator(".cm-content:focus").inner_text() == (
        "classes, seed = 12, 8")


def test_what_is_reset_is_kept_no_more(visit):
    visit.cell(6).get_by_role("button", name="Reset").click()
    assert not visit.page.locator(".live-kept").is_visible()
    assert visit.page.evaluate(STORED) is None


@pytest.mark.parametrize("started", [True, False])
def test_edits_can_be_forgotten_and_brought_back(visit, started):
    page = visit.page
    if not started:
        page.reload()
        visit.settle()
    page.get_by_role("button", name="Forget my edits").click()
    assert "Your edits are forgotten." in note(visit)
    assert page.evaluate(STORED) is None
    assert page.get_by_role("button", name="Go on").count() == 0
    if started:
        assert "12, 8" not in visit.code(visit.cell(6))
    page.get_by_role("button", name="Bring them back").click()
    if not started:
        visit.start()
    assert visit.code(visit.cell(6)) == "classes, seed = 12, 8"
    assert "You edited 1 cell here" in note(visit)


def another_tab(visit):
    """The same page in another tab, started."""
    tab = copy.copy(visit)
    tab.page = visit.context.new_page()
    tab.page.goto(visit.page.url)
    tab.start()
    return tab


def rename(visit, name, number=5):
    """As if the book had had this code when the reader edited it."""
    visit.page.evaluate("""([key, name, number]) => {
        const [edit] = Object.values(JSON.parse(localStorage.getItem(key)));
        localStorage.setItem(key, JSON.stringify(
            {[name]: {...edit, number}})); }""", [KEY, name, number])
    visit.page.reload()
    visit.start()


@pytest.mark.parametrize("mine", [True, False])
def test_where_the_book_has_changed_a_cell_both_are_offered(visit, mine):
    old = visit.code(visit.cell(7))
    rename(visit, "# the book before\n" + old, 3)
    cell = visit.cell(7)                       # not the third: by its lines
    assert visit.code(cell) == old
    offer = cell.locator(".live-offer")
    assert "The book has changed this cell" in offer.inner_text()
    assert "classes, seed = 12, 8" in offer.inner_text()
    assert visit.page.locator(".live-offer").count() == 1
    if mine:
        assert faults(visit.page, whole=False) == []
    offer.get_by_role("button", name="Use mine" if mine
                      else "Use the book").click()
    assert visit.code(cell) == ("classes, seed = 12, 8" if mine else old)
    assert visit.page.locator(".live-offer").count() == 0
    visit.page.reload()
    visit.start()
    assert visit.page.locator(".live-offer").count() == 0
    assert ("12, 8" in visit.code(visit.cell(7))) == mine


def test_an_edit_of_a_cell_that_is_gone_is_shown_and_put_nowhere(visit):
    rename(visit, "of_another_age = 3")
    assert visit.page.locator(".live-offer").count() == 0
    assert "12, 8" not in visit.code(visit.cell(6))
    page = visit.page
    page.get_by_text("Edits of cells that the book no longer has").click()
    assert "classes, seed = 12, 8" in note(visit)


def leaves(visit):
    """Try to leave the page; whether the browser asked."""
    asked = []
    visit.page.on("dialog", lambda dialog: (
        asked.append(dialog.type), dialog.accept()))
    visit.page.close(run_before_unload=True)
    visit.page.wait_for_event("close")
    return asked == ["beforeunload"]


def test_leaving_with_what_is_kept_asks_nothing(visit):
    assert not leaves(visit)


@pytest.mark.parametrize("width", WIDTHS)
def test_without_room_edits_work_and_leaving_asks(
        width, site, browser):
    with opened(browser, site, PAGE, stub=True,
                width=WIDTHS[width]) as visit:
        visit.page.evaluate(FULL)
        visit.start()
        assert "keeps no edits of this page" in note(visit)
        visit.type(visit.cell(6), "classes, seed = 12, 8")
        assert visit.code(visit.cell(6)) == "classes, seed = 12, 8"
        assert visit.page.evaluate(STORED) is None
        assert leaves(visit)


def test_where_storage_is_blocked_edits_work(site, browser):
    with opened(browser, site, PAGE, stub=True) as visit:
        visit.context.add_init_script(BLOCKED)
        visit.page.reload()
        visit.settle()
        visit.errors.clear()                    # the theme's own
        visit.start()
        assert "keeps no edits of this page" in note(visit)
        visit.type(visit.cell(6), "classes, seed = 12, 8")
        assert "Cell 6 has run" in visit.run(visit.cell(6))
        assert visit.errors == []


def test_two_tabs_keep_the_edits_of_both(visit, site):
    other = another_tab(visit)
    assert "12, 8" in other.code(other.cell(6))
    other.type(other.cell(5), "there = 1")
    visit.page.bring_to_front()
    offer = visit.cell(5).locator(".live-offer")
    offer.wait_for()
    assert "Another tab" in offer.inner_text()
    visit.type(visit.cell(7), "here = 1")
    kept = {one["number"]: one["text"]
            for one in visit.page.evaluate(STORED).values()}
    assert kept == {5: "there = 1", 6: "classes, seed = 12, 8",
                    7: "here = 1"}
    offer.get_by_role("button", name="Use that").click()
    assert visit.code(visit.cell(5)) == "there = 1"


def test_two_tabs_with_one_cell_offer_both_texts(visit):
    other = another_tab(visit)
    other.type(other.cell(6), "theirs = 1")
    offer = visit.cell(6).locator(".live-offer")
    offer.wait_for()
    assert "theirs = 1" in offer.inner_text()
    assert visit.code(visit.cell(6)) == "classes, seed = 12, 8"
    offer.get_by_role("button", name="Keep this").click()
    back = other.cell(6).locator(".live-offer")
    back.wait_for()
    assert "classes, seed = 12, 8" in back.inner_text()
    assert other.code(other.cell(6)) == "theirs = 1"
    visit.page.close()
    visit.page = other.page
    assert leaves(visit)                     # with what is not kept
