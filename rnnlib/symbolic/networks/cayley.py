"""W made of a skew matrix, beside the plain network.

Theta is skew, plus and minus are I + Theta and I - Theta, and half is the
inverse of the first. The like with a star are of any other skew matrix.
"""
from typing import Any

import numpy as np

from ..terms.language import Tensor
from ..terms.products import Matrix, transpose
from ..terms.symbols import i, j, n_h
from .network import Network
from .plain import NETWORK as PLAIN

__all__: list[str] = []

KINDS = ("Theta", "plus", "minus", "half")
NAMES = (*KINDS, *[f"{name}_star" for name in (*KINDS, "W")])
TENSORS = tuple(Tensor(name, n_h, n_h) for name in NAMES)


def obey(world: Any, keys: set[str], rng: np.random.Generator) -> None:
    """Make both W of skew matrices, if a condition is of this page."""
    if not any(key.startswith("cayley") for key in keys):
        return
    given, one = world.given, np.eye(len(world.given["W"]))
    for end in ("", "_star"):
        X = rng.normal(size=one.shape)
        skew = X - X.T
        given |= {f"Theta{end}": skew, f"plus{end}": one + skew,
                  f"minus{end}": one - skew,
                  f"half{end}": np.linalg.inv(one + skew)}
        given[f"W{end}"] = given[f"half{end}"] @ (one - skew)
    world.plain.found.clear()             # states were made with another W
    world.nudged.cache_clear()


def conditions(end: str = "") -> dict[str, tuple[Any, Any]]:
    """What Theta and its like obey, by keys that end alike."""
    Theta, plus, minus, half, W = [Matrix(f"{name}{end}")
                                   for name in (*KINDS, "W")]
    return {f"cayley_sum{end}": (Theta, plus - 1),
            f"cayley_difference{end}": (minus, 2 - plus),
            f"cayley_skew{end}": (transpose(plus), minus),
            f"cayley_left{end}": (half * plus, 1),
            f"cayley_right{end}": (plus * half, 1),
            f"cayley_W{end}": (W, half * minus)}


NETWORK = Network(
    name="cayley",
    adds_to=PLAIN,
    tensors=TENSORS,
    formulas={},
    conditions=conditions() | conditions("_star"),
    obey=obey,
    matrices={name: ((), i, j, tensor[i, j])
              for name, tensor in zip(NAMES, TENSORS, strict=True)},
    known=NAMES,
    prints={"Theta": r"\Theta", "plus": r"\Theta^{+}",
            "half": r"(\Theta^{+})^{-1}", "W_star": r"W^{\ast}",
            "Theta_star": r"\Theta^{\ast}", "plus_star": r"\Theta^{\ast +}",
            "minus": r"\Theta^{-}", "minus_star": r"\Theta^{\ast -}",
            "half_star": r"(\Theta^{\ast +})^{-1}"},
)
