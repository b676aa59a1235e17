"""Functions of a number, with their slopes, of real and complex arrays."""
from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .troubles import NoNumber

Array = np.ndarray
Curve = Callable[[Array], Array]


def tanh_slope(p: Array) -> Array:
    """1 - tanh(p)^2."""
    return 1 - np.tanh(p)**2


def logistic(p: Array) -> Array:
    """1 / (1 + exp(-p)), by tanh, which does not overflow."""
    return (1 + np.tanh(p / 2)) / 2


def logistic_slope(p: Array) -> Array:
    """s (1 - s) with s = logistic(p)."""
    return logistic(p) * (1 - logistic(p))


def relu(p: Array) -> Array:
    """max(p, 0), by the real part."""
    return p * (p.real > 0)


def relu_slope(p: Array) -> Array:
    """1 where p is positive, else 0."""
    return (p.real > 0) + 0 * p


def log(p: Array) -> Array:
    """The natural logarithm, of positive numbers only."""
    if not (p.real > 0).all():
        raise NoNumber("It takes the logarithm of a number that is not "
                       "positive.")
    return np.log(p)


def log_slope(p: Array) -> Array:
    """1 / p."""
    return np.reciprocal(p)


def one_slope(p: Array) -> Array:
    """Ones."""
    return 1 + 0 * p


def softmax(q: Array, axis: int = -1) -> Array:
    """exp(q) / sum exp(q) along one axis, shifted so as not to overflow."""
    z = np.exp(q - q.real.max(axis=axis, keepdims=True))
    return z / z.sum(axis=axis, keepdims=True)


# name: (the function, its slope)
CURVES: dict[str, tuple[Curve, Curve]] = {
    "tanh": (np.tanh, tanh_slope),
    "logistic": (logistic, logistic_slope),
    "relu": (relu, relu_slope),
    "linear": (np.positive, one_slope),
    "exp": (np.exp, np.exp),
    "log": (log, log_slope),
}


def random_curve(rng: np.random.Generator) -> tuple[Curve, Curve]:
    """A smooth activation of random shape, which no formula can know.

    a tanh p + b sin p + c cos 2p + d, which is bounded: what holds for it
    holds for every activation.
    """
    a, b, c, d = rng.uniform([0.5, 0.3, 0.05, 0.1], [1.0, 0.6, 0.2, 0.4])
    return (lambda p: a * np.tanh(p) + b * np.sin(p) + c * np.cos(2 * p) + d,
            lambda p: (a * tanh_slope(p) + b * np.cos(p)
                       - 2 * c * np.sin(2 * p)))
