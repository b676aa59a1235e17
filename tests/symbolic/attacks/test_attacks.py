"""No door lets a false statement in, and none refutes a true one.

Some attacks are tried each time; `make attack` tries thousands. The tests
of `exactly`, which judges them, come first.
"""
import random

import attacks
import formulas_lstm
import pytest
from attack_pages import open_page, roots_of_page
from corpus import COPIES, FORMULAS
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import (
    C,
    E,
    N,
    W,
    a,
    b,
    gain,
    gamma,
    h,
    i,
    j,
    k,
    n_h,
    p,
    q,
    sigma,
    t,
    u,
    x,
    y,
)
from rnnlib.symbolic.ledger.ledger import LEDGER, clear
from rnnlib.symbolic.methods.conditions import conditions_of
from rnnlib.symbolic.terms.language import d, delta, imm, sum_over
from rnnlib.symbolic.terms.products import falling
from sympy import S, log, sqrt

BLOCK = 45                    # attacks in a test


@pytest.fixture(autouse=True)
def empty_ledger():
    yield
    clear()


def found(lhs, rhs, facts=(), conditions=(), sign="="):
    return attacks.differs(lhs, S(rhs), facts, conditions, sign,
                           random.Random(5))


@pytest.mark.parametrize(("page", "formulas"), [
    ("main", FORMULAS), ("copies", COPIES),
    ("lstm", formulas_lstm.FORMULAS[:20])])
def test_what_was_proved_is_so_in_40_digits(page, formulas):
    """An evaluator that shares nothing with the oracle agrees with it."""
    open_page(page)
    for one in formulas:
        known = conditions_of([one.label, *roots_of_page()])
        assert found(one.lhs, one.rhs, LEDGER[one.label].facts,
                     known) is None, one.label


@pytest.mark.parametrize(("lhs", "rhs", "facts", "conditions", "sign"), [
    (mat.J(t), mat.W * mat.D(t), (), (), "="),
    ((n_h - 3) * (n_h - 4) * h[t, i], 0, (), (), "="),
    ((t - 1) * (t - 2) * (t - 3) * h[t, i], 0, (), (), "="),
    (10 * gain * h[t, i], 9 * h[t, i], (), (), "="),
    (mat.P(t, k), mat.J(t) * mat.P(t - 1, k), (k <= t, 1 <= k), (), "="),
    (sum_over(y[t, a], a), 1, (), (), "="),
    (mat.W * mat.W.T, gain**2, (), (), "="),
    (mat.D(t)**2 - mat.K(0), gamma**2, (), ("slopes",), r"\preceq"),
    (mat.D(t)**2, 0, (), (), r"\preceq"),
    (d(h[t, i], W[i, j]), imm(h[t, i], W[i, j]), (t >= 2,), (), "="),
    (d(E[t], E[t]), 0, (), (), "="),
    (d(N[t], C[t, i, j]), 1, (), ("untied",), "="),
])
def test_the_judge_of_attacks_sees_what_is_false(lhs, rhs, facts, conditions,
                                                 sign):
    assert found(lhs, rhs, facts, conditions, sign)


@pytest.mark.parametrize(("lhs", "rhs", "facts", "conditions", "sign"), [
    (d(h[t - 2, i], h[t, j]), 0, (), (), "="),
    (mat.P(t, t - 2), mat.J(t) * mat.J(t - 1), (t >= 2,), (), "="),
    (sum_over(y[t, a], a), 1, (), ("y",), "="),
    (mat.W * mat.W.T, gain**2, (), ("W",), "="),
    (mat.D(t)**2, gamma**2, (), ("slopes",), r"\preceq"),
    (mat.J(t), mat.W, (), ("linear",), "="),
    (d(N[t], C[t, i, j]), 0, (), ("untied",), "="),
    (mat.Q * mat.Lam * mat.Q_inv, mat.W, (), ("eigen",), "="),
    (mat.J(t) * mat.F(t - 1), mat.F(t) * mat.R(t), (), ("qr",), "="),
    (mat.F(k) * mat.F(k).T, 1, (), ("qr_frame",), "="),
    (mat.W * mat.W.T, sigma**2
     - mat.S * mat.S.T, (), ("norm",), "="),
    (d(E[t], E[t]), 1, (), (), "="),
    (falling(mat.J(k), k, t, t), mat.J(t), (), (), "="),
])
def test_the_judge_of_attacks_lets_pass_what_is_true(lhs, rhs, facts,
                                                     conditions, sign):
    assert found(lhs, rhs, facts, conditions, sign) is None


@pytest.mark.parametrize(("lhs", "facts"), [
    (log(-gain), ()), (h[t, i], (k < t, t < k)), (mat.P(t - 5, k), ()),
    (x[0, u], ()), (sqrt(-gain), ())])
def test_what_has_no_number_has_no_verdict(lhs, facts):
    assert found(lhs, lhs, facts) is False


def test_a_root_of_0_has_a_value_and_no_slope():
    assert attacks.exactly.Dual(0).power(S.Half).value == 0
    with pytest.raises(attacks.exactly.NoNumber, match="a slope"):
        attacks.exactly.Dual(0, 1).power(S.Half)


def test_a_false_refutation_is_a_fault_too():
    open_page("main")
    true = "refuted", d(q[t, a], q[t, b]), delta(a, b), (), (), "="
    assert "true, but refuted" in attacks.fault(true, random.Random(1))
    false = "accepted", h[t, i], p[t, i], (), (), "="
    assert "false at" in attacks.fault(false, random.Random(1))


@pytest.mark.mutants
@pytest.mark.parametrize("block", range(8))
def test_no_attack_succeeds(block):
    outcomes, faults = attacks.run(range(BLOCK * block, BLOCK * block + BLOCK))
    assert faults == []
    assert sum(outcomes.values()) == BLOCK


def test_attacks_come_near():
    """Some of what is tried is true, or the attacks would show nothing."""
    outcomes, _ = attacks.run(range(1000, 1000 + BLOCK))
    kinds = {outcome for _, outcome in outcomes}
    assert {"accepted", "refused", "open"} <= kinds
