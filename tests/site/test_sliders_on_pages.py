"""Sliders without a kernel: keys, values announced, Play, no JavaScript."""
import re
from contextlib import ExitStack
from functools import lru_cache

import pytest
from serving import HTML, Visit, pages

SLIDERS = [(page, place) for page in pages()
           for place in range(len(re.findall(
               '<figure class="explore"',
               (HTML / f"{page}.html").read_text()
               if (HTML / f"{page}.html").exists() else "")))]
each_slider = pytest.mark.parametrize(("name", "place"), SLIDERS, ids=str)
RESET = """figure => figure.querySelectorAll("input").forEach(e => {
    e.value = e.defaultValue;
    e.dispatchEvent(new Event("input")); })"""


def test_there_are_sliders():
    assert SLIDERS


@pytest.fixture(scope="module")
def opened(site, browser):
    """Opens a page, once for the tests in a row that ask for it."""
    with ExitStack() as last:
        @lru_cache(maxsize=1)
        def page(name, **options):
            last.close()
            return last.enter_context(Visit(
                browser, f"{site}/{name}.html", maths=False, **options)).page

        yield page


@pytest.fixture
def figure(opened, name, place):
    """One slider figure on its page, as it was when the page was opened."""
    figure = opened(name).locator("figure.explore").nth(place)
    figure.evaluate(RESET)
    return figure


def picture(figure):
    """The frame in sight."""
    return figure.locator(".explore-frame").inner_html()


@each_slider
def test_keys_move_every_slider(figure):
    for field in figure.locator("input").all():
        before, said = picture(figure), field.get_attribute("aria-valuetext")
        last = field.get_attribute("max") == field.input_value()
        field.press("ArrowLeft" if last else "ArrowRight")
        output = figure.locator(f"output[for={field.get_attribute('id')}]")
        assert picture(figure) != before
        assert output.inner_text() != said
        assert output.inner_text() == field.get_attribute("aria-valuetext")
        assert figure.locator(".explore-frame > svg").bounding_box()["height"]
        field.press("ArrowRight" if last else "ArrowLeft")
        assert picture(figure) == before


@each_slider
def test_each_place_shows_its_own_frame(figure):
    field = figure.locator("input").last
    field.press("Home")
    seen = [picture(figure)]
    for _ in range(int(field.get_attribute("max"))):
        field.press("ArrowRight")
        seen.append(picture(figure))
    assert len(set(seen)) == len(seen)


@each_slider
def test_play_runs_to_the_end_and_stops(figure):
    field = figure.locator("input").first
    field.press("End")
    field.press("ArrowLeft")
    figure.get_by_role("button", name="Play").click()
    figure.page.wait_for_function("e => e.value === e.max",
                                  arg=field.element_handle())
    figure.get_by_role("button", name="Play").wait_for()


@each_slider
def test_the_start_frame_shows_without_javascript(opened, name, place):
    page = opened(name, java_script_enabled=False)
    figure = page.locator("figure.explore").nth(place)
    box = figure.locator(".explore-frame > svg").bounding_box()
    assert box["width"] > 100
    assert box["height"] > 50
    assert not figure.locator(".explore-controls").is_visible()
