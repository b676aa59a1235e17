"""A premise replaces a product where it fits, and nowhere else."""
import pytest
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import T, W, h, i, j, k, s, t
from rnnlib.symbolic.products.rules import (
    Rule,
    all_times,
    merged,
    time_between,
    times_between,
    times_in,
)
from rnnlib.symbolic.terms.language import Order
from rnnlib.symbolic.terms.products import falling, over_time, rising
from sympy import S, Symbol

BEGUN = Order((1, t), (0, k), (0, s))
JACOBIAN = Rule((mat.J(t),), mat.D(t) * mat.W)
STEP = Rule((mat.P(t, k),), mat.J(t) * mat.P(t-1, k), ((k + 1, t),))
COMPOSED = Rule((mat.P(t, s), mat.P(s, k)), mat.P(t, k))
CHAIN = falling(mat.J(s), s, t, k + 1)


def test_a_rule_speaks_of_all_times():
    assert JACOBIAN.applied((mat.J(t),), BEGUN) == mat.D(t) * mat.W
    assert JACOBIAN.applied((mat.J(k+1),), BEGUN) == mat.D(k+1) * mat.W
    assert JACOBIAN.applied((mat.J(S(3)),), Order()) == mat.D(3) * mat.W


@pytest.mark.parametrize("time", [k, s, S.Zero, t - 1, k + 1])
def test_a_time_must_have_begun(time):
    """J_t = D_t W speaks of t = 1, 2, ...: not of a time that may be 0."""
    known = Order((1, t), (0, s))
    assert JACOBIAN.applied((mat.J(time),), known) is None


def test_a_time_of_the_right_side_must_have_begun():
    rule = Rule((mat.W,), mat.J(t) * mat.P(s, 0))
    assert rule.applied((mat.W,), Order((0, s))) is None
    assert rule.applied((mat.W,), Order((1, t))) is None
    assert rule.applied((mat.W,), BEGUN) == rule.rhs


def test_facts_must_hold_at_the_times_in_question():
    there = mat.P(k, s),
    for known in (Order(), BEGUN, Order((1, k), (0, s), (s, k)),
                  Order((1, k), (0, s), (k + 1, s))):
        assert STEP.applied(there, known) is None
    assert STEP.applied(there, Order((1, k), (0, s), (s + 1, k))) == \
        mat.J(k) * mat.P(k-1, s)


def test_facts_may_be_about_numbers():
    rule = Rule((mat.h(k),), mat.h(0), ((k, 0), (0, k)))
    assert rule.applied((mat.h(s),), Order((0, s))) is None
    assert rule.applied((mat.h(s),), Order((0, s), (s, 0))) == mat.h(0)
    late = Rule((mat.h(k),), mat.h(0), ((2, 1),))
    assert late.applied((mat.h(s),), BEGUN) is None


@pytest.mark.parametrize("factors", [
    (), (mat.J(t), mat.W), (mat.D(t),), (mat.J(t).T,), (mat.W,),
    (CHAIN,), (over_time(mat.J(s), s, 1, t),)])
def test_another_product_is_not_replaced(factors):
    assert JACOBIAN.applied(factors, BEGUN) is None


def test_the_first_factors_alone_are_not_enough():
    rule = Rule((mat.D(t), mat.W), mat.J(t))
    assert rule.applied((mat.D(t),), BEGUN) is None
    assert rule.applied((mat.W, mat.D(t)), BEGUN) is None
    assert rule.applied((mat.D(t), mat.V), BEGUN) is None
    assert rule.applied((mat.D(t), mat.W), BEGUN) == mat.J(t)


def test_one_time_has_one_meaning():
    known = Order((1, t), (0, k), (0, s))
    assert COMPOSED.applied((mat.P(t, s), mat.P(s, 0)), known) == mat.P(t, 0)
    assert COMPOSED.applied((mat.P(t, s), mat.P(k, 0)), known) is None
    assert COMPOSED.applied((mat.P(t, s), mat.P(s+1, 0)), known) is None


def test_transposes_fit_transposes():
    assert times_between(mat.J(t).T, mat.J(k).T) == {t: k}
    assert times_between(mat.J(t).T, mat.J(t)) is None
    assert times_between(mat.J(t), mat.J(t).T) is None
    assert times_between(mat.J(t).T, mat.D(t).T) is None
    assert times_between(mat.J(t).T, CHAIN) is None
    assert times_between(mat.W.T, mat.W.T) == {}
    assert times_between(mat.W.T, mat.V.T) is None


@pytest.mark.parametrize("pattern, there, found", [
    (mat.G(t, 0), mat.G(k, 0), {t: k}), (mat.G(t, 0), mat.G(k, s), None),
    (mat.G(t, 0), mat.G(k, 1), None), (mat.G(T, k), mat.G(T, s), {k: s}),
    (mat.G(T, k), mat.G(t, k), None), (mat.G(t, t), mat.G(s, s), {t: s}),
    (mat.G(t, t), mat.G(t, s), None), (mat.G(t, k), mat.P(t, k), None),
    (mat.G(t, k), mat.G(t, k), {t: t, k: k}),
    (mat.P(t, t-1), mat.P(s, k), None), (mat.P(t, t-1), mat.P(s, s-1), {t: s}),
    (mat.W, mat.W, {}), (mat.W, mat.U, None), (mat.W, CHAIN, None)])
def test_times_between_matrices(pattern, there, found):
    assert times_between(pattern, there) == found


@pytest.mark.parametrize("pattern, time, found", [
    (t, k, {t: k}), (t + 1, k, {t: k - 1}), (t - 2, k + 1, {t: k + 3}),
    (t + 1, S(3), {t: S(2)}), (S(2), S(2), {}), (S(2), S(3), None),
    (S(2), t, None), (T, T, {}), (T, t, None), (T - 1, T - 1, {}),
    (T - 1, T, None), (S.Zero, S.Zero, {})])
def test_the_time_of_which_a_pattern_speaks(pattern, time, found):
    assert time_between(pattern, time) == found


def test_a_product_over_time_fits_at_its_own_times_only():
    assert times_between(CHAIN, CHAIN) == {t: t, k: k}
    assert times_between(CHAIN, rising(mat.J(s), s, k + 1, t)) is None
    assert times_between(CHAIN, falling(mat.J(s), s, t, k + 2)) is None
    assert times_between(CHAIN, falling(mat.D(s), s, t, k + 1)) is None
    assert times_between(CHAIN, mat.J(t)) is None


def test_what_is_bound_has_no_name_that_counts():
    sums = [over_time(mat.J(v), v, 1, t) for v in (k, s)]
    assert times_between(*sums) == {t: t}
    later = over_time(mat.J(s), s, 1, t + 1)
    assert times_between(sums[0], later) is None


def test_times_of_a_product_over_time_stay_for_the_others():
    assert all_times((CHAIN, mat.P(k, 0)), (CHAIN, mat.P(k, 0))) == {
        t: t, k: k}
    assert all_times((CHAIN, mat.P(k, 0)), (CHAIN, mat.P(s, 0))) is None


def test_times_that_can_be_chosen():
    assert times_in(mat.P(t, k) * mat.G(T, 0)) == {t, k}
    assert times_in(W[i, j] * h[s, j]) == {s}
    assert times_in(CHAIN) == {t, k}
    assert times_in(1) == set()


def test_merging():
    A, B = Symbol("A"), Symbol("B")
    assert merged([]) == {}
    assert merged([{A: 1}, {B: 2}, {A: 1}]) == {A: 1, B: 2}
    assert merged([{A: 1}, {B: 1, A: 2}]) is None
    assert merged([{A: 1}, None]) is None
    assert merged([None]) is None
