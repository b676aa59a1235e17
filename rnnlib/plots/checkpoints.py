"""The figure of checkpoints: which step is worked at, and what is stored."""
from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
from matplotlib.ticker import MaxNLocator

from .look import COLOURS, GREY, dark, style
from .types import Axes

__all__ = ["space_time"]
LEGEND = (("forward", COLOURS[0]), ("backward", COLOURS[1]),
          ("stored", GREY))


@style()
def space_time(actions: Sequence[tuple[str, int]], *, title: str = "",
               work: float | None = None, ax: Axes | None = None) -> Axes:
    """Time t against the work done so far, for a schedule of checkpoints.

    actions: (do, t), as checkpoints.schedule gives them. A step forward
    ("advance") and a step of the sweep ("reverse") are one unit of work
    each. A dot is a state when it is stored, its grey line lasts until it is
    freed. work: where the axis ends, None for the end. Returns the Axes.
    """
    ax = ax or plt.subplots()[1]
    done, kept, moves, stored = 0, {}, [], []
    for do, t in actions:
        if do in ("advance", "reverse"):
            moves.append((do == "reverse", done, t))
            done += 1
        elif do == "store":
            kept[t] = done
        elif do == "free" and t in kept:
            stored.append((t, kept.pop(t), done))
    for t, first, last in stored:
        ax.plot([first, last], [t, t], color=GREY, linewidth=0.8, zorder=1)
        ax.plot(first, t, "o", color=GREY, markersize=3.5, zorder=3)
    for back, at, t in moves:
        ax.plot([at, at + 1], [t, t - 1] if back else [t - 1, t],
                color=COLOURS[back], solid_capstyle="round")
    ax.set(xlabel="work done, in steps", ylabel="time $t$", title=title,
           xlim=(-1, max(done if work is None else work, 1)))
    top = max((t for *_, t in moves), default=1)
    ax.set_ylim(-0.04 * top, 1.04 * top)
    ax.yaxis.set_major_locator(MaxNLocator(8, integer=True))
    for n, (name, colour) in enumerate(LEGEND):
        ax.text(0.99, 0.98 - 0.09 * n, name, transform=ax.transAxes,
                ha="right", va="top", color=dark(colour), fontweight="bold")
    return ax
