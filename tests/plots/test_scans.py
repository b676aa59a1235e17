"""The rounds of a scan are drawn as the schedule has them."""
import matplotlib.pyplot as plt
import numpy as np
import pytest
from figures import drawn, inside
from rnnlib import plots
from rnnlib.plots.look import COLOURS
from rnnlib.scan import METHODS, schedule


def full(ax):
    """The dots that are known, as (step, round)."""
    return {(int(step), int(row)) for line in ax.lines
            if line.get_color() == COLOURS[0]
            for step, row in line.get_xydata()}


def links(ax):
    """How many pairs are joined."""
    return sum(int(np.isnan(line.get_xdata()).sum()) for line in ax.lines
               if line.get_color() == COLOURS[1])


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("T", [1, 2, 8, 13])
def test_all_is_known_at_the_end(T, method):
    lower = drawn(plots.scan_rounds(T, method))
    upper = lower.figure.axes[0]
    rounds = schedule(T, method)
    assert upper.get_title(loc="left") == f"{T} of {T} states known"
    assert lower.get_title(loc="left") == f"{T} of {T} adjoints known"
    last = {(step, len(rounds)) for step in range(1, T + 1)}
    for ax in (upper, lower):
        assert last <= full(ax)
        assert links(ax) == sum(len(one.later) for one in rounds)
    inside(lower)


def test_some_is_known_half_way_and_below_it_is_mirrored():
    lower = plots.scan_rounds(16, done=4)
    upper = lower.figure.axes[0]
    assert upper.get_title(loc="left") == "5 of 16 states known"
    known = {step for step, row in full(upper) if row == 4}
    assert known == {1, 2, 4, 8, 16}
    assert {17 - step for step, row in full(lower) if row == 4} == known


def test_more_rounds_than_there_are_is_all_of_them():
    assert links(plots.scan_rounds(4, done=99)) == 4


def test_it_draws_on_given_axes():
    axes = plt.subplots(2, 1)[1]
    assert plots.scan_rounds(4, axes=axes) is axes[1]
