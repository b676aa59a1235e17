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
