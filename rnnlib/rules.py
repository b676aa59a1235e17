"""Activations, losses and starting matrices: rules kept as data."""
from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ._types import Activation, Array, Loss, Recurrent


def logistic(p: Array, out: Array) -> Array:
    """1 / (1 + exp(-p)); an exp that overflows gives the limit, 0."""
    np.exp(np.negative(p, out=out), out=out)
    out += 1
    return np.reciprocal(out, out=out)


def relu(p: Array, out: Array) -> Array:
    return np.multiply(p, p.real > 0, out=out)


# name: (h = f(p, out=h), f'(p) written in terms of h)
ACTIVATIONS: dict[Activation, tuple[Callable, Callable]] = {
    "tanh": (np.tanh, lambda h: 1 - h * h),
    "logistic": (logistic, lambda h: h * (1 - h)),
    "relu": (relu, lambda h: (h.real > 0).astype(h.dtype)),
    "identity": (np.positive, np.ones_like),
}


def softmax(q: Array) -> Array:
    """Along the last axis, shifted so that the largest exponent is 0."""
    z = np.exp(q - q.real.max(-1, keepdims=True))
    z /= z.sum(-1, keepdims=True)
    return z


def cross_entropy(q, y_hat, y):
    """E_t = -sum_a y_a log y_hat_a, as log sum exp q - y.q: (T, B)."""
    top = q.real.argmax(-1)[..., None]    # y_hat is at least 1 / n_y there
    log_sum = (np.take_along_axis(q, top, -1)
               - np.log(np.take_along_axis(y_hat, top, -1)))
    if y.ndim == 2:
        return (log_sum - np.take_along_axis(q, y[..., None], -1))[..., 0]
    return (y * (log_sum - q)).sum(-1)


def squared(q, y_hat, y):
    """E_t = 1/2 ||y_hat_t - y_t||^2, where y_hat_t is q_t: (T, B)."""
    return 0.5 * ((y_hat - y) ** 2).sum(-1)


# name: (y_hat = g(q), E_t); in both pairs dE_t/dq_t = y_hat_t - y_t
LOSSES: dict[Loss, tuple[Callable, Callable]] = {
    "cross_entropy": (softmax, cross_entropy),
    "squared": (np.positive, squared),
}


def output_errors(q, y, loss, counted):
    """E over the steps that count, and e_t = dE/dq_t: 0 at the others."""
    output, errors = LOSSES[loss]
    y_hat = output(q)
    E = errors(q, y_hat, y)[counted].sum()
    if y.ndim == 2:                             # y_t is 1 at the label
        e = y_hat
        e.reshape(y.size, -1)[np.arange(y.size), y.ravel()] -= 1
    else:
        e = y_hat - y
    e[~counted] = 0
    return E, e


def orthogonal(normal, rng):
    """QR with a positive diagonal, so that Q is uniform (Mezzadri 2007)."""
    Q, R = np.linalg.qr(normal)
    return Q * np.where(np.diag(R) < 0, -1, 1)


def sparse(normal, rng, connections=15):
    """At most 15 entries a row, in places drawn by rng; spectral radius 1."""
    keep = rng.random(normal.shape).argsort(1) < connections
    W = np.where(keep, normal, 0)
    return W / abs(np.linalg.eigvals(W)).max()


# name: W made from an (n_h, n_h) matrix of N(0, 1), and a Generator for more
RECURRENT: dict[Recurrent, Callable] = {
    "orthogonal": orthogonal,
    "gaussian": lambda normal, rng: normal / np.sqrt(len(normal)),
    "identity": lambda normal, rng: np.eye(len(normal)),
    "sparse": sparse,
}
