"""Training: steps downhill, clipping, and a bar for the updates done."""
from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from . import _checks as check
from . import _lstm_checks as gated
from ._types import Grads
from .gru import GRUParams
from .lstm import LSTMParams
from .rnn import checked_later

__all__ = ["clip_by_norm", "clip_by_value", "progress", "sgd"]
# parameters of gates, what errors call them, how many sets they stack
STACKED = (LSTMParams, "LSTMParams", 4), (GRUParams, "GRUParams", 3)


@checked_later
def sgd(params: Grads, grads: Grads, lr: float) -> Grads:
    """One step of gradient descent: Params with z - lr * dz for each z.

    params: Params, LSTMParams or GRUParams; grads: the same of gradients, as
    from bptt; lr: the learning rate, above 0. No argument is changed. Raises
    ValueError or TypeError naming the argument, FloatingPointError on
    overflow. Source: Robbins and Monro 1951, for gradients of a part of the
    data.

    >>> params = rnnlib.init(2, 3, 2, recurrent="identity")
    >>> sgd(params, grads=params, lr=0.1).W[0]
    array([0.9, 0. , 0. ])
    """
    lr = check.positive("lr", lr)
    params, grads = _descent(params, grads)
    after = type(params)(*[z - z.real.dtype.type(lr) * dz
                           for z, dz in zip(params, grads, strict=True)])
    check.finite("sgd", **_named("", after))
    return after


@checked_later
def clip_by_norm(grads: Grads, limit: float) -> tuple[Grads, float]:
    """grads, all scaled by one number to a joint length of at most `limit`.

    Returns (Params, length before): g becomes g min(1, limit / ||g||), with
    ||g|| over the entries of all arrays of a named tuple. The direction
    stays. Raises ValueError or TypeError naming the argument, and
    FloatingPointError if the length overflows.
    Source: Pascanu, Mikolov and Bengio 2013, algorithm 1.

    >>> grads = rnnlib.init(2, 3, 2)
    >>> shorter, _ = clip_by_norm(grads, 0.1)
    >>> round(clip_by_norm(shorter, 1.0)[1], 6)
    0.1
    """
    grads, limit = _clippable(grads, limit)
    largest = max(abs(dz).max() for dz in grads) or 1.0   # squares stay finite
    directions = [dz / largest for dz in grads]
    parts = np.sqrt(sum((z**2).sum(dtype=float) for z in directions))
    length = float(np.float64(largest) * parts)
    check.finite("clip_by_norm", length=length)
    clipped = grads if length <= limit else [
        z * z.dtype.type(limit / parts) for z in directions]
    return type(grads)(*[np.array(z, dz.dtype) for z, dz in zip(
        clipped, grads, strict=True)]), length


@checked_later
def clip_by_value(grads: Grads, limit: float) -> Grads:
    """grads with every entry moved into [-limit, limit]: Params.

    The direction changes. Raises ValueError or TypeError naming the
    argument. Compare Mikolov 2012, who clips the parts of each step.

    >>> clip_by_value(rnnlib.init(2, 3, 2, recurrent="identity"), 0.5).W[0]
    array([0.5, 0. , 0. ])
    """
    grads, limit = _clippable(grads, limit)
    bounds = [min(limit, float(np.finfo(dz.dtype).max)) for dz in grads]
    return type(grads)(*[np.clip(dz, -most, most) for dz, most in zip(
        grads, bounds, strict=True)])


def _clippable(grads, limit):
    """Both arguments of a clipping, once they have been found good."""
    limit = check.positive("limit", limit)
    if not isinstance(grads, tuple) or not getattr(grads, "_fields", None):
        raise TypeError(f"grads must be a named tuple of arrays, got "
                        f"{type(grads).__name__}")
    return type(grads)(*[
        check.array(f"grads.{name}", dz, None, "of numbers", check.REAL)
        for name, dz in _named("", grads).items()]), limit


def _descent(params, grads):
    """params and grads as arrays that fit, each named in an error."""
    kind, sets = next((one for of, *one in STACKED if isinstance(params, of)),
                      ("rnnlib.Params", 0))
    params = gated.parameters(params, sets) if sets else check.parameters(
        params)
    if not check.is_named(grads, params._fields):
        raise TypeError(f"grads must be {kind}(U, W, V, b_h, b_y), "
                        f"got {type(grads).__name__}")
    named = _named("grads.", grads)
    shapes = gated.shapes(sets) if sets else check.SHAPES
    for (name, dz), z, shape in zip(
            named.items(), params, shapes.values(), strict=True):
        named[name] = check.array(name, dz, z.ndim, shape)
        check.fits(name, named[name], z.shape, shape)
    check.one_precision(**params._asdict(), **named)
    return params, named.values()


def _named(prefix, z):
    """The arrays of a named tuple by name, as errors call them."""
    return {prefix + name: value for name, value in z._asdict().items()}


def progress(total: int) -> Iterable[int]:
    """Count from 0 to total - 1, with a bar in a notebook.

    In the reader's page there is no notebook, in a terminal a bar would take
    a line each time, and in a script there is no page: there it counts
    without a bar. total: an int, 0 or more. Raises ValueError or
    TypeError.
    """
    total = check.count("total", total, 0)
    try:
        from IPython import get_ipython
        from IPython.display import ProgressBar
    except ModuleNotFoundError:
        return range(total)
    if getattr(get_ipython(), "kernel", None) is None:
        return range(total)
    bar = ProgressBar(total)
    bar.html_width = "100%"
    return bar
