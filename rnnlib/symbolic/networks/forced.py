"""The plain network that is told, at each step, where it should have been.

A step reads a mixture: the share `kept` of the network's own state, and for
the rest what a teacher brings to the step. Both are given, as x is, so that
no formula here moves them.
"""
from typing import Any

import numpy as np
from rnnlib import rnn

from ..terms.language import TIME, Tensor, delta, sum_over
from ..terms.products import Matrix
from ..terms.symbols import gain, i, j, n_h, t, u
from .network import Arrays, Network
from .plain import NETWORK as PLAIN
from .plain import U, W, b_h, p, params
from .shared import h, outputs, x

__all__ = ["kept", "teacher"]

kept, teacher = Tensor("kept", TIME), Tensor("teacher", TIME, n_h)


def rows(given: Arrays, start: Arrays) -> dict[str, np.ndarray]:
    """What rnnlib computes, a step at a time, from what each one reads."""
    state, states = start["h"], [start["h"]]
    for x_t, share, told in zip(given["x"][1:], given["kept"][1:],
                                given["teacher"][1:], strict=True):
        read = share * state + (1 - share) * told
        one = rnn.forward(params(given), x_t[None, None], read[None])
        state = one.h[1, 0]
        states.append(state)
    h_ = np.array(states)[:, None]
    q = h_[1:] @ given["V"].T + given["b_y"]
    return outputs(rnn.Run(h_, q, rnn.softmax(q)), given)


def obey(world: Any, kinds: set[str], rng: np.random.Generator) -> None:
    """Make all shares the gain, if "share" is among the kinds.

    What else is asked for has been made for other states, so once more.
    """
    if "share" in kinds and PLAIN.obey:
        world.given["kept"] = np.full_like(world.given["kept"],
                                           world.scalars[gain])
        world.plain.found.clear()
        PLAIN.obey(world, kinds, rng)


NETWORK = Network(
    name="forced",
    changes=PLAIN,
    tensors=(kept, teacher),
    formulas={
        "p": (p[t, i], sum_over(U[i, u] * x[t, u], u)
              + sum_over(W[i, j] * (kept[t] * h[t-1, j]
                                    + (1 - kept[t]) * teacher[t, j]), j)
              + b_h[i]),
    },
    rows=rows,
    conditions={"share": (Matrix("share", t), gain)},
    obey=obey,
    matrices={"share": ((t,), i, j, delta(i, j) * kept[t])},
    sums={"free_step": ((t,), i, j, Matrix("D", t) * Matrix("W"), ())},
    prints={"kept": r"\kappa", "teacher": r"\xi"},
    looks={"share": r"\kappa_{@0} I", "free_step": r"J^{\circ}_{@0}"},
    ahead=("kept",),
)
