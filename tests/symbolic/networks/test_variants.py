"""Pages without tanh, eigenvectors, and what Omega is made of."""
import pytest
from corpus import DEFINITIONS
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import (
    M,
    N,
    Omega,
    W,
    alpha,
    gain,
    h,
    i,
    j,
    k,
    m,
    p,
    s,
    t,
)
from rnnlib.symbolic.ledger.ledger import LEDGER, clear
from rnnlib.symbolic.ledger.premises import NotProved
from rnnlib.symbolic.methods.claims import claim, proved
from rnnlib.symbolic.methods.conditions import conditions_of
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.methods.induction import induct
from rnnlib.symbolic.oracle.oracle import disagreement
from rnnlib.symbolic.terms.language import d, delta, imm, sum_over
from rnnlib.symbolic.terms.products import falling
from sympy import S, sqrt, tanh
from sympy.tensor.indexed import Indexed


@pytest.fixture
def linear():
    """A page on which h_t = p_t."""
    clear()
    for label, lhs, *rhs in DEFINITIONS:
        if lhs == h[t, i]:
            rhs = [p[t, i]]
        if isinstance(lhs, Indexed) or lhs in (mat.J(t), mat.P(t, k)):
            define(label, lhs, *rhs)
    yield LEDGER
    clear()


def test_a_page_has_one_kind_of_state(linear):
    with pytest.raises(ValueError, match="not what rnnlib computes"):
        define("another", h[t, i], tanh(p[t, i]))
    clear()
    define("curved", h[t, i], tanh(p[t, i]))
    with pytest.raises(ValueError, match="not what rnnlib computes"):
        define("straight", h[t, i], p[t, i])


def test_only_the_listed_kinds_are_laid_down():
    clear()
    for wrong in (2 * p[t, i], p[t, i]**2, S.One, tanh(p[t, i]) + 1):
        with pytest.raises(ValueError, match="not what rnnlib computes"):
            define("odd", h[t, i], wrong)


def test_one_step_is_W(linear):
    equation = claim("one", mat.J(t), mat.W)
    assert "linear" in conditions_of(equation.rests_on)
    assert equation.agreement < 1e-12
    assert not proved(mat.J(t), mat.W.T)
    assert not proved(d(h[t, i], h[t-1, j]), delta(i, j) * W[i, j])


def test_what_holds_without_tanh_is_false_with_it(model):
    assert not proved(mat.J(t), mat.W)
    assert disagreement(mat.J(t), mat.W) > 1e-3
    assert disagreement(mat.J(t), mat.W, (), ("linear",)) < 1e-12


def test_powers_by_eigenvectors(linear):
    claim("one", mat.J(t), mat.W)
    claim("start", mat.P(k, k), 1)
    claim("link", mat.P(t, k), mat.J(t) * mat.P(t-1, k), when=k < t)
    define("basis", mat.W, mat.Q * mat.Lam * mat.Q_inv)
    define("left", mat.Q_inv * mat.Q, 1)
    define("right", mat.Q * mat.Q_inv, 1)
    powers = falling(mat.Lam, s, t, k+1)

    def closed(rhs, *given):
        return induct("powers", mat.P(t, k), rhs, t, k, base="start",
                      step="link", given=["one", *given])

    assert closed(falling(mat.W, s, t, k+1)).latex.endswith("W^{t-k}")
    assert closed(mat.Q * powers * mat.Q_inv, "basis", "left",
                  "right").agreement < 1e-9
    for wrong in (mat.Q_inv * powers * mat.Q, mat.Q * powers * mat.Q.T,
                  mat.Q.T * powers * mat.Q, powers,
                  mat.Q * falling(mat.Lam, s, t, k) * mat.Q_inv):
        with pytest.raises(NotProved):
            closed(wrong, "basis", "left", "right")
    with pytest.raises(NotProved):
        closed(mat.Q * powers * mat.Q_inv, "basis", "left")


def test_induction_about_a_product(linear):
    """All singular values of a rotation's powers, by P P^T."""
    define("rotation", mat.W * mat.W.T, gain**2)
    claim("one", mat.J(t), mat.W)
    claim("start", mat.P(k, k), 1)
    claim("link", mat.P(t, k), mat.J(t) * mat.P(t-1, k), when=k < t)
    induct("power", mat.P(t, k), falling(mat.W, s, t, k+1), t, k,
           base="start", step="link", given=["one"])
    claim("early", mat.P(t, k), mat.P(t, k+1) * mat.W, given=["power"],
          when=k < t)

    def square(k):
        return mat.P(t, k) * mat.P(t, k).T

    claim("square-start", square(t), 1, given=["start"])
    claim("square-link", square(k), gain**2 * square(k+1),
          given=["early", "rotation"], when=k < t)

    def closed(lhs, rhs):
        return induct("isometry", lhs, rhs, k, t, base="square-start",
                      step="square-link")

    assert closed(square(k), gain**(2 * (t - k))).facts == (k <= t,)
    for wrong in (gain**(t - k), gain**(2 * (t - k + 1)), gain**(2 * (k - t)),
                  2 * gain**(2 * (t - k)), S.One):
        with pytest.raises(NotProved, match="left at the start"):
            closed(square(k), wrong)
    with pytest.raises(NotProved, match="one step of k away"):
        closed(mat.P(t, k).T * mat.P(t, k), gain**(2 * (t - k)))


@pytest.mark.parametrize("rhs", [
    mat.Q * mat.Lam * mat.Q.T, mat.Q_inv * mat.Lam * mat.Q,
    mat.W.T, 2 * mat.Lam])     # mat.Lam itself: units that see themselves
def test_no_other_basis_is_laid_down(linear, rhs):
    with pytest.raises(ValueError):
        define("basis", mat.W, rhs)


def test_eigenvectors_are_not_taken_for_granted(linear):
    assert not proved(mat.W, mat.Q * mat.Lam * mat.Q_inv)
    assert disagreement(mat.W, mat.Q * mat.Lam * mat.Q_inv) > 1e-3
    assert disagreement(mat.W, mat.Q * mat.Lam * mat.Q_inv, (),
                        ("eigen",)) < 1e-9


back = sum_over(W[m, j] * alpha[t, m], m)


@pytest.fixture
def omega(model):
    define("after", M[t], sum_over(alpha[t, i]**2, i))
    define("before", N[t], sum_over(((1 - h[t-1, j]**2) * sum_over(
        W[i, j] * alpha[t, i], i))**2, j))
    define("omega", Omega[t], (sqrt(N[t] / M[t]) - 1)**2)


def test_a_root_cancels_where_it_is_not_0(omega):
    """1 / sqrt(N / M) on the right side says that N and M are not 0."""
    dN = 2 * alpha[t, i] * (1 - h[t-1, j]**2)**2 * back
    claim("dOmega", imm(Omega[t], W[i, j]),
          dN * (1 - 1 / sqrt(N[t] / M[t])) / M[t])


def test_the_immediate_gradient_of_omega(omega):
    slope = 1 - h[t-1, j]**2
    dN = 2 * alpha[t, i] * slope**2 * back
    root = sqrt(N[t] / M[t])
    dOmega = dN * (root - 1) / root / M[t]
    assert claim("dN", imm(N[t], W[i, j]), dN).agreement < 1e-9
    assert claim("dOmega", imm(Omega[t], W[i, j]), dOmega).agreement < 1e-9
    for wrong in (dN / 2, dN / slope, -dN, dN.xreplace({t: t - 1}),
                  dN * slope, 2 * alpha[t, j] * slope**2 * back):
        assert not proved(imm(N[t], W[i, j]), wrong)
    for wrong in (2 * dOmega, dN * (sqrt(N[t] / M[t]) - 1) / M[t],
                  dN * (1 - 1 / sqrt(N[t] / M[t])),
                  dN * (1 - sqrt(M[t]) / N[t]) / M[t]):
        assert not proved(imm(Omega[t], W[i, j]), wrong)


def test_the_total_derivative_of_omega_is_another(omega):
    dN = 2 * alpha[t, i] * (1 - h[t-1, j]**2)**2 * back
    assert not proved(d(N[t], W[i, j]), dN)
    assert disagreement(d(N[t], W[i, j]), dN) > 1e-3
    assert proved(imm(N[t], h[t, i]), S.Zero)
