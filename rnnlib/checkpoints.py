"""Backpropagation through time with few states: the others are made again.

The sweep needs h_{T-1}, ..., h_0, in this order. Of them `states` may be
stored at a time, h_0 among them. What is missing is computed again, from the
last one that is stored ahead of it.
"""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import reduce
from math import comb
from operator import iadd
from typing import Literal, NamedTuple

import numpy as np

from ._inputs import drive, kind
from .activations import ACTIVATIONS, output_errors
from .contract import arguments as check
from .contract.types import (
    Activation,
    ArrayLike,
    Loss,
    Mask,
    Reduction,
    Start,
    Steps,
)
from .passes import Workspace, logits, terms
from .rnn import Params, checked_later, problem

__all__ = ["Action", "bptt", "extra_steps", "repeats", "schedule"]
MOST = 10**6      # steps of a schedule that is written down


class Action(NamedTuple):
    """What is done next, in a program that has one state in hand."""

    #: "store": h_t, in hand, is kept; "load": it is taken in hand again;
    #: "free": it is no longer kept; "advance": h_t is made of h_{t-1}, in
    #: hand; "reverse": the sweep walks step t back, with h_{t-1} in hand
    do: Literal["store", "load", "free", "advance", "reverse"]
    t: int        #: the time of the state, or the step


def repeats(T: int, states: int) -> int:
    """How often one step has to be taken again, at most: the least r.

    With r repeats and n states C(n + r, n) steps can be walked back, a
    binomial number; what the sweep itself takes is not counted. Arguments,
    errors and source as in extra_steps.

    >>> repeats(10, states=3), repeats(11, states=3)
    (2, 3)
    """
    return _repeats(*_sizes(T, states))


def extra_steps(T: int, states: int) -> int:
    """The fewest advances with which T steps can be walked back: an int.

    An advance makes h_t of h_{t-1}; the first ones, from h_0 to h_{T-1}, are
    counted too. Those are extra that come beside one step of the network
    for each step of the sweep. states: how many may be stored at a time, h_0
    among them. Raises TypeError, ValueError for what is no int or below 1.
    Source: Griewank 1992; Griewank and Walther 2000.

    >>> extra_steps(1000, states=50)
    1948
    """
    T, states = _sizes(T, states)
    r = _repeats(T, states)
    return r * T - comb(states + r, states + 1)


def schedule(T: int, states: int) -> list[Action]:
    """A way to walk T steps back with the fewest advances: Actions.

    states and errors as in extra_steps; never more than those are stored. T
    is at most a million here.
    Source: Griewank and Walther 2000.

    >>> [f"{do} {t}" for do, t in schedule(2, states=1)]
    ['store 0', 'advance 1', 'reverse 2', 'load 0', 'reverse 1', 'free 0']
    """
    check.count("T", T, high=MOST)
    return [*_actions(*_sizes(T, states))]


@checked_later
def bptt(params: Params, x: ArrayLike, y: ArrayLike, h0: Start = None, *,
         states: int, loss: Loss = "cross_entropy", steps: Steps = None,
         mask: Mask = None, reduction: Reduction = "sum",
         activation: Activation = "tanh") -> tuple[float, Params]:
    """The loss E and its gradients, with few states: (E, Params).

    What rnnlib.bptt returns, to rounding, and the same bits for every number
    of `states`: at most as many are stored at a time, h_0 among them, and
    two more are in hand. It takes extra_steps(T, states) + 1 steps of the
    network, as h_t is still in hand when step t is walked back. Steps are
    taken one by one, and not in blocks as there, which takes longer. Other
    arguments and errors as in rnnlib.bptt.
    Source: Griewank and Walther 2000; Gruslys et al. 2016.

    >>> x, y = np.ones((9, 1, 2)), np.zeros((9, 1), int)
    >>> problem = rnnlib.init(2, 3, 2), x, y
    >>> few, many = (bptt(*problem, states=n)[1].W for n in (2, 9))
    >>> bool((few == many).all())
    True
    """
    states = check.count("states", states)
    args = problem(params, x, y, h0, loss, steps, activation, mask, reduction)
    dU = np.zeros(params.U.shape, kind(*args[:2], args[3]))
    E, *others = reduce(lambda total, new: [*map(iadd, total, new)],
                        (terms(dU, *step) for step in _swept(*args, states)))
    grads = Params(dU, *others)
    check.finite("bptt", E=E, **grads._asdict())
    return E, grads


def _sizes(T, states):
    """Both checked; more states than steps are of no use."""
    T, states = check.count("T", T), check.count("states", states)
    return T, min(states, T)


def _repeats(T, states):
    """By doubling and bisection: the binomials grow with r."""
    high = 1
    while comb(states + high, states) < T:
        high *= 2
    return bisect_left(range(high), T, key=lambda r: comb(states + r, states))


def _split(T, states):
    """After how many of T >= 2 steps the next state is best stored.

    With r repeats for the whole, r - 1 have to be enough for these, and r
    with a state less for those behind them.
    """
    r = _repeats(T, states)
    return max(1, comb(states + r - 2, states),
               T - comb(states - 1 + r, states - 1))


def _actions(T, states) -> Iterator[Action]:
    """The schedule. `stored` has the times of the stored states."""
    stored = [0]
    yield Action("store", 0)
    while T:
        last, free = stored[-1], states - len(stored)
        at = T - 1
        if free and at > last:
            at = last + _split(T - last, free + 1)
        for t in range(last + 1, at + 1):
            yield Action("advance", t)
        if free and at > last:
            stored.append(at)
            yield Action("store", at)
            continue
        yield Action("reverse", T)
        T -= 1
        if T == last:
            yield Action("free", stored.pop())
        if T:
            yield Action("load", stored[-1])


def _back(ahead, h_0, T, states):
    """(t, h_{t-1}, h_t) for t = T..1; ahead(t, h_{t-1}) makes h_t."""
    h, later, kept = h_0, None, {}
    for do, t in _actions(T, states):
        if do == "store":
            kept[t] = h
        elif do == "load":
            h = kept[t]
        elif do == "free":
            del kept[t]
        elif do == "advance":
            h = ahead(t, h)
        else:
            yield t, h, ahead(t, h) if later is None else later
            later = h


def _swept(params, x, y, h0, loss, weights, activation, states):
    """(t, h_{t-1} and h_t, E_t, e_t, a_t), from T back to 1."""
    _, derivative = ACTIVATIONS[activation]
    space, W_a = Workspace(), 0
    W = np.ascontiguousarray(params.W)
    ahead = _ahead(params, x, activation)
    h_0 = h0.astype(kind(params, x, h0))
    for t, *h in _back(ahead, h_0, len(x), states):
        q, on = logits(params, h[1][None], space), slice(t - 1, t)
        E, e = output_errors(q, y[on], loss, weights[on])
        a = derivative(h[1]) * (e[0] @ params.V + W_a)
        yield x[on], np.stack(h), slice(1), E, e, a
        W_a = a @ W


def _ahead(params, x, activation):
    """The function of t and h_{t-1}, (B, n_h), that makes h_t, a new array."""
    W_T, f = np.ascontiguousarray(params.W.T), ACTIVATIONS[activation][0]

    def ahead(t, h):
        p = np.empty_like(h)
        drive(params.U, x[t - 1:t], out=p[None])
        p += params.b_h
        p += h @ W_T
        check.finite("forward", p=p)
        return f(p, p)
    return ahead
