"""Credit along the text that was read: time in reading direction."""
from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np

from .axes import decades, label_ends, power_of_ten
from .look import COLOURS, INK, dark, style
from .types import AnyFlow, Axes, Span

__all__ = ["along_text"]


@style()
def along_text(text: str, flows: Mapping[str, AnyFlow], *,
               ylim: Span = (1e-10, 1e4), linear: str | None = None,
               ax: Axes | None = None) -> Axes:
    """Credit of each character over that of the last one, on a log scale.

    text: T characters, the k-th read at step k, the loss at the right end.
    flows: {name: Flow}, the last of its steps t. Where a line leaves the
    frame an arrow says how far it goes. linear: the name of a flow that is
    also drawn on a linear scale, inset. Returns the Axes.
    Raises ValueError if a flow has another number of steps than the text or
    no credit at its last step, or `linear` is not among them.
    """
    _check(text, flows, ylim, linear)
    ax = ax or plt.subplots(figsize=(5.6, 4.2))[1]
    credit = {name: _credit(name, flow, text) for name, flow in flows.items()}
    ax.set(yscale="log", ylim=ylim, xlim=(1, len(text)),
           ylabel="credit, over that of the last")
    decades(ax.yaxis)
    ax.minorticks_off()
    _words(ax, text)
    ends = []
    for (name, line), colour in zip(credit.items(), cycle(COLOURS),
                                    strict=False):
        ends += _line(ax, name, line, ylim, colour)
        if name == linear:
            _inset(ax, name, line, colour)
    label_ends(ax, ends, side="left")
    ax.yaxis.tick_right()
    ax.yaxis.set_label_position("right")
    ax.spines["left"].set_visible(False)
    return ax


def _check(text, flows, ylim, linear):
    """Raise an error that names the argument which cannot be drawn."""
    if not (text and flows):
        raise ValueError(f"{'flows' if text else 'text'}: there is nothing "
                         "to draw")
    if not 0 < ylim[0] < 1 < ylim[1]:
        raise ValueError("ylim must be (low, high) with 0 < low < 1 < high, "
                         f"got {ylim}")
    if linear is not None and linear not in flows:
        raise ValueError(f"linear: {linear!r} is not among the flows "
                         f"{', '.join(flows)}")


def _credit(name, flow, text):
    """(T,): credit for steps 1 to T, over that of the last."""
    t = int(flow.steps[-1])
    if t != len(text):
        raise ValueError(f"flows: {name!r} has its last loss at step {t}, "
                         f"the text has {len(text)} characters")
    credit = flow.credit[t, 1:t + 1]
    if not credit[-1] > 0:
        raise ValueError(f"flows: {name!r} gives the last character no credit")
    return credit / credit[-1]


def _words(ax, text):
    """Ticks where some words begin, about ten characters apart."""
    starts, last = [], -99
    for word in re.finditer(r"\w+", text):
        if word.start() - last >= 9:
            last = word.start()
            starts.append((last + 1, word[0]))
    ax.set_xticks([k for k, _ in starts], [word for _, word in starts],
                  rotation=30, ha="right", rotation_mode="anchor")
    ax.set_xlabel("what was read at step k; the error is made at the right")


def _line(ax, name, credit, ylim, colour):
    """A line within the frame; its name and where it stands, if at its end.

    One that leaves the frame has an arrow there, and how far it goes.
    """
    k = np.arange(1, len(credit) + 1)
    inside = (credit >= ylim[0]) & (credit <= ylim[1])
    first = int(np.argmax(inside))
    ax.plot(k, np.where(inside, credit, np.nan), color=colour)
    if inside[0]:
        return [(name, colour, k[:1], credit[:1])]
    down = credit[first - 1] < ylim[0]
    far = power_of_ten(credit[0], 0) if credit[0] else "0"
    ax.annotate(f"{name}\nto {far} {'↓' if down else '↑'}",
                (k[first], ylim[0 if down else 1]),
                (18, 5) if down else (-5, -3), textcoords="offset points",
                color=dark(colour), ha="left" if down else "right",
                va="bottom" if down else "top", fontweight="bold")
    return []


def _inset(ax, name, credit, colour):
    """The same line on a linear scale, where few lines come by."""
    small = ax.inset_axes((0.34, 0.06, 0.24, 0.16))
    small.plot(np.arange(1, len(credit) + 1), credit, color=colour)
    small.set(xlim=(1, len(credit)), ylim=(0, 1.02), yticks=[0, 1],
              xticks=[])
    small.set_title(f"{name}, linear", fontsize=11, color=INK, pad=3)
    small.yaxis.tick_right()
    small.spines["left"].set_visible(False)
    small.grid(False)
