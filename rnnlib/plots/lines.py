"""Lines of any numbers, named at their ends, and times against sizes."""
from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.text import Annotation
from matplotlib.ticker import MaxNLocator

from .look import dark, style
from .types import Axes, Line, Span

__all__ = ["curves", "times_by_size"]


@style()
def curves(named: Mapping[str, Line | tuple[Line, Line]], *,
           x: Line | None = None, xlabel: str = "", ylabel: str = "",
           log: str = "", ylim: Span | None = None,
           ax: Axes | None = None) -> Axes:
    """Lines with their names at the end: {name: values}, on x or 0, 1, ...

    A line may bring its own places: {name: (x, values)}. log: "x", "y" or
    "xy" for logarithmic axes. Names that would meet are moved apart.
    Returns the Axes.
    """
    ax = ax or plt.subplots()[1]
    ax.set(xlabel=xlabel, ylabel=ylabel)
    if "x" in log:
        ax.set_xscale("log")
    if "y" in log:
        ax.set_yscale("log")
    if "x" not in log:
        ax.xaxis.set_major_locator(MaxNLocator(
            8, integer=True, steps=[1, 2, 5, 10]))
    for name, values in named.items():
        along, values = values if isinstance(values, tuple) else (
            np.arange(len(values)) if x is None else x, values)
        line, = ax.plot(along, values, "o-" if len(values) < 12 else "-",
                        markersize=4)
        seen = [n for n, z in enumerate(values)
                if ylim is None or ylim[0] <= z <= ylim[1]]
        end = seen[-1] if seen else -1                # in sight, to be named
        ax.annotate(name, (along[end], values[end]), (7, 0), va="center",
                    textcoords="offset points", fontweight="bold",
                    color=dark(line.get_color()), annotation_clip=bool(seen))
    ax.set_ylim(ylim)
    move_apart(ax)
    return ax


def move_apart(ax: Axes) -> None:
    """Names at the ends of lines, moved up where they would lie in another.

    The lowest stays where it is; each one above it keeps a line's distance.
    """
    point = ax.figure.dpi / 72
    ends = [(float(ax.transData.transform(one.xy)[1]) / point, one)
            for one in ax.texts if isinstance(one, Annotation)]
    below = -np.inf
    for height, name in sorted(ends, key=itemgetter(0)):
        below = max(height, below + 1.2 * float(name.get_fontsize()))
        name.xyann = name.xyann[0], below - height


@style()
def times_by_size(
        *panels: tuple[str, Mapping[str, Mapping[int, float]]]) -> Axes:
    """Times against sizes, log-log: panels (xlabel, {name: {size: time}}).

    Times are shown as multiples of the least in each panel. Returns the
    last Axes.
    """
    figure, axes = plt.subplots(len(panels), 1,
                                figsize=(5.6, 3.3 * len(panels)))
    for ax, (xlabel, times) in zip(np.ravel(axes), panels, strict=True):
        least = min(min(each.values()) for each in times.values())
        curves({name: (list(each), np.divide(list(each.values()), least))
                for name, each in times.items()}, log="xy", xlabel=xlabel,
               ylabel="time, as a multiple", ax=ax)
        sizes = sorted({size for each in times.values() for size in each})
        ax.set_xticks(sizes, map(str, sizes))
        ax.minorticks_off()
    figure.set_layout_engine("constrained")
    return ax
