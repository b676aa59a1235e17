"""The walks in a browser: keys, Play, a phone, the dark, paper, no scripts."""
from contextlib import ExitStack
from functools import lru_cache
from itertools import product

import pytest
from axe import faults
from serving import THEMES, WIDTHS, Visit

HOMES = {"forward": "model", "backward": "bptt", "paths": "unrolled-sum",
         "nudge": "tied-weights", "truncation": "bptt"}
each = pytest.mark.parametrize("name", HOMES)
LOOKS = """figure => [...figure.querySelectorAll("[data-look]")]
    .map(part => part.dataset.look).join("")"""
# The size of the smallest letters that are drawn, in pixels of the page.
SMALLEST = """figure => {
    const svg = figure.querySelector("svg");
    const scale = svg.getBoundingClientRect().width
        / svg.viewBox.baseVal.width;
    return Math.min(...[...svg.querySelectorAll("text, tspan")].map(
        one => parseFloat(getComputedStyle(one).fontSize) * scale)); }"""
# Letters that stand out of the drawing, or on other letters.
COLLIDE = """figure => {
    const svg = figure.querySelector("svg");
    const out = svg.getBoundingClientRect(), found = [];
    const seen = [...svg.querySelectorAll("text")].filter(
        one => getComputedStyle(one).visibility === "visible");
    const boxes = seen.map(one => one.getBoundingClientRect());
    boxes.forEach((a, n) => {
        if (a.left < out.left - 1 || a.right > out.right + 1)
            found.push(`${seen[n].textContent} sticks out`);
        boxes.slice(n + 1).forEach((b, m) => {
            const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (wide > 1 && high > 7)
                found.push(`${seen[n].textContent} on ${
                    seen[n + 1 + m].textContent}`); }); });
    return found; }"""
AUTO = "document.documentElement.style.scrollBehavior = 'auto'"


@pytest.fixture(scope="module")
def opened(site, browser):
    """Opens the page of a walk; its figure is as it was at first."""
    with ExitStack() as last:
        @lru_cache(maxsize=1)
        def page(home, **options):
            last.close()
            return last.enter_context(Visit(
                browser, f"{site}/book/{home}.html", **options)).settle().page

        def figure(name, width=WIDTHS["desktop"], **options):
            found = page(HOMES[name], width=width, **options).locator(
                f"figure.sweep[data-name={name}]")
            if options.get("java_script_enabled", True):
                found.locator("input[type=range]").fill("0")
            return found

        yield figure


def slider(figure):
    """Where a walk stands."""
    return figure.locator("input[type=range]")


def said(figure):
    """The one sentence that is in sight."""
    (line,) = [line for line in figure.locator(
        "ol:not([hidden]) > li").all() if line.is_visible()]
    return line.inner_text()


def button(figure, name):
    """One of the three buttons."""
    return figure.get_by_role("button", name=name)


@each
def test_the_arrow_keys_walk(opened, name):
    figure = opened(name)
    seen, lines = [figure.evaluate(LOOKS)], [said(figure)]
    for _ in range(int(slider(figure).get_attribute("max"))):
        slider(figure).press("ArrowRight")
        seen.append(figure.evaluate(LOOKS))
        lines.append(said(figure))
    assert len(set(seen)) == len(set(lines)) == len(seen) > 3
    slider(figure).press("Home")
    assert (figure.evaluate(LOOKS), said(figure)) == (seen[0], lines[0])
    button(figure, "Next").press("ArrowRight")
    assert (figure.evaluate(LOOKS), said(figure)) == (seen[1], lines[1])
    button(figure, "Next").press("ArrowLeft")
    assert figure.evaluate(LOOKS) == seen[0]


@each
def test_the_buttons_walk_and_keep_the_focus(opened, name):
    figure = opened(name)
    first = figure.evaluate(LOOKS)
    back, on = button(figure, "Back"), button(figure, "Next")
    assert back.get_attribute("aria-disabled") == "true"
    on.press("Enter")
    assert figure.evaluate(LOOKS) != first
    assert back.get_attribute("aria-disabled") == "false"
    back.press("Enter")
    back.press("Enter")
    assert figure.evaluate(LOOKS) == first
    assert back.evaluate("e => e === document.activeElement")


@each
def test_the_step_is_told(opened, name):
    figure = opened(name)
    slider(figure).press("ArrowRight")
    heard = figure.locator("[aria-live=polite]")
    assert said(figure) in heard.inner_text()
    label = figure.locator("svg").get_attribute("aria-label")
    line = figure.locator("ol:not([hidden]) > li[data-now]").text_content()
    assert label.endswith(line)
    assert slider(figure).get_attribute("aria-valuetext").startswith("2 of ")
    sight = figure.locator(".sweep-said").aria_snapshot()
    assert sight.count("listitem") == 1


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_play_walks_to_the_end_and_can_be_stopped(site, browser, motion):
    with Visit(browser, f"{site}/book/bptt.html",
               reduced_motion=motion) as visit:
        page = visit.page
        figure = page.locator("figure.sweep[data-name=backward]")
        page.clock.install()
        button(figure, "Play").click()
        assert slider(figure).input_value() == "1"
        page.clock.run_for(3100)
        assert slider(figure).input_value() == "2"
        button(figure, "Pause").click()
        page.clock.run_for(9100)
        assert slider(figure).input_value() == "2"
        button(figure, "Play").click()
        page.clock.run_for(60_000)
        assert slider(figure).input_value() == "9"
        button(figure, "Play").click()
        assert slider(figure).input_value() == "0"
        slider(figure).press("ArrowRight")
        page.clock.run_for(9100)
        assert slider(figure).input_value() == "1"
        lasts = figure.locator(".line").first.evaluate(
            "e => parseFloat(getComputedStyle(e).transitionDuration)")
        assert (lasts == 0) is (motion == "reduce")


def test_the_nudged_step_can_be_chosen(opened):
    figure = opened("nudge")
    slider(figure).press("End")
    moved = {}
    for at in "1234":
        figure.get_by_label(at, exact=True).check()
        slider(figure).press("End")
        moved[at] = figure.locator("[data-part^=moved][data-look=d]").count()
        assert f"W({at})" in figure.locator(
            "ol:not([hidden]) > li").nth(1).text_content()
        assert figure.locator("ol:not([hidden])").count() == 1
    assert moved == {"1": 8, "2": 6, "3": 4, "4": 2}


@pytest.mark.parametrize("width", WIDTHS.values())    # themes only colour
@each
def test_it_fits_and_can_be_read(opened, name, width):
    figure = opened(name, width=width)
    assert figure.page.evaluate(
        "document.documentElement.scrollWidth <= innerWidth")
    assert figure.evaluate(SMALLEST) >= 11
    for _ in range(int(slider(figure).get_attribute("max")) + 1):
        assert figure.evaluate(COLLIDE) == []
        slider(figure).press("ArrowRight")


@each
def test_nothing_below_moves_while_it_walks(opened, name):
    figure = opened(name, width=390)
    heights = set()
    for _ in range(int(slider(figure).get_attribute("max")) + 1):
        heights.add(figure.bounding_box()["height"])
        slider(figure).press("ArrowRight")
    assert len(heights) == 1


@pytest.mark.parametrize(("home", "theme"), [
    *product(sorted(set(HOMES.values())), THEMES)])
def test_axe_finds_nothing(site, browser, home, theme):
    with Visit(browser, f"{site}/book/{home}.html", 390, theme) as visit:
        page = visit.settle().page
        page.evaluate(AUTO)
        for on in page.locator("figure.sweep button[data-go='1']").all():
            on.click()
        assert faults(page, inside="figure.sweep") == []
        assert (visit.errors, visit.failed) == ([], [])


@each
def test_without_scripts_the_last_picture_and_all_sentences(opened, name):
    live = opened(name)
    steps = int(slider(live).get_attribute("max")) + 1
    slider(live).press("End")
    last = live.evaluate(LOOKS)
    figure = opened(name, java_script_enabled=False)
    looks = [part.get_attribute("data-look")
             for part in figure.locator("[data-look]").all()]
    assert "".join(looks) == last
    lines = figure.locator("ol:not([hidden]) > li")
    assert lines.count() == steps
    assert all(line.is_visible() for line in lines.all())
    assert not figure.locator(".sweep-controls").is_visible()


def test_on_paper_the_last_picture_and_all_sentences(site, browser):
    with Visit(browser, f"{site}/book/model.html") as visit:
        figure = visit.page.locator("figure.sweep")
        slider(figure).press("End")
        last = figure.evaluate(LOOKS)
        slider(figure).press("Home")
        first = figure.evaluate(LOOKS)
        visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        visit.page.emulate_media(media="print")
        assert figure.evaluate(LOOKS) == last
        assert all(line.is_visible() for line in figure.locator("li").all())
        assert not figure.locator(".sweep-controls").is_visible()
        visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert figure.evaluate(LOOKS) == first
