"""Forwards in time with less: what RTRL carries, thinned or diagonal.

RTRL carries the influence dh_t/dtheta of every parameter on every unit. SnAp
keeps only entries that a parameter can reach within n steps. Where a unit
sees itself and no other, one number for each parameter is all there is, and
nothing has to be left out.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .activations import ACTIVATIONS
from .contract import arguments as check
from .contract.types import Activation, Array, ArrayLike, Loss, Start, Steps
from .rnn import Params, checked_later, forward, problem
from .rtrl import beside, forward_step, forwards

__all__ = ["TraceGrads", "carried", "reach", "snap", "trace_grads"]


class TraceGrads(NamedTuple):
    """Derivatives of E by what a diagonal linear recurrence is made of."""
    alpha: Array          #: (n,), by the factors
    U: Array              #: (n, n_x), by the input weights
    h_0: Array            #: (n,), by the start


@checked_later
def reach(W: ArrayLike, n: int) -> Array:
    """Who is reached within n steps: (n_h, n_h) of bools.

    A weight into unit j moves unit j in its own step. Entry [i, j] says
    whether it moves unit i at most n - 1 steps later, along weights of W that
    are not 0. W: (n_h, n_h); n: at least 1, and for n = 1 only the diagonal
    is True. Raises ValueError or TypeError naming the argument.
    Source: Menick et al. 2021.

    >>> reach([[0.0, 0.0], [0.5, 0.0]], 2).astype(int)
    array([[1, 0],
           [1, 1]])
    """
    linked = check.array("W", W, 2, "(n_h, n_h)") != 0
    check.fits("W", linked, (len(linked), len(linked)), "(n_h, n_h)")
    n = check.count("n", n)
    found = np.eye(len(linked), dtype=bool)
    for _ in range(min(n, len(linked)) - 1):       # no path is longer
        found = found | (linked.astype(int) @ found > 0)
    return found


@checked_later
def snap(params: Params, x: ArrayLike, y: ArrayLike, h0: Start = None, *,
         n: int, loss: Loss = "cross_entropy", steps: Steps = None,
         activation: Activation = "tanh") -> tuple[float, Params]:
    """The loss E and what SnAp-n takes for its gradients: (E, Params).

    Arguments, errors and result as in rtrl. After each step only those
    entries of dh_t/dtheta are kept that reach has for n. The gradients by V
    and b_y are whole. With n of n_h or more, or where W has no zeros from 2
    on, it is rtrl. The arrays are those of rtrl, with zeros in them: this is
    to see what SnAp finds, not to save time.
    Source: Menick et al. 2021.

    >>> x, y = np.ones((4, 1, 2)), np.zeros((4, 1), int)
    >>> problem = rnnlib.init(2, 3, 2), x, y
    >>> np.allclose(snap(*problem, n=2)[1].W, rnnlib.bptt(*problem)[1].W)
    True
    """
    args = problem(params, x, y, h0, loss, steps, activation)
    return forwards("snap", args, reach(args[0].W, n))


@checked_later
def carried(params: Params, x: ArrayLike, h0: Start = None, *,
            n: int | None = None, activation: Activation = "tanh") -> Array:
    """dh_T/dW after the last step, or what SnAp-n has of it.

    The shape is (B, n_h, n_h, n_h): of each sequence the unit that moves,
    and then row and column of W. Other arguments and errors as in forward
    and snap; n: None for all of it.

    >>> carried(rnnlib.init(2, 3, 2), np.ones((4, 1, 2))).shape
    (1, 3, 3, 3)
    """
    h = forward(params, x, h0, activation=activation).h
    params, x, _ = check.model(params, x, h0)
    kept = None if n is None else reach(params.W, n)
    D, z = ACTIVATIONS[activation][1](h[1:]), beside(params, x, h)
    z = z[..., params.U.shape[1]:-1]                # h_{t-1}: W alone
    R = np.zeros((*h[0].shape, *params.W.shape), h.dtype)
    for D_t, z_t in zip(D, z, strict=True):
        R = forward_step(R, params.W, D_t, z_t, kept)
    check.finite("carried", R=R)
    return R


@checked_later
def trace_grads(alpha: ArrayLike, U: ArrayLike, x: ArrayLike, nu: ArrayLike,
                h_0: Start = None) -> TraceGrads:
    """RTRL where it is cheap: h_t = alpha h_{t-1} + U x_t, unit by unit.

    alpha: (n,), U: (n, n_x), x: (T, n_x), h_0: (n,) or None for zeros; nu:
    (T, n), what E says of h_t where it reads it, all else held fixed. All
    may be complex. Beside the state go dh/dalpha, dh/dU and dh/dh_0, as many
    numbers as there are parameters; none of the past is stored. Complex
    numbers are never conjugated, as in scan_back. Raises ValueError or
    TypeError naming the argument, FloatingPointError on overflow.
    Source: Mozer 1989; for complex factors Zucchet et al. 2023.

    >>> ones = np.ones((2, 1))
    >>> trace_grads([0.5], [[1.0]], ones, ones)      # h is 1 and 1.5
    TraceGrads(alpha=array([1.]), U=array([[2.5]]), h_0=array([0.75]))
    """
    factor, weights, inputs, own, h = _diagonal(alpha, U, x, nu, h_0)
    by_alpha, by_h_0 = np.zeros_like(h), np.ones_like(h)
    by_U = np.zeros(weights.shape, h.dtype)
    sums = TraceGrads(*[np.zeros_like(z) for z in (by_alpha, by_U, by_h_0)])
    for x_t, nu_t in zip(inputs, own, strict=True):
        by_alpha = factor * by_alpha + h            # h is still h_{t-1}
        by_U = factor[:, None] * by_U + x_t
        by_h_0 = factor * by_h_0
        h = factor * h + weights @ x_t
        for total, moved in zip(sums, (by_alpha, by_U, by_h_0), strict=True):
            total += (nu_t * moved.T).T
    check.finite("trace_grads", h=h, **sums._asdict())
    return sums


def _diagonal(alpha, U, x, nu,
              h_0) -> tuple[Array, Array, Array, Array, Array]:
    """The arguments of trace_grads as arrays that fit, h a new one."""
    alpha, U, x, nu = [
        check.array(name, value, dims, shape)
        for name, value, dims, shape in (
            ("alpha", alpha, 1, "(n,)"), ("U", U, 2, "(n, n_x)"),
            ("x", x, 2, "(T, n_x)"), ("nu", nu, 2, "(T, n)"))]
    check.fits("U", U, (len(alpha), U.shape[1]), "(n, n_x)")
    check.fits("x", x, (len(x), U.shape[1]), "(T, n_x)")
    check.fits("nu", nu, (len(x), len(alpha)), "(T, n)")
    start = np.zeros_like(alpha) if h_0 is None else check.array(
        "h_0", h_0, 1, "(n,)")
    check.fits("h_0", start, alpha.shape, "(n,)")
    check.one_precision(alpha=alpha, U=U, x=x, nu=nu, h_0=start)
    h = start.astype(np.result_type(alpha, U, x, nu, start))
    return alpha, U, x, nu, h
