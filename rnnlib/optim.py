"""Training: steps downhill, clipping, and a bar for the updates done."""
from __future__ import annotations

import numbers
from collections.abc import Iterable

import numpy as np

from . import _checks as check
from ._types import Grads
from .rnn import Params

__all__ = ["clip_by_norm", "clip_by_value", "progress", "sgd"]


def sgd(params: Params, grads: Params, lr: float) -> Params:
    """One step of gradient descent: Params with z - lr * dz for each z.

    grads: Params of gradients, as from bptt; lr: the learning rate, above 0.
    Neither argument is changed. Raises ValueError or TypeError naming the
    argument, FloatingPointError on overflow. Source: Robbins and Monro 1951,
    for gradients of a part of the data.

    >>> params = rnnlib.init(2, 3, 2, recurrent="identity")
    >>> sgd(params, grads=params, lr=0.1).W[0]
    array([0.9, 0. , 0. ])
    """
    params = check.parameters(params)
    if not check.is_a(lr, numbers.Real):
        raise TypeError(f"lr must be a real number, got {lr!r}")
    if not 0 < lr < np.inf:
        raise ValueError(f"lr must be positive and finite, got {lr}")
    grads = gradients(params, grads)
    with np.errstate(over="ignore", invalid="ignore"):
        after = [z - z.real.dtype.type(lr) * dz
                 for z, dz in zip(params, grads, strict=True)]
    check.finite("sgd", **dict(zip(params._fields, after, strict=True)))
    return type(params)(*after)


def clip_by_norm(grads: Grads, limit: float) -> tuple[Grads, float]:
    """grads, all scaled by one number to a joint length of at most `limit`.

    Returns (Params, length before): g becomes g min(1, limit / ||g||), with
    ||g|| over the entries of all five arrays. The direction stays. Raises
    ValueError or TypeError naming the argument.
    Source: Pascanu, Mikolov and Bengio 2013, algorithm 1.

    >>> grads = rnnlib.init(2, 3, 2)
    >>> shorter, _ = clip_by_norm(grads, 0.1)
    >>> round(clip_by_norm(shorter, 1.0)[1], 6)
    0.1
    """
    grads, limit = clippable(grads, limit)
    largest = max(abs(dz).max() for dz in grads) or 1.0   # squares stay finite
    length = float(largest) * float(np.sqrt(sum(
        (abs(dz / largest) ** 2).sum(dtype=float) for dz in grads)))
    scale = min(1.0, limit / length) if length else 1.0
    return type(grads)(*[dz * dz.real.dtype.type(scale) for dz in grads]), \
        length


def clip_by_value(grads: Grads, limit: float) -> Grads:
    """grads with every entry moved into [-limit, limit]: Params.

    The direction changes. Raises ValueError or TypeError naming the
    argument. Compare Mikolov 2012, who clips the parts of each step.

    >>> clip_by_value(rnnlib.init(2, 3, 2, recurrent="identity"), 0.5).W[0]
    array([0.5, 0. , 0. ])
    """
    grads, limit = clippable(grads, limit)
    return type(grads)(*[np.clip(dz, -limit, limit) for dz in grads])


def clippable(grads, limit):
    """Both arguments of a clipping, once they have been found good."""
    if not check.is_a(limit, numbers.Real):
        raise TypeError(f"limit must be a real number, got {limit!r}")
    if not 0 < limit < np.inf:
        raise ValueError(f"limit must be positive and finite, got {limit}")
    if getattr(grads, "_fields", None) is None:
        raise TypeError(f"grads must be a named tuple of arrays, got "
                        f"{type(grads).__name__}")
    return type(grads)(*[
        check.array(f"grads.{name}", dz, np.ndim(dz), "of numbers", check.REAL)
        for name, dz in zip(grads._fields, grads, strict=True)]), float(limit)


def gradients(params, grads):
    """grads as arrays that fit params, each named in an error."""
    if getattr(grads, "_fields", None) != params._fields:
        raise TypeError(f"grads must be rnnlib.Params(U, W, V, b_h, b_y), "
                        f"got {type(grads).__name__}")
    for name, z in params._asdict().items():
        shape = check.SHAPES[name]
        dz = check.array(f"grads.{name}", getattr(grads, name),
                         shape.count("n_"), shape)
        check.fits(f"grads.{name}", dz, z.shape, shape)
    check.one_precision(**params._asdict(), **{
        f"grads.{name}": dz for name, dz in grads._asdict().items()})
    return grads


def progress(total: int) -> Iterable[int]:
    """Count from 0 to total - 1, with a bar in a notebook.

    total: an int, 0 or more. Returns what a for loop can run over. In the
    reader's page there is no notebook, and in a script no page: there it
    counts without a bar.
    """
    try:
        from IPython import get_ipython
        from IPython.display import ProgressBar
    except ModuleNotFoundError:
        return range(total)
    if get_ipython() is None:
        return range(total)
    bar = ProgressBar(total)
    bar.html_width = "100%"
    return bar
