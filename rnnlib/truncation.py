"""The gradient by lags: cut after some of them, or at a random one.

    dE/dW = g_0 + ... + g_{T-1},    g_l = sum_t D_k (dE_t/dh_k) h_{k-1}^T

with k = t - l. Truncated after n lags it is g_0 + ... + g_{n-1}. Roulette
draws how many lags are kept, and weighs them so that the mean is whole.
"""
from __future__ import annotations

import numpy as np

from ._inputs import vectors
from .activations import ACTIVATIONS
from .contract import arguments as check
from .contract.types import (
    Activation,
    Array,
    ArrayLike,
    Loss,
    Mask,
    Seed,
    Start,
    Steps,
)
from .passes import evaluate, rows
from .rnn import Params, checked_later, problem

__all__ = ["lag_grads", "roulette", "roulette_sd"]


@checked_later
def lag_grads(params: Params, x: ArrayLike, y: ArrayLike, h0: Start = None,
              *, lags: int | None = None, loss: Loss = "cross_entropy",
              steps: Steps = None, mask: Mask = None,
              activation: Activation = "tanh") -> Params:
    """bptt's gradients, taken apart by lag: Params with an axis in front.

    Arguments and errors as in bptt, in real arrays. Entry l has what the
    uses of a parameter give that lie l steps before the loss which they
    serve, so that the sum over all T entries is bptt's. lags: at least 1,
    how many are computed, each by one more step back for all losses; None
    for all T. The sum over n of them is the gradient truncated to n lags for
    every loss. V and b_y have lag 0 only.

    >>> x, y = np.ones((4, 1, 2)), np.zeros((4, 1), int)
    >>> problem = rnnlib.init(2, 3, 2), x, y
    >>> parts = lag_grads(*problem)
    >>> parts.W.shape
    (4, 3, 3)
    >>> np.allclose(parts.W.sum(0), rnnlib.bptt(*problem)[1].W)
    True
    """
    args = problem(params, x, y, h0, loss, steps, activation, mask)
    if lags is not None:
        lags = check.count("lags", lags)
    params, x, _, h0, _, _, activation = args
    check.real_arrays(**params._asdict(), x=x, h0=h0)
    _, h, e = evaluate(*args)
    T, D = len(e), ACTIVATIONS[activation][1](h[1:])    # D[0] is D_1
    read, n = vectors(x, params.U), min(lags or T, T)
    parts = Params(*[np.zeros((n, *z.shape), h.dtype) for z in params])
    parts.V[0], parts.b_y[0] = rows(e).T @ rows(h[1:]), e.sum((0, 1))
    lam = e @ params.V                    # dE_t/dh_k of k = 1..T - lag
    for lag in range(n):
        a = lam * D[:T - lag]
        parts.U[lag] = rows(a).T @ rows(read[:T - lag])
        parts.W[lag] = rows(a).T @ rows(h[:T - lag])
        parts.b_h[lag] = a.sum((0, 1))
        lam = a[1:] @ params.W            # h_0 is given: nothing behind it
    check.finite("lag_grads", **parts._asdict())
    return parts


@checked_later
def roulette(lags: int, keep: float, rng: Seed = 0) -> Array:
    """Weights (lags,) with the mean 1: keep^-l up to a random lag, then 0.

    Lag l is kept with the probability keep^l, and then weighs keep^-l. So
    sum_l weights[l] g_l has the mean sum_l g_l, whatever the g_l are. lags:
    at least 1; keep: above 0, at most 1; rng: an int seed or a numpy
    Generator. Raises ValueError or TypeError naming the argument,
    FloatingPointError if a weight overflows.
    Source: the idea is that of Tallec and Ollivier 2017, who cut inside the
    backward sweep.

    >>> roulette(5, 0.5, rng=2)
    array([1., 2., 4., 0., 0.])
    """
    lags, keep = check.count("lags", lags), _share("keep", keep)
    rng = check.generator(rng)
    stay = rng.random(lags - 1) < keep           # is the next lag kept too?
    kept = 1 + int(np.logical_and.accumulate(stay).sum())
    weights = np.zeros(lags)
    weights[:kept] = keep ** -np.arange(float(kept))
    check.finite("roulette", weights=weights)
    return weights


@checked_later
def roulette_sd(parts: ArrayLike, keep: float) -> float:
    """Standard deviation of sum_l weights[l] parts[l], without a draw.

    parts: shape (lags, ...), real; weights as roulette draws them. With the
    tails r_n = parts[n] + parts[n+1] + ... the variance, added up over
    all entries, is sum_{n >= 1} (1 - keep) keep^-n ||r_n||^2. Raises
    ValueError or TypeError naming the argument, FloatingPointError on
    overflow.

    >>> round(roulette_sd([3.0, 1.0], keep=0.5), 9)     # 3 or 5, evenly
    1.0
    """
    each = check.array("parts", check.numbers_in("parts", parts), None,
                       "(lags, ...)")
    if each.ndim == 0:
        raise ValueError("parts must be (lags, ...), got a number")
    keep = _share("keep", keep)
    tails = np.cumsum(each[::-1].reshape(len(each), -1), axis=0)[-2::-1]
    n = np.arange(1, len(each))
    lengths = np.linalg.norm(tails, axis=1) * keep ** (-n / 2)
    found = float(np.sqrt(1 - keep) * np.linalg.norm(lengths))
    check.finite("roulette_sd", sd=found)
    return found


def _share(name: str, value: float) -> float:
    value = check.positive(name, value)
    if value > 1:
        raise ValueError(f"{name} must be at most 1, got {value}")
    return value
