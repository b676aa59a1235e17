"""How far back a loss is felt: gradient norms by step and by lag."""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .activations import ACTIVATIONS
from .contract import arguments as check
from .contract import losses
from .contract.types import (
    Activation,
    Array,
    ArrayLike,
    Loss,
    Mask,
    Start,
    Steps,
)
from .passes import evaluate, rows
from .rnn import Params, checked_later, problem


class Flow(NamedTuple):
    """Norms in a network with T steps; t and k are the book's, k <= t.

    Entries with k > t are 0, as E_t and h_t do not depend on later states;
    rows t that are not among `steps`, or masked in all sequences, were not
    computed and are 0 too. With a batch, credit and jacobian are means over
    the sequences, masked or not.
    """
    credit: Array           #: (T + 1, T + 1): [t, k] is ||dE_t/dh_k||_2
    jacobian: Array | None  #: (T + 1, T + 1): [t, k] is ||dh_t/dh_k||_2
    #: (T,): [l] is the norm of what lag l = t - k gives to dE/dW, over all
    #: steps and sequences
    by_lag: Array
    steps: Array            #: the t that were computed, ascending


@checked_later
def gradient_flow(params: Params, x: ArrayLike, y: ArrayLike,
                  h0: Start = None, *, loss: Loss = "cross_entropy",
                  steps: Steps = None, mask: Mask = None,
                  activation: Activation = "tanh",
                  jacobian: bool = True) -> Flow:
    """Follow each dE_t back through time: Flow(credit, jacobian, by_lag, ...)

    Arguments and errors as in bptt, in real arrays; with a mask, E_t stands
    for m_t E_t.
    credit[t, k] = ||dE_t/dh_k||_2; jacobian[t, k] = ||dh_t/dh_k||_2, the
    largest singular value of J_t ... J_{k+1};
    by_lag[l] = ||sum_t D_k lam_k h_{k-1}^T||_F with k = t - l and
    lam_k = dE_t/dh_k, summed over the batch: the matrices behind these
    norms add up to dE/dW. One t costs one backward sweep for credit and
    by_lag together, no more multiplications than bptt's; for jacobian t
    singular value problems for each sequence, which jacobian=False leaves
    out (the field is then None).
    Source: Hochreiter 1991; Bengio, Simard and Frasconi 1994; Pascanu,
    Mikolov and Bengio 2013.

    >>> params, x = rnnlib.init(2, 3, 2), np.ones((4, 1, 2))
    >>> flow = rnnlib.gradient_flow(params, x, np.zeros((4, 1), int), steps=4)
    >>> bool(flow.credit[4, 0] < flow.credit[4, 4])
    True
    """
    args = problem(params, x, y, h0, loss, steps, activation, mask)
    params, x, _, h0, _, weights, activation = args
    check.real_arrays(**params._asdict(), x=x, h0=h0)
    check.flag("jacobian", jacobian)
    _, h, e = evaluate(*args)
    _, derivative = ACTIVATIONS[activation]
    D = derivative(h)
    W = np.ascontiguousarray(params.W)
    t = np.flatnonzero(losses.counted(weights)) + 1
    lam = (rows(e[t - 1]) @ params.V).reshape(len(t), *h[0].shape)
    norms = _jacobian(W, D, t) if jacobian else None
    credit, by_lag = (_one_loss if len(t) == 1 else _credit)(W, h, D, lam, t)
    check.finite("gradient_flow", credit=credit, by_lag=by_lag)
    return Flow(credit, norms, by_lag, t)


def _one_loss(W, h, D, lam, t):
    """The same for one loss: the sweep first, all lengths after it."""
    (t,), credit, by_lag = t, np.zeros((len(h), len(h))), np.zeros(len(h) - 1)
    a, lam = D[1:t + 1].copy(), np.concatenate([np.empty_like(h[:t]), lam])
    for k in range(t, 0, -1):
        a[k - 1] *= lam[k]
        np.dot(a[k - 1], W, out=lam[k - 1])
    credit[t, :t + 1] = length(lam)
    by_lag[:t] = _product_lengths(a, h[:t])[::-1]
    return credit, by_lag


def _credit(W, h, D, lam, t):
    """All dE_t/dh_k at once, from k = t backwards, one lag at a turn."""
    credit, by_lag = np.zeros((len(h), len(h))), np.zeros(len(h) - 1)
    credit[t, t] = length(lam)
    spare = np.empty_like(lam)
    for lag in range(t.max(initial=0)):
        on = slice(np.searchsorted(t, lag, "right"), None)  # others: at h_0
        a, spare, t = lam[on], spare[on], t[on]
        k = t - lag
        a *= D[run(k)]                               # (S, B, n_h)
        dW = rows(a).T @ rows(h[run(k - 1)])
        by_lag[lag] = length(dW.reshape(1, -1).astype(float))
        np.dot(rows(a), W, out=rows(spare))
        lam, spare = spare, a                        # new memory costs time
        credit[t, k - 1] = length(lam)
    return credit, by_lag


def run(steps):
    """Ascending steps; as a slice, which copies nothing, if none is missing.

    >>> run(np.array([3, 4, 5])), run(np.array([3, 5]))
    (slice(3, 6, None), array([3, 5]))
    """
    first, last = int(steps[0]), int(steps[-1])
    whole = last - first == len(steps) - 1
    return slice(first, last + 1) if whole else steps


def _product_lengths(a, h):
    """||a_k^T h_k||_F for each k, the matrices summed over the batch."""
    if a.shape[1] == 1:                              # one outer product each
        return length(a) * length(h)
    return [length((a_k.T @ h_k).reshape(1, -1).astype(float))
            for a_k, h_k in zip(a, h, strict=True)]


def length(lam):
    """Mean length over the sequences: (S,) from (S, B, n_h), in float64."""
    squares = np.vecdot(lam, lam)
    lengths = np.sqrt(squares.astype(float))
    about = np.finfo(lam.dtype)
    # of squares below `tiny` digits are lost: too few to matter above this
    faint = lam.shape[-1] * about.tiny / about.eps
    lost = ~((squares > faint) & (squares < np.inf))
    if lost.any():
        lengths[lost] = _scaled_length(lam[lost].astype(float))
    return lengths.mean(-1)


def _scaled_length(lam):
    """In units of the largest entry, so that no square leaves the range."""
    top = abs(lam).max(-1)
    top[top == 0] = 1
    return top * np.linalg.norm(lam / top[..., None], axis=-1)


def _jacobian(W, D, steps):
    """||J_t ... J_{k+1}||_2 from the product itself, one factor at a turn."""
    norms = np.zeros((len(D), len(D)))
    eye = np.broadcast_to(np.eye(len(W)), (D.shape[1], *W.shape))
    for t in steps:
        product, norms[t, t] = eye, 1
        for k in range(t, 0, -1):                    # times J_k = D_k W
            product = (rows(product * D[k, :, None]) @ W).reshape(eye.shape)
            check.finite("gradient_flow", jacobian=product)
            norms[t, k - 1] = np.linalg.norm(product, 2, (1, 2)).mean()
    check.finite("gradient_flow", jacobian=norms)
    return norms
