"""The figure of a schedule has its moves, its stored states and its work."""
import pytest
from figures import drawn, inside, words
from rnnlib import checkpoints, plots

pytestmark = pytest.mark.filterwarnings("error")
ACTIONS = [("store", 0), ("advance", 1), ("reverse", 2), ("load", 0),
           ("reverse", 1), ("free", 0)]


def lines(ax):
    return [(line.get_xdata(), line.get_ydata(), line.get_color())
            for line in ax.lines]


def test_moves_follow_one_another_and_states_last_as_long_as_they_are_kept():
    ax = drawn(plots.space_time(ACTIONS, title="title", work=9))
    (kept, at, _), (dot, dot_at, _), *moves = lines(ax)
    assert (list(kept), list(at)) == ([0, 3], [0, 0])
    assert (list(dot), list(dot_at)) == ([0], [0])
    assert [(list(x), list(y)) for x, y, _ in moves] == [
        ([0, 1], [0, 1]), ([1, 2], [2, 1]), ([2, 3], [1, 0])]
    forward, *backward = [colour for *_, colour in moves]
    assert len({*backward}) == 1 and forward not in backward
    assert ax.get_xlim() == (-1, 9)
    assert words(ax) == ["forward", "backward", "stored"]
    assert ax.get_title(loc="left") == "title"
    assert ax.get_ylim() == (-0.08, 2.08)
    inside(ax)


@pytest.mark.parametrize("places", [1, 3, 20])
def test_work_is_advances_and_steps_of_the_sweep(places):
    ax = drawn(plots.space_time(checkpoints.schedule(20, places)))
    work = checkpoints.extra_steps(20, places) + 20
    assert ax.get_xlim() == (-1, work)
    assert max(max(x) for x, *_ in lines(ax)) == work
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    assert len(dots) == sum(z.do == "store" for z in checkpoints.schedule(
        20, places))
    inside(ax)
