"""Figures in pages: in the page itself, named, their colours by theme."""
import re

import pytest
from rnnlib.plots.look import ON_DEEP, ON_PALE
from serving import HTML, Visit, pages

FIGURE = re.compile(r'<svg[^>]*\bclass="figure".*?</svg>', re.DOTALL)
# Letters, and lines that are not the edge of something filled.
DRAWN = re.compile(r'<g style="fill: (#\w+)|style="fill: none; [^"]*'
                   r'stroke: (#\w+)')
GROUND = """figure => getComputedStyle(
    figure.querySelector("[style*=--figure-ground]")).fill"""
INK = """figure => getComputedStyle(
    figure.querySelector("[style*=--figure-ink]")).fill"""
SHOWN = "svg.figure[role=img]"
PAGE = "book/cliffs"


@pytest.mark.parametrize("name", pages())
def test_letters_and_lines_have_named_colours(name):
    figures = FIGURE.findall((HTML / f"{name}.html").read_text())
    drawn = {colour for figure in figures
             for found in DRAWN.findall(figure) for colour in found}
    assert drawn <= {"", ON_PALE, ON_DEEP}


@pytest.mark.parametrize("name", pages())
def test_what_figures_refer_to_is_there_and_once(name):
    html = re.sub("</?template>", "", (HTML / f"{name}.html").read_text())
    ids = re.findall(r'\sid="([^"]+)"', html)
    for figure in FIGURE.findall(html):
        named = re.findall(r'(?:href="#|url\(#)([^")]+)', figure)
        assert set(named) <= set(ids)


@pytest.fixture(params=["light", "dark"])
def visit(request, site, browser):
    """A page with a figure, and the theme it is seen in."""
    with Visit(browser, f"{site}/{PAGE}.html", theme=request.param) as visit:
        yield visit, request.param


def test_figures_stand_on_the_page_and_are_legible(visit):
    visit, theme = visit
    figure = visit.page.locator(SHOWN).first
    assert figure.evaluate(GROUND) == "none"
    assert figure.evaluate(INK) == {
        "light": "rgb(34, 39, 46)", "dark": "rgb(214, 221, 228)"}[theme]
    assert len(figure.get_attribute("aria-label")) > 40


def test_figures_are_printed_light(visit):
    visit, _ = visit
    visit.page.emulate_media(media="print")
    assert visit.page.locator(SHOWN).first.evaluate(INK) == "rgb(34, 39, 46)"
