"""The LSTM written a second time, gate by gate, for autograd.

One sequence, one step and one vector at a time; nothing is shared with
rnnlib.lstm but the names, and the order f, g, o, z in the stacked arrays.
"""
import autograd.numpy as np
import numpy
from autograd import value_and_grad
from hypothesis import strategies as st
from reference import F, Problem, proportions, weighed
from rnnlib import lstm

NAMES = ("U", "W", "V", "b_h", "b_y", "h0", "c0", "x")
s = F["logistic"]


def step(z, x_t, h_before, c_before):
    """h_t and c_t."""
    p_f, p_g, p_o, p_z = [
        z["U"][n] @ x_t + z["W"][n] @ h_before + z["b_h"][n]
        for n in range(4)]
    c = s(p_f) * c_before + s(p_g) * np.tanh(p_z)
    return s(p_o) * np.tanh(c), c


def states(z, b):
    """[(h_0, c_0), ..., (h_T, c_T)] of sequence b."""
    run = [(z["h0"][b], z["c0"][b])]
    for x_t in z["x"]:
        run.append(step(z, x_t[b], *run[-1]))
    return run


def E(z, y, loss, steps, mask=None):
    T, B = y.shape[:2]
    steps = range(1, T + 1) if steps is None else numpy.atleast_1d(steps)
    return sum(weighed(z, run[t][0], y, t, b, loss, mask)
               for b in range(B) for run in [states(z, b)] for t in steps)


def point(problem, c0):
    return {**problem.params._asdict(), "h0": problem.h0, "c0": c0,
            "x": problem.x}


def value_and_grads(problem, c0):
    """E and its gradient by every array, from autograd."""
    return value_and_grad(lambda z: E(z, problem.y, **problem.how))(
        point(problem, c0))


def make(T, B, n_x, n_h, n_y, seed, target="labels", steps=None):
    """A Problem, and c0: (B, n_h)."""
    rng = numpy.random.default_rng(seed)
    params = lstm.init(n_x, n_h, n_y, gain=1.5, rng=rng)
    params = params._replace(b_h=rng.normal(size=(4, n_h)),
                             b_y=0.5 * rng.normal(size=n_y))
    y = {"labels": lambda: rng.integers(0, n_y, (T, B)),
         "distributions": lambda: proportions(rng.random((T, B, n_y))),
         "squared": lambda: rng.normal(size=(T, B, n_y))}[target]()
    loss = "squared" if target == "squared" else "cross_entropy"
    return Problem(params, rng.normal(size=(T, B, n_x)), y,
                   rng.normal(size=(B, n_h)), {"loss": loss, "steps": steps}
                   ), rng.normal(size=(B, n_h))


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
