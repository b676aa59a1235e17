"""Starting matrices: W before any training, each a rule in a table."""
from collections.abc import Callable

import numpy as np

from .contract.types import Recurrent

__all__ = ["RECURRENT", "orthogonal", "sparse"]


def orthogonal(normal, rng):
    """QR with a positive diagonal, so that Q is uniform (Mezzadri 2007).

    normal: (n_h, n_h) of N(0, 1), as in every rule of RECURRENT.
    """
    Q, R = np.linalg.qr(normal)
    return Q * np.where(np.diag(R) < 0, -1, 1)


def sparse(normal, rng, connections=15):
    """At most 15 entries a row, in places drawn by rng; spectral radius 1.

    normal: (n_h, n_h) of N(0, 1). Source: Martens 2010 for the 15, Jaeger 2001
    for scaling to a radius.
    """
    keep = rng.random(normal.shape).argsort(1) < connections
    W = np.where(keep, normal, 0)
    return W / abs(np.linalg.eigvals(W)).max()


# name: W made from an (n_h, n_h) matrix of N(0, 1), and a Generator for more
RECURRENT: dict[Recurrent, Callable] = {
    "orthogonal": orthogonal,
    "gaussian": lambda normal, rng: normal / np.sqrt(len(normal)),
    "identity": lambda normal, rng: np.eye(len(normal)),
    "sparse": sparse,
}
