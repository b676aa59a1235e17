"""A cloud of estimates: what lies along the truth, and what across it."""
import matplotlib.pyplot as plt
import numpy as np
import pytest
from figures import drawn, inside, words
from rnnlib import plots

TRUTH = np.array([[3.0, 0.0], [0.0, 4.0]])
ACROSS = np.array([[3.0, 7.0], [0.0, 4.0]])      # its rest is the corner
DRAWN = np.array([TRUTH, 2 * TRUTH, TRUTH + [[0, 10], [0, 0]]])


def dots(ax):
    return next(line.get_xydata() for line in ax.lines
                if line.get_marker() == "o")


def test_dots_are_in_lengths_of_the_truth():
    ax = drawn(plots.cloud(DRAWN, TRUTH, ACROSS, title="title"))
    np.testing.assert_allclose(dots(ax), [[1, 0], [2, 0], [1, 2]],
                               atol=1e-12)
    assert ax.get_title(loc="left") == "title"
    assert {"estimates", "their mean", "the gradient"} <= {*words(ax)}
    assert ax.get_xlim()[0] < 0 < 2 < ax.get_xlim()[1]
    assert ax.get_ylim()[1] > 2
    inside(ax)


def test_the_mean_is_marked_and_the_span_is_kept():
    ax = plots.cloud(DRAWN, TRUTH, ACROSS, span=5.0)
    mean = next(line.get_xydata() for line in ax.lines
                if line.get_marker() == "X")
    np.testing.assert_allclose(mean, [[4 / 3, 2 / 3]])
    assert ax.get_xlim() == (-4, 6) and ax.get_ylim() == (-5, 5)


def test_it_draws_on_given_axes():
    ax = plt.subplots()[1]
    assert plots.cloud(DRAWN, TRUTH, ACROSS, ax=ax) is ax


def test_what_does_not_fit_is_said():
    with pytest.raises(ValueError, match="cloud cannot draw this"):
        plots.cloud(np.ones((3, 5)), TRUTH, ACROSS)
    with pytest.raises(TypeError, match="truth must be numbers"):
        plots.cloud(DRAWN, "truth", ACROSS)
