"""The LSTM: gates, cells, and what rnnlib.lstm computes for them.

Each of the gates f, g, o and the candidate z has its own U, W, b and
pre-activation. The cell c_t is `cell` here, as `c` counts classes.
"""
import numpy as np
from rnnlib import lstm
from sympy import Expr, tanh

from ..terms.functions import logistic
from ..terms.language import TIME, Tensor, sum_over
from ..terms.symbols import i, j, n_h, n_x, t, u
from .network import Arrays, Network
from .shared import SHARED, h, outputs, x

__all__ = ("U_f U_g U_o U_z W_f W_g W_o W_z b_f b_g b_o b_z p_f p_g p_o p_z "
           "f g o z cell logistic").split()

U_f, U_g, U_o, U_z = [Tensor(f"U_{gate}", n_h, n_x) for gate in "fgoz"]
W_f, W_g, W_o, W_z = [Tensor(f"W_{gate}", n_h, n_h) for gate in "fgoz"]
b_f, b_g, b_o, b_z = [Tensor(f"b_{gate}", n_h) for gate in "fgoz"]
p_f, p_g, p_o, p_z = [Tensor(f"p_{gate}", TIME, n_h) for gate in "fgoz"]
f, g, o, z = [Tensor(gate, TIME, n_h) for gate in "fgoz"]
cell = Tensor("cell", TIME, n_h)


def mixed(U: Tensor, W: Tensor, b: Tensor) -> Expr:
    """A pre-activation: what a gate makes of x_t and h_{t-1}."""
    return sum_over(U[i, u] * x[t, u], u) + sum_over(W[i, j] * h[t-1, j],
                                                     j) + b[i]


def params(given: Arrays) -> lstm.LSTMParams:
    """The gates' parameters, stacked as rnnlib.lstm has them."""
    U, W, b = [np.array([given[f"{name}_{gate}"] for gate in "fgoz"])
               for name in "UWb"]
    return lstm.LSTMParams(U, W, given["V"], b, given["b_y"])


def rows(given: Arrays, start: Arrays) -> dict[str, np.ndarray]:
    """What rnnlib.lstm computes."""
    run = lstm.forward(params(given), given["x"][1:, None], start["h"][None],
                       start["cell"][None])
    gates = dict(zip("fgoz", run.gates[:, 0].swapaxes(0, 1), strict=True))
    return {**outputs(run, given), **gates, "cell": run.c[1:, 0]}


NETWORK = Network(
    name="lstm",
    shared=SHARED,
    tensors=(U_f, U_g, U_o, U_z, W_f, W_g, W_o, W_z, b_f, b_g, b_o, b_z,
             p_f, p_g, p_o, p_z, f, g, o, z, cell),
    formulas={
        "p_f": (p_f[t, i], mixed(U_f, W_f, b_f)),
        "p_g": (p_g[t, i], mixed(U_g, W_g, b_g)),
        "p_o": (p_o[t, i], mixed(U_o, W_o, b_o)),
        "p_z": (p_z[t, i], mixed(U_z, W_z, b_z)),
        "f": (f[t, i], logistic(p_f[t, i])),
        "g": (g[t, i], logistic(p_g[t, i])),
        "o": (o[t, i], logistic(p_o[t, i])),
        "z": (z[t, i], tanh(p_z[t, i])),
        "cell": (cell[t, i], f[t, i] * cell[t-1, i] + g[t, i] * z[t, i]),
        "h": (h[t, i], o[t, i] * tanh(cell[t, i])),
    },
    states=("cell",),
    rows=rows,
    prints={"cell": "c"},
    ahead=("f", "g", "o", "z", "cell"),
)
