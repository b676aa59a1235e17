"""The recurrent network and its gradients by backpropagation through time.

    p_t = U x_t + W h_{t-1} + b_h     h_t = tanh p_t          t = 1..T
    q_t = V h_t + b_y                 y_hat_t = softmax q_t

Arrays are time-major, (T, B, n): a row is one sequence at one step, so that
U x is written x @ U.T, and W^T a is a @ W.
"""
from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from . import _checks as check
from ._types import (Activation, Array, ArrayLike, Loss, Recurrent, Seed,
                     Start, Steps)
from .rules import ACTIVATIONS, LOSSES, RECURRENT, output_errors, softmax

# overflow becomes a FloatingPointError in check.finite, with an explanation
checked_later = np.errstate(over="ignore", invalid="ignore", under="ignore")


class Params(NamedTuple):
    U: Array      # (n_h, n_x)
    W: Array      # (n_h, n_h): W[i, j] carries h_j into unit i
    V: Array      # (n_y, n_h)
    b_h: Array    # (n_h,)
    b_y: Array    # (n_y,)


class Run(NamedTuple):
    h: Array      # (T + 1, B, n_h): h[t] is h_t, h[0] the start
    q: Array      # (T, B, n_y): q[t - 1] is q_t
    y_hat: Array  # (T, B, n_y): softmax of q


class InputGrads(NamedTuple):
    h0: Array     # (B, n_h)
    x: Array      # (T, B, n_x)


def init(n_x: int, n_h: int, n_y: int, *,
         recurrent: Recurrent = "orthogonal", gain: float = 1.0,
         rng: Seed = 0) -> Params:
    """Random Params in float64, with zero biases.

    U has entries N(0, 1/n_x) and V has N(0, 1/n_h): inputs of unit size
    give p and q of unit size. W is `gain` times a uniform orthogonal matrix
    ("orthogonal": Saxe, McClelland and Ganguli 2014), a matrix of N(0,
    1/n_h) ("gaussian"), I ("identity": Le, Jaitly and Hinton 2015), or of
    spectral radius 1 with up to 15 Gaussian entries a row ("sparse": Jaeger
    2001, Martens 2010). U and V depend neither on `recurrent` nor `gain`.
    rng: an int seed or a numpy Generator. Raises ValueError, TypeError.
    """
    rng = check.init(n_x, n_h, n_y, gain, rng)
    make = check.choice("recurrent", recurrent, RECURRENT)
    U = rng.normal(size=(n_h, n_x)) / np.sqrt(n_x)
    V = rng.normal(size=(n_y, n_h)) / np.sqrt(n_h)
    W = gain * make(rng.normal(size=(n_h, n_h)), rng)
    return Params(U, W, V, np.zeros(n_h), np.zeros(n_y))


@checked_later
def forward(params: Params, x: ArrayLike, h0: Start = None, *,
            activation: Activation = "tanh") -> Run:
    """Run the network over x: (T, B, n_x) from h0: (B, n_h), None for zeros.

    Returns Run(h, q, y_hat). Raises ValueError or TypeError naming the
    argument, FloatingPointError on overflow. Source: Elman 1990.
    """
    params, x, h0 = check.model(params, x, h0)
    check.choice("activation", activation, ACTIVATIONS)
    h, q = states(params, x, h0, activation)
    return Run(h, q, softmax(q))


@checked_later
def bptt(params: Params, x: ArrayLike, y: ArrayLike, h0: Start = None, *,
         loss: Loss = "cross_entropy", steps: Steps = None,
         activation: Activation = "tanh") -> tuple[float, Params]:
    """The loss E and its gradients: (E, Params).

    x: (T, B, n_x), h0: (B, n_h) or None for zeros. E is summed over the
    batch and over the `steps` that count: None for all, or one or several
    of 1..T. With loss "cross_entropy" y holds class indices (T, B) or
    distributions (T, B, n_y); with "squared" the output is linear, y holds
    real targets (T, B, n_y) and E_t = 1/2 ||q_t - y_t||^2.
    Raises ValueError or TypeError naming the argument, FloatingPointError
    on overflow. Source: Rumelhart, Hinton and Williams 1986; Werbos 1990.
    """
    args = problem(params, x, y, h0, loss, steps, activation)
    E, h, e, a = sweep(*args)
    x, h_before, h = rows(args[1]), rows(h[:-1]), rows(h[1:])
    e, a = rows(e), rows(a)
    grads = Params(U=a.T @ x, W=a.T @ h_before, V=e.T @ h,
                   b_h=a.sum(0), b_y=e.sum(0))
    check.finite("bptt", E=E, **grads._asdict())
    return E, grads


@checked_later
def input_grads(params: Params, x: ArrayLike, y: ArrayLike,
                h0: Start = None, *, loss: Loss = "cross_entropy",
                steps: Steps = None,
                activation: Activation = "tanh") -> InputGrads:
    """InputGrads(h0, x): dE/dh_0 = W^T a_1 and dE/dx_t = U^T a_t.

    Arguments, errors and source as in bptt.
    """
    args = problem(params, x, y, h0, loss, steps, activation)
    _, _, _, a = sweep(*args)
    dx = (rows(a) @ args[0].U).reshape(args[1].shape)
    grads = InputGrads(h0=a[0] @ args[0].W, x=dx)
    check.finite("input_grads", **grads._asdict())
    return grads


def rows(z):
    """(T, B, n) as (T * B, n), so that one GEMM serves all steps."""
    return z.reshape(-1, z.shape[-1])


def problem(params, x, y, h0, loss, steps, activation):
    """The arguments checked, h0 filled in, steps as a mask over 1..T."""
    check.choice("activation", activation, ACTIVATIONS)
    check.choice("loss", loss, LOSSES)
    params, x, h0 = check.model(params, x, h0)
    y = check.target(y, loss, x, len(params.V))
    return params, x, y, h0, loss, check.steps(steps, len(x)), activation


def states(params, x, h0, activation):
    """h_0..h_T and q_1..q_T; only W h_{t-1} has to wait for its turn."""
    U, W, V, b_h, b_y = params
    f, _ = ACTIVATIONS[activation]
    h = np.empty((len(x) + 1, *h0.shape), np.result_type(*params, x, h0))
    h[0] = h0
    np.matmul(rows(x), U.T, out=rows(h[1:]))
    h[1:] += b_h
    W_T = np.array(W.T, h.dtype, order="C")     # contiguous: faster GEMMs
    W_h = np.empty_like(h[0])
    for h_before, h_t in pairwise(h):
        h_t += np.dot(h_before, W_T, out=W_h)
        f(h_t, out=h_t)
    q = (rows(h[1:]) @ V.T).reshape(len(x), len(h0), -1) + b_y
    check.finite("forward", h=h, q=q)
    return h, q


@checked_later
def evaluate(params, x, y, h0, loss, counted, activation):
    """E, the states h_0..h_T, and the output errors e_t = dE/dq_t."""
    h, q = states(params, x, h0, activation)
    E, e = output_errors(q, y, loss, counted)
    return E, h, e


def sweep(params, x, y, h0, loss, counted, activation):
    """lam_t = V^T e_t + W^T a_{t+1} and a_t = D_t lam_t, from T back to 1."""
    E, h, e = evaluate(params, x, y, h0, loss, counted, activation)
    _, derivative = ACTIVATIONS[activation]
    a = derivative(h[1:])                       # D_t, to become a_t
    lam = (rows(e) @ params.V).reshape(a.shape)
    W = np.array(params.W, a.dtype, order="C")
    W_a = np.zeros_like(a[0])                   # W^T a_{T+1} = 0
    for a_t, lam_t in zip(a[::-1], lam[::-1], strict=True):
        lam_t += W_a
        a_t *= lam_t
        np.dot(a_t, W, out=W_a)
    return E, h, e, a
