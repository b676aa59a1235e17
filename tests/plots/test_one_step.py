"""The figures of one step show the numbers they are given."""
import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
import rnnlib
from figures import drawn
from rnnlib import plots
from rnnlib.plots.look import STYLE

pytestmark = pytest.mark.filterwarnings("error")
STEP = 1e-30


def losses(q, target):
    """Cross-entropy and half the squared error, by their definitions."""
    y_hat = np.exp(q) / np.exp(q).sum()
    return (-(target * np.log(y_hat)).sum(),
            ((y_hat - target) ** 2).sum() / 2)


@pytest.mark.parametrize(("target", "others"), [
    ([0.8, 0.15, 0.05], [2.0, -1.0]), ([1.0, 0.0], [0.5])])
def test_logit_sweep_shows_losses_and_their_derivatives(target, others):
    lower = drawn(plots.logit_sweep(target, others))
    upper = lower.figure.axes[0]
    at = upper.lines[0].get_xdata()
    assert (at[0], at[-1]) == (-10, 10)
    for place in range(0, len(at), 40):
        q = np.array([at[place] + 1j * STEP, *others])
        for n, value in enumerate(losses(q, np.array(target))):
            shown = upper.lines[n].get_ydata()[place]
            slope = lower.lines[n].get_ydata()[place]
            assert shown == pytest.approx(value.real, abs=1e-12)
            assert slope == pytest.approx(value.imag / STEP, abs=1e-12)
    names = [text.get_text() for text in upper.get_legend().get_texts()]
    assert names == ["cross-entropy", "squared error of the softmax"]


def shown(image):
    return np.asarray(image.get_array())


def test_outer_product_shows_the_piece_and_the_sum():
    rng = np.random.default_rng(0)
    e, h = rng.normal(size=(3, 4)), rng.normal(size=(3, 6))
    lower = drawn(plots.outer_product(e, h))
    upper = lower.figure.axes[0]
    piece, column, row = map(shown, upper.images)
    np.testing.assert_array_equal(piece, np.outer(e[2], h[2]))
    np.testing.assert_array_equal(column[:, 0], e[2])
    np.testing.assert_array_equal(row[0], h[2])
    np.testing.assert_allclose(shown(lower.images[0]),
                               np.einsum("ta,ti->ai", e, h), rtol=1e-12)
    assert "step 3" in upper.get_title(loc="left")
    assert lower.get_title(loc="left") == "sum of the steps 1 to 3: rank 3"
    # each strip stands beside the entries that it multiplies
    left, right, bottom, top = upper.images[0].get_extent()
    assert upper.images[1].get_extent()[2:] == [bottom, top]
    assert upper.images[2].get_extent()[:2] == [left, right]
    for image in (*upper.images, *lower.images):
        low, high = image.get_clim()
        assert low == -high == -abs(shown(image)).max()


def test_rank_is_counted_not_assumed():
    e, h = np.ones((4, 3)), np.arange(5.0) + np.zeros((4, 1))
    ax = plots.outer_product(e, h)
    assert "rank 1" in ax.get_title(loc="left")
    ax = plots.outer_product(0 * e, h)
    assert "rank 0" in drawn(ax).get_title(loc="left")


def test_slope_by_output_draws_every_rule_of_rnnlib():
    ax = drawn(plots.slope_by_output())
    assert [line.get_label() for line in ax.lines] == [*rnnlib.ACTIVATIONS]
    for line in ax.lines:
        rule = rnnlib.ACTIVATIONS[line.get_label()][1]
        f, slope = line.get_data()
        np.testing.assert_array_equal(slope, rule(f))
        assert len(np.unique(f)) > 100
    assert ax.lines[0].get_ydata().max() == 1
    assert ax.lines[1].get_ydata().max() == 0.25
    assert ax.lines[1].get_xdata()[[0, -1]].tolist() == [0, 1]


def true_slope(activation, p):
    nudged = p + 1j * STEP
    f = rnnlib.ACTIVATIONS[activation][0]
    return f(nudged, out=np.empty_like(nudged)).imag / STEP


@pytest.mark.parametrize("activation", rnnlib.ACTIVATIONS)
def test_slopes_of_run_shows_curve_slope_and_histograms(activation):
    p = np.random.default_rng(1).normal(size=(20, 2, 8)) * 3
    before = p.copy()
    lower = drawn(plots.slopes_of_run(p, activation))
    upper = lower.figure.axes[0]
    at, slope = upper.lines[1].get_data()
    assert upper.lines[0].get_label() == activation
    np.testing.assert_allclose(slope, true_slope(activation, at),
                               atol=1e-12, rtol=0)
    inside = upper.patches[0].get_data()
    assert inside.values.max() == 1
    tallest = np.histogram(np.clip(p, -5, 5), inside.edges)[0].max()
    assert inside.values.sum() == pytest.approx(p.size / tallest)
    share = lower.patches[0].get_data()
    assert share.values.sum() == pytest.approx(1)
    mean = true_slope(activation, p).mean()
    assert lower.lines[0].get_xdata()[0] == pytest.approx(mean)
    assert f"{mean:.2f}" in lower.texts[0].get_text()
    np.testing.assert_array_equal(p, before)


@pytest.mark.parametrize("p", [np.zeros(5), np.full(5, 100.0)])
def test_slopes_of_run_takes_extremes(p):
    ax = drawn(plots.slopes_of_run(p))
    assert ax.patches[0].get_data().values.sum() == 1


def test_given_axes_are_used_and_nothing_leaks():
    before = dict(mpl.rcParams)
    _, axes = plt.subplots(7, 1)
    e, h = np.ones((2, 3)), np.ones((2, 4))
    assert plots.logit_sweep([1.0, 0.0], [0.0],
                             axes=axes[:2]) is axes[1]
    assert plots.outer_product(e, h, axes=axes[2:4]) is axes[3]
    assert plots.slopes_of_run(h, axes=axes[4:6]) is axes[5]
    assert plots.slope_by_output(ax=axes[6]) is axes[6]
    assert plt.get_fignums() == [1]
    assert dict(mpl.rcParams) == before
    for ax in (plots.logit_sweep([1.0, 0.0], [0.0]),
               plots.outer_product(e, h),
               plots.slopes_of_run(h), plots.slope_by_output()):
        assert ax.figure.get_facecolor() == (1, 1, 1, 1)
        assert ax.figure.get_figwidth() == STYLE["figure.figsize"][0]
