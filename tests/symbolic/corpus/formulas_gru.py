"""The GRU: a page of its own, as its network is another one."""
from formula import Formula
from formulas_lstm import SHARED
from rnnlib.symbolic.grammar.model import E, V, a, e, h, i, j, k, l, m, t, u, x
from rnnlib.symbolic.networks.gru import (
    NETWORK,
    U_new,
    W_keep,
    W_new,
    W_r,
    keep,
    new,
    p_keep,
    p_new,
    p_r,
    r,
)
from rnnlib.symbolic.terms.language import d, delta, imm, sum_over
from sympy import S

DEFINITIONS = (*[(f"gru-{name}", *entry)
                 for name, entry in NETWORK.formulas.items()], *SHARED)

of_keep = (h[t-1, i] - new[t, i]) * keep[t, i] * (1 - keep[t, i])
of_new = (1 - keep[t, i]) * (1 - new[t, i]**2)


def of_r(l):
    """What r_t,l does to the state that W_new sees, by its own p."""
    return h[t-1, l] * r[t, l] * (1 - r[t, l])


def into_new(j):
    """What the pre-activation of the candidate feels of h_{t-1},j."""
    return W_new[i, j] * r[t, j] + sum_over(
        W_new[i, l] * of_r(l) * W_r[l, j], l)


def one_step(j):
    """The Jacobian of a step."""
    return delta(i, j) * keep[t, i] + of_keep * W_keep[i, j] \
        + of_new * into_new(j)


FORMULAS = (
    Formula("reset-slope", d(r[t, i], p_r[t, j]),
            delta(i, j) * r[t, i] * (1 - r[t, i])),
    Formula("state-keep", d(h[t, i], keep[t, j]),
            delta(i, j) * (h[t-1, i] - new[t, i])),
    Formula("state-new", d(h[t, i], new[t, j]),
            delta(i, j) * (1 - keep[t, i])),
    Formula("state-p_keep", d(h[t, i], p_keep[t, j]),
            delta(i, j) * of_keep),
    Formula("state-p_new", d(h[t, i], p_new[t, j]), delta(i, j) * of_new),
    Formula("new-p_r", d(new[t, i], p_r[t, j]),
            (1 - new[t, i]**2) * W_new[i, j] * of_r(j)),
    Formula("keep-apart", d(keep[t, i], r[t, j]), S.Zero),
    Formula("new-state", d(new[t, i], h[t-1, j]),
            (1 - new[t, i]**2) * into_new(j)),
    Formula("state-path", imm(h[t, i], h[t-1, j]), one_step(j)),
    Formula("state-state", d(h[t, i], h[t-1, j]), one_step(j)),
    Formula("state-chain", d(h[t, i], h[k, j]),
            keep[t, i] * d(h[t-1, i], h[k, j]) + sum_over(
                (of_keep * W_keep[i, m] + of_new * into_new(m))
                * d(h[t-1, m], h[k, j]), m), when=k < t),
    Formula("at-once", imm(h[t, i], U_new[j, u]),
            delta(i, j) * of_new * x[t, u]),
    Formula("by-weights", imm(h[t, i], W_new[j, m]),
            delta(i, j) * of_new * r[t, m] * h[t-1, m]),
    Formula("credit-out", d(E[t], h[t, i]), sum_over(e[t, a] * V[a, i], a),
            ("target",)),
)
BACK = (
    ("back", d(E[t], h[k, j]),
     keep[k+1, j] * d(E[t], h[k+1, j])
     + r[k+1, j] * sum_over(W_new[i, j] * d(E[t], p_new[k+1, i]), i)
     + sum_over(W_r[i, j] * d(E[t], p_r[k+1, i]), i)
     + sum_over(W_keep[i, j] * d(E[t], p_keep[k+1, i]), i), (), k < t),
    ("back-keep", d(E[t], p_keep[k, i]),
     d(E[t], h[k, i]) * (h[k-1, i] - new[k, i])
     * keep[k, i] * (1 - keep[k, i]), (keep,), (1 <= k, k <= t)),
    ("back-new", d(E[t], p_new[k, i]),
     d(E[t], h[k, i]) * (1 - keep[k, i]) * (1 - new[k, i]**2), (new,),
     (1 <= k, k <= t)),
    ("back-r", d(E[t], p_r[k, j]),
     sum_over(W_new[i, j] * d(E[t], p_new[k, i]), i) * h[k-1, j]
     * r[k, j] * (1 - r[k, j]), (r,), (1 <= k, k <= t)),
)
