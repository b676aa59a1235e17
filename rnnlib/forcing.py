"""Teacher forcing by a share: a network that is told where it should be.

    h_t = f(U x_t + W ((1 - alpha) h_{t-1} + alpha h*_{t-1}) + b_h)

h* are a teacher's states. alpha = 0 leaves the network to itself, alpha = 1
tells it all. That is a plain network, which reads h* through alpha W and
whose own W is (1 - alpha) W; so all of rnnlib serves the forced one.
"""
from __future__ import annotations

import math
from typing import NamedTuple, Unpack

import numpy as np

from ._inputs import vectors
from .contract import arguments as check
from .contract.types import Array, ArrayLike, Start
from .rnn import How, Params, bptt, checked_later

__all__ = ["Forced", "critical_share", "forced", "forced_bptt"]


class Forced(NamedTuple):
    """A forced network as a plain one, and what that one reads."""

    params: Params    #: U is [U, alpha W], W is (1 - alpha) W
    x: Array          #: (T, B, n_x + n_h): x_t and, behind it, h*_{t-1}


@checked_later
def forced(params: Params, x: ArrayLike, told: ArrayLike,
           alpha: float) -> Forced:
    """The plain network that a forced one is, and its inputs.

    x: (T, B, n_x), or class indices (T, B). told: (T, B, n_h), what the
    teacher brings to each step, which is its state *before* it: h[:-1] of
    its run. alpha: the share that is told, within 0..1. Every function of
    rnnlib takes what is returned: forward runs the forced network, log_norms
    and lyapunov measure its chain of Jacobians. Raises ValueError or
    TypeError naming the argument.
    Source: Hess, Monfared, Brenner and Durstewitz 2023, after Doya 1992.

    >>> params, x = rnnlib.init(2, 3, 2), np.ones((4, 1, 2))
    >>> told = rnnlib.forward(params, x).h[:-1]
    >>> other = rnnlib.forward(*forced(params, x, told, alpha=0.3))
    >>> np.allclose(other.h[:-1], told)          # a teacher of its own
    True
    """
    params, x, told, alpha = _checked(params, x, told, alpha)
    params = Params(*[z.copy() for z in params])
    W, kind = params.W, params.W.real.dtype.type
    wide = np.hstack([params.U, kind(alpha) * W])
    read = np.concatenate([vectors(x, params.U), told], axis=-1)
    return Forced(params._replace(U=wide, W=kind(1 - alpha) * W), read)


@checked_later
def forced_bptt(params: Params, x: ArrayLike, y: ArrayLike, told: ArrayLike,
                alpha: float, h0: Start = None, **how: Unpack[How]
                ) -> tuple[float, Params]:
    """The loss E of the forced run, and its gradients by params.

    x, told, alpha as in forced; y, h0 and the options as in rnnlib.bptt,
    without last_state. The teacher is given: no gradient goes through it.
    Raises what forced and bptt raise.

    >>> params, x = rnnlib.init(2, 3, 2), np.ones((4, 1, 2))
    >>> y, told = np.zeros((4, 1), int), np.zeros((4, 1, 3))
    >>> E, grads = forced_bptt(params, x, y, told, alpha=0.3)
    >>> grads.W.shape
    (3, 3)
    """
    wide, read = forced(params, x, told, alpha)
    E, grads = bptt(wide, read, y, h0, **how)
    n_x, kind = read.shape[-1] - len(wide.W), wide.W.real.dtype.type
    by_told, own = kind(alpha) * grads.U[:, n_x:], kind(1 - alpha) * grads.W
    grads = grads._replace(U=grads.U[:, :n_x].copy(), W=own + by_told)
    check.finite("forced_bptt", **grads._asdict())
    return E, grads


def critical_share(rate: float) -> float:
    """The share that forcing has to tell: 1 - exp(-rate), or 0 below 0.

    rate: of the chain of Jacobians without forcing, along the states of the
    forced run, in nats a step. With that share the forced chain neither
    grows nor shrinks, on average. Raises TypeError or ValueError.

    >>> round(critical_share(0.25), 4), critical_share(-0.25)
    (0.2212, 0.0)
    """
    rate = check.number("rate", rate)
    return -math.expm1(-rate) if rate > 0 else 0.0


def _checked(params, x, told, alpha):
    params = check.parameters(params)
    x = check.inputs(x, params.U.shape[-1])
    shape = (*x.shape[:2], len(params.W))
    told = check.array("told", told, 3, "(T, B, n_h)")
    check.fits("told", told, shape, "(T, B, n_h)")
    check.one_precision(**params._asdict(), x=x, told=told)
    alpha = check.number("alpha", alpha)
    if not 0 <= alpha <= 1:
        raise ValueError(f"alpha must be within 0..1, got {alpha}")
    return params, x, told, alpha
