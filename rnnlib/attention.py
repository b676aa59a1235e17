"""Attention: a mixture of what stands at all positions, and its credit.

    w = softmax(keys query / sqrt(n))      found = sum_k w_k values_k

Between what stands at a position and what is found there is one factor, at
any distance.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .activations import softmax
from .contract import arguments as check
from .contract.types import Array, ArrayLike
from .rnn import checked_later

__all__ = ["Attended", "Looked", "attend", "attend_back"]


class Attended(NamedTuple):
    """What one query finds, and where it looks."""
    found: Array      #: (n_v,), the mixture of the values
    look: Array       #: (T,), the weights, which add up to 1


class Looked(NamedTuple):
    """Credits: derivatives of a loss by what attention was given."""
    query: Array      #: (n,)
    keys: Array       #: (T, n)
    values: Array     #: (T, n_v)


@checked_later
def attend(query: ArrayLike, keys: ArrayLike, values: ArrayLike) -> Attended:
    """What a query finds at T positions: Attended(found, look).

    query: (n,), keys: (T, n), values: (T, n_v). Scores are divided by the
    root of n. Raises ValueError or TypeError naming the argument,
    FloatingPointError on overflow. Source: Vaswani et al. 2017.

    >>> attend(np.ones(1), np.zeros((2, 1)), np.eye(2)).found
    array([0.5, 0.5])
    """
    query, keys, values = _checked(query, keys, values)
    look = softmax(keys @ query / np.sqrt(len(query)))
    found = look @ values
    check.finite("attend", look=look, found=found)
    return Attended(found, look)


@checked_later
def attend_back(query: ArrayLike, keys: ArrayLike, values: ArrayLike,
                credit: ArrayLike) -> Looked:
    """Credits of a loss, by query, keys and values: Looked.

    credit: (n_v,), the derivative of the loss by what was found, g. A value
    is paid w_k g, and a score w_k (values_k - found) . g. Other arguments
    and errors as in attend.

    >>> attend_back(np.ones(1), np.zeros((2, 1)), np.eye(2), [4.0, 0.0]).keys
    array([[ 1.],
           [-1.]])
    """
    query, keys, values = _checked(query, keys, values)
    g: Array = check.array("credit", credit, 1, "(n_v,)")
    check.fits("credit", g, values.shape[1:], "(n_v,)")
    check.one_precision(values=values, credit=g)
    found, look = attend(query, keys, values)
    scores = look * ((values - found) @ g) / np.sqrt(len(query))
    made = Looked(scores @ keys, np.outer(scores, query), np.outer(look, g))
    check.finite("attend_back", **made._asdict())
    return made


def _checked(query, keys, values) -> tuple[Array, Array, Array]:
    """The three as arrays that fit together."""
    query = check.array("query", query, 1, "(n,)")
    keys = check.array("keys", keys, 2, "(T, n)")
    check.fits("keys", keys, (len(keys), len(query)), "(T, n)")
    values = check.array("values", values, 2, "(T, n_v)")
    check.fits("values", values, (len(keys), values.shape[1]), "(T, n_v)")
    check.one_precision(query=query, keys=keys, values=values)
    return query, keys, values
