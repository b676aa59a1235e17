"""Figures of the map x -> w s(x) + b: its iteration and its fixed points."""
from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from ._plot_types import Axes, Span
from .cliff import crest, folds, s
from .style import COLOURS, GREY, INK, dark, style

__all__ = ["cobweb", "fixed_points"]


@style()
def cobweb(w: float, b: float, *, T: int = 50, x0: float = 0.5,
           span: Span = (-3.2, 3.2), ax: Axes | None = None) -> Axes:
    """The graph of w s(x) + b, the diagonal, and the path of x_0 .. x_T.

    A hollow diamond is the watershed, if there is one. Returns the Axes.
    """
    ax = ax or plt.subplots(figsize=(5.2, 4.2))[1]
    grid = np.linspace(*span, 101)
    ax.plot(grid, w * s(grid) + b, color=COLOURS[0])
    ax.plot(span, span, color=GREY, linewidth=1)
    x = [x0]
    for _ in range(T):
        x.append(float(w * s(np.float64(x[-1])) + b))
    ax.plot(np.repeat(x, 2)[:-1], np.repeat(x, 2)[1:], color=COLOURS[1],
            linewidth=1.3)
    ax.plot(x[0], x[0], "o", color=INK, markersize=6)
    ax.plot(x[-1], x[-1], "s", color=COLOURS[1], markersize=8)
    for place in watershed(w, b):
        ax.plot(place, place, "D", color=INK, fillstyle="none", markersize=9)
        ax.annotate("watershed", (place, place), (-10, 8), ha="right",
                    color=INK, textcoords="offset points")
    for name, place in (("$x_0$", x[0]), (f"$x_{{{T}}}$", x[-1])):
        ax.annotate(name, (place, place), (9, -13), color=INK,
                    textcoords="offset points")
    ax.set(xlim=span, ylim=span, xlabel="$x_{t-1}$", ylabel="$x_t$",
           title=f"w = {w:g}, b = {b:.3f}: the end is {x[-1]:.2f}")
    return ax


def watershed(w: float, b: float) -> list[float]:
    """The unstable fixed point between two stable ones: a list, or empty."""
    low, high = sorted(folds(w)[1]) if w > 4 else (b, b)
    if not low < b < high:
        return []
    first, last = sorted(folds(w)[0])
    x = np.linspace(first, last, 2001)
    at = w * s(x) - x                   # -b of a fixed point x, rising
    return [float(np.interp(-b, at, x))]


@style()
def fixed_points(w: float, *, x0: float = 0.5, span: Span = (-4.5, 4.5),
                 bs: Span = (-4.5, -0.5), ax: Axes | None = None) -> Axes:
    """Fixed points x = w s(x) + b against b, the unstable ones dashed.

    A dotted line is x_0, a diamond where x_0 is an unstable fixed point;
    circles are the folds. Returns the Axes.
    """
    ax = ax or plt.subplots(figsize=(5.6, 4))[1]
    x = np.linspace(*span, 801)
    b, steep = x - w * s(x), w * s(x) * (1 - s(x)) > 1
    ax.plot(np.ma.masked_array(b, steep), x, color=COLOURS[0])
    ax.plot(np.ma.masked_array(b, ~steep), x, "--", color=COLOURS[1])
    ax.axhline(x0, color=GREY, linestyle=":", linewidth=1.5)
    ax.annotate(f"$x_0 = {x0:g}$", (1, x0), (-2, 4), ha="right", color=INK,
                textcoords="offset points",
                xycoords=ax.get_yaxis_transform())
    if w > 4:
        at, where = folds(w)
        ax.plot(where, at, "o", color=INK, fillstyle="none", markersize=9)
    h = s(np.float64(x0))
    if w * h * (1 - h) > 1:
        ax.plot(crest(w, x0), x0, "D", color=dark(COLOURS[1]), markersize=8)
    ax.set(xlim=bs, ylim=span, xlabel="$b$", ylabel="fixed points $x^*$",
           title=f"w = {w:g}")
    return ax
