"""Figures of the error surface with a cliff, and of walks on it."""
from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LogNorm
from matplotlib.patheffects import withStroke
from matplotlib.ticker import NullLocator
from mpl_toolkits.mplot3d import Axes3D

from ._plot_types import Array, Axes
from .cliff import crest, s
from .axes import power_of_ten
from .cliff_walks import Walk
from .style import COLOURS, FAINT, GREY, INK, dark, style

__all__ = ["microscope", "relief", "surfaces", "walk"]
LOOKS = ["-", ":", "--"]
GRADIENT = "length of the gradient"
VIEW = 50                        # seen from the plateau that is low
OUTLINE = [withStroke(linewidth=3, foreground=INK)]    # seen on any ground


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
        axes[0].plot(*line, look, color="white", linewidth=1.5, label=name,
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
        ax.plot(w, edge, color="white", linewidth=1.5, path_effects=OUTLINE)
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
def relief(w: Array, b: Array, E: Array, *,
           ax: Axes3D | None = None) -> Axes3D:
    """The error as a landscape over w (n,) and b (m,). Returns the Axes."""
    ax = ax or plt.figure(figsize=(5.6, 4.6)).add_subplot(projection="3d")
    ax.plot_surface(*np.meshgrid(w, b), E, cmap="cividis", rcount=len(b),
                    ccount=len(w), linewidth=0, antialiased=False,
                    rasterized=True)
    ax.set(xlabel="$w$", ylabel="$b$", zlabel="$E$")
    ax.view_init(28, VIEW)
    ax.set_box_aspect((1, 1, 0.55), zoom=0.92)
    return ax


@style()
def walk(steps: Walk, levels: tuple[Array, Array, Array], *,
         title: str = "") -> Axes:
    """A Walk on a map of E, and below it E and the gradient by update.

    levels: (w, b, E) for the contours, as for `surfaces`. Points outside
    the map are not drawn: a note says where they went. Returns the lower
    Axes.
    """
    axes = plt.subplots(2, 1, figsize=(5.2, 5.6), height_ratios=[3, 2])[1]
    w, b, E = levels
    axes[0].contour(w, b, E, levels=[0.05, 0.1, 0.2, 0.3, 0.4],
                    colors=[FAINT], linewidths=1)
    ridge = np.linspace(1 / (s(np.float64(0.5)) * s(np.float64(-0.5))),
                        w[-1], 20)
    axes[0].plot(ridge, crest(ridge), color=GREY, linewidth=2.5)
    axes[0].plot(steps.w, steps.b, color=COLOURS[1], linewidth=0.9)
    axes[0].plot(steps.w[0], steps.b[0], "o", color=INK, markersize=7)
    axes[0].set(xlim=(w[0], w[-1]), ylim=(b[0], b[-1]), title=title,
                xlabel="$w$", ylabel="$b$")
    axes[0].grid(False)
    if inside(steps.w[-1], w) and inside(steps.b[-1], b):
        axes[0].plot(steps.w[-1], steps.b[-1], "s", color=COLOURS[0],
                     markersize=8)
    else:
        axes[0].annotate(f"gone to ({steps.w[-1]:.0f}, {steps.b[-1]:.0f})",
                         (0.97, 0.9), xycoords="axes fraction", ha="right",
                         color=dark(COLOURS[1]), fontweight="bold")
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
