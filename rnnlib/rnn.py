"""The recurrent network and its gradients by backpropagation through time.

    p_t = U x_t + W h_{t-1} + b_h     h_t = tanh p_t          t = 1..T
    q_t = V h_t + b_y                 y_hat_t = softmax q_t

Arrays are time-major, (T, B, n): a row is one sequence at one step, so that
U x is written x @ U.T, and W^T a is a @ W.
"""
from __future__ import annotations

from typing import Literal, NamedTuple, Unpack, overload

import numpy as np

from .activations import ACTIVATIONS, LOSSES, softmax
from .contract import arguments as check
from .contract import losses
from .contract.types import (
    Activation,
    Array,
    ArrayLike,
    Loss,
    Mask,
    Recurrent,
    Reduction,
    Seed,
    Start,
    Steps,
    Terms,
)
from .passes import Workspace, add_up, logits, rows, states, sweep
from .starts import RECURRENT

# overflow becomes a FloatingPointError in check.finite, with an explanation
IGNORED = losses.IGNORED
checked_later = np.errstate(over="ignore", invalid="ignore", under="ignore")


class Params(NamedTuple):
    """The five arrays of the network, or a gradient by each of them.

    A line each saves and loads them, also LSTMParams and GRUParams:

    >>> params = rnnlib.init(n_x=3, n_h=4, n_y=2)
    >>> np.savez("params.npz", **params._asdict())
    >>> saved = rnnlib.Params(**np.load("params.npz"))
    >>> all((a == b).all() for a, b in zip(params, saved))
    True
    """

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

    x may be class indices too, integers (T, B) of 0..n_x - 1, which stand
    for one-hot vectors: U x_t is then a column of U. Returns Run(h, q,
    y_hat). Raises ValueError or TypeError naming the argument,
    FloatingPointError on overflow. Source: Elman 1990.

    >>> params, x = rnnlib.init(5, 3, 2), np.array([[4], [1], [1]])
    >>> (rnnlib.forward(params, x).h == rnnlib.forward(
    ...     params, np.eye(5)[x]).h).all()
    np.True_
    """
    params, x, h0 = check.model(params, x, h0)
    check.choice("activation", activation, ACTIVATIONS)
    space = Workspace()
    h = states(params, x, h0, activation, space)
    q = np.ascontiguousarray(logits(params, h[1:], space))
    return Run(h, q, softmax(q))


class How(Terms, total=False):
    """All that bptt takes by name, but last_state."""

    activation: Activation
    workspace: Workspace | None


@overload
def bptt(params: Params, x: ArrayLike, y: ArrayLike, h0: Start = None, *,
         last_state: Literal[False] = False,
         **how: Unpack[How]) -> tuple[float, Params]: ...


@overload
def bptt(params: Params, x: ArrayLike, y: ArrayLike, h0: Start = None, *,
         last_state: Literal[True],
         **how: Unpack[How]) -> tuple[float, Params, Array]: ...


@checked_later
def bptt(params: Params, x: ArrayLike, y: ArrayLike, h0: Start = None, *,
         loss: Loss = "cross_entropy", steps: Steps = None, mask: Mask = None,
         reduction: Reduction = "sum", activation: Activation = "tanh",
         last_state: bool = False, workspace: Workspace | None = None,
         ) -> tuple[float, Params] | tuple[float, Params, Array]:
    """The loss E and its gradients: (E, Params).

    x: (T, B, n_x), or class indices (T, B) as in forward; h0: (B, n_h) or
    None for zeros. E is summed over the batch and over the `steps` that
    count: None for all, or one or several of 1..T. With loss "cross_entropy"
    y holds class indices (T, B) or distributions (T, B, n_y); with "squared"
    the output is linear, y holds real targets (T, B, n_y) and E_t = 1/2
    ||q_t - y_t||^2.

    mask: (T, B), bools or finite weights of 0 or more, by which each E_t is
    multiplied; None for ones. A label of rnnlib.IGNORED (-100) weighs 0.
    What weighs 0 must still be finite, and the state goes through it. With
    reduction "mean" E and the gradients are divided by the sum of all
    weights that count, which must not be 0. last_state=True returns (E,
    Params, h_T) with h_T: (B, n_h), also of sequences whose last steps weigh
    0. A Workspace, handed to call after call, saves asking the system for
    memory again.

    Raises ValueError or TypeError naming the argument, FloatingPointError
    on overflow, RuntimeError if the Workspace is in use by another call.
    Source: Rumelhart, Hinton and Williams 1986; Werbos 1990.

    >>> params, x = rnnlib.init(2, 3, 2), np.ones((4, 2, 2))
    >>> y = np.array([[0, 1], [1, 0], [0, -100], [1, -100]])   # of 4 and of 2
    >>> E, grads, h = rnnlib.bptt(params, x, y, reduction="mean",
    ...                           last_state=True)
    >>> h.shape
    (2, 3)
    """
    params, x, y, h0, loss, weights, activation = problem(
        params, x, y, h0, loss, steps, activation, mask, reduction)
    check.flag("last_state", last_state)
    with check.workspace(workspace, Workspace) as space:
        h = states(params, x, h0, activation, space)
        E, *sums = add_up(params, x, h, sweep(
            params, h, y, loss, weights, activation, space))
        h_T = h[-1].copy() if last_state else None
    grads = Params(*sums)
    check.finite("bptt", E=E, **grads._asdict())
    return (E, grads) if h_T is None else (E, grads, h_T)


@checked_later
def input_grads(params: Params, x: ArrayLike, y: ArrayLike,
                h0: Start = None, *, loss: Loss = "cross_entropy",
                steps: Steps = None, mask: Mask = None,
                reduction: Reduction = "sum",
                activation: Activation = "tanh") -> InputGrads:
    """InputGrads(h0, x): dE/dh_0 = W^T a_1 and dE/dx_t = U^T a_t.

    The shapes are (B, n_h) and (T, B, n_x), also where x holds class
    indices: then the gradient is that by the one-hot vectors.
    Arguments, errors and source as in bptt.
    """
    params, x, y, h0, loss, weights, activation = problem(
        params, x, y, h0, loss, steps, activation, mask, reduction)
    space = Workspace()
    h = states(params, x, h0, activation, space)
    dx = np.empty((*x.shape[:2], params.U.shape[1]), h.dtype)
    for block, _, _, a in sweep(
            params, h, y, loss, weights, activation, space):
        np.matmul(rows(a), params.U, out=rows(dx[block]))
    grads = InputGrads(h0=a[0] @ params.W, x=dx)    # a_1 came last
    check.finite("input_grads", **grads._asdict())
    return grads


def problem(params, x, y, h0, loss, steps, activation, mask=None,
            reduction="sum") -> tuple[
        Params, Array, Array, Array, Loss, Array, Activation]:
    """The arguments checked, h0 filled in, and what weighs each E_t."""
    check.choice("activation", activation, ACTIVATIONS)
    check.choice("loss", loss, LOSSES)
    params, x, h0 = check.model(params, x, h0)
    y, weights = losses.terms(params, x, y, loss, steps, mask, reduction)
    return params, x, y, h0, loss, weights, activation
