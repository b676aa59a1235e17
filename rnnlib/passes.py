"""The two passes over time: states forward, adjoints backward.

Steps are taken in blocks, so that what one line writes is still in the cache
when the next one reads it. Only the states outlive their block.
"""
from functools import reduce
from itertools import pairwise
from math import prod
from operator import iadd
from threading import Lock

import numpy as np

from ._inputs import add_outer, drive, kind, product
from .activations import ACTIVATIONS, BOUNDED, output_errors
from .contract import arguments as check

CACHE = 2**19    # bytes of a block's states; a usual cache holds two or more
ROWS = 512       # fewer would cost more in sums over blocks than they save
MANY = 100       # classes


class Workspace(dict):
    """Buffers by name, which calls of the same sizes share.

    Memory that was freed may have to be asked from the system again, which
    can take longer than filling it. For one call at a time: a second one, in
    another thread or inside the first, raises RuntimeError. A copy is empty.
    """

    def __init__(self):
        self.lock = Lock()

    def __enter__(self):
        if not self.lock.acquire(blocking=False):
            raise RuntimeError(
                "workspace is in use by another call; give every thread, and "
                "every call inside a call, a rnnlib.Workspace of its own")
        return self

    def __exit__(self, *error):
        self.lock.release()

    def __reduce__(self):
        """Copies that shared buffers would have a lock each."""
        return type(self), ()

    def __call__(self, name, shape, dtype):
        """An array with old contents, larger than the last one if need be."""
        size, z = prod(shape), self.get(name)
        if z is None or z.dtype != dtype or z.size < size:
            z = self[name] = np.empty(size, dtype)
        return z[:size].reshape(shape)


def rows(z):
    """(T, B, n) as (T * B, n), so that one GEMM serves all steps."""
    return z.reshape(-1, z.shape[-1])


def blocks(h):
    """Slices of 0..T-1, of as many steps as fit into the cache; h: T + 1."""
    T, B = len(h) - 1, len(h[0])
    size = max(1, ROWS // B, CACHE // h[0].nbytes)
    return [slice(t, min(t + size, T)) for t in range(0, T, size)]


def states(params, x, h0, activation, space):
    """h_0..h_T; only W h_{t-1} has to wait for its turn."""
    U, W, _, b_h, _ = params
    f, _ = ACTIVATIONS[activation]
    dtype = kind(params, x, h0)
    h = space("h", (len(x) + 1, *h0.shape), dtype)
    h[0] = h0
    W_T = np.array(W.T, dtype, order="C")       # contiguous: faster GEMMs
    W_h = np.empty_like(h[0])
    bounded = activation in BOUNDED             # and so hides an infinite p
    far = bounded and check.far_from_overflow(W, h0)
    for block in blocks(h):
        p = h[1:][block]                        # becomes h, step by step
        drive(U, x[block], out=p)
        p += b_h
        sure = far and check.squares_finite(p)
        squash = watched(f) if bounded and not sure else f
        for h_before, h_t in pairwise(h[block.start:block.stop + 1]):
            h_t += np.dot(h_before, W_T, W_h)
            squash(h_t, h_t)
        if not sure:
            check.finite("forward", h=p)
    return h


def watched(f):
    """f, which looks at each p first: slower, by a pass over it."""
    def squash(p, out):
        check.finite("forward", p=p)
        return f(p, out)
    return squash


def logits(params, h, space, where="forward"):
    """q_t = V h_t + b_y.

    Few classes lie class by class in memory, for fast sums over them; of
    many each row is long enough, and the copy that turns them is saved.
    """
    (T, B, _), n_y = h.shape, len(params.V)
    if n_y < MANY:
        q = space("q", (n_y, T * B), h.dtype)
        np.add((rows(h) @ params.V.T).T, params.b_y[:, None], out=q)
        q = q.T
    else:
        q = space("q", (T * B, n_y), h.dtype)
        np.matmul(rows(h), params.V.T, out=q)
        q += params.b_y
    check.finite(where, q=q)
    return q.reshape(T, B, n_y)


def evaluate(params, x, y, h0, loss, weights, activation):
    """E, the states h_0..h_T, and the output errors e_t = dE/dq_t."""
    space = Workspace()
    h = states(params, x, h0, activation, space)
    E, e = output_errors(logits(params, h[1:], space), y, loss, weights)
    return E, h, e


def sweep(params, h, y, loss, weights, activation, space):
    """lam_t = V^T e_t + W^T a_{t+1} and a_t = D_t lam_t, from T back to 1.

    Yields (block, E, e, a) for each block of steps, the last one first; a
    is overwritten by the next.
    """
    _, derivative = ACTIVATIONS[activation]
    W = np.asarray(params.W, h.dtype, order="C")
    W_a = np.zeros_like(h[0])                   # W^T a_{T+1} = 0
    for block in reversed(blocks(h)):
        h_t = h[1:][block]
        a, lam = (space(name, h_t.shape, h.dtype) for name in ("a", "lam"))
        q = logits(params, h_t, space)
        E, e = output_errors(q, y[block], loss, weights[block])
        derivative(h_t, out=a)                  # D_t, to become a_t
        product(rows(e), params.V, rows(lam))
        for a_t, lam_t in zip(a[::-1], lam[::-1], strict=True):
            lam_t += W_a
            a_t *= lam_t
            np.dot(a_t, W, W_a)
        yield block, E, e, a


def add_up(params, x, h, swept):
    """E and dE by U, W, V, b_h, b_y, summed over all blocks."""
    dU = np.zeros(params.U.shape, h.dtype)
    E, *others = reduce(lambda total, new: [*map(iadd, total, new)],
                        (terms(dU, x, h, *block) for block in swept))
    return E, dU, *others


def terms(dU, x, h, block, E, e, a):
    """What a block adds: its T * B outer products are one GEMM."""
    e, a = rows(e), rows(a)
    h_before, h_t = rows(h[block]), rows(h[1:][block])
    add_outer(dU, a, x[block])
    one = np.ones(len(a), a.dtype)
    return E, a.T @ h_before, e.T @ h_t, one @ a, one @ e
