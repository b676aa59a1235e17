"""The figures of costs show the numbers they are given."""
import numpy as np
import pytest
from figures import drawn, inside, words
from rnnlib import costs, plots

pytestmark = pytest.mark.filterwarnings("error")


SIZES = [1, 2, 4, 8, 16, 32]
# flat, then a power of two
BENT = [3.0, 3.0, 3.0, 12.0, 48.0, 192.0]


def test_growth_has_dots_a_floor_and_lines_through_both_ends():
    last = drawn(plots.growth(
        {"T": (SIZES, BENT, [1.0] * 6), "B": (SIZES, SIZES, [0.5] * 6)},
        ylabel="seconds", floor="the least", fitted=3,
        yours={"T": ([2, 4], [5, 6])}))
    first, second = last.figure.axes
    assert second is last
    floor, dots, early, late, yours = [line.get_xydata()
                                       for line in first.lines]
    assert floor[:, 1].tolist() == [1] * 6
    assert dots.tolist() == [[n, z] for n, z in zip(SIZES, BENT, strict=True)]
    np.testing.assert_allclose(early, dots[:3], rtol=1e-12)
    np.testing.assert_allclose(late, dots[3:], rtol=1e-12)
    assert yours.tolist() == [[2, 5], [4, 6]]
    assert words(first) == ["slope 0.00", "slope 2.00"]
    assert words(second) == ["slope 1.00", "slope 1.00", "the least"]
    assert second.lines[-1].get_xydata().size == 0
    assert [ax.get_xlabel() for ax in last.figure.axes] == ["T", "B"]
    assert first.get_xscale() == first.get_yscale() == "log"
    inside(last, ticks=True)


def test_a_falling_line_has_a_true_minus():
    ax = drawn(plots.growth(
        {"T": (SIZES, BENT[::-1], SIZES)}, ylabel="seconds", fitted=3))
    assert words(ax)[:2] == ["slope \u22122.00", "slope 0.00"]


def test_multiples_stand_beside_one():
    ax = drawn(plots.multiples(
        [16, 32], {"one": [1.4, 1.3], "all": [4.0, 8.0]}, xlabel="T",
        ylabel="times"))
    level, one, every = ax.lines
    assert level.get_ydata() == [1, 1]
    assert one.get_ydata().tolist() == [1.4, 1.3]
    assert every.get_xydata().tolist() == [[16, 4], [32, 8]]
    assert words(ax) == ["one", "all"]
    assert [t.get_text() for t in ax.get_xticklabels()] == ["16", "32"]
    assert {"1", "2", "5", "10"} <= {
        t.get_text() for t in ax.get_yticklabels()}
    inside(ax, ticks=True)


def test_shares_are_per_cent_in_two_colours():
    parts = costs.products(1, 1, 4, 2, 3)          # U 8, W 4, V 6
    ax = drawn(plots.cost_shares(parts, title="title"))
    ends = [bar.get_width() for bar in ax.patches]
    assert ends == pytest.approx([100 * n / 46 for n in (8, 4, 6, 6, 4, 8, 4,
                                                         6)])
    colours = [bar.get_facecolor() for bar in ax.patches]
    assert len(set(colours[:3])) == len(set(colours[3:])) == 1
    assert colours[2] != colours[3]
    assert words(ax) == ["17 %", "9 %", "13 %", "13 %", "9 %", "17 %", "9 %",
                         "13 %", "forward", "backward"]
    assert ax.get_title(loc="left") == "title"
    inside(ax, ticks=True)


def test_the_largest_share_fits():
    inside(drawn(plots.cost_shares(costs.products(1, 1, 10000, 1, 1))))


def test_advantage_is_a_map_of_ratios():
    last = drawn(plots.advantage(
        {"one": [[0.5, 1.0, 43.2]], "two": np.array([[8.54, 0.996, 9.96]])},
        [64], [1, 4, 16]))
    first, second = last.figure.axes
    assert last is second
    assert first.collections[0].get_array().ravel().tolist() == [0.5, 1, 43.2]
    assert words(first) == ["0.50", "1.0", "43"]
    assert words(second) == ["8.5", "1.0", "10"]
    below, even, above = first.collections[0].to_rgba(
        np.array([0.5, 1, 43.2]))[:, [0, 2]]
    assert below[0] < below[1] and above[0] > above[1]     # blue, and red
    assert even.min() > 0.9
    assert [t.get_text() for t in first.get_xticklabels()] == ["1", "4", "16"]
    assert [t.get_text() for t in first.get_yticklabels()] == ["64"]
    inside(last, ticks=True)
