"""Gradient descent on the surface of rnnlib.cliff, clipped or not."""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from . import _checks as check
from ._types import Array
from .cliff import _arguments, cliff
from .rnn import checked_later

__all__ = ["Walk", "descend"]


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
