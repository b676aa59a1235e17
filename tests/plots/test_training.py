"""The figures of training show the numbers they are given."""
import numpy as np
import pytest
from figures import drawn
from rnnlib import plots

pytestmark = pytest.mark.filterwarnings("error")


def test_losses_are_drawn_as_they_are():
    curves = {"one": [3.0, 2.0, 1.5], "two": [3.0, 1.0]}
    ax = drawn(plots.losses(curves, guides={"chance": 2.5}))
    for line, (name, values) in zip(ax.lines, curves.items(), strict=False):
        assert line.get_label() == name
        assert line.get_xdata().tolist() == list(range(len(values)))
        assert line.get_ydata().tolist() == values
    assert ax.lines[2].get_ydata() == [2.5, 2.5]
    assert [text.get_text() for text in ax.texts] == ["chance"]
    assert len({line.get_linestyle() for line in ax.lines[:2]}) == 2
    names = [text.get_text() for text in ax.get_legend().get_texts()]
    assert names == list(curves)


def test_means_lie_in_the_middle_of_what_they_are_means_of():
    values = [4.0, 2.0, 3.0, 1.0, 9.0]                # the last has no partner
    ax = drawn(plots.losses({"one": values}, mean_of=2))
    single, mean = ax.lines
    assert single.get_ydata().tolist() == values
    assert mean.get_xdata().tolist() == [0.5, 2.5]
    assert mean.get_ydata().tolist() == [3.0, 2.0]
    assert len(ax.get_legend().get_texts()) == 1


def test_more_curves_than_looks_are_all_drawn():
    curves = {f"n{n}": [1.0, 2.0] for n in range(8)}
    assert len(drawn(plots.losses(curves)).lines) == 8


def test_a_mean_of_nothing_is_refused():
    with pytest.raises(ValueError, match="mean_of must be at least 1, got 0"):
        plots.losses({"one": [1.0]}, mean_of=0)


def history():
    """Three copies of a 2 by 2 matrix, equal before the first update."""
    moves = np.random.default_rng(0).normal(size=(4, 3, 2, 2))
    moves[0] = [[1.0, 2.0], [3.0, 4.0]]
    moves[1:] *= 0.1
    return moves.cumsum(0)


@pytest.mark.parametrize("update", [0, 3])
def test_each_entry_has_its_line_and_the_distance_its_dot(update):
    copies = history()
    lower = drawn(plots.copies_apart(copies, update))
    upper = lower.figure.axes[0]
    assert len(upper.lines) == 4
    for line, place in zip(upper.lines, np.ndindex(2, 2), strict=True):
        assert line.get_xdata().tolist() == [1, 2, 3]
        assert (line.get_ydata() == copies[update][:, *place]).all()
    apart = [max(abs(one - other).max() for one in now for other in now)
             for now in copies]
    curve, dot = lower.lines
    np.testing.assert_allclose(curve.get_ydata(), apart, atol=1e-15)
    assert dot.get_xdata() == [update]
    assert dot.get_ydata() == curve.get_ydata()[update]
    assert upper.get_title("left") == (
        f"after {update} updates: {apart[update]:.2f} apart")


def test_scales_stay_while_the_slider_moves():
    copies = history()
    limits = [[ax.get_ylim() for ax in drawn(plots.copies_apart(
        copies, n)).figure.axes] for n in (0, 3)]
    assert limits[0] == limits[1]
    (low, high), (bottom, top) = limits[0]
    assert low < copies.min() and copies.max() < high
    assert bottom == 0 and top > np.ptp(copies, axis=1).max()


def test_copies_that_never_part_can_be_drawn():
    still = np.ones((2, 3, 1, 1))
    lower = drawn(plots.copies_apart(still, 1))
    assert lower.get_ylim() == (0, 1)
