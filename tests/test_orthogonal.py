"""Orthogonal weights and their gradients, beside other ways to both."""
import numpy as np
import pytest
from rnnlib.orthogonal import (
    cayley,
    cayley_grad,
    cayley_inverse,
    exponential,
    exponential_grad,
)

pytestmark = pytest.mark.filterwarnings("error")
BOTH = [(cayley, cayley_grad), (exponential, exponential_grad)]


def square(n=5, seed=0):
    return np.random.default_rng(seed).normal(size=(n, n))


def series(A, terms=60):
    """exp(A) term by term."""
    total, term = np.eye(len(A), dtype=A.dtype), np.eye(len(A))
    for n in range(1, terms):
        term = term @ A / n
        total = total + term
    return total


def by_equation(A):
    one = np.eye(len(A))
    return np.linalg.inv(one + A) @ (one - A)


@pytest.mark.parametrize("make, plain", [(cayley, by_equation),
                                         (exponential, series)])
@pytest.mark.parametrize("n", [1, 2, 5, 8])
def test_values_and_orthogonality(make, plain, n):
    X = square(n)
    W = make(X)
    np.testing.assert_allclose(W, plain((X - X.T) / 2), atol=1e-12)
    np.testing.assert_allclose(W @ W.T, np.eye(n), atol=1e-13)
    assert np.linalg.det(W) == pytest.approx(1)


@pytest.mark.parametrize("make, back", BOTH)
def test_only_the_skew_part_counts(make, back):
    X, more, dW = square(), square(seed=1), square(seed=2)
    np.testing.assert_allclose(make(X + more + more.T), make(X), atol=1e-12)
    grad = back(X, dW)
    np.testing.assert_allclose(grad, -grad.T, atol=1e-14)


@pytest.mark.parametrize("plain, back", [(by_equation, cayley_grad),
                                         (series, exponential_grad)])
def test_gradients_by_a_complex_step(plain, back):
    X, dX, dW = square(), square(seed=1), square(seed=2)
    moved = X + 1e-30j * dX
    slope = (plain((moved - moved.T) / 2).imag * dW).sum() / 1e-30
    assert (back(X, dW) * dX).sum() == pytest.approx(slope, rel=1e-11)


@pytest.mark.parametrize("back", [cayley_grad, exponential_grad])
def test_equal_angles_divide_by_no_zero(back):
    X = np.kron(np.eye(2), [[0.0, 1.0], [-1.0, 0.0]])
    assert np.isfinite(back(X, square(4))).all()


@pytest.mark.parametrize("n", [1, 2, 6])
def test_inverse_gives_the_skew_matrix_back(n):
    X = square(n)
    A = (X - X.T) / 2
    np.testing.assert_allclose(cayley_inverse(cayley(X)), A, atol=1e-11)


@pytest.mark.parametrize("W, why", [
    (-np.eye(2), "-1"), (np.diag([1.0, -1.0]), "-1"),
    (2 * np.eye(2), "W W.T is not I"), (np.ones((2, 3)), "shape")])
def test_inverse_refuses_what_is_no_cayley_transform(W, why):
    with pytest.raises(ValueError, match=why.replace("W.T", r"W\^T")):
        cayley_inverse(W)


@pytest.mark.parametrize("make, back", BOTH)
def test_unfit_arguments_are_named(make, back):
    with pytest.raises(ValueError, match="X must be"):
        make(np.ones((2, 3)))
    with pytest.raises(TypeError, match="X must be real"):
        make(np.ones((2, 2), complex))
    with pytest.raises(ValueError, match=r"dW must be \(2, 2\)"):
        back(np.zeros((2, 2)), np.zeros((3, 3)))
    with pytest.raises(ValueError, match="X must be finite"):
        make([[0.0, np.nan], [0.0, 0.0]])


@pytest.mark.parametrize("make, back", BOTH)
def test_single_precision_stays_single(make, back):
    X = square().astype("f4")
    assert make(X).dtype == back(X, X).dtype == np.float32
