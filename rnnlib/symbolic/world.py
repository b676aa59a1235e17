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
        changes = {f"d{key}": normal(*z.shape)
                   for key, z in params._asdict().items()}
        self.changes = dict(changes, dh_0=normal(n[1]))
        if "y" in conditions:
            self.given["y"] /= self.given["y"].sum(-1, keepdims=True)
        self.scalars = {gain: 0.9, **sizes}
        self.arrays = run(self.given) | self.changes
        self.nudged = lru_cache(maxsize=None)(self.nudge)

    def nudge(self, name, index, step=None):
        """The arrays after a complex step in the entry `index` of `name`.

        step: the only step at which a parameter is nudged, None for all;
        no step leads to h_0.
        """
        given = {key: z.astype(complex) for key, z in self.given.items()}
        if name != "C":
            return run(given, name, index, step or None) | self.changes
        step, *index = index               # the copy of W at one step
        return run(given, "W" if step else None, tuple(index), step or None
                   ) | self.changes


def run(given, name=None, index=(), step=None):
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
    h = states(params, x, given["h0"])
    p = pre_activations(params, x, h)
    if step is not None:                   # one step with other parameters
        copies[step] = moved.W
        p[step] = pre_activations(moved, x, h)[step]
    p = nudge("p", p)
    if name in ("p", "h") or step is not None:
        k = index[0] if step is None else step
        h[k] = nudge("h", h)[k] if name == "h" else np.tanh(p[k])
        h[k:] = states(params, x[k:], h[k])
        p[k + 1:] = pre_activations(params, x, h)[k + 1:]
    q = timed(h[1:] @ params.V.T + params.b_y)
    if step is not None:
        q[step] = h[step] @ moved.V.T + moved.b_y
    q = nudge("q", q)
    y_hat = nudge("y_hat", timed(rnn.softmax(q[1:])))
    E = timed(-(y[1:] * np.log(y_hat[1:])).sum(-1))
    return dict(params._asdict(), x=x, y=y, p=p, h=h, q=q, y_hat=y_hat,
                E=E, e=y_hat - y, C=copies)


def pre_activations(params, x, h):
    """p_1..p_T from the states before, behind a row of NaN."""
    return timed(x[1:] @ params.U.T + h[:-1] @ params.W.T + params.b_h)


def states(params, x, start):
    """h from rnnlib.forward, starting at `start`; x[0] is not used."""
    if len(x) == 1:
        return start[None].copy()
    return rnn.forward(params, x[1:, None], start[None]).h[:, 0]


def timed(rows):
    """Rows for t = 1..T behind a row of NaN: nothing exists at t = 0."""
    return np.concatenate([np.full_like(rows[:1], np.nan), rows])
