"""The figures on programs and checks show the numbers they are given."""
import numpy as np
import pytest
from figures import drawn, inside, words
from rnnlib import plots

pytestmark = pytest.mark.filterwarnings("error")


def test_step_errors_are_drawn_but_zeros():
    steps = np.array([1e-2, 1e-4, 1e-6])
    ax = drawn(plots.step_errors(steps, {
        "one": [1e-4, 1e-8, 1e-6], "two": [1e-3, 0, 1e-2]}))
    one, two = [line.get_ydata() for line in ax.lines]
    assert one.tolist() == [1e-4, 1e-8, 1e-6]
    assert two[[0, 2]].tolist() == [1e-3, 1e-2]
    assert np.isnan(two[1])
    assert words(ax) == ["one", "two"]
    assert [text.xy for text in ax.texts] == [(1e-4, 1e-8), (1e-2, 1e-3)]
    assert ax.get_xscale() == ax.get_yscale() == "log"
    inside(ax)


def rows_of(ax, marker):
    """{row: points} of the lines with that marker."""
    return {float(line.get_ydata()[0]): np.sort(line.get_xdata()).tolist()
            for line in ax.lines
            if line.get_marker() == marker and len(line.get_xdata())}


RESULTS = {"right": np.array([[1e-16, 1], [2e-16, 1]]),
           "wrong": np.array([[0.5, 0.2], [2.0, -0.4], [1.0, np.nan]]),
           "mixed": np.array([[1e-5, 1], [0.1, 0.9], [0.2, 0.8]]),
           "nothing": np.array([[1.0, np.nan], [1.0, np.nan]])}


def test_strips_show_points_medians_and_an_edge():
    last = drawn(plots.error_strips(RESULTS))
    errors, cosines = last.figure.axes
    assert last is cosines
    assert rows_of(errors, "o") == {1: [0.5, 1, 2], 2: [0.1, 0.2],
                                    3: [1, 1]}
    assert rows_of(errors, "<") == {0: [1e-3], 2: [1e-3]}
    assert rows_of(errors, "|") == {1: [1], 2: [0.1], 3: [1]}
    assert rows_of(cosines, "o") == {0: [1, 1], 1: [-0.4, 0.2],
                                     2: [0.8, 0.9, 1]}
    assert rows_of(cosines, "<") == {}
    assert rows_of(cosines, "|")[1] == pytest.approx([-0.1])
    assert words(errors) == [*RESULTS]
    inside(last)


def test_strips_of_errors_alone():
    ax = drawn(plots.error_strips(RESULTS, cosine=False))
    assert ax.figure.axes == [ax]
    assert ax.get_xlabel() == "relative error"
    inside(ax)


def test_outcomes_say_found_and_hidden():
    ax = drawn(plots.outcomes({
        "a slip": {"here": True, "there": False},
        "another": {"here": True, "there": True}}))
    assert words(ax) == ["found", "hidden", "found", "found"]
    assert [t.get_text() for t in ax.get_yticklabels()] == ["a slip",
                                                            "another"]
    assert [t.get_text() for t in ax.get_xticklabels()] == ["here", "there"]
    bottom, top = ax.get_ylim()
    assert bottom > top                      # the first slip stands on top
    inside(ax)


@pytest.mark.parametrize("done", [0, 1, 3])
def test_buffers_change_where_the_sweep_has_been(done):
    before = np.array([[1.0, -2], [3, 4], [5, 6]])
    after = -10 * before
    ax = drawn(plots.buffers(
        {"one": (before, after), "two": (0 * before, 0 * after)}, done))
    first, last = ax.figure.axes
    assert ax is last
    shown = {(image.get_extent()[0], image.get_extent()[1]):
             image.get_array().tolist() for image in first.get_images()}
    parts = {(0.5, 3.5 - done): abs(before[:3 - done].T),
             (3.5 - done, 3.5): after[3 - done:].T}
    assert shown == {place: part.tolist() for place, part in parts.items()
                     if part.size}
    assert first.lines[0].get_xdata()[0] == 3.5 - done
    assert first.get_xlim() == (0.5, 3.5)
    assert first.get_title(loc="left") == "one"
    inside(ax)


def test_ratios_are_bars_from_one():
    table = {"small": {"plain": 2.04, "other": 0.5},
             "large": {"plain": 41.2, "other": 3}}
    ax = drawn(plots.ratios(table))
    ends = [bar.get_x() + bar.get_width() for bar in ax.patches]
    assert ends == pytest.approx([2.04, 41.2, 0.5, 3])
    assert words(ax) == ["2", "41", "0.5", "3"]
    low, high = ax.get_xlim()
    assert low < 0.5
    assert high > 41.2
    assert [t.get_text() for t in ax.get_yticklabels()] == [*table]
    legend, = ax.figure.legends
    assert [t.get_text() for t in legend.get_texts()] == ["plain", "other"]
    inside(ax)
