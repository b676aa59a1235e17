"""Figures about steps and lags: what each earlier step contributes."""
from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LogNorm
from matplotlib.ticker import MaxNLocator

from ..flow import Flow
from .look import COLOURS, GREY, dark, style
from .types import ArrayLike, Axes, Line

__all__ = ["blame", "contributions", "staircase"]


@style()
def contributions(norms: ArrayLike, *, span: float = 1e6,
                  ax: Axes | None = None) -> Axes:
    """A (T, T) array of norms as colours: row t, column k, both from 1.

    Entries with k > t are left blank. Colours span the factor `span` below
    the largest norm; smaller ones share the darkest. Returns the Axes.
    """
    ax = ax or plt.subplots(figsize=(5.6, 4.5))[1]
    norms, T = np.asarray(norms, float), len(norms)
    top = norms.max() or 1.0
    shown = np.ma.masked_array(np.maximum(norms, top / span),
                               np.triu(np.ones((T, T), bool), 1))
    edges = np.arange(T + 1) + 0.5
    mesh = ax.pcolormesh(edges, edges, shown, cmap="cividis",
                         norm=LogNorm(top / span, top), rasterized=True)
    ax.set(xlabel="$k$, the step that contributes",
           ylabel="$t$, the step of the loss", aspect="equal",
           ylim=(T + 0.5, 0.5))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(6, integer=True))
    ax.grid(False)
    ax.figure.colorbar(mesh, ax=ax, shrink=0.85, label="norm")
    return ax


@style()
def staircase(counts: Line, *, ax: Axes | None = None) -> Axes:
    """How often each of the steps 1..T is counted, beside once each."""
    ax = ax or plt.subplots(figsize=(5.6, 3))[1]
    steps = np.arange(1, len(counts) + 1)
    ax.bar(steps, counts, color=COLOURS[1], label="counted")
    ax.bar(steps, np.ones(len(counts)), color=COLOURS[0], label="due")
    ax.axhline(float(np.mean(counts)), color=GREY, linestyle=":")
    ax.annotate(f"mean {np.mean(counts):g}", (1, np.mean(counts)), (0, 4),
                textcoords="offset points", color=GREY,
                xycoords=ax.get_yaxis_transform(), ha="right")
    ax.set(xlabel="$s$, the step of the immediate derivative",
           ylabel="times", xticks=steps, ylim=(0, max(counts) + 1))
    ax.yaxis.set_major_locator(MaxNLocator(6, integer=True))
    ax.grid(False)
    ax.legend(loc="upper right")
    return ax


@style()
def blame(flow: Flow, lengths: Line, *, title: str = "",
          ax: Axes | None = None) -> Axes:
    """||dE_t/dh_k|| for every loss t (thin), and of their sum (thick).

    flow: a Flow with all steps; lengths: those of sum_t dE_t/dh_k for
    k = 0, 1, ... Returns the Axes.
    """
    ax = ax or plt.subplots()[1]
    for t in flow.steps:
        ax.plot(np.arange(t + 1), flow.credit[t, :t + 1], color=GREY,
                linewidth=0.7)
    ax.plot(np.arange(len(lengths)), lengths, color=COLOURS[1], linewidth=3)
    ax.annotate("all losses together", (0.02, 0.94), color=dark(COLOURS[1]),
                xycoords="axes fraction", fontweight="bold")
    ax.annotate("one loss each", (0.02, 0.87), color=GREY,
                xycoords="axes fraction", fontweight="bold")
    top = max(flow.credit.max(), max(lengths))
    ax.set(yscale="log", xlabel="$k$, the step of the state",
           ylabel=r"$\|\partial E / \partial h_k\|_2$", title=title,
           ylim=(1e-4 * top, 5 * top))
    return ax
