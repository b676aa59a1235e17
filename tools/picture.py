"""The README's picture: the credit along the sonnet, light and dark.

    python tools/picture.py     # writes .github/norms-light.svg, ...-dark.svg
"""
import io
import re
from pathlib import Path

import jupytext
import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.colors import to_hex, to_rgb
from rnnlib.plots.look import COLOURS, FAINT, GREY, INK, dark

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".github"
PAPER = "#ffffff"


def pale(colour):
    """The same hue on dark paper, halfway to white."""
    return to_hex([(1 + part) / 2 for part in to_rgb(colour)])


DARK = {PAPER: "#0d1117", INK: "#e6edf3", GREY: "#9aa4af", FAINT: "#30363d",
        **{to_hex(shade): pale(colour) for colour in COLOURS
           for shade in (colour, dark(colour))}}


def draw():
    """The figure as SVG: its cell of "vanishing" and what that needs."""
    notebook = jupytext.read(ROOT / "book" / "vanishing.md", fmt="md:myst")
    names = {}
    for cell in notebook.cells:
        if "def network" in cell.source or "along_text(" in cell.source:
            exec(cell.source, names)
    picture = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "norms"}):
        plt.gcf().savefig(picture, format="svg",
                                 metadata={"Date": None, "Creator": None})
    plt.close()
    return rounded(picture.getvalue())


def rounded(svg):
    """Points of lines to a hundredth: a third of the bytes."""
    return re.sub(r' d="[^"]*"', lambda line: re.sub(
        r"\d+\.\d+", lambda number: f"{float(number[0]):.2f}", line[0]), svg)


def in_the_dark(svg):
    """The same picture for dark pages."""
    return re.sub(r"#[0-9a-f]{6}\b", lambda found: DARK[found[0]], svg)


def pictures():
    """The name and the content of each file."""
    light = draw()
    return {"norms-light.svg": light, "norms-dark.svg": in_the_dark(light)}


if __name__ == "__main__":
    for name, svg in pictures().items():
        (FOLDER / name).write_text(svg)
