"""Equal index expressions have one canonical form, unequal ones have two."""
import pytest
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
from rnnlib.symbolic.indices.canonical import (
    bound_name,
    canonical,
    connected,
    is_zero,
    log_of_positive,
    terms,
)
from rnnlib.symbolic.terms.errors import NotProved
from rnnlib.symbolic.terms.functions import logistic
from rnnlib.symbolic.terms.language import SPACE, d, delta, fresh, sum_over
from sympy import Add, KroneckerDelta, Mul, S, Sum, Symbol, exp, log, tanh

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
    assert canonical(one) == canonical(other)
    assert is_zero(one - other)
    assert canonical(canonical(one)) == canonical(one)


@pytest.mark.parametrize("one, other", UNEQUAL)
def test_unequal(one, other):
    assert canonical(one) != canonical(other)
    assert not is_zero(one - other)


def test_forms():
    assert canonical(sum_over(W[i, j], j)).variables[0].name == "_n_h_1_0"
    nested = canonical(sum_over(exp(sum_over(W[i, j], j)), i))
    assert nested.variables[0].name == "_n_h_2_0"
    two = canonical(sum_over(W[i, j] * W[j, i] * b_h[i], i, j))
    assert {v.name for v in two.variables} == {"_n_h_1_0", "_n_h_1_1"}
    assert all(limits == (v, 0, n_h - 1) for limits, v in zip(
        two.limits, two.variables, strict=False))
    apart = canonical(sum_over(b_h[i] * b_y[a], i, a))
    assert apart.is_Mul and len(apart.atoms(Sum)) == 2
    index = bound_name(n_y, 3, 2)
    assert SPACE[index] == n_y and index.is_integer
    assert index.name == "_n_y_3_2"


def test_powers_up_to_8_are_multiplied_out():
    assert canonical((b_h[i] + b_h[j])**8).is_Add
    assert canonical((b_h[i] + b_h[j])**9).is_Pow
    assert canonical((b_h[i] + b_h[j])**-2).is_Pow
    assert canonical((b_h[i] + b_h[j])**S.Half).is_Pow
    assert canonical((b_h[i] * b_h[j])**S.Half) == (b_h[i] * b_h[j])**S.Half


def test_sums_of_a_different_make():
    for limits in ((i, 0, n_h), (i, 1, n_h - 1), (i, 0, n_y - 1),
                   (Symbol("i"), 0, n_h - 1), (i, 0, n_h - 1)):
        with pytest.raises(TypeError, match=r"not made by sum_over\(f, ind"):
            canonical(Sum(b_h[i], limits))
    v = fresh(i)
    assert canonical(Sum(b_h[v], (v, 0, n_h - 1))) == canonical(
        sum_over(b_h[i], i))
    with pytest.raises(TypeError, match="was not made"):
        canonical(Sum(b_h[v], (v, 0, n_h - 2)))


@pytest.mark.parametrize("spike", [
    KroneckerDelta(i, a), KroneckerDelta(i, 2), KroneckerDelta(i, j + 1)])
def test_deltas_of_a_different_make(spike):
    with pytest.raises(TypeError, match="mixes ranges or fixes an index: use "
                       r"delta\(a, b\) with two indices over one range$"):
        canonical(spike * b_h[i])


def test_products_of_sums_that_are_long():
    long = Add(*[Mul(b_h[i]**n, b_y[a]**m) for n in range(1, 13)
                 for m in range(1, 13)])
    with pytest.raises(NotProved, match="a product of sums has 20736 terms"):
        canonical(long * long.xreplace({b_h[i]: b_h[j]}))


def test_terms_are_factors_and_what_they_bind():
    (factors, bound), = terms(sum_over(b_h[i] * b_y[b], i))
    assert Mul(*factors).has(b_y[b]) and len(bound) == 1
    assert terms(log(y_hat[t, a] + b_h[i])) == [
        ([log(y_hat[t, a] + b_h[i])], [])]
    assert log_of_positive(y_hat[t, a]) == [([log(y_hat[t, a])], [])]
    assert log_of_positive(y_hat[t, a]**3) == [([3, log(y_hat[t, a])], [])]


def test_what_is_connected():
    v, w, r = fresh(i), fresh(j), fresh(l)
    groups = connected([W[v, w], b_h[v], b_h[r]], [v, w, r])
    assert sorted((len(one), len(factors)) for one, factors in groups) == [
        (1, 1), (2, 2)]
    assert connected([], [v]) == [({v}, [])]


def test_softmax():
    """The book's first sums: rows of the Jacobian sum to 0."""
    soft = exp(q[t, a]) / norm
    assert is_zero(sum_over(soft, a) - 1)
    assert is_zero(sum_over(soft * (delta(a, c) - exp(q[t, c]) / norm), a))
    assert not is_zero(sum_over(soft, a) - 2)
    assert not is_zero(-sum_over(y[t, a] * log(y_hat[t, a]), a) - E[t])
