"""Gradients back through time, as norms by lag, as colours, as entries."""
from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LogNorm
from matplotlib.ticker import MaxNLocator

from ..flow import Flow
from .axes import decades, hold_still, label_ends, log_axes
from .look import COLOURS, GREY, INK, ON_DEEP, ON_PALE, dark, style
from .types import AnyFlow, Array, Axes, Panels, Span

__all__ = ["both_norms", "gradient_norms", "heat_map", "matrices",
           "norms_frame", "under_bound"]
EPS = np.finfo(float).eps
LOSS, STATE = "‖∂Eₜ/∂hₖ‖", "‖∂hₜ/∂hₖ‖₂"
DASHED = (0, (3, 1.5))


@style()
def gradient_norms(flow: AnyFlow | Mapping[str, AnyFlow], *,
                   ax: Axes | None = None, label: str | None = None,
                   ylim: Span | None = None) -> Axes:
    """Norms of dE_t/dh_k against the lag t - k, on a log scale.

    flow: a Flow, or a dict {label: Flow} for one line each. With several
    steps t the line is the mean over those that reach the lag, in a band
    from least to largest. Norms that are exactly 0 have no place on a log
    scale: triangles on the lower edge mark them. Returns the Axes.
    Source: after Pascanu, Mikolov and Bengio 2013.
    """
    flows = flow if isinstance(flow, dict) else {label: flow}
    ax = ax or plt.subplots()[1]
    ax.set(yscale="log", xlabel="lag  $t - k$  (steps back)",
           ylabel=r"$\|\partial E_t / \partial h_k\|_2$")
    decades(ax.yaxis)
    ends = [(name, *_norm_line(ax, one)) for name, one in flows.items()]
    ax.set_ylim(ylim)
    label_ends(ax, ends)
    _mark_epsilon(ax)
    return ax


def _norm_line(ax, flow):
    """Draw one flow; return its colour and where its line ends."""
    lag = np.arange(flow.steps.max() + 1)
    k = flow.steps - lag[:, None]                    # (lag, t)
    norms = np.ma.masked_array(flow.credit[flow.steps, k], k < 0)
    mean, least, most = (np.where(z > 0, z, np.nan) for z in (
        norms.mean(1).data, norms.min(1).data, norms.max(1).data))
    alone = np.isfinite(mean).sum() == 1             # no line to be seen
    line, = ax.plot(lag, mean, "o" if alone else "-")
    if len(flow.steps) > 1:
        ax.fill_between(lag, least, most, color=line.get_color(),
                        alpha=0.15, linewidth=0)
    zero = lag[np.isnan(mean)]
    if len(zero):
        ax.plot(zero, 0 * zero, "v", color=line.get_color(), markersize=4,
                clip_on=False, transform=ax.get_xaxis_transform())
    end = lag[~np.isnan(mean)][-1:]
    return line.get_color(), end, mean[end]


def _mark_epsilon(ax):
    """A guide where float64 would round the value away against 1."""
    low, high = ax.get_ylim()
    if low < EPS < high and not any(line.get_gid() == "epsilon"
                                    for line in ax.lines):
        ax.axhline(EPS, color=GREY, linewidth=1, linestyle=":",
                   gid="epsilon", zorder=1)
        ax.annotate("machine epsilon", (0, EPS),
                    (4, 3), textcoords="offset points", color=GREY,
                    xycoords=ax.get_yaxis_transform(), fontsize=9)


@style()
def heat_map(flow: Flow, *, relative: bool = False, span: Span | None = None,
             columns: Mapping[int, str] | None = None,
             ax: Axes | None = None) -> Axes:
    """||dE_t/dh_k||_2 as colours, row t and column k as in flow.credit.

    Only the steps t that were computed, and k <= t, have a colour. relative:
    each row over its value at k = t. span: least and largest norm with a
    colour of their own, by default all down to 1e-16 of the largest.
    columns: {k: name}, lines from above to the edge between k - 1 and k.
    Returns the Axes.
    """
    ax = ax or plt.subplots(figsize=(5.6, 4.7))[1]
    norms, T = _map(flow, relative), len(flow.credit) - 1
    low, top = span or _range(norms)
    mesh = ax.pcolormesh(norms.clip(low, top), norm=LogNorm(low, top),
                         cmap="cividis", rasterized=True)
    for k, name in (columns or {}).items():
        ax.plot([k, k], [1, k], color=INK, linewidth=1.2, clip_on=False)
        ax.annotate(name, (k, 1), (0, 4), textcoords="offset points",
                    ha="center", fontweight="bold")
    ax.set(xticks=_ticks(T) + 0.5, xticklabels=_ticks(T),
           yticks=_ticks(T)[1:] + 0.5, yticklabels=_ticks(T)[1:],
           xlabel="$k$", ylabel="$t$", ylim=(T + 1, 1), aspect="equal")
    ax.grid(False)
    bar = ax.figure.colorbar(mesh, ax=ax, shrink=0.85, label=(
        LOSS + " over lag 0" if relative else LOSS))
    decades(bar.ax.yaxis)
    bar.ax.minorticks_off()
    return ax


def _map(flow, relative):
    """Credit as a masked array, without the entries that are absent."""
    t, k = np.indices(flow.credit.shape)
    absent = (k > t) | ~np.isin(t, flow.steps)
    own = np.diag(flow.credit)[:, None]
    over = np.where(own > 0, own, 1.0) if relative else 1.0
    return np.ma.masked_array(flow.credit / over, absent)


def _range(norms):
    """(least, largest): at least a factor of 10 and at most 1e16 apart."""
    top = float(norms.max()) or 1.0
    positive = norms.compressed()[norms.compressed() > 0]
    low = max(float(positive.min(initial=top)), 1e-16 * top)
    return min(low, top / 10), top


def _ticks(T):
    """0 and up to five round numbers, the last at most T."""
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10**9)
                if 6 * s >= T)
    return np.arange(0, T + 1, step)


@style()
def matrices(named: Mapping[str, Array], *, rows: str = "row",
             columns: str = "column",
             axes: Panels | None = None) -> Axes:
    """Small matrices side by side as colours, entries and row sums written.

    named: {title: (n, m) array}; all share one scale, symmetric about 0.
    rows, columns: what the two axes count. Returns the last Axes.
    """
    if axes is None:
        axes = plt.subplots(1, len(named), squeeze=False,
                            figsize=(3.9 * len(named), 3.7))[1][0]
    top = max(abs(M).max() for M in named.values()) or 1.0
    for ax, (title, M) in zip(np.ravel(axes), named.items(), strict=True):
        ax.imshow(M, cmap="RdBu", vmin=-top, vmax=top)
        for (row, column), entry in np.ndenumerate(M):
            ink = ON_DEEP if abs(entry) > 0.6 * top else ON_PALE
            ax.text(column, row, f"{entry:.2f}", color=ink, ha="center",
                    va="center", fontsize=9)
        for row, total in enumerate(M.sum(1)):
            ax.text(M.shape[1] - 0.35, row, f"{round(total, 2) + 0:+.2f}",
                    color=INK, va="center", fontsize=9)
        ax.set(title=f"{title}, row sums at the side", xlabel=columns,
               ylabel=rows, xticks=range(M.shape[1]),
               yticks=range(len(M)))
        ax.grid(False)
        ax.spines[:].set_visible(False)
    return ax


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
    ax = log_axes(ax or plt.subplots()[1])
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
    ax = log_axes(plt.subplots(figsize=(5.6, 3.2))[1], title)
    hold_still(ax, right=0.82)
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


@style()
def under_bound(lengths: Array, bound: Array, *,
                ax: Axes | None = None) -> Axes:
    """Lines of lengths by lag, thin, and below what they must stay, thick.

    lengths: (lines, lags); bound: (lags,). Returns the Axes.
    """
    ax = log_axes(ax or plt.subplots()[1])
    ax.set_ylabel("as a multiple of lag 0")
    for each in lengths:
        _line(ax, each, color=COLOURS[0], linewidth=0.7)
    _line(ax, bound, color=COLOURS[1], linewidth=3)
    for text, y, colour in ((STATE, 0.92, COLOURS[1]),
                            (LOSS + ", one error each", 0.83, COLOURS[0])):
        ax.annotate(text, (0.97, y), xycoords="axes fraction", ha="right",
                    color=dark(colour), fontweight="bold")
    return ax
