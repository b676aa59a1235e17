"""Figures of what is carried forwards: who has been reached, what is kept."""
from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from .look import COLOURS, FAINT, GREY, INK, NODE, style
from .types import Array, Axes, Panels

__all__ = ["influence_filling"]


@style()
def influence_filling(R: Array, kept: Array, there: Array, cosines: Array,
                      n: int, *, axes: Panels | None = None) -> Axes:
    """The influence dh_t/dW as a matrix, and what keeping it is worth.

    R: (n_h, n_h, n_h), the unit that moves, and row and column of W, as
    carried returns it; kept: (n_h, n_h) bools, as reach returns them; there:
    the same, the weights that exist. A column of squares is a weight, sorted
    by the unit that it enters, a row a unit: blue where the influence is
    kept, orange where there is some that is not, pale where there is none.
    cosines: drawn below for 1, 2, ...; n: the one to mark. Axes: two.
    Returns the lower.
    """
    if axes is None:
        axes = plt.subplots(2, 1, figsize=(5.6, 6.0),
                            height_ratios=[3, 2])[1]
    upper, lower = np.ravel(axes)
    into = np.nonzero(there)[0]
    moved = R[:, there] != 0
    mine = kept[:, into]
    size = min(9.0, 280 / max(moved.shape))
    for chosen, colour, edge in (
            (~moved, NODE, FAINT), (moved & mine, COLOURS[0], COLOURS[0]),
            (moved & ~mine, COLOURS[1], COLOURS[1])):
        rows, columns = np.nonzero(chosen)
        upper.plot(columns + 1, rows + 1, "s", markersize=size, color=colour,
                   markeredgecolor=edge, markeredgewidth=0.6)
    upper.set(title=f"{moved.sum()} of {moved.size} filled, "
              f"{(moved & mine).sum()} of these kept", ylabel="unit",
              xlabel="weight, by the unit that it enters",
              ylim=(len(moved) + 0.8, 0.2), xlim=(0.2, len(into) + 0.8))
    upper.set(xticks=[1, len(into)], yticks=[1, len(moved)])
    upper.grid(False)
    tried = np.arange(1, len(cosines) + 1)
    lower.axhline(0, color=GREY, linewidth=0.8)
    lower.plot(tried, cosines, color=INK, linewidth=1.4)
    lower.plot(tried, cosines, "o", color=INK, markersize=4)
    lower.plot(n, cosines[n - 1], "o", color=COLOURS[0], markersize=9)
    lower.set(xlabel="$n$", ylabel="cosine", xticks=tried,
              yticks=[0, 0.5, 1],
              ylim=(min(0, *cosines) - 0.08, 1.08),
              title=f"cosine with the gradient: {cosines[n - 1]:.2f}")
    return lower
