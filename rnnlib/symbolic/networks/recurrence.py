"""A state that is multiplied and added to, unit by unit, and never squashed.

The factor of a step and its drive are made of its input alone: neither sees
the state. So they may be those of any such network; here they are those of
the minGRU of Feng et al. 2024, whose gate is `write`.
"""
import numpy as np
from rnnlib import rnn
from rnnlib.scan import recurrence

from ..terms.functions import logistic
from ..terms.language import TIME, Tensor, delta, sum_over
from ..terms.products import Matrix, over_time
from ..terms.symbols import i, j, k, n_h, n_x, s, t, u
from ..terms.symbols import r as r  # for sums inside sums
from .network import Arrays, Network
from .shared import SHARED, h, outputs, x

__all__ = ("U_write b_write p_write write U_cand b_cand cand factor drive "
           "logistic r").split()

U_write, U_cand = Tensor("U_write", n_h, n_x), Tensor("U_cand", n_h, n_x)
b_write, b_cand = Tensor("b_write", n_h), Tensor("b_cand", n_h)
p_write, write = Tensor("p_write", TIME, n_h), Tensor("write", TIME, n_h)
cand, factor = Tensor("cand", TIME, n_h), Tensor("factor", TIME, n_h)
drive = Tensor("drive", TIME, n_h)


def rows(given: Arrays, start: Arrays) -> dict[str, np.ndarray]:
    """What rnnlib.scan computes, from factors and drives of the inputs."""
    x_ = given["x"][1:]
    p_ = x_ @ given["U_write"].T + given["b_write"]
    write_ = 1 / (1 + np.exp(-p_))
    cand_ = x_ @ given["U_cand"].T + given["b_cand"]
    h_ = recurrence(1 - write_, write_ * cand_, start["h"])[:, None]
    q = h_[1:] @ given["V"].T + given["b_y"]
    return outputs(rnn.Run(h_, q, rnn.softmax(q)), given) | {
        "p_write": p_, "write": write_, "cand": cand_, "factor": 1 - write_,
        "drive": write_ * cand_}


NETWORK = Network(
    name="recurrence",
    shared=SHARED,
    tensors=(U_write, U_cand, b_write, b_cand, p_write, write, cand, factor,
             drive),
    formulas={
        "p_write": (p_write[t, i],
                    sum_over(U_write[i, u] * x[t, u], u) + b_write[i]),
        "write": (write[t, i], logistic(p_write[t, i])),
        "cand": (cand[t, i],
                 sum_over(U_cand[i, u] * x[t, u], u) + b_cand[i]),
        "factor": (factor[t, i], 1 - write[t, i]),
        "drive": (drive[t, i], write[t, i] * cand[t, i]),
        "h": (h[t, i], factor[t, i] * h[t-1, i] + drive[t, i]),
    },
    rows=rows,
    matrices={
        "A": ((t,), i, j, delta(i, j) * factor[t, i]),
        "beta": ((t,), i, None, drive[t, i]),
    },
    sums={
        "drives": ((s, k), i, None, over_time(
            Matrix("P", s, t) * Matrix("beta", t), t, k+1, s), (k <= s,)),
    },
    looks={"drives": r"\beta_{@0 \leftarrow @1}"},
    prints={"factor": r"\alpha", "drive": r"\beta", "beta": r"\beta",
            "write": r"\omega", "cand": r"\hat{h}",
            "p_write": r"p_\omega", "U_write": r"U_\omega",
            "b_write": r"b_\omega", "U_cand": r"\hat{U}",
            "b_cand": r"\hat{b}"},
    ahead=("factor", "write"),
)
