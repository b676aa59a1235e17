"""Drawings of the network itself."""
from __future__ import annotations

import matplotlib.pyplot as plt
from matplotlib.patches import Circle, FancyArrowPatch

from .look import COLOURS, GREY, INK, NODE, dark, style
from .types import Axes

__all__ = ["unrolled_graph"]


@style()
def unrolled_graph(T: int, *, ax: Axes | None = None) -> Axes:
    """The network unrolled over T = 1..8 steps. Returns the Axes.

    An arrow's colour is its weight matrix: U, W and V are the same at all
    steps. Circles are computed, plain letters given; biases are left out.
    """
    if T not in range(1, 9):
        raise ValueError(f"T must be an int from 1 to 8, got {T!r}")
    ax = ax or plt.subplots(figsize=(1.4 * T + 1.2, 5.6))[1]
    ax.set(xlim=(-0.45, 1.5 * T + 0.75), ylim=(-0.35, 5), aspect="equal")
    ax.set_axis_off()
    h = [_node(ax, 0, 1.2, "h_0", given=True)]
    for t in range(1, T + 1):
        x = _node(ax, 1.5 * t, 0, f"x_{t}", given=True)
        h += [_node(ax, 1.5 * t, 1.2, f"h_{t}")]
        q = _node(ax, 1.5 * t, 2.4, f"q_{t}")
        y_hat = _node(ax, 1.5 * t, 3.5, rf"\hat{{y}}_{t}")
        y = _node(ax, 1.5 * t + 0.6, 4.05, f"y_{t}", given=True)
        E = _node(ax, 1.5 * t, 4.6, f"E_{t}")
        _arrow(ax, x, h[t], COLOURS[0], "U")
        _arrow(ax, h[t - 1], h[t], COLOURS[1], "W")
        _arrow(ax, h[t], q, COLOURS[2], "V")
        for start, end in (q, y_hat), (y_hat, E), (y, E):
            _arrow(ax, start, end, GREY)
    return ax


def _node(ax, x, y, name, given=False):
    edge = {"facecolor": "none" if given else NODE,
            "edgecolor": "none" if given else INK}
    circle = Circle((x, y), 0.2 if given else 0.3, linewidth=1.2, **edge)
    ax.text(x, y, f"${name}$", ha="center", va="center", fontsize=14)
    return ax.add_patch(circle)


def _arrow(ax, start, end, colour, weight=None):
    """An arrow between two circles; a matrix's name stands beside it."""
    (x, y), (u, v) = start.center, end.center
    ax.add_patch(FancyArrowPatch(
        (x, y), (u, v), patchA=start, patchB=end, shrinkA=1, shrinkB=1,
        arrowstyle="-|>", mutation_scale=13, color=colour, linewidth=1.8))
    if weight:
        ax.annotate(f"${weight}$", ((x + u) / 2, (y + v) / 2),
                    (0, 10) if y == v else (10, 0), ha="center", va="center",
                    textcoords="offset points", color=dark(colour),
                    fontsize=13)
