"""The two passes of an LSTM over time, in blocks of steps as in passes.py.

Forward, for t = 1..T:

    p_t = U x_t + W h_{t-1} + b_h                    of all four at once
    f_t, g_t, o_t = logistic p_t, z_t = tanh p_t     each of its own p_t
    c_t = f_t * c_{t-1} + g_t * z_t
    h_t = o_t * tanh c_t

Backward, for t = T..1, with lam_t = dE/dh_t, mu_t = dE/dc_t, a_t = dE/dp_t:

    lam_t = V^T e_t + W^T a_{t+1}                    summed over the four
    mu_t = o_t * (1 - tanh^2 c_t) * lam_t + f_{t+1} * mu_{t+1}
    a_t = f_t * (1 - f_t) * c_{t-1} * mu_t           of the forget gate
          g_t * (1 - g_t) * z_t * mu_t               of the input gate
          o_t * (1 - o_t) * tanh c_t * lam_t         of the output gate
          (1 - z_t^2) * g_t * mu_t                   of the candidate

Products of matrices take the four side by side, as rows (B, 4 n_h): one
product serves all. What is done entry by entry takes planes, (4, B, n_h),
of which each is contiguous.
"""
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from . import passes
from ._inputs import drive, kind
from .activations import logistic, output_errors
from .contract import arguments as check
from .contract.types import Array
from .passes import CACHE, Workspace, blocks, logits, rows


class States(NamedTuple):
    """What the backward pass needs of the forward pass."""

    h: Array         #: (T + 1, B, n): h[t] is h_t
    c: Array         #: (T + 1, B, n)
    tanh_c: Array    #: (T, B, n): tanh_c[t - 1] is tanh c_t
    gates: Array     #: (T, 4, B, n): f_t, g_t, o_t and z_t, as planes


def states(params, x, h0, c0, space):
    """All States; only W h_{t-1} has to wait for its turn."""
    dtype = kind(params, x, h0, c0)
    h, c, tanh_c, gates = run = room(len(x), h0, dtype, space)
    h[0], c[0] = h0, c0
    W_T = transposed(rows(params.W).astype(dtype, copy=False))
    W_h, g_z = np.empty((len(h0), len(W_T.T)), dtype), np.empty_like(c[0])
    far = check.far_from_overflow(rows(params.W), h0)
    for block in blocks(h):
        p = inputs(params, x[block], dtype, space)
        look = not (far and check.squares_finite(p))      # as in passes.py
        after = slice(block.start, block.stop + 1)
        for p_t, p_plane, s_t, (h_before, h_t), (c_before, c_t), tanh_c_t in (
                zip(p, planes(p), gates[block], pairwise(h[after]),
                    pairwise(c[after]), tanh_c[block], strict=True)):
            p_t += np.dot(h_before, W_T, W_h)
            if look:
                check.finite("lstm.forward", p=p_t)
            logistic(p_plane[:3], s_t[:3])
            f, g, o, z = s_t
            np.tanh(p_plane[3], z)
            np.multiply(f, c_before, c_t)
            c_t += np.multiply(g, z, g_z)
            np.tanh(c_t, tanh_c_t)
            np.multiply(o, tanh_c_t, h_t)
        check.finite("lstm.forward", h=h[1:][block], c=c[1:][block])
    return run


def room(T, h0, dtype, space):
    """States with room for all steps."""
    B, n = h0.shape
    shapes = {"h": (T + 1, B, n), "c": (T + 1, B, n), "tanh_c": (T, B, n),
              "gates": (T, 4, B, n)}
    return States(**{name: space(name, shape, dtype)
                     for name, shape in shapes.items()})


def inputs(params, x, dtype, space):
    """U x_t + b_h, to become p_t: (T, B, 4 n)."""
    p = space("p", (*x.shape[:2], params.b_h.size), dtype)
    drive(rows(params.U), x, out=p)
    p += params.b_h.ravel()
    return p


def transposed(W):
    """W^T; of a small one a copy, with which a product takes less time."""
    return np.array(W.T, order="C") if W.nbytes <= CACHE else W.T


def planes(p):
    """(T, B, 4 n) seen as (T, 4, B, n): each of the four by itself."""
    return p.reshape(*p.shape[:2], 4, -1).swapaxes(1, 2)


def slopes(run, block, space):
    """How c_t, or h_t for the output gate, answers to p_t: (T, 4, B, n).

    And how h_t answers to c_t: (T, B, n).
    """
    s, tanh_c, c_before = (
        z[block] for z in (run.gates, run.tanh_c, run.c[:-1]))
    f, g, o, z = s.swapaxes(0, 1)
    own = space("slopes", s.shape, s.dtype)
    np.subtract(1, s[:, :3], own[:, :3])
    own[:, :3] *= s[:, :3]                                # s (1 - s)
    np.subtract(1, np.multiply(z, z, own[:, 3]), own[:, 3])
    for slope, factor in zip(own.swapaxes(0, 1), (c_before, z, tanh_c, g),
                             strict=True):
        slope *= factor
    out = space("out", tanh_c.shape, s.dtype)             # o (1 - tanh^2 c)
    np.subtract(1, np.multiply(tanh_c, tanh_c, out), out)
    out *= o
    return own, out


def sweep(params, run, y, loss, weights, space, later=None):
    """a_t of all four, from T back to 1.

    Yields (block, E, e, a) for each block of steps, the last one first; a:
    (T, B, 4 n) is overwritten by the next. `later`, two arrays (B, n), has
    what steps after T give to lam_T and mu_T, None for nothing; it becomes
    dE/dh_0 and dE/dc_0.
    """
    h, dtype = run.h, run.h.dtype
    W = np.asarray(rows(params.W), dtype, order="C")
    W_a, f_mu = np.zeros((2, *h[0].shape), dtype) if later is None else later
    mu = np.empty_like(W_a)
    for block in reversed(blocks(h)):
        h_t = h[1:][block]
        q = logits(params, h_t, space, "lstm.forward")
        E, e = output_errors(q, y[block], loss, weights[block])
        lam = space("lam", h_t.shape, dtype)
        np.matmul(rows(e), params.V, out=rows(lam))
        a = space("a", (*h_t.shape[:2], len(W)), dtype)
        back = zip(*(z[::-1] for z in (
            a, planes(a), lam, *slopes(run, block, space),
            run.gates[block, 0])), strict=True)
        for a_t, a_plane, lam_t, own, out, f in back:
            lam_t += W_a
            np.multiply(out, lam_t, mu)
            mu += f_mu
            np.multiply(own[:2], mu, a_plane[:2])
            np.multiply(own[2], lam_t, a_plane[2])
            np.multiply(own[3], mu, a_plane[3])
            np.dot(a_t, W, W_a)
            np.multiply(f, mu, f_mu)
        yield block, E, e, a


def add_up(params, x, h, swept):
    """E and its gradients in the shapes of params, summed over all blocks."""
    flat = params._replace(U=rows(params.U))
    E, *grads = passes.add_up(flat, x, h, swept)
    return E, [dz.reshape(z.shape)
               for dz, z in zip(grads, params, strict=True)]


def evaluate(params, x, y, h0, c0, loss, weights):
    """E, the States, and the output errors e_t = dE/dq_t."""
    space = Workspace()
    run = states(params, x, h0, c0, space)
    q = logits(params, run.h[1:], space, "lstm.forward")
    E, e = output_errors(q, y, loss, weights)
    return E, run, e
