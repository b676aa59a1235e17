"""Products of the loss's Hessian with a direction, without the Hessian.

The tangent of a gradient: what a small step along a direction does to
everything in the two passes, forwards to the states and then backwards to
the adjoints. Pearlmutter writes R{.} for it, here a name gets an r in front.
"""
from __future__ import annotations

import numpy as np

from ._inputs import vectors
from .activations import softmax
from .contract import arguments as check
from .contract.types import Array, ArrayLike, Mask, Reduction, Start, Steps
from .passes import Workspace, logits, rows, states
from .rnn import Params, checked_later, problem

__all__ = ["hessian_vector"]


@checked_later
def hessian_vector(params: Params, x: ArrayLike, y: ArrayLike,
                   direction: Params, h0: Start = None, *,
                   steps: Steps = None, mask: Mask = None,
                   reduction: Reduction = "sum") -> Params:
    """H v, for the Hessian H of bptt's loss E and a direction v: Params.

    H holds the second derivatives of E by all entries of all parameters, and
    is never formed: H v is the derivative of the gradient along v. direction:
    Params of the shapes and precision of params, real. The network is that
    with tanh and softmax; the other arguments are as in bptt, errors as there.
    The result has the shapes of params. It costs a few times what bptt
    costs, keeps three arrays of T states, and is linear in the direction.
    Source: Pearlmutter 1994.

    >>> params, x = rnnlib.init(2, 3, 2), np.ones((4, 1, 2))
    >>> y = np.zeros((4, 1), int)
    >>> E, g = rnnlib.bptt(params, x, y)
    >>> Hg = rnnlib.hessian_vector(params, x, y, direction=g)
    >>> Hg.W.shape
    (3, 3)
    """
    params, x, y, h0, _, weights, _ = problem(
        params, x, y, h0, "cross_entropy", steps, "tanh", mask, reduction)
    check.real_arrays(**params._asdict(), x=x, h0=h0)
    v = towards(direction, params)
    h = states(params, x, h0, "tanh", Workspace())
    inputs = vectors(x, params.U)
    rh = tangents(params, v, inputs, h)
    Hv = Params(*second_sweep(params, v, inputs, y, weights, h, rh))
    check.finite("hessian_vector", **Hv._asdict())
    return Hv


def towards(direction: object, params: Params) -> Params:
    """The direction as Params of the shapes and precision of params."""
    if not check.is_named(direction, Params._fields):
        raise TypeError("direction must be rnnlib.Params(U, W, V, b_h, b_y), "
                        f"got {type(direction).__name__}")
    found = {}
    for name, z in params._asdict().items():
        called = f"direction.{name}"
        found[name] = v = check.array(called, getattr(direction, name),
                                      z.ndim, check.SHAPES[name], check.REAL)
        check.fits(called, v, z.shape, f"the shape of {name}")
        check.one_precision(**{name: z, called: v})
    return Params(**found)


def tangents(params: Params, v: Params, x: Array, h: Array) -> Array:
    """rh_t = D_t (dU x_t + dW h_{t-1} + db_h + W rh_{t-1}), with rh_0 = 0."""
    rp = x @ v.U.T + h[:-1] @ v.W.T + v.b_h
    rh = np.zeros_like(h, dtype=np.result_type(h, rp))
    for t, D_t in enumerate(1 - h[1:]**2):
        rh[t + 1] = D_t * (rp[t] + rh[t] @ params.W.T)
    return rh


def output_tangents(params: Params, v: Params, y: Array, weights: Array,
                    h: Array, rh: Array) -> tuple[Array, Array]:
    """e_t and re_t = (diag y_hat - y_hat y_hat^T) rq_t, times the weights."""
    y_hat = softmax(np.ascontiguousarray(
        logits(params, h[1:], Workspace(), "hessian_vector")))
    rq = rh[1:] @ params.V.T + h[1:] @ v.V.T + v.b_y
    re = y_hat * (rq - (y_hat * rq).sum(-1, keepdims=True))
    target = vectors(y, params.V.T)
    m = weights.reshape(*weights.shape, *[1] * (3 - weights.ndim))
    m = m.astype(y_hat.real.dtype)
    return m * (y_hat - target), m * re


def second_sweep(params: Params, v: Params, x: Array, y: Array,
                 weights: Array, h: Array, rh: Array) -> list[Array]:
    """The backward pass and its tangent, and what both add to H v."""
    e, re = output_tangents(params, v, y, weights, h, rh)
    a, ra = np.empty_like(rh[1:]), np.empty_like(rh[1:])
    from_later = r_from_later = np.zeros_like(rh[0])
    direct = e @ params.V
    r_direct = re @ params.V + e @ v.V
    for t in range(len(x) - 1, -1, -1):
        lam, rlam = direct[t] + from_later, r_direct[t] + r_from_later
        D, rD = 1 - h[t + 1]**2, -2 * h[t + 1] * rh[t + 1]
        a[t], ra[t] = D * lam, D * rlam + rD * lam
        from_later = a[t] @ params.W
        r_from_later = ra[t] @ params.W + a[t] @ v.W
    a, ra, e, re = map(rows, (a, ra, e, re))
    x, before, r_before = rows(x), rows(h[:-1]), rows(rh[:-1])
    now, r_now = rows(h[1:]), rows(rh[1:])
    return [ra.T @ x, ra.T @ before + a.T @ r_before,
            re.T @ now + e.T @ r_now, ra.sum(0), re.sum(0)]
