"""The site as others see it: a sitemap, and a card where a link is shared.

Both say where the site stands, and only BOOK_URL knows: without it a build
has neither.
"""
import base64
import io
import os
from pathlib import Path
from xml.sax.saxutils import escape

import nbformat
from book_chapters import executed_notebook
from book_ledger import in_book_order
from book_repository import site_url
from sphinx.errors import ExtensionError

CARD = "_static/card.png"
SIZE = (1200, 630)                      # in pixels, as such cards are shown
TAGS = ['<meta name="twitter:card" content="summary_large_image" />',
        f'<meta property="og:image:width" content="{SIZE[0]}" />',
        f'<meta property="og:image:height" content="{SIZE[1]}" />']


def address():
    """Where the site stands, with a slash at its end; nothing if unknown."""
    return site_url(os.environ)


def sitemap(addresses):
    """A sitemap of these addresses (sitemaps.org, 2008)."""
    rows = "".join(f"<url><loc>{escape(one)}</loc></url>\n"
                   for one in addresses)
    return ('<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://'
            f'www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n')


def signature(notebook):
    """The first picture in an executed notebook, and its alt text."""
    import matplotlib.image  # slow: most builds need no card
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if png := output.get("data", {}).get("image/png"):
                picture = io.BytesIO(base64.b64decode(png))
                return (matplotlib.image.imread(picture),
                        cell.metadata.mystnb.image.alt)
    raise ExtensionError("BOOK_URL is given, but the first page has no figure "
                         "of which to make a card")


def draw_card(title, picture, file):
    """The card: the title above the picture."""
    from matplotlib.figure import Figure
    figure = Figure([side / 100 for side in SIZE], dpi=100, facecolor="white")
    figure.text(0.5, 0.93, title, ha="center", va="top", fontsize=34)
    axes = figure.add_axes((0.05, 0.03, 0.9, 0.78))
    axes.imshow(picture, interpolation="lanczos")
    axes.axis("off")
    figure.savefig(file, metadata={"Software": None})


def first_page(app):
    """The executed first page."""
    return nbformat.read(executed_notebook(app, app.config.root_doc),
                         as_version=4)


def describe(app, page, template, context, doctree):
    """Tell what the card shows, once the first page has been executed."""
    if not app.config.ogp_image_alt:
        alt = signature(first_page(app))[1]
        app.config.ogp_image_alt = " ".join(alt.split())


def publish(app, error):
    """Write the sitemap and the card."""
    if error:
        return
    html, env = Path(app.outdir), app.env
    pages = dict.fromkeys(in_book_order(env, app.config.root_doc))
    (html / "sitemap.xml").write_text(sitemap(
        address() + app.builder.get_target_uri(page) for page in pages))
    draw_card(app.config.html_title or app.config.project,
              signature(first_page(app))[0], html / CARD)


def withdraw(app, error):
    """Leave nothing of an earlier build that knew an address."""
    for name in ("sitemap.xml", CARD):
        (Path(app.outdir) / name).unlink(missing_ok=True)


def configure(app, config):
    """The settings that hold the address; where it changes, all pages do."""
    config.html_baseurl = config.ogp_site_url = address()
    config.ogp_site_name = config.html_title
    config.ogp_image = address() + CARD
    config.ogp_custom_meta_tags = TAGS


def setup(app):
    """Register with Sphinx."""
    if address():
        app.setup_extension("sphinxext.opengraph")
        app.connect("config-inited", configure)
        app.connect("html-page-context", describe, priority=400)
    app.connect("build-finished", publish if address() else withdraw)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
