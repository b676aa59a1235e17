"""The LSTM: a page of its own, as its network is another one."""
import corpus
from formula import Formula
from rnnlib.symbolic.grammar.model import (
    E,
    V,
    a,
    e,
    h,
    i,
    j,
    k,
    l,
    m,
    s,
    t,
    u,
    x,
)
from rnnlib.symbolic.networks.lstm import (
    NETWORK,
    U_f,
    W_f,
    W_g,
    W_o,
    W_z,
    cell,
    f,
    g,
    o,
    p_f,
    p_g,
    p_o,
    p_z,
    z,
)
from rnnlib.symbolic.terms.language import d, delta, imm, sum_over
from sympy import S, tanh

SHARED = [one for one in corpus.DEFINITIONS if one[0] in (
    "logits", "softmax", "loss", "target", "error")]
DEFINITIONS = (*[(f"lstm-{name}", *entry)
                 for name, entry in NETWORK.formulas.items()], *SHARED)

squash = o[t, i] * (1 - tanh(cell[t, i])**2)
squash_before = o[t-1, j] * (1 - tanh(cell[t-1, j])**2)
of_f = cell[t-1, i] * f[t, i] * (1 - f[t, i])
of_g = z[t, i] * g[t, i] * (1 - g[t, i])
of_o = tanh(cell[t, i]) * o[t, i] * (1 - o[t, i])
of_z = g[t, i] * (1 - z[t, i]**2)


def through_gates(j):
    """What c_t,i feels of h_{t-1},j, by way of f, g and z."""
    return of_f * W_f[i, j] + of_g * W_g[i, j] + of_z * W_z[i, j]


def by_gates(own, w):
    """The recursion of dc_t,i/dw; own is what w does in this step itself."""
    return own + f[t, i] * d(cell[t-1, i], w) + sum_over(
        through_gates(m) * d(h[t-1, m], w), m)


before = (("cell-out", {t: t - 1}),)

FORMULAS = (
    # inside a step
    Formula("forget-slope", d(f[t, i], p_f[t, j]),
            delta(i, j) * f[t, i] * (1 - f[t, i])),
    Formula("output-slope", d(o[t, i], p_o[t, j]),
            delta(i, j) * o[t, i] * (1 - o[t, i])),
    Formula("candidate-slope", d(z[t, i], p_z[t, j]),
            delta(i, j) * (1 - z[t, i]**2)),
    Formula("cell-out", d(h[t, i], cell[t, j]), delta(i, j) * squash),
    Formula("gate-out", d(h[t, i], o[t, j]),
            delta(i, j) * tanh(cell[t, i])),
    Formula("cell-f", d(cell[t, i], p_f[t, j]), delta(i, j) * of_f),
    Formula("cell-g", d(cell[t, i], p_g[t, j]), delta(i, j) * of_g),
    Formula("cell-z", d(cell[t, i], p_z[t, j]), delta(i, j) * of_z),
    Formula("cell-o", d(cell[t, i], p_o[t, j]), S.Zero),
    Formula("state-o", d(h[t, i], p_o[t, j]), delta(i, j) * of_o),
    Formula("cell-x", d(cell[t, i], U_f[j, u]),
            by_gates(delta(i, j) * of_f * x[t, u], U_f[j, u])),
    Formula("open-output", d(o[t, i], cell[t, j]), S.Zero),
    Formula("not-made-of", d(cell[t, i], h[t, j]), S.Zero),
    # one step in time
    Formula("cell-path", imm(cell[t, i], cell[t-1, j]),
            delta(i, j) * f[t, i]),
    Formula("state-path", imm(h[t, i], cell[t-1, j]),
            delta(i, j) * squash * f[t, i]),
    Formula("cell-from-state", d(cell[t, i], h[t-1, j]), through_gates(j)),
    Formula("at-once", imm(cell[t, i], h[t-1, j]),
            d(cell[t, i], h[t-1, j])),
    Formula("cell-all", d(cell[t, i], cell[t-1, j]),
            delta(i, j) * f[t, i] + through_gates(j) * squash_before,
            before, t >= 2),
    Formula("state-state", d(h[t, i], h[t-1, j]),
            of_o * W_o[i, j] + squash * through_gates(j)),
    Formula("state-all", d(h[t, i], cell[t-1, j]),
            squash * d(cell[t, i], cell[t-1, j])
            + of_o * W_o[i, j] * squash_before, before, t >= 2),
    # many steps
    Formula("cell-chain", d(cell[t, i], cell[k, j]),
            by_gates(0, cell[k, j]), when=k < t),
    Formula("cell-state-chain", d(cell[t, i], h[k, j]),
            by_gates(0, h[k, j]), when=k < t - 1),
    Formula("state-chain", d(h[t, i], cell[k, j]),
            squash * d(cell[t, i], cell[k, j]) + of_o * sum_over(
                W_o[i, l] * d(h[t-1, l], cell[k, j]), l), when=k < t),
    Formula("cell-dW", d(cell[t, i], W_f[j, l]),
            by_gates(delta(i, j) * of_f * h[t-1, l], W_f[j, l])),
    Formula("no-way-back", d(cell[s, i], h[t, j]), S.Zero, when=s < t),
    Formula("start", d(cell[0, i], W_g[j, l]), S.Zero),
    Formula("start-apart", d(h[0, i], cell[0, j]), S.Zero),
    # the loss
    Formula("credit-out", d(E[t], h[t, i]), sum_over(e[t, a] * V[a, i], a),
            ("target",)),
    Formula("credit-cell", d(E[t], cell[t, i]), squash * d(E[t], h[t, i])),
    Formula("credit-f", d(E[t], p_f[t, i]), of_f * d(E[t], cell[t, i])),
    Formula("credit-g", d(E[t], p_g[t, i]), of_g * d(E[t], cell[t, i])),
    Formula("credit-z", d(E[t], p_z[t, i]), of_z * d(E[t], cell[t, i])),
    Formula("credit-o", d(E[t], p_o[t, i]), of_o * d(E[t], h[t, i])),
    Formula("credit-state", d(E[t], h[t-1, j]), sum_over(
        W_f[i, j] * d(E[t], p_f[t, i]) + W_g[i, j] * d(E[t], p_g[t, i])
        + W_o[i, j] * d(E[t], p_o[t, i]) + W_z[i, j] * d(E[t], p_z[t, i]),
        i)),
    Formula("credit-before", d(E[t], cell[t-1, j]),
            f[t, j] * d(E[t], cell[t, j]) + squash_before
            * d(E[t], h[t-1, j]), before, t >= 2),
    Formula("credit-W", imm(E[t], W_f[i, j]),
            d(E[t], p_f[t, i]) * h[t-1, j]),
)
