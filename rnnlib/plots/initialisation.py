"""Figures of starting points: what a start does to lengths, and to states."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np

from .axes import label_ends
from .look import COLOURS, FAINT, GREY, dark, style
from .types import ArrayLike, Axes, Line, Named, Panels

__all__ = ["singular_values", "start_slopes", "start_walks"]


@style()
def singular_values(panels: Mapping[str, Named], *, most: int = 25,
                    axes: Panels | None = None) -> Axes:
    """The `most` largest singular values, one panel above the other.

    panels: {title: {name: values}}; all panels share a logarithmic scale.
    Returns the last Axes.
    """
    if axes is None:
        axes = plt.subplots(len(panels), 1, sharex=True, sharey=True,
                            figsize=(5.6, 2.9 * len(panels)))[1]
    ends: list[list] = [[] for _ in panels]
    for ax, (title, named), found in zip(np.ravel(axes), panels.items(), ends,
                                         strict=True):
        for name, values in named.items():
            shown = np.sort(values)[::-1][:most]
            rank = np.arange(1, len(shown) + 1)
            line, = ax.plot(rank, shown)
            found.append((name, line.get_color(), rank[-1:], shown[-1:]))
        ax.set(yscale="log", title=title, ylabel="singular value")
    count = max(len(values) for values in named.values())
    cut = f": {most} of {count}" if count > most else ""
    ax.set_xlabel(f"rank, from the largest{cut}")
    ax.figure.draw_without_rendering()               # shares are known now
    for ax, found in zip(np.ravel(axes), ends, strict=True):
        label_ends(ax, found)
    return ax


@style()
def start_slopes(named: Mapping[str, Line], at: Line, *,
                 thin: Sequence[str] = (), ax: Axes | None = None) -> Axes:
    """Slopes of the log gradient during training, {name: values}.

    at: the updates done at each value. A line at 0 is a gradient that
    neither vanishes nor explodes. thin: names of lines that are dashed and
    stay behind the others. Returns the Axes.
    """
    ax = ax or plt.subplots()[1]
    ax.axhline(0, color=GREY, linewidth=1, linestyle=":")
    ends = []
    for name, values in named.items():
        look: dict[str, Any] = {"marker": "o", "markersize": 4}
        if name in thin:
            look = {"linestyle": "--", "linewidth": 1, "zorder": 1.5}
        line, = ax.plot(at, values, **look)
        ends.append((name, line.get_color(), at[-1:], values[-1:]))
    ax.set(xlabel="updates done", ylabel="mean log ratio a step")
    # names go where the lines end; no subfigure is drawn on
    ax.figure.draw_without_rendering()  # type: ignore[union-attr]
    label_ends(ax, ends, leaders=True)
    return ax


@style()
def start_walks(h: ArrayLike, since: int, *, ax: Axes | None = None) -> Axes:
    """States of all units over time; those above 0 from `since` on stand out.

    h: (T + 1, n_h), of one sequence. Returns the Axes.
    """
    ax = ax or plt.subplots()[1]
    h = np.asarray(h)
    on = (h[since:] > 0).all(0)
    ax.axvspan(since, len(h) - 1, color=FAINT, alpha=0.5, linewidth=0)
    ax.plot(h[:, ~on], color=GREY, linewidth=0.6)
    ax.plot(h[:, on], color=COLOURS[1], linewidth=1.4)
    for row, (text, colour) in enumerate((
            (f"{on.sum()} units on throughout", dark(COLOURS[1])),
            (f"{(~on).sum()} off at least once", GREY))):
        ax.annotate(text, (0.02, 0.93 - 0.08 * row), color=colour,
                    xycoords="axes fraction", fontweight="bold")
    ax.set(xlabel="step $t$", ylabel="states $h_{t,i}$",
           title=f"from step {since} to {len(h) - 1}")
    return ax
