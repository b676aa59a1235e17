"""How fast: the growth of products of Jacobians, per step, in nats.

A nat is a factor of e: a rate of -0.1 multiplies a length by exp(-0.1) at
each step. Long products leave the range of floating-point numbers, so both
functions rescale at every step and add up the logarithms.
"""
from __future__ import annotations

import numpy as np

from .activations import ACTIVATIONS
from .contract import arguments as check
from .contract.types import Activation, Array, ArrayLike, Seed, Start
from .passes import Workspace, states
from .rnn import Params, checked_later

__all__ = ["log_norms", "lyapunov"]
EPS = np.finfo(float).eps


@checked_later
def lyapunov(params: Params, x: ArrayLike, h0: Start = None, *,
             activation: Activation = "tanh", burn_in: int = 0,
             count: int | None = None, rng: Seed = 0) -> Array:
    """The `count` largest Lyapunov exponents: (count,), descending, in nats.

    x: (T, B, n_x), h0: (B, n_h) or None for zeros; count None for all n_h.
    A frame F of orthonormal columns is carried along, J_t F_{t-1} = F_t R_t.
    The exponents are the means of ln |diag R_t| over the sequences and the
    steps after the first `burn_in`, which let states and frame settle: an
    estimate, as T is finite. rng: for the first frame, an int seed or a
    numpy Generator. A step costs O(B n_h^2 count).
    Raises ValueError or TypeError naming the argument; FloatingPointError
    where a Jacobian is singular, up to rounding, as an exponent is then
    minus infinity; those before it can be had by `count`.
    Source: Benettin, Galgani, Giorgilli and Strelcyn 1980, part 2.

    >>> params, x = rnnlib.init(2, 3, 2, gain=0.5), np.ones((9, 1, 2))
    >>> lyapunov(params, x, activation="identity").round(6)
    array([-0.693147, -0.693147, -0.693147])
    """
    W, size, D, burn_in = _jacobians(params, x, h0, activation, burn_in)
    rng, n = check.generator(rng), len(W)
    count = n if count is None else check.count("count", count, 1, n)
    F = np.linalg.qr(rng.normal(size=(*D.shape[1:], count)))[0]
    total = np.zeros((len(F), count))
    for t, slope in enumerate(D, 1):
        JF = slope[:, :, None] * (W @ F)
        check.finite("lyapunov", jacobian=JF)
        F, R = np.linalg.qr(JF)
        if t > burn_in:
            total += size + _log("lyapunov", t, _lengths(R))
    return np.sort((total / (len(D) - burn_in)).mean(0))[::-1]


@checked_later
def log_norms(params: Params, x: ArrayLike, h0: Start = None, *,
              activation: Activation = "tanh", burn_in: int = 0,
              every: int = 1) -> Array:
    """ln ||dh_t/dh_k||_2 for k = burn_in: ((T - burn_in) // every + 1,).

    Entry m belongs to the lag t - k = m * every; with a batch it is the
    mean over the sequences. Other arguments as in lyapunov. Raises
    ValueError or TypeError naming the argument, FloatingPointError where
    the product is exactly zero.

    >>> params, x = rnnlib.init(2, 3, 2, gain=0.5), np.ones((9, 1, 2))
    >>> log_norms(params, x, activation="identity", every=3).round(6)[1:]
    array([-2.079442, -4.158883, -6.238325])
    """
    W, size, D, k = _jacobians(params, x, h0, activation, burn_in)
    every = check.count("every", every, 1, len(D) - k)
    P = np.broadcast_to(np.eye(len(W)), (D.shape[1], *W.shape))
    taken, out = np.zeros(len(P)), [0.0]
    for lag, slope in enumerate(D[k:], 1):
        P = slope[:, :, None] * (W @ P)
        largest = abs(P).max((1, 2))
        taken += size + _log("log_norms", k + lag, largest)
        P /= largest[:, None, None]
        if lag % every == 0:
            norms = np.linalg.norm(P, 2, (1, 2))
            out.append((taken + np.log(norms)).mean())
    return np.array(out)


def _jacobians(params, x, h0, activation, burn_in):
    """W of size 1 and ln of its size, the slopes (T, B, n_h), and burn_in.

    The size is a power of 2, so that nothing is rounded, and products of a
    tiny W with slopes keep their digits.
    """
    check.choice("activation", activation, ACTIVATIONS)
    params, x, h0 = check.model(params, x, h0)
    check.real_arrays(**params._asdict(), x=x, h0=h0)
    burn_in = check.count("burn_in", burn_in, 0, len(x) - 1)
    h = states(params, x, h0, activation, Workspace())
    slopes = ACTIVATIONS[activation][1](h[1:].astype(float))
    power = np.frexp(abs(params.W).max())[1]
    W = np.ldexp(params.W.astype(float), -power)
    return W, power * np.log(2), slopes, burn_in


def _lengths(R):
    """|diag R|, with 0 for what is rounding beside the longest column.

    A direction that is lost leaves not 0 but an error of QR behind.
    """
    top = abs(R).max((1, 2), keepdims=True)     # no square leaves the range
    R = R / np.where(top > 0, top, 1)
    lengths = abs(np.diagonal(R, 0, 1, 2))
    longest = np.linalg.norm(R, axis=1).max(1, keepdims=True)
    lost = lengths <= R.shape[-1] * EPS * longest
    return np.where(lost, 0, lengths * top[:, 0])


def _log(where, t, lengths):
    check.finite(where, jacobian=lengths)
    if not lengths.all():
        raise FloatingPointError(
            f"{where}: a direction is lost at step {t}, where the Jacobian "
            f"is singular, or to rounding: its rate is minus infinity")
    return np.log(lengths)
