"""Figures of the parallel scan: who is composed with whom, and when."""
from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from ..scan import Method, schedule
from .look import COLOURS, FAINT, GREY, NODE, style
from .types import Axes, Panels

__all__ = ["scan_rounds"]


@style()
def scan_rounds(T: int, method: Method = "blelloch", done: int | None = None,
                *, axes: Panels | None = None) -> Axes:
    """The rounds of a scan over T steps, and below the same for the credit.

    A row of dots is a round, a dot a step; a line says which pair is put
    into which. Dots are full where a stretch reaches back to the start, so
    that the state is known; below, to the end, so that the adjoint is. done:
    rounds that have been run, None for all. Axes: two. Returns the lower.
    """
    rounds = schedule(T, method)
    done = len(rounds) if done is None else max(0, min(done, len(rounds)))
    if axes is None:
        axes = plt.subplots(2, 1, figsize=(5.6, 6.4), sharex=True)[1]
    upper, lower = np.ravel(axes)
    steps = np.arange(1, T + 1)
    for ax, place, what in ((upper, steps, "states"),
                            (lower, steps[::-1], "adjoints")):
        known = _one_way(ax, place, rounds, done)
        ax.set(title=f"{known} of {T} {what} known", ylabel="round",
               ylim=(len(rounds) + 0.5, -0.5), xlim=(0.3, T + 0.7))
        ax.set_yticks(range(len(rounds) + 1))
        ax.grid(False)
    lower.set_xlabel("step $t$")
    return lower


def _one_way(ax, place, rounds, done):
    """One scan, the step of row n at place[n]; how many are whole by then."""
    T, since = len(place), np.arange(len(place))
    for n in range(len(rounds) + 1):
        if 0 < n <= done:
            earlier, later = rounds[n - 1]
            since = since.copy()
            since[later] = since[earlier]
            _links(ax, place, place, n, FAINT, 1)
            _links(ax, place[earlier], place[later], n, COLOURS[1], 1.6)
        whole = (since == 0) & (n <= done)
        ax.plot(place, np.full(T, n), "o", markersize=6.5,
                color=NODE if n <= done else "none",
                markeredgecolor=GREY if n <= done else FAINT)
        ax.plot(place[whole], np.full(whole.sum(), n), "o", markersize=6.5,
                color=COLOURS[0])
    return int((since == 0).sum())


def _links(ax, start, end, n, colour, width):
    """Lines from round n - 1 to round n, all in one."""
    gap = np.full(len(start), np.nan)
    rows = np.full(len(start), float(n))
    ax.plot(np.ravel([start, end, gap], "F"),
            np.ravel([rows - 1, rows, gap], "F"),
            color=colour, linewidth=width, zorder=1)
