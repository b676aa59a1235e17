"""The GRU and its gradients by backpropagation through time.

    r_t, k_t = logistic(U x_t + W h_{t-1} + b_h), each with its own U, W, b_h
    n_t = tanh(U_n x_t + W_n (r_t * h_{t-1}) + b_n)
    h_t = k_t * h_{t-1} + (1 - k_t) * n_t      q_t and y_hat_t as in rnn.py

Reset gate, update gate (which keeps, where it is 1) and candidate are stacked
in this order: U_r, U_k, U_n = params.U. The reset gate multiplies the state
before W_n does, as in the published version of Cho et al. 2014.
"""
from __future__ import annotations

from typing import Literal, NamedTuple, Unpack, overload

import numpy as np

from ._inputs import add_outer, drive, kind
from .activations import logistic, output_errors, softmax
from .contract import arguments as check
from .contract.types import (
    Array,
    ArrayLike,
    Loss,
    Mask,
    Reduction,
    Seed,
    Start,
    Steps,
    Terms,
)
from .gated import gru_model, gru_problem
from .passes import rows
from .rnn import checked_later
from .starts import orthogonal

__all__ = ["GRUParams", "GRURun", "bptt", "forward", "init"]


class GRUParams(NamedTuple):
    """The arrays of a GRU, or a gradient by each of them."""

    U: Array      #: (3, n_h, n_x): of r, k and n
    W: Array      #: (3, n_h, n_h)
    V: Array      #: (n_y, n_h)
    b_h: Array    #: (3, n_h)
    b_y: Array    #: (n_y,)


class GRURun(NamedTuple):
    """What a GRU went through."""

    h: Array      #: (T + 1, B, n_h): h[t] is h_t, h[0] the start
    gates: Array  #: (T, B, 3, n_h): gates[t - 1] is r_t, k_t, n_t
    q: Array      #: (T, B, n_y)
    y_hat: Array  #: (T, B, n_y): softmax of q


@checked_later
def init(n_x: int, n_h: int, n_y: int, *, keep_bias: float = 0.0,
         gain: float = 1.0, rng: Seed = 0) -> GRUParams:
    """Random GRUParams in float64.

    U has entries N(0, 1/n_x), V has N(0, 1/n_h), and each of the three W is
    `gain` times a uniform orthogonal matrix. The update gates have the bias
    `keep_bias`, all other biases are zero. rng: an int seed or a numpy
    Generator. Raises ValueError or TypeError naming the argument,
    FloatingPointError on overflow.

    >>> gru.init(n_x=3, n_h=2, n_y=2, keep_bias=1).b_h[:2]
    array([[0., 0.],
           [1., 1.]])
    """
    rng = check.init(n_x, n_h, n_y, gain, rng)
    keep_bias = check.number("keep_bias", keep_bias)
    U = rng.normal(size=(3, n_h, n_x)) / np.sqrt(n_x)
    V = rng.normal(size=(n_y, n_h)) / np.sqrt(n_h)
    W = float(gain) * np.array([
        orthogonal(rng.normal(size=(n_h, n_h)), rng) for _ in U])
    check.finite("gru.init", W=W)
    b_h = np.zeros((3, n_h))
    b_h[1] = keep_bias
    return GRUParams(U, W, V, b_h, np.zeros(n_y))


@checked_later
def forward(params: GRUParams, x: ArrayLike, h0: Start = None) -> GRURun:
    """Run the GRU over x: (T, B, n_x) from h0: (B, n_h), None for zeros.

    x may be class indices (T, B), as in rnnlib.forward. Returns GRURun(h,
    gates, q, y_hat). Raises ValueError or TypeError naming the argument,
    FloatingPointError on overflow. Source: Cho et al. 2014.

    >>> gru.forward(gru.init(3, 2, 2), np.ones((5, 1, 3))).gates.shape
    (5, 1, 3, 2)
    """
    h, gates, q = states(*gru_model(params, x, h0))
    return GRURun(h, gates, q, softmax(q))


@overload
def bptt(params: GRUParams, x: ArrayLike, y: ArrayLike, h0: Start = None, *,
         last_state: Literal[False] = False,
         **how: Unpack[Terms]) -> tuple[float, GRUParams]: ...


@overload
def bptt(params: GRUParams, x: ArrayLike, y: ArrayLike, h0: Start = None, *,
         last_state: Literal[True],
         **how: Unpack[Terms]) -> tuple[float, GRUParams, Array]: ...


@checked_later
def bptt(params: GRUParams, x: ArrayLike, y: ArrayLike, h0: Start = None, *,
         loss: Loss = "cross_entropy", steps: Steps = None, mask: Mask = None,
         reduction: Reduction = "sum", last_state: bool = False,
         ) -> tuple[float, GRUParams] | tuple[float, GRUParams, Array]:
    """The loss E and its gradients: (E, GRUParams).

    x: (T, B, n_x) or class indices (T, B), h0: (B, n_h) or None for zeros;
    y, loss, steps, mask, reduction, last_state and the errors raised are
    those of rnnlib.bptt.

    >>> problem = gru.init(3, 2, 2), np.ones((5, 1, 3)), np.zeros((5, 1), int)
    >>> gru.bptt(*problem)[1].W.shape
    (3, 2, 2)
    """
    params, x, y, h0, loss, weights = gru_problem(
        params, x, y, h0, loss, steps, mask, reduction)
    check.flag("last_state", last_state)
    h, gates, q = states(params, x, h0)
    E, e = output_errors(q, y, loss, weights)
    grads = summed(params, x, h, gates, sweep(params, h, gates, e), e)
    check.finite("gru.bptt", E=E, **grads._asdict())
    return (E, grads, h[-1].copy()) if last_state else (E, grads)


def states(params, x, h0):
    """h_0..h_T, the gates and q."""
    (T, B), n = x.shape[:2], h0.shape[1]
    gates = np.empty((T, B, 3, n), kind(params, x, h0))
    drive(rows(params.U), x, out=gates.reshape(T, B, 3 * n))
    gates += params.b_h
    h = np.empty((T + 1, B, n), gates.dtype)
    h[0], W = h0, rows(params.W[:2]).T
    for t, gate in enumerate(gates):                  # (B, 3, n): p, then s
        gate[:, :2] += (h[t] @ W).reshape(B, 2, n)
        check.finite("gru.forward", p=gate)
        logistic(gate[:, :2], out=gate[:, :2])
        r, k, new = gate.swapaxes(0, 1)
        new += (r * h[t]) @ params.W[2].T
        check.finite("gru.forward", p=new)
        np.tanh(new, out=new)
        h[t + 1] = k * h[t] + (1 - k) * new
    q = (rows(h[1:]) @ params.V.T).reshape(T, B, -1) + params.b_y
    check.finite("gru.forward", h=h, q=q)
    return h, gates, q


def sweep(params, h, gates, e):
    """a_t = dE/dp_t of all three, from T back to 1: (T, B, 3, n).

    lam_t = dE/dh_t = V^T e_t + k_{t+1} lam_{t+1} + r_{t+1} W_n^T a_n
    + W_r^T a_r + W_k^T a_k, with all a of t + 1.
    """
    a, W = np.empty_like(gates), rows(params.W[:2])
    lam = (rows(e) @ params.V).reshape(h[1:].shape)
    back = np.zeros_like(lam[0])
    for t in range(len(a))[::-1]:
        r, k, new = gates[t].swapaxes(0, 1)
        lam_t = lam[t] + back
        a[t, :, 2] = lam_t * (1 - k) * (1 - new**2)
        through = a[t, :, 2] @ params.W[2]            # dE/d(r_t h_{t-1})
        a[t, :, 0] = through * h[t] * r * (1 - r)
        a[t, :, 1] = lam_t * (h[t] - new) * k * (1 - k)
        back = k * lam_t + r * through + a[t, :, :2].reshape(
            len(lam_t), -1) @ W
    return a


def summed(params, x, h, gates, a, e):
    """The sums over steps and sequences."""
    dU = np.zeros(params.U.shape, a.dtype)
    add_outer(rows(dU), a.reshape(-1, len(rows(dU))), x)
    before = np.stack([h[:-1], h[:-1], gates[:, :, 0] * h[:-1]], 2)
    return GRUParams(
        U=dU, W=np.einsum("tbgi,tbgj->gij", a, before),
        V=rows(e).T @ rows(h[1:]), b_h=a.sum((0, 1)), b_y=rows(e).sum(0))
