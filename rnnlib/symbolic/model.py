"""The model in letters: what exists, over which ranges, made from what.

A definition can only introduce a name of this list, as rnnlib computes it
(`COMPUTED`), and no theorem can hide in one. A page may choose another
variant of a name (`VARIANTS`), but only one: "untied" gives each step a copy
C of W, all of them equal, and yet derivatives by one of them differ from
derivatives by W; "linear" has no tanh; "lstm" is another network.
"""
from sympy import Symbol, exp, log, sqrt, tanh
from sympy.tensor.indexed import Indexed

from .terms.language import TIME, Tensor, time_of, total
from .letters import T, a, b, c, i, j, k, l, m, n_h, n_x, n_y, s, t, u, v  # noqa: F401
from .lstm import LSTM

__all__ = ("n_x n_h n_y t s k T i j l m u v a b c U W V C b_h b_y x y p h q "
           "y_hat e E gain sigma gamma alpha M N Omega").split()

U, W, V = Tensor("U", n_h, n_x), Tensor("W", n_h, n_h), Tensor("V", n_y, n_h)
C = Tensor("C", TIME, n_h, n_h)         # the copy of W at each step
b_h, b_y = Tensor("b_h", n_h), Tensor("b_y", n_y)
x, y = Tensor("x", TIME, n_x), Tensor("y", TIME, n_y)
p, h = Tensor("p", TIME, n_h), Tensor("h", TIME, n_h)
q, y_hat = Tensor("q", TIME, n_y), Tensor("y_hat", TIME, n_y)
e, E = Tensor("e", TIME, n_y), Tensor("E", TIME)
gain = Symbol("kappa", positive=True)   # W = kappa Q, Q orthogonal
sigma = Symbol("sigma", positive=True)  # the 2-norm of W
gamma = Symbol("gamma", positive=True)  # no slope is larger

# what Omega is made of; alpha is dE/dp_t, given, and does not move
alpha = Tensor("alpha", TIME, n_h)
M, N, Omega = Tensor("M", TIME), Tensor("N", TIME), Tensor("Omega", TIME)

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
    "M": (M[t], total(alpha[t, i]**2, i)),
    "N": (N[t], total(((1 - h[t-1, j]**2)
                       * total(W[i, j] * alpha[t, i], i))**2, j)),
    "Omega": (Omega[t], (sqrt(N[t] / M[t]) - 1)**2),
}
# variant -> {name: (entry, what it is instead)}
VARIANTS = {
    "untied": {"p": (p[t, i], total(U[i, u] * x[t, u], u)
                     + total(C[t, i, j] * h[t-1, j], j) + b_h[i])},
    "linear": {"h": (h[t, i], p[t, i])},
    "lstm": LSTM,
}
RESTRICTING = ("linear",)     # a special case of the model: a condition
STATES = ("h", "cell")        # given at time 0
SHARED = ("q", "y_hat", "E", "e")       # the same in every network


def made_of(name, times=(t, t - 1)):
    """The names in the formulas of `name`, in all of its variants.

    times: of which times they may be, if they have one.
    """
    formulas = [names[name] for names in (COMPUTED, *VARIANTS.values())
                if name in names]
    return {entry.base.name for _, rhs in formulas
            for entry in rhs.atoms(Indexed)
            if time_of(entry) in (None, *times)}


MADE_OF = {name: made_of(name) for name in ("C", "p", *LSTM, *COMPUTED)}
MADE_NOW = {name: made_of(name, (t,)) for name in MADE_OF}


def first(name):
    """The first time at which a tensor has entries."""
    return 0 if name in (*STATES, "frame") else 1


def since(time):
    """The first value of a time letter: t and T are steps, others from 0."""
    return 1 if time in (t, T) else 0


def ancestors(name, made=MADE_OF, seen=()):
    """Every name on which the tensor `name` depends.

    made: MADE_NOW for what it depends on at the same time.
    """
    direct = made.get(name, set()) - set(seen)
    return direct.union(*[ancestors(n, made, {*seen, *direct})
                          for n in direct])
