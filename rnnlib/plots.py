"""The book's figures. Each function draws on `ax` and returns it."""
from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LogNorm

from ._plot_types import AnyFlow, Array, Axes, Panels, Span
from .axes import decades, label_ends
from .diagrams import unrolled_graph
from .flow import Flow
from .style import GREY, INK, style

__all__ = ["gradient_norms", "heat_map", "matrices", "style", "unrolled_graph"]
EPS = np.finfo(float).eps


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
def heat_map(flow: Flow, *, ax: Axes | None = None) -> Axes:
    """||dE_t/dh_k||_2 as colours, row t and column k as in flow.credit.

    Only the steps t that were computed, and k <= t, have a colour. Norms
    below 1e-16 of the largest share the darkest one. Returns the Axes.
    """
    ax = ax or plt.subplots(figsize=(6, 5))[1]
    T = len(flow.credit) - 1
    t, k = np.indices(flow.credit.shape)
    absent = (k > t) | ~np.isin(t, flow.steps)
    norms = np.ma.masked_array(flow.credit, absent)
    top = norms.max() or 1.0
    positive = flow.credit[flow.credit > 0]
    low = max(positive.min(initial=top), 1e-16 * top)
    least = min(low, top / 10)
    mesh = ax.pcolormesh(np.maximum(norms, least), norm=LogNorm(least, top),
                         cmap="cividis", rasterized=True)
    ax.set(xticks=_ticks(T) + 0.5, xticklabels=_ticks(T),
           yticks=_ticks(T)[1:] + 0.5, yticklabels=_ticks(T)[1:],
           xlabel="$k$", ylabel="$t$", ylim=(T + 1, 1), aspect="equal")
    ax.grid(False)
    ax.figure.colorbar(mesh, ax=ax, shrink=0.85, label=(
        r"$\|\partial E_t / \partial h_k\|_2$"))
    return ax


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
            ink = "white" if abs(entry) > 0.6 * top else INK
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
