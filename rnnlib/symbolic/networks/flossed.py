"""What a change of the Jacobians does to frames and triangles.

dJ(t) is any change of J_t; dF(t) and dR(t) are what it makes of F_t and R_t,
by the product rule. Y(t) weighs the triangles, and is carried back through
them. Beside the plain network.
"""
from typing import Any

import numpy as np

from ..terms.language import TIME, Tensor
from ..terms.products import Matrix, transpose
from ..terms.symbols import i, j, k, n_h, t
from .network import Network
from .plain import NETWORK as PLAIN
from .plain import frames

__all__: list[str] = []

NAMES = ("R_inv", "dJ", "dF", "dR", "Y")
R_inv, dJ, dF, dR, Y = TENSORS = tuple(
    Tensor(name, TIME, n_h, n_h) for name in NAMES)


def obey(world: Any, keys: set[str], rng: np.random.Generator) -> None:
    """Frames, and changes of the Jacobians that turn them as is drawn."""
    if not any(key.startswith("floss") for key in keys):
        return
    given, n = world.given, len(world.given["W"])
    if "qr" not in keys or any(key.startswith("cayley") for key in keys):
        given |= frames(world, np.linalg.qr(rng.normal(size=(n, n)))[0])
    F, R = given["frame"], given["triangle"]
    T = len(F) - 1
    R_inv, dJ_, dF, Y = (np.full(F.shape, np.nan) for _ in range(4))
    dR = np.triu(rng.normal(size=F.shape))
    dF[0], Y[T] = 0, np.diag(rng.normal(size=n))
    for time in range(1, T + 1):
        J = F[time] @ R[time] @ F[time-1].T
        R_inv[time] = np.linalg.inv(R[time])
        turn = rng.normal(size=(n, n))
        dF[time] = F[time] @ (turn - turn.T)
        dJ_[time] = (dF[time] @ R[time] + F[time] @ dR[time]
                     - J @ dF[time-1]) @ F[time-1].T
    for time in range(T, 0, -1):
        Y[time-1] = R[time].T @ Y[time] @ R_inv[time].T
    given |= {"R_inv": R_inv, "dJ": dJ_, "dF": dF, "dR": dR, "Y": Y}


NETWORK = Network(
    name="flossed",
    adds_to=PLAIN,
    tensors=TENSORS,
    formulas={},
    from_0=("dF", "Y"),
    conditions={
        "floss_frame": (transpose(Matrix("F", k)) * Matrix("F", k), 1),
        "floss_inverse": (Matrix("R", t) * Matrix("R_inv", t), 1),
        "floss_change": (
            Matrix("dJ", t) * Matrix("F", t-1),
            Matrix("dF", t) * Matrix("R", t) + Matrix("F", t)
            * Matrix("dR", t) - Matrix("J", t) * Matrix("dF", t-1)),
        "floss_weights": (Matrix("Y", t-1),
                          transpose(Matrix("R", t)) * Matrix("Y", t)
                          * transpose(Matrix("R_inv", t))),
    },
    obey=obey,
    matrices={name: ((t,), i, j, tensor[t, i, j])
              for name, tensor in zip(NAMES, TENSORS, strict=True)},
    known=NAMES,
    prints={"R_inv": "R^{-1}", "dJ": r"\mathrm{d}J", "dF": r"\mathrm{d}F",
            "dR": r"\mathrm{d}R"},
)
