"""What Pascanu's Omega is made of, beside the plain network.

alpha is dE/dp_t: given, so that no formula here moves it. rnnlib computes
Omega with the alpha of a loss, rnnlib.regulariser: the tests of the oracle
compare the two.
"""
from sympy import sqrt

from ..terms.language import TIME, Tensor, sum_over
from ..terms.symbols import i, j, n_h, t
from .network import Network
from .plain import NETWORK as PLAIN
from .plain import W
from .shared import h

__all__ = ["M", "N", "Omega", "alpha"]

alpha = Tensor("alpha", TIME, n_h)
M, N, Omega = Tensor("M", TIME), Tensor("N", TIME), Tensor("Omega", TIME)

NETWORK = Network(
    name="omega",
    adds_to=PLAIN,
    tensors=(alpha, M, N, Omega),
    formulas={
        "M": (M[t], sum_over(alpha[t, i]**2, i)),
        "N": (N[t], sum_over(((1 - h[t-1, j]**2)
                              * sum_over(W[i, j] * alpha[t, i], i))**2, j)),
        "Omega": (Omega[t], (sqrt(N[t] / M[t]) - 1)**2),
    },
    prints={"alpha": "a", "Omega": r"\Omega"},
)
