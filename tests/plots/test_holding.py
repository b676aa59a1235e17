"""Exponents and singular values: which are held, and which are drawn."""
import matplotlib.pyplot as plt
import numpy as np
import pytest
from figures import words
from rnnlib import plots

pytestmark = pytest.mark.filterwarnings("error")
EXPONENTS, VALUES = [0.0, -0.5, -1.5, -4.0], [1.0, 1e-9, 1e-15, 1e-19]


def dots(ax):
    return [line for line in ax.lines if line.get_marker() == "o"]


def test_held_ones_are_filled_and_the_others_open():
    left, right = plots.held_exponents(EXPONENTS, VALUES, held=2,
                                       title="title", ylim=(-5, 1))
    for ax in (left, right):
        held, free = dots(ax)
        assert (list(held.get_xdata()), list(free.get_xdata())) == (
            [1, 2], [3, 4])
        assert (held.get_fillstyle(), free.get_fillstyle()) == (
            "full", "none")
        assert held.get_color() != free.get_color()
    assert list(dots(left)[1].get_ydata()) == [-1.5, -4]
    assert left.get_ylim() == (-5, 1) and right.get_yscale() == "log"
    assert left.get_title(loc="left") == "title" and "held" in words(left)
    assert left.get_ylabel() and right.get_ylabel()


def test_what_is_rounding_is_left_out():
    right = plots.held_exponents(EXPONENTS, VALUES, held=1)[1]
    assert np.isnan(dots(right)[1].get_ydata()).tolist() == [
        False, False, True]


def test_draws_on_the_axes_that_are_given():
    ax = plt.subplots(1, 2)[1]
    assert plots.held_exponents(EXPONENTS, VALUES, held=4, ax=ax) is ax
