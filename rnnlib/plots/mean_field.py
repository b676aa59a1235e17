"""Figures of mean-field theory: where gradients vanish, and where not."""
from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import Normalize

from .look import COLOURS, GREY, INK, ON_DEEP, ON_PALE, style
from .types import Array, ArrayLike, Axes, Line, Panels, Span

__all__ = ["phase_map", "pulled_point"]
COLOUR_MAP, WIDEST = "PuOr_r", 0.6        # of rates, in nats a step


@style()
def phase_map(gains: Line, sizes: Line, rates: ArrayLike, *,
              edge: tuple[Line, Line], measured: Array | None = None,
              here: Span | None = None, bar: bool = True,
              ax: Axes | None = None) -> Axes:
    """Rates as colours over gain and input size, with the edge as a line.

    gains: (m,); sizes: (n,), both evenly spaced; rates: (n, m), in nats a
    step, pale at 0; edge: (gains, sizes) of a line. measured: rows of (gain,
    size, rate), dots in the colour of their own rate. here: a (gain, size)
    that is marked. bar: whether the colours are explained. Returns the Axes.
    """
    ax = ax or plt.subplots(figsize=(5.6, 4.4))[1]
    norm = Normalize(-WIDEST, WIDEST)
    rates = np.asarray(rates, float)
    mesh = ax.imshow(rates, origin="lower", aspect="auto", zorder=0,
                     interpolation="bilinear", extent=(
                         float(min(gains)), float(max(gains)),
                         float(min(sizes)), float(max(sizes))),
                     cmap=COLOUR_MAP, norm=norm)
    ax.plot(*edge, color=ON_PALE, linewidth=1.8)
    if measured is not None:
        gain, size, rate = np.asarray(measured, float).T
        rings = [ON_DEEP if _deep(one) else ON_PALE for one in rate]
        ax.scatter(gain, size, c=rate, s=62, edgecolors=rings,
                   linewidths=0.9, zorder=3, clip_on=False,
                   cmap=COLOUR_MAP, norm=norm)
    if here is not None:
        ax.plot(*here, "o", color=ON_PALE, fillstyle="none", markersize=12,
                markeredgewidth=2.2, zorder=4, clip_on=False)
    ax.set(xlabel=r"gain $\kappa$", ylabel="input size $s$",
           xlim=(min(gains), max(gains)), ylim=(min(sizes), max(sizes)))
    ax.locator_params(nbins=5)
    ax.grid(False)
    for word, at, side, below in (
            ("vanishing", (0.03, 0.94), "left", rates[-1, 0]),
            ("exploding", (0.97, 0.14), "right", rates[0, -1])):
        ax.annotate(word, at, xycoords="axes fraction", ha=side, va="center",
                    color=ON_DEEP if _deep(below) else ON_PALE,
                    fontweight="bold")
    if bar:
        ax.figure.colorbar(mesh, ax=ax, extend="both", shrink=0.9,
                           label="rate, in nats a step")
    return ax


def _deep(rate):
    """Where the map is dark, in nats a step."""
    return rate < -0.3 or rate > 0.5


@style()
def pulled_point(gains: Line, sizes: Line, rates: ArrayLike, *,
                 edge: tuple[Line, Line], here: Span, lags: Line,
                 logs: ArrayLike, rate: float, ylim: Span | None = None,
                 axes: Panels | None = None) -> Axes:
    """The map with a point on it, and what networks do there.

    gains to here: as in phase_map. lags: (l,); logs: (networks, l), ln of a
    norm for each lag; rate: the slope of the dotted line through 0. axes:
    two. Returns the lower Axes.
    """
    if axes is None:
        figure, axes = plt.subplots(2, 1, figsize=(5.6, 6.2), gridspec_kw={
            "left": 0.16, "right": 0.96, "top": 0.97, "bottom": 0.1,
            "hspace": 0.45, "height_ratios": [5, 4]})
        figure.set_layout_engine("none")       # many frames: time counts
    above, ax = np.ravel(axes)
    phase_map(gains, sizes, rates, edge=edge, here=here, bar=False, ax=above)
    lags = np.asarray(lags, float)
    for one in np.atleast_2d(np.asarray(logs, float)):
        ax.plot(lags, one, color=COLOURS[0], linewidth=1.4)
    ax.axhline(0, color=GREY, linewidth=1)
    ax.plot(lags, rate * lags, ":", color=INK, linewidth=2)
    ax.set(xlabel="lag  $t - k$  (steps)", ylim=ylim,
           ylabel=r"$\ln\, \|\partial h_t / \partial h_k\|_2$",
           title=f"gain {here[0]:g}, size {here[1]:g}: expected "
                 f"{rate:+.2f} a step".replace("-", "\N{MINUS SIGN}"))
    return ax
