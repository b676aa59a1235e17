"""Sliders that move a figure, with a kernel and without one.

    explore(draw, gain=([0.8, 0.9, 1.0, 1.1], 0.9), alt="Norms by lag.")

While the book is built (RNNLIB_BOOK is set) every frame is drawn once and the
page gets plain HTML; explore.js moves between the frames. With Python in the
page each move calls `draw`, and so do the ipywidgets of a notebook; both have
finer steps.
"""
from __future__ import annotations

import os
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from .frames import Frames, LivePicture, drawn, text_of

live_figures: dict[int, LivePicture] | None = None    # in a live page


def explore(draw: Callable[..., Figure], *, alt: str,
            **parameters: Any) -> Any:
    """A figure with a slider for each parameter, one or two of them.

    draw: called with one value per parameter, returns a matplotlib Figure.
    alt: what the figure shows, for those who cannot see it.
    parameters: a sequence of values, at whose first the slider starts, or
        the pair (values, start). With Python alive there are steps between
        the numbers too.
    """
    if not isinstance(alt, str) or not alt.strip():
        raise ValueError("alt: say in a few words what the figure shows")
    if not 1 <= len(parameters) <= 2:
        raise ValueError("explore takes one or two parameters, not "
                         f"{len(parameters)}: {', '.join(parameters)}")
    built = bool(os.environ.get("RNNLIB_BOOK"))
    grid = {name: _choices(name, given, finer=not built)
            for name, given in parameters.items()}
    if built:
        return Frames(draw, alt, grid)
    if live_figures is None:
        return _widgets(draw, grid)
    picture = LivePicture(draw, alt, grid)
    live_figures[picture.number] = picture
    return picture


def _choices(name, given, finer):
    """The values of a parameter and the index at which it starts."""
    pair = isinstance(given, tuple) and len(given) == 2 and _several(given[0])
    values = list(given[0] if pair else given)
    if not values:
        raise ValueError(f"{name}: no values to choose from")
    start = given[1] if pair else values[0]
    if start not in values:
        raise ValueError(f"{name}: start {start!r} is not among its values")
    values = _finer(values) if finer else values
    return values, values.index(start)


def _several(values):
    """Whether this is a sequence of values rather than one value."""
    return hasattr(values, "__len__") and not isinstance(values, str)


def _finer(values, parts=4):
    """Values with steps between: all integers, or quarters of each gap."""
    if not all(type(value) in (int, float) for value in values):
        return values
    whole = all(type(value) is int for value in values)
    out = values[:1]
    for low, high in pairwise(values):
        count = abs(high - low) if whole else parts
        between = np.linspace(low, high, count + 1)[1:-1].round(12)
        out += [int(z) if whole else float(z) for z in between] + [high]
    return out


def _widgets(draw, grid):
    """The sliders of a live notebook."""
    import ipywidgets
    from IPython.display import display

    sliders = {
        name: ipywidgets.SelectionSlider(
            options=[(text_of(value), value) for value in values],
            value=values[start], description=name, continuous_update=False)
        for name, (values, start) in grid.items()}
    figure = ipywidgets.interactive_output(
        lambda **values: display(drawn(draw, values)), sliders)
    return ipywidgets.VBox([*sliders.values(), figure])
