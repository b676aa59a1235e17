"""Light pages: fewer scripts, and none before the text.

The template layout.html passes the tags of scripts through `light`.
"""
import re
from functools import partial

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


def setup(app):
    """Register with Sphinx."""
    app.connect("html-page-context", add_to_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
