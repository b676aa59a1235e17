"""Figures of clipping: what is cut off, where it points, how it trains."""
from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Circle, Rectangle, Wedge
from matplotlib.ticker import LogLocator, NullFormatter, StrMethodFormatter

from .axes import label_ends
from .look import COLOURS, FAINT, GREY, INK, dark, style
from .types import ArrayLike, Axes, Line, Named, Panels

__all__ = ["clipped_training", "cosine_strips", "cuts"]
WAYS = ("whole, by norm", "whole, by value", "parts, by norm")


def _cut(z, limit):
    """z, scaled to a length of at most `limit`."""
    return z * min(1.0, limit / (np.linalg.norm(z) or 1.0))


@style()
def cuts(parts: ArrayLike, limit: float, *,
         axes: Panels | None = None) -> Axes:
    """A sum of vectors in the plane, clipped in three ways.

    parts: (n, 2), drawn head to tail. On the left the vectors with the
    circle and the square of the limit, on the right, larger, their directions
    as on a compass, whose shaded half points uphill. Returns the right Axes.
    """
    parts = np.asarray(parts, float)
    g = parts.sum(0)
    clipped = (_cut(g, limit), np.clip(g, -limit, limit),
               sum(_cut(part, limit) for part in parts))
    if axes is None:
        axes = plt.subplots(1, 2, figsize=(5.6, 3.7),
                            width_ratios=[2, 3])[1]
    _vectors(axes[0], parts, clipped, limit)
    _compass(axes[1], g, clipped)
    for ax in axes:
        ax.set(aspect="equal", xticks=[], yticks=[])
        ax.grid(False)
        ax.spines[:].set_visible(False)
    return axes[1]


def _vectors(ax, parts, clipped, limit):
    path = np.vstack([[0, 0], np.cumsum(parts, 0)])
    reach = 1.08 * np.linalg.norm(path, axis=1).max()
    low = min(-0.45 * reach, 1.08 * path.min())
    ax.add_patch(Circle((0, 0), limit, fill=False, color=GREY,
                            linestyle=":"))
    ax.add_patch(Rectangle((-limit, -limit), 2 * limit, 2 * limit,
                               fill=False, color=GREY, linestyle=":"))
    for start, part in zip(path, parts, strict=False):
        _arrow(ax, start, start + part, GREY, 1)
    _arrow(ax, (0, 0), path[-1], INK, 2.5)
    for z, colour in zip(clipped, COLOURS, strict=False):
        _arrow(ax, (0, 0), z, colour, 2)
    for row, (name, colour) in enumerate(zip(
            ("the gradient", *WAYS), (INK, *COLOURS), strict=False)):
        ax.annotate(name, (0, 0), (0, -8 - 17 * row), color=dark(colour),
                    xycoords="axes fraction", textcoords="offset points",
                    fontweight="bold", va="top").set_in_layout(False)
    ax.set_anchor("N")
    ax.set(xlim=(low, reach), ylim=(low, reach), title=f"limit {limit:g}")


def _compass(ax, g, clipped):
    """Directions only: the gradient to the rim, the clipped ones inside."""
    up = np.degrees(np.arctan2(*-g[::-1]))
    ax.add_patch(Wedge(
        (0, 0), 1, up - 90, up + 90, color=FAINT, linewidth=0))
    ax.add_patch(Circle((0, 0), 1, fill=False, color=GREY))
    at = -0.62 * g / (np.linalg.norm(g) or 1.0)
    ax.text(*at, "uphill", color=GREY, ha="center", va="center")
    _arrow(ax, (0, 0), g / (np.linalg.norm(g) or 1.0), INK, 2.5)
    radii = (0.82, 0.64, 0.46)
    for z, colour, radius in zip(clipped, COLOURS, radii, strict=False):
        if np.linalg.norm(z) > 1e-12:
            _arrow(ax, (0, 0), radius * z / np.linalg.norm(z), colour, 2.5)
    ax.set(xlim=(-1.05, 1.05), ylim=(-1.05, 1.05))


@style()
def cosine_strips(named: Named, *, ax: Axes | None = None) -> Axes:
    """Cosines to the gradient, {name: values}, a row of dots for each name.

    Below 0, in the shaded part, a direction points uphill. A bar and a
    number mark the median of each row. Returns the Axes.
    """
    ax = ax or plt.subplots(figsize=(5.6, 0.9 + 0.75 * len(named)))[1]
    ax.axvspan(-1, 0, color=FAINT, linewidth=0)
    for row, (values, colour) in enumerate(zip(
            named.values(), COLOURS[1:], strict=False)):
        up = 0.5 * (np.arange(len(values)) * 0.618 % 1) - 0.25   # spread out
        ax.plot(values, row + up, "o", color=colour, markersize=3, alpha=0.6)
        middle = float(np.median(values))
        ax.plot([middle, middle], [row - 0.3, row + 0.3], color=INK)
        ax.annotate(f"{middle:.2f}", (middle, row - 0.33), color=INK,
                    ha="center", va="bottom")
    low = min(-0.25, *map(min, named.values()))
    ax.text(low, len(named) - 0.42, "uphill", color=GREY, va="bottom")
    ax.set(yticks=range(len(named)), yticklabels=list(named),
           xlim=(low - 0.02, 1.03), ylim=(len(named) - 0.4, -0.65),
           xlabel="cosine of the angle to the gradient")
    ax.grid(False)
    return ax


def _arrow(ax, start, end, colour, width):
    ax.annotate("", end, start, annotation_clip=False, arrowprops={
        "arrowstyle": "-|>", "color": colour, "linewidth": width,
        "shrinkA": 0, "shrinkB": 0, "mutation_scale": 11})


@style()
def clipped_training(runs: Mapping[str, tuple[Line, Line]], *,
                     axes: Panels | None = None) -> Axes:
    """Losses above, lengths of the gradient before clipping below.

    runs: {name: (losses, lengths)}, by update. Both scales are logarithmic.
    Returns the lower Axes.
    """
    if axes is None:
        axes = plt.subplots(2, 1, figsize=(5.6, 5.4), sharex=True)[1]
    for ax, which, label in zip(axes, (0, 1), ("loss", "length"),
                                strict=True):
        ends = []
        for name, run in runs.items():
            line, = ax.plot(run[which], linewidth=1.5)
            last = len(run[which]) - 1
            ends.append((name, line.get_color(), [last], run[which][-1:]))
        ax.set(yscale="log", ylabel=label)
        ax.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        ax.yaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
        ax.yaxis.set_minor_formatter(NullFormatter())
        label_ends(ax, ends)
    axes[1].set_xlabel("updates done")
    return axes[1]
