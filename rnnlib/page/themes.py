"""Colours of figures by name, so that a page gives each a shade by its theme.

A figure says `var(--figure-blue, #0072b2)`. A page that knows the name says
what it is in the dark (book.css); elsewhere the colour is as it was drawn.
Colours that are not listed, as those of heat maps, are the same everywhere.
"""
import re

from matplotlib.colors import to_hex

from ..plots.look import COLOURS, FAINT, GREY, INK, NODE, PALER, PANES, dark

HUES = ("blue", "vermilion", "green", "purple", "sky", "orange")
NAMES = {
    "#ffffff": "paper", FAINT: "faint", PALER: "paler", NODE: "node",
    **dict.fromkeys(PANES, "pane"),
    **{shade: name for name, colour in zip(
        ("ink", "grey", *HUES), (INK, GREY, *COLOURS), strict=True)
       for shade in (to_hex(colour), to_hex(dark(colour)))}}
STYLE = re.compile(r'(?<=\sstyle=")[^"]*')
COLOUR = re.compile(r"#[0-9a-f]{6}\b")
GROUND = re.compile(r'(<g id="patch_1">\s*<path [^>]*fill: )#ffffff')


def _named(found):
    """A colour, by its name if it has one."""
    colour = found[0]
    return (f"var(--figure-{NAMES[colour]}, {colour})" if colour in NAMES
            else colour)


def themed(svg):
    """Matplotlib's SVG with its colours by name, the ground among them."""
    svg = GROUND.sub(r"\1var(--figure-ground, #fff)", svg, count=1)
    return STYLE.sub(lambda style: COLOUR.sub(_named, style[0]), svg)
