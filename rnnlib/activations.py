"""Activations and losses: each a function and its slope, in a table.

The functions here work on arrays that have been checked, and check nothing.
"""
from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .contract.types import Activation, Array, Loss

__all__ = ["ACTIVATIONS", "LOSSES", "cross_entropy", "logistic",
           "output_errors", "relu", "softmax", "squared"]


def logistic(p: Array, out: Array) -> Array:
    """1 / (1 + exp(-p)), written to out, which has the shape of p.

    An exp that overflows gives the limit, 0; of a complex p only exps that
    do not are taken, as infinity has no phase.
    """
    if p.dtype.kind == "c":
        left = p.real < 0
        z = np.exp(np.where(left, p, -p))
        return np.divide(np.where(left, z, 1), 1 + z, out=out)
    np.exp(np.negative(p, out=out), out=out)
    out += 1
    return np.reciprocal(out, out=out)


def relu(p: Array, out: Array) -> Array:
    """max(p, 0), written to out, which has the shape of p."""
    return np.multiply(p, p.real > 0, out=out)


def tanh_slope(h, out=None):
    return np.subtract(1, np.multiply(h, h, out=out), out=out)


def logistic_slope(h, out=None):
    return np.multiply(h, 1 - h, out=out)


def relu_slope(h, out=None):
    return np.positive(h.real > 0, out=out, dtype=h.dtype)


def identity_slope(h, out=None):
    return np.positive(np.ones_like(h), out=out)


# name: (h = f(p, out=h), f'(p) written in terms of h)
ACTIVATIONS: dict[Activation, tuple[Callable, Callable]] = {
    "tanh": (np.tanh, tanh_slope),
    "logistic": (logistic, logistic_slope),
    "relu": (relu, relu_slope),
    "identity": (np.positive, identity_slope),
}
BOUNDED = ("tanh", "logistic")        # finite even where p is not


@np.errstate(under="ignore")
def softmax(q: Array) -> Array:
    """exp(q_a) / sum_b exp(q_b) along the last axis: the shape of q.

    Shifted so that the largest exponent is 0. Source: Bridle 1990.

    >>> softmax(np.array([1000.0, 1000.0]))
    array([0.5, 0.5])
    """
    z = np.exp(q - q.real.max(-1, keepdims=True))
    z /= z.sum(-1, keepdims=True)
    return z


def cross_entropy(q, y):
    """E_t = log sum exp q - y.q, (T, B), and e_t, which overwrites q."""
    q -= q.real.max(-1, keepdims=True)          # the largest exponent is 0
    at: tuple = (...,)
    if y.ndim == 2:                             # y_t is 1 at the label
        at, y = (np.arange(len(y))[:, None], np.arange(y.shape[1]), y), 1
        E = -q[at]
    else:
        E = -(y * q).sum(-1)
    sums = np.exp(q, out=q).sum(-1)
    E += np.log(sums)
    q /= sums[..., None]                        # y_hat
    q[at] -= y
    return E, q


def squared(q, y):
    """E_t = 1/2 ||q_t - y_t||^2, (T, B), and e_t, which overwrites q."""
    q -= y
    return 0.5 * (q**2).sum(-1), q


# name: (E_t, e_t = dE_t/dq_t) from q_t and y_t
LOSSES: dict[Loss, Callable] = {"cross_entropy": cross_entropy,
                                "squared": squared}


def output_errors(q, y, loss, weights):
    """E = sum of m_t E_t, and e_t = dE/dq_t, with the weights m_t.

    What weighs 0 is left out, so that an infinite E_t there is no NaN.
    """
    E, e = LOSSES[loss](q, y)
    on = weights.astype(bool)
    e[~on] = 0
    E = E[on]
    if weights.dtype != bool:
        m = weights.astype(E.real.dtype)
        E *= m[on]
        e *= m[..., None]
    return E.sum(), e
