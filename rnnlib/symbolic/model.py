"""The model in letters: what exists, over which ranges, made from what.

A definition can only introduce a name of this list, as rnnlib computes it
(`COMPUTED`), and no theorem can hide in one. A page may give each step a
copy C of W (`UNTIED`); all copies are equal, and yet derivatives by one of
them differ from derivatives by W.
"""
from sympy import Symbol, exp, log, symbols, tanh
from sympy.tensor.indexed import Indexed

from .language import TIME, Tensor, idx, total

__all__ = ("n_x n_h n_y t s k T i j l m u v a b c U W V C b_h b_y x y p h q "
           "y_hat e E gain").split()

n_x, n_h, n_y = symbols("n_x n_h n_y", integer=True, positive=True)

t, s, k, T = idx("t s k T", TIME)       # T is the last step
i, j, l, m = idx("i j l m", n_h)        # units
u, v = idx("u v", n_x)                  # inputs
a, b, c = idx("a b c", n_y)             # classes

U, W, V = Tensor("U", n_h, n_x), Tensor("W", n_h, n_h), Tensor("V", n_y, n_h)
C = Tensor("C", TIME, n_h, n_h)         # the copy of W at each step
b_h, b_y = Tensor("b_h", n_h), Tensor("b_y", n_y)
x, y = Tensor("x", TIME, n_x), Tensor("y", TIME, n_y)
p, h = Tensor("p", TIME, n_h), Tensor("h", TIME, n_h)
q, y_hat = Tensor("q", TIME, n_y), Tensor("y_hat", TIME, n_y)
e, E = Tensor("e", TIME, n_y), Tensor("E", TIME)
gain = Symbol("kappa", positive=True)   # W = kappa Q, Q orthogonal

# name -> (entry, what rnnlib computes for it, for t = 1, 2, ...)
COMPUTED = {
    "C": (C[t, i, j], W[i, j]),
    "p": (p[t, i], total(U[i, u] * x[t, u], u)
          + total(W[i, j] * h[t-1, j], j) + b_h[i]),
    "h": (h[t, i], tanh(p[t, i])),
    "q": (q[t, a], total(V[a, i] * h[t, i], i) + b_y[a]),
    "y_hat": (y_hat[t, a], exp(q[t, a]) / total(exp(q[t, b]), b)),
    "E": (E[t], -total(y[t, a] * log(y_hat[t, a]), a)),
    "e": (e[t, a], y_hat[t, a] - y[t, a]),
}
UNTIED = {"p": (p[t, i], total(U[i, u] * x[t, u], u)
                + total(C[t, i, j] * h[t-1, j], j) + b_h[i])}
MADE_OF = {name: {entry.base.name for _, rhs in (
    computed, UNTIED.get(name, computed)) for entry in rhs.atoms(Indexed)}
           for name, computed in COMPUTED.items()}


def since(time):
    """The first value of a time letter: t and T are steps, others from 0."""
    return 1 if time in (t, T) else 0


def ancestors(name, seen=()):
    """Every name on which the tensor `name` depends."""
    direct = MADE_OF.get(name, set()) - set(seen)
    return direct.union(*[ancestors(n, {*seen, *direct}) for n in direct])
