"""Colours of figures in light and dark pages."""
import colorsys
import re
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_rgb
from rnnlib.page.frames import definitions, embedded, prefixed, shared, svg
from rnnlib.page.themes import HUES, NAMES, themed
from rnnlib.plots import style
from rnnlib.plots.look import COLOURS

CSS = (Path(__file__).resolve().parents[2] / "book" / "_static"
       / "book.css").read_text()
DARK = dict(re.findall(r"--figure-([a-z]+): (#[0-9a-f]{6});", CSS))
DARK_PAGE = "#14181e"      # the page is darker, #121212: contrast is higher
LETTERS = ("ink", "grey", "paler", *HUES)   # and lines


def luminance(colour):
    """Relative luminance (WCAG 2.2)."""
    parts = [part / 12.92 if part <= 0.04045
             else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    """The ratio of contrast (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_that_of_the_definition():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_name_has_a_dark_shade():
    assert set(DARK) == set(NAMES.values()) - {"paper"}
    assert "--figure-paper: var(--pst-color-background);" in CSS


@pytest.mark.parametrize("name", LETTERS)
def test_letters_and_lines_stand_out_in_the_dark(name):
    assert contrast(DARK[name], DARK_PAGE) >= 4.5
    assert name in ("grey", "paler") or contrast(DARK[name], DARK["node"]) > 4


@pytest.mark.parametrize(("name", "colour"),
                         [*zip(HUES, COLOURS, strict=True)])
def test_hues_are_the_same_in_the_dark(name, colour):
    hues = [colorsys.rgb_to_hsv(*to_rgb(one))[0] * 360
            for one in (colour, DARK[name])]
    assert abs(hues[0] - hues[1]) < 8


@style()
def figure():
    """A line, a word and a cell of a heat map, in the book's look."""
    fig, ax = plt.subplots()
    ax.plot([0, 1])
    ax.text(0, 0, "AA", color="#123456")
    plt.close(fig)
    return fig


def test_colours_are_named_and_others_stay():
    text = svg(figure(), "f-")
    assert "stroke: var(--figure-blue, #0072b2)" in text
    assert "fill: var(--figure-ink, #22272e)" in text
    assert text.count("var(--figure-ground, #fff)") == 1
    assert "fill: #123456" in text
    assert not re.search(r"(?<!, )#(0072b2|22272e|626a73|d9dde2)", text)


def test_only_styles_are_changed():
    text = '<a href="#ffffff" style="fill: #ffffff"><!-- #ffffff --></a>'
    assert themed(text) == text.replace(
        "fill: #ffffff", "fill: var(--figure-paper, #ffffff)")


def test_figures_of_a_page_share_letters_only():
    raw = [embedded(f'{xml}<svg {body}') for xml, body in [
        ("<?xml?>", svg(figure(), "").partition("<svg")[2])] * 2]
    outlines, texts = shared(raw)
    page = definitions(outlines, "o-") + "".join(
        prefixed(text, f"f{n}-", outlines) for n, text in enumerate(texts))
    ids = re.findall(r'\bid="([^"]+)"', page)
    named = re.findall(r'(?:href="#|url\(#)([^")]+)', page.replace(
        "outline-", "o-"))
    assert len(ids) == len(set(ids))
    assert set(named) <= set(ids)
    assert {one[:2] for one in ids} == {"o-", "f0", "f1"}
