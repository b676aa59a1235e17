"""Differentials along time: one change of W, of all parameters, of inputs."""
from formula import Formula
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import W, h, i, j, k, l, m, p, s, t
from rnnlib.symbolic.terms.language import d, delta, imm, sum_over
from rnnlib.symbolic.terms.products import falling, over_time, rising
from sympy import S, tanh

DEFINITIONS = tuple((f"the-{name}", getattr(mat, name)(*times))
                    for name, *times in (
    ("dh_W", t), ("dE_W", t), ("dE_dW", t), ("dh", t), ("dh_now", t),
    ("dE", t), ("dE_dU", t), ("dE_db_h", t), ("dE_dV", t), ("dE_db_y", t),
    ("dh_dx", t, k), ("dE_dx", t, k)))

logistic = (1 + tanh(p[t, i] / 2)) / 2
to_k = falling(mat.J(s), s, t, k + 1)
own = mat.dW * mat.h(t - 1)
older = mat.dW * mat.h(t - 2)
out = mat.e(t).T * (mat.dV * mat.h(t) + mat.db_y)


def through_credit(w):
    """sum_k D_k G(t, k) w^T, the gradient at step t."""
    return over_time(mat.D(k) * mat.G(t, k) * w, k, 1, t)


STEP = (
    Formula("logistic-slope", d(logistic, p[t, j]),
            delta(i, j) * logistic * (1 - logistic)),
    Formula("pre-activation-chain", d(p[t, i], p[t-1, j]),
            W[i, j] * (1 - h[t-1, j]**2), (("tanh-jacobian", {t: t - 1}),),
            t >= 2),
    Formula("immediate-W", imm(h[t, i], W[j, l]),
            delta(i, j) * (1 - h[t, i]**2) * h[t-1, l]),
    Formula("recursion-W", d(h[t, i], W[j, l]), imm(h[t, i], W[j, l])
            + sum_over(d(h[t, i], h[t-1, m]) * d(h[t-1, m], W[j, l]), m)),
)

CREDIT = (
    Formula("credit-here", mat.G(t, t), mat.V.T * mat.e(t), ("target",)),
    Formula("credit-through-chain", mat.G(t, k),
            mat.P(t, k).T * mat.V.T * mat.e(t), ("target",)),
    Formula("credit-chain", mat.G(t, k),
            rising(mat.J(s).T, s, k+1, t) * mat.V.T * mat.e(t),
            ("product", "credit-through-chain"), k <= t),
    Formula("credit-link", mat.G(t, k), mat.J(k + 1).T * mat.G(t, k + 1),
            ("credit-chain",), k < t),
)

UNROLLED = (
    Formula("W-start", mat.dh_W(0), S.Zero),
    Formula("W-step", mat.dh_W(t),
            mat.D(t) * own + mat.J(t) * mat.dh_W(t - 1)),
    Formula("line-2", mat.dh_W(t), mat.D(t) * own
            + mat.D(t) * mat.W * mat.D(t - 1) * older + mat.D(t) * mat.W
            * mat.D(t - 1) * mat.W * mat.dh_W(t - 2),
            ("W-step", "jacobian"), t >= 2),
    Formula("W-sum", mat.dh_W(t),
            over_time(to_k * mat.D(k) * mat.dW * mat.h(k - 1), k, 1, t),
            steps=(t, 0, "W-start", "W-step")),
    Formula("W-out", mat.dE_W(t), mat.e(t).T * mat.V * mat.dh_W(t),
            ("target",)),
    Formula("W-loss", mat.dE_W(t), over_time(
        mat.G(t, k).T * mat.D(k) * mat.dW * mat.h(k - 1), k, 1, t),
            ("W-out", "W-sum", "credit-chain")),
    Formula("dE-dW-sum", mat.dE_dW(t), through_credit(mat.h(k - 1).T),
            ("symmetric",), source="W-loss"),
    Formula("over-count", over_time(mat.P(t, k) * mat.dh_W(k), k, 1, t),
            over_time(over_time(mat.P(t, s) * mat.D(s) * mat.dW
                                * mat.h(s - 1), k, s, t), s, 1, t),
            ("W-sum", "product")),
)

CHANGES = (
    Formula("change-start", mat.dh(0), mat.dh_0),
    Formula("change-now", mat.dh_now(t), mat.D(t) * (
        mat.dU * mat.x(t) + own + mat.db_h)),
    Formula("change-step", mat.dh(t),
            mat.dh_now(t) + mat.J(t) * mat.dh(t - 1)),
    Formula("change-sum", mat.dh(t), mat.P(t, 0) * mat.dh_0
            + over_time(mat.P(t, k) * mat.dh_now(k), k, 1, t),
            ("step", "start"),
            steps=(t, 0, "change-start", "change-step")),
    Formula("loss-out", mat.dE(t), out + mat.e(t).T * mat.V * mat.dh(t),
            ("target",)),
    Formula("loss-sum", mat.dE(t), out + mat.G(t, 0).T * mat.dh_0
            + over_time(mat.G(t, k).T * mat.dh_now(k), k, 1, t),
            ("loss-out", "change-sum", "credit-through-chain")),
    Formula("dE-dU-sum", mat.dE_dU(t), through_credit(mat.x(k).T),
            ("change-now", "symmetric"), source="loss-sum"),
    Formula("dE-dbh-sum", mat.dE_db_h(t), through_credit(S.One),
            ("change-now", "symmetric"), source="loss-sum"),
    Formula("dE-dV-outer", mat.dE_dV(t), mat.e(t) * mat.h(t).T,
            ("change-now",), source="loss-sum"),
)

INPUTS = (
    Formula("input-start", mat.dh_dx(t, t), mat.D(t) * mat.U),
    Formula("input-link", mat.dh_dx(t, k), mat.J(t) * mat.dh_dx(t - 1, k),
            when=(1 <= k, k < t)),
    Formula("input-chain", mat.dh_dx(t, k), mat.P(t, k) * mat.D(k) * mat.U,
            ("step", "start"), 1 <= k,
            (t, k, ("input-start", {t: k}), "input-link")),
    Formula("input-out", mat.dE_dx(t, k),
            mat.dh_dx(t, k).T * mat.V.T * mat.e(t), ("target",)),
    Formula("input-credit", mat.dE_dx(t, k),
            mat.U.T * mat.D(k) * mat.G(t, k),
            ("input-out", "input-chain", "credit-through-chain",
             "symmetric"), (1 <= k, k <= t)),
)

FORMULAS = STEP + CREDIT + UNROLLED + CHANGES + INPUTS
