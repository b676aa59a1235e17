"""What is carried forwards in place of dh_t/dW, beside the plain network.

`kept` is whatever a program keeps of the change dh_W(t) that a change of W
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

__all__ = ["kept", "mark"]

kept, mark = Tensor("kept", TIME, n_h), Tensor("mark", n_h)


def obey(world: Any, kinds: set[str], rng: np.random.Generator) -> None:
    """Begin with nothing kept, or with units that see themselves alone."""
    if "nothing" in kinds:
        world.given["kept"][0] = 0
    if "alone" in kinds:
        world.given["W"] = np.diag(world.given["mu"])


NETWORK = Network(
    name="influence",
    adds_to=PLAIN,
    tensors=(kept, mark),
    formulas={},
    from_0=("kept",),
    conditions={
        "nothing": (Matrix("kept", 0), 0),
        "alone": (Matrix("W"), Matrix("Lam")),
    },
    obey=obey,
    matrices={
        "kept": ((t,), i, None, kept[t, i]),
        "by_j": ((t,), m, i, d(h[t, m], W[i, j])),
        "by_j_now": ((t,), m, i, imm(h[t, m], W[i, j])),
        "marks": ((), i, j, delta(i, j) * mark[i]),
    },
    sums={
        "thrown": ((t,), i, None,
                   Matrix("J", t) * Matrix("kept", t-1)
                   + Matrix("D", t) * Matrix("dW") * Matrix("h", t-1)
                   - Matrix("kept", t), ()),
    },
    known=("kept", "marks"),
    prints={"kept": r"\hat{\mathrm{d}}h", "thrown": r"\mathrm{d}^{-}h",
            "mark": r"\vartheta"},
    looks={"by_j": r"\frac{\partial h_{@0}}{\partial W_{\cdot j}}",
           "by_j_now": r"\frac{\partial^{+} h_{@0}}{\partial W_{\cdot j}}",
           "marks": r"\operatorname{diag}(\vartheta)"},
)
