"""The figures about inputs show the numbers they are given."""
import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from figures import drawn
from matplotlib.colors import to_rgba
from rnnlib import plots
from rnnlib.plots.inputs import PITCH
from rnnlib.plots.look import COLOURS, INK, STYLE, dark

pytestmark = pytest.mark.filterwarnings("error")
YLIM = (1e-3, 1e3)


def test_bars_stand_over_their_characters_on_a_log_scale():
    text, norms = "ab\ncd e", [1e-2, 1, 10, 1e3, 1e4, 0.1, 100]
    ax = drawn(plots.bars_over_text(text, norms, ylim=YLIM, width=3))
    assert [one.get_text() for one in ax.texts] == list("ab↵cd␣e")
    for place, (bar, letter) in enumerate(zip(ax.patches, ax.texts,
                                              strict=True)):
        assert bar.get_x() + bar.get_width() / 2 == pytest.approx(place % 3)
        assert letter.get_position()[0] == place % 3
        gap = bar.get_y() - letter.get_position()[1]
        assert 0.1 < gap < PITCH - 1      # below its own bar
    heights = [bar.get_height() for bar in ax.patches]
    np.testing.assert_allclose(heights, np.array([1, 3, 4, 6, 6, 2, 5]) / 6)
    lines = sorted({round(bar.get_y(), 9) for bar in ax.patches})
    np.testing.assert_allclose(np.diff(lines), PITCH)
    assert len(lines) == 3


def test_ticks_of_each_line_say_what_a_height_means():
    ax = drawn(plots.bars_over_text("abcd", [1, 10, 100, 1e3],
                                    ylim=YLIM, width=1))
    ticks = [(tick.get_position()[1], tick.get_text())
             for tick in ax.get_yticklabels()]
    assert len(ticks) == 4 * 4
    for line, (bar, label) in enumerate(zip(
            ax.patches, ["10⁰", "10¹", "10²", "10³"], strict=True)):
        mine = dict(ticks[4 * line:4 * line + 4])
        assert list(mine.values()) == ["10⁻³", "10⁻¹", "10¹", "10³"]
        top = bar.get_y() + bar.get_height()
        near = [text for at, text in mine.items() if abs(at - top) < 1e-9]
        assert near == ([label] if label in mine.values() else [])


def test_zero_too_small_and_marked_are_told_apart():
    ax = drawn(plots.bars_over_text(
        "abc", [0, 1e-9, 1], ylim=YLIM, mark=2, ylabel="length"))
    assert [bar.get_height() for bar in ax.patches] == [0, 0, 0.5]
    (triangles,) = ax.lines
    assert triangles.get_marker() == "v"
    assert triangles.get_xdata().tolist() == [1]
    grey, ink, marked = [one.get_color() for one in ax.texts]
    assert (ink, marked) == (INK, dark(COLOURS[1]))
    assert grey not in (ink, marked)
    assert ax.patches[2].get_facecolor() == to_rgba(COLOURS[1])
    assert ax.patches[1].get_facecolor() == to_rgba(COLOURS[0])
    assert ax.get_ylabel() == "length"


@pytest.mark.parametrize(("text", "norms", "ylim", "said"), [
    ("ab", [1.0], YLIM, r"shape \(2,\), got \(1,\)"),
    ("", [], YLIM, r"shape \(0,\)"),
    ("ab", [1, -2], YLIM, "got -2"),
    ("ab", [1, np.nan], YLIM, "got nan"),
    ("ab", [1, 1], (0, 1), r"got \(0, 1\)"),
    ("ab", [1, 1], (2, 1), r"got \(2, 1\)"),
])
def test_bad_input_is_named(text, norms, ylim, said):
    with pytest.raises(ValueError, match=said):
        plots.bars_over_text(text, norms, ylim=ylim)


def test_loss_saved_shows_every_step_and_the_total():
    before, after = [3.0, 2.0, 1.0, 1.0], [1.0, 2.5, 1.0, 0.5]
    ax = drawn(plots.loss_saved(before, after))
    bars = sorted((bar.get_x() + bar.get_width() / 2, bar.get_height(),
                   bar.get_facecolor()) for bar in ax.patches)
    np.testing.assert_allclose([at for at, *_ in bars], [1, 2, 3, 4])
    np.testing.assert_allclose([saved for _, saved, _ in bars],
                               [2, -0.5, 0, 0.5])
    assert bars[1][2] == to_rgba(COLOURS[1])
    assert bars[0][2] == bars[3][2] == to_rgba(COLOURS[0])
    assert ax.get_title(loc="left") == "saved in all: 2.00 of 7.0"


def test_given_axes_are_used_and_nothing_leaks():
    before = dict(mpl.rcParams)
    _, (one, two) = plt.subplots(2, 1)
    assert plots.bars_over_text("a", [1], ylim=YLIM, ax=one) is one
    assert plots.loss_saved([1.0], [0.5], ax=two) is two
    assert plt.get_fignums() == [1]
    assert dict(mpl.rcParams) == before
    for ax in (plots.bars_over_text("a", [1], ylim=YLIM),
               plots.loss_saved([1.0], [0.5])):
        assert ax.figure.get_facecolor() == (1, 1, 1, 1)
        assert ax.figure.get_figwidth() == STYLE["figure.figsize"][0]
