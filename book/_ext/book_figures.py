"""Figures in the page itself, as SVG whose colours follow the theme.

A cell's figure comes as SVG and as PNG. The SVG is put in the page, where the
names of its colours are known (rnnlib/page/themes.py, book.css); outlines of
letters stand there once, and heat maps, which are pixels, as WebP. One that is
larger than `LARGEST` stays a file.
"""
import base64
import gzip
import io
import re
from html import escape
from pathlib import Path

from docutils import nodes
from PIL import Image
from rnnlib.page.frames import (
    SHARED,
    definitions,
    embedded,
    prefixed,
    shared,
)
from sphinx.transforms.post_transforms import SphinxPostTransform

LARGEST = 60_000             # bytes, compressed
PER_POINT = 120 / 72         # pixels: a figure is as wide as its PNG would be
SIZE = re.compile(r'\bwidth="([\d.]+)pt" height="([\d.]+)pt"')
PIXELS = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=\s]+)")


def webp(found):
    """The same pixels in half the bytes."""
    target = io.BytesIO()
    with Image.open(io.BytesIO(base64.b64decode(found[1]))) as picture:
        picture.save(target, "webp", lossless=True, exact=True)
    return "data:image/webp;base64," + (
        base64.b64encode(target.getvalue()).decode())


def small(svg):
    """Whether a figure may stand in the page."""
    return len(gzip.compress(svg.encode(), 6)) <= LARGEST


def element(svg, alt):
    """The SVG of a figure with its size in pixels and its alternative."""
    width, height = (PER_POINT * float(side)
                     for side in SIZE.search(svg).groups())
    svg = SIZE.sub(f'width="{width:.0f}" height="{height:.0f}"', svg, count=1)
    return svg.replace("<svg", f'<svg role="img" aria-label="{escape(alt)}"',
                       1)


class InlineFigures(SphinxPostTransform):
    """Put the figures of a page into it."""

    default_priority = 8     # before anything looks for files of images
    formats = ("html",)

    def run(self):
        """Take out the images, put in the SVG.

        Outlines stand behind the text: a cell that runs anew loses its own.
        """
        found = {image: svg for image in self.figures()
                 if small(svg := self.svg_of(image))}
        outlines, texts = shared(found.values())
        for number, (image, text) in enumerate(
                zip(found, texts, strict=True), start=1):
            text = element(prefixed(text, f"figure{number}-", outlines),
                           image.get("alt", ""))
            image.replace_self(nodes.raw("", text, format="html"))
        if found:
            self.document += nodes.raw("", definitions(outlines, SHARED),
                                       format="html")

    def figures(self):
        """Images in outputs of cells that are SVG files."""
        for output in self.document.findall(nodes.container):
            if output.get("nb_element") == "cell_code_output":
                for image in output.findall(nodes.image):
                    if image["uri"].endswith(".svg"):
                        yield image

    def svg_of(self, image):
        """What is in the file, made fit for the page."""
        svg = Path(self.app.srcdir, image["uri"]).read_text()
        return PIXELS.sub(webp, embedded(svg))


def setup(app):
    """Register with Sphinx."""
    app.add_post_transform(InlineFigures)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
