"""The figures of the cliff show what they are given."""
import numpy as np
import pytest
from figures import drawn, inside
from matplotlib.colors import LogNorm
from rnnlib import plots
from rnnlib.cliff import Walk, cliff, crest, descend, folds

pytestmark = pytest.mark.filterwarnings("error")
W, B = np.linspace(2, 7, 8), np.linspace(-4, -1, 6)
E, DW, DB = cliff(W, B[:, None])
LENGTH = np.hypot(DW, DB)


def s(x):
    return 1 / (1 + np.exp(-x))


def test_surfaces_are_the_error_and_the_gradient():
    line = (np.array([4.0, 5.0]), np.array([-2.0, -3.0]))
    lower = drawn(plots.surfaces(W, B, E, LENGTH, lines={"one": line}))
    upper = lower.figure.axes[0]
    for ax, z in ((upper, E), (lower, LENGTH)):
        assert np.array_equal(ax.collections[0].get_array(), z)
        assert ax.get_xlim() == (2, 7) and ax.get_ylim() == (-4, -1)
    assert isinstance(lower.collections[0].norm, LogNorm)
    assert np.array_equal(upper.lines[0].get_xydata(), np.transpose(line))
    assert [text.get_text() for text in upper.get_legend().get_texts()] == [
        "one"]
    assert not lower.lines


def test_surfaces_bear_no_lines():
    lower = drawn(plots.surfaces(W, B, E, LENGTH))
    assert not lower.figure.axes[0].lines


def test_the_microscope_has_a_log_axis_of_distances():
    apart = np.geomspace(1e-6, 1e-1, 6)
    ax = drawn(plots.microscope(W, apart, LENGTH))
    assert np.array_equal(ax.collections[0].get_array(), LENGTH)
    assert ax.get_yscale() == "log"
    np.testing.assert_allclose(ax.get_ylim(), [10**-6.5, 10**-0.5])
    assert not ax.lines


def test_the_microscope_draws_an_edge():
    apart, edge = np.geomspace(1e-6, 1e-1, 6), np.geomspace(1e-2, 1e-5, 8)
    line, = drawn(plots.microscope(W, apart, LENGTH, edge=edge)).lines
    assert np.array_equal(line.get_xydata(), np.transpose([W, edge]))


def test_the_relief_is_a_cut_for_each_w_the_last_in_front():
    ax = drawn(plots.relief(W, B, E))
    *cuts, bar = ax.lines
    bases = ax.get_yticks()
    assert [tick.get_text() for tick in ax.get_yticklabels()] == [
        f"{w:g}" for w in W]
    assert (np.diff(bases) < 0).all() and bases[-1] == 0
    for cut, base, z in zip(cuts, bases, E.T, strict=True):
        np.testing.assert_allclose(cut.get_xydata().T, [B, base + z])
    order = [cut.get_zorder() for cut in cuts]
    assert order == sorted(order)
    assert np.isclose(np.ptp(bar.get_ydata()), 0.5)
    inside(ax)


@pytest.mark.parametrize("b", [-2.8, -2.2])
def test_a_cobweb_follows_the_state(b):
    ax = drawn(plots.cobweb(5.0, b, T=6))
    graph, diagonal, path, start, end = ax.lines
    grid, values = graph.get_data()
    np.testing.assert_allclose(values, 5 * s(grid) + b)
    assert np.array_equal(*diagonal.get_data())
    x = [0.5]
    for _ in range(6):
        x.append(5 / (1 + np.exp(-x[-1])) + b)
    np.testing.assert_allclose(path.get_xdata()[::2], x)
    np.testing.assert_allclose(path.get_ydata()[1::2], x[1:])
    assert start.get_xydata().tolist() == [[0.5, 0.5]]
    np.testing.assert_allclose(end.get_xydata(), [[x[-1], x[-1]]])
    assert f"{x[-1]:.2f}" in ax.get_title(loc="left")


@pytest.mark.parametrize("b", [-2.65, -2.5, -2.35])
def test_a_cobweb_marks_the_watershed(b):
    ax = drawn(plots.cobweb(5.0, b))
    (x,), (y,) = ax.lines[5].get_data()
    assert x == y and "watershed" in [note.get_text() for note in ax.texts]
    np.testing.assert_allclose(5 / (1 + np.exp(-x)) + b, x, atol=1e-6)
    assert 5 * np.exp(-x) / (1 + np.exp(-x))**2 > 1


@pytest.mark.parametrize(("w", "b"), [(3.0, -1.5), (4.0, -2.0), (5.0, -2.7),
                                      (5.0, -2.3)])
def test_without_two_attractors_there_is_no_watershed(w, b):
    ax = drawn(plots.cobweb(w, b))
    assert len(ax.lines) == 5 and len(ax.texts) == 2


@pytest.mark.parametrize("w", [3.0, 5.0])
def test_fixed_points_are_solid_where_they_attract(w):
    ax = drawn(plots.fixed_points(w))
    for line, stable in zip(ax.lines, (True, False), strict=False):
        b, x = line.get_data()
        seen = ~np.ma.getmaskarray(b)
        x, b = np.asarray(x)[seen], b.data[seen]
        np.testing.assert_allclose(w * s(x) + b, x, atol=1e-12)
        assert ((w * s(x) * (1 - s(x)) <= 1) == stable).all()
    assert len(ax.lines) == (3 if w < 4 else 5)
    if w > 4:
        at_folds, diamond = ax.lines[3:]
        np.testing.assert_allclose(at_folds.get_xydata().T, folds(w)[::-1])
        np.testing.assert_allclose(diamond.get_xydata(), [[crest(w), 0.5]])


def test_a_start_that_attracts_has_no_diamond():
    ax = drawn(plots.fixed_points(5.0, x0=2.0))
    assert len(ax.lines) == 4


def test_a_walk_on_the_map_ends_in_a_square():
    steps = descend(5.0, -2.0, 0.1, updates=4)
    lower = drawn(plots.cliff_walk(steps, (W, B, E), title="title"))
    upper = lower.figure.axes[0]
    ridge, path, start, end = upper.lines
    np.testing.assert_allclose(crest(ridge.get_xdata()), ridge.get_ydata())
    assert np.array_equal(path.get_xydata(), np.transpose(steps[:2]))
    assert start.get_xydata().tolist() == [[5.0, -2.0]]
    assert end.get_xydata().tolist() == [[steps.w[-1], steps.b[-1]]]
    assert path.get_linewidth() > ridge.get_linewidth()
    assert upper.get_title(loc="left") == "title" and not upper.texts
    assert [line.get_ydata().tolist() for line in lower.lines] == [
        steps.length.tolist(), steps.E.tolist()]


def test_a_walk_off_the_map_says_where_it_went():
    steps = Walk(*np.array([[5.0, 820.0], [-2.0, 1306.0], [0.1, 0.09],
                            [5000.0, 0.0]]))
    upper = drawn(plots.cliff_walk(steps, (W, B, E))).figure.axes[0]
    assert [text.get_text() for text in upper.texts] == [
        "gone to (820, 1306)"]
    assert len(upper.lines) == 3
