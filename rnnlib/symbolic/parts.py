"""The conditions of the model, made to hold in a random network.

A basis of eigenvectors and eigenvalues mu of W; what W W^T lacks of a
multiple of I, and squared slopes of a number; frames and their triangles.
"""
import numpy as np

from ..rules import orthogonal
from .oracle.interpreter import value
from .terms.language import d
from .model import gain, gamma, h, i, j, sigma, t


def obey(world, conditions, rng):
    """Make the conditions hold in a world of which all else is drawn."""
    given = world.given
    given["y"] = abs(given["y"])
    if "y" in conditions:
        given["y"] /= given["y"].sum(-1, keepdims=True)
    if "W" in given:
        recurrent(world, {key.partition("_")[0] for key in conditions}, rng)


def recurrent(world, kinds, rng):
    """The conditions on W, on its slopes and on its Jacobians."""
    given, scalars, n = world.given, world.scalars, len(world.given["W"])
    Q = orthogonal(rng.normal(size=(n, n)), rng)
    given["W"] *= rng.uniform(0.8, 1.2) / np.linalg.norm(given["W"], 2)
    if "W" in kinds:
        given["W"] = scalars[gain] * Q
    if "eigen" in kinds:
        given |= eigen(scalars[gain], Q, "W" in kinds, rng)
    if "norm" in kinds:
        scalars[sigma] = np.linalg.norm(given["W"], 2)
        given["lack"] = missing(given["W"])
    if "slopes" in kinds:
        D = 1 - world.array("h")**2
        scalars[gamma] = abs(D[1:]).max() * rng.uniform(1, 1.2)
        given["slack"] = scalars[gamma]**2 - D**2
    if "qr" in kinds:
        given |= frames(world, orthogonal(rng.normal(size=(n, n)), rng))


def eigen(gain, Q, rotation, rng):
    """W with real eigenvectors; with those at right angles, a rotation."""
    n = len(Q)
    mu = rng.choice([-1, 1], n) * (gain if rotation
                                   else rng.uniform(0.4, 1.1, n))
    basis = Q if rotation else Q * rng.uniform(0.5, 2, n) @ orthogonal(
        rng.normal(size=(n, n)), rng)
    inverse = np.linalg.inv(basis)
    return {"basis": basis, "basis_inv": inverse, "mu": mu,
            "W": basis * mu @ inverse}


def missing(W):
    """An S with S S^T = ||W||^2 I - W W^T."""
    left, values, _ = np.linalg.svd(W)
    return left * np.sqrt(values[0]**2 - values**2)


def frames(world, first):
    """Orthonormal F_t and triangular R_t with J_t F_{t-1} = F_t R_t."""
    F, R = np.empty((2, *world.given["frame"].shape))
    F[0], R[0] = first, np.nan
    rows, columns = np.ix_(range(len(first)), range(len(first)))
    for time in range(1, len(F)):
        J = value(d(h[t, i], h[t-1, j]), world.plain,
                  {t: time, i: rows, j: columns}, 2)
        F[time], R[time] = np.linalg.qr(J @ F[time - 1])
    return {"frame": F, "triangle": R}
