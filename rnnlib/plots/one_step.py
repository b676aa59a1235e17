"""Figures for the parts of one step: loss, output weights, activations."""
from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from ..activations import ACTIVATIONS, softmax
from .look import COLOURS, GREY, INK, dark, style
from .types import Activation, ArrayLike, Axes, Panels, Span

__all__ = ["logit_sweep", "outer_product", "slope_by_output",
           "slopes_of_run"]


@style()
def logit_sweep(target: ArrayLike, others: ArrayLike, *, low: int = -10,
                high: int = 10, axes: Panels | None = None) -> Axes:
    """Loss and its slope while the first logit moves and the rest stay.

    target: (n_y,) distribution; others: (n_y - 1,) logits that stay.
    Cross-entropy is compared with half the squared error of the softmax,
    above the losses, below their derivatives by the first logit, between
    guides at -1 and 1. Returns the lower Axes.
    """
    moved = np.linspace(low, high, 401)
    q = np.column_stack([moved, np.tile(others, (len(moved), 1))])
    y_hat = softmax(q)
    e = y_hat - target
    entropy = np.log(np.exp(q).sum(-1)) - q @ np.asarray(target)
    half = 0.5 * (e**2).sum(-1)
    back = y_hat[:, 0] * (e[:, 0] - (e * y_hat).sum(-1))   # e times Jacobian
    if axes is None:
        axes = plt.subplots(2, 1, figsize=(5.6, 5.2), sharex=True)[1]
    _two_lines(axes[0], moved, entropy, half)
    _two_lines(axes[1], moved, e[:, 0], back)
    axes[0].set(ylabel="loss $E_t$", ylim=(-0.4, 12))
    axes[0].legend(loc="upper right")
    for guide in (-1, 1):
        axes[1].axhline(guide, color=GREY, linewidth=1, linestyle=":")
    axes[1].set(xlabel="first logit  $q_1$", ylim=(-1.15, 1.15),
                xticks=range(low, high + 1, 5),
                ylabel=r"slope  $\partial E_t / \partial q_1$")
    return axes[1]


def _two_lines(ax, at, entropy, half):
    ax.plot(at, entropy, label="cross-entropy")
    ax.plot(at, half, "--", label="squared error of the softmax")


@style()
def outer_product(e: ArrayLike, h: ArrayLike, *,
                  axes: Panels | None = None) -> Axes:
    """The newest piece e_t h_t^T and, below, the sum of all pieces.

    e: (t, n_y) output errors and h: (t, n_h) states of the steps 1..t of
    one sequence. The strips at the edges are e_t and h_t; each of the two
    matrices has its own colour scale, symmetric about 0; the title of the
    sum counts its rank. Returns the lower Axes.
    """
    e, h = np.asarray(e), np.asarray(h)
    t, (n_y, n_h) = len(e), (e.shape[1], h.shape[1])
    if axes is None:
        axes = plt.subplots(
            2, 1, figsize=(5.6, 5.8), height_ratios=[8, 6])[1]
    _framed(axes[0], e[-1], h[-1])
    axes[0].set_title(rf"step {t}:  $e_{{{t}}} h_{{{t}}}^\mathrm{{T}}$, "
                      "rank 1")
    whole = e.T @ h
    _colours(axes[1], whole, -0.5, -0.5)
    rank = np.linalg.matrix_rank(whole, tol=1e-10 * max(1, abs(whole).max()))
    axes[1].set(title=f"sum of the steps 1 to {t}: rank {rank}",
                xlim=(-2.1, n_h - 0.4), ylim=(n_y - 0.4, -0.6))
    for ax in axes:
        ax.set(xticks=range(n_h), xticklabels=range(1, n_h + 1),
               yticks=range(n_y), yticklabels=range(1, n_y + 1),
               xlabel="unit  $i$", ylabel="class  $a$", aspect="equal")
        ax.grid(False)
        ax.spines[:].set_visible(False)
    return axes[1]


def _framed(ax, e, h):
    """The outer product with its column e on the left, its row h above."""
    _colours(ax, np.outer(e, h), -0.5, -0.5)
    _colours(ax, e[:, None], -1.8, -0.5)
    _colours(ax, h[None], -0.5, -1.8)
    for name, x, y in ("$e_t$", -1.3, len(e) - 0.1), ("$h_t$", -1, -1.3):
        ax.text(x, y, name, ha="center", va="center", color=INK, fontsize=13)
    ax.set(xlim=(-2.1, len(h) - 0.4), ylim=(len(e) + 0.2, -1.9))


def _colours(ax, M, left, top):
    """M as colours, one unit a cell, its upper left corner at (left, top)."""
    peak = abs(M).max() or 1.0
    rows, columns = M.shape
    ax.imshow(M, cmap="RdBu", vmin=-peak, vmax=peak,
              extent=(left, left + columns, top + rows, top))


@style()
def slope_by_output(*, ax: Axes | None = None) -> Axes:
    """The slope of each activation against its output. Returns the Axes.

    Every rule is the one in rnnlib.ACTIVATIONS, which knows the output only.
    """
    ax = ax or plt.subplots()[1]
    ends: dict[Activation, Span] = {
        "tanh": (-1, 1), "logistic": (0, 1), "relu": (0, 1.5),
        "identity": (-1.5, 1.5)}
    looks = dict(zip(ends, ["-", "-", (0, (4, 3)), ":"], strict=True))
    for colour, (name, (low, high)) in zip(COLOURS, ends.items(),
                                           strict=False):
        f = np.linspace(low, high, 301)
        slope = ACTIVATIONS[name][1](f)
        ax.plot(f, slope, color=colour, linestyle=looks[name], label=name)
    ax.set(xlabel="output  $f(p)$", ylabel="slope  $f'(p)$",
           ylim=(-0.05, 1.4))
    ax.legend(ncols=2, loc="upper center")
    return ax


@style()
def slopes_of_run(p: ArrayLike, activation: Activation = "tanh", *,
                  axes: Panels | None = None) -> Axes:
    """An activation over the pre-activations p, and the slopes they meet.

    Above f and its slope as functions of p, with the histogram of the given
    pre-activations behind them; below the histogram of their slopes with
    the mean marked. p: any array. Returns the lower Axes.
    """
    f, derivative = ACTIVATIONS[activation]
    line = np.linspace(-5, 5, 401)
    slopes = derivative(f(np.array(p, float), out=np.empty(np.shape(p))))
    if axes is None:
        axes = plt.subplots(2, 1, figsize=(5.6, 5.6))[1]
    height, edges = np.histogram(np.clip(p, -5, 5), 50, (-5, 5))
    axes[0].stairs(height / height.max(), edges, fill=True, color=GREY,
                   alpha=0.25, label="pre-activations met")
    output = f(line.copy(), out=np.empty_like(line))
    axes[0].plot(line, output, label=activation)
    axes[0].plot(line, derivative(output), "--", label="its slope")
    axes[0].set(xlabel="pre-activation  $p$", ylim=(-1.1, 1.6))
    axes[0].legend(loc="upper left")
    share, edges = np.histogram(slopes, 40, (0, 1))
    axes[1].stairs(share / share.sum(), edges, fill=True, color=COLOURS[1])
    mean = slopes.mean()
    axes[1].axvline(mean, color=INK, linewidth=1.5)
    axes[1].annotate(f" mean {mean:.2f} ", (mean, 0.92), color=dark(INK),
                     xycoords=("data", "axes fraction"),
                     ha="right" if mean > 0.5 else "left")
    axes[1].set(xlabel="slope met by a unit at a step", xlim=(-0.02, 1.02),
                ylabel="share", ylim=(0, 1))
    return axes[1]
