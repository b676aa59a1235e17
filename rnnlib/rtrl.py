"""The same gradients forward in time: real-time recurrent learning."""
from __future__ import annotations

import numpy as np

from ._inputs import vectors
from .activations import ACTIVATIONS
from .contract import arguments as check
from .contract import losses
from .contract.types import Activation, ArrayLike, Loss, Start, Steps
from .passes import evaluate, rows
from .rnn import Params, checked_later, problem


@checked_later
def rtrl(params: Params, x: ArrayLike, y: ArrayLike, h0: Start = None, *,
         loss: Loss = "cross_entropy", steps: Steps = None,
         activation: Activation = "tanh") -> tuple[float, Params]:
    """The loss E and its gradients (E, Params), with no backward sweep.

    Arguments, errors and result as in bptt, without a mask. Beside each state
    travels R_t = dh_t/dtheta, a tensor (n_h, n_h, n) per sequence, where theta
    is U, W and b_h side by side and n = n_x + n_h + 1. As soon as e_t is
    known, V^T e_t meets R_t and the gradient of E_t is complete: no step of
    the past is needed again. With as many inputs as units a step costs
    O(n_h^4) and the tensor takes O(n_h^3) numbers, whatever T is; bptt costs
    O(n_h^2) a step and keeps T states.
    Source: Williams and Zipser 1989.

    >>> x, y = np.ones((4, 1, 2)), np.zeros((4, 1), int)
    >>> problem = rnnlib.init(2, 3, 2), x, y
    >>> np.allclose(rnnlib.rtrl(*problem)[1].W, rnnlib.bptt(*problem)[1].W)
    True
    """
    return forwards("rtrl", problem(params, x, y, h0, loss, steps, activation))


def forwards(name, args, kept=None):
    """E and the gradients, from what is carried along with the states.

    kept: (n_h, n_h), which dh_m/dtheta_i. are carried on; None for all.
    """
    params, x, *_, weights, activation = args
    E, h, e = evaluate(*args)
    D = ACTIVATIONS[activation][1](h[1:])           # D[0] is D_1
    direct = e @ params.V                           # V^T e_t
    z = beside(params, x, h)                        # p_t = theta z_t
    R = np.zeros((*h[0].shape, *params.W.shape[:1], z.shape[-1]), h.dtype)
    dtheta = np.zeros(R.shape[2:], h.dtype)
    on = np.flatnonzero(losses.counted(weights))
    for t in range(on.max(initial=-1) + 1):         # to the last that counts
        R = forward_step(R, params.W, D[t], z[t], kept)
        dtheta += np.einsum("nm,nmij->ij", direct[t], R)
    n_x = params.U.shape[1]
    grads = Params(dtheta[:, :n_x], dtheta[:, n_x:-1],
                   rows(e).T @ rows(h[1:]), dtheta[:, -1], e.sum((0, 1)))
    check.finite(name, E=E, **grads._asdict())
    return E, grads


def beside(params, x, h):
    """z_t = (x_t, h_{t-1}, 1), what theta multiplies: (T, B, n)."""
    one = np.ones_like(h[1:, :, :1])
    return np.concatenate([vectors(x, params.U), h[:-1], one], -1)


def forward_step(R, W, D_t, z_t, kept=None):
    """dh_m/dtheta_ij one step on: D_m (delta_mi z_j + sum_l W_ml R_lij)."""
    R = np.einsum("ml,nlij->nmij", W, R, optimize=True)
    i = np.arange(len(W))
    R[:, i, i] += z_t[:, None]
    R *= D_t[:, :, None, None]
    if kept is not None:
        R *= kept[:, :, None]
    return R
