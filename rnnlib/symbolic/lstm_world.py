"""A random LSTM for the oracle, and its arrays after a tiny nudge.

The states come from `rnnlib.lstm.forward`. To nudge something inside a
step, that step is computed here in the open, and the run goes on from it.
"""
from functools import lru_cache

import numpy as np

from .. import lstm
from ..rules import softmax
from .lstm import LSTM
from .model import n_h, n_x, n_y
from .world import STEP, timed

STACKED = {f"{key}_{gate}": (field, n) for n, gate in enumerate("fgoz")
           for key, field in (("U", "U"), ("W", "W"), ("b", "b_h"))}
AFTER = ("x", "y", "q", "y_hat", "E", "e")       # timed, as are LSTM's names


class LSTMWorld:
    """A random LSTM of given sizes, run for T steps on one sequence.

    conditions: "lstm", and "y" if the targets are distributions.
    """

    T = 6

    def __init__(self, sizes, conditions=(), rng=7):
        if unknown := set(conditions) - {"lstm", "y"}:
            raise ValueError(f"an LSTM has no condition {sorted(unknown)}")
        rng = np.random.default_rng(rng)
        self.sizes = self.scalars = sizes
        n = [sizes[size] for size in (n_x, n_h, n_y)]
        params = lstm.init(*n, gain=1.5, rng=rng)
        shapes = {"h0": n[1], "c0": n[1], "x": (self.T, n[0]), "b_y": n[2],
                  "b_h": (4, n[1]), "y": (self.T, n[2])}
        self.given = params._asdict() | {
            key: rng.normal(size=shape) for key, shape in shapes.items()}
        self.given["y"] = abs(self.given["y"])
        if "y" in conditions:
            self.given["y"] /= self.given["y"].sum(-1, keepdims=True)
        self.arrays = run(self.given)
        self.nudged = lru_cache(maxsize=None)(self.nudge)

    def nudge(self, name, index, step=None):
        """The arrays after a complex step in the entry `index` of `name`.

        step: the only step at which a parameter is nudged, None for all. Of
        the step before only states reach it at once.
        """
        if step and name in {*LSTM, *AFTER} - {"h", "cell"} \
                and index[0] == step - 1:
            return self.arrays
        given = {key: z.astype(complex) for key, z in self.given.items()}
        if name in STACKED:
            name, gate = STACKED[name]
            index = gate, *index
        return run(given, name, index, step or None)


def run(given, name=None, index=(), step=None):
    """Every array of a run, entry [t] at time t, with one entry nudged."""
    def nudge(key, z):
        if key == name:
            z[index] += 1j * STEP
        return z
    fields = lstm.LSTMParams._fields
    plain = lstm.LSTMParams(*[given[key].copy() for key in fields])
    moved = lstm.LSTMParams(*[nudge(key, given[key]) for key in fields])
    params = moved if step is None else plain
    x, y = nudge("x", timed(given["x"])), nudge("y", timed(given["y"]))
    h, c = states(params, x, given["h0"], given["c0"])
    k = step or (index[0] if name in LSTM else 0)
    opened = {}
    if name in ("h", "cell") and index[0] in (0, k - 1):  # a start, or held
        k = index[0]
        nudge(name, h if name == "h" else c)
    elif k:
        opened = one_step(moved, x[k], h[k-1], c[k-1], name, index[1:])
        h[k], c[k] = opened["h"], opened["cell"]
    h[k:], c[k:] = states(params, x[k:], h[k], c[k])
    inside = {key: timed(z) for key, z in one_step(
        params, x[1:], h[:-1], c[:-1]).items()}
    for key, row in opened.items():
        inside[key][k] = row
    q = timed(h[1:] @ params.V.T + params.b_y)
    if step is not None:
        q[step] = h[step] @ moved.V.T + moved.b_y
    y_hat = nudge("y_hat", timed(softmax(nudge("q", q)[1:])))
    E = timed(-(y[1:] * np.log(y_hat[1:])).sum(-1))
    gates = {key: getattr(params, field)[n]
             for key, (field, n) in STACKED.items()}
    return inside | gates | dict(V=params.V, b_y=params.b_y, x=x, y=y, h=h,
                                 cell=c, q=q, y_hat=y_hat, E=E, e=y_hat - y)


def one_step(params, x, h, c, name=None, index=()):
    """Everything inside a step from h and c before it, one entry nudged."""
    made = {}

    def make(key, z):
        made[key] = z
        if key == name:
            z[index] += 1j * STEP
        return z
    f, g, o = [make(gate, 1 / (1 + np.exp(-make(f"p_{gate}", mixed(
        params, n, x, h))))) for n, gate in enumerate("fgo")]
    z = make("z", np.tanh(make("p_z", mixed(params, 3, x, h))))
    c = make("cell", f * c + g * z)
    make("h", o * np.tanh(c))
    return made


def mixed(params, n, x, h):
    return x @ params.U[n].T + h @ params.W[n].T + params.b_h[n]


def states(params, x, h, c):
    """h and c from rnnlib.lstm.forward; x[0] is not used."""
    if len(x) == 1:
        return h[None].copy(), c[None].copy()
    later = lstm.forward(params, x[1:, None], h[None], c[None])
    return later.h[:, 0], later.c[:, 0]
