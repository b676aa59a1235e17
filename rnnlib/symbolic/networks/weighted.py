"""Losses that count by weights, beside the plain network.

The weight of a step is its mask: 0 or 1 for padding, and given. The weights
of the classes, w, are given as well. rnnlib computes what comes of the first
in bptt, by mask=: the tests of the oracle compare the two.
"""
from typing import Any

import numpy as np
from sympy import log

from ..terms.language import TIME, Tensor, d, delta, sum_over
from ..terms.products import Matrix, over_time
from ..terms.symbols import T, a, b, i, j, k, n_y, s, t
from .network import Network
from .plain import NETWORK as PLAIN
from .plain import fraction, mask
from .shared import E, e, h, q, y, y_hat

__all__ = ["E_m", "E_w", "mask", "w"]

w = Tensor("w", n_y)
E_m, E_w = Tensor("E_m", TIME), Tensor("E_w", TIME)


def obey(world: Any, kinds: set[str], rng: np.random.Generator) -> None:
    """Make targets one-hot, if "hot" is among the kinds."""
    y = world.given["y"]
    if "hot" in kinds:
        world.given["y"] = np.eye(y.shape[1])[rng.integers(
            y.shape[1], size=len(y))]


NETWORK = Network(
    name="weighted",
    adds_to=PLAIN,
    tensors=(w, E_m, E_w),
    formulas={
        "E_m": (E_m[t], mask[t] * E[t]),
        "E_w": (E_w[t], -sum_over(w[a] * y[t, a] * log(y_hat[t, a]), a)),
    },
    conditions={
        # y_t has one class, and diag(w) acts on it as that class's weight
        "hot": (Matrix("diag_w") * Matrix("y", t),
                Matrix("y", t) * Matrix("w_y", t)),
    },
    obey=obey,
    matrices={
        "e_m": ((t,), a, None, mask[t] * e[t, a]),
        "G_m": ((t, k), j, None, d(E_m[t], h[k, j])),
        "diag_w": ((), a, b, delta(a, b) * w[a]),
        "w_y": ((t,), None, None, sum_over(w[a] * y[t, a], a)),
        "dE_w_dq": ((t,), a, None, d(E_w[t], q[t, a])),
    },
    sums={
        "lam_m": ((t,), i, None, over_time(Matrix("G_m", s, t), s, t, T),
                  (t <= T,)),
        "a_m": ((t,), i, None, Matrix("D", t) * Matrix("lam_m", t), ()),
    },
    prints={"E_m": "E^m", "E_w": "E^w", "lam_m": r"\lambda^m", "a_m": "a^m",
            "e_m": "e^m"},
    looks={"G_m": fraction("E^m_{@0}", "h_{@1}"),
           "dE_w_dq": fraction("E^w_{@0}", "q_{@0}"),
           "diag_w": r"\operatorname{diag}(w)", "w_y": "w_{y_{@0}}"},
    ahead=("mask", "w"),
)
