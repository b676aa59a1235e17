"""One unit for fifty steps: the smallest error surface with a cliff.

    x_t = w s(x_{t-1}) + b     t = 1..T     E = (s(x_T) - 0.7)^2

with s the logistic function. The state x is the pre-activation, x_0 is
given, and there is no input. Source: Pascanu, Mikolov and Bengio 2013,
equation 8 and figure 6. Everything works on whole arrays of w and b.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .activations import ACTIVATIONS
from .contract import arguments as check
from .contract.types import Array, ArrayLike
from .rnn import checked_later

__all__ = ["Walk", "cliff", "crest", "curvature", "descend",
           "folds", "s"]
TARGET = 0.7
NUMBERS = (np.dtype(float), np.dtype(complex))


@checked_later
def s(x: Array | np.floating) -> Array:
    """The logistic function of a number or an array, of the same shape.

    x: float64 or complex128. Raises ValueError or TypeError naming x,
    FloatingPointError on overflow, which no real x leads to.
    """
    h = _s(_parameter("x", x))
    check.finite("s", s=h)
    return h


def _s(x: Array | np.floating) -> Array:
    return ACTIVATIONS["logistic"][0](x, out=np.empty_like(x))


@checked_later
def cliff(w: ArrayLike, b: ArrayLike, T: int = 50, x0: float = 0.5,
          ) -> tuple[Array, Array, Array]:
    """E and its gradient, (E, dE_dw, dE_db), each of the joint shape.

    w, b: numbers or arrays that broadcast, float64 or complex128; T: steps,
    at least 1; x0: the start. Raises ValueError or TypeError naming the
    argument, FloatingPointError on overflow.
    Source: Pascanu, Mikolov and Bengio 2013, equation 8.

    >>> E, dE_dw, dE_db = cliff(w=np.ones(4), b=np.zeros((3, 1)))
    >>> dE_dw.shape
    (3, 4)
    """
    w, b, x = _arguments(w, b, T, x0)
    x_w, x_b = np.zeros_like(x), np.zeros_like(x)       # dx_0/dw, dx_0/db
    for _ in range(T):
        h = _s(x)
        J = w * h * (1 - h)                             # dx_t/dx_{t-1}
        x_w, x_b, x = h + J * x_w, 1 + J * x_b, w * h + b
        check.finite("cliff", x=x)                      # s would hide it
    h = _s(x)
    E_x = 2 * (h - TARGET) * h * (1 - h)
    E, E_w, E_b = (h - TARGET) ** 2, E_x * x_w, E_x * x_b
    check.finite("cliff", E=E, dE_dw=E_w, dE_db=E_b)
    return E, E_w, E_b


@checked_later
def curvature(w: ArrayLike, b: ArrayLike, T: int = 50, x0: float = 0.5,
              ) -> tuple[Array, Array, Array]:
    """Second derivatives of E, by ww, by wb and by bb.

    Arguments, errors and source as in cliff.
    """
    w, b, x = _arguments(w, b, T, x0)
    x_w, x_b, x_ww, x_wb, x_bb = (np.zeros_like(x) for _ in range(5))
    for _ in range(T):
        h = _s(x)
        h1 = h * (1 - h)                                # s', and then s''
        J, K = w * h1, w * h1 * (1 - 2 * h)
        x_ww = J * x_ww + K * x_w * x_w + 2 * h1 * x_w
        x_wb = J * x_wb + K * x_w * x_b + h1 * x_b
        x_bb = J * x_bb + K * x_b * x_b
        x_w, x_b, x = h + J * x_w, 1 + J * x_b, w * h + b
        check.finite("curvature", x=x)
    h = _s(x)
    h1 = h * (1 - h)
    E_x = 2 * (h - TARGET) * h1
    E_xx = 2 * h1 * h1 + E_x * (1 - 2 * h)
    second = (E_xx * x_w * x_w + E_x * x_ww, E_xx * x_w * x_b + E_x * x_wb,
              E_xx * x_b * x_b + E_x * x_bb)
    check.finite("curvature", **dict(zip(("ww", "wb", "bb"), second,
                                         strict=True)))
    return second


@checked_later
def crest(w: ArrayLike, x0: float = 0.5) -> Array:
    """The b at which x0 is a fixed point, x0 = w s(x0) + b.

    w: a number or array. Raises ValueError or TypeError naming the argument,
    FloatingPointError on overflow.

    >>> float(crest(4.0, x0=0.0))
    -2.0
    """
    x = _start(x0)
    b = x - _parameter("w", w) * _s(x)
    check.finite("crest", b=b)
    return b


@checked_later
def folds(w: ArrayLike) -> tuple[Array, Array]:
    """Where two fixed points are born or die, (x, b), each (2, ...).

    At w above 4 a stable and an unstable fixed point meet at x, where
    w s'(x) = 1, for two values of b; the lower b comes first. w: numbers of
    at least 4. Raises ValueError or TypeError naming the argument.

    >>> x, b = folds(5.0)
    >>> b.round(4)
    array([-2.6556, -2.3444])
    """
    w = _parameter("w", w, (np.dtype(float),))
    if w.min() < 4:
        raise ValueError(f"w must be at least 4, got {w.min()}")
    h = (1 + np.sqrt(1 - 4 / w)) / 2        # the other one is 1 - h
    x = np.log(w * h * h)                   # as w h (1 - h) = 1
    return np.stack([x, -x]), np.stack([x - w * h, -x - 1 / h])


def _arguments(w, b, T, x0, dtypes=NUMBERS) -> tuple[Array, Array, Array]:
    """w and b as arrays, and x_0 in their joint shape."""
    w, b = _parameter("w", w, dtypes), _parameter("b", b, dtypes)
    check.count("T", T)
    try:
        shape = np.broadcast_shapes(w.shape, b.shape)
    except ValueError:
        raise ValueError(f"w and b must broadcast, got shapes {w.shape} and "
                         f"{b.shape}") from None
    return w, b, np.full(shape, _start(x0), np.result_type(w, b))


def _parameter(name, value, dtypes=NUMBERS) -> Array:
    """A number or an array of them, integers as floats."""
    value = check.as_array(name, value)
    if value.dtype.kind in "iu":
        value = value.astype(float)
    return check.array(name, value, value.ndim, "of numbers", dtypes)


def _start(x0):
    return np.float64(check.number("x0", x0))


class Walk(NamedTuple):
    """Gradient descent, each array (updates + 1, ...): [n] is after n."""
    w: Array              #: the weight
    b: Array              #: the bias
    E: Array              #: the error there
    length: Array         #: of the gradient, before any clipping


@checked_later
def descend(w: Array | float, b: Array | float, lr: float, *,
            limit: float | None = None, updates: int = 200, T: int = 50,
            x0: float = 0.5) -> Walk:
    """Gradient descent from (w, b) on the surface of cliff: a Walk.

    Arrays of w and b are walks side by side. lr: learning rate, above 0;
    limit: a longer gradient is scaled down to this length, each walk's by
    itself; None for no clipping. Other arguments and errors as in cliff.
    Source: Pascanu, Mikolov and Bengio 2013, algorithm 1.

    >>> descend(w=5.0, b=-2.9, lr=0.1, limit=0.1, updates=10).E.shape
    (11,)
    """
    lr = check.positive("lr", lr)
    limit = None if limit is None else check.positive("limit", limit)
    updates = check.count("updates", updates)
    w, b, x = _arguments(w, b, T, x0, (np.dtype(float),))
    w, b, seen = w + 0 * x, b + 0 * x, []
    for _ in range(updates + 1):
        check.finite("descend", w=w, b=b)
        E, E_w, E_b = cliff(w, b, T, x0)
        length = np.hypot(E_w, E_b)
        seen.append((w, b, E, length))
        scale = limit / np.maximum(length, limit) if limit else 1
        w, b = w - lr * scale * E_w, b - lr * scale * E_b
    return Walk(*map(np.array, zip(*seen, strict=True)))
