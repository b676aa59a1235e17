"""A premise replaces a product where it fits, and nowhere else."""
import pytest
from reckoning import Refused, assumed, found, put_in
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import T, k, s, t
from rnnlib.symbolic.search.comparing import expanded
from rnnlib.symbolic.terms.products import falling, over_time, rising
from sympy import S

BEGUN = 0 <= k, 0 <= s
JACOBIAN = assumed("jacobian", mat.J(t), mat.D(t) * mat.W)
STEP = assumed("step", mat.P(t, k), mat.J(t) * mat.P(t-1, k), k + 1 <= t)
COMPOSED = assumed("composed", mat.P(t, s) * mat.P(s, k), mat.P(t, k))
CHAIN = falling(mat.J(s), s, t, k + 1)


def test_a_premise_speaks_of_all_times():
    assert put_in(JACOBIAN, mat.J(t), {}) == mat.D(t) * mat.W
    assert put_in(JACOBIAN, mat.J(k+1), {t: k + 1}) == mat.D(k+1) * mat.W
    assert put_in(JACOBIAN, mat.J(S(3)), {t: S(3)}) == mat.D(3) * mat.W
    assert put_in(JACOBIAN, mat.J(S(3)), {}) is None


@pytest.mark.parametrize("time", [k, s, S.Zero, t - 1])
def test_a_time_must_have_begun(time):
    """J_t = D_t W speaks of t = 1, 2, ...: not of a time that may be 0."""
    assert put_in(JACOBIAN, mat.J(time), {t: time}, *BEGUN) is None
    assert found([JACOBIAN], mat.J(time), *BEGUN) == mat.J(time)
    if time.free_symbols:
        assert put_in(JACOBIAN, mat.J(time), {t: time}, 1 <= time) \
            == mat.D(time) * mat.W


def test_a_time_of_the_right_side_must_have_begun():
    rule = assumed("made", mat.W, mat.J(t) * mat.P(s, 0))
    assert put_in(rule, mat.W, {}, 0 <= s) is None
    assert put_in(rule, mat.W, {}, 1 <= t) is None
    assert put_in(rule, mat.W, {}, 0 <= s, 1 <= t) == mat.J(t) * mat.P(s, 0)


def test_facts_must_hold_at_the_times_in_question():
    at = {t: k, k: s}
    for known in ((), BEGUN, (1 <= k, s <= k), (1 <= k, k < s)):
        assert put_in(STEP, mat.P(k, s), at, *known) is None
        assert found([STEP], mat.P(k, s), *known) == mat.P(k, s)
    assert put_in(STEP, mat.P(k, s), at, s < k) == mat.J(k) * mat.P(k-1, s)


def test_facts_may_be_about_numbers():
    rule = assumed("first", mat.h(k), mat.h(0), k <= 0)
    assert put_in(rule, mat.h(s), {k: s}) is None
    assert put_in(rule, mat.h(s), {k: s}, s <= 0) == mat.h(0)
    late = assumed("late", mat.h(k), mat.h(0), 2 <= k)
    assert put_in(late, mat.h(s), {k: s}, 1 <= s) is None


@pytest.mark.parametrize("e", [
    mat.D(t), mat.D(t).T, mat.W, CHAIN, over_time(mat.D(s), s, 1, t),
    mat.P(t, t-1)])
def test_another_product_is_not_replaced(e):
    assert put_in(JACOBIAN, e, {}) is None
    assert found([JACOBIAN], e) == expanded(e)


def test_a_sum_is_entered_and_a_product_over_time_is_not():
    e = over_time(mat.J(s), s, 1, t)
    assert put_in(JACOBIAN, e, {t: s}) == expanded(
        over_time(mat.D(s) * mat.W, s, 1, t))
    assert put_in(JACOBIAN, over_time(mat.J(s), s, 0, t), {t: s}) is None
    assert put_in(JACOBIAN, CHAIN, {t: s}) is None


def test_the_first_factors_alone_are_not_enough():
    rule = assumed("made", mat.D(t) * mat.W, mat.J(t))
    for e in (mat.D(t), mat.W * mat.D(t), mat.D(t) * mat.V.T):
        assert put_in(rule, e, {}) is None
    assert put_in(rule, mat.D(t) * mat.W, {}) == mat.J(t)


def test_one_time_has_one_meaning():
    at = {t: t, s: s, k: 0}
    assert put_in(COMPOSED, mat.P(t, s) * mat.P(s, 0), at) == mat.P(t, 0)
    for other in (mat.P(k, 0), mat.P(s+1, 0), mat.P(s, 1)):
        assert put_in(COMPOSED, mat.P(t, s) * other, at) is None
        assert found([COMPOSED], mat.P(t, s) * other) == mat.P(t, s) * other \
            or other == mat.P(s, 1)


def test_both_sides_may_be_turned():
    at = {t: k + 1}
    for turned in ({}, {"turned": 1}):
        assert put_in(JACOBIAN, mat.J(k+1).T, {**at, **turned}) \
            == mat.W.T * mat.D(k+1).T
    assert put_in(JACOBIAN, mat.J(k+1), {**at, "turned": 1}) is None
    assert put_in(JACOBIAN, CHAIN, {"turned": 1}) is None


@pytest.mark.parametrize("pattern, there, fits", [
    (mat.G(t, 0), mat.G(k, 0), True), (mat.G(t, 0), mat.G(k, s), False),
    (mat.G(t, 0), mat.G(k, 1), False), (mat.G(T, k), mat.G(T, s), True),
    (mat.G(T, k), mat.G(t, k), False), (mat.G(t, t), mat.G(s, s), True),
    (mat.G(t, t), mat.G(t, s), False), (mat.G(t, k), mat.P(t, k), False),
    (mat.G(t, k), mat.G(t, k), True), (mat.P(t, t-1), mat.P(s, k), False),
    (mat.P(t, t-1), mat.P(s, s-1), True), (mat.W, mat.W, True),
    (mat.W, mat.U, False), (mat.W, CHAIN, False),
    (mat.J(t+1), mat.J(k), True), (mat.J(t-2), mat.J(k+1), True),
    (mat.J(t+1), mat.J(S(3)), True), (mat.J(S(2)), mat.J(S(2)), True),
    (mat.J(S(2)), mat.J(S(3)), False), (mat.J(S(2)), mat.J(t), False),
    (mat.J(T), mat.J(T), True), (mat.J(T), mat.J(t), False),
    (mat.J(T-1), mat.J(T-1), True), (mat.J(T-1), mat.J(T), False)])
def test_the_times_of_which_a_premise_speaks(pattern, there, fits):
    rule = assumed("rule", pattern, mat.b_h)
    known = 9 <= t, 9 <= k, 9 <= s
    assert found([rule], there, *known) == (
        mat.b_h if fits else expanded(there, known))


def test_a_number_is_its_own_transpose():
    rule = assumed("start", mat.P(k, k), S.One)
    assert put_in(rule, mat.W * mat.P(k, k).T, {}) == mat.W


def test_the_last_step_is_no_time_to_choose():
    rule = assumed("last", mat.G(T, k), mat.W)
    for at in ({T: t}, {T: T}, {k: T, T: k}):
        with pytest.raises(Refused, match="T is the last step"):
            put_in(rule, mat.G(t, k), at)
    with pytest.raises(Refused, match="letters it has not"):
        put_in(rule, mat.G(T, k), {s: k})


def test_a_product_over_time_fits_at_its_own_times_only():
    rule = assumed("product", CHAIN, mat.P(t, k), k <= t)
    assert put_in(rule, CHAIN, {}, k <= t) == mat.P(t, k)
    for other in (rising(mat.J(s), s, k + 1, t), falling(mat.J(s), s, t, k+2),
                  falling(mat.D(s), s, t, k + 1), mat.J(t)):
        assert put_in(rule, other, {}, k <= t) is None
        assert found([rule], other, k <= t) == expanded(other, (k <= t,))


def test_what_is_bound_has_no_name_that_counts():
    first, second = [over_time(mat.D(v), v, 1, t) for v in (k, s)]
    rule = assumed("sum", first, mat.W)
    assert put_in(rule, second, {}) == mat.W
    assert put_in(rule, over_time(mat.D(s), s, 1, t + 1), {}) is None
