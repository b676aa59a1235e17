"""How far back a loss is felt in an LSTM: by its states and by its cells."""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from . import _checks as check
from ._lstm_checks import problem
from ._types import Array, ArrayLike, Loss, Start, Steps
from .flow import length
from .lstm import LSTMParams, slopes, states
from .passes import rows
from .rnn import checked_later
from .rules import output_errors

__all__ = ["LSTMFlow", "gradient_flow"]


class LSTMFlow(NamedTuple):
    """Norms in an LSTM with T steps; t and k are the book's, k <= t.

    All are (T + 1, T + 1), at [t, k]; entries with k > t are 0, as are the
    rows t that are not among `steps`. With a batch they are means over the
    sequences. A derivative by c_k lets h_k = o_k tanh c_k move along; h_0
    is given, and c_0 does not move it.
    """
    credit: Array                #: ||dE_t/dh_k||_2, while c_k is held
    cell: Array                  #: ||dE_t/dc_k||_2
    path: Array                  #: what of it came along the cells alone
    jacobian: Array | None       #: ||dc_t/dc_k||_2
    path_jacobian: Array | None  #: the same along the cells alone
    steps: Array                 #: the t that were computed, ascending


@checked_later
def gradient_flow(params: LSTMParams, x: ArrayLike, y: ArrayLike,
                  h0: Start = None, c0: Start = None, *,
                  loss: Loss = "cross_entropy", steps: Steps = None,
                  jacobian: bool = True) -> LSTMFlow:
    """Follow each dE_t back through an LSTM: LSTMFlow(credit, cell, ...).

    Arguments and errors as in lstm.bptt, in real arrays.
    Along the cells alone, a step back multiplies by the forget gate f_t and
    by nothing else: path is the norm of f_{k+1} * ... * f_t * dE_t/dc_t, and
    path_jacobian the largest entry of that product of gates. jacobian=False
    leaves out dc_t/dc_k, which takes a singular value problem for each t, k
    and sequence.
    Source: after Hochreiter and Schmidhuber 1997.
    """
    params, x, y, h0, c0, loss, counted = problem(
        params, x, y, h0, c0, loss, steps)
    check.real_arrays(**params._asdict(), x=x, h0=h0, c0=c0)
    check.flag("jacobian", jacobian)
    _, c, gates, q = states(params, x, h0, c0)
    _, e = output_errors(q, y, loss, counted)
    back, t = _Back(params, c, gates), np.flatnonzero(counted) + 1
    lam = (rows(e[t - 1]) @ params.V).reshape(len(t), *c[0].shape)
    norms, alone = _jacobians(back, t) if jacobian else (None, None)
    credit, cell, path = _credits(back, lam, t)
    check.finite("lstm_flow.gradient_flow", credit=credit, cell=cell)
    return LSTMFlow(credit, cell, path, norms, alone, t)


class _Back:
    """One step back through the network, for one or several k at once."""

    def __init__(self, params, c, gates):
        self.slopes, out = slopes(c, gates)
        self.f, self.W = gates[:, :, 0], rows(params.W)
        self.out = np.concatenate([np.zeros_like(out[:1]), out])  # h_0 given

    def __call__(self, k, lam, mu, path):
        """dE/dh, dE/dc and the path at k - 1, from those at k."""
        a = self.slopes[k - 1] * np.stack([mu, mu, lam, mu], -2)
        lam = (a.reshape(-1, len(self.W)) @ self.W).reshape(lam.shape)
        mu = self.f[k - 1] * mu + self.out[k - 1] * lam
        return lam, mu, self.f[k - 1] * path


def _credits(back, lam, t):
    """dE_t/dh_k, dE_t/dc_k and its path: all t at once, a lag at a turn."""
    found = np.zeros((3, len(back.out), len(back.out)))
    mu, k = back.out[t] * lam, t
    now = [lam, mu, mu]
    while True:
        found[:, t, k] = [length(z) for z in now]
        on = k > 0
        if not on.any():
            return found
        t, k, now = t[on], k[on], [z[on] for z in now]
        now, k = back(k, *now), k - 1


def _jacobians(back, steps):
    """||dc_t/dc_k||_2 with all terms, and along the cells alone."""
    T, B, n = back.f.shape
    norms, alone = np.zeros((2, T + 1, T + 1))
    for t in steps:
        mu = path = np.broadcast_to(np.eye(n)[:, None], (n, B, n))
        lam = np.zeros_like(mu)                      # a row for each c_t,i
        norms[t, t] = alone[t, t] = 1
        for k in range(t, 0, -1):
            lam, mu, path = back(k, lam, mu, path)
            check.finite("lstm_flow.gradient_flow", jacobian=mu)
            norms[t, k - 1] = np.linalg.norm(mu, 2, (0, 2)).mean()
            alone[t, k - 1] = path.max((0, 2)).mean()
    check.finite("lstm_flow.gradient_flow", jacobian=norms)
    return norms, alone
