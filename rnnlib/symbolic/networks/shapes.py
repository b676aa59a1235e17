"""Other shapes: outputs fed back, a second layer, a mixture made even.

Three networks that read the same inputs, with the same U, W and b, in one
declaration, since a page has one network. The state h is that of the plain
network, from weights of its own names. `fed` is a state that is also told
what was said before, or what should have been: `free` is given and chooses.
`up` is the state of a second layer, which reads h. `even` is the mixture p,
less its mean and by its spread, as layer normalisation has it; no state here
is made of it.
"""
import numpy as np
from rnnlib import rnn
from sympy import Rational, exp, sqrt, tanh

from ..terms.language import TIME, Tensor, sum_over
from ..terms.symbols import a, b, i, j, n_h, n_x, n_y, t, u
from .network import Arrays, Network
from .shared import SHARED, V, b_y, h, outputs, x, y

__all__ = ("U_s W_s b_s p_s Phi free p_fed fed q_fed said told U_up "
           "W_up b_up p_up up mean spread even").split()

EPSILON = Rational(1, 10**5)      # PyTorch's: no spread is 0
U_s, W_s, b_s = Tensor("U_s", n_h, n_x), Tensor("W_s", n_h, n_h), Tensor(
    "b_s", n_h)
p_s = Tensor("p_s", TIME, n_h)
# outputs fed back
Phi, free = Tensor("Phi", n_h, n_y), Tensor("free", TIME)
p_fed, fed = Tensor("p_fed", TIME, n_h), Tensor("fed", TIME, n_h)
q_fed, said, told = [Tensor(name, TIME, n_y)
                     for name in ("q_fed", "said", "told")]
# a second layer
U_up, W_up, b_up = Tensor("U_up", n_h, n_h), Tensor(
    "W_up", n_h, n_h), Tensor("b_up", n_h)
p_up, up = Tensor("p_up", TIME, n_h), Tensor("up", TIME, n_h)
# what layer normalisation makes of p
mean, spread = Tensor("mean", TIME), Tensor("spread", TIME)
even = Tensor("even", TIME, n_h)


def rows(given: Arrays, start: Arrays) -> dict[str, np.ndarray]:
    """What rnnlib computes: what is fed back is one more input."""
    x, V, b_y = given["x"][1:, None], given["V"], given["b_y"]
    plain = rnn.forward(rnn.Params(given["U_s"], given["W_s"], V,
                                   given["b_s"], b_y), x, start["h"][None])
    upper = rnn.forward(rnn.Params(given["U_up"], given["W_up"], V,
                                   given["b_up"], b_y), plain.h[1:],
                        start["up"][None])
    wide = rnn.Params(np.hstack([given["U_s"], given["Phi"]]), given["W_s"],
                      V, given["b_s"], b_y)
    state, told, found = start["fed"], start["told"], []
    for n, x_t in enumerate(given["x"][1:], start=1):
        one = rnn.forward(wide, np.hstack([x_t, told])[None, None],
                          state[None])
        state, said, free = one.h[1, 0], one.y_hat[0, 0], given["free"][n]
        told = free * said + (1 - free) * given["y"][n]
        found.append((state, one.q[0, 0], said, told))
    made = dict(zip(("fed", "q_fed", "said", "told"),
                    map(np.array, zip(*found, strict=True)), strict=True))
    return outputs(plain, given) | made | normalised(given, plain.h[:-1, 0]) \
        | {"up": upper.h[1:, 0]}


def normalised(given: Arrays, before: np.ndarray) -> dict[str, np.ndarray]:
    """The mixtures and NumPy's own mean and variance of them."""
    p = given["x"][1:] @ given["U_s"].T + before @ given["W_s"].T
    p = p + given["b_s"]
    mean, spread = p.mean(-1), np.sqrt(p.var(-1) + float(EPSILON))
    return {"p_s": p, "mean": mean, "spread": spread,
            "even": (p - mean[:, None]) / spread[:, None]}


NETWORK = Network(
    name="shapes",
    shared=SHARED,
    tensors=(U_s, W_s, b_s, p_s, Phi, free, p_fed, fed, q_fed, said, told,
             U_up, W_up, b_up, p_up, up, mean, spread, even),
    formulas={
        "p_s": (p_s[t, i], sum_over(U_s[i, u] * x[t, u], u)
                + sum_over(W_s[i, j] * h[t-1, j], j) + b_s[i]),
        "h": (h[t, i], tanh(p_s[t, i])),
        "p_fed": (p_fed[t, i], sum_over(U_s[i, u] * x[t, u], u)
                  + sum_over(W_s[i, j] * fed[t-1, j], j)
                  + sum_over(Phi[i, a] * told[t-1, a], a) + b_s[i]),
        "fed": (fed[t, i], tanh(p_fed[t, i])),
        "q_fed": (q_fed[t, a], sum_over(V[a, i] * fed[t, i], i) + b_y[a]),
        "said": (said[t, a],
                 exp(q_fed[t, a]) / sum_over(exp(q_fed[t, b]), b)),
        "told": (told[t, a],
                 free[t] * said[t, a] + (1 - free[t]) * y[t, a]),
        "p_up": (p_up[t, i], sum_over(U_up[i, j] * h[t, j], j)
                 + sum_over(W_up[i, j] * up[t-1, j], j) + b_up[i]),
        "up": (up[t, i], tanh(p_up[t, i])),
        "mean": (mean[t], sum_over(p_s[t, i], i) / n_h),
        "spread": (spread[t], sqrt(sum_over(
            (p_s[t, i] - mean[t])**2, i) / n_h + EPSILON)),
        "even": (even[t, i], (p_s[t, i] - mean[t]) / spread[t]),
    },
    states=("fed", "told", "up"),
    rows=rows,
    prints={"U_s": r"\underline{U}", "W_s": r"\underline{W}",
            "b_s": r"\underline{b}", "p_s": r"\underline{p}",
            "Phi": r"\Phi", "free": r"\varphi", "p_fed": r"\breve{p}",
            "fed": r"\breve{h}", "q_fed": r"\breve{q}",
            "said": r"\breve{y}", "told": r"\psi",
            "U_up": r"\check{U}", "W_up": r"\check{W}",
            "b_up": r"\check{b}", "p_up": r"\check{p}", "up": r"\check{h}",
            "mean": r"\mu", "spread": r"\varsigma",
            "even": r"\mathring{p}"},
    ahead=("free",),
)
