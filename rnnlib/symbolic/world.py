"""A random network for the oracle, and its arrays after a tiny nudge.

The states come from `rnnlib.forward`; a derivative is the change of an array
after a complex step in one entry (Squire and Trapp 1998).
"""
from functools import lru_cache

import numpy as np

from .. import rnn
from .model import gain, n_h, n_x, n_y

STEP = 1e-30                  # of the complex step: no cancellation, no limit


class World:
    """A random network of given sizes, run for T steps on one sequence.

    conditions: which of model.CONDITIONS hold in it ("y", "W").
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
        self.given = dict(params._asdict(), h0=normal(n[1]),
                          x=normal(self.T, n[0]), y=abs(normal(self.T, n[2])))
        if "y" in conditions:
            self.given["y"] /= self.given["y"].sum(-1, keepdims=True)
        self.scalars = {gain: 0.9, **sizes}
        self.arrays = run(self.given)
        self.nudged = lru_cache(maxsize=None)(self.nudge)

    def nudge(self, name, index):
        """The arrays after a complex step in the entry `index` of `name`."""
        given = {key: z.astype(complex) for key, z in self.given.items()}
        return run(given, name, index)


def run(given, name=None, index=()):
    """Every array of a run, entry [t] at time t, with one entry nudged.

    A state nudged at time k restarts rnnlib.forward from there.
    """
    def nudge(key, z):
        if key == name:
            z[index] += 1j * STEP
        return z
    U, W, V, b_h, b_y = params = rnn.Params(
        *[nudge(key, given[key]) for key in rnn.Params._fields])
    x, y = nudge("x", timed(given["x"])), nudge("y", timed(given["y"]))
    h = states(params, x, given["h0"])
    p = nudge("p", timed(x[1:] @ U.T + h[:-1] @ W.T + b_h))
    if name in ("p", "h"):
        k = index[0]
        h[k] = np.tanh(p[k]) if name == "p" else nudge("h", h)[k]
        h[k:] = states(params, x[k:], h[k])
        p[k + 1:] = x[k + 1:] @ U.T + h[k:-1] @ W.T + b_h
    q = nudge("q", timed(h[1:] @ V.T + b_y))
    y_hat = nudge("y_hat", timed(rnn.softmax(q[1:])))
    E = timed(-(y[1:] * np.log(y_hat[1:])).sum(-1))
    return dict(params._asdict(), x=x, y=y, p=p, h=h, q=q, y_hat=y_hat,
                E=E, e=y_hat - y)


def states(params, x, start):
    """h from rnnlib.forward, starting at `start`; x[0] is not used."""
    if len(x) == 1:
        return start[None].copy()
    return rnn.forward(params, x[1:, None], start[None]).h[:, 0]


def timed(rows):
    """Rows for t = 1..T behind a row of NaN: nothing exists at t = 0."""
    return np.concatenate([np.full_like(rows[:1], np.nan), rows])
