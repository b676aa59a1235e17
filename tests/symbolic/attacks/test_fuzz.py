"""Random expressions: every normal form keeps the value, and the derivative.

The numbers come from a small evaluator written here, on arrays that are not
those of a network: only the algebra is under test.
"""
from functools import reduce
from itertools import product

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from reckoning import Refused, assumed, found, peeled, term
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import W, b_h, i, j, l, m, n_h, s, t
from rnnlib.symbolic.networks.lstm import W_f
from rnnlib.symbolic.search.comparing import expanded, same, unfolded
from rnnlib.symbolic.terms.errors import NotProved
from rnnlib.symbolic.terms.language import TIME, d, delta, idx, sum_over
from rnnlib.symbolic.terms.products import (
    Matrix,
    ProductOverTime,
    SumOverTime,
    falling,
    over_time,
    rising,
    transpose,
)
from sympy import Integer, KroneckerDelta, Sum, Symbol, exp, log, tanh
from sympy.tensor.indexed import Indexed

few = settings(max_examples=25,
               suppress_health_check=list(HealthCheck))
LETTERS = (i, j, l)
letters = st.sampled_from(LETTERS)


@st.composite
def leaves(draw):
    first, second = draw(letters), draw(letters)
    return draw(st.sampled_from(
        [W[first, second], W_f[first, second], b_h[first],
         delta(first, second), Integer(2), Integer(-1), n_h]))


def grow(parts):
    """Bigger expressions from smaller ones; sums capture-prone on purpose."""
    return st.one_of(
        st.tuples(parts, parts).map(lambda p: p[0] + p[1]),
        st.tuples(parts, parts).map(lambda p: p[0] * p[1]),
        st.tuples(parts, letters).map(lambda p: sum_over(*p)),
        st.tuples(parts, letters, letters).map(lambda p: sum_over(*p)),
        parts.map(lambda e: e**2),
        parts.map(lambda e: exp(tanh(e))),
        parts.map(tanh),
        parts.map(lambda e: log(exp(tanh(e)) * 3)),
        parts.map(lambda e: 1 / (2 + tanh(e)**2)))


expressions = st.recursive(leaves(), grow, max_leaves=5)
small = st.recursive(leaves(), grow, max_leaves=3)       # to be multiplied


def number(e, arrays, env):
    """The number that e has; a second evaluator, unlike the oracle's."""
    if isinstance(e, Indexed):
        return arrays[e.base.name][tuple(env[v] for v in e.indices)]
    if isinstance(e, Sum):
        size = len(arrays["b_h"])
        return sum(number(e.function, arrays,
                          {**env, **dict(zip(e.variables, at, strict=True))})
                   for at in product(range(size), repeat=len(e.variables)))
    if isinstance(e, KroneckerDelta):
        return float(env[e.args[0]] == env[e.args[1]])
    if isinstance(e, Symbol):
        return env[e]
    if e.is_number:
        return float(e)
    parts = [number(part, arrays, env) for part in e.args]
    if e.is_Add or e.is_Mul:
        return reduce(np.add if e.is_Add else np.multiply, parts)
    return parts[0]**int(parts[1]) if e.is_Pow else \
        {exp: np.exp, log: np.log, tanh: np.tanh}[e.func](parts[0])


def arrays_and_letters(seed, size):
    rng = np.random.default_rng(seed)
    arrays = {"W": rng.normal(size=(size, size)),
              "W_f": rng.normal(size=(size, size)),
              "b_h": rng.normal(size=size)}
    return arrays, {n_h: size, **{v: int(rng.integers(size))
                                  for v in LETTERS}}


def close_to(first, second):
    return np.isclose(first, second, rtol=1e-8, atol=1e-8)


def short(change, *parts):
    """What becomes of formulas; others are tried if they are too long."""
    try:
        return change(*parts)
    except (NotProved, Refused) as refusal:
        assume("too" not in str(refusal) and "look alike" not in str(refusal))
        raise


@few
@given(expressions, st.integers(0, 99), st.integers(1, 3))
def test_the_normal_form_keeps_the_value(e, seed, size):
    arrays, env = arrays_and_letters(seed, size)
    assert close_to(number(short(expanded, e), arrays, env),
                    number(e, arrays, env))


@few
@given(small, small, small)
def test_equal_by_construction_is_equal(e, f, g):
    for difference in (
            (e + f) * g - g * f - e * g,
            sum_over(e, i) - sum_over(e.xreplace({i: m}), m),
            sum_over(e * f, i, j) - sum_over(f * e, j, i)):
        assert short(expanded, difference) == 0


@few
@given(expressions, letters, letters)
def test_a_delta_picks_one_term(e, v, w):
    picked = sum_over(delta(m, v) * e.xreplace({w: m}), m)
    assert short(expanded, picked - e.xreplace({w: v})) == 0


@few
@given(small, small, st.integers(0, 99))
def test_what_has_one_normal_form_has_one_value(e, f, seed):
    arrays, env = arrays_and_letters(seed, 3)
    if same(e, f):
        assert close_to(number(e, arrays, env), number(f, arrays, env))


@few
@given(expressions, letters, letters, st.integers(0, 99),
       st.integers(1, 3))
def test_derivative_by_complex_step(e, v, w, seed, size):
    arrays, env = arrays_and_letters(seed, size)
    taken = short(unfolded, d(e, W[v, w]))
    nudged = {**arrays, "W": arrays["W"].astype(complex)}
    nudged["W"][env[v], env[w]] += 1e-30j
    assert close_to(number(taken, arrays, env),
                    number(e, nudged, env).imag / 1e-30)


@st.composite
def products(draw, depth=2, ruled=False):
    """Square words over the times 1..5, chains and sums included.

    ruled: with letters that `RULES` replace, at good times and bad.
    """
    if depth == 0:
        low, high = sorted(draw(st.tuples(*[st.integers(1, 5)] * 2)))
        return draw(st.sampled_from(
            [mat.a(t), mat.lam(low), mat.a(high), mat.D(low) * mat.W,
             over_time(mat.lam(s) * mat.D(s), s, low, t),
             over_time(mat.D(s) * mat.W * mat.a(s), s, low, high),
             over_time(mat.a(r) * over_time(mat.a(s) * mat.lam(r), s, 1, r),
                       r, 1, high),
             over_time(over_time(mat.a(s) * mat.lam(r), s, r, t), r, low, t),
             over_time(over_time(mat.J(r) * mat.a(s), r, low, s), s, low, t)]
            if ruled else
            [mat.W, mat.J(t), mat.J(t - 1), mat.D(t), mat.W.T, Integer(1),
             falling(mat.J(s), s, t, t - 2), rising(mat.J(s), s, 2, t - 1),
             falling(mat.D(s).T, s, t, 1), rising(mat.J(s), s, t, t + 1),
             over_time(mat.J(s) * mat.D(s), s, low, high),
             over_time(falling(mat.J(r), r, t, s), s, 2, t)]))
    first, second = draw(products(depth - 1, ruled)), draw(products(depth - 1))
    return draw(st.sampled_from(
        [first * second, first + 2 * second, first, transpose(first)]
        if not first.is_commutative else [first * second, second]))


(r,) = idx("r", TIME)                          # one more time letter


def array(e, arrays, env):
    """The array of a word; arrays are numbered by name and time."""
    if e.is_commutative:
        return float(e) * np.eye(3)
    if isinstance(e, Matrix):
        time = int(e.args[1].xreplace(env)) if len(e.args) > 1 else 0
        return arrays[str(e.args[0]), time]
    if isinstance(e, transpose):
        return array(e.args[0], arrays, env).T
    if isinstance(e, (ProductOverTime, SumOverTime)):
        body, v, first, last, *step = e.args
        times = steps(first.xreplace(env), last.xreplace(env), *step)
        parts = [array(body, arrays, {**env, v: Integer(n)}) for n in times]
        summed = isinstance(e, SumOverTime)
        return sum(parts, np.zeros((3, 3))) if summed else \
            reduce(np.matmul, parts, np.eye(3))
    if e.is_Pow:
        return np.linalg.matrix_power(array(e.base, arrays, env), int(e.exp))
    return reduce(np.add if e.is_Add else np.matmul,
                  [array(part, arrays, env) for part in e.args])


def steps(first, last, step=1):
    return range(int(first), int(last) + int(step), int(step))


def random_matrices(seed):
    """Random J, D, W; lam, a and h obey RULES from where these hold."""
    rng = np.random.default_rng(seed)
    names = ("W", "J", "D", "lam", "a", "h")
    m = {(name, time): rng.normal(size=(3, 3)) / 2 for name in names
         for time in range(-3, 10)}
    for time in (3, 2, 1):
        m["lam", time] = m["J", time] @ m["lam", time + 1]
    for time in range(3, 10):
        m["a", time] = sum(m["J", n] @ m["D", time]
                           for n in range(1, time + 1))
    for time in range(2, 10):
        m["h", time] = m["D", time] @ m["W", 0]
    return m


RULES = [assumed(str(n), *sides, *facts) for n, (*sides, facts) in enumerate((
    (mat.lam(t), mat.J(t) * mat.lam(t + 1), (t <= 3,)),
    (mat.a(t), over_time(mat.J(s) * mat.D(t), s, 1, t), (t >= 3,)),
    (mat.D(t) * mat.W, mat.h(t), (t >= 2,))))]
LATE = 5 <= t


def value(e, arrays, env):
    """The array of a word that may be a number."""
    return array(e, arrays, env) + np.zeros((3, 3))


@few
@given(products(), st.integers(0, 99))
def test_normal_words_keep_the_value(e, seed):
    arrays, env = random_matrices(seed), {t: Integer(5)}
    kept = value(short(expanded, e, (LATE,)), arrays, env)
    assert np.allclose(kept, value(e, arrays, env), rtol=1e-8, atol=1e-8)


@few
@given(products(2, ruled=True), st.integers(0, 99),
       st.sampled_from([(), (1,), (t,), (2, t)]))
def test_premises_keep_the_value_where_they_hold(e, seed, peel):
    assume(not e.is_commutative)
    arrays, env = random_matrices(seed), {t: Integer(5)}
    kept = value(short(lambda e: found(RULES, e, LATE, peel=peel), e),
                 arrays, env)
    assert np.allclose(kept, value(e, arrays, env), rtol=1e-8, atol=1e-8)


def test_the_premises_are_at_work():
    for fits, not_there in ((mat.lam(1), mat.lam(4)), (mat.a(3), mat.a(2)),
                            (mat.D(2) * mat.W, mat.D(1) * mat.W)):
        for turn in (lambda e: e, transpose):
            assert found(RULES, turn(fits), LATE) != expanded(turn(fits))
            assert found(RULES, turn(not_there), LATE) == expanded(
                turn(not_there))


@few
@given(products(1), products(1), products(1))
def test_equal_products_are_equal(e, f, g):
    for difference in ((e + f) * g - e * g - f * g,
                       transpose(e * f) - transpose(f) * transpose(e),
                       transpose(transpose(e)) - e):
        assume(not difference.is_commutative)
        assert short(expanded, difference, (LATE,)) == 0


@few
@given(products(), products(), st.integers(0, 99))
def test_products_that_cancel_are_equal(e, f, seed):
    """Cancelling is a proof: it never happens to unequal products."""
    arrays, env = random_matrices(seed), {t: Integer(5)}
    after, one = peeled(e, t, LATE)
    if same(e, f, (LATE,)) or one.equal(after, term(f)):
        assert np.allclose(value(e, arrays, env), value(f, arrays, env))
