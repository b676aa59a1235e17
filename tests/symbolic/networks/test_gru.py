"""The GRU's formulas: proved, true in rnnlib.gru, and nothing else is."""
from itertools import islice

import formulas_gru
import formulas_lstm
import numpy as np
import pytest
from corpus import DEFINITIONS as VANILLA
from corpus import lay_down
from forging import lay_out
from mutants import letters_in, mutants
from rnnlib import gru
from rnnlib.symbolic.grammar.model import (
    E,
    W,
    h,
    i,
    j,
    k,
    n_h,
    n_x,
    n_y,
    p,
    s,
    t,
)
from rnnlib.symbolic.ledger.ledger import LEDGER, clear
from rnnlib.symbolic.ledger.premises import NotProved
from rnnlib.symbolic.methods.chain_rule import backward, prove_back
from rnnlib.symbolic.methods.claims import claim, proved
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.methods.goals import Goal
from rnnlib.symbolic.networks.gru import (
    NETWORK,
    W_keep,
    W_new,
    W_r,
    b_keep,
    b_new,
    keep,
    mixed,
    new,
    p_new,
    params,
    r,
)
from rnnlib.symbolic.networks.lstm import cell, f
from rnnlib.symbolic.oracle.oracle import disagreement, sides, table
from rnnlib.symbolic.oracle.world import World
from rnnlib.symbolic.terms.functions import logistic
from rnnlib.symbolic.terms.language import d, delta, sum_over
from sympy import Integer, S, default_sort_key, tanh
from test_mutants import accepted

FORMULAS = {formula.label: formula for formula in formulas_gru.FORMULAS}
MADE = NETWORK.formulas
SIZES = {n_x: 2, n_h: 3, n_y: 2}
TIMES = {t: Integer(4), s: Integer(3), k: Integer(1)}


@pytest.fixture(scope="module")
def page_of_gru():
    lay_down(formulas_gru.DEFINITIONS)
    for formula in FORMULAS.values():
        formula.publish()
    for label, lhs, rhs, through, when in formulas_gru.BACK:
        backward(label, lhs, rhs, when=when, through=through)
    return dict(LEDGER)


@pytest.fixture
def page(page_of_gru):
    lay_out(page_of_gru)
    yield LEDGER
    clear()


@pytest.fixture(autouse=True)
def empty_ledger():
    yield
    clear()


@pytest.mark.parametrize("label", [
    *FORMULAS, *[one[0] for one in formulas_gru.BACK]])
def test_formula_is_proved_and_agrees(page, label):
    equation = page[label]
    assert equation.kind == "proof"
    assert equation.agreement < 1e-12
    assert "keep" not in equation.latex and "new" not in equation.latex


@pytest.fixture(scope="module")
def world():
    return World(SIZES, ("gru", "y"))


def wrong_ones(world, lhs, rhs, most):
    """Slips that numbers tell from the truth, spread over all of them."""
    def differs(e):
        try:
            return not np.allclose(*sides(lhs, e, world, TIMES), 1e-9, 1e-12)
        except (ValueError, TypeError, IndexError):
            return True

    found = sorted(mutants(rhs, letters_in(lhs, rhs)), key=default_sort_key)
    stride = 1 + len(found) // most
    spread = [e for n in range(stride) for e in found[n::stride]]
    return list(islice(filter(differs, spread), most))


@pytest.mark.mutants
@pytest.mark.parametrize("label", [one for one in FORMULAS
                                   if not one.startswith("credit")])
def test_wrong_right_hand_sides_are_rejected(page, world, label):
    formula = FORMULAS[label]
    bad = wrong_ones(world, formula.lhs, formula.rhs, 6)
    assert bad and [e for e in bad if accepted(formula, e)] == []


@pytest.mark.mutants
@pytest.mark.parametrize("label, lhs, rhs, through, when", formulas_gru.BACK)
def test_wrong_ways_back_are_rejected(page, world, label, lhs, rhs, through,
                                      when):
    facts = when if isinstance(when, tuple) else (when,)
    prove_back(Goal(lhs, rhs, (), facts), through)      # the right way
    bad = wrong_ones(world, lhs, rhs, 8)
    assert len(bad) == 8
    for e in bad:
        with pytest.raises((NotProved, TypeError, ValueError)):
            prove_back(Goal(lhs, e, (), facts), through)


# what other variants, and texts, have

after = sum_over(W_new[i, j] * h[t-1, j], j) * r[t, i]


@pytest.mark.parametrize("name, rhs", [
    # the convention of Chung et al. 2014: 1 - z keeps
    ("h", (1 - keep[t, i]) * h[t-1, i] + keep[t, i] * new[t, i]),
    # the reset gate behind the product, as PyTorch has it
    ("p_new", MADE["p_new"][1] - sum_over(W_new[i, j] * r[t, j] * h[t-1, j], j)
     + after),
    ("p_new", mixed(formulas_gru.U_new, W_new, b_new)),
    ("h", keep[t, i] * h[t-1, i] + new[t, i]),
    ("h", tanh(p_new[t, i])), ("r", tanh(MADE["r"][1].args[0])),
    ("keep", logistic(MADE["r"][1].args[0]))])
def test_other_variants_are_not_laid_down(name, rhs):
    with pytest.raises(ValueError, match="not what rnnlib computes"):
        define("smuggled", MADE[name][0], rhs)


@pytest.mark.parametrize("rhs", [
    delta(i, j) * keep[t, i], formulas_gru.one_step(j) - keep[t, i],
    delta(i, j) * keep[t, i] + formulas_gru.of_new * W_new[i, j] * r[t, j],
    formulas_gru.one_step(j) - formulas_gru.of_keep * W_keep[i, j]])
def test_a_path_alone_is_not_the_jacobian(page, rhs):
    assert not proved(d(h[t, i], h[t-1, j]), rhs)
    assert disagreement(d(h[t, i], h[t-1, j]), rhs, (), ("gru",)) > 1e-3


def test_a_page_has_one_network():
    lay_down(formulas_gru.DEFINITIONS)
    for definition in (*VANILLA[:2], *formulas_lstm.DEFINITIONS[:10]):
        with pytest.raises(ValueError, match="one network|not what rnnlib"):
            define(*definition)
    for other in (VANILLA[:2], formulas_lstm.DEFINITIONS[:10]):
        lay_down(other)
        for name, entry in MADE.items():
            with pytest.raises(ValueError, match="one network|not what rnn"):
                define(f"now-{name}", *entry)


@pytest.mark.parametrize("w", [W[i, j], p[t, j], f[t, j], cell[t, j]])
def test_names_of_other_networks_are_refused(page, w):
    with pytest.raises(ValueError, match="not of this network|one network"):
        claim("mixed", d(h[t, i], w), S.Zero)
    with pytest.raises(ValueError, match="not of this network|one network"):
        disagreement(d(h[t, i], w), S.Zero, (), ("gru",))


def test_its_derivatives_are_those_of_bptt(world):
    given = world.given
    _, grads = gru.bptt(params(given), given["x"][1:, None],
                        given["y"][1:, None], world.start["h"][None], steps=5)
    for w, letters, want in (
            (W_r[i, j], (i, j), grads.W[0]),
            (W_keep[i, j], (i, j), grads.W[1]),
            (W_new[i, j], (i, j), grads.W[2]),
            (b_keep[i], (i,), grads.b_h[1])):
        got = table(d(E[5], w), letters, world, {})
        np.testing.assert_allclose(got, want, rtol=1e-11, atol=1e-15)
