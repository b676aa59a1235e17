"""Pages without a mouse: every stop is in sight, and does what it should."""
import pytest
from axe import faults
from serving import Visit

# The element that has the focus: which it is, and whether its ring, or that
# of the solution's title around it, is in sight.
STOP = """() => {
    const e = document.activeElement;
    if (e === document.body) return null;
    const rings = [e, e.closest(".toggle")?.querySelector(".admonition-title")]
        .filter(Boolean).flatMap(one =>
            [getComputedStyle(one), getComputedStyle(one, "::before")]);
    const box = e.getBoundingClientRect();
    let opacity = 1;
    for (let one = e; one; one = one.parentElement)
        opacity *= getComputedStyle(one).opacity;
    return {place: [...document.querySelectorAll("*")].indexOf(e),
            what: e.outerHTML.slice(0, 120),
            seen: opacity === 1 && box.width > 0
                && box.bottom > 0 && box.top < innerHeight
                && rings.some(style => parseFloat(style.outlineWidth) > 2
                    && style.outlineStyle === "solid"
                    || /0px 0px 0px 3px/.test(style.boxShadow))}; }"""
# All that can be clicked or set and is on the page.
CONTROLS = """() => [...document.querySelectorAll(
        "a[href], button, input, summary, select, textarea")]
    .filter(e => e.checkVisibility({visibilityProperty: true})
        && !e.disabled)
    .map(e => [[...document.querySelectorAll("*")].indexOf(e),
               e.outerHTML.slice(0, 120)])"""


@pytest.fixture
def page(site, browser):
    """A chapter with sliders and solutions; its reader wants no motion."""
    with Visit(browser, f"{site}/book/softmax-jacobian.html",
               reduced_motion="reduce") as visit:
        yield visit.settle().page


def tab_to(page, selector):
    """Press Tab until the focus is on what is sought."""
    for _ in range(300):
        page.keyboard.press("Tab")
        found = page.locator(f":is({selector}):focus")
        if found.count():
            return found
    raise AssertionError(f"Tab never comes to {selector}")


def test_tab_comes_to_everything_and_shows_where_it_is(page):
    controls, stops = page.evaluate(CONTROLS), []
    for _ in range(300):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops.append(stop)
    reached = {stop["place"] for stop in stops}
    assert [what for place, what in controls if place not in reached] == []
    assert [stop["what"] for stop in stops if not stop["seen"]] == []


def test_the_first_stop_skips_to_the_text(page):
    assert tab_to(page, "a").inner_text() == "Skip to main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("main :focus").count() == 1


def test_a_slider_takes_arrow_keys_and_moves_once_a_press(page):
    frame = page.locator(".explore-frame").first
    field = tab_to(page, "input[type=range]")
    seen = [frame.inner_html()]
    page.keyboard.press("ArrowRight")
    seen.append(frame.inner_html())
    assert field.evaluate("e => e.value - e.defaultValue") == 1
    button = tab_to(page, ".explore-controls button")
    assert button.inner_text() == "Next"        # since motion is not wanted
    page.keyboard.press("Space")
    seen.append(frame.inner_html())
    page.wait_for_timeout(600)                  # two frames, if it played
    assert frame.inner_html() == seen[-1]
    assert len(set(seen)) == 3


def test_a_solution_opens_and_closes(page):
    button = tab_to(page, "button.toggle-button")
    assert button.get_attribute("aria-label").startswith("Solution to Exer")
    for opened in (True, False):
        page.keyboard.press("Enter")
        assert button.get_attribute("aria-expanded") == str(opened).lower()
        assert page.locator("div.solution > section, div.solution > *:not("
                            ".admonition-title)").first.is_visible() == opened


def test_hidden_code_opens_and_its_button_copies(site, browser):
    with Visit(browser, f"{site}/book/index.html",
               permissions=["clipboard-read", "clipboard-write"]) as visit:
        page = visit.page
        tab_to(page, "article summary")
        page.keyboard.press("Enter")
        code = page.locator("article details[open] pre").first.inner_text()
        tab_to(page, "details .copybtn")
        page.keyboard.press("Enter")
        assert page.evaluate("navigator.clipboard.readText()") == code.strip()


@pytest.mark.parametrize(("width", "theme", "name"), [
    (1280, "dark", "button.search-button-field"),
    (390, "light", "button.primary-toggle")])
def test_what_opens_over_the_page_has_no_fault_and_esc_closes_it(
        site, browser, width, theme, name):
    with Visit(browser, f"{site}/book/index.html", width, theme) as visit:
        tab_to(visit.page, name)
        visit.page.keyboard.press("Enter")
        visit.page.locator("dialog[open]").wait_for()
        assert faults(visit.page) == []
        visit.page.keyboard.press("Escape")
        assert visit.page.locator("dialog[open]").count() == 0
        assert visit.page.locator(f"{name}:focus").count() == 1
