"""Equations without sizes: what is proved, and what is refused."""
from importlib import import_module

import pytest
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import h, i, t
from rnnlib.symbolic.ledger.ledger import LEDGER, clear
from rnnlib.symbolic.ledger.premises import NotProved
from rnnlib.symbolic.methods.algebra import exact
from rnnlib.symbolic.methods.claims import claim
from rnnlib.symbolic.methods.publishing import Refuted
from rnnlib.symbolic.terms.functions import logistic
from sympy import (
    Abs,
    Derivative,
    Dummy,
    Float,
    Function,
    Integral,
    MatPow,
    Matrix,
    Max,
    Min,
    Rational,
    S,
    Symbol,
    atanh,
    besselj,
    binomial,
    exp,
    ff,
    log,
    oo,
    sqrt,
    symbols,
    tanh,
)

module = import_module("rnnlib.symbolic.methods.algebra")
z = Symbol("z", real=True)
w = Symbol("w", positive=True)
lam = Symbol("lambda", nonzero=True)
n = Symbol("n", integer=True, nonnegative=True)
A, B = symbols("A B", commutative=False)
square = Matrix([[8, 8], [-8, -8]])


@pytest.fixture(autouse=True)
def empty_ledger():
    clear()
    yield
    clear()


def block(size):
    """A Jordan block."""
    return Matrix(size, size, lambda i, j: lam if i == j else int(j == i + 1))


def power(size):
    """Its powers."""
    falls = [S(1), n, n * (n - 1) / 2, n * (n - 1) * (n - 2) / 6]
    return Matrix(size, size, lambda i, j: S(0) if j < i else
                  falls[j - i] * lam**(n - (j - i)))


RIGHT = {
    "slope": (Derivative(logistic(z), z), logistic(z) * (1 - logistic(z))),
    "tanh": (Derivative(tanh(z), z), 1 - tanh(z)**2),
    "identity": (1 - (1 - z**2)**2, z**2 * (2 - z**2)),
    "root": (sqrt(3 + 2 * sqrt(2)), 1 + sqrt(2)),
    "log": (log((3 - sqrt(5)) / 2), -log((3 + sqrt(5)) / 2)),
    "matrix": (square * square, Matrix.zeros(2, 2)),
    "clipped": (Min(10, 1, evaluate=False) + Max(-Rational(19, 2), -1,
                                                 evaluate=False)
                - Rational(2, 5), -Rational(2, 5)),
}


@pytest.mark.parametrize("label", RIGHT)
def test_what_is_right_is_proved(label):
    equation = exact(label, *RIGHT[label])
    assert LEDGER[label] == equation
    assert equation.kind == "proof"
    assert "by exact algebra" in equation.status()


@pytest.mark.parametrize("label", RIGHT)
def test_a_slip_is_refuted(label):
    lhs, rhs = RIGHT[label]
    wrong = rhs.applyfunc(lambda z: z + 1) if label == "matrix" else rhs + 1
    with pytest.raises(Refuted):
        exact(label, lhs, wrong)
    assert LEDGER == {}


@pytest.mark.parametrize("size", [2, 3, 4])
def test_powers_of_jordan_blocks(size):
    lhs = MatPow(block(size), n)
    equation = exact("jordan", lhs, power(size), over=n)
    assert "induction" in equation.scope and "neq 0" in equation.scope
    for place in range(size * size):
        slip = power(size)
        slip[place] += n * lam**n                 # true at the start
        with pytest.raises(Refuted):
            exact("jordan", lhs, slip, over=n)
    with pytest.raises(Refuted):                  # obeys the step only
        exact("jordan", lhs, 2 * power(size), over=n)


def test_a_symbol_may_stand_for_an_expression():
    y = symbols("y")
    where = {y: (1 + sqrt(1 - 4 / w)) / 2}
    equation = exact("tangent", w * y * (1 - y), 1, where=where)
    first, second = equation.latex.split(r"\\")
    assert first.endswith(r"\left(1 - y\right) = 1 ")
    assert r"\text{where }y = " in second
    with pytest.raises(Refuted):
        exact("tangent", w * y * (1 + y), 1, where=where)


def test_long_equations_break_before_their_sign():
    equation = exact("long", (z + w)**6, sum(
        c * z**(6 - n) * w**n for n, c in enumerate((1, 6, 15, 20, 15, 6,
                                                     1))))
    assert r"\\ &\quad = " in equation.latex
    assert r"\\" not in exact("short", z + z, 2 * z).latex


def test_assumptions_are_used_and_said():
    assert exact("root", sqrt(w**2), w).scope.endswith("for $w > 0$")
    v = Symbol("v", positive=True)               # is gone from both sides
    assert "$v > 0$" in exact("less", Max(z, w), w, where={
        z: w - v}).scope
    with pytest.raises(Refuted):
        exact("root", sqrt(z**2), z)


def test_numbers_catch_a_wrong_algebra(monkeypatch):
    monkeypatch.setattr(module, "vanishes", lambda e: True)
    with pytest.raises(Refuted, match="is 1"):
        exact("wrong", S(1), S(2))


def test_algebra_is_asked_as_well(monkeypatch):
    monkeypatch.setattr(module, "check_numbers", lambda *_: [])
    with pytest.raises(NotProved, match="not brought to 0"):
        exact("wrong", z, z + 1)


def test_no_number_is_no_proof():
    with pytest.raises(NotProved, match="no number"):
        exact("pole", 1 / ff(n, 10), 1 / ff(n, 10))


@pytest.mark.parametrize(("lhs", "rhs"), [
    (h[t, i], h[t, i]), (mat.W, mat.W), (Float(0.5), Rational(1, 2)),
    (A * B, B * A), (oo, oo), (Integral(z, z), z**2 / 2),
    (besselj(1, z), besselj(1, z)),
])
def test_the_language_is_small(lhs, rhs):
    with pytest.raises(TypeError, match="not in the language"):
        exact("odd", lhs, rhs)


@pytest.mark.parametrize(("lhs", "rhs", "over", "message"), [
    (square, Matrix.zeros(3, 3), None, "of one shape"),
    (square, S(0), None, "of one shape"),
    (square, power(2), n, "must be MatPow"),
    (MatPow(square, 2), power(2), n, "must be MatPow"),
    (MatPow(square, z), power(2), z, "an integer"),
])
def test_shapes_and_powers_are_checked(lhs, rhs, over, message):
    with pytest.raises(ValueError, match=message):
        exact("odd", lhs, rhs, over=over)


def test_an_exact_equation_is_no_premise():
    exact("identity", *RIGHT["identity"])
    with pytest.raises(ValueError, match="no letters of the model"):
        claim("next", h[t, i], h[t, i], given=["identity"])


# where an equation holds is said

x, y = symbols("x y")
m = Symbol("m", integer=True)


@pytest.mark.parametrize(("lhs", "rhs", "where", "said"), [
    ((x**2 - 1) / (x - 1), x + 1, {}, r"$x \neq 1$"),
    ((x**2 - y**2) / (x - y), x + y, {}, r"$x - y \neq 0$"),
    (x * (1 / x + y), 1 + x * y, {}, r"$x \neq 0$"),
    ((x**3 + x) / (x**2 + 1), x, {}, r"$x^{2} + 1 \neq 0$"),
    (x**m * x, x**(m + 1), {}, r"$x \neq 0$"),
    (x * y / (x * w), y / w, {}, r"$w > 0$"),
    ((x + 1) * (x - 1) / (x + 1)**2, (x - 1) / (x + 1), {}, r"$x \neq -1$"),
    (sqrt(x) * sqrt(x) + 1 / (1 + sqrt(x)) * (1 + sqrt(x)), x + 1, {}, ""),
    (sqrt(x) * (1 + sqrt(x)), x + sqrt(x), {}, r"$x \geq 0$"),
    (log(x) - log(x) / 2, log(x) / 2, {}, "$x > 0$"),
    (2 * (1 + atanh(x)), 2 + 2 * atanh(x), {}, "$1 - x^{2} > 0$"),
    (Derivative(sqrt(x), x), 1 / sqrt(x) / 2, {}, "$x > 0$"),
    (y * (2 + 1 / y), 2 * y + 1, {y: x - 3}, r"$x \neq 3$"),
    (w + 1, z + 1, {w: z}, "$z > 0$"),
])
def test_what_must_not_be_0_is_said(lhs, rhs, where, said):
    assert said in exact("a", lhs, rhs, where=where).scope


@pytest.mark.parametrize(("lhs", "rhs", "where", "message"), [
    (S(-1)**Rational(1, 3), S(-1)**Rational(1, 3), {}, "never holds"),
    (sqrt(-w, evaluate=False), sqrt(-w, evaluate=False), {},
     "never holds|not in the language"),
    (log(-w - 1), log(-w - 1), {}, "never holds|not in the language"),
    (1 / (x - y), 1 / (x - y), {x: z, y: z}, "never holds|not in the lang"),
    (binomial(m, m, evaluate=False), S(1), {}, "second argument"),
    (binomial(x, y), binomial(x, y), {}, "second argument"),
    (binomial(x, -1, evaluate=False), S(0), {}, "second argument"),
    (ff(x, m), ff(x, m), {}, "second argument"),
    (Derivative(Abs(z), z), z / Abs(z), {}, "has jumps|not brought"),
    (Derivative(Max(z, 0), z), Derivative(Max(z, 0), z), {}, "has jumps"),
    (x, x + 1, {x: x + 1, y: x + 1}, "in where="),
    (x, y + 1, {x: y + 1, y: S(2)}, "in where="),
    (x, y, {x: y, y: x}, "in where="),
    (x, z, {x: z, z: x}, "in where="),
    (n, n, {n: z}, "declare its symbols integer"),
    (z, x, {z: x}, "declare its symbols real"),
    (Symbol("z") - z, S(0), {}, "two symbols print as z"),
    (Symbol("w", real=True) - w, S(0), {}, "two symbols print as w"),
    (w, z, {w: Symbol("w")}, "two symbols print as w"),
    ("x", "x", {}, "the text 'x'"), (x, "x", {}, "the text 'x'"),
    (x, y, {x: "y"}, "the text 'y'"), (x + 1, y, {x + 1: y}, "a symbol is"),
    (Float(2) * x, 2 * x, {}, "not in the language"),
    (S(1) / 0 * x, x, {}, "not in the language"), (S.NaN, S.NaN, {},
                                                   "not in the language"),
    (type("tanh", (tanh,), {})(z), tanh(z), {}, "not in the language"),
    (type("Symbol", (Symbol,), {})("z"), z, {}, "not in the lang|two symb"),
    (Dummy("z"), z, {}, "not in the language|two symbols"),
])
def test_what_has_no_value_is_refused(lhs, rhs, where, message):
    with pytest.raises((TypeError, ValueError, NotProved), match=message):
        exact("a", lhs, rhs, where=where)
    assert "a" not in LEDGER


@pytest.mark.parametrize(("lhs", "rhs"), [
    (sqrt(x**2), x), (log(x**2), 2 * log(x)), (log(x * y), log(x) + log(y)),
    (sqrt(x * y), sqrt(x) * sqrt(y)), ((x**2)**(m / 2), x**m),
    (log(exp(x)), x), (x**z * y**z, (x * y)**z), (1 / sqrt(1 / x), sqrt(x)),
    (Abs(x), x), (Max(z, 0), z)])
def test_laws_that_need_a_sign_are_refused_without(lhs, rhs):
    with pytest.raises((Refuted, NotProved)):
        exact("a", lhs, rhs)


def test_what_is_printed_is_in_the_language_too():
    """Not only what is left of it when letters stand for something."""
    odd = type("odd", (Function,), {"eval": classmethod(
        lambda cls, e: S(1) if e == 0 else None)})
    with pytest.raises(TypeError, match="not in the language"):
        exact("a", odd(x), S(1), where={x: S(0)})
    with pytest.raises(TypeError, match="not in the language"):
        exact("a", Matrix([[odd(x)]]), Matrix([[1]]), where={x: S(0)})


y = Symbol("y")
from_0, count = Symbol("x", nonnegative=True), Symbol("m", integer=True,
                                                      positive=True)


@pytest.mark.parametrize("lhs, rhs, said", [
    (log((from_0 + 1)**2), 2 * log(from_0 + 1), r"for $x \geq 0$"),
    (log(count**2), 2 * log(count), "for $m > 0$"),
    (log((n + 1)**2), 2 * log(n + 1), r"for $n \geq 0$"),
    (Max(Symbol("x", negative=True), 0), 0, ""),
    (Symbol("x", negative=True)**2 / 2, Symbol("x", negative=True)**2 / 2,
     "for $x < 0$"),
    (2 * Symbol("x", nonpositive=True) / 2, Symbol("x", nonpositive=True),
     r"for $x \leq 0$"),
    (z**2 / 2 + z**2 / 2, z**2, "")])
def test_what_is_assumed_of_the_sign_of_a_letter_is_said(lhs, rhs, said):
    """Or log x^2 = 2 log x would stand there for every x."""
    assert exact("sign", lhs, rhs).scope == " ".join(filter(None, [
        "by exact algebra", said]))


def test_the_sizes_of_the_model_need_no_sign():
    from rnnlib.symbolic.terms.symbols import n_h
    assert exact("size", (n_h + 1)**2, n_h**2 + 2*n_h + 1).scope == (
        "by exact algebra")


@pytest.mark.parametrize("lhs, rhs, where", [
    (Derivative(y, z), 0, {y: z**2}),
    (Derivative(z * y, z), y, {y: z**2}),
    (Derivative(w * y, y), w, {w: exp(z), y: z + 1}),
    (Matrix([[Derivative(z * y, z)]]), Matrix([[y]]), {y: z})])
def test_no_letter_of_a_derivative_moves_unseen(lhs, rhs, where):
    """d(z y)/dz = y where y = z^2: is y held still, or not?"""
    with pytest.raises(ValueError, match="held still in Derivative"):
        exact("moving", lhs, rhs, where=where)


def test_a_letter_that_does_not_move_may_stand_for_anything():
    assert exact("still", Derivative(z * y, z), y, where={y: w**2})
    assert exact("itself", Derivative(y**2, y), 2 * y, where={y: z + 1})


@pytest.mark.parametrize("name", [
    "e^{z}", "z y", "zy", "z__2", "z^2", "zabs", "f(z)", "2", "z + 1",
    r"\text{proved}", r"z \cdot y", "z_{2}^{3}", "0 = 1"])
def test_no_letter_prints_like_more_than_a_letter(name):
    """Or d/dz e^z = 0 would stand there, of a symbol that is called so."""
    with pytest.raises(ValueError, match="a symbol is one letter"):
        exact("named", Derivative(Symbol(name, real=True), z), 0)


@pytest.mark.parametrize("name", ["y", "q1", "W11", "tau", "h_0", "varphi",
                                  r"C_{\rightarrow}", "yhat"])
def test_letters_with_an_index_are_letters(name):
    v = Symbol(name, real=True)
    assert exact("named", (v + 1)**2, v**2 + 2*v + 1)
