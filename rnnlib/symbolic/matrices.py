"""Matrices of the model: names for arrays of entries, and for sums of them.

A matrix stands for its entries: `mat.J(t)` for dh_t,i/dh_{t-1},j. What is a
sum over time has no entries in index notation: `mat.lam(t)` stands for
G(t, t) + ... + G(T, t). A differential adds up what all entries of a
direction do: dW is any change of W, `mat.dh_W(t)` what it makes of h_t.
"""
from types import SimpleNamespace
from typing import TypeAlias

from sympy import Expr, Symbol
from sympy.tensor.indexed import Indexed

from .language import Tensor, d, delta, imm, total
from .model import (TIME, C, E, T, U, V, W, a, b_h, b_y, e, gain, gamma, h, i,
                    j, k, l, m, n_h, n_x, n_y, s, sigma, t, u, x, y)
from .words import Matrix, over_time, tr

dU, dW = Tensor("dU", n_h, n_x), Tensor("dW", n_h, n_h)
dV, db_h = Tensor("dV", n_y, n_h), Tensor("db_h", n_h)
db_y, dh_0 = Tensor("db_y", n_y), Tensor("dh_0", n_h)
# the parts of W and of J that a condition may speak of, see CONDITIONS
Q, Q_inv = Tensor("basis", n_h, n_h), Tensor("basis_inv", n_h, n_h)
mu, S = Tensor("mu", n_h), Tensor("lack", n_h, n_h)
slack, F = Tensor("slack", TIME, n_h), Tensor("frame", TIME, n_h, n_h)
R = Tensor("triangle", TIME, n_h, n_h)


def moved(top: Indexed, *parameters: str, by: type[d] = d) -> Expr:
    """The sum of the derivatives of `top`, times the changes they answer."""
    rows = {"U": (U[l, u], dU[l, u], l, u), "W": (W[l, m], dW[l, m], l, m),
            "V": (V[a, l], dV[a, l], a, l), "b_h": (b_h[l], db_h[l], l),
            "b_y": (b_y[a], db_y[a], a), "h_0": (h[0, l], dh_0[l], l)}
    return sum(total(by(top, entry) * change, *indices) for entry, change,
               *indices in (rows[name] for name in parameters))


# matrix name -> (its times, row index, column index, entry)
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
    # one entry W_ij, and its copy at step s
    "dh_dWij": ((t,), m, None, d(h[t, m], W[i, j])),
    "dh_dCij": ((t, s), m, None, d(h[t, m], C[s, i, j])),
    "dE_dWij": ((t,), None, None, d(E[t], W[i, j])),
    "dE_dCij": ((t, s), None, None, d(E[t], C[s, i, j])),
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

# matrix name -> (its times, row index, column index, product, its facts)
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
     for name in ("U", "W", "V", "b_h", "b_y")}

GIVEN = ("U W V b_h b_y x h y e Q Q_inv Lam S K F R dU dW dV db_h db_y dh_0 "
         "dE_dWij dE_dCij").split()
# matrices that a page has to define before a claim may use them
NOTATION = tuple(name for name in (*MATRICES, *SUMS) if name not in GIVEN)

# gradient -> (the change it answers, the differentials that may show it)
READ_OFF = {f"dE_d{name}": (f"d{name}", ("dE",))
            for name in ("U", "V", "b_h", "b_y")} | {
    "dE_dW": ("dW", ("dE_W", "dE"))} | {
    f"grad_{name}": (f"d{name}", ("dE_all",))
    for name in ("U", "W", "V", "b_h", "b_y", "h_0")}

# matrices that depend on a change, without showing it
HIDING = ("dh_W", "dE_W", "dh", "dh_now", "dE", "dE_to_go", "dE_all")

# what may be assumed of the model, besides its definitions
CONDITIONS = {
    "y": (total(y[t, a], a), 1),                    # y_t is a distribution
    "W": (Matrix("W") * tr(Matrix("W")), gain**2),  # W = kappa Q
    # W has a basis of eigenvectors, the columns of Q
    "eigen": (Matrix("W"), Matrix("Q") * Matrix("Lam") * Matrix("Q_inv")),
    "eigen_left": (Matrix("Q_inv") * Matrix("Q"), 1),
    "eigen_right": (Matrix("Q") * Matrix("Q_inv"), 1),
    # sigma = ||W||_2: what W W^T lacks of sigma^2 I is a square
    "norm": (Matrix("W") * tr(Matrix("W")),
             sigma**2 - Matrix("S") * tr(Matrix("S"))),
    # slopes are at most gamma: K is diagonal, its entries are >= 0
    "slopes": (Matrix("D", t)**2, gamma**2 - Matrix("K", t)),
    # a frame F carried along: QR of J_t F_{t-1}, from any orthonormal F_0
    "qr": (Matrix("J", t) * Matrix("F", t-1), Matrix("F", t) * Matrix("R", t)),
    "qr_frame": (Matrix("F", k) * tr(Matrix("F", k)), 1),
}
# diagonal matrices without negative entries: the condition that says so
NONNEGATIVE = {"K": "slopes"}
Layout: TypeAlias = tuple[tuple[Symbol, ...], Symbol | None, Symbol | None]


def layout(name: str) -> Layout:
    """The times, row index and column index of a matrix."""
    return (MATRICES.get(name) or SUMS[name])[:3]


mat = SimpleNamespace(**{
    name: (lambda *times, name=name: Matrix(name, *times)) if layout(name)[0]
    else Matrix(name) for name in (*MATRICES, *SUMS)})
