"""What every network has: inputs, a state, logits, softmax and loss."""
from typing import Any

import numpy as np
from rnnlib.activations import LOSSES
from sympy import exp, log

from ..terms.language import TIME, Tensor, sum_over
from ..terms.symbols import a, b, i, n_h, n_x, n_y, t
from .network import Arrays, Network

__all__ = ["SHARED", "V", "b_y", "outputs", "x", "y", "h", "q", "y_hat", "e",
           "E"]

V, b_y = Tensor("V", n_y, n_h), Tensor("b_y", n_y)
x, y = Tensor("x", TIME, n_x), Tensor("y", TIME, n_y)
h, q = Tensor("h", TIME, n_h), Tensor("q", TIME, n_y)
y_hat, e, E = (Tensor("y_hat", TIME, n_y), Tensor("e", TIME, n_y),
               Tensor("E", TIME))


def obey(world: Any, kinds: set[str], rng: np.random.Generator) -> None:
    """Make targets positive, and distributions if "y" is among the kinds."""
    world.given["y"] = abs(world.given["y"])
    if "y" in kinds:
        world.given["y"] /= world.given["y"].sum(-1, keepdims=True)


def outputs(run: Any, given: Arrays) -> dict[str, np.ndarray]:
    """The rows of h, q, y_hat, e and E of a run of rnnlib's, one sequence.

    Without E if the targets are no distributions, as rnnlib's loss assumes.
    """
    y = given["y"][1:, None]
    E, e = LOSSES["cross_entropy"](run.q.copy(), y)
    rows = {"h": run.h[1:, 0], "q": run.q[:, 0], "y_hat": run.y_hat[:, 0],
            "e": e[:, 0]}
    return rows | ({"E": E[:, 0]} if np.allclose(y.sum(-1), 1) else {})


SHARED = Network(
    name="shared",
    tensors=(V, b_y, x, y, h, q, y_hat, e, E),
    formulas={
        "q": (q[t, a], sum_over(V[a, i] * h[t, i], i) + b_y[a]),
        "y_hat": (y_hat[t, a], exp(q[t, a]) / sum_over(exp(q[t, b]), b)),
        "E": (E[t], -sum_over(y[t, a] * log(y_hat[t, a]), a)),
        "e": (e[t, a], y_hat[t, a] - y[t, a]),
    },
    states=("h",),
    conditions={"y": (sum_over(y[t, a], a), 1)},       # y_t is a distribution
    obey=obey,
    prints={"y_hat": r"\hat{y}"},
    order=("e", "y", "y_hat", "V", "x", "h", "q"),
)
