"""Two orbits, how far they are apart, and the chain beside it."""
import matplotlib.pyplot as plt
import numpy as np
from figures import drawn, inside
from rnnlib import plots

TEACHER = np.sin(np.arange(12.0)).reshape(6, 2)
STUDENT = TEACHER + np.outer(0.5**np.arange(6), [3, 4])
CHAIN = np.log(0.5) * np.arange(6)


def lines(ax):
    return {line.get_label(): line.get_ydata() for line in ax.lines}


def test_distance_and_chain_are_drawn_by_step():
    lower = drawn(plots.locking(TEACHER, STUDENT, CHAIN, unit=1))
    upper = lower.figure.axes[0]
    np.testing.assert_array_equal(lines(upper)["teacher"], TEACHER[:, 1])
    np.testing.assert_array_equal(lines(upper)["student"], STUDENT[:, 1])
    below = lines(lower)
    np.testing.assert_allclose(below.pop("distance"), 5 * 0.5**np.arange(6))
    chain, = [y for name, y in below.items() if "partial" in name]
    np.testing.assert_allclose(chain, 0.5**np.arange(6))
    assert lower.get_yscale() == "log"
    assert lower.get_xlim() == (0, 5)
    inside(lower)


def test_orbits_that_are_one_have_no_distance_to_draw():
    lower = drawn(plots.locking(TEACHER, TEACHER, CHAIN - 1000))
    assert np.isnan(lines(lower)["distance"]).all()


def test_a_chain_beyond_all_numbers_is_no_error():
    drawn(plots.locking(TEACHER, STUDENT, CHAIN + 1e4))


def test_it_draws_on_given_axes():
    axes = plt.subplots(2, 1)[1]
    assert plots.locking(TEACHER, STUDENT, CHAIN, axes=axes) is axes[1]
