"""The model written a second time, as its equations read, for autograd.

One sequence, one step and one vector at a time, in the column form of the
book; nothing is shared with rnnlib but the names.
"""
from typing import NamedTuple

import autograd.numpy as np
import numpy
import rnnlib
from autograd import value_and_grad
from hypothesis import strategies as st

F = {"tanh": np.tanh,
     "logistic": lambda p: np.exp(-np.logaddexp(0, -p)),
     "relu": lambda p: np.maximum(p, 0),
     "identity": lambda p: p}
NAMES = ("U", "W", "V", "b_h", "b_y", "h0", "x")


class Problem(NamedTuple):
    params: rnnlib.Params
    x: numpy.ndarray
    y: numpy.ndarray
    h0: numpy.ndarray
    how: dict                    # keyword arguments of bptt


def states(z, activation, b):
    """[h_0, ..., h_T] of sequence b; W may be one matrix a step."""
    h = [z["h0"][b]]
    for t in range(1, len(z["x"]) + 1):
        W = z["W"] if len(np.shape(z["W"])) == 2 else z["W"][t - 1]
        p = z["U"] @ z["x"][t - 1, b] + W @ h[t - 1] + z["b_h"]
        h.append(F[activation](p))
    return h


def E_t(z, h_t, target, loss):
    q = z["V"] @ h_t + z["b_y"]
    if loss == "squared":
        return 0.5 * np.sum((q - target) ** 2)
    if numpy.ndim(target) == 0:
        target = numpy.eye(len(q))[target]
    shift = np.max(q)
    log_y_hat = q - shift - np.log(np.sum(np.exp(q - shift)))
    return -np.sum(target * log_y_hat)


def E(z, y, loss, steps, activation, mask=None):
    T, B = y.shape[:2]
    steps = range(1, T + 1) if steps is None else numpy.atleast_1d(steps)
    total = 0.0
    for b in range(B):
        h = states(z, activation, b)
        total += sum(weighed(z, h[t], y, t, b, loss, mask) for t in steps)
    return total


def weighed(z, h_t, y, t, b, loss, mask):
    """m_t E_t of sequence b."""
    m = 1 if mask is None else mask[t - 1][b]
    return m * E_t(z, h_t, y[t - 1, b], loss) if m else 0 * z["b_y"][0]


def point(problem):
    return {**problem.params._asdict(), "h0": problem.h0, "x": problem.x}


def value_and_grads(problem):
    """E and its gradient by every array, from autograd."""
    return value_and_grad(lambda z: E(z, problem.y, **problem.how))(
        point(problem))


def disagreement(got, want):
    """Largest difference relative to the largest entry of `want`.

    The terms of these sums are of order 1, so below 1e-3 of that the
    rounding of the terms counts, not that of what they cancel to.
    """
    assert got.shape == want.shape
    scale = max(numpy.abs(want).max(), 1e-3)
    return numpy.abs(got - want).max() / scale


def proportions(z):
    return z / z.sum(-1, keepdims=True)


def make(T, B, n_x, n_h, n_y, seed, target="labels", steps=None,
         activation="tanh"):
    rng = numpy.random.default_rng(seed)
    params = rnnlib.init(n_x, n_h, n_y, recurrent="gaussian", gain=1.2,
                         rng=rng)
    params = params._replace(b_h=0.5 * rng.normal(size=n_h),
                             b_y=0.5 * rng.normal(size=n_y))
    y = {"labels": lambda: rng.integers(0, n_y, (T, B)),
         "distributions": lambda: proportions(rng.random((T, B, n_y))),
         "squared": lambda: rng.normal(size=(T, B, n_y))}[target]()
    loss = "squared" if target == "squared" else "cross_entropy"
    return Problem(params, rng.normal(size=(T, B, n_x)), y,
                   rng.normal(size=(B, n_h)),
                   {"loss": loss, "steps": steps, "activation": activation})


@st.composite
def problems(draw, **fixed):
    def size(name, most):
        return fixed.get(name) or draw(st.integers(1, most), label=name)

    T = size("T", 5)
    step = st.integers(1, T)
    steps = draw(st.none() | step | st.lists(step, min_size=1, unique=True))
    return make(
        T, size("B", 3), size("n_x", 4), size("n_h", 4), size("n_y", 4),
        draw(st.integers(0, 2**32)), steps=steps,
        target=draw(st.sampled_from(["labels", "distributions", "squared"])),
        activation=draw(st.sampled_from(sorted(F))))


def near_a_kink(problem):
    """Is a p_t so small that a difference quotient could step over 0?"""
    if problem.how["activation"] != "relu":
        return False
    h = rnnlib.forward(problem.params, problem.x, problem.h0,
                       activation="relu").h
    U, W, _, b_h, _ = problem.params
    return numpy.abs(problem.x @ U.T + h[:-1] @ W.T + b_h).min() < 1e-3
