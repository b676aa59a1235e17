"""Figures of forcing: a student that is told where its teacher is."""
from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from .axes import power_of_ten
from .look import COLOURS, FAINT, style
from .types import Array, Axes, Panels, Span

__all__ = ["locking"]


@style()
def locking(teacher: Array, student: Array, chain: Array, *, unit: int = 0,
            ylim: Span = (1e-18, 1e18), axes: Panels | None = None) -> Axes:
    """Two orbits and, below, their distance and a norm of the chain.

    teacher, student: states (T + 1, n_h); chain: (T + 1,), the natural
    logarithm of ||dh_t/dh_0|| of the student, by step. What is 0, or beyond
    ylim, is not drawn. Axes: two. Returns the lower.
    """
    if axes is None:
        axes = plt.subplots(2, 1, figsize=(5.6, 5.4), sharex=True,
                            height_ratios=[1, 1.3])[1]
    upper, lower = np.ravel(axes)
    steps = np.arange(len(teacher))
    upper.plot(steps, teacher[:, unit], color=COLOURS[0], label="teacher")
    upper.plot(steps, student[:, unit], "--", color=COLOURS[1],
               label="student")
    upper.set(ylim=(-1.1, 1.1), ylabel=f"unit {unit + 1}")
    far = np.linalg.norm(student - teacher, axis=1)
    lower.plot(steps, np.where(far > 0, far, np.nan), color=COLOURS[1],
               label="distance")
    with np.errstate(over="ignore", under="ignore"):
        lower.plot(steps, np.exp(chain), "-.", color=COLOURS[2],
                   label=r"$\|\partial h_t/\partial h_0\|_2$")
    lower.axhline(1, color=FAINT, linewidth=1, zorder=0)
    lower.set(yscale="log", ylim=ylim, xlabel="step $t$",
              xlim=(0, len(teacher) - 1))
    lower.yaxis.set_major_formatter(power_of_ten)
    lower.minorticks_off()
    for ax in (upper, lower):
        ax.legend(loc="lower left", bbox_to_anchor=(-0.02, 0.97), ncols=3,
                  columnspacing=1.2, borderaxespad=0, fontsize=12)
    return lower
