"""The figures about steps and lags show what they are given."""
import numpy as np
import rnnlib
from rnnlib import plots


def test_contributions_blank_the_future_and_keep_the_past():
    norms = np.tril(np.arange(1, 17).reshape(4, 4)).astype(float)
    ax = plots.contributions(norms)
    shown = ax.collections[0].get_array().reshape(4, 4)
    assert np.array_equal(np.ma.getmaskarray(shown),
                          np.triu(np.ones((4, 4), bool), 1))
    assert np.array_equal(shown.compressed(), norms[norms > 0])


def test_contributions_bear_zeros():
    ax = plots.contributions(np.zeros((3, 3)), span=100)
    assert ax.collections[0].get_array().compressed().tolist() == [0.01] * 6


def test_curves_are_drawn_and_named_where_they_are_in_sight():
    ax = plots.curves({"up": [1, 2, 3], "own": ([5, 7], [2, 9])},
                      log="y", ylim=(0.5, 5), xlabel="x")
    assert [line.get_xydata().tolist() for line in ax.lines] == [
        [[0, 1], [1, 2], [2, 3]], [[5, 2], [7, 9]]]
    assert [(text.get_text(), text.xy) for text in ax.texts] == [
        ("up", (2, 3)), ("own", (5, 2))]
    assert ax.get_yscale() == "log" and ax.get_xscale() == "linear"
    plain = plots.curves({"up": [1, 2, 3]})
    assert plain.get_yscale() == plain.get_xscale() == "linear"


def test_staircase_counts():
    ax = plots.staircase([3, 2, 1])
    heights = [bar.get_height() for bar in ax.patches]
    assert heights == [3, 2, 1, 1, 1, 1]
    assert ax.lines[0].get_ydata()[0] == 2


def test_blame_has_a_line_for_each_loss_and_one_for_all():
    rng = np.random.default_rng(0)
    flow = rnnlib.gradient_flow(rnnlib.init(2, 3, 2),
                                rng.normal(size=(5, 1, 2)),
                                rng.integers(2, size=(5, 1)), jacobian=False)
    ax = plots.blame(flow, np.arange(1, 6), title="title")
    assert len(ax.lines) == 6
    assert np.array_equal(ax.lines[2].get_ydata(), flow.credit[3, :4])
    assert ax.lines[-1].get_ydata().tolist() == [1, 2, 3, 4, 5]


def test_costs_are_multiples_of_the_least():
    ax = plots.times_by_size(("T", {"a": {1: 3.0, 2: 6.0}}),
                             ("n", {"b": {4: 2.0}, "c": {8: 1.0}}))
    first, last = ax.figure.axes
    assert first.lines[0].get_ydata().tolist() == [1, 2]
    assert [line.get_ydata().tolist() for line in last.lines] == [[2], [1]]
    assert [tick.get_text() for tick in last.get_xticklabels()] == ["4", "8"]
