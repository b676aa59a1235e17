"""The plain network: one tanh a step; its matrices and its conditions.

A matrix stands for its entries: J(t) for dh_t,i/dh_{t-1},j. What is a sum
over time has no entries in index notation: lam(t) is the word G(t, t) + ...
+ G(T, t). A differential adds up what all entries of a direction do: dW is
any change of W, dh_W(t) what it makes of h_t.
"""
from typing import Any

import numpy as np
from rnnlib import rnn
from rnnlib.starts import orthogonal
from sympy import Expr, tanh
from sympy.tensor.indexed import Indexed

from ..terms.interpreter import value
from ..terms.language import TIME, Tensor, d, delta, imm, sum_over
from ..terms.products import Matrix, over_time, transpose
from ..terms.symbols import (
    T,
    a,
    gain,
    gamma,
    i,
    j,
    k,
    l,
    m,
    n_h,
    n_x,
    n_y,
    s,
    sigma,
    t,
    u,
)
from .network import Arrays, Network
from .shared import SHARED, E, V, b_y, e, h, outputs, x, y

__all__ = ["U", "W", "b_h", "p"]

U, W, b_h = Tensor("U", n_h, n_x), Tensor("W", n_h, n_h), Tensor("b_h", n_h)
p = Tensor("p", TIME, n_h)
mask = Tensor("mask", TIME)            # the weight of a step, see weighted
# changes of the parameters
dU, dW = Tensor("dU", n_h, n_x), Tensor("dW", n_h, n_h)
dV, db_h = Tensor("dV", n_y, n_h), Tensor("db_h", n_h)
db_y, dh_0 = Tensor("db_y", n_y), Tensor("dh_0", n_h)
# the parts of W and of J that a condition may speak of, see CONDITIONS
Q, Q_inv = Tensor("basis", n_h, n_h), Tensor("basis_inv", n_h, n_h)
mu, S = Tensor("mu", n_h), Tensor("lack", n_h, n_h)
slack, F = Tensor("slack", TIME, n_h), Tensor("frame", TIME, n_h, n_h)
R = Tensor("triangle", TIME, n_h, n_h)

# what a page need not define: entries of tensors, and the loss by one of them
KNOWN = tuple("U W V b_h b_y x h y e Q Q_inv Lam S K F R dU dW dV db_h db_y "
              "dh_0 dE_dWij".split())
# letters with an index; matrices that look like fractions
PRINTS = {"mask": "m", "lam": r"\lambda",
          "dU": r"\mathrm{d}U", "dW": r"\mathrm{d}W",
          "dV": r"\mathrm{d}V", "dh": r"\mathrm{d}h",
          "db_h": r"\mathrm{d}b_h", "db_y": r"\mathrm{d}b_y",
          "dh_0": r"\mathrm{d}^{+}h_0", "dE": r"\mathrm{d}E",
          "mu": r"\mu", "Q_inv": "Q^{-1}", "Lam": r"\Lambda", "basis": "Q",
          "basis_inv": "(Q^{-1})", "lack": "S", "slack": "k", "frame": "F",
          "triangle": "R"}


def fraction(top: str, below: str) -> str:
    """The LaTeX of a partial derivative."""
    return rf"\frac{{\partial {top}}}{{\partial {below}}}"


PARAMETERS = ("U", "W", "V", "b_h", "b_y")
LOOKS = {
    "P": fraction("h_{@0}", "h_{@1}"), "G": fraction("E_{@0}", "h_{@1}"),
    "dE_dx": fraction("E_{@0}", "x_{@1}"),
    "dh_dx": fraction("h_{@0}", "x_{@1}"),
    "dh_dWij": fraction("h_{@0}", "W_{ij}"),
    "dE_dWij": fraction("E_{@0}", "W_{ij}"),
    "dh_W": r"\mathrm{d}_W h_{@0}", "dE_W": r"\mathrm{d}_W E_{@0}",
    "dh_now": r"\mathrm{d}^{+} h_{@0}", "dh_0": r"\mathrm{d}^{+} h_{0}",
    "dE_all": r"\mathrm{d}E",
    "dE_to_go": r"\mathrm{d}E_{\geq @0}", "grad_x": fraction("E", "x_{@0}"),
    "grad_h_0": fraction("E", "h_0"),
} | {f"dE_d{name}": fraction("E_{@0}", name) for name in PARAMETERS} | {
    f"grad_{name}": fraction("E", name) for name in PARAMETERS}


def moved(top: Indexed, *parameters: str, by: type[d] = d) -> Expr:
    """The sum of the derivatives of `top`, times the changes they answer."""
    rows = {"U": (U[l, u], dU[l, u], l, u), "W": (W[l, m], dW[l, m], l, m),
            "V": (V[a, l], dV[a, l], a, l), "b_h": (b_h[l], db_h[l], l),
            "b_y": (b_y[a], db_y[a], a), "h_0": (h[0, l], dh_0[l], l)}
    return sum(sum_over(by(top, entry) * change, *letters) for entry, change,
               *letters in (rows[name] for name in parameters))


# matrix name -> (its times, row letter, column letter, entry)
MATRICES = {
    "U": ((), i, u, U[i, u]), "W": ((), i, j, W[i, j]),
    "V": ((), a, i, V[a, i]), "b_h": ((), i, None, b_h[i]),
    "b_y": ((), a, None, b_y[a]),
    "x": ((t,), u, None, x[t, u]), "h": ((t,), i, None, h[t, i]),
    "y": ((t,), a, None, y[t, a]), "e": ((t,), a, None, e[t, a]),
    "D": ((t,), i, j, delta(i, j) * (1 - h[t, i]**2)),
    "J": ((t,), i, j, d(h[t, i], h[t-1, j])),
    "P": ((t, k), i, j, d(h[t, i], h[k, j])),
    "G": ((t, k), j, None, d(E[t], h[k, j])),
    # eigenvectors and eigenvalues of W; what it lacks of a scaled rotation
    "Q": ((), i, j, Q[i, j]), "Q_inv": ((), i, j, Q_inv[i, j]),
    "Lam": ((), i, j, delta(i, j) * mu[i]), "S": ((), i, j, S[i, j]),
    # what the slopes lack of gamma; an orthonormal frame and its triangles
    "K": ((t,), i, j, delta(i, j) * slack[t, i]),
    "F": ((t,), i, j, F[t, i, j]), "R": ((t,), i, j, R[t, i, j]),
    # gradients of the loss of one step, and what x_k does
    "dE_dU": ((t,), i, u, d(E[t], U[i, u])),
    "dE_dW": ((t,), i, j, d(E[t], W[i, j])),
    "dE_dV": ((t,), a, i, d(E[t], V[a, i])),
    "dE_db_h": ((t,), i, None, d(E[t], b_h[i])),
    "dE_db_y": ((t,), a, None, d(E[t], b_y[a])),
    "dE_dx": ((t, k), u, None, d(E[t], x[k, u])),
    "dh_dx": ((t, k), i, u, d(h[t, i], x[k, u])),
    # by one entry W_ij
    "dh_dWij": ((t,), m, None, d(h[t, m], W[i, j])),
    "dE_dWij": ((t,), None, None, d(E[t], W[i, j])),
    # changes of the parameters, and what they do
    "dU": ((), i, u, dU[i, u]), "dW": ((), i, j, dW[i, j]),
    "dV": ((), a, i, dV[a, i]), "db_h": ((), i, None, db_h[i]),
    "db_y": ((), a, None, db_y[a]), "dh_0": ((), i, None, dh_0[i]),
    "dh_W": ((t,), i, None, moved(h[t, i], "W")),
    "dE_W": ((t,), None, None, moved(E[t], "W")),
    "dh": ((t,), i, None, moved(h[t, i], "U", "W", "b_h", "h_0")),
    "dh_now": ((t,), i, None, moved(h[t, i], "U", "W", "b_h", by=imm)),
    "dE": ((t,), None, None,
           moved(E[t], "U", "W", "V", "b_h", "b_y", "h_0")),
}

# matrix name -> (its times, row letter, column letter, word, its facts)
SUMS = {
    "lam": ((t,), i, None, over_time(Matrix("G", s, t), s, t, T), (t <= T,)),
    "a": ((t,), i, None, Matrix("D", t) * Matrix("lam", t), ()),
    "dE_to_go": ((t,), None, None,
                 over_time(Matrix("dE", s), s, t, T), (t <= T,)),
    "dE_all": ((), None, None, Matrix("dE_to_go", 1), ()),
    "grad_x": ((t,), u, None, over_time(Matrix("dE_dx", s, t), s, t, T),
               (t <= T,)),
    "grad_h_0": ((), i, None, over_time(Matrix("G", s, 0), s, 1, T), ()),
} | {f"grad_{name}": ((), *MATRICES[name][1:3],
                      over_time(Matrix(f"dE_d{name}", t), t, 1, T), ())
     for name in PARAMETERS}

# what may be assumed, besides the formulas
CONDITIONS = {
    "W": (Matrix("W") * transpose(Matrix("W")), gain**2),  # W = kappa Q
    # W has a basis of eigenvectors, the columns of Q
    "eigen": (Matrix("W"), Matrix("Q") * Matrix("Lam") * Matrix("Q_inv")),
    "eigen_left": (Matrix("Q_inv") * Matrix("Q"), 1),
    "eigen_right": (Matrix("Q") * Matrix("Q_inv"), 1),
    # sigma = ||W||_2: what W W^T lacks of sigma^2 I is a square
    "norm": (Matrix("W") * transpose(Matrix("W")),
             sigma**2 - Matrix("S") * transpose(Matrix("S"))),
    # slopes are at most gamma: K is diagonal, its entries are >= 0
    "slopes": (Matrix("D", t)**2, gamma**2 - Matrix("K", t)),
    # a frame F carried along: QR of J_t F_{t-1}, from any orthonormal F_0
    "qr": (Matrix("J", t) * Matrix("F", t-1), Matrix("F", t) * Matrix("R", t)),
    "qr_frame": (Matrix("F", k) * transpose(Matrix("F", k)), 1),
}


def obey(world: Any, keys: set[str], rng: np.random.Generator) -> None:
    """Make conditions on W, its slopes and its Jacobians hold in a World."""
    kinds = {key.partition("_")[0] for key in keys}
    given, scalars, n = world.given, world.scalars, len(world.given["W"])
    Q = orthogonal(rng.normal(size=(n, n)), rng)
    given["W"] *= rng.uniform(0.8, 1.2) / np.linalg.norm(given["W"], 2)
    if "W" in kinds:
        given["W"] = scalars[gain] * Q
    if "eigen" in kinds:
        given |= eigen(scalars[gain], Q, "W" in kinds, rng)
    if "norm" in kinds:
        scalars[sigma] = np.linalg.norm(given["W"], 2)
        given["lack"] = missing(given["W"])
    if "slopes" in kinds:
        D = 1 - world.array("h")**2
        scalars[gamma] = abs(D[1:]).max() * rng.uniform(1, 1.2)
        given["slack"] = scalars[gamma]**2 - D**2
    if "qr" in kinds:
        given |= frames(world, orthogonal(rng.normal(size=(n, n)), rng))


def eigen(gain: float, Q: np.ndarray, rotation: bool,
          rng: np.random.Generator) -> dict[str, np.ndarray]:
    """W with real eigenvectors; with those at right angles, a rotation."""
    n = len(Q)
    mu = rng.choice([-1, 1], n) * (gain if rotation
                                   else rng.uniform(0.4, 1.1, n))
    basis = Q if rotation else Q * rng.uniform(0.5, 2, n) @ orthogonal(
        rng.normal(size=(n, n)), rng)
    inverse = np.linalg.inv(basis)
    return {"basis": basis, "basis_inv": inverse, "mu": mu,
            "W": basis * mu @ inverse}


def missing(W: np.ndarray) -> np.ndarray:
    """An S with S S^T = ||W||^2 I - W W^T."""
    left, values, _ = np.linalg.svd(W)
    return left * np.sqrt(values[0]**2 - values**2)


def frames(world: Any, first: np.ndarray) -> dict[str, np.ndarray]:
    """Orthonormal F_t and triangular R_t with J_t F_{t-1} = F_t R_t."""
    F, R = np.empty((2, *world.given["frame"].shape))
    F[0], R[0] = first, np.nan
    rows, columns = np.ix_(range(len(first)), range(len(first)))
    for time in range(1, len(F)):
        J = value(d(h[t, i], h[t-1, j]), world.plain,
                  {t: time, i: rows, j: columns}, 2)
        F[time], R[time] = np.linalg.qr(J @ F[time - 1])
    return {"frame": F, "triangle": R}


def params(given: Arrays) -> rnn.Params:
    """The parameters as rnnlib has them."""
    return rnn.Params(*[given[name] for name in rnn.Params._fields])


def rows(given: Arrays, start: Arrays) -> dict[str, np.ndarray]:
    """What rnnlib computes."""
    run = rnn.forward(params(given), given["x"][1:, None], start["h"][None])
    return outputs(run, given)


NETWORK = Network(
    name="plain",
    shared=SHARED,
    tensors=(U, W, b_h, p, mask, dU, dW, dV, db_h, db_y, dh_0, Q, Q_inv, mu, S,
             slack, F, R),
    formulas={
        "p": (p[t, i], sum_over(U[i, u] * x[t, u], u)
              + sum_over(W[i, j] * h[t-1, j], j) + b_h[i]),
        "h": (h[t, i], tanh(p[t, i])),
    },
    from_0=("frame",),
    rows=rows,
    conditions=CONDITIONS,
    obey=obey,
    matrices=MATRICES,
    sums=SUMS,
    known=KNOWN,
    prints=PRINTS,
    looks=LOOKS,
    order=("V", "U", "W", "x", "p", "h"),
)
