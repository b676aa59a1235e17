"""One copy of W for each step: a page of its own."""
from formula import Formula
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import (
                                           C,
                                           U,
                                           W,
                                           b_h,
                                           h,
                                           i,
                                           j,
                                           m,
                                           p,
                                           s,
                                           t,
                                           u,
                                           x,
)
from rnnlib.symbolic.terms.language import d, delta, sum_over
from rnnlib.symbolic.terms.products import over_time
from sympy import S

DEFINITIONS = (
    ("copies", C[t, i, j], W[i, j]),
    ("untied", p[t, i], sum_over(U[i, u] * x[t, u], u)
     + sum_over(C[t, i, j] * h[t-1, j], j) + b_h[i]),
    ("one", mat.dh_dWij(t)), ("copy", mat.dh_dCij(t, s)))

FORMULAS = (
    Formula("copy-here", d(h[t, m], C[t, i, j]),
            delta(m, i) * (1 - h[t, m]**2) * h[t-1, j]),
    Formula("one-start", mat.dh_dWij(0), S.Zero),
    Formula("one-step", mat.dh_dWij(t),
            mat.dh_dCij(t, t) + mat.J(t) * mat.dh_dWij(t - 1)),
    Formula("copy-later", mat.dh_dCij(t, s),
            mat.J(t) * mat.dh_dCij(t - 1, s), when=s < t),
    Formula("sum-over-copies", mat.dh_dWij(t),
            over_time(mat.dh_dCij(t, s), s, 1, t), ("copy-later",),
            steps=(t, 0, "one-start", "one-step")),
    Formula("one-out", mat.dE_dWij(t),
            mat.e(t).T * mat.V * mat.dh_dWij(t), ("target",)),
    Formula("copy-out", mat.dE_dCij(t, s),
            mat.e(t).T * mat.V * mat.dh_dCij(t, s), ("target",)),
    Formula("loss-over-copies", mat.dE_dWij(t),
            over_time(mat.dE_dCij(t, s), s, 1, t),
            ("one-out", "copy-out", "sum-over-copies")),
)
