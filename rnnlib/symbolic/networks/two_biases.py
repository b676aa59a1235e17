"""The plain network with two biases where one would do, as PyTorch has them.

b_ih stands beside U x_t, b_hh beside W h_{t-1}; only their sum is computed.
"""
import numpy as np
from rnnlib import rnn

from ..terms.language import Tensor, d, sum_over
from ..terms.symbols import i, j, m, n_h, t, u
from .network import Arrays, Network
from .plain import NETWORK as PLAIN
from .plain import U, W, p
from .shared import E, h, outputs, x

__all__ = ["b_ih", "b_hh"]

b_ih, b_hh = Tensor("b_ih", n_h), Tensor("b_hh", n_h)


def rows(given: Arrays, start: Arrays) -> dict[str, np.ndarray]:
    """What rnnlib computes with the sum of the two for b_h."""
    b_h = given["b_ih"] + given["b_hh"]
    run = rnn.forward(
        rnn.Params(given["U"], given["W"], given["V"], b_h, given["b_y"]),
        given["x"][1:, None], start["h"][None])
    return outputs(run, given)


NETWORK = Network(
    name="two biases",
    changes=PLAIN,
    tensors=(b_ih, b_hh),
    formulas={
        "p": (p[t, i], sum_over(U[i, u] * x[t, u], u)
              + sum_over(W[i, j] * h[t-1, j], j) + b_ih[i] + b_hh[i]),
    },
    rows=rows,
    matrices={
        "apart": ((t,), m, None, d(h[t, m], b_ih[i]) - d(h[t, m], b_hh[i])),
        "loss_apart": ((t,), None, None,
                       d(E[t], b_ih[i]) - d(E[t], b_hh[i])),
    },
    prints={"b_ih": r"b^{\text{ih}}", "b_hh": r"b^{\text{hh}}"},
    looks={"apart": r"\mathrm{d}_{\pm} h_{@0}",
           "loss_apart": r"\mathrm{d}_{\pm} E_{@0}"},
)
