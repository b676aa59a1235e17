"""Equal formulas of entries have one normal form, unequal ones have two."""
import pytest
from rnnlib.checker import Refused
from rnnlib.checker.scalars import ONE, connected
from rnnlib.symbolic.grammar.grammar import NotInLanguage, check
from rnnlib.symbolic.grammar.model import (
    E,
    U,
    V,
    W,
    a,
    b,
    b_h,
    b_y,
    c,
    h,
    i,
    j,
    l,
    m,
    n_h,
    n_y,
    p,
    q,
    t,
    u,
    x,
    y,
    y_hat,
)
from rnnlib.symbolic.search.comparing import expanded, same, terms
from rnnlib.symbolic.terms.errors import NotProved
from rnnlib.symbolic.terms.functions import logistic
from rnnlib.symbolic.terms.language import SPACE, d, delta, fresh, sum_over
from sympy import Add, KroneckerDelta, Mul, S, Sum, exp, log, tanh

norm = sum_over(exp(q[t, b]), b)
EQUAL = [
    # distributed
    (b_h[i] * (b_h[j] + b_h[l]), b_h[i] * b_h[j] + b_h[i] * b_h[l]),
    ((b_h[i] + b_h[j])**2, b_h[i]**2 + 2 * b_h[i] * b_h[j] + b_h[j]**2),
    ((b_h[i] + 1)**8 - (b_h[i] + 1)**7 * (b_h[i] + 1), S.Zero),
    (sum_over(W[i, j] + W[j, i], j), sum_over(W[i, j], j) + sum_over(W[j, i],
                                                                     j)),
    (b_h[i] * sum_over(W[i, j], j), sum_over(b_h[i] * W[i, j], j)),
    (sum_over(W[i, j], j)**2, sum_over(W[i, j] * W[i, l], j, l)),
    # named
    (sum_over(W[i, j], j), sum_over(W[i, l], l)),
    (sum_over(W[i, j] * W[j, l], j, l), sum_over(W[i, l] * W[l, j], l, j)),
    (sum_over(W[i, j] * b_h[i], i, j), sum_over(W[j, i] * b_h[j], i, j)),
    (sum_over(sum_over(W[i, j], j)**2, i), sum_over(W[i, j] * W[i, l], i, j,
                                                    l)),
    (sum_over(W[i, j] * W[j, l] * W[l, i], i, j, l),
     sum_over(W[m, i] * W[i, l] * W[l, m], m, i, l)),
    (sum_over(b_h[i], i) * sum_over(b_y[a], a), sum_over(b_h[i] * b_y[a], i,
                                                         a)),
    (sum_over(exp(sum_over(W[i, j], j)), i), sum_over(exp(sum_over(W[l, m],
                                                                   m)), l)),
    # used up
    (sum_over(delta(i, j) * b_h[j], j), b_h[i]),
    (sum_over(delta(i, j) * delta(j, l), j), delta(i, l)),
    (sum_over(delta(i, j), j), S.One), (sum_over(delta(i, j), i, j), n_h),
    (delta(i, j)**2, delta(i, j)), (delta(i, j)**9, delta(i, j)),
    (delta(i, j)**3 * b_h[i], delta(i, j) * b_h[j]),
    (delta(i, j) * b_h[i], delta(i, j) * b_h[j]),
    (delta(i, j) * W[i, l], delta(i, j) * W[j, l]),
    (sum_over(S.One, i), n_h), (sum_over(S.One, i, a), n_h * n_y),
    (sum_over(b_h[j], i), n_h * b_h[j]),
    (sum_over(delta(i, j) * W[i, j], i, j), sum_over(W[i, i], i)),
    # functions
    (exp(b_h[i] + b_h[j]), exp(b_h[i]) * exp(b_h[j])),
    (exp(2 * b_h[i]), exp(b_h[i])**2), (exp(b_h[i]) * exp(-b_h[i]), S.One),
    (exp(sum_over(b_h[i] + b_h[i], i)), exp(2 * sum_over(b_h[i], i))),
    (tanh(b_h[i] * (1 + b_h[i])), tanh(b_h[i] + b_h[i]**2)),
    (logistic(b_h[i]), (1 + tanh(b_h[i] / 2)) / 2),
    (1 / sum_over(W[i, j] + b_h[j], j),
     1 / (sum_over(W[i, l], l) + sum_over(b_h[l], l))),
    (1 / (b_h[i] * exp(b_h[j])), exp(-b_h[j]) / b_h[i]),
    (exp(q[t, a]) / norm * norm, exp(q[t, a])),
    # logarithms
    (log(exp(b_h[i])), b_h[i]), (log(exp(b_h[i]) * y_hat[t, a]),
                                 b_h[i] + log(y_hat[t, a])),
    (log(y_hat[t, a]**2), 2 * log(y_hat[t, a])),
    (log(y_hat[t, a] / norm), log(y_hat[t, a]) - log(norm)),
    (log(y_hat[t, a] * (1 + y_hat[t, a])),
     log(y_hat[t, a] + y_hat[t, a]**2)),
    # derivatives
    (d(h[t, i] * (1 + h[t, i]), h[t, i]),
     d(h[t, i] + h[t, i]**2, h[t, i])),
    (sum_over(d(h[t, i], W[j, l]), i), sum_over(d(h[t, m], W[j, l]), m)),
]
UNEQUAL = [
    (b_h[i] * b_h[j], b_h[i] + b_h[j]), (W[i, j], W[j, i]),
    (sum_over(W[i, j], j), sum_over(W[j, i], j)), (sum_over(b_h[i], i),
                                                   b_h[i]),
    (sum_over(W[i, j] * W[j, l], j), sum_over(W[i, j] * W[l, j], j)),
    (sum_over(b_h[i], i)**2, sum_over(b_h[i]**2, i)),
    (sum_over(W[i, j] * W[i, j], i, j), sum_over(W[i, j] * W[j, i], i, j)),
    (sum_over(delta(i, j) * b_h[j], j), b_h[j]), (delta(i, j), S.One),
    (delta(i, j) * b_h[i], b_h[i]), (delta(i, j) * b_h[l],
                                     delta(i, j) * b_h[i]),
    (sum_over(S.One, i), S.One), (sum_over(S.One, i), n_y),
    (exp(b_h[i] * b_h[j]), exp(b_h[i]) * exp(b_h[j])),
    (log(y_hat[t, a] + y_hat[t, b]), log(y_hat[t, a]) + log(y_hat[t, b])),
    (tanh(b_h[i] + b_h[j]), tanh(b_h[i]) + tanh(b_h[j])),
    (logistic(b_h[i]), tanh(b_h[i])), (1 / b_h[i], b_h[i]),
    (1 / (b_h[i] + b_h[j]), 1 / b_h[i] + 1 / b_h[j]),
    (d(h[t, i], p[t, i]), d(p[t, i], h[t, i])),
    (d(h[t, i], p[t, j]), d(q[t, a], p[t, j])),
    (sum_over(W[i, j] * W[j, l] * W[l, i], i, j, l),
     sum_over(W[i, j] * W[j, l] * W[i, l], i, j, l)),
    (d(h[t, i], p[t, i]), d(h[t, i], p[t, j])),
    (sum_over(exp(sum_over(W[i, j], j)), i), sum_over(exp(sum_over(W[j, i],
                                                                   j)), i)),
    (sum_over(sum_over(W[i, j], j)**2, i), sum_over(sum_over(W[j, i], j)**2,
                                                    i)),
    (sum_over(U[i, u] * x[t, u], u), sum_over(U[i, u] * x[t - 1, u], u)),
    (sum_over(V[a, i] * b_h[i], i), sum_over(V[b, i] * b_h[i], i)),
]


@pytest.mark.parametrize("one, other", EQUAL)
def test_equal(one, other):
    assert same(one, other) and same(one - other, S.Zero)
    assert expanded(one) == expanded(other)
    assert expanded(expanded(one)) == expanded(one)


@pytest.mark.parametrize("one, other", UNEQUAL)
def test_unequal(one, other):
    assert not same(one, other) and not same(one - other, S.Zero)
    assert expanded(one) != expanded(other)


def test_forms():
    """Letters are named by where they stand: how deep, and which one."""
    (v,) = expanded(sum_over(W[i, j], j)).variables
    assert v.name == "_i_0_0" and SPACE[v] == n_h and v.is_integer
    nested = expanded(sum_over(exp(sum_over(W[i, j], j)), i))
    assert [{v.name for v in one.variables} for one in sorted(
        nested.atoms(Sum), key=str)] == [{"_i_1_0"}, {"_i_0_0"}] or [
        {v.name for v in one.variables} for one in sorted(
            nested.atoms(Sum), key=str)] == [{"_i_0_0"}, {"_i_1_0"}]
    two = expanded(sum_over(W[i, j] * W[j, i] * b_h[i], i, j))
    assert {v.name for v in two.variables} == {"_i_0_0", "_i_0_1"}
    assert {limits[1:] for limits in two.limits} == {(0, n_h - 1)}
    apart = expanded(sum_over(b_h[i] * b_y[a], i, a))
    assert apart.is_Mul and len(apart.atoms(Sum)) == 2


def test_powers_are_multiplied_out():
    assert expanded((b_h[i] + b_h[j])**9).is_Add
    assert expanded((b_h[i] + b_h[j])**-2).is_Pow
    assert expanded((b_h[i] + b_h[j])**S.Half).is_Pow
    assert expanded((b_h[i] * b_h[j])**S.Half) == (b_h[i] * b_h[j])**S.Half


@pytest.mark.parametrize("power", range(1, 6))
def test_each_factor_of_a_power_has_letters_of_its_own(power):
    """(sum_i b_i)^n is no sum of b_i^n, but for n = 1."""
    whole = sum_over(b_h[i], i)**power
    assert same(whole, sum_over(b_h[i]**power, i)) == (power == 1)
    letters = [fresh(j) for _ in range(power)]
    assert same(whole, sum_over(Mul(*[b_h[v] for v in letters]), *letters))
    both = (sum_over(W[i, j], j) + sum_over(b_y[a], a))**power
    once = sum_over(W[i, j], j) + sum_over(b_y[a], a)
    assert same(both, Mul(*[once] * power, evaluate=False))
    assert not same(both, sum_over(W[i, j]**power, j) + sum_over(
        b_y[a]**power, a)) or power == 1


def test_sums_of_a_different_make():
    """The checker reads a sum over all of a size, and no other one."""
    for limits in ((i, 0, n_h), (i, 1, n_h - 1), (i, 0, n_y - 1)):
        with pytest.raises(NotInLanguage, match="not made by sum_o"):
            check(Sum(b_h[i], limits))
    v = fresh(i)
    assert same(Sum(b_h[v], (v, 0, n_h - 1)), sum_over(b_h[i], i))
    with pytest.raises(TypeError, match="a sum over a whole size"):
        expanded(Sum(b_h[v], (v, 0, n_h - 2)))


@pytest.mark.parametrize("spike", [
    KroneckerDelta(i, a), KroneckerDelta(i, 2), KroneckerDelta(i, j + 1)])
def test_deltas_of_a_different_make(spike):
    with pytest.raises(NotProved, match="no index|letter"):
        expanded(spike * b_h[i])


def test_products_of_sums_that_are_long():
    long = Add(*[Mul(b_h[i]**n, b_y[a]**m) for n in range(1, 13)
                 for m in range(1, 13)])
    with pytest.raises(NotProved, match="too long for the prover: a product "
                       "of too many terms"):
        expanded(long * long.xreplace({b_h[i]: b_h[j]}))


def test_logarithms_of_what_may_be_negative_are_no_formulas():
    for e in (b_h[i], y_hat[t, a] - 1, y_hat[t, a] * b_h[i], -exp(b_h[i])):
        with pytest.raises(Refused, match="may be 0 or negative"):
            terms(log(e))
    assert expanded(log(y_hat[t, a] + exp(b_h[i]))) == log(
        y_hat[t, a] + exp(b_h[i]))
    assert expanded(log(y_hat[t, a]**3)) == 3 * log(y_hat[t, a])


def test_what_is_connected():
    groups = connected(("v", "w", "r"), (
        (("W", "v", "w"), ONE), (("b_h", "v"), ONE), (("b_h", "r"), ONE)))
    assert sorted((len(one), len(factors)) for one, factors in groups) == [
        (1, 1), (2, 2)]
    assert connected(("v",), ()) == [({"v"}, [])]


def test_softmax():
    """The book's first sums: rows of the Jacobian sum to 0."""
    soft = exp(q[t, a]) / norm
    assert same(sum_over(soft, a), S.One)
    assert same(sum_over(soft * (delta(a, c) - exp(q[t, c]) / norm), a),
                S.Zero)
    assert not same(sum_over(soft, a), S(2))
    assert not same(-sum_over(y[t, a] * log(y_hat[t, a]), a), E[t])
