"""A flow, dh/dtime = tanh(U x + W h + b_h) - h, in Euler's steps, and back.

    h_t = h_{t-1} + tau_t f(h_{t-1}, x_t)

The derivative of what these steps computed has the Jacobian of each step at
its previous state. The adjoint equation of the flow, solved backwards in
steps as long, meets the state after it instead.
"""
from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from ._inputs import drive, kind
from .contract import arguments as check
from .contract.types import Array, ArrayLike, Start
from .rnn import Params, checked_later

__all__ = ["Adjoints", "euler", "euler_back"]
Way: TypeAlias = Literal["discrete", "continuous", "reversed"]
WAYS = ("discrete", "continuous", "reversed")


class Adjoints(NamedTuple):
    """What a backward pass found at each time, and which states it met."""
    lam: Array        #: (T + 1, B, n_h), lam[t] is dE/dh_t
    h: Array          #: (T + 1, B, n_h), those given, or those run back


@checked_later
def euler(params: Params, x: ArrayLike, h0: Start = None, *,
          lengths: ArrayLike) -> Array:
    """All states of the flow, in Euler's steps: (T + 1, B, n_h).

    x: (T, B, n_x) or class indices (T, B), held during a step; h0: (B, n_h),
    None for zeros; lengths: tau_t of the steps, (T,), above 0, or one number
    for all. With lengths of 1 it is rnnlib.forward. Raises ValueError or
    TypeError naming the argument, FloatingPointError on overflow.

    >>> params, x = rnnlib.init(2, 3, 2), np.ones((4, 1, 2))
    >>> h = euler(params, x, lengths=1.0)
    >>> bool(np.allclose(h, rnnlib.forward(params, x).h))
    True
    """
    params, x, start = _model(params, x, h0)
    tau = _lengths(lengths, len(x))
    squashed = _squashing(params, x, start)
    h = np.empty((len(x) + 1, *start.shape), kind(params, x, start))
    h[0] = start
    for t in range(1, len(h)):
        h[t] = h[t-1] + tau[t-1] * (squashed(t, h[t-1]) - h[t-1])
    check.finite("euler", h=h)
    return h


@checked_later
def euler_back(params: Params, x: ArrayLike, h: ArrayLike, nu: ArrayLike, *,
               lengths: ArrayLike, way: Way = "discrete") -> Adjoints:
    """The adjoints of a loss of the states that euler computed: Adjoints.

    nu: (T, B, n_h), what E says of h_t by itself. way: "discrete", the
    derivative of the steps, with f' at h_{t-1}; "continuous", Euler's steps
    of the adjoint equation from the end, with f' at h_t; "reversed", the
    same with states that are run back as well, h_{t-1} = h_t - tau_t f(h_t,
    x_t), so that of h the last one is used. Other arguments and errors as in
    euler. Source: Chen et al. 2018 for the last.

    >>> params, x = rnnlib.init(2, 3, 2), np.ones((4, 1, 2))
    >>> h = euler(params, x, lengths=0.1)
    >>> euler_back(params, x, h, np.ones((4, 1, 3)), lengths=0.1).lam.shape
    (5, 1, 3)
    """
    check.choice("way", way, dict.fromkeys(WAYS))
    states: Array = check.array("h", h, 3, "(T + 1, B, n_h)")
    params, x, _ = _model(params, x, None)
    check.fits("h", states, (len(x) + 1, x.shape[1], len(params.W)),
               "(T + 1, B, n_h)")
    own: Array = check.array("nu", nu, 3, "(T, B, n_h)")
    check.fits("nu", own, states[1:].shape, "(T, B, n_h)")
    check.one_precision(W=params.W, h=states, nu=own)
    tau, states = _lengths(lengths, len(x)), states.copy()
    states = states.astype(kind(params, x, states), copy=False)
    lam = np.zeros(states.shape, kind(params, x, states, own))
    squashed = _squashing(params, x, states[0])
    for t in range(len(x), 0, -1):
        lam[t] += own[t-1]
        if way == "reversed":
            states[t-1] = states[t] - tau[t-1] * (
                squashed(t, states[t]) - states[t])
        at = states[t-1] if way == "discrete" else states[t]
        a = (1 - squashed(t, at)**2) * lam[t]
        lam[t-1] = lam[t] + tau[t-1] * (a @ params.W - lam[t])
    check.finite("euler_back", h=states, lam=lam)
    return Adjoints(lam, states)


def _model(params, x, h0) -> tuple[Params, Array, Array]:
    return check.model(params, x, h0)


def _squashing(params, x, h0):
    """The function of t and h that is tanh(U x_t + W h + b_h)."""
    driven = np.empty((*x.shape[:2], len(params.W)), kind(params, x, h0))
    drive(params.U, x, driven)
    driven += params.b_h
    return lambda t, h: np.tanh(driven[t-1] + h @ params.W.T)


def _lengths(lengths, T):
    """(T,) real lengths of steps, above 0."""
    tau = check.numbers_in("lengths", lengths)
    tau = np.full(T, tau) if tau.ndim == 0 else tau
    check.fits("lengths", tau, (T,), "a number or (T,)")
    if not (np.isfinite(tau).all() and (tau > 0).all()):
        raise ValueError("lengths must be finite and above 0, got "
                         f"{tau.min()} and {tau.max()} among them")
    return tau
