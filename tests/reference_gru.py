"""The GRU written a second time, gate by gate, for autograd.

One sequence, one step and one vector at a time; nothing is shared with
rnnlib.gru but the names, and the order r, k, n in the stacked arrays.
"""
import autograd.numpy as np
import numpy
from autograd import value_and_grad
from hypothesis import strategies as st
from reference import F, Problem, proportions, weighed
from rnnlib import gru

s = F["logistic"]


def step(z, x_t, h):
    """h_t of h_{t-1}."""
    U, W, b = z["U"], z["W"], z["b_h"]
    r = s(U[0] @ x_t + W[0] @ h + b[0])
    k = s(U[1] @ x_t + W[1] @ h + b[1])
    return k * h + (1 - k) * np.tanh(U[2] @ x_t + W[2] @ (r * h) + b[2])


def states(z, b):
    """[h_0, ..., h_T] of sequence b."""
    run = [z["h0"][b]]
    for x_t in z["x"]:
        run.append(step(z, x_t[b], run[-1]))
    return run


def E(z, y, loss, steps, mask=None):
    T, B = y.shape[:2]
    steps = range(1, T + 1) if steps is None else numpy.atleast_1d(steps)
    return sum(weighed(z, run[t], y, t, b, loss, mask)
               for b in range(B) for run in [states(z, b)] for t in steps)


def point(problem):
    return {**problem.params._asdict(), "h0": problem.h0, "x": problem.x}


def value_and_grads(problem):
    """E and its gradient by every array, from autograd."""
    return value_and_grad(lambda z: E(z, problem.y, **problem.how))(
        point(problem))


def make(T, B, n_x, n_h, n_y, seed, target="labels", steps=None):
    rng = numpy.random.default_rng(seed)
    params = gru.init(n_x, n_h, n_y, gain=1.5, rng=rng)
    params = params._replace(b_h=rng.normal(size=(3, n_h)),
                             b_y=0.5 * rng.normal(size=n_y))
    y = {"labels": lambda: rng.integers(0, n_y, (T, B)),
         "distributions": lambda: proportions(rng.random((T, B, n_y))),
         "squared": lambda: rng.normal(size=(T, B, n_y))}[target]()
    loss = "squared" if target == "squared" else "cross_entropy"
    return Problem(params, rng.normal(size=(T, B, n_x)), y,
                   rng.normal(size=(B, n_h)), {"loss": loss, "steps": steps})


@st.composite
def problems(draw, **fixed):
    def size(name, most):
        return fixed.get(name) or draw(st.integers(1, most), label=name)

    T = size("T", 4)
    step = st.integers(1, T)
    steps = draw(st.none() | step | st.lists(step, min_size=1, unique=True))
    return make(
        T, size("B", 2), size("n_x", 3), size("n_h", 4), size("n_y", 3),
        draw(st.integers(0, 2**32)), steps=steps,
        target=draw(st.sampled_from(["labels", "distributions", "squared"])))
