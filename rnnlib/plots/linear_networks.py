"""Figures for linear networks: eigenvalues, and what their powers do."""
from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np

from .axes import LAG, power_of_ten
from .look import COLOURS, GREY, style
from .types import Array, ArrayLike, Axes, Panels, Span

__all__ = ["powers", "swing", "turning", "unit_circle"]


@style()
def unit_circle(values: ArrayLike, *, reach: float = 1.25,
                ax: Axes | None = None) -> Axes:
    """Numbers as dots in the complex plane, around the unit circle.

    values: real or complex, of any shape; a dot on an edge of the picture
    lies outside it. reach: half the height shown. Returns the Axes.
    """
    ax = ax or plt.subplots(figsize=(5.6, 3))[1]
    circle = np.exp(2j * np.pi * np.arange(121) / 120)
    ax.plot(circle.real, circle.imag, color=GREY, linewidth=1.2)
    ax.annotate("unit circle", (-0.71, 0.71), (-10, 4), color=GREY,
                ha="right", textcoords="offset points")
    values = np.ravel(values)
    ax.plot(np.clip(values.real, -2 * reach, 2 * reach),
            np.clip(values.imag, -reach, reach), "o", color=COLOURS[1],
            markersize=9, clip_on=False)
    ax.set(aspect="equal", xlim=(-2 * reach, 2 * reach), ylim=(-reach, reach),
           xticks=(-2, -1, 0, 1, 2), yticks=(-1, 0, 1),
           xlabel="real part", ylabel="imaginary")
    return ax


@style()
def powers(W: ArrayLike, lags: int = 50, *, ylim: Span = (1e-4, 1e4),
           axes: Panels | None = None) -> Axes:
    """The eigenvalues of W and, below, the 2-norms of its powers by lag.

    Beside the norms stand |lambda|^lag for the largest eigenvalue, which
    they never undercut, and ||W||_2^lag, which they never exceed.
    W: (n, n). Returns the lower Axes.
    """
    upper, ax = _stacked() if axes is None else axes
    W, lag = np.asarray(W), np.arange(lags + 1)
    values, product, norms = np.linalg.eigvals(W), np.eye(len(W)), []
    for _ in lag:
        norms.append(np.linalg.norm(product, 2))
        product = product @ W
    unit_circle(values, ax=upper)
    ax.plot(lag, np.linalg.norm(W, 2)**lag, ":", color=COLOURS[2],
            label=r"$\|W\|_2^{\,t-k}$")
    ax.plot(lag, norms, color=COLOURS[0], label=r"$\|W^{t-k}\|_2$")
    ax.plot(lag, abs(values).max()**lag, "--", color=COLOURS[1],
            label=r"$|\lambda|^{t-k}$")
    ax.set(yscale="log", ylim=ylim, xlabel=LAG, ylabel="norm")
    _plain_powers(ax)
    _legend_above(ax)
    return ax


@style()
def swing(W: ArrayLike, g: Array, lags: int = 50, *,
          axes: Panels | None = None) -> Axes:
    """The eigenvalues of W and, below, unit 1 of (W^T)^lag g by lag.

    Dashed lines mark plus and minus |lambda|^lag times the length of g, for
    the largest eigenvalue: a normal W never leaves them. W: (n, n), g: (n,).
    Returns the lower Axes.
    """
    upper, ax = _stacked() if axes is None else axes
    W, lag, first = np.asarray(W), np.arange(lags + 1), []
    radius = abs(np.linalg.eigvals(W)).max()
    edge = radius**lag * np.linalg.norm(g)
    for _ in lag:
        first.append(g[0])
        g = W.T @ g
    unit_circle(np.linalg.eigvals(W), ax=upper)
    ax.plot(lag, edge, "--", color=COLOURS[1], label=r"$\pm|\lambda|^{t-k}$")
    ax.plot(lag, -edge, "--", color=COLOURS[1])
    ax.plot(lag, first, "o-", color=COLOURS[0], markersize=3.5, linewidth=1,
            label="credit of unit 1")
    top = 1.1 * max(edge[0], edge[-1])
    ax.set(ylim=(-top, top), xlabel=LAG, ylabel="credit")
    _legend_above(ax)
    return ax


@style()
def turning(credits: Mapping[str, Array], direction: Array, rate: float, *,
            axes: Panels | None = None) -> Axes:
    """How vectors turn towards a direction, and how fast.

    Above the cosine of the angle to it, below the sine on a log scale with
    rate^lag as a guide. credits: {name: (lags, n)}, lags from 1; direction:
    (n,), not 0. Returns the lower Axes.
    """
    size = np.linalg.norm(direction)
    if size == 0:
        raise ValueError("direction must not be zero")
    unit, (upper, ax) = direction / size, _stacked() if axes is None else axes
    for look, (name, vectors) in zip(("-", "--", "-."), credits.items(),
                                     strict=False):
        lag = np.arange(1, len(vectors) + 1)
        along = vectors @ unit
        across = np.linalg.norm(vectors - np.outer(along, unit), axis=1)
        length = np.hypot(along, across)
        upper.plot(lag, along / length, look, label=name)
        ax.plot(lag, across / length, look)
    ax.plot(lag, rate**lag, ":", color=GREY)
    ax.annotate(r"$|\lambda_2 / \lambda_1|^{t-k}$",
                (lag[len(lag) // 2], rate**lag[len(lag) // 2]), (8, 8),
                textcoords="offset points", color=GREY)
    upper.set(ylabel="cosine", ylim=(-1.1, 1.1))
    ax.set(yscale="log", xlabel=LAG, ylabel="sine")
    _plain_powers(ax)
    _legend_above(upper)
    return ax


def _stacked():
    return plt.subplots(2, 1, figsize=(5.6, 5.4), height_ratios=[1, 1.3])[1]


def _plain_powers(ax):
    """Few ticks in plain letters: a frame is drawn in half the time."""
    ax.yaxis.set_major_formatter(power_of_ten)
    ax.minorticks_off()


def _legend_above(ax):
    ax.legend(loc="lower left", bbox_to_anchor=(-0.02, 0.97), ncols=3,
              columnspacing=1.2, borderaxespad=0, fontsize=12)
