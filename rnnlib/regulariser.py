"""Omega: a price on every step back at which the gradient changes length.

    r_t = ||D_{t-1} W^T a_t|| / ||a_t||       Omega = sum_t (r_t - 1)^2

a_t = dE/dp_t is the adjoint of the pre-activation, and t runs over 2..T.
"""
from __future__ import annotations

import numpy as np

from .activations import ACTIVATIONS
from .contract import arguments as check
from .contract.types import Activation, Array, ArrayLike, Loss, Start, Steps
from .passes import Workspace, add_up, rows, states, sweep
from .rnn import Params, checked_later, problem

__all__ = ["omega", "regularised"]


@checked_later
def omega(params: Params, x: ArrayLike, y: ArrayLike, h0: Start = None, *,
          loss: Loss = "cross_entropy", steps: Steps = None,
          activation: Activation = "tanh") -> tuple[float, Array]:
    """Omega and its immediate gradient by W: (float, (n_h, n_h)).

    Arguments and errors as in bptt, in real arrays, without a mask. Omega is
    summed over the batch, as E is: every sequence has its own ratios r_t. For
    the gradient all a_t and all D_t are held still, so that only the W
    written in r_t moves. Where a_t = 0 there is no ratio, and the step adds
    nothing to either; where W^T a_t is 0 behind the slopes, r_t = 0 adds 1
    to Omega, and nothing to the gradient, as a length has no slope there.
    What lies below the smallest normal number has lost its digits, so that
    it counts as 0.
    Source: Pascanu, Mikolov and Bengio 2013, equation 9, with the immediate
    derivative that they take. Their equation 10, and their code, have r_t^2
    in place of r_t.

    A linear network with an orthogonal W changes no length:

    >>> x, y = np.ones((4, 1, 2)), np.zeros((4, 1), int)
    >>> problem = rnnlib.init(2, 3, 2), x, y
    >>> round(omega(*problem, steps=4, activation="identity")[0], 9)
    0.0
    """
    args = _real(problem(params, x, y, h0, loss, steps, activation))
    h, swept = _sweep(*args)
    return _omega(args[0].W, h, swept, activation)


@checked_later
def regularised(params: Params, x: ArrayLike, y: ArrayLike,
                h0: Start = None, *, weight: float,
                loss: Loss = "cross_entropy", steps: Steps = None,
                activation: Activation = "tanh",
                ) -> tuple[float, float, Params]:
    """E, Omega, and the gradients of E + weight * Omega, from one sweep.

    Returns (E, Omega, Params). Other arguments and errors as in bptt;
    Omega is omega's, and adds its immediate gradient to that of W only.
    weight: a number, 0 or more.
    Source: Pascanu, Mikolov and Bengio 2013, equation 9.
    """
    weight = check.number("weight", weight)
    if weight < 0:
        raise ValueError(f"weight must be at least 0, got {weight}")
    args = _real(problem(params, x, y, h0, loss, steps, activation))
    h, swept = _sweep(*args)
    Omega, dW = _omega(args[0].W, h, swept, activation)
    E, *grads = add_up(args[0], args[1], h, swept)
    grads = Params(*grads)
    grads.W[...] += h.dtype.type(weight) * dW
    check.finite("regularised", E=E, **grads._asdict())
    return E, Omega, grads


def _sweep(params, x, y, h0, loss, weights, activation):
    space = Workspace()
    h = states(params, x, h0, activation, space)
    swept = sweep(params, h, y, loss, weights, activation, space)
    return h, [(*rest, e.copy(), a.copy()) for *rest, e, a in swept]


def _omega(W, h, swept, activation):
    """All steps at once: a product with W there, and one for the gradient.

    r_t does not change if a_t is divided by its length, and W^T a_t and r_t
    may be scaled alike: so squares of small numbers do not vanish.
    """
    if len(h) < 3:
        return 0.0, np.zeros_like(W)
    a = np.concatenate([a for *_, a in reversed(swept)])
    a, D = rows(a[1:]), rows(ACTIVATIONS[activation][1](h[1:-1]))
    power = np.frexp(abs(W).max())[1]           # W = 2^power times size 1
    a, _ = _scaled(a)
    u, size = _scaled(a @ np.ldexp(W, -power) * D)  # D_{t-1} W^T a_t, in rows
    M, N = _length(a), _length(u)
    r = np.divide(np.ldexp(size * N, power), M, out=np.ones_like(M),
                  where=M > 0)
    D *= u
    D *= np.divide(2 * (r - 1), M * N, out=np.zeros_like(M), where=N > 0)
    Omega, dW = float(((r - 1) ** 2).sum()), a.T @ D
    check.finite("omega", Omega=Omega, gradient=dW)
    return Omega, dW


def _scaled(z):
    """Rows by their largest entry, and that: 0 if it has lost its digits."""
    top, tiny = abs(z).max(-1, keepdims=True), np.finfo(z.dtype).tiny
    return np.where(top < tiny, 0, z / np.where(top < tiny, 1, top)), top


def _length(rows):
    return np.sqrt(np.einsum("ni,ni->n", rows, rows))[:, None]


def _real(args):
    params, x, _, h0, *_ = args
    check.real_arrays(**params._asdict(), x=x, h0=h0)
    return args
