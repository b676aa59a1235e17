"""The map of rates shows what it is given, and where a point is pulled."""
import matplotlib.pyplot as plt
import numpy as np
import pytest
from figures import drawn, inside, words
from matplotlib.colors import to_rgb
from rnnlib import plots
from rnnlib.plots.look import ON_DEEP, ON_PALE

pytestmark = pytest.mark.filterwarnings("error")
GAINS, SIZES = np.linspace(0.5, 3, 6), np.linspace(0, 2, 4)
RATES = GAINS / 3 - 0.5 - SIZES[:, None] / 4
EDGE = [1.5, 2.0, 2.5], [0.0, 0.7, 1.3]
MAP = {"gains": GAINS, "sizes": SIZES, "rates": RATES, "edge": EDGE}


def test_the_map_has_its_rates_its_edge_and_its_limits():
    ax = drawn(plots.phase_map(**MAP))
    np.testing.assert_array_equal(ax.images[0].get_array(), RATES)
    assert ax.images[0].origin == "lower"
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), np.transpose(EDGE))
    assert ax.get_xlim() == (0.5, 3) and ax.get_ylim() == (0, 2)
    assert words(ax) == ["vanishing", "exploding"]
    assert [text.get_color() for text in ax.texts] == [ON_DEEP, ON_PALE]
    assert len(ax.figure.axes) == 2
    inside(ax)


def test_dots_have_the_colour_of_their_own_rate():
    rows = np.array([[1.0, 0.5, -0.5], [2.0, 1.0, 0.1]])
    ax = drawn(plots.phase_map(**MAP, measured=rows, here=(2.5, 0.5),
                               bar=False))
    dots = ax.collections[0]
    np.testing.assert_array_equal(dots.get_offsets(), rows[:, :2])
    mesh = ax.images[0]
    np.testing.assert_allclose(dots.get_facecolors(),
                               mesh.cmap(mesh.norm(rows[:, 2])))
    assert [tuple(ring[:3]) for ring in dots.get_edgecolors()] == [
        to_rgb(ON_DEEP), to_rgb(ON_PALE)]
    assert ax.lines[-1].get_xydata().tolist() == [[2.5, 0.5]]
    assert len(ax.figure.axes) == 1


def test_a_pulled_point_has_its_networks_and_the_expected_line():
    lags, logs = np.arange(0, 11, 5), np.array([[0, -1, -2.2], [0, -0.9, -2]])
    lower = drawn(plots.pulled_point(**MAP, here=(1.0, 0.5), lags=lags,
                                     logs=logs, rate=-0.2, ylim=(-3, 1)))
    above = lower.figure.axes[0]
    assert above.lines[-1].get_xydata().tolist() == [[1.0, 0.5]]
    first, second, _, expected = lower.lines
    assert first.get_ydata().tolist() == logs[0].tolist()
    assert second.get_ydata().tolist() == logs[1].tolist()
    np.testing.assert_allclose(expected.get_xydata(),
                               [[0, 0], [5, -1], [10, -2]])
    assert lower.get_title(loc="left") == (
        "gain 1, size 0.5: expected \N{MINUS SIGN}0.20 a step")
    inside(lower)


def test_it_draws_on_given_axes():
    axes = plt.subplots(2, 1)[1]
    assert plots.pulled_point(**MAP, here=(1.0, 0.5), lags=[0, 1],
                              logs=[0, -1], rate=-1.0, axes=axes) is axes[1]
    ax = plt.subplots()[1]
    assert plots.phase_map(**MAP, ax=ax) is ax
