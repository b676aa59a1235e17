"""The model in letters: what exists, over which ranges, made from what.

A definition can only introduce a name of this list, as rnnlib computes it
(`COMPUTED`), and no theorem can hide in one. Matrices are the same
objects without letters: `mat.J(t)` stands for the entries dh_t,i/dh_{t-1},j.
"""
from types import SimpleNamespace

from sympy import Symbol, exp, log, symbols, tanh
from sympy.tensor.indexed import Indexed

from .language import TIME, Tensor, d, delta, idx, total
from .words import Matrix, tr

__all__ = ("n_x n_h n_y t s k i j l m u v a b c U W V b_h b_y x y p h q y_hat "
           "e E gain mat").split()

n_x, n_h, n_y = symbols("n_x n_h n_y", integer=True, positive=True)

t, s, k = idx("t s k", TIME)
i, j, l, m = idx("i j l m", n_h)        # units
u, v = idx("u v", n_x)                  # inputs
a, b, c = idx("a b c", n_y)             # classes

U, W, V = Tensor("U", n_h, n_x), Tensor("W", n_h, n_h), Tensor("V", n_y, n_h)
b_h, b_y = Tensor("b_h", n_h), Tensor("b_y", n_y)
x, y = Tensor("x", TIME, n_x), Tensor("y", TIME, n_y)
p, h = Tensor("p", TIME, n_h), Tensor("h", TIME, n_h)
q, y_hat = Tensor("q", TIME, n_y), Tensor("y_hat", TIME, n_y)
e, E = Tensor("e", TIME, n_y), Tensor("E", TIME)
gain = Symbol("kappa", positive=True)   # W = kappa Q, Q orthogonal

# name -> (entry, what rnnlib computes for it, for t = 1, 2, ...)
COMPUTED = {
    "p": (p[t, i], total(U[i, u] * x[t, u], u)
          + total(W[i, j] * h[t-1, j], j) + b_h[i]),
    "h": (h[t, i], tanh(p[t, i])),
    "q": (q[t, a], total(V[a, i] * h[t, i], i) + b_y[a]),
    "y_hat": (y_hat[t, a], exp(q[t, a]) / total(exp(q[t, b]), b)),
    "E": (E[t], -total(y[t, a] * log(y_hat[t, a]), a)),
    "e": (e[t, a], y_hat[t, a] - y[t, a]),
}
MADE_OF = {name: {entry.base.name for entry in rhs.atoms(Indexed)}
           for name, (_, rhs) in COMPUTED.items()}


def since(time):
    """The first value of a time letter: t runs over steps, others from 0."""
    return 1 if time == t else 0


def ancestors(name, seen=()):
    """Every name on which the tensor `name` depends."""
    direct = MADE_OF.get(name, set()) - set(seen)
    return direct.union(*[ancestors(n, {*seen, *direct}) for n in direct])


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
}

# what may be assumed of the model, besides its definitions
CONDITIONS = {
    "y": (total(y[t, a], a), 1),                    # y_t is a distribution
    "W": (Matrix("W") * tr(Matrix("W")), gain**2),  # W = kappa Q
}

# matrices that a page has to define before a claim may use them
NOTATION = ("D", "J", "P", "G")

mat = SimpleNamespace(**{
    name: (lambda *times, name=name: Matrix(name, *times)) if times
    else Matrix(name) for name, (times, *_) in MATRICES.items()})
