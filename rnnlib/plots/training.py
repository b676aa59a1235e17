"""Figures of training: losses by update, and copies of W that drift apart."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from .look import COLOURS, FAINT, GREY, INK, dark, style
from .types import Array, ArrayLike, Axes, Line, Named, Panels, Span

__all__ = ["copies_apart", "learning", "losses", "order_sequence",
           "successes"]
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
