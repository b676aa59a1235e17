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
def successes(table: Mapping[str, Mapping[str, Sequence[bool]]], *,
              ax: Axes | None = None) -> Axes:
    """A dot for every run: {experiment: {method: whether each is solved}}.

    A group of rows an experiment, a row a method, with its count and name at
    the end. Runs of one seed share a column of their group, which a light
    bar holds together: so pairs are read downwards. Full dots are solved,
    rings are not. Returns the Axes.
    """
    rows = [(name, method, np.array(runs, bool)) for name, group
            in table.items() for method, runs in group.items()]
    names = [name for name, *_ in rows]
    starts = [names.index(name) for name in table]
    at = np.arange(len(rows)) + 0.9 * np.cumsum(
        [n in starts[1:] for n in range(len(rows))])
    first = dict(zip(table, at[starts], strict=True))
    middle = [y + (len(table[name]) - 1) / 2 for name, y in first.items()]
    ax = ax or plt.subplots(figsize=(5.6, 0.7 + 0.29 * at[-1]))[1]
    for name, y in first.items():
        ax.vlines(range(max(map(len, table[name].values()))), y,
                  y + len(table[name]) - 1, color=FAINT, linewidth=9,
                  zorder=1)
    methods = list(dict.fromkeys(method for _, method, _ in rows))
    most = max(len(runs) for *_, runs in rows)
    for y, (_, method, runs) in zip(at, rows, strict=True):
        colour = COLOURS[methods.index(method)]
        for seeds, fill in ((np.flatnonzero(runs), colour),
                            (np.flatnonzero(~runs), "white")):
            ax.plot(seeds, 0 * seeds + y, "o", markersize=7, color=colour,
                    markerfacecolor=fill)
        ax.text(most - 0.3, y, f"{runs.sum()}/{len(runs)} {method}",
                va="center", color=dark(colour), fontweight="bold")
    ax.set_yticks(middle, list(first))
    ax.set(xlim=(-0.6, most - 0.4), xticks=range(most), xlabel="seed",
           ylim=(at[-1] + 0.6, -0.6))
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
