"""Figures of backpropagation as a program, and of how to check it."""
from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import NullLocator

from .axes import power_of_ten
from .look import COLOURS, FAINT, ON_DEEP, ON_PALE, dark, style
from .types import Array, Axes, Line, Named

LOWEST = 1e-3           # relative errors below share the left edge

__all__ = ["buffers", "error_strips", "outcomes", "ratios",
           "step_errors"]


@style()
def step_errors(steps: Line, errors: Named, *,
                ax: Axes | None = None) -> Axes:
    """Error of numerical derivatives against their step, both logarithmic.

    errors: {name: (n,) array}, without its zeros. Returns the Axes.
    """
    ax = ax or plt.subplots()[1]
    ax.set(xscale="log", yscale="log", xlabel=r"step $\epsilon$",
           ylabel="relative error")
    for place, (name, error) in enumerate(errors.items()):
        error = np.where(np.array(error) > 0, error, np.nan)
        line, = ax.plot(steps, error, marker="os^D"[place % 4], markersize=4)
        low = int(np.nanargmin(error))
        left = steps[low]**2 < min(steps) * max(steps)     # there is no room
        ax.annotate(name, (steps[low], error[low]), (9 if left else -9, -5),
                    va="top", textcoords="offset points",
                    ha="left" if left else "right",
                    color=dark(line.get_color()), fontweight="bold")
    ax.margins(y=0.12)
    _plain(ax.xaxis, ax.yaxis)
    return ax


def _plain(*log_axes):
    """Powers of ten in plain letters and no ticks between: quick to draw."""
    for axis in log_axes:
        axis.set_major_formatter(power_of_ten)
        axis.set_minor_locator(NullLocator())


@style()
def error_strips(results: Named, *, cosine: bool = True) -> Axes:
    """One row per variant: its errors, and its cosines with the truth.

    results: {name: (n, 2) array} of relative error and cosine, one row a
    network; points are networks, the bar is the median. Errors below 1e-3
    are a triangle on the left edge; NaN is left out. Returns the last Axes.
    """
    axes = plt.subplots(1, 1 + cosine, sharey=True, squeeze=False, figsize=(
        5.6, 0.43 * len(results) + 1))[1][0]
    for row, (name, pairs) in enumerate(results.items()):
        for ax, z, least in zip(axes, np.transpose(pairs), (LOWEST, -1),
                                strict=False):
            _strip(ax, row, z[~np.isnan(z)], least)
        axes[0].text(LOWEST, row - 0.42, name, va="center", fontsize=9.5,
                     in_layout=False)
    for ax in axes:
        ax.set(yticks=[], ylim=(len(results) - 0.5, -0.8))
        ax.spines["left"].set_visible(False)
    axes[0].set(xscale="log", xlim=(LOWEST, 30), xlabel="relative error")
    _plain(axes[0].xaxis)
    if cosine:
        axes[1].set(xlim=(-1.05, 1.05), xlabel="cosine with the truth")
    return axes[-1]


def _strip(ax, row, z, least):
    """The points of one row, those below the axis at its edge."""
    inside = z[z >= least]
    ax.axhline(row, color=FAINT, linewidth=0.7, zorder=0)
    ax.plot(inside, np.full(len(inside), row), "o", color=COLOURS[0],
            markersize=4.5, alpha=0.45, markeredgewidth=0)
    if len(inside) < len(z):
        ax.plot([least], [row], "<", color=COLOURS[2], markersize=8,
                clip_on=False)
    if len(z) and np.median(z) >= least:
        ax.plot([np.median(z)], [row], "|", color=COLOURS[1], markersize=15,
                markeredgewidth=2.5)


@style()
def outcomes(table: Mapping[str, Mapping[str, bool]], *,
             ax: Axes | None = None) -> Axes:
    """Which slip is found where, {slip: {start: bool}}. Returns the Axes."""
    found = np.array([[*row.values()] for row in table.values()], float)
    starts = next(iter(table.values()))
    ax = ax or plt.subplots(figsize=(
        1.9 + 0.72 * len(starts), 0.34 * len(table) + 0.9))[1]
    ax.pcolormesh(found, cmap="cividis", vmin=-0.15, vmax=1.1,
                  edgecolor="white", linewidth=2, zorder=2)
    for (row, column), yes in np.ndenumerate(found):
        ax.text(column + 0.5, row + 0.5, "found" if yes else "hidden",
                ha="center", va="center", fontsize=9, zorder=3,
                color=ON_PALE if yes else ON_DEEP)
    ax.set(yticks=np.arange(len(table)) + 0.5, yticklabels=table,
           xticks=np.arange(len(starts)) + 0.5, xticklabels=starts)
    ax.tick_params(length=0, labeltop=True, labelbottom=False)
    ax.invert_yaxis()
    ax.spines[:].set_visible(False)
    return ax


@style()
def buffers(named: Mapping[str, tuple[Array, Array]], done: int) -> Axes:
    """Buffers of a backward sweep that has `done` its last steps.

    named: {name: (before, after)}, two arrays (T, n) each. Columns are the
    steps 1..T; right of a line they show `after`, in red and blue, left of
    it the size of `before`, in greys. Returns the last Axes.
    """
    axes = plt.subplots(len(named), 1, squeeze=False, sharex=True,
                        figsize=(5.6, 1.75 * len(named) + 0.7))[1][:, 0]
    for ax, (name, (before, after)) in zip(axes, named.items(), strict=True):
        (T, n), top = after.shape, abs(after).max() or 1.0
        ax.set(title=name, ylabel="unit", yticks=[1, n],
               xticks=np.unique([1, *np.arange(5, T + 1, 5), T]))
        dark_enough = 1.6 * abs(before).max() or 1.0
        _columns(ax, abs(before), 0, T - done, "Greys", 0, dark_enough)
        _columns(ax, after, T - done, T, "RdBu", -top, top)
        ax.set(xlim=(0.5, T + 0.5), ylim=(n + 0.5, 0.5))
        ax.axvline(T - done + 0.5, color=COLOURS[1], linewidth=2.5)
    ax.set_xlabel("step $t$")
    return ax


def _columns(ax, z, first, last, cmap, low, high):
    """Columns first + 1 to last of a buffer, if there are any."""
    if first < last:
        ax.imshow(z[first:last].T, cmap=cmap, vmin=low, vmax=high,
                  aspect="auto", zorder=2, extent=(
                      first + 0.5, last + 0.5, z.shape[1] + 0.5, 0.5))


@style()
def ratios(table: Mapping[str, Mapping[str, float]]) -> Axes:
    """Times as multiples of a reference, {size: {program: ratio}}, as bars.

    The bars start at 1, the reference itself. Returns the Axes.
    """
    times = np.array([[*row.values()] for row in table.values()])
    least, most = times.min(), times.max()
    ax = plt.subplots(figsize=(5.6, 0.34 * times.size + 1.4))[1]
    for place, program in enumerate(next(iter(table.values()))):
        y = np.arange(len(table)) + (place + 0.5) * 0.8 / times.shape[1] - 0.4
        bars = ax.barh(y, times[:, place] - 1, 0.8 / times.shape[1], left=1,
                       label=program, color=COLOURS[place])
        ax.bar_label(bars, [f"{z:.2g}" for z in times[:, place]], padding=4)
    ax.set(xscale="log", yticks=range(len(table)), yticklabels=table,
           xlabel="time, in multiples of rnnlib's",
           xlim=(0.45 * least if least < 1 else 0.85, 2.5 * max(2, most)))
    ax.invert_yaxis()
    ax.grid(False, axis="y")
    ax.figure.legend(loc="outside upper left", ncols=times.shape[1])
    return ax
