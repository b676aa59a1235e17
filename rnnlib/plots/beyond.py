"""Three ways of a credit to an earlier step, one below another."""
from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import FancyArrowPatch

from .look import COLOURS, FAINT, GREY, NODE, style
from .types import Axes, Line, Panels

__all__ = ["three_ways"]


@style()
def three_ways(chain: Line, series: Line, one_hop: Line, *,
               axes: Panels | None = None) -> Axes:
    """What is left of a credit at each step, and by which way it came.

    Each is (T,), positive lengths, for the steps 1 to T, of which the last
    is where the loss is. A dot is a step, and as full as its share of the
    largest in its row. In the first row a credit walks from dot to dot; in
    the second it walks through the same dot again, so that a place is a
    number of rounds; in the third it comes in one hop. Axes: three. Returns
    the lowest. Raises ValueError if the rows are not equally long, or hold
    what is not positive and finite.
    """
    rows = [np.asarray(row, float) for row in (chain, series, one_hop)]
    for name, row in zip(("chain", "series", "one_hop"), rows, strict=True):
        if row.shape != rows[0].shape or row.ndim != 1 or len(row) < 2:
            raise ValueError(f"{name} must be (T,) with T of at least 2, as "
                             f"long as chain, got {row.shape}")
        if not (np.isfinite(row).all() and (row > 0).all()):
            raise ValueError(f"{name} must hold positive finite lengths")
    if axes is None:
        axes = plt.subplots(3, 1, figsize=(5.6, 5.6))[1]
    for ax, row, title, draw in zip(np.ravel(axes), rows, (
            "chain: a factor for every step",
            "equilibrium: one factor, again and again",
            "attention: one factor"), (_walk, _walk, _hops), strict=True):
        _row(ax, row, f"{title}; first {row[0] / row[-1]:.1g}")
        draw(ax, row)
    first, second, last = np.ravel(axes)
    first.set_xlabel("step $k$")
    second.set_xlabel("rounds back")
    places = second.get_xticks()
    second.set_xticks(places, [f"{len(rows[1]) - place:.0f}"
                               for place in places])
    last.set_xlabel("step $k$")
    return last


def _row(ax, row, title):
    """A dot for each step, as full as its share of the largest."""
    T, share = len(row), row / row.max()
    ax.set(title=title, xlim=(0.3, T + 0.7), ylim=(-0.5, 1.25), yticks=[])
    ax.set_xticks(sorted({1, T, *range(5, T, 5)}))
    ax.grid(False)
    ax.spines["left"].set_visible(False)
    steps = np.arange(1, T + 1)
    ax.plot(steps, 0 * steps, "o", markersize=9, color=NODE,
            markeredgecolor=GREY, zorder=2)
    for k, full in zip(steps, share, strict=True):
        ax.plot(k, 0, "o", markersize=9, color=COLOURS[0], alpha=float(full),
                zorder=3)


def _walk(ax, row):
    """Arrows from each dot to the one before it."""
    for k in range(len(row), 1, -1):
        _arrow(ax, k, k - 1, 0.9, row[k - 2] / row.max())


def _hops(ax, row):
    """An arrow from the last dot to each other one."""
    for k in range(len(row) - 1, 0, -1):
        _arrow(ax, len(row), k, min(0.6, 2 / (len(row) - k)),
               row[k - 1] / row.max())


def _arrow(ax, start, end, bend, share):
    """An arc above the dots, the broader the more comes through."""
    ax.add_patch(FancyArrowPatch(
        (start, 0.08), (end, 0.08), connectionstyle=f"arc3,rad={bend}",
        arrowstyle="-", linewidth=0.6 + 2.4 * float(share),
        color=COLOURS[1] if share > 0.05 else FAINT, zorder=1))
