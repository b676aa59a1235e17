"""Figures about what comes in: the characters of a text, the start state."""
from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from .axes import SUPERSCRIPT
from .look import COLOURS, FAINT, GREY, INK, PALER, dark, style
from .types import Array, ArrayLike, Axes, Span

__all__ = ["bars_over_text", "loss_saved"]
VISIBLE = {" ": "␣", "\n": "↵"}           # characters that leave no ink
PITCH = 1.55                              # from line to line, bars being 1


@style()
def bars_over_text(text: str, norms: ArrayLike, *, ylim: Span,
                   mark: int | None = None, ylabel: str = "",
                   width: int = 24, ax: Axes | None = None) -> Axes:
    """A text in lines of `width` characters, a bar over each, on a log scale.

    norms: one number >= 0 per character. A norm of exactly 0 has no bar and
    its character is grey; one below ylim, the pair (low, high) that each
    line's axis spans, is a triangle. mark: the place of a character to
    point out. Returns the Axes. Raises ValueError.
    """
    norms = _checked(text, norms, ylim)
    lines = -(-len(text) // width)
    ax = ax or plt.subplots(figsize=(5.6, 0.7 + 1.25 * lines))[1]
    place = np.arange(len(text))
    column, base = place % width, -PITCH * (place // width)
    high = _height(np.where(norms > 0, norms, ylim[0]), ylim)
    _axis(ax, ylim, lines, width)
    colours = [COLOURS[1] if n == mark else COLOURS[0] for n in place]
    ax.bar(column, high, 0.76, base, color=colours)
    low = (norms > 0) & (norms < ylim[0])
    ax.plot(column[low], base[low] + 0.06, "v", color=COLOURS[0],
            markersize=4)
    for n, letter in enumerate(text):
        ink = dark(COLOURS[1]) if n == mark else INK
        ax.text(column[n], base[n] - 0.22, VISIBLE.get(letter, letter),
                ha="center", va="center", fontsize=13,
                fontweight="bold" if n == mark else "normal",
                color=ink if norms[n] else PALER)
    ax.set_ylabel(ylabel)
    return ax


def _checked(text, norms, ylim) -> Array:
    """The norms as an array that fits the text."""
    norms = np.asarray(norms, float)
    if not text or norms.shape != (len(text),):
        raise ValueError(f"norms must be one per character, shape "
                         f"({len(text)},), got {norms.shape}")
    if not (norms >= 0).all():
        raise ValueError(f"norms must not be negative, got {norms.min()}")
    if not 0 < ylim[0] < ylim[1]:
        raise ValueError(f"ylim must be (low, high) with 0 < low < high, "
                         f"got {ylim}")
    return norms


def _height(norms, ylim):
    """The heights of bars, 0 at the low end of ylim and 1 at the high end."""
    low, high = np.log10(ylim)
    return np.clip((np.log10(norms) - low) / (high - low), 0, 1)


def _axis(ax, ylim, lines, width):
    """The same axis beside each line: powers of ten, every second or so."""
    low, high = np.ceil(np.log10(ylim[0])), np.floor(np.log10(ylim[1]))
    step = max(1, int(np.ceil((high - low) / 3)))
    powers = np.arange(low, high + 1, step)
    ticks = _height(10.0**powers, ylim)
    base = -PITCH * np.arange(lines)
    ax.set_yticks((base[:, None] + ticks).ravel(), lines * [
        "10" + f"{power:.0f}".translate(SUPERSCRIPT) for power in powers])
    ax.set(xlim=(-0.7, width - 0.3), xticks=[],
           ylim=(base[-1] - 0.45, 1.02))
    ax.grid(False)
    ax.hlines((base[:, None] + ticks).ravel(), -0.7, width - 0.3, zorder=0,
              color=FAINT, linewidth=0.7)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)


@style()
def loss_saved(before: ArrayLike, after: ArrayLike, *,
               ax: Axes | None = None) -> Axes:
    """What each step's loss has gained: before - after, as bars from step 1.

    before, after: (T,) losses. Losses that grew are orange and hatched.
    The total stands in the title. Returns the Axes.
    """
    saved = np.asarray(before, float) - after
    ax = ax or plt.subplots()[1]
    worse = saved < 0
    for these, colour, hatch in ((~worse, COLOURS[0], None),
                                 (worse, COLOURS[1], "////")):
        ax.bar(np.flatnonzero(these) + 1, saved[these], 0.8, color=colour,
               hatch=hatch, edgecolor="white", linewidth=0)
    ax.axhline(0, color=GREY, linewidth=1)
    ax.set(xlabel="step  $t$", ylabel="loss saved  (nats)",
           xlim=(0.2, len(saved) + 0.8))
    ax.set_title(f"saved in all: {saved.sum():.2f} of {np.sum(before):.1f}")
    return ax
