"""The LSTM in letters: gates, cells, and what rnnlib.lstm computes for them.

A page chooses this network by defining any of its names; then h_t = o_t
tanh c_t, and the pre-activation p of the other network is not there. Each of
the gates f, g, o and the candidate z has its own U, W, b and pre-activation.
The cell c_t is `cell` here, as `c` counts classes.
"""
from sympy import tanh

from .terms.language import TIME, Tensor, total
from .letters import i, j, n_h, n_x, t, u
from .plain import logistic

__all__ = ("U_f U_g U_o U_z W_f W_g W_o W_z b_f b_g b_o b_z p_f p_g p_o p_z "
           "f g o z cell logistic").split()

U_f, U_g, U_o, U_z = [Tensor(f"U_{gate}", n_h, n_x) for gate in "fgoz"]
W_f, W_g, W_o, W_z = [Tensor(f"W_{gate}", n_h, n_h) for gate in "fgoz"]
b_f, b_g, b_o, b_z = [Tensor(f"b_{gate}", n_h) for gate in "fgoz"]
p_f, p_g, p_o, p_z = [Tensor(f"p_{gate}", TIME, n_h) for gate in "fgoz"]
f, g, o, z = [Tensor(gate, TIME, n_h) for gate in "fgoz"]
cell, x, h = [Tensor("cell", TIME, n_h), Tensor("x", TIME, n_x),
              Tensor("h", TIME, n_h)]
OWN = {*__all__} - {"logistic"}          # what no other network has


def mixed(U, W, b):
    """A pre-activation: what a gate makes of x_t and h_{t-1}."""
    return total(U[i, u] * x[t, u], u) + total(W[i, j] * h[t-1, j], j) + b[i]


# name -> (entry, what rnnlib.lstm computes for it, for t = 1, 2, ...)
LSTM = {
    "p_f": (p_f[t, i], mixed(U_f, W_f, b_f)),
    "p_g": (p_g[t, i], mixed(U_g, W_g, b_g)),
    "p_o": (p_o[t, i], mixed(U_o, W_o, b_o)),
    "p_z": (p_z[t, i], mixed(U_z, W_z, b_z)),
    "f": (f[t, i], logistic(p_f[t, i])), "g": (g[t, i], logistic(p_g[t, i])),
    "o": (o[t, i], logistic(p_o[t, i])), "z": (z[t, i], tanh(p_z[t, i])),
    "cell": (cell[t, i], f[t, i] * cell[t-1, i] + g[t, i] * z[t, i]),
    "h": (h[t, i], o[t, i] * tanh(cell[t, i])),
}
