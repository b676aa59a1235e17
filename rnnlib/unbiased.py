"""Gradients by chance, forwards in time, from few numbers: right on average.

rtrl carries dh_t/dtheta, a tensor. Here it is an outer product at every step,
with theta as U, W and b_h side by side and z_t as x_t, h_{t-1} and 1:

    uoro     dh_l/dtheta_ij ~ left_l right_ij     a sign for each unit
    kf_rtrl  dh_l/dtheta_ij ~ left_li right_j     two signs

Both are noisy, and have the true tensor as their mean.
"""
from __future__ import annotations

import numpy as np

from ._inputs import vectors
from .activations import ACTIVATIONS
from .contract import arguments as check
from .contract import losses
from .contract.types import Activation, ArrayLike, Loss, Seed, Start, Steps
from .passes import evaluate, rows
from .rnn import Params, checked_later, problem

__all__ = ["kf_rtrl", "uoro"]


@checked_later
def uoro(params: Params, x: ArrayLike, y: ArrayLike, h0: Start = None, *,
         draws: int = 1, rng: Seed = 0, balanced: bool = True,
         loss: Loss = "cross_entropy", steps: Steps = None,
         activation: Activation = "tanh") -> tuple[float, Params]:
    """The loss E and gradients by chance, whose mean is that of rtrl.

    Arguments and errors as in rtrl, in real arrays. The gradients are Params
    with an axis of `draws` in front, one estimate each, from a random sign
    for each unit, sequence and step. V and b_y are exact. balanced: make old
    and new factors equally long, for which they are scaled against each
    other; without, they are added as they come. rng: an int seed or a numpy
    Generator. A step costs O(n_h^2) a draw, and so many numbers are kept.
    Source: Tallec and Ollivier 2018.

    >>> x, y = np.ones((4, 1, 2)), np.zeros((4, 1), int)
    >>> problem = rnnlib.init(2, 3, 2), x, y
    >>> some = uoro(*problem, draws=4000)[1].W
    >>> some.shape
    (4000, 3, 3)
    >>> bool(abs(some.mean(0) - rnnlib.bptt(*problem)[1].W).max() < 0.1)
    True
    """
    return _forwards(_Rank1, draws, rng, balanced, params, x, y, h0, loss,
                     steps, activation)


@checked_later
def kf_rtrl(params: Params, x: ArrayLike, y: ArrayLike, h0: Start = None, *,
            draws: int = 1, rng: Seed = 0, balanced: bool = True,
            loss: Loss = "cross_entropy", steps: Steps = None,
            activation: Activation = "tanh") -> tuple[float, Params]:
    """The loss E and gradients by chance, by a matrix and a row.

    Arguments, result and errors as in uoro, with two signs for each sequence
    and step in place of one for each unit. A step multiplies two matrices,
    O(n_h^3) a draw.
    Source: Mujika, Meier and Steger 2018.

    >>> x, y = np.ones((4, 1, 2)), np.zeros((4, 1), int)
    >>> problem = rnnlib.init(2, 3, 2), x, y
    >>> some = kf_rtrl(*problem, draws=4000)[1].W
    >>> bool(abs(some.mean(0) - rnnlib.bptt(*problem)[1].W).max() < 0.1)
    True
    """
    return _forwards(_Kronecker, draws, rng, balanced, params, x, y, h0, loss,
                     steps, activation)


def _forwards(kind, draws, rng, balanced, params, x, y, h0, loss, steps,
              activation):
    """Both methods: a step, and what the loss makes of it."""
    args = problem(params, x, y, h0, loss, steps, activation)
    draws, rng = check.count("draws", draws), check.generator(rng)
    balanced = check.flag("balanced", balanced)
    params, x, _, h0, _, weights, activation = args
    check.real_arrays(**params._asdict(), x=x, h0=h0)
    E, h, e = evaluate(*args)
    D = ACTIVATIONS[activation][1](h[1:])           # D[0] is D_1
    z = np.concatenate([vectors(x, params.U), h[:-1],
                        np.ones_like(h[1:, :, :1])], -1)
    direct, n_x = e @ params.V, params.U.shape[1]
    found = kind(draws, *z.shape[1:], params.W, rng, balanced)
    dtheta = np.zeros((draws, len(params.W), z.shape[-1]), h.dtype)
    on = np.flatnonzero(losses.counted(weights))
    with np.errstate(over="ignore", invalid="ignore"):
        for t in range(on.max(initial=-1) + 1):     # to the last that counts
            found.step(D[t], z[t])
            dtheta += found.slope(direct[t])
    each = np.ones((draws, 1, 1), h.dtype)
    grads = Params(dtheta[..., :n_x], dtheta[..., n_x:-1],
                   each * (rows(e).T @ rows(h[1:])), dtheta[..., -1],
                   each[..., 0] * e.sum((0, 1)))
    check.finite(kind.name, E=E, **grads._asdict())
    return E, grads


class _Rank1:
    """left (draws, B, n_h) and right (draws, B, n_h, n)."""

    name = "uoro"

    def __init__(self, draws, batch, n, W, rng, balanced):
        self.W, self.rng, self.balanced = W, rng, balanced
        self.left = np.zeros((draws, batch, len(W)), W.dtype)
        self.right = np.zeros((draws, batch, len(W), n), W.dtype)

    def step(self, D, z):
        signs = _signs(self.rng, self.left)
        new = (signs * D)[..., None] * z[:, None]
        old = D * (self.left @ self.W.T)
        up, down = _scales(old, self.right, self.balanced)
        out, back = _scales(signs, new, self.balanced)
        self.left = _by(up, old) + _by(out, signs)
        self.right = _by(down, self.right) + _by(back, new)

    def slope(self, direct):
        return np.einsum("kb,kbij->kij", (self.left * direct).sum(-1),
                         self.right)


class _Kronecker:
    """left (draws, B, n_h, n_h) and right (draws, B, n)."""

    name = "kf_rtrl"

    def __init__(self, draws, batch, n, W, rng, balanced):
        self.W, self.rng, self.balanced = W, rng, balanced
        self.left = np.zeros((draws, batch, *W.shape), W.dtype)
        self.right = np.zeros((draws, batch, n), W.dtype)

    def step(self, D, z):
        signs = _signs(self.rng, self.right[..., :2])
        old = D[..., None] * (self.W @ self.left)
        new = np.zeros_like(self.W) + D[..., None] * np.eye(len(self.W))
        new, z = (np.broadcast_to(one, like.shape) for one, like in (
            (new.astype(self.W.dtype), self.left), (z, self.right)))
        up, down = _scales(old, self.right, self.balanced)
        out, back = _scales(new, z, self.balanced)
        first, second = signs[..., 0], signs[..., 1]
        self.left = _by(first * up, old) + _by(second * out, new)
        self.right = _by(first * down, self.right) + _by(second * back, z)

    def slope(self, direct):
        return np.einsum("bl,kbli,kbj->kij", direct, self.left, self.right,
                         optimize=True)


def _signs(rng, like):
    """Random signs, in the shape and precision of an array."""
    return (2 * rng.integers(2, size=like.shape) - 1).astype(like.dtype)


def _scales(left, right, balanced):
    """Numbers (draws, B) that make both equally long, and undo each other.

    Where the product is 0 both are 0, so that nothing of it is carried on.
    """
    long, other = np.sqrt(_lengths(left)), np.sqrt(_lengths(right))
    if not balanced:
        return np.ones_like(long), np.ones_like(long)
    return tuple(np.divide(one, two, out=np.zeros_like(long),
                           where=(long > 0) & (other > 0))
                 for one, two in ((other, long), (long, other)))


def _lengths(array):
    """(draws, B): lengths, also where no square can be represented."""
    axes = tuple(range(2, array.ndim))
    top = abs(array).max(axes, keepdims=True)
    top = np.where(top > 0, top, 1).astype(array.dtype)
    return top.reshape(top.shape[:2]) * np.sqrt(((array / top)**2).sum(axes))


def _by(scale, array):
    """Each draw and sequence of an array by its own number."""
    return scale.reshape(*scale.shape, *[1] * (array.ndim - 2)) * array
