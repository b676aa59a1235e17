"""Light pages: fewer scripts, none before the text, smaller pictures.

The template layout.html passes the tags of scripts through `light`.
"""
import re
from functools import partial
from pathlib import Path

from PIL import Image
from sphinx.transforms.post_transforms.images import ImageConverter

# The theme has its icons in a font as well, and search a page of its own.
UNUSED = re.compile(
    r'\s*<script[^>]*src="[^"]*\b'
    r'(?:fontawesome|searchtools|language_data|searchindex)\.js[^>]*></script>')
AT_ONCE = re.compile(r"<script(?![^>]*\bdefer\b)(?=[^>]*\bsrc=)")
OPTION = "<script>DOCUMENTATION_OPTIONS."  # reads what a script defines


def light(tags, defer=True):
    """The tags without unused scripts; the others wait for the text.

    Modules wait too, and the order of all that wait stays the same.
    """
    tags = UNUSED.sub("", tags)
    if not defer:
        return tags
    tags = AT_ONCE.sub("<script defer", tags)
    return tags.replace(OPTION, OPTION.replace(">", ' type="module">'))


def add_to_page(app, page, template, context, doctree):
    """Give the template its function; searching begins at once."""
    context["light"] = partial(light, defer=page != "search")


class LosslessWebP(ImageConverter):
    """The same picture, pixel by pixel, in half the bytes of a PNG."""

    conversion_rules = [("image/png", "image/webp")]

    def is_available(self):
        """Always: matplotlib brings Pillow."""
        return True

    def convert(self, source, target):
        """Write the picture, unless it is there and no older."""
        source, target = Path(source), Path(target)
        if not (target.exists()
                and target.stat().st_mtime >= source.stat().st_mtime):
            with Image.open(source) as picture:
                picture.save(target, lossless=True, exact=True)
        return True


def take_webp(app):
    """Pages show WebP, so Sphinx asks for a converter of PNG."""
    if app.builder.format == "html":
        app.builder.supported_image_types = [
            kind.replace("png", "webp")
            for kind in app.builder.supported_image_types]


def setup(app):
    """Register with Sphinx."""
    app.connect("builder-inited", take_webp)
    app.connect("html-page-context", add_to_page)
    app.add_post_transform(LosslessWebP)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
