"""The GRU: two gates and no cell; what rnnlib.gru computes for them.

The reset gate is r and the candidate `new`. The update gate is `keep`, as it
keeps the old state where it is 1; papers write z, which is the candidate of
an LSTM here, so it prints as zeta. Each has its own U, W, b and
pre-activation. The reset gate multiplies the state before W_new does, as in
the published version of Cho et al. 2014.
"""
import numpy as np
from rnnlib import gru
from sympy import Expr, tanh

from ..terms.functions import logistic
from ..terms.language import TIME, Tensor, sum_over
from ..terms.symbols import i, j, n_h, n_x, t, u
from .network import Arrays, Network
from .shared import SHARED, h, outputs, x

GATES = ("r", "keep", "new")
__all__ = ("U_r U_keep U_new W_r W_keep W_new b_r b_keep b_new p_r p_keep "
           "p_new r keep new logistic").split()

U_r, U_keep, U_new = [Tensor(f"U_{gate}", n_h, n_x) for gate in GATES]
W_r, W_keep, W_new = [Tensor(f"W_{gate}", n_h, n_h) for gate in GATES]
b_r, b_keep, b_new = [Tensor(f"b_{gate}", n_h) for gate in GATES]
p_r, p_keep, p_new = [Tensor(f"p_{gate}", TIME, n_h) for gate in GATES]
r, keep, new = [Tensor(gate, TIME, n_h) for gate in GATES]


def mixed(U: Tensor, W: Tensor, b: Tensor, state: Expr = h[t-1, j]) -> Expr:
    """A pre-activation: what a gate makes of x_t and of h_{t-1}."""
    return sum_over(U[i, u] * x[t, u], u) + sum_over(W[i, j] * state, j) + b[i]


def params(given: Arrays) -> gru.GRUParams:
    """The parameters, stacked as rnnlib.gru has them."""
    U, W, b = [np.array([given[f"{name}_{gate}"] for gate in GATES])
               for name in "UWb"]
    return gru.GRUParams(U, W, given["V"], b, given["b_y"])


def rows(given: Arrays, start: Arrays) -> dict[str, np.ndarray]:
    """What rnnlib.gru computes."""
    run = gru.forward(params(given), given["x"][1:, None], start["h"][None])
    gates = dict(zip(GATES, run.gates[:, 0].swapaxes(0, 1), strict=True))
    return {**outputs(run, given), **gates}


NETWORK = Network(
    name="gru",
    shared=SHARED,
    tensors=(U_r, U_keep, U_new, W_r, W_keep, W_new, b_r, b_keep, b_new,
             p_r, p_keep, p_new, r, keep, new),
    formulas={
        "p_r": (p_r[t, i], mixed(U_r, W_r, b_r)),
        "p_keep": (p_keep[t, i], mixed(U_keep, W_keep, b_keep)),
        "r": (r[t, i], logistic(p_r[t, i])),
        "keep": (keep[t, i], logistic(p_keep[t, i])),
        "p_new": (p_new[t, i],
                  mixed(U_new, W_new, b_new, r[t, j] * h[t-1, j])),
        "new": (new[t, i], tanh(p_new[t, i])),
        "h": (h[t, i],
              keep[t, i] * h[t-1, i] + (1 - keep[t, i]) * new[t, i]),
    },
    rows=rows,
    prints={"new": r"\tilde{h}", "p_new": r"\tilde{p}", "U_new": r"\tilde{U}",
            "W_new": r"\tilde{W}", "b_new": r"\tilde{b}", "keep": r"\zeta"}
    | {f"{name}_keep": rf"{name}_\zeta" for name in "UWbp"},
    ahead=("r", "keep"),
)
