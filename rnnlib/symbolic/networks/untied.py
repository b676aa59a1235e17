"""The plain network with a copy C of W for each step, all of them equal.

Yet derivatives by one of them differ from derivatives by W.
"""
from ..terms.language import TIME, Tensor, d, sum_over
from ..terms.symbols import i, j, m, n_h, s, t, u
from .network import Network
from .plain import NETWORK as PLAIN
from .plain import U, W, b_h, fraction, p
from .shared import E, h, x

__all__ = ["C"]

C = Tensor("C", TIME, n_h, n_h)

NETWORK = Network(
    name="untied",
    changes=PLAIN,
    tensors=(C,),
    formulas={
        "C": (C[t, i, j], W[i, j]),
        "p": (p[t, i], sum_over(U[i, u] * x[t, u], u)
              + sum_over(C[t, i, j] * h[t-1, j], j) + b_h[i]),
    },
    matrices={
        "dh_dCij": ((t, s), m, None, d(h[t, m], C[s, i, j])),
        "dE_dCij": ((t, s), None, None, d(E[t], C[s, i, j])),
    },
    known=("dE_dCij",),
    prints={"C": "W^{(@0)}"},
    looks={"dh_dCij": fraction("h_{@0}", "W^{(@1)}_{ij}"),
           "dE_dCij": fraction("E_{@0}", "W^{(@1)}_{ij}")},
    order=("W", "C"),
)
