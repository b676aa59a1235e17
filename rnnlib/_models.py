"""Both networks as check_grads takes them: E, gradients, and their rounding.

In float64. Arrays go by their names: U, W, V, b_h, b_y, h0, x, and c0.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from . import gated as lstm_check
from . import lstm, lstm_passes
from ._inputs import vectors
from .contract import arguments as check
from .contract.types import Array
from .passes import Workspace, add_up, evaluate, rows, states, sweep
from .rnn import Params, bptt, input_grads, problem

EPS = np.finfo(float).eps
LARGEST = 1e10                 # far beyond it a complex step is no small one
SAMPLES, SAFETY = 8, 2


class Model(NamedTuple):
    """A network, its data and its loss."""

    at: dict[str, Array]
    E: Callable                #: the loss from a dict like `at`, complex too
    own: Callable              #: () to the library's gradients
    moved: Callable            #: (at, move): move changes each last digit
    means: dict[str, float]    #: what a mean multiplies E by


def model_of(params, x, y, h0, c0, loss, steps, mask, activation) -> Model:
    """The Model, once all arguments have been found good."""
    if isinstance(params, lstm.LSTMParams):
        if activation != "tanh":
            raise ValueError(f"activation must be left out for an LSTM, got "
                             f"{check.shown(activation)}")
        return of_lstm(params, x, y, h0, c0, loss, steps, mask)
    if c0 is not None:
        raise ValueError(f"c0 must be None unless params are LSTMParams, got "
                         f"{check.shown(c0)}")
    return of_rnn(params, x, y, h0, loss, steps, mask, activation)


def of_rnn(params, x, y, h0, loss, steps, mask, activation):
    params, x, y, h0, loss, weights, activation = problem(
        params, x, y, h0, loss, steps, activation, mask)
    how, x = (loss, weights, activation), vectors(x, params.U)
    at, y = doubles(params, x=x, h0=h0), double(y, loss)
    same = {"loss": loss, "mask": full(weights, x),
            "activation": activation}

    def E(z):
        return evaluate(params_in(z, Params), z["x"], y, z["h0"], *how)[0]

    def own():
        given = params_in(at, Params), at["x"], y, at["h0"]
        return {**bptt(*given, **same)[1]._asdict(),
                **input_grads(*given, **same)._asdict()}

    def moved(z, move):
        params, space = params_in(z, Params), Workspace()
        h = move(states(params, z["x"], z["h0"], activation, space))
        swept = [(*rest, e.copy(), a.copy()) for *rest, e, a in sweep(
            params, h, move(one_hot(y, len(params.V))), *how, space)]
        _, *grads = add_up(params, z["x"], h, swept)
        a = np.concatenate([a for *_, a in reversed(swept)])
        return {**Params(*grads)._asdict(), "h0": a[0] @ params.W,
                "x": a @ params.U}

    return Model(at, E, own, moved, means(full(weights, x)))


def of_lstm(params, x, y, h0, c0, loss, steps, mask):
    params, x, y, h0, c0, loss, weights = lstm_check.problem(
        params, x, y, h0, c0, loss, steps, mask)
    x = vectors(x, params.U)
    at, y = doubles(params, x=x, h0=h0, c0=c0), double(y, loss)

    def run(z):
        return params_in(z, lstm.LSTMParams), z["x"], z["h0"], z["c0"]

    def E(z):
        params, x, h0, c0 = run(z)
        return lstm_passes.evaluate(
            params, x, y, h0, c0, loss, weights)[0]

    def own():
        params, x, *start = run(at)
        return lstm.bptt(params, x, y, *start, loss=loss,
                         mask=full(weights, x))[1]._asdict()

    def moved(z, move):
        (params, x, h0, c0), space = run(z), Workspace()
        states = lstm_passes.States(*map(
            move, lstm_passes.states(params, x, h0, c0, space)))
        first = np.zeros((2, *h0.shape))         # to become dE/dh_0, dE/dc_0
        swept = [(*rest, e.copy(), a.copy()) for *rest, e, a in
                 lstm_passes.sweep(
                     params, states, move(one_hot(y, len(params.V))), loss,
                     weights, space, first)]
        _, grads = lstm_passes.add_up(params, x, states.h, swept)
        a = np.concatenate([a for *_, a in reversed(swept)])
        return {**dict(zip(params._fields, grads, strict=True)),
                "h0": first[0], "c0": first[1], "x": a @ rows(params.U)}

    return Model(at, E, own, moved, means(full(weights, x)))


def doubles(params, **more):
    """All arrays by name in float64; none that a complex step cannot do."""
    at = {**params._asdict(), **more}
    check.real_arrays(**at)
    for name, z in at.items():
        if abs(z).max() > LARGEST:
            raise ValueError(f"{name} must be within -1e10..1e10 for a "
                             f"check, got {abs(z).max():.2g}")
    return {name: z.astype(float) for name, z in at.items()}


def double(y, loss):
    """Targets in float64; proportions that were rounded sum to 1 again."""
    if y.dtype != np.float32:
        return y
    y = y.astype(float)
    return y / y.sum(-1, keepdims=True) if loss == "cross_entropy" else y


def one_hot(y, n_y):
    return np.eye(n_y)[y] if y.ndim == 2 else y


def params_in(z, kind):
    return kind(*[z[name] for name in kind._fields])


def full(weights, x):
    """One weight for each step and sequence, (T, B)."""
    return np.broadcast_to(weights.reshape(len(x), -1), x.shape[:2])


def means(weights):
    """Factors that stand for a mean over the batch, the steps, or a half."""
    n, N, (T, B) = weights.any(1).sum(), weights.sum(), weights.shape
    found = {"1/B": 1 / B, "1/T": 1 / T, "1/(T B)": 1 / (T * B),
             "1/2": 1 / 2, "B": B, "T": T, "T B": T * B, "2": 2}
    if 0 < n < T:
        found |= {"1 over the steps that count": 1 / n,
                  "1 over the steps that count and B": 1 / (n * B)}
    if 0 < N != n * B:
        found["1 over the sum of the mask"] = 1 / N
    return found


def rounding(model) -> dict[str, float]:
    """By how much rounding may move an entry of each gradient.

    Measured: every number that the gradient is made of, and every state, is
    moved by its last digit, up or down at random, a few times.
    """
    rng = np.random.default_rng(0)

    def move(z):
        return z * (1 + EPS * rng.choice([-1.0, 1.0], z.shape))

    still = model.moved(model.at, lambda z: z)
    tries = [model.moved({name: move(z) for name, z in model.at.items()},
                         move) for _ in range(SAMPLES)]
    return {name: SAFETY * max(float(abs(one[name] - still[name]).max())
                               for one in tries) for name in still}
