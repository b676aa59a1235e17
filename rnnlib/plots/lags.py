"""What each lag gives to dE/dW, and what training does to the norms."""
from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np

from ..flow import Flow
from .axes import hold_still, label_ends, log_axes
from .look import COLOURS, GREY, dark, style
from .types import Axes, Line, Named, Panels, Span

__all__ = ["by_lag", "heard", "heard_frame", "lag_shares",
           "training_panels"]


@style()
def lag_shares(flows: Mapping[str, Flow], *, ylim: Span = (1e-8, 1),
               ax: Axes | None = None) -> Axes:
    """What each lag gives to dE/dW, as a share of all lags, on a log scale.

    flows: {name: Flow}. The shares are those of flow.by_lag, the norms of
    the matrices that add up to dE/dW. Returns the Axes.
    """
    named = {name: flow.by_lag / (flow.by_lag.sum() or 1.0)
             for name, flow in flows.items()}
    ax = log_axes(ax or plt.subplots()[1])
    ax.set_ylabel("share of this lag")
    ends = []
    for (name, share), colour in zip(named.items(), cycle(COLOURS),
                                     strict=False):
        seen = np.flatnonzero(share >= 20 * ylim[0])[-1:]   # in sight
        ax.plot(np.arange(len(share)), np.where(share > 0, share, np.nan),
                color=colour)
        ends.append((name, colour, seen, share[seen]))
    ax.set_ylim(ylim)
    label_ends(ax, ends)
    return ax


@style()
def heard(flows: Mapping[str, Flow], *, title: str = "",
          ax: Axes | None = None) -> Axes:
    """How much of dE/dW the nearest n lags give; dots where half is reached.

    flows: {name: Flow}. The share is that of the norms flow.by_lag, added
    up from lag 0 to n - 1; n is on a log scale, and the line has points at
    up to 80 of them. Returns the Axes.
    """
    ax = ax or plt.subplots()[1]
    ax.axhline(0.5, color=GREY, linewidth=1, linestyle=":", zorder=1)
    for (name, flow), colour in zip(flows.items(), cycle(COLOURS),
                                    strict=False):
        share = flow.by_lag.cumsum() / (flow.by_lag.sum() or 1.0)
        lags, half = np.arange(1, len(share) + 1), np.argmax(share >= 0.5)
        shown = np.unique(np.geomspace(1, len(share), 80).round().astype(int))
        ax.plot(shown, share[shown - 1], color=colour)
        ax.plot(lags[half], share[half], "o", color=colour, clip_on=False)
        ax.annotate(name, (lags[half], share[half]), (8, -4), color=dark(
            colour), textcoords="offset points", fontweight="bold")
    ax.set(xscale="log", xlabel="n, the number of nearest lags", title=title,
           ylabel="share of the first n", ylim=(0, 1.02))
    ax.xaxis.set_major_formatter("{x:g}")
    ax.minorticks_off()
    return ax


@style()
def heard_frame(flow: Flow, *, title: str, most: int) -> Axes:
    """heard for one Flow on fixed axes up to `most` lags: a slider's frame."""
    ax = plt.subplots(figsize=(5.6, 3.0))[1]
    hold_still(ax, right=0.96)
    half = np.argmax(flow.by_lag.cumsum() >= flow.by_lag.sum() / 2) + 1
    heard({f"half from the first {half}": flow}, title=title, ax=ax)
    ax.set_xlim(0.9, most)
    return ax


@style()
def by_lag(flows: Mapping[str, Flow], *, axes: Panels | None = None) -> Axes:
    """shares above, heard below, of {name: Flow}. Returns the lower Axes."""
    if axes is None:
        axes = plt.subplots(2, 1, figsize=(5.6, 6.2))[1]
    lag_shares(flows, ax=axes[0])
    return heard(flows, ax=axes[1])


@style()
def training_panels(updates: Line, *panels: tuple[str, str, Named],
                    axes: Panels | None = None) -> Axes:
    """Panels of lines against the number of updates, on a log scale.

    updates: the numbers of updates after which something was measured, 0
    before the scale begins;
    panels: (ylabel, log, {name: values}) each, log "y" or "". values:
    (len(updates),), or one row for each of several runs: those are thin,
    their median is thick. Returns the last Axes.
    """
    if axes is None:
        axes = plt.subplots(len(panels), 1, sharex=True, squeeze=False,
                            figsize=(5.6, 0.5 + 2.3 * len(panels)))[1][:, 0]
    place = np.asarray(updates)
    for ax, (ylabel, log, named) in zip(axes, panels, strict=True):
        if log == "y":
            log_axes(ax)
        ends = []
        for (name, runs), colour in zip(named.items(), cycle(COLOURS),
                                        strict=False):
            runs = np.atleast_2d(runs)
            ax.plot(place, runs.T, color=colour, linewidth=0.8, alpha=0.7)
            middle = np.median(runs, axis=0)
            ax.plot(place, middle, "o-", color=colour, markersize=3)
            ends.append((name, colour, place[-1:], middle[-1:]))
        ax.set(ylabel=ylabel, xlabel="")
        _log_from_one(ax, place[-1])
        label_ends(ax, ends)
    axes[-1].set_xlabel("updates done")
    return axes[-1]


def _log_from_one(ax, most):
    """A log scale for counts, with room for 0 before 1."""
    ax.set_xscale("symlog", linthresh=1, linscale=0.4)
    ticks = [0, *(10**n for n in range(9) if 10**n <= most)]
    ax.set_xticks(sorted({*ticks, int(most)}))
    ax.xaxis.set_major_formatter("{x:g}")
    ax.minorticks_off()
