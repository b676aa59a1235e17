"""Orthogonal weights made of numbers that are free: W = f(A), A skew.

A = (X - X^T) / 2 is the skew part of any square X, so that every entry of X
may move. Cayley has W = (I + A)^-1 (I - A), the exponential W = exp(A). Each
comes with the gradient by X, given that by W.
"""
from __future__ import annotations

import numpy as np

from .contract import arguments as check
from .contract.types import Array, ArrayLike
from .rnn import checked_later

__all__ = ["cayley", "cayley_grad", "cayley_inverse", "exponential",
           "exponential_grad"]


@checked_later
def cayley(X: ArrayLike) -> Array:
    """W = (I + A)^-1 (I - A), orthogonal, A the skew part of X: (n, n).

    X: (n, n), real. Every orthogonal W without the eigenvalue -1 is such a
    W, of one skew A. Raises ValueError or TypeError naming the argument,
    FloatingPointError where W would lose half of its digits, as where A is
    huge and I + A nearly singular.
    Source: Helfrich, Willmott and Ye 2018, who train networks so.

    >>> cayley([[0.0, 1.0], [-1.0, 0.0]])      # tan(45 degrees): 90 degrees
    array([[ 0., -1.],
           [ 1.,  0.]])
    """
    A = _skew("X", X)
    return _solved("cayley", A)


@checked_later
def cayley_grad(X: ArrayLike, dW: ArrayLike) -> Array:
    """The gradient by X of a loss whose gradient by W = cayley(X) is dW.

    X, dW: (n, n), real. With Z = -(I + A)^-T dW (I + W)^T it is the skew
    part of Z; of I + W, which is 2 (I + A)^-1, no digits are lost. Raises as
    cayley does, and FloatingPointError on overflow.

    >>> cayley_grad(np.zeros((2, 2)), [[0.0, 1.0], [0.0, 0.0]])
    array([[ 0., -1.],
           [ 1.,  0.]])
    """
    A = _skew("X", X)
    by_W = _square("dW", dW, len(A))
    check.one_precision(X=A, dW=by_W)
    _solved("cayley_grad", A)
    inverse = np.linalg.inv(np.eye(len(A), dtype=A.dtype) + A)
    Z = inverse.T @ by_W @ inverse.T
    found = Z.T - Z
    check.finite("cayley_grad", gradient=found)
    return found


@checked_later
def cayley_inverse(W: ArrayLike) -> Array:
    """The skew A with cayley(A) = W, for an orthogonal W: (n, n).

    W: (n, n), real, with W W^T = I up to rounding. Raises ValueError for
    another W, and where -1 is an eigenvalue, since then there is no A.

    >>> cayley_inverse(cayley([[0.0, 0.5], [-0.5, 0.0]])).round(12)
    array([[ 0. ,  0.5],
           [-0.5,  0. ]])
    """
    Q = _square("W", W)
    one, eps = np.eye(len(Q), dtype=Q.dtype), np.finfo(Q.dtype).eps
    if not _off(Q) <= 100 * len(Q) * eps:
        raise ValueError(f"W must be orthogonal: W W^T is not I, it is off "
                         f"by {_off(Q):.2g}")
    least = np.linalg.svd(one + Q, compute_uv=False)[-1]
    if least < 100 * len(Q) * eps:
        raise ValueError(f"W must not have the eigenvalue -1: no skew matrix "
                         f"gives it, got one within {least:.2g} of it")
    A = 2 * np.linalg.inv(one + Q) - one
    return (A - A.T) / 2


@checked_later
def exponential(X: ArrayLike) -> Array:
    """W = exp(A), a rotation, A the skew part of X: (n, n).

    X: (n, n), real. Every W with determinant 1 is such a W, of many A.
    Raises ValueError or TypeError naming the argument, FloatingPointError
    where an angle may be so large that W would lose half of its digits.
    Source: Lezcano-Casado and Martinez-Rubio 2019.

    >>> exponential(np.array([[0.0, -1.0], [1.0, 0.0]]) * np.pi / 2).round(9)
    array([[ 0., -1.],
           [ 1.,  0.]])
    """
    angles, vectors = _turns("exponential", _skew("X", X))
    return ((vectors * np.exp(-1j * angles)) @ vectors.conj().T).real


@checked_later
def exponential_grad(X: ArrayLike, dW: ArrayLike) -> Array:
    """The gradient by X of a loss whose gradient by exponential(X) is dW.

    X, dW: (n, n), real. A change dA moves exp(A) by the integral of
    exp((1 - s) A) dA exp(s A) over s from 0 to 1: in the basis of the
    eigenvectors of A, each entry of dA times a number. Raises as exponential
    does, and FloatingPointError on overflow.

    >>> exponential_grad(np.zeros((2, 2)), [[0.0, 1.0], [0.0, 0.0]])
    array([[ 0. ,  0.5],
           [-0.5,  0. ]])
    """
    A = _skew("X", X)
    by_W = _square("dW", dW, len(A))
    check.one_precision(X=A, dW=by_W)
    angles, Q = _turns("exponential_grad", A)
    half = angles / 2
    ratios = np.exp(1j * np.add.outer(half, half)) * np.sinc(
        np.subtract.outer(half, half) / np.pi)
    Z = (Q @ (Q.conj().T @ by_W @ Q * ratios) @ Q.conj().T).real
    found = (Z - Z.T) / 2
    check.finite("exponential_grad", gradient=found)
    return found


def _square(name, value, n=None):
    value = check.as_array(name, value)
    if value.dtype.kind != "f":           # a list of whole numbers, say
        value = check.numbers_in(name, value)
    value = check.array(name, value, 2, "(n, n)")
    check.real_arrays(**{name: value})
    rows, columns = value.shape
    if rows != columns or n not in (None, rows):
        raise ValueError(f"{name} must be ({n or 'n'}, {n or 'n'}), got "
                         f"shape {value.shape}")
    return value


def _skew(name, value):
    X = _square(name, value)
    return X / 2 - X.T / 2


def _solved(where, A):
    """(I + A)^-1 (I - A), if half of its digits are right."""
    one = np.eye(len(A), dtype=A.dtype)
    try:
        W = np.linalg.solve(one + A, one - A)
    except np.linalg.LinAlgError:             # but for rounding there is one
        W = 0 * one
    if not _off(W) <= np.finfo(A.dtype).eps**0.5:
        raise FloatingPointError(
            f"{where}: W has lost its digits, as X has entries up to "
            f"{abs(A).max():.2g} and I + A is nearly singular")
    return W


def _off(W):
    """The largest entry of W W^T - I, NaN on overflow."""
    return abs(W @ W.T - np.eye(len(W), dtype=W.dtype)).max()


def _turns(where, A):
    """Angles w and unitary Q with A = -i Q diag(w) Q*: iA is Hermitian."""
    most = abs(A).sum(0).max()                # no angle is larger
    if not most <= np.finfo(A.dtype).eps**-0.5:
        raise FloatingPointError(
            f"{where}: W has lost its digits, as X has entries that turn it "
            f"by angles up to {most:.2g}")
    return np.linalg.eigh(1j * A)
