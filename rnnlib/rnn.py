"""The recurrent network and its gradients by backpropagation through time.

    p_t = U x_t + W h_{t-1} + b_h     h_t = tanh p_t          t = 1..T
    q_t = V h_t + b_y                 y_hat_t = softmax q_t

Arrays are time-major, (T, B, n): a row is one sequence at one step, so that
U x is written x @ U.T, and W^T a is a @ W.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .activations import ACTIVATIONS, LOSSES, softmax
from .contract import arguments as check
from .contract.types import (
    Activation,
    Array,
    ArrayLike,
    Loss,
    Recurrent,
    Seed,
    Start,
    Steps,
)
from .passes import Workspace, add_up, logits, rows, states, sweep
from .starts import RECURRENT

# overflow becomes a FloatingPointError in check.finite, with an explanation
checked_later = np.errstate(over="ignore", invalid="ignore", under="ignore")


class Params(NamedTuple):
    """The five arrays of the network, or a gradient by each of them."""

    U: Array      #: (n_h, n_x)
    W: Array      #: (n_h, n_h): W[i, j] carries h_j into unit i
    V: Array      #: (n_y, n_h)
    b_h: Array    #: (n_h,)
    b_y: Array    #: (n_y,)


class Run(NamedTuple):
    """What the network went through: states, logits, predictions."""

    h: Array      #: (T + 1, B, n_h): h[t] is h_t, h[0] the start
    q: Array      #: (T, B, n_y): q[t - 1] is q_t
    y_hat: Array  #: (T, B, n_y): softmax of q


class InputGrads(NamedTuple):
    """Gradients by what is given from outside."""

    h0: Array     #: (B, n_h): dE/dh_0
    x: Array      #: (T, B, n_x): x[t - 1] is dE/dx_t


@checked_later
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
    rng: an int seed or a numpy Generator. Raises ValueError or TypeError
    naming the argument, FloatingPointError on overflow.

    >>> params = rnnlib.init(n_x=3, n_h=4, n_y=2, gain=0.5)
    >>> round(float(np.linalg.norm(params.W, 2)), 6)
    0.5
    """
    rng = check.init(n_x, n_h, n_y, gain, rng)
    make = check.choice("recurrent", recurrent, RECURRENT)
    U = rng.normal(size=(n_h, n_x)) / np.sqrt(n_x)
    V = rng.normal(size=(n_y, n_h)) / np.sqrt(n_h)
    W = float(gain) * make(rng.normal(size=(n_h, n_h)), rng)
    check.finite("init", W=W)
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
    space = Workspace()
    h = states(params, x, h0, activation, space)
    q = np.ascontiguousarray(logits(params, h[1:], space))
    return Run(h, q, softmax(q))


@checked_later
def bptt(params: Params, x: ArrayLike, y: ArrayLike, h0: Start = None, *,
         loss: Loss = "cross_entropy", steps: Steps = None,
         activation: Activation = "tanh",
         workspace: Workspace | None = None) -> tuple[float, Params]:
    """The loss E and its gradients: (E, Params).

    x: (T, B, n_x), h0: (B, n_h) or None for zeros. E is summed over the
    batch and over the `steps` that count: None for all, or one or several
    of 1..T. With loss "cross_entropy" y holds class indices (T, B) or
    distributions (T, B, n_y); with "squared" the output is linear, y holds
    real targets (T, B, n_y) and E_t = 1/2 ||q_t - y_t||^2. A Workspace,
    handed to call after call, saves asking the system for memory again.
    Raises ValueError or TypeError naming the argument, FloatingPointError
    on overflow, RuntimeError if the Workspace is in use by another call.
    Source: Rumelhart, Hinton and Williams 1986; Werbos 1990.
    """
    params, x, y, h0, loss, counted, activation = problem(
        params, x, y, h0, loss, steps, activation)
    with check.workspace(workspace, Workspace) as space:
        h = states(params, x, h0, activation, space)
        E, *grads = add_up(x, h, sweep(
            params, h, y, loss, counted, activation, space))
    grads = Params(*grads)
    check.finite("bptt", E=E, **grads._asdict())
    return E, grads


@checked_later
def input_grads(params: Params, x: ArrayLike, y: ArrayLike,
                h0: Start = None, *, loss: Loss = "cross_entropy",
                steps: Steps = None,
                activation: Activation = "tanh") -> InputGrads:
    """InputGrads(h0, x): dE/dh_0 = W^T a_1 and dE/dx_t = U^T a_t.

    The shapes are those of h0, (B, n_h), and of x, (T, B, n_x).
    Arguments, errors and source as in bptt.
    """
    params, x, y, h0, loss, counted, activation = problem(
        params, x, y, h0, loss, steps, activation)
    space = Workspace()
    h = states(params, x, h0, activation, space)
    dx = np.empty(x.shape, h.dtype)
    for block, _, _, a in sweep(
            params, h, y, loss, counted, activation, space):
        np.matmul(rows(a), params.U, out=rows(dx[block]))
    grads = InputGrads(h0=a[0] @ params.W, x=dx)    # a_1 came last
    check.finite("input_grads", **grads._asdict())
    return grads


def problem(params, x, y, h0, loss, steps, activation) -> tuple[
        Params, Array, Array, Array, Loss, Array, Activation]:
    """The arguments checked, h0 filled in, steps as a mask over 1..T."""
    check.choice("activation", activation, ACTIVATIONS)
    check.choice("loss", loss, LOSSES)
    params, x, h0 = check.model(params, x, h0)
    y = check.target(y, loss, x, len(params.V))
    return params, x, y, h0, loss, check.steps(steps, len(x)), activation
