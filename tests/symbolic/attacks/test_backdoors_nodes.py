"""Raw nodes, subclasses, twins, and what has no value or a complex one.

`proved` and `gap` have no oracle: what the grammar lets in, the kernel has
to be right about by itself.
"""
import pytest
from rnnlib.symbolic.grammar.grammar import RULES, check
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import (
    C,
    E,
    M,
    N,
    Omega,
    W,
    a,
    alpha,
    b,
    b_h,
    gain,
    gamma,
    h,
    i,
    j,
    k,
    l,
    n_h,
    n_x,
    p,
    q,
    s,
    sigma,
    t,
    u,
    x,
    y,
    y_hat,
)
from rnnlib.symbolic.grammar.signs import nonnegative, not_zero, positive
from rnnlib.symbolic.ledger.premises import NotProved, premise
from rnnlib.symbolic.methods.claims import claim, prove, proved
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.methods.goals import Goal
from rnnlib.symbolic.methods.refutations import gap, refute
from rnnlib.symbolic.printing.formulas import textbook
from rnnlib.symbolic.printing.statements import scope_text
from rnnlib.symbolic.terms.functions import logistic
from rnnlib.symbolic.terms.language import (
    SPACE,
    Tensor,
    d,
    delta,
    fresh,
    idx,
    imm,
    read,
    sum_over,
)
from rnnlib.symbolic.terms.products import (
    Matrix,
    ProductOverTime,
    SumOverTime,
    falling,
    over_time,
    transpose,
)
from sympy import (
    Add,
    Dummy,
    Expr,
    I,
    Integer,
    KroneckerDelta,
    Mul,
    Pow,
    Rational,
    S,
    Sum,
    Symbol,
    Tuple,
    exp,
    log,
    sqrt,
    tanh,
)
from sympy.tensor.indexed import Indexed, IndexedBase

pytestmark = pytest.mark.mutants        # on the newest versions only

REFUSED = (TypeError, ValueError)
private, other = fresh(j), fresh(j)
whole = (0, n_h - 1)
step = falling(mat.J(s), s, t, k).args[1]            # a private time


def subclass(kind):
    """A type that calls itself by the same name and is another one."""
    return type(kind.__name__, (kind,), {})


def raw(kind, *args):
    """A node that no constructor has looked at."""
    node = Expr.__new__(kind, *args)
    for name, given in (("is_commutative", True), ("p", 1), ("q", 1)):
        if any(name in getattr(one, "__slots__", ()) for one in kind.__mro__):
            setattr(node, name, given)
    return node


LOOKALIKES = [raw(subclass(kind), *args) for kind, args in (
    (exp, (b_h[i],)), (log, (exp(b_h[i]),)), (tanh, (b_h[i],)),
    (logistic, (b_h[i],)), (Pow, (b_h[i], S(2))), (Add, (b_h[i], S(1))),
    (Mul, (b_h[i], S(2))), (d, (E[t], b_h[i])), (imm, (h[t, i], b_h[j])),
    (KroneckerDelta, (i, j)), (Indexed, (W, i, j)), (Integer, ()),
    (Sum, (b_h[private], Tuple(private, *whole))),
    (Matrix, (Symbol("J"), t)), (transpose, (mat.J(t),)),
    (ProductOverTime, falling(mat.J(s), s, t, k).args),
    (SumOverTime, over_time(mat.J(s), s, k, t).args))] + [
    subclass(Symbol)("i", integer=True), Dummy("i", integer=True),
    W.func.__mro__[1]("W")[i, j], raw(Indexed, subclass(Tensor)("W", n_h,
                                                                n_h), i, j)]


@pytest.mark.parametrize("e", LOOKALIKES, ids=lambda e: type(e).__name__)
def test_what_looks_alike_is_refused(e):
    with pytest.raises(REFUSED):
        check(read(e))
    with pytest.raises(REFUSED):
        prove(Goal(e, e))


def test_every_type_of_the_language_has_a_lookalike():
    numbers = {kind for kind in RULES if kind.__module__ == "sympy.core."
               "numbers" and kind is not Integer}
    tried = {type(e).__mro__[1] for e in LOOKALIKES}
    assert {*RULES} - numbers - tried <= {Dummy}


NODES = {
    "one letter twice": Sum(W[private, private], (private, *whole),
                            (private, *whole)),
    "nested": Sum(Sum(W[private, private], (private, *whole)),
                  (private, *whole)),
    "bound twice": Sum(b_h[private] * Sum(b_h[private], (private, *whole)),
                       (private, *whole)),
    "too far": Sum(b_h[private], (private, 0, n_h)),
    "from 1": Sum(b_h[private], (private, 1, n_h - 1)),
    "no end": raw(Sum, b_h[private], Tuple(private)),
    "other size": Sum(b_h[private], (private, 0, n_x - 1)),
    "free private": b_h[private], "free in delta": KroneckerDelta(private, i),
    "free in d": d(h[t, private], b_h[j]), "free as number": private * b_h[i],
    "free exponent": gain**step, "free time": h[step, i],
    "delta over a range": KroneckerDelta(i, j, (0, 3)),
    "delta of ranges": KroneckerDelta(i, a), "delta of a number":
        KroneckerDelta(i, 1), "delta of times": KroneckerDelta(t, k + 2 * t),
    "no base": IndexedBase("W")[i, j], "shaped": IndexedBase(
        "W", shape=(n_h, n_h))[i, j],
    "no tensor of the model": Tensor("Zeta", n_h)[i],
    "slots": raw(Indexed, W, i, u), "too few": raw(Indexed, W, i),
    "d of three": raw(d, E[t], b_h[i], b_h[j]), "d of one": raw(d, E[t]),
    "d by a number": raw(d, E[t], S(1)), "d of d": raw(
        d, d(E[t], b_h[i]), b_h[j]), "d by d": raw(d, E[t], d(E[t], b_h[i])),
    "imm of two times": raw(imm, h[t, i], h[k, j]),
    "imm of a sum": raw(imm, h[t, i] + 1, b_h[j]),
    "J at two times": raw(Matrix, Symbol("J"), t, k), "J at none": raw(
        Matrix, Symbol("J")), "J at a half": Matrix("J", t / 2),
    "J of a unit": Matrix("J", i), "no matrix": Matrix("Z", t),
    "nameless": raw(Matrix), "named t": raw(Matrix, t), "named by J": raw(
        Matrix, Symbol("J", positive=True), t),
    "no step 0": mat.dh_now(0), "from step 0": over_time(
        mat.P(t, s) * mat.dh_now(s), s, 0, t),
    "tr of two": raw(transpose, mat.J(t),
                     mat.W), "tr of a number": raw(transpose, S(2)),
    "tr of tr": raw(transpose, mat.W.T), "tr of none": raw(transpose),
    "step -2": ProductOverTime(mat.J(step), step, t, k, -2),
    "step 2": ProductOverTime(mat.J(step), step, k, t, 2),
    "step 0": ProductOverTime(mat.J(step), step, k, t, 0), "step 1/2": raw(
        ProductOverTime, mat.J(step), step, k, t, S.Half),
    "no step": raw(ProductOverTime, mat.J(step), step, k, t),
    "W upwards": raw(ProductOverTime, mat.W, step, k, t, S(1)),
    "of a product": raw(ProductOverTime, mat.J(step) * mat.W, step, t, k,
                        S(-1)),
    "ends in itself": ProductOverTime(mat.J(step), step, step, k, -1),
    "over a unit": raw(ProductOverTime, mat.J(t), private, t, k, S(-1)),
    "over a plain time": raw(ProductOverTime, mat.J(s), s, t, k, S(-1)),
    "shorter than none": falling(mat.J(s), s, k, k + 3),
    "chain to a half": falling(mat.J(s), s, t, k / 2),
    "sum of three": raw(SumOverTime, mat.J(step), step, t),
    "sum of entries": raw(SumOverTime, b_h[i], step, k, t),
    "sum to a half": over_time(mat.J(s), s, k, t / 2),
    "sum in itself": raw(SumOverTime, mat.J(step), step, k, step),
    "sum over one twice": raw(
        SumOverTime, raw(SumOverTime, mat.J(step), step, k, t), step, k, t),
    "sum over a unit": raw(SumOverTime, mat.J(t), private, k, t),
    "unevaluated sum": Add(b_h[i], b_h[i], evaluate=False),
    "unevaluated 0": Mul(b_h[i], S(0), evaluate=False),
    "unevaluated 1": Pow(b_h[i], 0, evaluate=False),
    "unevaluated exp": exp(S(0), evaluate=False),
    "a twin": Symbol("t") * b_h[i], "a real twin": Symbol(
        "n_h", real=True) * b_h[i], "complex gain": Symbol("kappa") * b_h[i],
    "imaginary": I * b_h[i], "nan": S.NaN, "oo": S.Infinity,
    "zoo": S.ComplexInfinity, "-oo": S.NegativeInfinity, "float": S(0.5),
    "copy of no step": raw(Indexed, C, i, i, j),
}


@pytest.mark.parametrize("name", NODES)
def test_raw_nodes_are_refused(name):
    with pytest.raises(REFUSED):
        prove(Goal(NODES[name], NODES[name]))
    with pytest.raises(REFUSED):
        gap(NODES[name], NODES[name])


@pytest.mark.parametrize("text", ["h[t, i]", "1", "", None, [1], True, "oo"])
def test_text_is_no_formula(text):
    for door in (lambda e: claim("x", e, e), lambda e: proved(e, e), gap,
                 lambda e: define("x", e, e), lambda e: refute(e, 1)):
        with pytest.raises(TypeError, match="a formula in the words"):
            door(text) if door is not gap else gap(text, text)


@pytest.mark.parametrize("name", [
    "kappa", "sigma", "W", "gamma", "E", "T1", "ab", "β", "1", "i'", "n"[:0]
    + "alpha"])
def test_letters_print_like_nothing_else(name):
    with pytest.raises(ValueError, match="an index is one of"):
        idx(name, n_h)
    assert not any(v.name == name and v in SPACE for v in list(SPACE)
                   if type(v) is Symbol)


def test_a_tensor_is_made_once():
    assert Tensor("W", n_h, n_h) is W
    assert Tensor(Symbol("W", positive=True), n_h, n_h) is W


# complex numbers, and what is not there at all

UNKNOWN = [b_h[i], W[i, j], h[t, i], y[t, a], x[t, u], gain - 3, sigma - gamma,
           -gain, n_h - 2, t - 3, -y_hat[t, a], 1 - h[t, i]**2, -b_h[i]**2,
           sum_over(W[i, j], j), delta(i, j) - 2, S(-1), S(-2), y_hat[t,
                                                                      a] - 1,
           exp(b_h[i]) - 1, tanh(b_h[i]), b_h[i] * exp(b_h[i]), b_h[i]**3,
           b_h[i]**2 - 1, d(E[t], b_h[i]), -M[t], -n_h]
SURE = [gain, gamma * sigma, n_h, t, y_hat[t, a], exp(b_h[i]), S(2), 1 + t,
        logistic(b_h[i]), sum_over(exp(q[t, b]), b), 2 + tanh(b_h[i])**2,
        y_hat[t, a]**-2, exp(b_h[i]) / sum_over(exp(q[t, b]), b), n_h + k,
        y_hat[t, a] * gain + b_h[i]**2, sum_over(y_hat[t, a], a)]
SQUARES = [b_h[i]**2, M[t], N[t] / M[t], sum_over(alpha[t, i]**2, i), h[t,
                                                                        i]**4,
           delta(i, j) + b_h[i]**2, k, b_h[i]**-2]


@pytest.mark.parametrize("base", UNKNOWN, ids=str)
@pytest.mark.parametrize("exponent", [Rational(1, 3), S.Half, -S.Half,
                                      Rational(3, 2), t, t - k, n_h])
def test_no_power_is_complex(base, exponent):
    with pytest.raises(TypeError, match="power of what may|not in the lang"):
        prove(Goal(base**exponent * b_h[j], base**exponent * b_h[j], []))


@pytest.mark.parametrize("base", [*UNKNOWN, *SQUARES], ids=str)
def test_no_logarithm_is_complex(base):
    if base == k:
        base = 0 * base + k                       # k may be 0
    with pytest.raises(TypeError, match="logarithm of what|not in the lang"):
        prove(Goal(log(base), log(base), []))


@pytest.mark.parametrize("base", SURE, ids=str)
def test_what_is_positive_has_all_powers(base):
    assert positive(base) and nonnegative(base)
    for e in (base**Rational(1, 3), base**-S.Half, base**(t - k), log(base)):
        check(e)
        assert not_zero(e) == ()


@pytest.mark.parametrize("base", SQUARES, ids=str)
def test_roots_of_squares_are_real(base):
    assert nonnegative(base) and not positive(base)
    check(sqrt(base))
    with pytest.raises(TypeError):
        check(base**(t - k))


@pytest.mark.parametrize("lhs, rhs", [
    (sqrt(b_h[i]**2), b_h[i]), (sqrt(M[t])**2 - M[t] + 1, S(0)),
    (sqrt(b_h[i]**2 * W[i, j]**2), b_h[i] * W[i, j]),
    (sqrt(b_h[i]**4) - b_h[i]**2 + b_h[j], 0),
    (log(y_hat[t, a]**2), log(y_hat[t, a])),
    (log(1 + y_hat[t, a]), log(y_hat[t, a])),
    (exp(b_h[i])**2, exp(b_h[i])), (sqrt(h[t, i]**2), -h[t, i]),
    (y[t, a] * (1 / y[t, a] - 1), S(1)),
    (d(sqrt(b_h[i]**2), b_h[i]), S(1))])
def test_false_laws_of_roots_and_logarithms(model, lhs, rhs):
    assert not proved(lhs, rhs)


def test_powers_of_minus_one_gave_a_false_logarithm():
    c = S(-1)**Rational(1, 3)
    with pytest.raises(TypeError):
        claim("x", log(exp(c * x[t, u])), c * x[t, u])


# what is divided by

MAY_BE_0 = [y[t, a], b_h[i], W[i, j], h[t, i], 1 - h[t, i]**2, M[t], t - 3, k,
            sum_over(W[i, j], j), gain - 1, b_h[i] - b_h[j], n_h - 1,
            tanh(b_h[i]), d(E[t], b_h[i])]


@pytest.mark.parametrize("base", MAY_BE_0, ids=str)
def test_what_may_be_0_stands_in_the_scope(base):
    assert not_zero(1 / base) == (base,)
    assert not_zero(b_h[j] + sum_over(base**-1 * b_h[j], j)) != ()
    assert textbook(base) + r" \neq 0" in scope_text(b_h[l] / base, b_h[i], ())


@pytest.mark.parametrize("base", [y[t, a], b_h[i], sum_over(W[i, j], j)])
def test_what_is_published_says_where(model, base):
    """With one-hot targets, 1 / y is no number where y is 0."""
    equation = claim("x", (1 / base + 1)**2, base**-2 + 2 / base + 1)
    assert r"\neq 0" in equation.scope and "where" in equation.status()


@pytest.mark.parametrize("base", [y[t, a], b_h[i], sum_over(W[i, j], j)])
def test_a_side_that_does_not_divide_has_its_value_at_0(base):
    """With one-hot targets, y (1/y + 1) is not 1 + y."""
    with pytest.raises(NotProved, match="divide by what may be 0"):
        prove(Goal(base * (1 / base + 1), 1 + base, []))


@pytest.mark.parametrize("base", SURE, ids=str)
def test_what_is_never_0_needs_no_word(base):
    assert not_zero(1 / base, (base * b_h[i])**2, base**-3) == ()


def test_a_delta_is_not_divided_by():
    with pytest.raises(TypeError, match="divides by a delta"):
        prove(Goal(1 / delta(a, b), 1 / delta(a, b), []))


def test_roots_that_move_and_prices():
    assert not_zero(sqrt(M[t])) == ()
    assert not_zero(d(sqrt(p[t, i]**2), p[t, j])) == (p[t, i],)
    assert not_zero(Omega[t]) == (M[t],)
    assert set(not_zero(imm(Omega[t], W[i, j]))) == {M[t], N[t]}


def test_premises_hand_on_what_they_divide_by(model):
    """What was proved for b != 0 is no premise where b may be 0."""
    slope = 1 - h[t, i]**2
    claim("own", d(h[t, i], p[t, i]) / b_h[i], slope * (
        1 / b_h[i] + 1) - slope)
    assert r"b_{h,i} \neq 0" in model["own"].scope
    with pytest.raises(NotProved, match="which this equation does not say"):
        prove(Goal(d(h[t, i], p[t, i]), slope, [premise("own")]))
    prove(Goal(d(h[t, i], p[t, i]) / b_h[i], slope / b_h[i], [premise("own")]))
