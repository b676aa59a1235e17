"""What the conditions speak of besides the model, as numbers for the oracle.

A basis of eigenvectors and eigenvalues mu of W; what W W^T lacks of a
multiple of I, and squared slopes of a number; frames and their triangles.
"""
import numpy as np


def at_random(T, n, rng):
    """What the conditions may speak of, before any of them holds."""
    for name, shape in {"basis": (n, n), "basis_inv": (n, n), "mu": (n,),
                        "lack": (n, n), "slack": (T + 1, n),
                        "frame": (T + 1, n, n),
                        "triangle": (T + 1, n, n)}.items():
        yield name, rng.normal(size=shape)


def eigen(parts):
    """The W that has these eigenvectors and eigenvalues."""
    parts["basis_inv"] = np.linalg.inv(parts["basis"])
    return parts["basis"] * parts["mu"] @ parts["basis_inv"]


def missing(W):
    """An S with S S^T = ||W||^2 I - W W^T."""
    left, values, _ = np.linalg.svd(W)
    return left * np.sqrt(values[0]**2 - values**2)


def frames(F, J):
    """Orthonormal F_t and triangular R_t with J_t F_{t-1} = F_t R_t."""
    F, R = F.copy(), np.full_like(F, np.nan)
    F[0] = np.linalg.qr(F[0])[0]
    for t in range(1, len(F)):
        F[t], R[t] = np.linalg.qr(J[t] @ F[t - 1])
    return {"frame": F, "triangle": R}
