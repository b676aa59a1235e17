"""The figures about gates show what they are given."""
import numpy as np
import rnnlib
from figures import drawn, inside
from reference_lstm import make
from rnnlib import lstm, plots


def flows():
    problem, c0 = make(6, 2, 3, 4, 3, 0)
    flow = lstm.gradient_flow(*problem[:4], c0, steps=6)
    vanilla = rnnlib.gradient_flow(rnnlib.init(3, 4, 3), *problem[1:3],
                                   steps=6, jacobian=False)
    return flow, vanilla


def test_paths_are_the_cells_norms_by_lag():
    flow, vanilla = flows()
    ax = drawn(plots.paths(flow, vanilla, ylim=(1e-9, 10)))
    for line, norms in zip(ax.lines, (flow.cell, flow.path, vanilla.credit),
                           strict=False):
        assert np.array_equal(line.get_ydata(), norms[6, ::-1])
    assert {"all terms", "cells alone", "no gates"} <= {
        text.get_text() for text in ax.texts}
    assert ax.get_ylim() == (1e-9, 10)
    assert ax.get_yscale() == "log"
    alone = plots.paths(flow)
    assert "no gates" not in {text.get_text() for text in alone.texts}


def test_eigenvalues_stand_where_they_are():
    named = {"one": np.array([1j, -1j]), "two": np.array([[0.5, 0.75]])}
    ax = drawn(plots.eigenvalues(named))
    circle, *points = [line.get_xydata() for line in ax.lines]
    assert np.allclose(np.hypot(*circle.T), 1)
    assert points[0].tolist() == [[0, 1], [0, -1]]
    assert points[1].tolist() == [[0.5, 0], [0.75, 0]]
    assert [(text.get_text(), text.xy) for text in ax.texts] == [
        ("one", (0, 1)), ("two", (0.625, 0))]
    assert len({line.get_marker() for line in ax.lines[1:3]}) == 2
    assert ax.get_aspect() == 1


def test_gate_bands_are_quantiles_over_units():
    params = lstm.init(2, 50, 2, forget_bias=3)
    x = np.random.default_rng(0).normal(size=(7, 1, 2))
    gates = lstm.forward(params, x).gates[:, 0]
    ax = drawn(plots.gate_bands(gates, text="letters"))
    axes = ax.figure.axes
    assert [one.get_title(loc="left") for one in axes] == [
        "forget gate", "input gate", "output gate"]
    for n, one in enumerate(axes):
        line, = one.lines
        assert np.array_equal(line.get_ydata(), np.median(gates[:, n], 1))
        assert line.get_xdata().tolist() == [1, 2, 3, 4, 5, 6, 7]
        assert one.get_ylim() == (0, 1)
    assert [tick.get_text() for tick in ax.get_xticklabels()] == [*"letters"]
    bare = plots.gate_bands(gates, names=("forget",))
    assert bare.get_xlabel() == "$t$"


def test_gate_strips_are_the_gates_the_most_open_unit_on_top():
    params = lstm.init(2, 9, 2, forget_bias=0)
    x = 3 * np.random.default_rng(0).normal(size=(7, 1, 2))
    gates = lstm.forward(params, x).gates[:, 0]
    ax = drawn(plots.gate_strips(gates, text="let ter"))
    axes = [one for one in ax.figure.axes if one.get_title(loc="left")]
    assert [one.get_title(loc="left") for one in axes] == [
        "forget gate", "input gate", "output gate"]
    for n, one in enumerate(axes):
        mesh, = one.collections
        shown = mesh.get_array().reshape(9, 7)
        assert sorted(map(tuple, shown)) == sorted(map(tuple, gates[:, n].T))
        assert (np.diff(shown.mean(1)) >= 0).all()
        assert mesh.get_clim() == (0, 1)
    scale, = (one for one in ax.figure.axes if one not in axes)
    assert [tick.get_text() for tick in scale.get_xticklabels()] == [
        "0, shut", "0.5", "1, open"]
    assert [tick.get_text() for tick in ax.get_xticklabels()] == [
        *"let\N{OPEN BOX}ter"]
    inside(ax)
    bare = plots.gate_strips(gates, names=("forget",))
    assert bare.get_xlabel() == "$t$"
