"""Letters: what they count, and over which range."""
from sympy import symbols

from .terms.language import TIME, idx

n_x, n_h, n_y = symbols("n_x n_h n_y", integer=True, positive=True)

t, s, k, T = idx("t s k T", TIME)       # T is the last step
i, j, l, m = idx("i j l m", n_h)        # units
u, v = idx("u v", n_x)                  # inputs
a, b, c = idx("a b c", n_y)             # classes
