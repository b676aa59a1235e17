"""Sliders that move a figure, with a kernel and without one.

    explore(draw, gain=([0.8, 0.9, 1.0, 1.1], 0.9), alt="Norms by lag.")

While the book is built (RNNLIB_BOOK is set) every frame is drawn once and the
page gets plain HTML; explore.js moves between the frames.  Elsewhere the
sliders are ipywidgets and each move calls ``draw``.
"""
import io
import os
import re
from html import escape
from itertools import count, product

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.figure import Figure

# Letters become outlines, since mathtext's are in no reader's fonts; the salt
# makes a figure's ids the same in every build.
SVG = {"svg.fonttype": "path", "svg.hashsalt": "rnnlib"}
NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))
serial = count(1)


def explore(draw, *, alt, **parameters):
    """A figure with a slider for each parameter, one or two of them.

    draw: called with one value per parameter, returns a matplotlib Figure.
    alt: what the figure shows, for those who cannot see it.
    parameters: a sequence of values, at whose first the slider starts, or
        the pair (values, start).
    """
    if not isinstance(alt, str) or not alt.strip():
        raise ValueError("alt: say in a few words what the figure shows")
    if not 1 <= len(parameters) <= 2:
        raise ValueError("explore takes one or two parameters, not "
                         f"{len(parameters)}: {', '.join(parameters)}")
    grid = {name: _choices(name, given)
            for name, given in parameters.items()}
    if os.environ.get("RNNLIB_BOOK"):
        return Frames(draw, alt, grid)
    return _widgets(draw, grid)


def _choices(name, given):
    """The values of a parameter and the index at which it starts."""
    pair = isinstance(given, tuple) and len(given) == 2 and _several(given[0])
    values = list(given[0] if pair else given)
    if not values:
        raise ValueError(f"{name}: no values to choose from")
    start = given[1] if pair else values[0]
    if start not in values:
        raise ValueError(f"{name}: start {start!r} is not among its values")
    return values, values.index(start)


def _several(values):
    """Whether this is a sequence of values rather than one value."""
    return hasattr(values, "__len__") and not isinstance(values, str)


def _text(value):
    """A value as the slider shows it."""
    return f"{value:g}" if hasattr(value, "__float__") else str(value)


def _draw(draw, values):
    """Draw one frame; closed, so that the notebook shows it once only."""
    figure = draw(**values)
    if not isinstance(figure, Figure):
        raise TypeError("draw must return a matplotlib Figure, not "
                        f"{type(figure).__name__}")
    plt.close(figure)
    if figure.get_layout_engine() is None:  # else labels may be cut off
        figure.set_layout_engine("constrained")
    return figure


def _widgets(draw, grid):
    """The sliders of a live notebook."""
    import ipywidgets
    from IPython.display import display

    sliders = {
        name: ipywidgets.SelectionSlider(
            options=[(_text(value), value) for value in values],
            value=values[start], description=name, continuous_update=False)
        for name, (values, start) in grid.items()}
    figure = ipywidgets.interactive_output(
        lambda **values: display(_draw(draw, values)), sliders)
    return ipywidgets.VBox([*sliders.values(), figure])


def _svg(figure, prefix):
    """The figure as an SVG element, fit to stand in a page.

    Its ids are made unique, and its style sheet, which would hold for the
    whole page, goes: book.css has the two rules.
    """
    file = io.StringIO()
    with mpl.rc_context(SVG):
        figure.savefig(file, format="svg", metadata=NO_METADATA)
    svg = "<svg" + file.getvalue().partition("<svg")[2].rstrip()
    svg = re.sub(r"<defs>\s*<style.*?</defs>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\bid="', f'id="{prefix}', svg)
    return re.sub(r'(href="#|url\(#)', rf"\g<1>{prefix}", svg)


def _shared(frames):
    """The outlines that frames have in common, and the frames without them.

    A letter's id is made of its outline: one definition serves all frames.
    """
    outlines = {}

    def lift(found):
        outlines[found[1]] = found[0]
        return ""

    frames = [re.sub(r'\s*<path id="([^"]+)"[^>]*/>', lift, frame)
              for frame in frames]
    defs = "".join(outlines.values())
    return (f'<svg width="0" height="0" class="explore-shared" '
            f'aria-hidden="true"><defs>{defs}</defs></svg>'), frames


class Frames:
    """All frames of a figure as HTML, the start frame in sight."""

    def __init__(self, draw, alt, grid):
        self.alt, self.grid, self.number = alt, grid, next(serial)
        names = list(grid)
        choices = product(*(values for values, _ in grid.values()))
        self.outlines, self.frames = _shared([
            _svg(_draw(draw, dict(zip(names, chosen, strict=True))),
                 f"f{self.number}-")
            for chosen in choices])

    @property
    def start(self):
        """The place of the start frame; the last parameter runs fastest."""
        place = 0
        for values, start in self.grid.values():
            place = place * len(values) + start
        return place

    def _slider(self, name, values, start):
        """A labelled range over the places of the values."""
        field = f"explore-{self.number}-{name}"
        texts = [escape(_text(value)) for value in values]
        return (f'<label for="{field}">{escape(name)}</label>'
                f'<input type="range" id="{field}" min="0" '
                f'max="{len(values) - 1}" value="{start}" '
                f'aria-valuetext="{texts[start]}" '
                f'data-values="{"|".join(texts)}">'
                f'<output for="{field}" aria-live="polite">{texts[start]}'
                '</output>')

    def _repr_html_(self):
        """The figure and its controls, which explore.js brings to life."""
        sliders = "".join(self._slider(name, *choices)
                          for name, choices in self.grid.items())
        others = "".join(f"<template>{svg}</template>"
                         for place, svg in enumerate(self.frames)
                         if place != self.start)
        return (f'<figure class="explore" data-start="{self.start}">'
                f'{self.outlines}'
                f'<div class="explore-frame" role="img" '
                f'aria-label="{escape(self.alt)}">{self.frames[self.start]}'
                f'</div><div class="explore-controls" hidden>{sliders}'
                f'<button type="button">Play</button></div>{others}</figure>')

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": self._repr_html_(), "text/plain": self.alt}
