"""The two norms of gradient_flow, by lag."""
from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import MaxNLocator

from ._plot_types import Array, Axes, Span
from .axes import decades, label_ends
from .flow import Flow
from .style import COLOURS, GREY, INK, dark, style

__all__ = ["both_norms", "norms_frame", "under_bound"]
LAG = "lag  t \u2212 k  (steps back)"               # no mathtext: it is slow
LOSS, STATE = "‖∂Eₜ/∂hₖ‖", "‖∂hₜ/∂hₖ‖₂"
DASHED = (0, (3, 1.5))


def _relative(flow):
    """(credit, jacobian) of the last t by lag, the first over its start."""
    if flow.jacobian is None:
        raise ValueError("flow has no jacobian: gradient_flow left it out")
    t = flow.steps[-1]
    credit, jacobian = flow.credit[t, t::-1], flow.jacobian[t, t::-1]
    return credit / (credit[0] or 1.0), jacobian


def _line(ax, norms, ylim=None, most=1000, **look):
    """A line on a log scale: its colour, and the last point in sight.

    Drawn are about `most` of the points, evenly spread. A triangle on the
    lower edge marks where norms begin to be exactly 0.
    """
    norms = np.asarray(norms, float)
    lag, some = np.arange(len(norms)), norms > 0
    shown = np.union1d(lag[::-(-len(lag) // most)], lag[-1:])
    line, = ax.plot(shown, np.where(some, norms, np.nan)[shown], **look)
    if not some.all():
        zero = lag[~some][:1]
        ax.plot(zero, 0 * zero, "v", color=line.get_color(), markersize=7,
                clip_on=False, transform=ax.get_xaxis_transform())
    low, high = ylim or (0, np.inf)
    if ylim:                                     # room for names at the edges
        low, high = low * (high / low)**0.15, high / (high / low)**0.05
    seen = np.flatnonzero(some & (low <= norms) & (norms <= high))[-1:]
    return line.get_color(), seen, norms[seen]


@style()
def both_norms(flows: Mapping[str, Flow], *, ylim: Span | None = None,
               ax: Axes | None = None) -> Axes:
    """||dE_t/dh_k|| over its value at lag 0, and ||dh_t/dh_k||_2, by lag.

    flows: {name: Flow}, a colour for each; the last of its steps t is drawn,
    the first norm solid, the second dashed. The solid line is never above
    the dashed one: dE_t/dh_k = (dh_t/dh_k)^T dE_t/dh_t. Returns the Axes.
    Raises ValueError if a flow came without its jacobian.
    """
    ax = _log_axes(ax or plt.subplots()[1])
    ends = []
    for (name, one), colour in zip(flows.items(), cycle(COLOURS),
                                   strict=False):
        credit, jacobian = _relative(one)
        ends.append((name, *_line(ax, credit, ylim, color=colour)))
        _line(ax, jacobian, color=colour, linestyle=DASHED, linewidth=1.5)
    ax.set_ylim(ylim)
    label_ends(ax, ends)
    ax.legend([plt.Line2D([], [], color=INK, linewidth=1.5, linestyle=look)
               for look in (DASHED, "-")],
              [STATE, LOSS + " over lag 0"], loc="lower left")
    return ax


@style()
def norms_frame(flow: Flow, *, title: str, ylim: Span,
                before: Flow | None = None) -> Axes:
    """One pair of both_norms on fixed axes, for the frames of a slider.

    before: a Flow whose first norm is shown in grey. Margins are fixed as
    well, letters plain and lines of at most 52 points, so that the frame
    keeps still and is small and fast. Returns the Axes.
    """
    ax = _log_axes(plt.subplots(figsize=(5.6, 3.2))[1], title)
    _hold_still(ax, right=0.84)
    ax.xaxis.set_major_locator(MaxNLocator(
        5, integer=True, steps=[1, 2, 2.5, 5, 10]))
    look = {"ylim": ylim, "most": 51}
    credit, jacobian = _relative(flow)
    ends = [(STATE, *_line(ax, jacobian, color=COLOURS[1], linestyle=DASHED,
                           **look)),
            (LOSS, *_line(ax, credit, color=COLOURS[0], **look))]
    if before is not None:
        ends.append(("before", *_line(ax, _relative(before)[0], color=GREY,
                                      linewidth=1.2, **look)))
    ax.set_ylim(ylim)
    label_ends(ax, ends)
    return ax


def _log_axes(ax, title=""):
    ax.set(yscale="log", xlabel=LAG, title=title)
    decades(ax.yaxis)
    ax.minorticks_off()
    return ax


def _hold_still(ax, right):
    """Margins fixed: frames of a slider must not jump."""
    ax.figure.set_layout_engine("none")
    ax.set_position([0.12, 0.17, right - 0.12, 0.71])


@style()
def under_bound(lengths: Array, bound: Array, *,
                ax: Axes | None = None) -> Axes:
    """Lines of lengths by lag, thin, and below what they must stay, thick.

    lengths: (lines, lags); bound: (lags,). Returns the Axes.
    """
    ax = _log_axes(ax or plt.subplots()[1])
    ax.set_ylabel("as a multiple of lag 0")
    for each in lengths:
        _line(ax, each, color=COLOURS[0], linewidth=0.7)
    _line(ax, bound, color=COLOURS[1], linewidth=3)
    for text, y, colour in ((STATE, 0.92, COLOURS[1]),
                            (LOSS + ", one error each", 0.83, COLOURS[0])):
        ax.annotate(text, (0.97, y), xycoords="axes fraction", ha="right",
                    color=dark(colour), fontweight="bold")
    return ax
