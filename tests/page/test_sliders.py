"""Sliders in both of their lives: frames for a page, widgets in a kernel."""
import re
import xml.etree.ElementTree as ET

import matplotlib.pyplot as plt
import pytest
import rnnlib
from matplotlib.figure import Figure
from rnnlib.page.sliders import _choices, explore

ALT = "A line that rises <faster> with the gain"


def draw(gain, length=3):
    figure, axes = plt.subplots(figsize=(3, 2))
    axes.plot([gain * x for x in range(length)])
    axes.set(title=f"gain {gain}, length {length}", ylim=(0, 10))
    return figure


@pytest.fixture
def page(monkeypatch):
    """A function that returns the HTML for a page."""
    monkeypatch.setenv("RNNLIB_BOOK", "1")
    return lambda *args, **names: explore(
        *args, **names)._repr_mimebundle_()["text/html"]


@pytest.fixture
def live(monkeypatch):
    """Outside the build of the book."""
    monkeypatch.delenv("RNNLIB_BOOK", raising=False)
    return explore


def frames(html):
    """All frames, the visible one in its place among the templates."""
    seen = re.search(r'class="explore-frame"[^>]*>(<svg.*?</svg>)', html,
                     re.DOTALL)[1]
    others = re.findall(r"<template>(<svg.*?</svg>)</template>", html,
                        re.DOTALL)
    start = int(re.search(r'data-start="(\d+)"', html)[1])
    return [*others[:start], seen, *others[start:]], start


def titles(html):
    return [re.search(r"gain \S+, length \d+", frame)[0]
            for frame in frames(html)[0]]


def test_rnnlib_offers_it():
    assert rnnlib.explore is explore


def test_page_has_a_frame_per_value_and_shows_the_start(page):
    html = page(draw, gain=([0.5, 1.0, 2.0], 1.0), alt=ALT)
    assert titles(html) == [f"gain {g}, length 3" for g in (0.5, 1.0, 2.0)]
    assert frames(html)[1] == 1
    assert 'aria-live="polite">1</output>' in html


def test_page_starts_at_the_first_value_unless_told(page):
    assert frames(page(draw, gain=[0.5, 1.0], alt=ALT))[1] == 0


def test_page_orders_two_parameters_row_by_row(page):
    html = page(draw, gain=[1, 2], length=([3, 4, 5], 5), alt=ALT)
    assert titles(html) == [f"gain {g}, length {n}"
                            for g in (1, 2) for n in (3, 4, 5)]
    assert frames(html)[1] == 2
    assert html.count("<input") == html.count("<label") == 2


def test_frames_are_well_formed_pictures_with_letters(page):
    for frame in frames(page(draw, gain=[1, 2], alt=ALT))[0]:
        root = ET.fromstring(frame)
        assert root.tag.endswith("}svg")
        assert root.findall(".//{*}use")      # letters as outlines
        assert "<style" not in frame


def test_ids_of_two_sliders_do_not_meet_and_references_hold(page):
    ids = []
    for html in (page(draw, gain=[1], alt=ALT) for _ in range(2)):
        own = set(re.findall(r'\bid="([^"]+)"', html))
        used = re.findall(r'(?:href="#|url\(#)([^")]+)', html)
        assert used
        assert own.issuperset(used)
        ids.append(own)
    assert ids[0].isdisjoint(ids[1])


def test_drawing_again_gives_the_same_bytes(page):
    one, two = (re.sub(r"\b(f|explore-)\d+-", "", page(
        draw, gain=[1, 2], alt=ALT)) for _ in range(2))
    assert one == two


def test_alt_text_is_escaped(page):
    html = page(draw, gain=[1], alt=ALT)
    assert 'aria-label="A line that rises &lt;faster&gt;' in html


@pytest.mark.parametrize("mode", ["page", "live"])
def test_leaves_no_figure_open(mode, request):
    request.getfixturevalue(mode)(draw, gain=[1, 2], alt=ALT)
    assert plt.get_fignums() == []


def test_widgets_draw_again_when_moved(live):
    calls = []

    def note(gain, length):
        calls.append((gain, length))
        return Figure()

    box = live(note, gain=([1, 2], 2), length=[3, 4], alt=ALT)
    assert calls == [(2, 3)]
    gain, length, _ = box.children
    assert (gain.description, length.description) == ("gain", "length")
    length.value = 4
    gain.value = 1
    assert calls == [(2, 3), (2, 4), (1, 4)]


@pytest.mark.parametrize(("parameters", "complaint"), [
    ({}, "one or two"),
    ({"a": [1], "b": [1], "c": [1]}, "one or two.*a, b, c"),
    ({"gain": []}, "gain: no values"),
    ({"gain": ([1, 2], 3)}, "gain: start 3"),
])
def test_bad_parameters_are_named(live, parameters, complaint):
    with pytest.raises(ValueError, match=complaint):
        live(draw, alt=ALT, **parameters)


def test_a_figure_needs_alt_text(live):
    with pytest.raises(ValueError, match="alt"):
        live(draw, gain=[1], alt=" ")


def test_draw_must_return_a_figure(page):
    with pytest.raises(TypeError, match="Figure, not NoneType"):
        page(lambda gain: None, gain=[1], alt=ALT)


def test_a_notebook_has_steps_between(live):
    gain, _ = live(lambda gain: Figure(), gain=([1.0, 2.0, 4.0], 2.0),
                   alt=ALT).children
    assert [value for _, value in gain.options] == [
        1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4]
    assert gain.value == 2
    length, _ = live(lambda length: Figure(), length=[1, 4, 5],
                     alt=ALT).children
    assert [value for _, value in length.options] == [1, 2, 3, 4, 5]


def test_words_have_no_steps_between():
    values, start = _choices("loss", (["cross-entropy", "squared"],
                                      "squared"), finer=True)
    assert (values, start) == (["cross-entropy", "squared"], 1)
