"""Gradients by chance: a cloud of estimates around the true one."""
from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from .look import COLOURS, GREY, INK, dark, style
from .types import ArrayLike, Axes

__all__ = ["cloud"]


@style()
def cloud(estimates: ArrayLike, truth: ArrayLike, across: ArrayLike, *,
          span: float | None = None, title: str = "",
          ax: Axes | None = None) -> Axes:
    """Estimates of a gradient as dots, in a plane that has the true one.

    estimates: (draws, ...), of the shape of `truth` behind the first axis.
    To the right is what of an estimate lies along the truth, in units of
    its length, so that the truth is at (1, 0). Upwards is what lies along
    `across`, of which only the part at right angles to the truth counts.
    span: how far the axes reach, None for all dots. Returns the Axes.
    """
    ax = ax or plt.subplots()[1]
    truth = np.ravel(truth).astype(float)
    dots = np.reshape(estimates, (-1, truth.size))
    length = np.linalg.norm(truth)
    along = truth / length
    up = np.ravel(across) - (np.ravel(across) @ along) * along
    x, y = dots @ along / length, dots @ up / (np.linalg.norm(up) * length)
    span = span or 1.1 * max(1.0, abs(x - 1).max(), abs(y).max())
    ax.plot(x, y, "o", color=COLOURS[4], markersize=4, zorder=2)
    ax.annotate("", (1, 0), (0, 0), zorder=3, arrowprops={
        "arrowstyle": "-|>", "color": INK, "linewidth": 1.6,
        "shrinkA": 0, "shrinkB": 0})
    ax.plot(x.mean(), y.mean(), "X", color=COLOURS[1], markersize=9,
            zorder=4)
    for n, (name, colour) in enumerate((
            ("estimates", COLOURS[0]), ("their mean", COLOURS[1]),
            ("the gradient", GREY))):
        ax.text(0.99, 0.98 - 0.09 * n, name, transform=ax.transAxes,
                ha="right", va="top", color=dark(colour), fontweight="bold")
    ax.set(xlim=(1 - span, 1 + span), ylim=(-span, span), title=title,
           xlabel="along the gradient, in its lengths",
           ylabel="across it, in its lengths")
    return ax
