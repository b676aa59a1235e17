"""A flow in Euler's steps, its equilibrium, and attention over positions.

The state moves by a rate, for a length of time that is given: h is h of the
step before, plus tau times the rate there. Where it no longer moves each step
has the same Jacobian J_eq; what moves a settled state, and the adjoint of a
loss of it, solve a linear equation each. `look` is a softmax over n_y
positions, which have the letters of classes: the state is the query, `seen`
is what stands at a position, and `found` is what attention makes of it.
"""
from typing import Any

import numpy as np
from rnnlib import rnn
from rnnlib.attention import attend
from rnnlib.equilibrium import settle
from rnnlib.euler import euler
from sympy import exp, sqrt, tanh

from ..terms.interpreter import value
from ..terms.language import TIME, Tensor, d, delta, sum_over
from ..terms.products import Matrix, falling, over_time, transpose
from ..terms.symbols import a, b, i, j, k, n_h, n_x, n_y, s, t, u
from .network import Arrays, Network
from .shared import SHARED, h, outputs, x

# a flow
U_v, W_v, b_v = Tensor("U_v", n_h, n_x), Tensor("W_v", n_h, n_h), Tensor(
    "b_v", n_h)
p_v, rate = Tensor("p_v", TIME, n_h), Tensor("rate", TIME, n_h)
tau = Tensor("tau", TIME)
# a settled state: its Jacobian, and what moves it and its loss
J_eq, nu_eq, lam_eq = Tensor("J_eq", n_h, n_h), Tensor("nu_eq", n_h), Tensor(
    "lam_eq", n_h)
dh_eq, dh_eq_now = Tensor("dh_eq", n_h), Tensor("dh_eq_now", n_h)
# attention over positions
seen = Tensor("seen", n_y, n_x)
U_key, U_value = Tensor("U_key", n_h, n_x), Tensor("U_value", n_h, n_x)
score, look = Tensor("score", TIME, n_y), Tensor("look", TIME, n_y)
found = Tensor("found", TIME, n_h)

__all__ = ("U_v W_v b_v p_v rate tau U_key U_value look found score "
           "seen").split()


def params(given: Arrays) -> rnn.Params:
    """The parameters of the flow as rnnlib has them."""
    return rnn.Params(given["U_v"], given["W_v"], given["V"], given["b_v"],
                      given["b_y"])


def obey(world: Any, kinds: set[str], rng: np.random.Generator) -> None:
    """Times go forwards; if "settled", the state starts where it stays."""
    given = world.given
    given["tau"] = 1 / (1 + np.exp(-given["tau"]))
    if "settled" not in {key.partition("_")[0] for key in kinds}:
        return
    for name in ("x", "tau"):
        given[name][:] = given[name][1]
    given["W_v"] *= rng.uniform(0.5, 0.8) / np.linalg.norm(given["W_v"], 2)
    world.start["h"] = settle(params(given), given["x"][1:2], tol=1e-15).h[0]
    n = len(given["W_v"])
    rows, columns = np.ix_(range(n), range(n))
    J = value(d(h[t, i], h[t-1, j]), world.plain,
              {t: 1, i: rows, j: columns}, 2)
    rest = np.eye(n) - J
    world.given |= {
        "J_eq": J, "dh_eq_now": rest @ given["dh_eq"],
        "nu_eq": rest.T @ given["lam_eq"]}


def rows(given: Arrays, start: Arrays) -> dict[str, np.ndarray]:
    """What rnnlib computes: the steps of euler, and what attend finds."""
    x_, tau_ = given["x"][1:, None], given["tau"][1:]
    h_ = euler(params(given), x_, start["h"][None], lengths=tau_)
    p_ = x_ @ given["U_v"].T + h_[:-1] @ given["W_v"].T + given["b_v"]
    q = h_[1:] @ given["V"].T + given["b_y"]
    keys = given["seen"] @ given["U_key"].T
    each = [attend(state, keys, given["seen"] @ given["U_value"].T)
            for state in h_[1:, 0]]
    return outputs(rnn.Run(h_, q, rnn.softmax(q)), given) | {
        "p_v": p_[:, 0], "rate": (np.tanh(p_) - h_[:-1])[:, 0],
        "score": h_[1:, 0] @ keys.T / np.sqrt(keys.shape[1]),
        "look": np.array([one.look for one in each]),
        "found": np.array([one.found for one in each])}


NETWORK = Network(
    name="beyond",
    shared=SHARED,
    tensors=(U_v, W_v, b_v, p_v, rate, tau, J_eq, nu_eq, lam_eq, dh_eq,
             dh_eq_now, seen, U_key, U_value, score, look, found),
    formulas={
        "p_v": (p_v[t, i], sum_over(U_v[i, u] * x[t, u], u)
                + sum_over(W_v[i, j] * h[t-1, j], j) + b_v[i]),
        "rate": (rate[t, i], tanh(p_v[t, i]) - h[t-1, i]),
        "h": (h[t, i], h[t-1, i] + tau[t] * rate[t, i]),
        "score": (score[t, a], sum_over(
            h[t, i] * sum_over(U_key[i, u] * seen[a, u], u), i) / sqrt(n_h)),
        "look": (look[t, a],
                 exp(score[t, a]) / sum_over(exp(score[t, b]), b)),
        "found": (found[t, i], sum_over(
            look[t, a] * sum_over(U_value[i, u] * seen[a, u], u), a)),
    },
    rows=rows,
    conditions={
        "settled": (Matrix("J", t), Matrix("J_eq")),
        "settled_moves": (Matrix("dh_eq_now"), Matrix("dh_eq")
                          - Matrix("J_eq") * Matrix("dh_eq")),
        "settled_adjoint": (Matrix("nu_eq"), Matrix("lam_eq")
                            - transpose(Matrix("J_eq")) * Matrix("lam_eq")),
    },
    obey=obey,
    matrices={
        "J_eq": ((), i, j, J_eq[i, j]), "nu_eq": ((), i, None, nu_eq[i]),
        "lam_eq": ((), i, None, lam_eq[i]),
        "dh_eq": ((), i, None, dh_eq[i]),
        "dh_eq_now": ((), i, None, dh_eq_now[i]),
        "one": ((), i, j, delta(i, j)),
        "tau_I": ((t,), i, j, delta(i, j) * tau[t]),
        "J_v": ((t,), i, j, (1 - tanh(p_v[t, i])**2) * W_v[i, j]
                - delta(i, j)),
    },
    sums={
        "lam_cut": ((s,), i, None, over_time(
            falling(transpose(Matrix("J_eq")), t, s, k+1) * Matrix("nu_eq"),
            k, 1, s), ()),
        "miss": ((s,), i, None, Matrix("nu_eq") - Matrix("lam_cut", s)
                 + transpose(Matrix("J_eq")) * Matrix("lam_cut", s), ()),
    },
    known=("one", "J_eq", "nu_eq", "lam_eq", "dh_eq", "dh_eq_now"),
    prints={"U_v": r"U_\tau", "W_v": r"W_\tau", "b_v": r"b_\tau",
            "p_v": r"p_\tau", "rate": r"\vec{h}", "tau": r"\tau",
            "J_v": r"\vec{J}",
            "J_eq": r"J_\star", "nu_eq": r"\nu_\star",
            "lam_eq": r"\lambda_\star", "dh_eq": r"\mathrm{d}h_\star",
            "dh_eq_now": r"\mathrm{d}^{+}h_\star",
            "seen": r"\chi", "U_key": r"U_\xi", "U_value": r"U_\eta",
            "score": r"\xi", "look": r"\pi", "found": r"\eta"},
    looks={"one": r"\mathrm{I}", "miss": r"\varrho_{@0}",
           "tau_I": r"(\tau I)_{@0}",
           "lam_cut": r"\lambda_\star^{(@0)}"},
    ahead=("tau", "look"),
)
