"""Figures about tasks that ask for a memory, and about who learns them."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from ._plot_types import Array, Axes, Line, Panels, Span
from .style import COLOURS, FAINT, GREY, INK, dark, style

__all__ = ["learning", "order_sequence", "successes"]
LETTERS = "ABcdef"


@style()
def order_sequence(x: Array, label: int | None = None, *,
                   ax: Axes | None = None) -> Axes:
    """One sequence of temporal order as a row of letters, from step 1 on.

    x: (T, 6) one-hot. A and B stand on colour, the four distractors c, d,
    e and f in grey; bars mark the steps at which A or B can come. label:
    the class, written as the answer behind the last step. Returns the Axes.
    """
    T = len(x)
    ax = ax or plt.subplots(figsize=(5.6, 1.9))[1]
    for t, symbol in enumerate(np.asarray(x).argmax(-1), 1):
        told = symbol < 2
        ax.add_patch(Rectangle(
            (t - 0.46, 0), 0.92, 1, edgecolor="none",
            facecolor=COLOURS[symbol] if told else FAINT))
        ax.text(t, 0.47, LETTERS[symbol], ha="center", va="center",
                fontsize=11 if told else 9, color="white" if told else INK,
                fontweight="bold" if told else "normal")
    for start, name in ((1, "first"), (5, "second")):
        low, high = -(-start * T // 10) + 1, -(-(start + 1) * T // 10)
        ax.plot([low - 0.4, high + 0.4], [1.35, 1.35], color=INK,
                linewidth=3)
        ax.text((low + high) / 2, 1.55, name, ha="center", color=INK)
    if label is not None:
        answer = f"{LETTERS[label // 2]}, then {LETTERS[label % 2]}?"
        ax.text(T, 1.55, answer, ha="right", color=INK, fontweight="bold")
    ax.set(xlim=(0.4, T + 0.6), ylim=(-0.1, 2.2), yticks=[],
           xlabel="$t$", xticks=[1, *range(5, T + 1, 5)])
    ax.spines["left"].set_visible(False)
    ax.grid(False)
    return ax


@style()
def successes(table: Mapping[str, Mapping[str, tuple[int, int]]], *,
              ax: Axes | None = None) -> Axes:
    """Bars of solved runs: {experiment: {method: (solved, of)}}.

    A group of bars an experiment, a bar a method, with its name and its
    count at the end; what was not reached is left in grey. Returns the Axes.
    """
    rows = [(name, method, *counts) for name, group in table.items()
            for method, counts in group.items()]
    gaps = np.cumsum([[0, 0.9][n > 0 and row[0] != rows[n - 1][0]]
                      for n, row in enumerate(rows)])
    at = np.arange(len(rows)) + gaps
    ax = ax or plt.subplots(figsize=(5.6, 0.6 + 0.29 * at[-1]))[1]
    methods = list(dict.fromkeys(row[1] for row in rows))
    for y, (_, method, solved, of) in zip(at, rows, strict=True):
        colour = COLOURS[methods.index(method)]
        ax.barh(y, 1, color=FAINT)
        ax.barh(y, solved / of, color=colour)
        ax.text(1.02, y, f"{solved}/{of} {method}", va="center",
                color=dark(colour), fontweight="bold")
    first = {row[0]: y for y, row in zip(at[::-1], rows[::-1], strict=True)}
    ax.set(xlim=(0, 1), xticks=[0, 0.5, 1], xlabel="share of runs that "
           "solved the task", ylim=(at[-1] + 0.6, -0.6),
           yticks=[first[name] + (len(table[name]) - 1) / 2
                   for name in table], yticklabels=list(table))
    ax.tick_params(axis="y", length=0)
    ax.grid(False)
    return ax


@style()
def learning(panels: Mapping[str, Sequence[Line]], every: int, *,
             levels: Mapping[str, float] | None = None, ylabel: str = "",
             ylim: Span | None = None, axes: Panels | None = None) -> Axes:
    """Learning curves, a panel for each {title: [values of a run, ...]}.

    Values are `every` updates apart, from update 0; a dot ends a run.
    levels: {name: value} of guides in every panel. Returns the last Axes.
    """
    if axes is None:
        axes = np.ravel(plt.subplots(
            len(panels), 1, figsize=(5.6, 0.5 + 1.55 * len(panels)),
            sharex=True, sharey=True)[1])
    for n, (ax, (title, runs)) in enumerate(
            zip(axes, panels.items(), strict=True)):
        for values in runs:
            line, = ax.plot(np.arange(len(values)) * every / 1000, values,
                            color=COLOURS[n], linewidth=1.2)
            ax.plot(*line.get_xydata()[-1], "o", color=COLOURS[n],
                    markersize=4.5)
        ax.set(title=title, ylabel=ylabel, ylim=ylim)
        for name, value in (levels or {}).items():
            ax.axhline(value, color=GREY, linestyle=":", linewidth=1.2)
            ax.annotate(name, (1, value), (5, 0), color=GREY, va="center",
                        xycoords=ax.get_yaxis_transform(),
                        textcoords="offset points")
    axes[-1].xaxis.set_major_locator(MaxNLocator(7, integer=True))
    axes[-1].set_xlabel("thousand updates")
    return axes[-1]
