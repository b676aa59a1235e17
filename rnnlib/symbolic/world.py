"""A random network for the oracle, and its arrays after a tiny nudge.

The states come from `rnnlib.forward`; a derivative is the change of an array
after a complex step in one entry (Squire and Trapp 1998).
"""
from functools import lru_cache

import numpy as np

from .. import rnn
from . import parts
from .language import SLOTS, TIME
from .model import gain, gamma, n_h, n_x, n_y, sigma

STEP = 1e-30                  # of the complex step: no cancellation, no limit


class World:
    """A random network of given sizes, run for T steps on one sequence.

    conditions: which of model.CONDITIONS hold in it, as "y" and "W", and
    which of model.VARIANTS it is.
    """

    T = 6

    def __init__(self, sizes, conditions=(), rng=7):
        rng = np.random.default_rng(rng)
        self.sizes = sizes

        def normal(*shape):
            return rng.normal(size=shape)
        form = "orthogonal" if "W" in conditions else "gaussian"
        n = [sizes[size] for size in (n_x, n_h, n_y)]
        params = rnn.init(*n, recurrent=form, gain=0.9, rng=rng)
        params = params._replace(b_h=normal(n[1]), b_y=normal(n[2]))
        self.activation = "identity" if "linear" in conditions else "tanh"
        self.given = dict(params._asdict(), h0=normal(n[1]),
                          x=normal(self.T, n[0]), y=abs(normal(self.T, n[2])),
                          alpha=normal(self.T, n[1]))
        changes = {f"d{key}": normal(*z.shape)
                   for key, z in params._asdict().items()}
        self.changes = dict(changes, dh_0=normal(n[1]))
        if "y" in conditions:
            self.given["y"] /= self.given["y"].sum(-1, keepdims=True)
        self.scalars = {gain: 0.9, sigma: 1.3, gamma: 1.25, **sizes}
        self.parts = dict(parts.at_random(self.T, n[1], rng))
        self.obey(conditions)
        self.arrays = self.run(self.given)
        self.nudged = lru_cache(maxsize=None)(self.nudge)

    def obey(self, conditions):
        """Make the conditions hold that speak of W or of its Jacobians."""
        W = self.given["W"]
        if any(key.startswith("eigen") for key in conditions):
            W[:] = parts.eigen(self.parts)
        if "norm" in conditions:
            self.scalars[sigma] = float(np.linalg.norm(W, 2))
            self.parts["lack"] = parts.missing(W)
        D = 1 - self.run(self.given)["h"]**2
        if "slopes" in conditions:
            self.parts["slack"] = self.scalars[gamma]**2 - D**2
        if any(key.startswith("qr") for key in conditions):
            self.parts |= parts.frames(self.parts["frame"], D[..., None] * W)

    def run(self, *nudge):
        """All arrays, of a run and of what is given beside it."""
        return run(self.activation, *nudge) | self.changes | self.parts

    def nudge(self, name, index, step=None):
        """The arrays after a complex step in the entry `index` of `name`.

        step: the only step at which a parameter is nudged, None for all;
        no step leads to h_0. What stands in the step before is nudged
        there, and all else before is held still.
        """
        if step and SLOTS[name][0] == TIME and index[0] == step - 1:
            if name != "h":
                return self.arrays           # only h reaches the next step
            step = None
        given = {key: z.astype(complex) for key, z in self.given.items()}
        if name != "C":
            return self.run(given, name, index, step or None)
        step, *index = index               # the copy of W at one step
        return self.run(given, "W" if step else None, tuple(index),
                        step or None)


def run(activation, given, name=None, index=(), step=None):
    """Every array of a run, entry [t] at time t, with one entry nudged.

    A state nudged at time k restarts rnnlib.forward from there.
    """
    def nudge(key, z):
        if key == name:
            z[index] += 1j * STEP
        return z
    plain = rnn.Params(*[given[key].copy() for key in rnn.Params._fields])
    moved = rnn.Params(*[nudge(key, given[key]) for key in plain._fields])
    params = moved if step is None else plain
    copies = timed(np.array([params.W] * len(given["x"])))
    x, y = nudge("x", timed(given["x"])), nudge("y", timed(given["y"]))
    alpha = nudge("alpha", timed(given["alpha"]))
    h = states(activation, params, x, given["h0"])
    p = pre_activations(params, x, h)
    if step is not None:                   # one step with other parameters
        copies[step] = moved.W
        p[step] = pre_activations(moved, x, h)[step]
    p = nudge("p", p)
    if name in ("p", "h") or step is not None:
        k = index[0] if step is None else step
        h[k] = nudge("h", h)[k] if name == "h" else (
            np.tanh(p[k]) if activation == "tanh" else p[k])
        h[k:] = states(activation, params, x[k:], h[k])
        p[k + 1:] = pre_activations(params, x, h)[k + 1:]
    q = timed(h[1:] @ params.V.T + params.b_y)
    if step is not None:
        q[step] = h[step] @ moved.V.T + moved.b_y
    q = nudge("q", q)
    y_hat = nudge("y_hat", timed(rnn.softmax(q[1:])))
    E = timed(-(y[1:] * np.log(y_hat[1:])).sum(-1))
    M = nudge("M", (alpha**2).sum(-1))
    N = passed_back(params.W, h, alpha)
    if step is not None:
        N[step] = passed_back(moved.W, h, alpha)[step]
    N = nudge("N", N)
    return dict(params._asdict(), x=x, y=y, p=p, h=h, q=q, y_hat=y_hat,
                E=E, e=y_hat - y, C=copies, alpha=alpha, M=M, N=N,
                Omega=timed((np.sqrt(N[1:] / M[1:]) - 1)**2))


def passed_back(W, h, alpha):
    """The squared lengths of D_{t-1} W^T alpha_t, behind a NaN."""
    return timed((((1 - h[:-1]**2) * (alpha[1:] @ W))**2).sum(-1))


def pre_activations(params, x, h):
    """p_1..p_T from the states before, behind a row of NaN."""
    return timed(x[1:] @ params.U.T + h[:-1] @ params.W.T + params.b_h)


def states(activation, params, x, start):
    """h from rnnlib.forward, starting at `start`; x[0] is not used."""
    if len(x) == 1:
        return start[None].copy()
    return rnn.forward(params, x[1:, None], start[None],
                       activation=activation).h[:, 0]


def timed(rows):
    """Rows for t = 1..T behind a row of NaN: nothing exists at t = 0."""
    return np.concatenate([np.full_like(rows[:1], np.nan), rows])
