"""What inputs give to p, and what dE/dU takes of them.

Inputs are vectors, (T, B, n_x), or class indices, (T, B), which stand for
one-hot vectors: U times one of those is a column of U, and nothing is
multiplied.
"""
import numpy as np

FEW = 128        # classes for which a product is faster than a sum by class
ROWS = 512       # one-hot vectors at a time


def kind(params, x, *starts):
    """The dtype of what is computed; class indices have no say."""
    return np.result_type(*params, *starts, *[x] * (x.ndim == 3))


def drive(U, x, out):
    """U x_t for all steps, written to out: (T, B, n)."""
    if x.ndim == 2 and x.size > U.shape[1]:
        rows = np.asarray(U.T, out.dtype, order="C")
        np.take(rows, x, axis=0, out=out, mode="clip")    # no buffer
    elif x.ndim == 2:
        out[...] = U.T[x]
    else:
        product(x.reshape(-1, x.shape[-1]), U.T,
                out.reshape(-1, out.shape[-1]))


def product(z, M, out):
    """z M, written to out. Of a single column matmul would make no GEMM."""
    (np.multiply if len(M) == 1 else np.matmul)(z, M, out=out)


def add_outer(dU, a, x):
    """Add the sum of all a_t x_t^T to dU; a is (T * B, n)."""
    if x.ndim == 3:
        dU += a.T @ x.reshape(-1, x.shape[-1])
    elif dU.shape[1] > FEW:
        add_by_class(dU, a, x.ravel())
    else:
        x = x.ravel()
        for t in range(0, len(x), ROWS):
            dU += a[t:t + ROWS].T @ vectors(x[t:t + ROWS], dU)


def add_by_class(dU, a, x):
    """The same: to the column of each class the sum of its a_t."""
    order = np.argsort(x, kind="stable")
    classes, starts = np.unique(x[order], return_index=True)
    dU[:, classes] += np.add.reduceat(a[order], starts).T


def vectors(x, U):
    """x, with one-hot vectors for class indices; U: (..., n_x)."""
    return np.eye(U.shape[-1], dtype=U.real.dtype)[x] if x.ndim < 3 else x
