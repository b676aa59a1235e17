"""Pushing Lyapunov exponents to zero: a loss made of them, and its gradient.

    J_t F_{t-1} = F_t R_t,    r_i = mean of ln |(R_t)_ii|,    L = sum r_i^2

The gradient by J_t is (B_t R_t^-T) F_{t-1}^T, with an adjoint for each column
of the frame, B_{t-1} = J_t^T (B_t R_t^-T).
"""
from __future__ import annotations

import numpy as np

from ._inputs import add_outer
from .activations import ACTIVATIONS
from .contract import arguments as check
from .contract.types import Activation, ArrayLike, Seed, Start
from .lyapunov import _lengths, _log
from .passes import Workspace, rows, states
from .rnn import Params, checked_later

__all__ = ["floss"]
# how a slope moves with the output h of its activation
BENDS = {"tanh": lambda h: -2 * h, "logistic": lambda h: 1 - 2 * h,
         "relu": np.zeros_like, "identity": np.zeros_like}


@checked_later
def floss(params: Params, x: ArrayLike, h0: Start = None, *, count: int = 1,
          burn_in: int = 0, activation: Activation = "tanh", rng: Seed = 0,
          ) -> tuple[float, Params]:
    """L, the sum of the squares of `count` exponents, and its gradients.

    Returns (L, Params); V and b_y have gradients of zero, as L does not read
    the outputs. The exponents are those of `lyapunov`, of the first `count`
    columns of the frame and without its sorting: means over the sequences
    and over the steps after burn_in. Other arguments and errors as there.
    The gradient is that of this finite run, exact to rounding: what an
    earlier step does to later frames and states is in it, also before
    burn_in. A step costs O(B n_h^2 count).
    Source: Engelken 2023, for the loss; the gradient by B_t is the book's.

    A rotation at rest stretches nothing:

    >>> params, x = rnnlib.init(2, 3, 2), np.zeros((9, 1, 2))
    >>> round(floss(params, x, count=3)[0], 9)
    0.0
    """
    params, x, h, F, burn_in = _begun(params, x, h0, count, burn_in,
                                      activation, rng)
    L, grads = _floss(params, x, h, F, burn_in, activation)
    grads = Params(*[dz.astype(z.dtype) for z, dz in zip(
        params, grads, strict=True)])
    check.finite("floss", L=L, **grads._asdict())
    return L, grads


def _begun(params, x, h0, count, burn_in, activation, rng):
    """Arguments that were checked, the states and the first frame."""
    check.choice("activation", activation, ACTIVATIONS)
    params, x, h0 = check.model(params, x, h0)
    check.real_arrays(**params._asdict(), x=x, h0=h0)
    burn_in = check.count("burn_in", burn_in, 0, len(x) - 1)
    rng, n = check.generator(rng), len(params.W)
    count = check.count("count", count, 1, n)
    h = states(params, x, h0, activation, Workspace()).astype(float)
    F = np.linalg.qr(rng.normal(size=(h.shape[1], n, count)))[0]
    return params, x, h, F, burn_in


def _floss(params, x, h, F, burn_in, activation):
    D = ACTIVATIONS[activation][1](h[1:])
    W, taken = params.W.astype(float), []
    for slope in D:
        WF = W @ F
        JF = slope[:, :, None] * WF
        check.finite("floss", jacobian=JF)
        before, (F, R) = F, np.linalg.qr(JF)
        taken.append((before, WF, F, R))
    logs = [_log("floss", t, lengths) for t, lengths in enumerate(
        _lengths(np.concatenate([R for *_, R in taken])).reshape(
            *D.shape[:2], -1), 1)]
    counted = (len(D) - burn_in) * len(F)
    r = np.sum(logs[burn_in:], (0, 1)) / counted
    return float(r @ r), _grads(params, x, h, D, taken, 2 * r / counted,
                                burn_in, BENDS[activation])


def _grads(params, x, h, D, taken, weights, burn_in, bend):
    """All gradients: the adjoints of the frame, and those of the states."""
    W = params.W.astype(float)
    grads = Params(*[np.zeros(z.shape) for z in params])
    a, B = np.zeros_like(D), np.zeros_like(taken[0][0])
    from_later = np.zeros_like(D[0])
    for t in range(len(D), 0, -1):
        before, WF, F, R = taken[t-1]
        B = _upright(B, F, weights if t > burn_in else 0 * weights)
        G = np.linalg.solve(R, B.swapaxes(1, 2)).swapaxes(1, 2)   # B R^-T
        moved = (G * WF).sum(2)                 # dL/dD_t, on its diagonal
        G = D[t-1][:, :, None] * G
        grads.W[...] += (G @ before.swapaxes(1, 2)).sum(0)
        a[t-1] = D[t-1] * (bend(h[t]) * moved + from_later)
        from_later = a[t-1] @ W
        B = W.T @ G
    add_outer(grads.U, rows(a), x)
    grads.W[...] += rows(a).T @ rows(h[:-1])
    grads.b_h[...] = a.sum((0, 1))
    return grads


def _upright(B, F, weights):
    """B with F^T B lower triangular, and the weights on its diagonal.

    So it is but for rounding, and but for the weights of this step. Left
    alone, an error above the diagonal grows with e^(r_i - r_j) a step.
    """
    return B - F @ np.triu(F.swapaxes(1, 2) @ B) + F * weights
