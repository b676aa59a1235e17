"""Figures that set a gradient's length beside what W alone can promise."""
from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import MaxNLocator

from .axes import label_ends, power_of_ten
from .look import COLOURS, GREY, INK, dark, style
from .types import Array, ArrayLike, Axes, Named, Panels, Span

__all__ = ["detour", "escape", "lengths"]
# lines that always look the same, the promises dashed or dotted
LOOKS = {"bound": (INK, "--"), "step norms": (COLOURS[2], "-."),
         "norm": (COLOURS[0], "-"), "credit": (COLOURS[1], "-"),
         "radius": (GREY, ":")}


@style()
def lengths(lines: Named, *, xlabel: str = "lag  $t - k$  (steps back)",
            ylabel: str = "length, 1 at the start", title: str = "",
            ylim: Span | None = None, ax: Axes | None = None) -> Axes:
    """Lengths on a log scale: {name: values at 0, 1, ...}, named at the end.

    The names in LOOKS keep their colours, others take theirs in turn. A
    line is named where it ends or leaves the picture. Zeros have no place
    on a log scale: triangles on the lower edge mark them. Returns the Axes.
    Raises ValueError for what is no length, or for no lines.
    """
    lines = {name: _checked(name, values) for name, values in lines.items()}
    if not lines:
        raise ValueError("lines must hold at least one, got none")
    ax = ax or plt.subplots()[1]
    last = max(map(len, lines.values())) - 1
    ticks = MaxNLocator(7, integer=True, steps=[1, 2, 5, 10]).tick_values(
        0, max(last, 1))
    ends = [_line(ax, n, name, values, ylim or (0, np.inf))
            for n, (name, values) in enumerate(lines.items())]
    # beyond the last value there is room for the names
    ax.set(yscale="log", xlabel=xlabel, ylabel=ylabel, title=title, ylim=ylim,
           xlim=(-0.03 * last, 1.3 * max(last, 1)),
           xticks=[tick for tick in ticks if tick <= last])
    ax.yaxis.set_major_formatter(power_of_ten)
    dead = [end for end in ends if lines[end[0]][-1] == 0]
    alive = [end for end in ends if end not in dead and len(end[2])]
    for together in _neighbours(alive, 0.25 * last):
        label_ends(ax, together)
    for n, (name, colour, *_) in enumerate(dead):
        ax.annotate(name, (last, 0), (7, 6 + 14 * n), va="center",
                    xycoords=ax.get_xaxis_transform(), fontweight="bold",
                    textcoords="offset points", color=dark(colour))
    return ax


def _checked(name, values) -> Array:
    values = np.asarray(values, float)
    if values.ndim != 1 or not len(values) or not (
            np.isfinite(values) & (values >= 0)).all():
        raise ValueError(f"{name}: lengths must be one or more numbers, "
                         f"finite and not negative, got {values}")
    return values


def _line(ax, n, name, values, sight):
    """Draw the n-th line; its name, colour and the last place in sight."""
    colour, dashes = LOOKS.get(name, (COLOURS[n % len(COLOURS)], "-"))
    shown = np.where(values > 0, values, np.nan)
    ax.plot(shown, color=colour, linestyle=dashes)
    zero = np.flatnonzero(values == 0)
    if len(zero):
        ax.plot(zero, 0 * zero, "v", color=colour, markersize=4,
                clip_on=False, transform=ax.get_xaxis_transform())
    end = np.flatnonzero((shown >= sight[0]) & (shown <= sight[1]))[-1:]
    return name, colour, end.tolist(), shown[end].tolist()


def _neighbours(ends, reach):
    """The ends in groups; only names that are near could cover each other."""
    groups: list[list] = []
    before = -np.inf
    for one in sorted(ends, key=lambda one: one[2][0]):
        if one[2][0] > before + reach:
            groups.append([])
        groups[-1].append(one)
        before = one[2][0]
    return groups


@style()
def detour(W: ArrayLike, slopes: ArrayLike, *, steps: int = 12,
           ylim: Span = (1e-6, 1e12), axes: Panels | None = None) -> Axes:
    """How slopes lead a vector past the line that W kills.

    W: (2, 2) with W W = 0, slopes: (2,). Above, the line that W kills,
    which is also the line on which every W v lies; a W v of length one, and
    what the slopes make of it. Below, the 2-norm of the product of 0, 1,
    ... steps, with the slopes and without. Returns the lower Axes. Raises
    ValueError for another W.
    """
    W, D = np.asarray(W, float), np.diag(np.asarray(slopes, float))
    if W.shape != (2, 2) or not W.any() or abs(W @ W).max() > 0:
        raise ValueError(f"W must be (2, 2), not 0, and W W must be 0, "
                         f"got {W.tolist()}")
    if axes is None:
        axes = plt.subplots(2, 1, figsize=(5.6, 6.4))[1]
    along = W[:, 0] if W[:, 0].any() else W[:, 1]
    along = along / np.linalg.norm(along)
    axes[0].axline((0, 0), along, color=GREY, linestyle=":", zorder=1)
    _arrow(axes[0], along, "$W v$", INK, (-8, -12), "right")
    _arrow(axes[0], D @ along, "$D W v$", COLOURS[1], (7, 3), "left")
    axes[0].set(xlim=(-1.5, 1.5), ylim=(-1, 1), aspect="equal",
                xlabel="unit 1", ylabel="unit 2", xticks=(-1, 0, 1),
                yticks=(-1, 0, 1), title="the dotted line is what $W$ kills")
    norms = {name: [np.linalg.norm(np.linalg.matrix_power(step, n), 2)
                    for n in range(steps + 1)]
             for name, step in (("W alone", W), ("with slopes", D @ W))}
    return lengths(norms, xlabel="steps", ylabel="2-norm of the product",
                   ylim=ylim, ax=axes[1])


def _arrow(ax, v, name, colour, shift, side):
    ax.annotate("", v, (0, 0), arrowprops={
        "arrowstyle": "-|>", "color": colour, "linewidth": 2,
        "shrinkA": 0, "shrinkB": 0, "mutation_scale": 16})
    ax.annotate(name, v, shift, textcoords="offset points", fontsize=13,
                color=dark(colour), ha=side)


@style()
def escape(distances: Named, products: Named) -> Axes:
    """Orbits that leave a point, and the product of the steps taken.

    distances: {name: distance from the point at 0, 1, ...}, above;
    products: {name: norm of the product of the steps so far}, below.
    Returns the lower Axes.
    """
    _, (top, below) = plt.subplots(2, 1, figsize=(5.6, 6.4))
    lengths(distances, xlabel="step  $t$", ylabel="distance from $h^*$",
            ax=top)
    return lengths(products, xlabel="step  $t$", ax=below,
                   ylabel=r"$\|\partial h_t / \partial h_0\|_2$")
