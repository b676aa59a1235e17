"""Three ways: as many dots and arrows as there are steps."""
import matplotlib.pyplot as plt
import numpy as np
import pytest
from figures import drawn, inside
from rnnlib import plots
from rnnlib.plots.look import COLOURS

ROWS = 0.5**np.arange(9, -1, -1), 0.9**np.arange(9, -1, -1), np.ones(10)


def dots(ax):
    """How full each step is."""
    return [line.get_alpha() for line in ax.lines
            if line.get_color() == COLOURS[0]]


def test_a_dot_is_as_full_as_its_share():
    last = drawn(plots.three_ways(*ROWS))
    for ax, row in zip(last.figure.axes, ROWS, strict=True):
        np.testing.assert_allclose(dots(ax), row / row.max())
        assert len(ax.patches) == 9
    inside(last)


def test_titles_say_what_is_left_at_the_first_step():
    titles = [ax.get_title(loc="left")
              for ax in plots.three_ways(*ROWS).figure.axes]
    assert titles[0].endswith("first 0.002")
    assert titles[1].startswith("equilibrium") and titles[1].endswith("0.4")
    assert titles[2] == "attention: one factor; first 1"


def test_what_carries_little_is_faint():
    ax = plots.three_ways(*ROWS).figure.axes[0]
    widths = [one.get_linewidth() for one in ax.patches]
    assert widths == sorted(widths, reverse=True)


def test_it_draws_on_given_axes():
    axes = plt.subplots(3, 1)[1]
    assert plots.three_ways(*ROWS, axes=axes) is axes[2]


@pytest.mark.parametrize("rows, says", [
    ((ROWS[0], ROWS[1][1:], ROWS[2]), "series must be"),
    ((np.ones(1),) * 3, "chain must be"),
    ((ROWS[0], ROWS[1], 0 * ROWS[2]), "one_hop must hold positive")])
def test_what_cannot_be_drawn_is_named(rows, says):
    with pytest.raises(ValueError, match=says):
        plots.three_ways(*rows)
