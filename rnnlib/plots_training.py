"""Figures of training: losses by update, and copies of W that drift apart."""
from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np

from ._plot_types import ArrayLike, Axes, Named, Panels
from .style import COLOURS, GREY, INK, style

__all__ = ["copies_apart", "losses"]
LOOKS = ["-", "--", (0, (4, 1, 1, 1)), ":"]


@style()
def losses(curves: Named, *, guides: Mapping[str, float] | None = None,
           mean_of: int = 1, ax: Axes | None = None) -> Axes:
    """Losses against the number of updates done, one line each.

    curves: {name: losses of the updates, in order}; guides: {name: level},
    dotted lines to compare with. Curves that jump from batch to batch can
    be shown as means of `mean_of` neighbours, behind them the single
    values. Names stand in a legend, guides are labelled on the right.
    Returns the Axes.
    """
    if mean_of < 1:
        raise ValueError(f"mean_of must be at least 1, got {mean_of}")
    ax = ax or plt.subplots()[1]
    for colour, look, (name, values) in zip(
            cycle(COLOURS), cycle(LOOKS), curves.items(), strict=False):
        values = np.asarray(values)
        if mean_of > 1:
            ax.plot(values, color=colour, alpha=0.25, linewidth=0.7)
        shown = values[:len(values) // mean_of * mean_of]
        middle = np.arange(len(shown) // mean_of) * mean_of
        ax.plot(middle + (mean_of - 1) / 2,
                shown.reshape(-1, mean_of).mean(1), color=colour,
                linestyle=look, label=name)
    for name, level in (guides or {}).items():
        _guide(ax, name, level)
    ax.set(xlabel="updates done", ylabel="loss")
    ax.legend(loc="best")
    return ax


def _guide(ax, name, level):
    ax.axhline(level, color=GREY, linewidth=1.2, linestyle=":", zorder=1)
    ax.annotate(name, (1, level), (0, 3), ha="right", color=INK,
                xycoords=ax.get_yaxis_transform(),
                textcoords="offset points", fontsize=9.5)


@style()
def copies_apart(history: ArrayLike, update: int, *,
                 axes: Panels | None = None) -> Axes:
    """The entries of all copies after an update, and how far they are apart.

    history: (updates + 1, T, n, n), the copies of W before the first update
    and after each. Above a line for each of the n * n entries, from copy 1
    to copy T: flat lines are one matrix. Below the largest difference
    between two copies, over all updates, with a dot at this one. The
    scales are those of the whole history. Returns the lower Axes.
    """
    history = np.asarray(history)
    apart = np.ptp(history, axis=1).max((1, 2))
    T = history.shape[1]
    if axes is None:
        axes = plt.subplots(2, 1, figsize=(5.6, 5.2),
                            height_ratios=[3, 2])[1]
    entries = history[update].reshape(T, -1)
    for n, entry in enumerate(entries.T):
        axes[0].plot(np.arange(1, T + 1), entry, "o-", linewidth=1.2,
                     markersize=2.5, color=COLOURS[n % len(COLOURS)])
    margin = 0.05 * (np.ptp(history) or 1.0)
    axes[0].set(xlabel="step $s$ of the copy", ylabel="entries of $W^{(s)}$",
                ylim=(history.min() - margin, history.max() + margin),
                title=f"after {update} updates: {apart[update]:.2f} apart")
    axes[0].xaxis.get_major_locator().set_params(integer=True)
    axes[1].plot(apart, color=INK, linewidth=1.5)
    axes[1].plot(update, apart[update], "o", color=COLOURS[1], clip_on=False,
                 markersize=8)
    axes[1].set(xlabel="updates done", ylabel="largest distance",
                ylim=(0, 1.1 * apart.max() or 1.0))
    return axes[1]
