"""Checks of what a loss is made of: targets, steps that count, weights.

Weights are bools over t = 1..T, (T,), where that is all there is to say, and
otherwise an array (T, B), of bools or of float64.
"""
import numpy as np

from . import arguments as check

IGNORED = -100      # a label that does not count; the number is PyTorch's
REDUCTIONS = ("sum", "mean")


def terms(params, x, y, loss, steps, mask, reduction):
    """y as the loss takes it, and the weight of each E_t."""
    check.choice("reduction", reduction, dict.fromkeys(REDUCTIONS))
    y, ignored = target(y, loss, x, params.V)
    return y, weights(steps, mask, ignored, reduction, x.shape[:2])


def target(y, loss, x, V):
    """y as class indices (T, B) or as a real array (T, B, n_y).

    And where labels are ignored, (T, B), or None; they become 0.
    """
    y, (T, B), n_y = check.as_array("y", y), x.shape[:2], len(V)
    if loss == "cross_entropy" and y.ndim == 2:
        return labels(y, T, B, n_y)
    if loss == "cross_entropy" and y.shape == (T, B, 1) and n_y > 1:
        raise ValueError(f"y of class indices must be (T, B) = {(T, B)}, got "
                         f"{y.shape}: leave out the last axis")
    if y.ndim == 3:
        check.fits("y", y, (T, B, n_y), "(T, B, n_y)")
    y = check.array("y", y, 3, "(T, B, n_y)" if loss == "squared" else
                    "(T, B, n_y) of distributions or (T, B) of class indices",
                    check.REAL)
    check.one_precision(**{"x": x} if x.ndim == 3 else {"V": V}, y=y)
    if loss == "cross_entropy":
        distributions(y)
    return y, None


def labels(y, T, B, n_y):
    """Class indices, and where IGNORED stood: None if nowhere."""
    if y.dtype.kind not in "iu":
        raise TypeError(f"y of class indices must be integers, got {y.dtype}")
    check.fits("y", y, (T, B), "(T, B)")
    ignored = y == IGNORED if y.min() < 0 else np.zeros(1, bool)
    if ignored.any():
        y = np.where(ignored, 0, y)
    if y.min() < 0 or y.max() >= n_y:
        raise ValueError(f"y must hold class indices 0..{n_y - 1}, "
                         f"got {y.min()}..{y.max()} ({IGNORED} is ignored)")
    return y, ignored if ignored.any() else None


def distributions(y):
    if y.min() < 0:
        raise ValueError(f"y must hold probabilities, got {y.min()}")
    off = np.abs(y.sum(-1) - 1).max()
    if off > 1000 * np.finfo(y.dtype).eps:      # room for rounding only
        raise ValueError(f"y must sum to 1 over its last axis, "
                         f"a sum is off by {off:.2g}")


def weights(given, mask, ignored, reduction, shape):
    """What each E_t counts: (T,) if alike in all sequences, or (T, B)."""
    m = steps(given, shape[0])
    if mask is None and ignored is None and reduction == "sum":
        return m
    m = np.repeat(m[:, None], shape[1], 1)
    if mask is not None:
        m = m * masked(mask, shape)
    if ignored is not None:
        m[ignored] = 0
    return shares(m) if reduction == "mean" else m


def masked(mask, shape):
    """The mask as (T, B) of bools, or of float64 that are not negative."""
    mask = check.as_array("mask", mask)
    if mask.dtype.kind not in "biuf":
        raise TypeError(f"mask must be None, bools or real weights, got "
                        f"{mask.dtype}")
    check.fits("mask", mask, shape, "(T, B)")
    if mask.dtype == bool:
        return mask
    mask = mask.astype(float)
    if not (mask.min() >= 0 and check.all_finite(mask)):
        raise ValueError(f"mask must hold weights of 0 or more, finite, got "
                         f"{mask.min()}..{mask.max()}")
    return mask


def shares(m):
    """Weights that sum to 1; those too large for a sum are scaled first."""
    if not m.any():
        raise ValueError("mask, steps and y leave nothing that counts, which "
                         "has no mean; use reduction='sum'")
    m = m / m.max()
    return m / m.sum()


def steps(steps, T):
    """The steps that count, as bools over t = 1..T."""
    if steps is None:
        return np.ones(T, bool)
    t = np.atleast_1d(check.as_array("steps", steps))
    if t.size and t.dtype.kind not in "iu":
        raise TypeError(f"steps must be None, an int or ints, "
                        f"got {check.shown(steps)}")
    if (t.ndim != 1 or t.size == 0 or t.min() < 1 or t.max() > T
            or len(np.unique(t)) < t.size):
        raise ValueError(f"steps must be distinct and within 1..{T}, at "
                         f"least one, got {check.shown(steps)}")
    return np.isin(np.arange(1, T + 1), t)


def counted(weights):
    """Where something counts, as bools over t = 1..T."""
    return weights.reshape(len(weights), -1).any(1)
