"""A gradient by chance: all draws of random signs, side by side in a table.

A mean over draws is a sum over the columns of a table, divided by their
number. One column is one *history*: the signs of all steps. No size of the
prover counts histories; where they do, inputs do not occur, so u counts them
here, and n_x is their number. In history u the estimate of dh_t,l/dW_ij is
guess_lu theta_ij, and `pull` is what theta says of a change of W. `grow` and
`lift` say how long each factor is made, `freed` and `drop` undo that. The
other estimate is kron_li row_j, of one history.
"""
from collections.abc import Mapping
from typing import Any

import numpy as np
from sympy import S, Symbol

from ..terms.interpreter import value
from ..terms.language import TIME, Tensor, d, delta, sum_over
from ..terms.products import Matrix, transpose
from ..terms.symbols import i, j, k, l, m, n_h, n_x, t, u, v
from .network import Network
from .plain import NETWORK as PLAIN
from .plain import dW
from .shared import h

__all__: list[str] = []

Xi, guess = Tensor("Xi", TIME, n_h, n_x), Tensor("guess", TIME, n_h, n_x)
pull = Tensor("pull", TIME, n_x)
grow, freed = Tensor("grow", TIME, n_x), Tensor("freed", TIME, n_x)
lift, drop = Tensor("lift", TIME, n_x), Tensor("drop", TIME, n_x)
kron, row = Tensor("kron", TIME, n_h, n_h), Tensor("row", TIME, n_h)


def fitting(sizes: Mapping[Symbol, int]) -> dict[Symbol, int]:
    """As many histories as leave room for signs that the past is not."""
    return {n_x: 2 * sizes[n_h] + 2}


def obey(world: Any, keys: set[str], rng: np.random.Generator) -> None:
    """Make histories that obey the conditions, step after step.

    Of signs these ask that they stand at right angles: to each other, and to
    what is old. There are such numbers in far smaller tables than those of
    all signs.
    """
    given = world.given
    if not any(key.startswith("by_chance") for key in keys):
        return
    for name in ("grow", "lift"):
        given[name] = rng.uniform(0.5, 2, given[name].shape)
    before = world.array("h")
    D, dW_ = 1 - before**2, given["dW"]
    dW_ /= 1 + np.linalg.norm(before, axis=1).max() * np.linalg.norm(D, 2)
    given["guess"][0], given["pull"][0] = 0, 0
    n, count = given["guess"][0].shape
    rows, columns = np.ix_(range(n), range(n))
    for time in range(1, len(D)):
        J = value(d(h[t, i], h[t-1, j]), world.plain,
                  {t: time, i: rows, j: columns}, 2)
        now = D[time] * (dW_ @ before[time-1])
        # what a step makes longer, both factors share
        K, L = given["grow"][time], given["lift"][time]
        K /= np.sqrt(1 + np.linalg.norm(J, 2))
        old, said = given["guess"][time-1], given["pull"][time-1]
        away = np.vstack([old * K / L, (said * L / K)[None]])
        basis = np.linalg.svd(away)[2][n + 1:]
        mixed = np.linalg.qr(rng.normal(size=(len(basis), n)))[0].T
        Xi_ = given["Xi"][time] = np.sqrt(count) * mixed @ basis
        given["guess"][time] = J @ old * K + Xi_ * L
        given["pull"][time] = said / K + now @ Xi_ / L
    given |= {"freed": 1 / given["grow"], "drop": 1 / given["lift"]}


def diagonal(name: str, tensor: Tensor) -> tuple[Any, ...]:
    """A matrix with a number for each history on its diagonal."""
    return (t,), u, v, delta(u, v) * tensor[t, u]


NETWORK = Network(
    name="chance",
    adds_to=PLAIN,
    tensors=(Xi, guess, pull, grow, freed, lift, drop, kron, row),
    formulas={},
    from_0=("guess", "pull", "kron", "row"),
    conditions={
        "by_chance_guess": (
            Matrix("guess", t),
            Matrix("J", t) * Matrix("guess", t-1) * Matrix("grow", t)
            + Matrix("Xi", t) * Matrix("lift", t)),
        "by_chance_pull": (
            Matrix("pull", t), Matrix("freed", t) * Matrix("pull", t-1)
            + Matrix("drop", t) * Matrix("signed", t)),
        "by_chance_grow": (Matrix("grow", t) * Matrix("freed", t), S.One),
        "by_chance_lift": (Matrix("lift", t) * Matrix("drop", t), S.One),
        "by_chance_apart": (Matrix("Xi", t) * transpose(Matrix("Xi", t)),
                            n_x),
        # what is old, and a sign that is new: both signs come as often
        "by_chance_left": (
            Matrix("guess", t-1) * Matrix("grow", t) * Matrix("drop", t)
            * transpose(Matrix("Xi", t)), S.Zero),
        "by_chance_right": (
            Matrix("Xi", t) * Matrix("lift", t) * Matrix("freed", t)
            * Matrix("pull", t-1), S.Zero),
        "by_chance_start": (Matrix("guess", 0), S.Zero),
    },
    obey=obey,
    fitting=fitting,
    matrices={
        "Xi": ((t,), i, u, Xi[t, i, u]),
        "guess": ((t,), i, u, guess[t, i, u]),
        "pull": ((t,), u, None, pull[t, u]),
        "grow": diagonal("grow", grow), "freed": diagonal("freed", freed),
        "lift": diagonal("lift", lift), "drop": diagonal("drop", drop),
        # a column of signs, as a slope of W, and what that says of dW
        "signed": ((t,), u, None, sum_over(
            Xi[t, l, u] * (1 - h[t, l]**2) * h[t-1, m] * dW[l, m], l, m)),
        "kron": ((t,), i, j, kron[t, i, j]),
        "row": ((t,), j, None, row[t, j]),
    },
    sums={
        "mean_dh_W": ((k,), i, None,
                      Matrix("guess", k) * Matrix("pull", k) / n_x, ()),
    },
    known=("Xi", "guess", "pull", "grow", "freed", "lift", "drop", "kron",
           "row"),
    prints={"Xi": r"\Xi", "guess": r"\mathcal{H}", "pull": r"\vartheta",
            "grow": r"\mathcal{K}", "freed": r"\mathcal{K}^{-1}",
            "lift": r"\mathcal{L}", "drop": r"\mathcal{L}^{-1}",
            "kron": r"\tilde{A}", "row": r"\tilde{a}"},
    looks={"freed": r"\mathcal{K}^{-1}_{@0}", "drop": r"\mathcal{L}^{-1}_{@0}",
           "mean_dh_W": r"\langle \mathrm{d}_W h_{@0} \rangle",
           "signed": r"\xi_{@0}"},
)
