"""Exponents that are held, beside the singular values that come of it."""
from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import MaxNLocator

from .look import COLOURS, GREY, dark, style
from .types import ArrayLike, Panels, Span

__all__ = ["held_exponents"]


@style()
def held_exponents(exponents: ArrayLike, values: ArrayLike, *, held: int,
                   title: str = "", ylim: Span | None = None,
                   floor: float = 1e-16, ax: Panels | None = None) -> Panels:
    """Lyapunov exponents, and singular values of a long product of Jacobians.

    exponents: (n_h,), the largest first; values: (n_h,), the same; held: how
    many of them are pushed to zero, drawn filled. Values below `floor` times
    the largest are rounding, and are left out. ylim: of the exponents; the
    other axis is fixed, from 1e-24 to 100. ax: two Axes. Returns the Axes.
    """
    ax = plt.subplots(1, 2, figsize=(7.2, 3.3))[1] if ax is None else ax
    exponents, values = (np.asarray(z, float) for z in (exponents, values))
    shown = np.where(values > floor * values.max(), values, np.nan)
    place = np.arange(1, len(exponents) + 1)
    for axis, heights, level in ((ax[0], exponents, 0), (ax[1], shown, 1)):
        axis.axhline(level, color=GREY, linewidth=1)
        axis.set_xlim(0.3, len(place) + 0.7)
        for part, colour, fill in ((place <= held, COLOURS[1], "full"),
                                   (place > held, COLOURS[0], "none")):
            axis.plot(place[part], heights[part], "o", color=colour,
                      fillstyle=fill, markersize=4.5)
        axis.xaxis.set_major_locator(
            MaxNLocator(5, integer=True, min_n_ticks=1))
    ax[0].set(xlabel="exponent $i$", ylabel="$r_i$, nats a step", ylim=ylim,
              title=title)
    ax[1].set(xlabel="singular value $i$", yscale="log", ylim=(1e-24, 1e2),
              ylabel=r"of $\partial h_t / \partial h_k$", title="100 steps")
    ax[0].text(0.97, 0.97, "held", transform=ax[0].transAxes, ha="right",
               va="top", color=dark(COLOURS[1]), fontweight="bold")
    return ax
