"""The squares of what is carried, and the cosines below."""
import matplotlib.pyplot as plt
import numpy as np
from figures import drawn, inside
from rnnlib import plots
from rnnlib.influence import reach
from rnnlib.plots.look import COLOURS

THERE = np.array([[0, 1, 0], [1, 0, 0], [0, 1, 0]], bool)
COSINES = np.array([0.5, -0.2, 1.0])


def filled():
    """dh/dW after two steps of a chain of three units, 1, 2 and 3."""
    R = np.zeros((3, 3, 3))
    for m, i in ((0, 0), (1, 1), (2, 2), (1, 0), (0, 1), (2, 1)):
        R[m, i] = 1.0
    return R


def squares(ax, colour):
    """The squares of a colour, as (weight, unit)."""
    return {(int(x), int(y)) for line in ax.lines
            if line.get_color() == colour for x, y in line.get_xydata()}


def test_blue_is_kept_and_orange_is_not():
    lower = drawn(plots.influence_filling(filled(), reach(THERE + 0.0, 1),
                                          THERE, COSINES, 2))
    upper = lower.figure.axes[0]
    assert squares(upper, COLOURS[0]) == {(1, 1), (2, 2), (3, 3)}
    assert squares(upper, COLOURS[1]) == {(1, 2), (2, 1), (2, 3)}
    assert upper.get_title(loc="left") == "6 of 9 filled, 3 of these kept"
    assert lower.get_title(loc="left") == "cosine with the gradient: -0.20"
    assert squares(lower, COLOURS[0]) == {(2, 0)}
    inside(lower)


def test_all_that_is_reached_is_kept():
    lower = plots.influence_filling(filled(), reach(THERE + 0.0, 3), THERE,
                                    COSINES, 3)
    assert squares(lower.figure.axes[0], COLOURS[1]) == set()


def test_it_draws_on_given_axes():
    axes = plt.subplots(2, 1)[1]
    assert plots.influence_filling(filled(), np.eye(3, dtype=bool), THERE,
                                   COSINES, 1, axes=axes) is axes[1]
