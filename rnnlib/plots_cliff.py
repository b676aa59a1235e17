"""Figures of the error surface with a cliff, and of walks on it."""
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LogNorm
from matplotlib.patheffects import withStroke

from .cliff import crest, folds, s
from .style import COLOURS, FAINT, GREY, INK, dark, style

__all__ = ["cobweb", "fixed_points", "relief", "surfaces", "walk"]
LOOKS = ["-", ":", "--"]
VIEW = 50                        # seen from the plateau that is low
OUTLINE = [withStroke(linewidth=3, foreground=INK)]    # seen on any ground


@style()
def surfaces(w, b, E, length, *, lines=None):
    """The error, and the length of its gradient on a log scale, as colours.

    w: (n,), b: (m,), E and length: (m, n). lines: {name: (w, b)} to draw
    upon both. Returns the lower Axes.
    """
    axes = plt.subplots(2, 1, sharex=True, figsize=(5.6, 7))[1]
    for ax, z, norm, label in zip(axes, (E, length), (
            None, LogNorm(1e-3, 10)), ("error $E$", "length of gradient"),
            strict=True):
        mesh = ax.pcolormesh(w, b, z, norm=norm, cmap="cividis",
                             shading="nearest", rasterized=True)
        ax.figure.colorbar(mesh, ax=ax, label=label, extend=(
            "both" if norm else "neither"))
        ax.set(ylabel="$b$", xlim=(w[0], w[-1]), ylim=(b[0], b[-1]))
        ax.grid(False)
    for look, (name, line) in zip(LOOKS, (lines or {}).items(),
                                  strict=False):
        for ax in axes:
            ax.plot(*line, look, color="white", linewidth=1.5, label=name,
                    path_effects=OUTLINE)
    if lines:
        axes[1].legend(loc="lower left", frameon=True, framealpha=0.9,
                       fontsize=9.5)
    axes[1].set_xlabel("$w$")
    return axes[1]


@style()
def relief(w, b, E, *, ax=None):
    """The error as a landscape over w (n,) and b (m,). Returns the Axes."""
    ax = ax or plt.subplots(figsize=(5.6, 4.6), subplot_kw={
        "projection": "3d"})[1]
    ax.plot_surface(*np.meshgrid(w, b), E, cmap="cividis", rcount=len(b),
                    ccount=len(w), linewidth=0, antialiased=False,
                    rasterized=True)
    ax.set(xlabel="$w$", ylabel="$b$", zlabel="$E$")
    ax.view_init(28, VIEW)
    ax.set_box_aspect((1, 1, 0.55), zoom=0.92)
    return ax


@style()
def cobweb(w, b, *, T=50, x0=0.5, span=(-3.2, 3.2), ax=None):
    """The graph of w s(x) + b, the diagonal, and the path of x_0 .. x_T.

    Returns the Axes.
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
    for name, place in (("$x_0$", x[0]), (f"$x_{{{T}}}$", x[-1])):
        ax.annotate(name, (place, place), (9, -13), color=INK,
                    textcoords="offset points")
    ax.set(xlim=span, ylim=span, xlabel="$x_{t-1}$", ylabel="$x_t$",
           title=f"w = {w:g}, b = {b:.3f}: the end is {x[-1]:.2f}")
    return ax


@style()
def fixed_points(w, *, x0=0.5, span=(-4.5, 4.5), bs=(-4.5, -0.5), ax=None):
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


@style()
def walk(steps, levels, *, title=""):
    """A Walk on a map of E, and below it E and the gradient by update.

    levels: (w, b, E) for the contours, as for `surfaces`. Points outside
    the map are not drawn: a note says where they went. Returns the lower
    Axes.
    """
    axes = plt.subplots(2, 1, figsize=(5.2, 5.6), height_ratios=[3, 2])[1]
    w, b, E = levels
    axes[0].contour(w, b, E, levels=np.linspace(0, 0.5, 11)[1:],
                    colors=[FAINT], linewidths=1)
    ridge = np.linspace(1 / (s(np.float64(0.5)) * s(np.float64(-0.5))),
                        w[-1], 20)
    axes[0].plot(ridge, crest(ridge), color=GREY, linewidth=2.5)
    axes[0].plot(steps.w, steps.b, ".-", color=COLOURS[1], markersize=3,
                 linewidth=0.8)
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
    return axes[1]


def inside(value, axis):
    return axis[0] <= value <= axis[-1]
