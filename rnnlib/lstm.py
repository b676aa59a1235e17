"""The LSTM and its gradients by backpropagation through time.

    f_t, g_t, o_t = logistic(U x_t + W h_{t-1} + b_h), each with its own
    z_t = tanh(U_z x_t + W_z h_{t-1} + b_z)            U, W and b_h
    c_t = f_t * c_{t-1} + g_t * z_t
    h_t = o_t * tanh c_t         q_t and y_hat_t as in rnn.py

Forget gate, input gate, output gate and candidate are stacked in this
order, so that all four take one GEMM a step: U_f, U_g, U_o, U_z = params.U.
"""
from __future__ import annotations

from typing import Literal, NamedTuple, Unpack, overload

import numpy as np

from .activations import softmax
from .contract import arguments as check
from .contract import losses
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
from .flow import length
from .gated import model, problem
from .lstm_passes import add_up, evaluate, slopes, states, sweep
from .passes import Workspace, logits, rows
from .rnn import checked_later
from .starts import orthogonal

__all__ = ["LSTMFlow", "LSTMParams", "LSTMRun", "bptt", "forward",
           "gradient_flow", "init"]


class LSTMParams(NamedTuple):
    """The arrays of an LSTM, or a gradient by each of them."""

    U: Array      #: (4, n_h, n_x): of f, g, o and z
    W: Array      #: (4, n_h, n_h)
    V: Array      #: (n_y, n_h)
    b_h: Array    #: (4, n_h)
    b_y: Array    #: (n_y,)


class LSTMRun(NamedTuple):
    """What an LSTM went through."""

    h: Array      #: (T + 1, B, n_h): h[t] is h_t, h[0] the start
    c: Array      #: (T + 1, B, n_h): the cells
    gates: Array  #: (T, B, 4, n_h): gates[t - 1] is f_t, g_t, o_t, z_t
    q: Array      #: (T, B, n_y)
    y_hat: Array  #: (T, B, n_y): softmax of q


@checked_later
def init(n_x: int, n_h: int, n_y: int, *, forget_bias: float = 1.0,
         gain: float = 1.0, rng: Seed = 0) -> LSTMParams:
    """Random LSTMParams in float64.

    U has entries N(0, 1/n_x), V has N(0, 1/n_h), and each of the four W is
    `gain` times a uniform orthogonal matrix. The forget gates have the bias
    `forget_bias`, all other biases are zero. Only the biases depend on
    `forget_bias`. rng: an int seed or a numpy Generator. Raises ValueError or
    TypeError naming the argument, FloatingPointError on overflow.
    Source of the bias: Gers, Schmidhuber and Cummins 2000.

    >>> lstm.init(n_x=3, n_h=2, n_y=2, forget_bias=1).b_h[:2]
    array([[1., 1.],
           [0., 0.]])
    """
    rng = check.init(n_x, n_h, n_y, gain, rng)
    forget_bias = check.number("forget_bias", forget_bias)
    U = rng.normal(size=(4, n_h, n_x)) / np.sqrt(n_x)
    V = rng.normal(size=(n_y, n_h)) / np.sqrt(n_h)
    W = float(gain) * np.array([
        orthogonal(rng.normal(size=(n_h, n_h)), rng) for _ in U])
    check.finite("lstm.init", W=W)
    b_h = np.zeros((4, n_h))
    b_h[0] = forget_bias
    return LSTMParams(U, W, V, b_h, np.zeros(n_y))


@checked_later
def forward(params: LSTMParams, x: ArrayLike, h0: Start = None,
            c0: Start = None) -> LSTMRun:
    """Run the LSTM over x: (T, B, n_x) from h0 and c0: (B, n_h).

    None starts from zeros; x may be class indices (T, B), as in
    rnnlib.forward. Returns LSTMRun(h, c, gates, q, y_hat). Raises
    ValueError or TypeError naming the argument, FloatingPointError on
    overflow. Source: Hochreiter and Schmidhuber 1997, with the forget gate
    of Gers, Schmidhuber and Cummins 2000 and without peepholes.

    >>> lstm.forward(lstm.init(3, 2, 2), np.ones((5, 1, 3))).gates.shape
    (5, 1, 4, 2)
    """
    params, x, h0, c0 = model(params, x, h0, c0)
    space = Workspace()
    h, c, _, planes = states(params, x, h0, c0, space)
    q = np.array(logits(params, h[1:], space, "lstm.forward"), order="C")
    return LSTMRun(h, c, planes.swapaxes(1, 2).copy(), q, softmax(q))


@overload
def bptt(params: LSTMParams, x: ArrayLike, y: ArrayLike,
         h0: Start = None, c0: Start = None, *,
         last_state: Literal[False] = False,
         workspace: Workspace | None = None,
         **how: Unpack[Terms]) -> tuple[float, LSTMParams]: ...


@overload
def bptt(params: LSTMParams, x: ArrayLike, y: ArrayLike,
         h0: Start = None, c0: Start = None, *, last_state: Literal[True],
         workspace: Workspace | None = None, **how: Unpack[Terms],
         ) -> tuple[float, LSTMParams, tuple[Array, Array]]: ...


@checked_later
def bptt(params: LSTMParams, x: ArrayLike, y: ArrayLike,
         h0: Start = None, c0: Start = None, *, loss: Loss = "cross_entropy",
         steps: Steps = None, mask: Mask = None, reduction: Reduction = "sum",
         last_state: bool = False, workspace: Workspace | None = None) -> (
             tuple[float, LSTMParams]
             | tuple[float, LSTMParams, tuple[Array, Array]]):
    """The loss E and its gradients: (E, LSTMParams).

    x: (T, B, n_x) or class indices (T, B), h0 and c0: (B, n_h) or None for
    zeros; y, loss, steps, mask, reduction, workspace and the errors raised
    are those of rnnlib.bptt. last_state=True returns (E, LSTMParams,
    (h_T, c_T)), both (B, n_h).
    Source of the full gradient: Graves and Schmidhuber 2005.

    >>> problem = lstm.init(3, 2, 2), np.ones((5, 1, 3)), np.zeros((5, 1), int)
    >>> lstm.bptt(*problem)[1].W.shape
    (4, 2, 2)
    """
    params, x, y, h0, c0, loss, weights = problem(
        params, x, y, h0, c0, loss, steps, mask, reduction)
    check.flag("last_state", last_state)
    with check.workspace(workspace, Workspace) as space:
        run = states(params, x, h0, c0, space)
        E, sums = add_up(params, x, run.h, sweep(
            params, run, y, loss, weights, space))
        last = run.h[-1].copy(), run.c[-1].copy()
    grads = LSTMParams(*sums)
    check.finite("lstm.bptt", E=E, **grads._asdict())
    return (E, grads, last) if last_state else (E, grads)


class LSTMFlow(NamedTuple):
    """Norms in an LSTM with T steps; t and k are the book's, k <= t.

    All are (T + 1, T + 1), at [t, k]; entries with k > t are 0, as are the
    rows t that are not among `steps`, or masked in all sequences. With a
    batch they are means over the sequences, masked or not. A derivative by
    c_k lets h_k = o_k tanh c_k move along; h_0 is given, and c_0 does not
    move it.
    """
    credit: Array                #: ||dE_t/dh_k||_2, while c_k is held
    cell: Array                  #: ||dE_t/dc_k||_2
    path: Array                  #: what of it came along the cells alone
    jacobian: Array | None       #: ||dc_t/dc_k||_2
    path_jacobian: Array | None  #: the same along the cells alone
    steps: Array                 #: the t that were computed, ascending


@checked_later
def gradient_flow(params: LSTMParams, x: ArrayLike, y: ArrayLike,
                  h0: Start = None, c0: Start = None, *,
                  loss: Loss = "cross_entropy", steps: Steps = None,
                  mask: Mask = None, jacobian: bool = True) -> LSTMFlow:
    """Follow each dE_t back through an LSTM: LSTMFlow(credit, cell, ...).

    Arguments and errors as in lstm.bptt, in real arrays; with a mask the
    credit is that of m_t E_t.
    Along the cells alone, a step back multiplies by the forget gate f_t and
    by nothing else: path is the norm of f_{k+1} * ... * f_t * dE_t/dc_t, and
    path_jacobian the largest entry of that product of gates. jacobian=False
    leaves out dc_t/dc_k, which takes a singular value problem for each t, k
    and sequence.
    Source: after Hochreiter and Schmidhuber 1997.
    """
    params, x, y, h0, c0, loss, weights = problem(
        params, x, y, h0, c0, loss, steps, mask)
    check.real_arrays(**params._asdict(), x=x, h0=h0, c0=c0)
    check.flag("jacobian", jacobian)
    _, run, e = evaluate(params, x, y, h0, c0, loss, weights)
    t = np.flatnonzero(losses.counted(weights)) + 1
    back = _Back(params, run)
    lam = (rows(e[t - 1]) @ params.V).reshape(len(t), *run.h[0].shape)
    norms, alone = _jacobians(back, t) if jacobian else (None, None)
    credit, cell, path = _credits(back, lam, t)
    check.finite("lstm.gradient_flow", credit=credit, cell=cell)
    return LSTMFlow(credit, cell, path, norms, alone, t)


class _Back:
    """One step back through the network, for one or several k at once."""

    def __init__(self, params, run):
        own, out = slopes(run, slice(None), Workspace())
        self.slopes = own.swapaxes(1, 2)             # (T, B, 4, n)
        self.f, self.W = run.gates[:, 0], rows(params.W)
        self.out = np.concatenate([np.zeros_like(out[:1]), out])  # h_0 given

    def __call__(self, k, lam, mu, path):
        """dE/dh, dE/dc and the path at k - 1, from those at k."""
        a = self.slopes[k - 1] * np.stack([mu, mu, lam, mu], -2)
        lam = (a.reshape(-1, len(self.W)) @ self.W).reshape(lam.shape)
        mu = self.f[k - 1] * mu + self.out[k - 1] * lam
        return lam, mu, self.f[k - 1] * path


def _credits(back, lam, t):
    """dE_t/dh_k, dE_t/dc_k and its path: all t at once, a lag at a turn."""
    found = np.zeros((3, len(back.out), len(back.out)))
    mu, k = back.out[t] * lam, t
    now = [lam, mu, mu]
    while True:
        found[:, t, k] = [length(z) for z in now]
        on = k > 0
        if not on.any():
            return found
        t, k, now = t[on], k[on], [z[on] for z in now]
        now, k = back(k, *now), k - 1


def _jacobians(back, steps):
    """||dc_t/dc_k||_2 with all terms, and along the cells alone."""
    T, B, n = back.f.shape
    norms, alone = np.zeros((2, T + 1, T + 1))
    for t in steps:
        mu = path = np.broadcast_to(np.eye(n)[:, None], (n, B, n))
        lam = np.zeros_like(mu)                      # a row for each c_t,i
        norms[t, t] = alone[t, t] = 1
        for k in range(t, 0, -1):
            lam, mu, path = back(k, lam, mu, path)
            check.finite("lstm.gradient_flow", jacobian=mu)
            norms[t, k - 1] = np.linalg.norm(mu, 2, (0, 2)).mean()
            alone[t, k - 1] = path.max((0, 2)).mean()
    check.finite("lstm.gradient_flow", jacobian=norms)
    return norms, alone
