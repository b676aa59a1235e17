"""Where a network settles that reads the same input again and again.

    h = tanh(U x + W h + b_h)

The gradient of a loss at such a state needs no steps that led there: it
solves lambda = V^T e + J^T lambda, with the Jacobian J = D W of a step there.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .activations import LOSSES, output_errors
from .contract import arguments as check
from .contract import losses
from .contract.types import Array, ArrayLike, Loss, Start
from .rnn import Params, checked_later

__all__ = ["Settled", "implicit_grads", "settle"]


class Settled(NamedTuple):
    """States that stay, and how long it took to find them."""
    h: Array          #: (B, n_h)
    steps: int        #: of the network, until no unit moved by more than tol


@checked_later
def settle(params: Params, x: ArrayLike, h0: Start = None, *,
           tol: float = 1e-12, most: int = 10_000) -> Settled:
    """The states at which the network stays, reading x: Settled(h, steps).

    x: (B, n_x), real, a row for each sequence; h0: (B, n_h) to start, None
    for zeros. Steps are taken until no unit moves by more than tol. There
    may be more than one such state, or none that is approached. Raises
    ValueError or TypeError naming the argument, FloatingPointError on
    overflow, and ValueError if it still moves after `most` steps.

    >>> params = rnnlib.init(2, 3, 2, gain=0.5)
    >>> h = settle(params, np.ones((1, 2))).h
    >>> bool(np.allclose(h, np.tanh(params.U.sum(1) + h @ params.W.T)))
    True
    """
    params, x = _reading(params, x)
    h = np.zeros((len(x), len(params.W)), x.dtype) if h0 is None else h0
    h, drive = _states("h0", h, params, x), x @ params.U.T + params.b_h
    tol, most = check.positive("tol", tol), check.count("most", most)
    for steps in range(1, most + 1):
        p = drive + h @ params.W.T
        check.finite("settle", p=p)
        before, h = h, np.tanh(p)
        if abs(h - before).max() <= tol:
            return Settled(h, steps)
    raise ValueError(f"most: after {most} steps a unit still moves by "
                     f"{abs(h - before).max():.2g}, more than tol = {tol}")


@checked_later
def implicit_grads(params: Params, x: ArrayLike, y: ArrayLike, h: ArrayLike,
                   *, back: int | None = None, loss: Loss = "cross_entropy",
                   ) -> tuple[float, Params]:
    """The loss at settled states, and its gradients: (E, Params).

    x as in settle, which found h: (B, n_h); that it is settled is taken on
    trust. y: (1, B) class indices, or (1, B, n_y), and loss as in
    rnnlib.bptt, summed over the batch. back: how many terms of the series
    V^T e + J^T V^T e + ... are added up, one for each step of the network
    that is walked back; None solves the equation. Raises ValueError where
    it has no solution, as J has the eigenvalue 1. Other errors as in settle.
    Source: Almeida 1987, Pineda 1987, Bai et al. 2019.

    >>> params, x = rnnlib.init(2, 3, 2, gain=0.5), np.ones((1, 2))
    >>> h = settle(params, x).h
    >>> many, solved = (implicit_grads(params, x, [[0]], h, back=n)[1].W
    ...                 for n in (50, None))
    >>> bool(np.allclose(many, solved))
    True
    """
    check.choice("loss", loss, LOSSES)
    params, x = _reading(params, x)
    h = _states("h", h, params, x)
    back = None if back is None else check.count("back", back)
    y, weights = losses.terms(params, x[None], y, loss, None, None, "sum")
    q = (h @ params.V.T + params.b_y)[None]
    E, (e,) = output_errors(q, y, loss, weights)
    own, D = e @ params.V, 1 - h**2
    lam = _solved(params.W, D, own) if back is None else own
    for _ in range(1, back or 1):
        lam = own + (D * lam) @ params.W
    a = D * lam
    grads = Params(a.T @ x, a.T @ h, e.T @ h, a.sum(0), e.sum(0))
    check.finite("implicit_grads", E=E, **grads._asdict())
    return E, grads


def _solved(W, D, own):
    """lambda = own + W^T D lambda, row by row: (B, n_h)."""
    rest = np.eye(len(W), dtype=W.dtype) - (D[:, :, None] * W).swapaxes(1, 2)
    try:
        return np.linalg.solve(rest, own[..., None])[..., 0]
    except np.linalg.LinAlgError:
        raise ValueError("back must be an int here, got None: the Jacobian "
                         "at h has the eigenvalue 1, so that the equation "
                         "has no solution") from None


def _reading(params, x) -> tuple[Params, Array]:
    """params, and the input that is read at every step: (B, n_x)."""
    x = check.array("x", x, 2, "(B, n_x)")
    params = check.parameters(params)
    check.fits("x", x, (len(x), params.U.shape[1]), "(B, n_x)")
    return params, x


def _states(name, h, params, x) -> Array:
    """A state for each row of x, in one precision with all, and real."""
    h = check.array(name, h, 2, "(B, n_h)")
    check.fits(name, h, (len(x), len(params.W)), "(B, n_h)")
    check.one_precision(**params._asdict(), x=x, **{name: h})
    check.real_arrays(**params._asdict(), x=x, **{name: h})
    return h
