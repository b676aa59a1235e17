"""The figures of clipping show what they are given."""
import numpy as np
import pytest
from figures import drawn, inside
from rnnlib.plots import clipped_training, cosine_strips, cuts

pytestmark = pytest.mark.filterwarnings("error")
PARTS = np.array([[2.4, 0.5], [-1.7, 0.2], [-0.1, -0.5]])


def ends(ax):
    """Where the arrows of an Axes start and end."""
    return [(text.xyann, text.xy) for text in ax.texts
            if getattr(text, "arrow_patch", None)]


def cut(z, limit):
    """By norm, said in another way."""
    length = np.sqrt((z**2).sum())
    return z if length <= limit else limit / length * z


@pytest.mark.parametrize(("limit", "want"), [
    (0.2, [(0.6 / np.hypot(3, 1), 0.2 / np.hypot(3, 1)), (0.2, 0.2), None]),
    (9, [(0.6, 0.2), (0.6, 0.2), (0.6, 0.2)])])
def test_cuts_draw_the_parts_their_sum_and_what_is_left(limit, want):
    right = drawn(cuts(PARTS, limit))
    left = right.figure.axes[0]
    want[2] = want[2] or sum(cut(part, limit) for part in PARTS)
    path = np.vstack([[0, 0], np.cumsum(PARTS, 0)])
    arrows = ends(left)
    np.testing.assert_allclose([end for _, end in arrows],
                               [*path[1:], path[-1], *want])
    np.testing.assert_allclose([start for start, _ in arrows],
                               [*path[:-1], *np.zeros((4, 2))])
    assert right.get_position().width > left.get_position().width
    inside(left)
    circle, square = left.patches
    assert circle.radius == limit == square.get_width() / 2


def test_the_compass_shades_uphill():
    right = cuts(PARTS, 0.2)
    wedge = right.patches[0]
    middle = np.radians((wedge.theta1 + wedge.theta2) / 2)
    np.testing.assert_allclose([np.cos(middle), np.sin(middle)],
                               -np.array([3, 1]) / np.hypot(3, 1))
    directions = np.array([end for _, end in ends(right)])
    np.testing.assert_allclose(np.linalg.norm(directions, axis=1),
                               [1, 0.82, 0.64, 0.46])
    assert (directions @ [3, 1] < 0).tolist() == [False] * 3 + [True]


def test_cuts_bear_a_sum_of_zero():
    drawn(cuts([[1, 1], [-1, -1]], 0.5))


def test_strips_have_a_dot_for_each_value_and_a_median():
    named = {"one": [0.5, 0.7, 0.9], "two": [-0.4, 0.2]}
    ax = drawn(cosine_strips(named))
    dots = [line.get_xdata().tolist() for line in ax.lines
            if line.get_marker() == "o"]
    bars = [line.get_xdata().tolist() for line in ax.lines
            if line.get_marker() != "o"]
    assert dots == list(named.values())
    np.testing.assert_allclose(bars, [[0.7, 0.7], [-0.1, -0.1]])
    assert [tick.get_text() for tick in ax.get_yticklabels()] == list(named)
    assert [text.get_text() for text in ax.texts] == ["0.70", "-0.10",
                                                      "uphill"]
    assert ax.get_xlim()[0] < -0.4


def test_training_shows_losses_above_and_lengths_below():
    runs = {"a": ([3.0, 2.0], [1.0, 4.0]), "b": ([3.0, 1.0], [0.5, 0.2])}
    lower = drawn(clipped_training(runs))
    upper = lower.figure.axes[0]
    for ax, which in ((upper, 0), (lower, 1)):
        assert [line.get_ydata().tolist() for line in ax.lines] == [
            run[which] for run in runs.values()]
        assert {text.get_text() for text in ax.texts} == {"a", "b"}
        assert ax.get_yscale() == "log"
