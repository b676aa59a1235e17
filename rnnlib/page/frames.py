"""Figures with sliders as plain HTML, for pages; explore.js moves them.

`Frames` holds every frame, drawn while the book is built. `LivePicture` draws
the frame that is asked for: it lives in the reader's page, with Python.
"""
import io
import re
from abc import ABC, abstractmethod
from html import escape
from itertools import count, product
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from .themes import themed

# Letters become outlines, since mathtext's are in no reader's fonts; the salt
# makes a figure's ids the same in every build.
SVG: dict[Any, Any] = {"svg.fonttype": "path", "svg.hashsalt": "rnnlib"}
NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))
SHARED = "outline-"           # before ids of outlines that a page shares
serial = count(1)


def drawn(draw, values):
    """Draw one frame; closed, so that a notebook shows it once only."""
    figure = draw(**values)
    if not isinstance(figure, Figure):
        raise TypeError("draw must return a matplotlib Figure, not "
                        f"{type(figure).__name__}")
    plt.close(figure)
    if figure.get_layout_engine() is None:  # else labels may be cut off
        figure.set_layout_engine("constrained")
    return figure


def text_of(value):
    """A value as a slider shows it."""
    return f"{value:g}" if hasattr(value, "__float__") else str(value)


def svg(figure, prefix, **options):
    """The figure as an SVG element, fit to stand in a page.

    options: of savefig.
    """
    file = io.StringIO()
    with mpl.rc_context(SVG):
        figure.savefig(file, format="svg", metadata=NO_METADATA, **options)
    return prefixed(embedded(file.getvalue()), prefix)


def embedded(text):
    """Matplotlib's SVG file as an element without ids that nobody needs.

    Its style sheet, which would hold for the whole page, goes: book.css has
    the two rules. Places along a line keep one decimal of a point: digits
    that nobody sees do not compress. Colours get names for the theme.
    """
    text = '<svg class="figure"' + text.partition("<svg")[2].rstrip()
    text = re.sub(r"<metadata>.*?</metadata>|<defs>\s*<style.*?</defs>", "",
                  text, flags=re.DOTALL)
    text = re.sub(r'(?<=\sd=")[^"]*', lambda found: re.sub(
        r"(\.\d)\d+", r"\1", found[0]), text)
    return re.sub(r'<g id="[^"]*"', "<g", themed(text))


def prefixed(text, prefix, outlines=()):
    """Its ids made the page's own; those of shared outlines have theirs."""
    def new(found):
        start = SHARED if found[2] in outlines else prefix
        return found[1] + start + found[2]

    return re.sub(r'(\bid="|href="#|url\(#)([^")]+)', new, text)


def shared(frames):
    """The outlines that elements have in common, and these without them.

    A letter's id is made of its outline: one definition serves all.
    """
    outlines = {}

    def lift(found):
        outlines[found[1]] = found[0]
        return ""

    frames = [re.sub(r'\s*<path id="([^"]+)"[^>]*/>', lift, frame)
              for frame in frames]
    return outlines, [re.sub(r"\s*<defs>\s*</defs>", "", frame)
                      for frame in frames]


def definitions(outlines, prefix=""):
    """An element, never seen, that holds shared outlines."""
    defs = prefixed("".join(outlines.values()), prefix)
    return (f'<svg width="0" height="0" class="explore-shared" '
            f'aria-hidden="true"><defs>{defs}</defs></svg>')


class Picture(ABC):
    """A figure over a grid of values, {name: (values, place of the start)}."""

    def __init__(self, draw, alt, grid):
        self.draw, self.alt, self.grid = draw, alt, grid
        self.number = next(serial)

    def frame(self, places):
        """The SVG of the frame at one place for each parameter."""
        values = {name: values[place] for (name, (values, _)), place
                  in zip(self.grid.items(), places, strict=True)}
        return svg(drawn(self.draw, values), f"f{self.number}-")

    def html(self, attributes, start, before="", after=""):
        """The figure with its start frame and its sliders."""
        sliders = "".join(self.slider(name, *choices)
                          for name, choices in self.grid.items())
        return (f'<figure class="explore" {attributes}>{before}'
                f'<div class="explore-frame" role="img" '
                f'aria-label="{escape(self.alt)}">{start}'
                f'</div><div class="explore-controls" hidden>{sliders}'
                f'<button type="button">Play</button></div>{after}</figure>')

    def slider(self, name, values, start):
        """A labelled range over the places of the values."""
        field = f"explore-{self.number}-{name}"
        texts = [escape(text_of(value)) for value in values]
        return (f'<label for="{field}">{escape(name)}</label>'
                f'<input type="range" id="{field}" min="0" '
                f'max="{len(values) - 1}" value="{start}" '
                f'aria-valuetext="{texts[start]}" '
                f'data-values="{"|".join(texts)}">'
                f'<output for="{field}" aria-live="polite">{texts[start]}'
                '</output>')

    @abstractmethod
    def _repr_html_(self) -> str:
        """The figure for a page or a notebook."""

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": self._repr_html_(), "text/plain": self.alt}


class Frames(Picture):
    """Every frame drawn beforehand: the page needs no Python."""

    def __init__(self, draw, alt, grid):
        super().__init__(draw, alt, grid)
        places = product(*(range(len(values)) for values, _ in grid.values()))
        outlines, self.frames = shared([*map(self.frame, places)])
        self.outlines = definitions(outlines)

    @property
    def start(self):
        """The place of the start frame; the last parameter runs fastest."""
        place = 0
        for values, start in self.grid.values():
            place = place * len(values) + start
        return place

    def _repr_html_(self):
        others = "".join(f"<template>{text}</template>"
                         for place, text in enumerate(self.frames)
                         if place != self.start)
        return self.html(f'data-start="{self.start}"',
                         self.frames[self.start], self.outlines, others)


class LivePicture(Picture):
    """Draws when a slider moves; the page asks for frames by the number."""

    def _repr_html_(self):
        places = [start for _, start in self.grid.values()]
        return self.html(f'data-live="{self.number}"', self.frame(places))
