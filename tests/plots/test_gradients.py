"""The figures show the numbers they are given, legibly."""
from itertools import pairwise

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
import rnnlib
from figures import drawn, inside
from matplotlib.colors import to_rgb
from reference import make
from rnnlib import plots
from rnnlib.plots import look as style

pytestmark = pytest.mark.filterwarnings("error")


def flow_of(T=8, steps=None, gain=0.7, **change):
    problem = make(T, 2, 3, 4, 3, 0)
    params = rnnlib.init(3, 4, 3, gain=gain)._replace(**change)
    return rnnlib.gradient_flow(params, problem.x, problem.y, steps=steps,
                                jacobian=False)


def curve(ax, i=0):
    return ax.lines[i].get_data()


def labels(ax):
    return [text.get_text() for text in ax.texts]


def test_one_step_is_drawn_as_it_is():
    flow = flow_of(steps=8)
    ax = drawn(plots.gradient_norms(flow))
    lag, norm = curve(ax)
    assert lag.tolist() == list(range(9))
    assert (norm == flow.credit[8, ::-1]).all()
    assert ax.get_yscale() == "log"
    assert labels(ax) == []
    assert not ax.collections


def test_several_steps_are_averaged_over_those_that_reach_the_lag():
    flow = flow_of(steps=[3, 8])
    ax = drawn(plots.gradient_norms(flow, label="both"))
    _, norm = curve(ax)
    back = [flow.credit[8, ::-1], flow.credit[3, 3::-1]]
    np.testing.assert_allclose(norm[:4], (back[0][:4] + back[1]) / 2)
    assert (norm[4:] == back[0][4:]).all()
    y = ax.collections[0].get_paths()[0].vertices[:, 1]
    assert y.max() == max(z.max() for z in back)
    assert y.min() == min(z.min() for z in back)
    assert labels(ax) == ["both"]


def test_labels_keep_apart_and_are_dark_enough():
    flows = {f"line {i}": flow_of(gain=0.7 + i / 1e4, steps=8)
             for i in range(6)}
    ax = drawn(plots.gradient_norms(flows))
    assert sorted(labels(ax)) == sorted(flows)
    boxes = sorted((t.get_window_extent() for t in ax.texts),
                   key=lambda box: box.y0)
    assert all(low.y1 <= high.y0 + 1 for low, high in pairwise(boxes))
    assert all(box.x1 <= ax.figure.bbox.x1 for box in boxes)
    for text in ax.texts:
        assert contrast_with_white(text.get_color()) >= 4.5


def contrast_with_white(colour):
    """WCAG 2."""
    c = np.array(to_rgb(colour))
    c = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return 1.05 / (c @ [0.2126, 0.7152, 0.0722] + 0.05)


def test_text_is_legible():
    for colour in (style.INK, style.GREY):
        assert contrast_with_white(colour) >= 4.5
    assert to_rgb(style.STYLE["figure.facecolor"]) == (1, 1, 1)


def test_zeros_are_marked_at_the_edge():
    ax = drawn(plots.gradient_norms(flow_of(steps=8, W=np.zeros((4, 4)))))
    _, norm = curve(ax)
    assert np.isfinite(norm).tolist() == [True] + 8 * [False]
    zero, edge = curve(ax, 1)
    assert zero.tolist() == list(range(1, 9))
    assert not edge.any()                     # in axes coordinates


def test_nothing_but_zeros():
    flow = flow_of(V=np.zeros((3, 4)))
    ax = drawn(plots.gradient_norms(flow, label="dead"))
    assert curve(ax, 1)[0].tolist() == list(range(9))
    drawn(plots.heat_map(flow))


def test_epsilon_is_marked_once_and_only_in_range():
    near, far = flow_of(steps=8), flow_of(steps=8, gain=1e-3)
    assert not any("epsilon" in text
                   for text in labels(plots.gradient_norms(near)))
    ax = plots.gradient_norms(far)
    plots.gradient_norms(near, ax=ax)
    assert sum("epsilon" in text for text in labels(ax)) == 1


def test_limits_can_be_fixed():
    ax = drawn(plots.gradient_norms(flow_of(), ylim=(1e-9, 1e3)))
    assert ax.get_ylim() == (1e-9, 1e3)


def test_heat_map_shows_credit():
    flow = flow_of(steps=[3, 8])
    ax = drawn(plots.heat_map(flow))
    shown = ax.collections[0].get_array().reshape(9, 9)
    t, k = np.indices((9, 9))
    absent = (k > t) | ~np.isin(t, [3, 8])
    assert (np.ma.getmaskarray(shown) == absent).all()
    assert (shown[~absent] == flow.credit[~absent]).all()
    bottom, top = ax.get_ylim()
    assert (bottom, top) == (9, 1)


def test_a_relative_heat_map_measures_each_row_at_its_diagonal():
    flow = flow_of()
    ax = drawn(plots.heat_map(flow, relative=True))
    shown = ax.collections[0].get_array().reshape(9, 9)
    for t in range(1, 9):
        np.testing.assert_allclose(
            shown[t, :t + 1], flow.credit[t, :t + 1] / flow.credit[t, t])
    dead = flow_of(V=np.zeros((3, 4)))
    drawn(plots.heat_map(dead, relative=True))


def test_a_heat_map_keeps_to_its_span():
    ax = drawn(plots.heat_map(flow_of(), span=(1e-2, 1e-1)))
    shown = ax.collections[0].get_array()
    assert ax.collections[0].get_clim() == (1e-2, 1e-1)
    assert (shown.min(), shown.max()) == (1e-2, 1e-1)


def test_columns_of_a_heat_map_are_named_above_the_edge_before_them():
    ax = drawn(plots.heat_map(flow_of(), columns={3: "a", 7: "b"}))
    assert [line.get_xydata().tolist() for line in ax.lines] == [
        [[3, 1], [3, 3]], [[7, 1], [7, 7]]]
    assert {text.get_text(): text.xy[0] for text in ax.texts} == {
        "a": 3, "b": 7}
    inside(ax)


@pytest.mark.parametrize("T", [1, 4, 8])
def test_unrolled_graph_names_every_variable(T):
    ax = drawn(plots.unrolled_graph(T))
    want = {"$h_0$"} | {f"${z}_{t}$" for t in range(1, T + 1)
                        for z in ("x", "h", "q", r"\hat{y}", "y", "E")}
    assert want <= set(labels(ax))
    for weight in "UWV":
        assert labels(ax).count(f"${weight}$") == T


@pytest.mark.parametrize("T", [0, 9, 2.5, "3", None])
def test_unrolled_graph_checks(T):
    with pytest.raises((ValueError, TypeError), match=r"T must be an int"):
        plots.unrolled_graph(T)


def test_given_axes_are_used_and_nothing_leaks():
    flow, before = flow_of(), dict(mpl.rcParams)
    _, (a, b, c) = plt.subplots(1, 3)
    assert plots.gradient_norms(flow, ax=a) is a
    assert plots.heat_map(flow, ax=b) is b
    assert plots.unrolled_graph(2, ax=c) is c
    assert plt.get_fignums() == [1]
    assert dict(mpl.rcParams) == before
    with mpl.rc_context({"figure.facecolor": "red", "text.color": "red"}):
        for ax in (plots.gradient_norms(flow), plots.heat_map(flow),
                   plots.unrolled_graph(2)):
            assert to_rgb(ax.figure.get_facecolor()) == (1, 1, 1)
            assert "red" not in {text.get_color() for text in ax.texts}
    with plots.style():
        assert mpl.rcParams["figure.facecolor"] == "white"
    assert dict(mpl.rcParams) == before


def test_matrices_show_entries_and_row_sums():
    M = np.array([[0.25, -0.5, 0.0], [1.0, 2.0, -3.0]])
    ax = drawn(plots.matrices({"one": 0 * M, "two": M}, rows="unit"))
    assert ax.get_images()[0].get_array().tolist() == M.tolist()
    assert labels(ax) == [f"{z:.2f}" for z in M.ravel()] + ["-0.25", "+0.00"]
    assert ax.get_ylabel() == "unit"
    first, second = [axes.get_images()[0].get_clim()
                     for axes in ax.figure.axes]
    assert first == second == (-3, 3)


@pytest.mark.parametrize("on", [True, False])
def test_the_style_keeps_interactive_mode(on):
    """A notebook's first figure turns it on; later ones rely on that."""
    before = mpl.is_interactive()
    with style.style():
        mpl.interactive(on)
        assert mpl.rcParams["axes.grid"]
    assert mpl.is_interactive() == on
    mpl.interactive(before)
