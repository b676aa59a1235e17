"""Figures of rates: how fast gradients vanish or explode, in nats a step."""
from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import MaxNLocator

from .axes import label_ends
from .look import COLOURS, GREY, INK, dark, style
from .types import ArrayLike, Axes, Line, Named, Panels, Span

__all__ = ["all_exponents", "beside_bounds", "decay", "meeting",
           "quenching"]
# what is shown: (field, marker, colour, name in the figure)
MARKS = (("slope", "o", COLOURS[0], "measured"),
         ("radius", "D", COLOURS[1], r"$\ln \rho(W)$"),
         ("norm", "|", INK, r"$\ln \|W\|_2$"))


@style()
def decay(named: Mapping[str, tuple[ArrayLike, ArrayLike]], *,
          fit: Mapping[str, Span], ax: Axes | None = None) -> Axes:
    """ln ||dh_t/dh_k||_2 against the lag, with straight lines fitted.

    named: {name: (lags, values)}; fit: {name: (first lag, last lag)}, where
    a dotted line with the least squares slope is laid over. The slope is
    written behind the name. Returns the Axes.
    """
    ax = ax or plt.subplots()[1]
    ax.set(xlabel="lag  $t - k$  (steps)",
           ylabel=r"$\ln\, \|\partial h_t / \partial h_k\|_2$")
    ends = []
    for name, (lags, values) in named.items():
        lags, values = np.asarray(lags), np.asarray(values, float)
        line, = ax.plot(lags, values)
        low, high = fit[name]
        used = (lags >= low) & (lags <= high)
        slope, start = np.polyfit(lags[used], values[used], 1)
        ax.plot([low, high], start + slope * np.array([low, high]), ":",
                color=INK, linewidth=1.4)
        ends.append((f"{name}: {_signed(slope)}", line.get_color(),
                     lags[-1:], values[-1:]))
    label_ends(ax, ends)
    return ax


def _signed(number):
    """Two decimals, with a sign and a true minus, and no -0.00."""
    return f"{round(number, 2) + 0:+.2f}".replace("-", "\N{MINUS SIGN}")


@style()
def beside_bounds(cases: Mapping[str, Mapping[str, Line]], *,
                  ax: Axes | None = None) -> Axes:
    """Measured slopes, one dot a network, beside two numbers from W alone.

    cases: {name: {"slope": ..., "radius": ..., "norm": ...}}, each one rate
    for every network, drawn from the top down. Returns the Axes.
    """
    ax = ax or plt.subplots(figsize=(5.6, 1.5 + 0.33 * len(cases)))[1]
    ax.axvline(0, color=GREY, linewidth=1)
    for row, (name, rates) in enumerate(cases.items()):
        for field, marker, colour, _ in MARKS:
            lone = field != "slope"
            shown = [np.mean(rates[field])] if lone else rates[field]
            ax.plot(shown, np.full(len(shown), row), marker,
                    color=colour, markersize=13 if marker == "|" else 5.5,
                    markeredgewidth=2.5 if marker == "|" else 1,
                    fillstyle="full" if lone else "none", zorder=2 + lone,
                    gid=f"{field}: {name}")
    for field, marker, colour, text in MARKS:
        ax.plot([], [], marker, color=colour, label=text,
                markersize=11 if marker == "|" else 6,
                markeredgewidth=2.5 if marker == "|" else 1,
                fillstyle="none" if field == "slope" else "full")
    ax.set(yticks=range(len(cases)), yticklabels=list(cases),
           ylim=(len(cases) - 0.4, -0.6),
           xlabel="rate, in nats a step: left of 0 vanishing")
    ax.grid(axis="y", visible=True)
    ax.legend(loc="lower center", bbox_to_anchor=(0.4, 1), ncols=3,
              handletextpad=0.3, columnspacing=1.2)
    return ax


@style()
def meeting(cases: Mapping[str, Mapping[str, Line]], *,
            axes: Panels | None = None) -> Axes:
    """Measured slopes against largest exponents, and below how they differ.

    cases: {name: {"largest": ..., "slope": ..., "credit": ...}}, each one
    rate for every network. Where they are equal a dotted line is drawn.
    Returns the lower Axes.
    """
    if axes is None:
        axes = plt.subplots(2, 1, figsize=(5.6, 5.6), sharex=True,
                            height_ratios=[3, 2])[1]
    for field, look, colour in (("slope", "o", COLOURS[0]),
                                ("credit", "x", COLOURS[1])):
        for rates in cases.values():
            largest, rate = rates["largest"], np.asarray(rates[field])
            for ax, y in zip(axes, (rate, rate - largest), strict=True):
                ax.plot(largest, y, look, color=colour, fillstyle="none",
                        markersize=6)
    axes[0].axline((0, 0), slope=1, color=GREY, linestyle=":", zorder=1)
    axes[1].axhline(0, color=GREY, linestyle=":", zorder=1)
    _name(axes[0], "o  slope of the norm", COLOURS[0], (0.97, 0.24))
    _name(axes[0], "x  slope of the credit", COLOURS[1], (0.97, 0.14))
    _name(axes[0], "dotted: equal", GREY, (0.97, 0.04))
    axes[0].set(ylabel="nats a step")
    axes[1].set(xlabel="largest exponent  $r_1$", ylabel="rate less $r_1$")
    return axes[1]


def _name(ax, text, colour, at):
    ax.annotate(text, at, xycoords="axes fraction", ha="right",
                color=dark(colour), fontweight="bold")


@style()
def all_exponents(exponents: ArrayLike, *, bound: float, title: str = "",
                  ylim: Span | None = None, ax: Axes | None = None) -> Axes:
    """All exponents, the largest first, with their mean and a bound.

    exponents: (n_h,); bound: what none of them exceeds. Those above 0 are
    filled. Returns the Axes.
    """
    ax = ax or plt.subplots(figsize=(5.6, 3.3))[1]
    exponents = np.asarray(exponents, float)
    place, grows = np.arange(1, len(exponents) + 1), exponents > 0
    ax.axhline(0, color=GREY, linewidth=1)
    for part, style_ in ((grows, "full"), (~grows, "none")):
        ax.plot(place[part], exponents[part], "o", color=COLOURS[0],
                fillstyle=style_, markersize=4.5)
    for level, text, colour, dash in (
            (bound, r"$\ln \|W\|_2$", INK, "--"),
            (exponents.mean(), "mean", COLOURS[2], ":")):
        ax.axhline(level, color=colour, linestyle=dash, linewidth=1.4)
        ax.annotate(text, (1, level), (4, 0), va="center",
                    xycoords=ax.get_yaxis_transform(),
                    textcoords="offset points", color=dark(colour))
    ax.set(xlabel="exponent $i$", ylabel="$r_i$, nats a step",
           title=title, ylim=ylim)
    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True, min_n_ticks=1))
    return ax


@style()
def quenching(scales: Line, measured: Named,
              guessed: Mapping[str, Line], *,
              ax: Axes | None = None) -> Axes:
    """Largest exponents against the size of the inputs.

    scales: (m,); measured: {name: (networks, m)}, dots; guessed: {name:
    (m,)}, lines. Returns the Axes.
    """
    ax = ax or plt.subplots(figsize=(5.6, 4.2))[1]
    ax.axhline(0, color=GREY, linewidth=1)
    for n, (name, rates) in enumerate(measured.items()):
        colour = COLOURS[n % len(COLOURS)]
        for one in np.atleast_2d(rates):
            ax.plot(scales, one, "o", color=colour, fillstyle="none",
                    markersize=5)
        line = guessed[name]
        ax.plot(scales, line, color=colour, linewidth=1.4)
        ax.annotate(name, (scales[-1], line[-1]), (9, 0), va="center",
                    textcoords="offset points", color=dark(colour),
                    fontweight="bold")
    ax.set(xlabel="size of the inputs",
           ylabel="largest exponent  $r_1$")
    low, high = ax.get_ylim()
    ax.set_ylim(low, high + 0.1 * (high - low))           # room for the words
    for at, text in ((0.97, "above 0: differences grow"),
                     (0.04, "below 0: differences die out")):
        ax.annotate(text, (0.02, at), xycoords="axes fraction", color=GREY,
                    va="top" if at > 0.5 else "bottom")
    return ax
