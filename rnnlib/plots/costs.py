"""Figures of what bptt costs, and of how costs grow."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LogNorm

from ..costs import FORWARD, slope
from .axes import decades, label_ends
from .look import COLOURS, FAINT, GREY, INK, ON_DEEP, ON_PALE, dark, style
from .types import ArrayLike, Axes, Line, Named

__all__ = ["advantage", "cost_shares", "growth", "multiples"]


@style()
def growth(panels: Mapping[str, tuple[Line, Line, Line]], *, ylabel: str,
           floor: str = "", fitted: int = 4,
           yours: Mapping[str, tuple[Line, Line]] | None = None) -> Axes:
    """Costs against sizes, log-log, one panel for each size that grows.

    panels: {xlabel: (sizes, costs, floor)}; the costs are dots, the floor a
    grey line, named by `floor`. Straight lines are laid through the first
    three and the last `fitted` dots, no further, with their slopes. yours:
    {xlabel: (sizes, costs)}, drawn as diamonds. Returns the last Axes.
    """
    axes = plt.subplots(len(panels), 1, squeeze=False, sharey=True, figsize=(
        5.6, 2.6 * len(panels) + 0.4))[1][:, 0]
    for ax, (xlabel, (sizes, costs, least)) in zip(axes, panels.items(),
                                                   strict=True):
        ax.set(xscale="log", yscale="log", xlabel=xlabel, ylabel=ylabel)
        ax.plot(sizes, least, color=GREY, linewidth=1.2, zorder=1)
        ax.plot(sizes, costs, "o", color=COLOURS[0], markersize=4.5)
        _fit(ax, sizes[:3], costs[:3], "left")
        _fit(ax, sizes[-fitted:], costs[-fitted:], "right")
        ax.plot(*(yours or {}).get(xlabel, ([], [])), "D", fillstyle="none",
                color=COLOURS[2], markersize=6)
        ax.set_xticks(sizes[::2], map(str, sizes[::2]))
        ax.minorticks_off()
        decades(ax.yaxis)
        ax.margins(y=0.12)
    at = len(least) // 2
    ax.annotate(floor, (sizes[at], least[at]), (6, -6), va="top",
                textcoords="offset points", color=GREY)
    return ax


def _fit(ax, sizes, costs, side):
    """The least squares line through these dots, and its slope in words."""
    power, middle = slope(sizes, costs), np.exp(np.mean(np.log(costs)))
    along = sizes / np.exp(np.mean(np.log(sizes)))
    ax.plot(sizes, middle * along**power, color=COLOURS[1], linewidth=2.5)
    left = side == "left"                 # from the axis on; else up the line
    ax.annotate(f"slope {round(power, 2) + 0:.2f}".replace("-", "\u2212"),
                (sizes[0], max(costs)) if left else (sizes[-2], costs[-2]),
                (0 if left else -9, 7), textcoords="offset points", ha=side,
                color=dark(COLOURS[1]), fontweight="bold")


@style()
def multiples(sizes: Line, named: Named, *, xlabel: str, ylabel: str,
              ax: Axes | None = None) -> Axes:
    """Lines {name: multiples} over sizes, log-log, beside a line at 1."""
    ax = ax or plt.subplots()[1]
    ax.axhline(1, color=INK, linewidth=1, zorder=1)
    ax.set(xscale="log", yscale="log", xlabel=xlabel, ylabel=ylabel)
    ends = []
    for name, values in named.items():
        line, = ax.plot(sizes, values, "o-", markersize=4.5)
        ends.append((name, line.get_color(), sizes[-1:], values[-1:]))
    ax.set_xticks(sizes, map(str, sizes))
    top = max(map(max, named.values()))
    ticks = [z for z in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200)
             if z < 2 * top and z > min(map(min, named.values())) / 2]
    ax.set_yticks(ticks, [f"{z:g}" for z in ticks])
    ax.minorticks_off()
    label_ends(ax, ends)
    return ax


@style()
def cost_shares(products: Mapping[str, int], *, title: str = "",
                ax: Axes | None = None) -> Axes:
    """Each product's share of all multiplications, as a bar in per cent.

    products: {name: count}; those in FORWARD have a colour of their own.
    Returns the Axes.
    """
    ax = ax or plt.subplots(figsize=(5.6, 3.4))[1]
    parts = 100 * np.array([*products.values()]) / sum(products.values())
    colours = [COLOURS[name not in FORWARD] for name in products]
    bars = ax.barh(np.arange(len(parts)), parts, color=colours, height=0.7)
    ax.bar_label(bars, [f"{z:.0f} %" for z in parts], padding=4)
    ax.set(yticks=range(len(parts)), xlim=(0, 60), title=title,
           yticklabels=["$" + name.replace("^T", r"^\mathrm{T}\,") + "$"
                        for name in products],
           xlabel="share of all multiplications")
    for name, y, colour in (("forward", 0.86, 0), ("backward", 0.3, 1)):
        ax.text(0.98, y, name, transform=ax.transAxes, ha="right",
                color=dark(COLOURS[colour]), fontweight="bold")
    ax.invert_yaxis()
    ax.grid(False, axis="y")
    return ax


@style()
def advantage(named: Mapping[str, ArrayLike], units: Sequence[int],
              batch: Sequence[int]) -> Axes:
    """Ratios of times as maps: {title: (units, batch) array}.

    Blue below 1, red above; beyond 1/4 and 4 colours do not change. Returns
    the last Axes.
    """
    axes = plt.subplots(len(named), 1, squeeze=False, figsize=(
        5.6, (0.36 * len(units) + 1) * len(named)))[1][:, 0]
    for ax, title in zip(axes, named, strict=True):
        ratios = np.asarray(named[title], float)
        ax.pcolormesh(ratios, cmap="RdBu_r", norm=LogNorm(0.25, 4),
                      edgecolor=FAINT, linewidth=1)
        for (row, column), z in np.ndenumerate(ratios):
            ax.text(column + 0.5, row + 0.5, _in_short(z), ha="center",
                    va="center", color=ON_DEEP if abs(np.log(z)) > 0.9
                    else ON_PALE)
        ax.set(title=title, ylabel="units $n_h$", xlabel="batch $B$",
               yticks=np.arange(len(units)) + 0.5, yticklabels=units,
               xticks=np.arange(len(batch)) + 0.5, xticklabels=batch)
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        ax.grid(False)
        ax.invert_yaxis()
    return ax


def _in_short(z):
    """Two digits or three: 0.68, 1.0, 8.5, 43."""
    return f"{z:.2f}" if z < 0.995 else f"{z:.1f}" if z < 9.95 else f"{z:.0f}"
