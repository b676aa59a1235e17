"""Both networks as check_grads takes them: E, gradients, and their rounding.

In float64. Arrays go by their names: U, W, V, b_h, b_y, h0, x, and c0.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from . import gated as lstm_check
from . import lstm
from .activations import output_errors
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


def model_of(params, x, y, h0, c0, loss, steps, activation) -> Model:
    """The Model, once all arguments have been found good."""
    if isinstance(params, lstm.LSTMParams):
        if activation != "tanh":
            raise ValueError(f"activation must be left out for an LSTM, got "
                             f"{check.shown(activation)}")
        return of_lstm(params, x, y, h0, c0, loss, steps)
    if c0 is not None:
        raise ValueError(f"c0 must be None unless params are LSTMParams, got "
                         f"{check.shown(c0)}")
    return of_rnn(params, x, y, h0, loss, steps, activation)


def of_rnn(params, x, y, h0, loss, steps, activation):
    params, x, y, h0, loss, counted, activation = problem(
        params, x, y, h0, loss, steps, activation)
    how = loss, counted, activation
    at, y = doubles(params, x=x, h0=h0), double(y, loss)
    same = {"loss": loss, "steps": steps, "activation": activation}

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
        _, *grads = add_up(z["x"], h, swept)
        a = np.concatenate([a for *_, a in reversed(swept)])
        return {**Params(*grads)._asdict(), "h0": a[0] @ params.W,
                "x": a @ params.U}

    return Model(at, E, own, moved, means(x, counted))


def of_lstm(params, x, y, h0, c0, loss, steps):
    params, x, y, h0, c0, loss, counted = lstm_check.problem(
        params, x, y, h0, c0, loss, steps)
    at, y = doubles(params, x=x, h0=h0, c0=c0), double(y, loss)

    def run(z):
        return params_in(z, lstm.LSTMParams), z["x"], z["h0"], z["c0"]

    def E(z):
        q = lstm.states(*run(z))[3]
        return output_errors(q, y, loss, counted)[0]

    def own():
        params, x, *start = run(at)
        return lstm.bptt(params, x, y, *start, loss=loss,
                         steps=steps)[1]._asdict()

    def moved(z, move):
        params, x, *_ = run(z)
        h, c, gates, _ = map(move, lstm.states(*run(z)))
        q, target = h[1:] @ params.V.T + params.b_y, one_hot(y, len(params.V))
        _, e = output_errors(q, move(target), loss, counted)
        own, _ = lstm.slopes(c, gates)
        out = gates[:, :, 2] * (1 - move(np.tanh(c[1:]))**2)
        a, h0, c0 = lstm.sweep(params, (own, out), gates, e)
        return {**lstm.summed(params, x, h, a, e)._asdict(), "h0": h0,
                "c0": c0, "x": a.reshape(*a.shape[:2], -1) @ rows(params.U)}

    return Model(at, E, own, moved, means(x, counted))


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


def means(x, counted):
    """Factors that stand for a mean over the batch, the steps, or a half."""
    n, (T, B, _) = int(counted.sum()), x.shape
    found = {"1/B": 1 / B, "1/T": 1 / T, "1/(T B)": 1 / (T * B),
             "1/2": 1 / 2, "B": B, "T": T, "T B": T * B, "2": 2}
    if n < T:
        found |= {"1 over the steps that count": 1 / n,
                  "1 over the steps that count and B": 1 / (n * B)}
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
