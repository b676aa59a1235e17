"""Equations without sizes: what is proved, and what is refused."""
from importlib import import_module

import pytest
from rnnlib.symbolic.exact import exact
from rnnlib.symbolic.ledger import LEDGER, clear
from rnnlib.symbolic.matrices import mat
from rnnlib.symbolic.model import h, i, t
from rnnlib.symbolic.plain import logistic
from rnnlib.symbolic.premises import NotProved
from rnnlib.symbolic.proofs import claim
from rnnlib.symbolic.publishing import Refuted
from sympy import (
    Derivative,
    Float,
    Integral,
    MatPow,
    Matrix,
    Max,
    Min,
    Rational,
    S,
    Symbol,
    besselj,
    ff,
    log,
    oo,
    sqrt,
    symbols,
    tanh,
)

module = import_module("rnnlib.symbolic.exact")   # the name is the function's
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
    monkeypatch.setattr(module, "check_numbers", lambda *_: None)
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
