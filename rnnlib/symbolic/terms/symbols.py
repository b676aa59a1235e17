"""Letters: what they count, and over which range; and numbers of a model."""
from sympy import Symbol, symbols

from .language import TIME, idx

n_x, n_h, n_y = symbols("n_x n_h n_y", integer=True, positive=True)

t, s, k, r, T = idx("t s k r T", TIME)   # T is the last step
i, j, l, m = idx("i j l m", n_h)        # units
u, v = idx("u v", n_x)                  # inputs
a, b, c = idx("a b c", n_y)             # classes

gain = Symbol("kappa", positive=True)   # W = kappa Q, Q orthogonal
sigma = Symbol("sigma", positive=True)  # the 2-norm of W
gamma = Symbol("gamma", positive=True)  # no slope is larger
