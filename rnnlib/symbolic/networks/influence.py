"""What is carried forwards in place of dh_t/dW, beside the plain network.

`brought` is whatever a program keeps of the change dh_W(t) that a change of W
makes: it is given, so that no formula makes it, and what it lacks of a step
of the recursion is `thrown`. by_j is dh_t/dW with one letter of W left open:
a row for the unit that moves, a column for the unit that the weight enters.
What is diagonal commutes with `marks`, whatever the marks are.
"""
from typing import Any

import numpy as np

from ..terms.language import TIME, Tensor, d, delta, imm
from ..terms.products import Matrix
from ..terms.symbols import i, j, m, n_h, t
from .network import Network
from .plain import NETWORK as PLAIN
from .plain import W
from .shared import h

__all__ = ["brought", "mark"]

brought, mark = Tensor("brought", TIME, n_h), Tensor("mark", n_h)


def obey(world: Any, kinds: set[str], rng: np.random.Generator) -> None:
    """Begin with nothing kept, or with units that see themselves alone."""
    if "nothing" in kinds:
        world.given["brought"][0] = 0
    if "alone" in kinds:
        world.given["W"] = np.diag(world.given["mu"])


NETWORK = Network(
    name="influence",
    adds_to=PLAIN,
    tensors=(brought, mark),
    formulas={},
    from_0=("brought",),
    conditions={
        "nothing": (Matrix("brought", 0), 0),
        "alone": (Matrix("W"), Matrix("Lam")),
    },
    obey=obey,
    matrices={
        "brought": ((t,), i, None, brought[t, i]),
        "by_j": ((t,), m, i, d(h[t, m], W[i, j])),
        "by_j_now": ((t,), m, i, imm(h[t, m], W[i, j])),
        "marks": ((), i, j, delta(i, j) * mark[i]),
    },
    sums={
        "thrown": ((t,), i, None,
                   Matrix("J", t) * Matrix("brought", t-1)
                   + Matrix("D", t) * Matrix("dW") * Matrix("h", t-1)
                   - Matrix("brought", t), ()),
    },
    known=("brought", "marks"),
    prints={"brought": r"\hat{\mathrm{d}}h", "thrown": r"\mathrm{d}^{-}h",
            "mark": r"\upsilon"},
    looks={"by_j": r"\frac{\partial h_{@0}}{\partial W_{\cdot j}}",
           "by_j_now": r"\frac{\partial^{+} h_{@0}}{\partial W_{\cdot j}}",
           "marks": r"\operatorname{diag}(\upsilon)"},
)
