"""Figures of the error surface with a cliff, and of walks on it."""
from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LogNorm
from matplotlib.patheffects import withStroke
from matplotlib.ticker import NullLocator

from ..cliff import Walk, crest, folds, s
from .axes import power_of_ten
from .look import COLOURS, GREY, INK, ON_DEEP, ON_PALE, dark, style
from .types import Array, Axes, Line, Span

__all__ = ["cliff_walk", "cobweb", "fixed_points", "microscope",
           "relief", "surfaces"]
LOOKS = ["-", ":", "--"]
GRADIENT = "length of the gradient"
HEIGHTS = [0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5]     # of contours
RAISED = 1 / 3                   # of a base line, in the largest error
OUTLINE = [withStroke(linewidth=3, foreground=ON_PALE)]    # seen on any ground


@style()
def surfaces(w: Array, b: Array, E: Array, length: Array, *,
             lines: Mapping[str, tuple[Array, Array]] | None = None) -> Axes:
    """The error, and the length of its gradient on a log scale, as colours.

    w: (n,), b: (m,), E and length: (m, n). lines: {name: (w, b)} to draw
    upon the error. Returns the lower Axes.
    """
    axes = plt.subplots(2, 1, sharex=True, figsize=(5.6, 7))[1]
    _colours(axes[0], w, b, E, None, "error $E$")
    _colours(axes[1], w, b, length, LogNorm(1e-3, 10), GRADIENT)
    for look, (name, line) in zip(LOOKS, (lines or {}).items(),
                                  strict=False):
        axes[0].plot(*line, look, color=ON_DEEP, linewidth=1.5, label=name,
                     path_effects=OUTLINE)
    if lines:
        axes[0].legend(loc="lower left", frameon=True, framealpha=0.9,
                       fontsize=9.5)
    for ax in axes:
        ax.set(ylabel="$b$", xlim=(w[0], w[-1]), ylim=(b[0], b[-1]))
    axes[1].set_xlabel("$w$")
    return axes[1]


@style()
def microscope(w: Array, apart: Array, length: Array, *,
               edge: Array | None = None) -> Axes:
    """Length of the gradient as colours, over w and the distance from the
    crest on a log scale.

    w: (n,), apart: (m,), length: (m, n). edge: distances (n,) to draw as a
    line. Returns the Axes.
    """
    ax = plt.subplots(figsize=(5.6, 4))[1]
    ax.set_yscale("log")
    _colours(ax, _edges(w), 10**_edges(np.log10(apart)), length,
             LogNorm(1e-2, 1e10), GRADIENT)
    if edge is not None:
        ax.plot(w, edge, color=ON_DEEP, linewidth=1.5, path_effects=OUTLINE)
    ax.set(xlabel="$w$", ylabel="distance below the crest")
    _plain(ax.yaxis)
    return ax


def _colours(ax, x, y, z, norm, label):
    mesh = ax.pcolormesh(x, y, z, norm=norm, cmap="cividis",
                         shading="auto", rasterized=True)
    bar = ax.figure.colorbar(mesh, ax=ax, label=label, extend=(
        "both" if norm else "neither"))
    if norm:
        _plain(bar.ax.yaxis)
    ax.grid(False)


def _edges(z):
    """Halfway between even places, and half a step beyond both ends."""
    half = (z[1] - z[0]) / 2
    return np.append(z - half, z[-1] + half)


def _plain(log_axis):
    """Powers of ten in plain letters and no ticks between: quick to draw."""
    log_axis.set_major_formatter(power_of_ten)
    log_axis.set_minor_locator(NullLocator())


@style()
def relief(w: Line, b: Line, E: Array, *, ax: Axes | None = None) -> Axes:
    """Cuts through the error along b, one behind the other, for some w.

    w: (n,), rising, the last one in front; b: (m,), E: (m, n). Each cut
    stands on a base line of its own, which bears its w; the next base is a
    third of the largest error higher. Returns the Axes.
    """
    ax = ax or plt.subplots(figsize=(5.6, 5.2))[1]
    apart = RAISED * (np.max(E) or 1.0)
    bases = apart * np.arange(len(w))[::-1]
    for base, cut in zip(bases, np.transpose(E), strict=True):
        kept = _bends(cut)
        at, top = np.asarray(b)[kept], base + cut[kept]
        ax.fill_between(at, base, top, color="white", alpha=0.85,
                        linewidth=0, zorder=-base)
        ax.fill_between(at, base, top, color=COLOURS[0], alpha=0.12,
                        linewidth=0, zorder=-base)
        ax.plot(at, top, color=COLOURS[0], linewidth=1.6, zorder=-base)
    ax.set(xlim=(b[0], b[-1]), ylim=(0, None), xlabel="$b$", ylabel="$w$",
           yticks=bases, yticklabels=[f"{one:g}" for one in w])
    ax.grid(False)
    _height(ax, bases[0])
    return ax


def _bends(cut, every=25, least=1e-4):
    """Where a line is not straight, and every so many points besides."""
    bend = abs(np.diff(cut, 2, prepend=cut[0], append=cut[-1]))
    return np.union1d(np.flatnonzero(bend > least * (cut.max() or 1)),
                      np.r_[:len(cut):every, len(cut) - 1])


def _height(ax, base):
    """How high an error of 0.5 stands, at the right."""
    ax.plot([1.02, 1.02], [base, base + 0.5], color=INK, clip_on=False,
            transform=ax.get_yaxis_transform(), solid_capstyle="butt")
    ax.annotate("$E$ = 0.5", (1.04, base + 0.25), va="center",
                xycoords=ax.get_yaxis_transform(), annotation_clip=False)


@style()
def cliff_walk(steps: Walk, levels: tuple[Array, Array, Array], *,
               title: str = "") -> Axes:
    """A Walk on a map of E, and below it E and the gradient by update.

    levels: (w, b, E) for the contours, as for `surfaces`. Points outside
    the map are not drawn: a note says where they went. Returns the lower
    Axes.
    """
    axes = plt.subplots(2, 1, figsize=(5.2, 5.6), height_ratios=[3, 2])[1]
    w, b, E = levels
    axes[0].contourf(w, b, E, HEIGHTS, cmap="Greys", vmin=0, vmax=0.9)
    axes[0].contour(w, b, E, HEIGHTS, colors=[GREY], linewidths=0.8)
    ridge = np.linspace(1 / (s(np.float64(0.5)) * s(np.float64(-0.5))),
                        w[-1], 20)
    axes[0].plot(ridge, crest(ridge), "--", color=INK, linewidth=1)
    axes[0].plot(steps.w, steps.b, color=COLOURS[1], linewidth=1.6)
    axes[0].plot(steps.w[0], steps.b[0], "o", color=INK, markersize=7)
    axes[0].set(xlim=(w[0], w[-1]), ylim=(b[0], b[-1]), title=title,
                xlabel="$w$", ylabel="$b$")
    axes[0].grid(False)
    if inside(steps.w[-1], w) and inside(steps.b[-1], b):
        axes[0].plot(steps.w[-1], steps.b[-1], "s", color=COLOURS[0],
                     markersize=8)
    else:
        axes[0].annotate(f"gone to ({steps.w[-1]:.0f}, {steps.b[-1]:.0f})",
                         (0.03, 0.08), xycoords="axes fraction",
                         color=dark(COLOURS[1]), fontweight="bold",
                         bbox={"facecolor": "white", "linewidth": 0})
    for name, z, colour, up in (("gradient", steps.length, COLOURS[0], -14),
                                ("error", steps.E, COLOURS[2], 5)):
        axes[1].plot(z, color=colour, linewidth=0.9)
        axes[1].annotate(name, (0, z[0]), (3, up), color=dark(colour),
                         textcoords="offset points", fontweight="bold")
    axes[1].set(yscale="log", ylim=(1e-5, 1e5), xlabel="updates done")
    _plain(axes[1].yaxis)
    return axes[1]


def inside(value: float, axis: Array) -> bool:
    return axis[0] <= value <= axis[-1]


@style()
def cobweb(w: float, b: float, *, T: int = 50, x0: float = 0.5,
           span: Span = (-3.2, 3.2), ax: Axes | None = None) -> Axes:
    """The graph of w s(x) + b, the diagonal, and the path of x_0 .. x_T.

    A hollow diamond is the watershed, if there is one. Returns the Axes.
    """
    ax = ax or plt.subplots(figsize=(5.2, 4.2))[1]
    grid = np.linspace(*span, 101)
    ax.plot(grid, w * s(grid) + b, color=COLOURS[0])
    ax.plot(span, span, color=GREY, linewidth=1)
    x = [x0]
    for _ in range(T):
        x.append(float(w * s(np.float64(x[-1])) + b))
    ax.plot(np.repeat(x, 2)[:-1], np.repeat(x, 2)[1:], color=COLOURS[1],
            linewidth=1.3)
    ax.plot(x[0], x[0], "o", color=INK, markersize=6)
    ax.plot(x[-1], x[-1], "s", color=COLOURS[1], markersize=8)
    for place in watershed(w, b):
        ax.plot(place, place, "D", color=INK, fillstyle="none", markersize=9)
        ax.annotate("watershed", (place, place), (-10, 8), ha="right",
                    color=INK, textcoords="offset points")
    for name, place in (("$x_0$", x[0]), (f"$x_{{{T}}}$", x[-1])):
        ax.annotate(name, (place, place), (9, -13), color=INK,
                    textcoords="offset points")
    ax.set(xlim=span, ylim=span, xlabel="$x_{t-1}$", ylabel="$x_t$",
           title=f"w = {w:g}, b = {b:.3f}: the end is {x[-1]:.2f}")
    return ax


def watershed(w: float, b: float) -> list[float]:
    """The unstable fixed point between two stable ones: a list, or empty."""
    low, high = sorted(folds(w)[1]) if w > 4 else (b, b)
    if not low < b < high:
        return []
    first, last = sorted(folds(w)[0])
    x = np.linspace(first, last, 2001)
    at = w * s(x) - x                   # -b of a fixed point x, rising
    return [float(np.interp(-b, at, x))]


@style()
def fixed_points(w: float, *, x0: float = 0.5, span: Span = (-4.5, 4.5),
                 bs: Span = (-4.5, -0.5), ax: Axes | None = None) -> Axes:
    """Fixed points x = w s(x) + b against b, the unstable ones dashed.

    A dotted line is x_0, a diamond where x_0 is an unstable fixed point;
    circles are the folds. Returns the Axes.
    """
    ax = ax or plt.subplots(figsize=(5.6, 4))[1]
    x = np.linspace(*span, 801)
    b, steep = x - w * s(x), w * s(x) * (1 - s(x)) > 1
    ax.plot(np.ma.masked_array(b, steep), x, color=COLOURS[0])
    ax.plot(np.ma.masked_array(b, ~steep), x, "--", color=COLOURS[1])
    ax.axhline(x0, color=GREY, linestyle=":", linewidth=1.5)
    ax.annotate(f"$x_0 = {x0:g}$", (1, x0), (-2, 4), ha="right", color=INK,
                textcoords="offset points",
                xycoords=ax.get_yaxis_transform())
    if w > 4:
        at, where = folds(w)
        ax.plot(where, at, "o", color=INK, fillstyle="none", markersize=9)
    h = s(np.float64(x0))
    if w * h * (1 - h) > 1:
        ax.plot(crest(w, x0), x0, "D", color=dark(COLOURS[1]), markersize=8)
    ax.set(xlim=bs, ylim=span, xlabel="$b$", ylabel="fixed points $x^*$",
           title=f"w = {w:g}")
    return ax
