"""What this copy of the book has, on the page *Run it*.

Whether there is JupyterLite, a button to Binder or to Colab, a printed book
and an address to install from depends on where the copy was built.
"""
from html import escape

from book_install import NAMED
from book_notebooks import RUN_IT
from book_print import PDF
from book_repository import binder_url, colab_url

PLACE = "<!-- in-this-copy -->"


def python(config):
    """Where the pages' Python comes from."""
    if config.book_lite:
        yield ("<b>Live code and JupyterLite:</b> yes, with Python from this "
               "site itself.")
    else:
        yield ("<b>Live code:</b> yes, with Python from the servers of "
               "those who made it fit for browsers, after the click.")
        yield "<b>JupyterLite:</b> no, since this site does not carry Python."


def servers(known):
    """Whether Binder and Colab can be asked."""
    if known is None:
        yield ("<b>Binder and Colab:</b> no, since this copy was built without"
               " a public repository.")
        return
    where = f'<a href="{escape(known.url)}">{escape(known.name)}</a>'
    for name, made in (("Binder", binder_url), ("Colab", colab_url)):
        yield (f"<b>{name}:</b> " + (
            f"yes, from {where}." if made(known, RUN_IT) else
            f"no: it does not read from {escape(known.host)}."))


def files(config, pathto):
    """The library and the printed book."""
    site = config.html_baseurl
    yield (f'<b>The library:</b> <a href="{pathto("wheels/index.html", 1)}">a '
           "wheel</a>, to put beside a notebook" + (
               "; or <code>pip install -r "
               f"{escape(site)}wheels/{NAMED}</code>." if site else "."))
    yield "<b>The whole book on paper:</b> " + (
        f'<a href="{pathto(PDF, 1)}">a PDF</a>.' if config.book_pdf else
        "no PDF was made.")


def listed(config, pathto):
    """All of it, as a list."""
    said = (*python(config), *servers(config.book_repository),
            *files(config, pathto))
    return f"<ul>{''.join(f'<li>{one}</li>' for one in said)}</ul>"


def fill(app, page, template, context, doctree):
    """Put the list where the page has a place for it."""
    if page == RUN_IT:
        context["body"] = context["body"].replace(
            PLACE, listed(app.config, context["pathto"]))


def setup(app):
    """Register with Sphinx."""
    app.connect("html-page-context", fill)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
