"""The LSTM's formulas: proved, true in rnnlib.lstm, and nothing else is."""
from functools import cache
from itertools import islice

import formulas_lstm
import numpy as np
import pytest
from corpus import DEFINITIONS as VANILLA
from corpus import lay_down
from forging import lay_out, put, spoiled
from mutants import letters_in, mutants
from rnnlib import lstm
from rnnlib.symbolic.grammar.model import (
    E,
    T,
    W,
    a,
    h,
    i,
    j,
    k,
    l,
    n_h,
    n_x,
    n_y,
    p,
    q,
    s,
    t,
    u,
    x,
    y,
)
from rnnlib.symbolic.ledger.ledger import LEDGER, clear
from rnnlib.symbolic.ledger.premises import NotProved
from rnnlib.symbolic.methods.claims import claim, proved
from rnnlib.symbolic.methods.conditions import conditions_of
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.methods.refutations import refute
from rnnlib.symbolic.networks.lstm import (
    NETWORK,
    W_f,
    W_g,
    W_o,
    b_f,
    cell,
    f,
    g,
    o,
    p_f,
    p_o,
    z,
)
from rnnlib.symbolic.networks.lstm import params as lstm_params
from rnnlib.symbolic.oracle.oracle import disagreement, sides, table
from rnnlib.symbolic.oracle.world import LAST, Run, World
from rnnlib.symbolic.terms.language import d, delta, imm, sum_over
from sympy import Integer, S, default_sort_key, tanh
from test_mutants import accepted

LSTM = NETWORK.formulas
FORMULAS = {formula.label: formula for formula in formulas_lstm.FORMULAS}
# how many mutants are tried, if not 2: through the softmax each takes long
MOST = {label: 0 for label in FORMULAS if label.startswith("credit")} | {
    "credit-cell": 1}
SIZES = {n_x: 2, n_h: 3, n_y: 2}
TIMES = {t: Integer(4), s: Integer(3), k: Integer(1), T: Integer(5)}
GATED = sorted({cell, f, g, o, z}, key=str), sorted({W_f, W_g, W_o}, key=str)


@pytest.fixture(scope="module")
def gated():
    lay_down(formulas_lstm.DEFINITIONS)
    for formula in FORMULAS.values():
        formula.publish()
    return dict(LEDGER)


@pytest.fixture
def page(gated):
    lay_out(gated)
    yield LEDGER
    clear()


@pytest.fixture(autouse=True)
def empty_ledger():
    yield
    clear()


@pytest.mark.parametrize("label", FORMULAS)
def test_formula_is_proved_and_agrees(page, label):
    equation = page[label]
    assert equation.kind == "proof"
    assert equation.agreement < 1e-12
    assert equation.latex.count("{") == equation.latex.count("}")
    assert "cell" not in equation.latex


@cache
def small_world(conditions):
    return World(SIZES, conditions)


def wrong(lhs, rhs, conditions):
    try:
        left, right = sides(lhs, rhs, small_world(conditions), TIMES)
    except (ValueError, TypeError, IndexError):
        return True
    return not np.allclose(left, right, rtol=1e-9, atol=1e-12)


def other_gates(e):
    """One gate, or its weights, taken for another one."""
    for alike in GATED:
        for one in alike:
            yield from (e.xreplace({entry: other[entry.indices]
                                    for entry in e.atoms(type(f[t, i]))
                                    if entry.base == one})
                        for other in alike if other != one)


def wrong_ones(lhs, rhs, conditions, most):
    found = sorted({*mutants(rhs, letters_in(lhs, rhs)), *other_gates(rhs)},
                   key=default_sort_key)
    stride = 1 + len(found) // most
    spread = [e for n in range(stride) for e in found[n::stride]]
    return list(islice((e for e in spread if wrong(lhs, e, conditions)),
                       most))


@pytest.mark.mutants
@pytest.mark.parametrize("label", [one for one in FORMULAS
                                   if MOST.get(one, 2)])
def test_wrong_right_hand_sides_are_rejected(page, label):
    formula = FORMULAS[label]
    conditions = tuple(sorted({*conditions_of(page[label].rests_on),
                               "lstm"}))
    bad = wrong_ones(formula.lhs, formula.rhs, conditions,
                     MOST.get(label, 2))
    assert bad
    assert [e for e in bad if accepted(formula, e)] == []


@pytest.mark.mutants
@pytest.mark.parametrize("label", ["cell-all", "state-all"])
def test_nothing_true_follows_from_a_wrong_premise(page, label):
    true = page["cell-out"]
    bad = wrong_ones(true.lhs, true.rhs, ("lstm",), 20)
    for e in bad[::1 if label == "cell-all" else 8]:
        put(spoiled(true, e))
        assert not accepted(FORMULAS[label], FORMULAS[label].rhs), e
    assert len(bad) > 10


path = delta(i, j) * f[t, i]
total_one_step = d(cell[t, i], cell[t-1, j])


@pytest.mark.parametrize("lhs, rhs, when", [
    (total_one_step, path, ()), (total_one_step, path, t >= 2),
    (total_one_step, imm(cell[t, i], cell[t-1, j]), t >= 2),
    (d(cell[t, i], cell[k, j]), S.Zero, k < t),
    (d(cell[t, i], cell[t-2, j]), sum_over(
        d(cell[t, i], cell[t-1, l]) * d(cell[t-1, l], cell[t-2, j]), l),
     t >= 3),
    (imm(cell[t, i], cell[t-1, j]), S.Zero, ()),
    (imm(h[t, i], h[t-1, j]), S.Zero, ()),
    (imm(cell[t, i], h[t-1, j]), path, ()),
    (d(h[t, i], cell[t, j]), S.Zero, ()),
    (d(h[t-1, i], cell[t-1, j]), S.Zero, ()),
    (d(cell[t, i], p_o[t-1, j]), S.Zero, t >= 2),
    (d(f[t, i], cell[t-1, j]), S.Zero, t >= 2),
])
def test_false_equations(page, lhs, rhs, when):
    facts = when if isinstance(when, tuple) else (when,)
    assert not proved(lhs, rhs, ["cell-out"], facts)
    assert not proved(lhs, rhs, (), facts)
    assert disagreement(lhs, rhs, facts, ("lstm",)) > 1e-3


def test_the_start_does_not_move_with_its_cell(page):
    """h_0 is given, so that at t = 1 the terms through h_0 are missing."""
    formula = FORMULAS["cell-all"]
    with pytest.raises(NotProved, match="holds only when"):
        claim("wrong", formula.lhs, formula.rhs, formula.labels())
    assert proved(formula.lhs.xreplace({t: 1}), formula.lhs.xreplace({t: 1}))
    assert disagreement(d(cell[1, i], cell[0, j]), delta(i, j) * f[1, i],
                        (), ("lstm",)) < 1e-12


# what imm may be of

@pytest.mark.parametrize("top, w", [
    (cell[t, i], cell[t-2, j]), (cell[t-1, i], cell[t, j]),
    (cell[t, i], cell[k, j]), (h[t, i], cell[t+1, j])])
def test_immediate_reaches_one_step_back(top, w):
    with pytest.raises(TypeError, match="of the time before"):
        imm(top, w)


@pytest.mark.parametrize("top, w", [
    (cell[t, i], f[t-1, j]), (h[t, i], p_o[t-1, j]), (z[t, i], x[t-1, u]),
    (E[t], q[t-1, a]), (o[t, i], cell[t-1, j])])
def test_what_is_no_state_does_not_reach_the_next_step(page, top, w):
    assert proved(imm(top, w), S.Zero, when=t >= 2)
    assert disagreement(imm(top, w), S.Zero, (), ("lstm",)) == 0


def test_of_what_is_not_there_nothing_is_proved(page):
    """At t = 1 there is no f_0; of the given c_0 and h_0 one may speak."""
    assert not proved(imm(cell[t, i], f[t-1, j]), S.Zero)
    with pytest.raises(ValueError, match="f begins at time 1"):
        claim("wrong", imm(cell[t, i], f[t-1, j]), 0)
    assert proved(imm(o[t, i], cell[t-1, j]), S.Zero)


def test_immediate_of_the_network_without_gates(model):
    """There the state is all there is, and the oracle agrees."""
    claim("once", imm(h[t, i], h[t-1, j]), (1 - h[t, i]**2) * W[i, j])
    claim("same", imm(E[t], h[t-1, j]), d(E[t], h[t-1, j]))
    claim("none", imm(h[t, i], p[t-1, j]), 0, when=t >= 2)
    assert not proved(d(h[t, i], p[t-1, j]), S.Zero)


# one network a page

REFUSED = "a page has one network|not what rnnlib"


def test_two_networks_are_not_on_one_page():
    mixed = {one[0]: one for one in VANILLA[:2]}
    lay_down(formulas_lstm.DEFINITIONS)
    for label in mixed:
        with pytest.raises(ValueError, match=REFUSED):
            define(*mixed[label])
    for label, lhs, rhs in VANILLA[:2]:
        clear()
        define(label, lhs, rhs)
        for name, entry in LSTM.items():
            if lhs.base.name != name:
                with pytest.raises(ValueError, match=REFUSED):
                    define("gated", *entry)
    clear()
    define("linear", h[t, i], p[t, i])
    with pytest.raises(ValueError, match="a page has one network"):
        define("gated", *LSTM["cell"])


@pytest.mark.parametrize("name", LSTM)
def test_the_first_name_decides(name):
    clear()
    define("first", *LSTM[name])
    with pytest.raises(ValueError, match="one network"):
        define(*VANILLA[0])
    if name != "h":
        with pytest.raises(ValueError, match="not what rnnlib computes"):
            define("state", h[t, i], tanh(p[t, i]))
    for label, entry in LSTM.items():
        define(f"now-{label}", *entry)


@pytest.mark.parametrize("lhs, rhs", [
    (f[t, i], g[t, i]), (cell[t, i], f[t, i] * cell[t-1, i] + z[t, i]),
    (cell[t, i], f[t, i] * cell[t, i] + g[t, i] * z[t, i]),
    (cell[t, i], f[t, i] * h[t-1, i] + g[t, i] * z[t, i]),
    (h[t, i], o[t, i] * cell[t, i]), (h[t, i], tanh(cell[t, i])),
    (z[t, i], tanh(p_f[t, i])), (f[t, i], tanh(p_f[t, i])),
    (p_f[t, i], LSTM["p_g"][1])])
def test_definitions_hold_no_theorem(lhs, rhs):
    clear()
    with pytest.raises(ValueError, match="not what rnnlib computes"):
        define("smuggled", lhs, rhs)
    for given in (W_f[i, j], b_f[i]):
        with pytest.raises(ValueError, match="is given, not defined"):
            define("given", given, S.Zero)


def test_names_of_the_other_network_are_refused(page):
    for lhs, rhs in ((d(h[t, i], W[j, l]), S.Zero), (p[t, i], h[t, i]),
                     (d(E[t], p[t, i]), S.Zero)):
        with pytest.raises(ValueError, match="is not of this network"):
            disagreement(lhs, rhs, (), ("lstm",))
    with pytest.raises(ValueError, match="is not of this network"):
        claim("mixed", d(cell[t, i], W[j, l]), d(cell[t, i], W[j, l]))
    define(*next(one for one in VANILLA if one[0] == "orthogonal"))
    assert "W" in conditions_of(["orthogonal"])
    with pytest.raises(ValueError, match="network lstm has no condition"):
        disagreement(f[t, i], f[t, i], (), ("W", "lstm"))


def test_refuted_by_numbers(page):
    assert refute(total_one_step, path, when=t >= 2).error > 0.1


# the world

@pytest.fixture(scope="module")
def world():
    return World(SIZES, ("lstm", "y"))


def batch(world):
    """params, x, y, h_0 and c_0 as rnnlib takes them, with one sequence."""
    given, start = world.given, world.start
    return lstm_params(given), given["x"][1:, None], given["y"][1:, None], \
        start["h"][None], start["cell"][None]


def test_the_world_is_rnnlibs(world):
    """Its own formulas, and not only what it took over from rnnlib."""
    params, inputs, targets, h0, c0 = batch(world)
    run = lstm.forward(params, inputs, h0, c0)
    ours = {name: world.array(name, Run(world))[1:]
            for name in ("f", "g", "o", "z", "h", "cell", "y_hat", "E")}
    for name, want in {
            "h": run.h[1:, 0], "cell": run.c[1:, 0], "y_hat": run.y_hat[:, 0],
            **dict(zip("fgoz", run.gates[:, 0].swapaxes(0, 1),
                       strict=True))}.items():
        np.testing.assert_allclose(ours[name], want, rtol=1e-12)
    loss, _ = lstm.bptt(params, inputs, targets, h0, c0, steps=5)
    assert np.isclose(ours["E"][4], loss, rtol=1e-12)
    assert len(ours["h"]) == LAST and world.names >= NETWORK.own


def test_its_derivatives_are_those_of_bptt(world):
    _, grads = lstm.bptt(*batch(world), steps=5)
    for w, letters, want in (
            (W_o[i, j], (i, j), grads.W[2]), (W_f[i, j], (i, j), grads.W[0]),
            (b_f[i], (i,), grads.b_h[0])):
        got = table(d(E[5], w), letters, world, {})
        np.testing.assert_allclose(got, want, rtol=1e-11, atol=1e-15)


@pytest.mark.parametrize("name, time", [
    (name, time) for name in ("h", "cell", "p_o", "f", "z", "x")
    for time in (0, 1, 3) if time or name in ("h", "cell")])
def test_a_nudge_leaves_what_was_before(world, name, time):
    moved = world.nudged(name, time)
    for key in ("h", "cell", "E"):
        now = np.imag([moved.at(key, late)[0] for late in range(1, 9)])
        assert not now[:max(time - 1, 0)].any()
        assert now[time:].any()
    if time:
        cell_moves = np.imag(moved.at("cell", time)).any()
        assert cell_moves == (name not in ("h", "p_o"))
    if time == 0 and name == "cell":
        assert not np.imag(moved.at("h", 0)).any()


def test_conditions_hold_only_where_asked():
    ones = sum_over(y[t, a], a), Integer(1)
    assert disagreement(*ones, (), ("lstm",)) > 1e-3
    assert disagreement(*ones, (), ("lstm", "y")) < 1e-14
