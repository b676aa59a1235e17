"""What axes of many figures share: decades as ticks, names at line ends."""
from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.ticker import LogLocator

from .look import dark

LAG = "lag  t \u2212 k  (steps back)"               # no mathtext: it is slow
SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def power_of_ten(value: float, _: float) -> str:
    """10 to an integer in plain letters: mathtext is slow to lay out."""
    return "10" + f"{np.log10(value):.0f}".translate(SUPERSCRIPT)


class Decades(LogLocator):
    """Up to eight powers of ten with round exponents, 1 among them."""

    def tick_values(self, vmin, vmax):
        low, high = np.log10([vmin, vmax]).round(6)
        step = next((s for s in (1, 2, 5, 10, 20, 50) if high - low <= 7 * s),
                    100)
        return 10.0 ** (step * np.arange(
            np.ceil(low / step), np.floor(high / step) + 1))


def decades(axis: Axis) -> None:
    """Ticks of a logarithmic axis at few powers of ten, in plain letters."""
    axis.set_major_locator(Decades())
    axis.set_major_formatter(power_of_ten)


def label_ends(ax, ends, gap=15, side="right", leaders=False):
    """Names at the line ends, moved apart until they are `gap` points off.

    side: on which side of the ends they stand. leaders: farther off, each
    with a thin line to its end.
    """
    ends = [(name, colour, x[0], y[0]) for name, colour, x, y in ends
            if name is not None and len(x)]
    ends.sort(key=lambda end: end[3])
    points = 72 / ax.figure.dpi
    at = np.array([ax.transData.transform((x, y))[1] * points
                   for _, _, x, y in ends])
    to = at.copy()
    for _ in range(100):
        short = np.maximum(gap - np.diff(to), 0) / 2
        to[1:] += short
        to[:-1] -= short
    off = (24 if leaders else 7) * (1 if side == "right" else -1)
    for (name, colour, x, y), up in zip(ends, to - at, strict=True):
        ax.annotate(name, (x, y), (off, up), arrowprops=(
                    _leader(colour, side) if leaders else None),
                    textcoords="offset points", va="center",
                    ha="left" if side == "right" else "right",
                    color=dark(colour), fontweight="bold",
                    annotation_clip=False)


def _leader(colour, side):
    return {"arrowstyle": "-", "color": colour, "linewidth": 1, "shrinkA": 1,
            "shrinkB": 4, "relpos": (0 if side == "right" else 1, 0.5)}


def log_axes(ax: Axes, title: str = "") -> Axes:
    """The same Axes, with norms on a log scale against the lag."""
    ax.set(yscale="log", xlabel=LAG, title=title)
    decades(ax.yaxis)
    ax.minorticks_off()
    return ax


def hold_still(ax, right):
    """Fix the margins: a figure in the frames of a slider must not jump."""
    ax.figure.set_layout_engine("none")
    ax.set_position((0.13, 0.19, right - 0.13, 0.69))
