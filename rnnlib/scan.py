"""Linear recurrences, h_t = alpha_t h_{t-1} + beta_t, unit by unit.

As a loop, and as a parallel scan. A step is a pair (alpha, beta). Pairs
compose, and the order in which neighbours are composed does not matter, so
all states can be had in rounds, few of them, that each compose many pairs
which do not wait for one another. Factors and drives may be complex.
"""
from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from .contract import arguments as check
from .contract.types import Array, ArrayLike, Seed, Start
from .rnn import checked_later

__all__ = ["Credits", "Round", "recurrence", "ring", "scan", "scan_back",
           "schedule"]
Method: TypeAlias = Literal["blelloch", "hillis-steele"]


class Round(NamedTuple):
    """Pairs composed at the same time: steps as rows, from 0, each (n,)."""
    earlier: Array        #: what is put in
    later: Array          #: where it is put in, and where the result stands


class Credits(NamedTuple):
    """Derivatives of E by what a recurrence was given."""
    alpha: Array          #: (T, ...), lambda_t h_{t-1}
    beta: Array           #: (T, ...), lambda_t itself
    h_0: Array            #: (...), alpha_1 lambda_1


@checked_later
def recurrence(alpha: ArrayLike, beta: ArrayLike, h_0: Start = None) -> Array:
    """All states, one after the other: (T + 1, ...), h_0 in front.

    alpha, beta: (T, ...), of one shape, real or complex; h_0: (...), None
    for zeros. Raises ValueError or TypeError naming the argument,
    FloatingPointError on overflow.

    >>> recurrence([0.5, 0.5], [1.0, 1.0], 0.0)
    array([0. , 1. , 1.5])
    """
    alpha, beta, h = _steps(alpha, beta, h_0)
    for t in range(1, len(h)):
        h[t] = alpha[t-1] * h[t-1] + beta[t-1]
    check.finite("recurrence", h=h)
    return h


@checked_later
def scan(alpha: ArrayLike, beta: ArrayLike, h_0: Start = None, *,
         method: Method = "blelloch") -> Array:
    """What recurrence computes, in the rounds of schedule: (T + 1, ...).

    Other arguments as in recurrence. Nothing is divided, so that products
    of factors may underflow to 0 without harm. Raises ValueError or
    TypeError naming the argument, FloatingPointError on overflow, which
    products of factors may do where no state does.
    Source: Blelloch 1990, Hillis and Steele 1986.

    >>> scan([0.5, 0.5, 0.5], [1.0, 1.0, 1.0], 0.0)
    array([0.  , 1.  , 1.5 , 1.75])
    """
    check.choice("method", method, METHODS)
    alpha, beta, h = _steps(alpha, beta, h_0)
    pairs = alpha.astype(h.dtype), beta.astype(h.dtype)       # copies
    pairs[1][0] += pairs[0][0] * h[0]
    for earlier, later in schedule(len(alpha), method):
        for whole, part in zip(pairs, _combine(
                (pairs[0][later], pairs[1][later]),
                (pairs[0][earlier], pairs[1][earlier])), strict=True):
            whole[later] = part
    h[1:] = pairs[1]
    check.finite("scan", factors=pairs[0], h=h)
    return h


def _combine(later, earlier):
    """The pair of two stretches: first the earlier one, then the later."""
    (alpha, beta), (first, start) = later, earlier
    return alpha * first, alpha * start + beta


@checked_later
def scan_back(alpha: ArrayLike, h: ArrayLike, nu: ArrayLike, *,
              method: Method = "blelloch") -> Credits:
    """The derivatives of E by alpha, beta and h_0, by a scan back in time.

        lambda_t = nu_t + alpha_{t+1} lambda_{t+1}

    nu: (T, ...), what E says of h_t where it reads it, all else held fixed;
    alpha: as in recurrence, which made h, (T + 1, ...). Complex numbers are
    never conjugated: for a real E these are Wirtinger derivatives, and the
    steepest way up is along their conjugates. Arguments and errors as in
    scan.

    >>> scan_back([0.5, 0.5], [0.0, 1.0, 1.5], [0.0, 1.0]).beta
    array([0.5, 1. ])
    """
    alpha, nu, _ = _steps(alpha, nu, None, "nu")
    states: Array = check.array("h", h, None, "(T + 1, ...)")
    check.fits("h", states, (len(alpha) + 1, *alpha.shape[1:]),
               "(T + 1, ...)")
    check.one_precision(alpha=alpha, nu=nu, h=states)
    after = np.concatenate([alpha[1:], np.ones_like(alpha[:1])])
    lam = scan(after[::-1], nu[::-1], method=method)[:0:-1]
    with_h, to_start = lam * states[:-1], alpha[0] * lam[0]
    check.finite("scan_back", alpha=with_h, h_0=to_start)
    return Credits(with_h, lam, to_start)


@checked_later
def schedule(T: int, method: Method = "blelloch") -> list[Round]:
    """Who is composed with whom, round by round, for T steps.

    "blelloch" (1990): a tree upwards, and down again; about 2 log2 T rounds
    and fewer than 2 T compositions. "hillis-steele" (1986): the distance
    doubles; the least number of rounds, about log2 T, and T of them each. Any
    T of at least 1. Raises ValueError or TypeError naming the argument.

    >>> [len(later) for _, later in schedule(8)]
    [4, 2, 1, 1, 3]
    >>> [len(later) for _, later in schedule(8, "hillis-steele")]
    [7, 6, 4]
    """
    check.choice("method", method, METHODS)
    return METHODS[method](check.count("T", T))


def _tree(T: int) -> list[Round]:
    """Up: the ends of 2, 4, 8, ... steps. Down: what stands between them."""
    halves = [2**n for n in range((T - 1).bit_length())]
    ends = [np.arange(2 * half - 1, T, 2 * half) for half in halves]
    between = [np.arange(3 * half - 1, T, 2 * half) for half in halves]
    up = [Round(end - half, end) for half, end in zip(
        halves, ends, strict=True)]
    down = [Round(place - half, place) for half, place in zip(
        halves, between, strict=True)]
    return [one for one in up + down[::-1] if len(one.later)]


def _doubling(T: int) -> list[Round]:
    """Everybody, with whoever stands 1, 2, 4, ... steps before."""
    far = [2**n for n in range((T - 1).bit_length())]
    return [Round(np.arange(T - s), np.arange(s, T)) for s in far]


METHODS = {"blelloch": _tree, "hillis-steele": _doubling}


@checked_later
def ring(n: int, low: float = 0.0, high: float = 1.0, *,
         rng: Seed = 0) -> Array:
    """n factors in a ring of the complex plane, even over its area: (n,).

    low, high: the least and the largest modulus, 0 <= low < high <= 1; the
    angle is anything. rng: an int seed or a numpy Generator. Raises
    ValueError or TypeError naming the argument.
    Source: Orvieto et al. 2023.

    >>> abs(ring(3, 0.9, 0.999)).round(2)
    array([0.96, 0.93, 0.9 ])
    """
    check.count("n", n)
    low, high = check.number("low", low), check.number("high", high)
    if not 0 <= low < high <= 1:
        raise ValueError(f"low and high must be 0 <= low < high <= 1, got "
                         f"{low} and {high}")
    rng = check.generator(rng)
    area = rng.uniform(low**2, high**2, n)
    return np.sqrt(area) * np.exp(2j * np.pi * rng.uniform(size=n))


def _steps(alpha, beta, h_0,
           second="beta") -> tuple[Array, Array, Array]:
    """alpha and beta, and states (T + 1, ...) of which the first is h_0."""
    alpha = check.array("alpha", alpha, None, "(T, ...)")
    beta = check.array(second, beta, None, "(T, ...)")
    if alpha.ndim == 0:
        raise ValueError("alpha must be an array (T, ...), got a number")
    check.fits(second, beta, alpha.shape, "like alpha, (T, ...)")
    h_0 = np.zeros_like(alpha[0]) if h_0 is None else check.array(
        "h_0", h_0, None, "(...)")
    check.fits("h_0", h_0, alpha.shape[1:], "(...)")
    check.one_precision(**{"alpha": alpha, second: beta, "h_0": h_0})
    h = np.empty((len(alpha) + 1, *alpha.shape[1:]),
                 np.result_type(alpha, beta, h_0))
    h[0] = h_0
    return alpha, beta, h
