"""Chapters as notebooks: clean copies on the site, and buttons to open them.

The button group offers JupyterLite, when the site has it, Binder, when the
repository's address is known, and the notebook itself.  All links are
relative, and nothing is fetched before a click.
"""
import hashlib
from pathlib import Path
from urllib.parse import quote

import nbformat
from book_contents import Contents, write_names
from book_reader import notebook
from book_repository import binder_url, colab_url, link
from book_wheel import digest, label

RUN_IT = "book/run-it"


def chapters(env):
    """The pages with cells."""
    return [page for page, data in env.metadata.items()
            if "kernelspec" in data]


def links(config, docname, pathto, found=()):
    """The ways to open a chapter; found are the book's pages."""
    file = f"{docname}.ipynb"
    if config.book_lite:
        url = f"{pathto('lite/notebooks/index.html', 1)}?path={quote(file)}"
        yield link("JupyterLite", url, "fas fa-window-maximize",
                   "Open this chapter in JupyterLite, in your browser",
                   "notebook")
    if url := binder_url(config.book_repository, docname):
        yield link("Binder", url, "fas fa-server",
                   "Open this chapter on mybinder.org", "notebook")
    if url := colab_url(config.book_repository, docname):
        yield link("Colab", url, "fas fa-cloud",
                   "Open this chapter in Google Colab", "notebook")
    yield link("Download .ipynb", pathto(f"notebooks/{file}", 1),
               "fas fa-download", "Download this chapter as a notebook",
               "notebook")
    if RUN_IT in found:
        yield link("All ways to run it", pathto(RUN_IT), "fas fa-info-circle",
                   "Where a chapter runs, and what to expect there",
                   "notebook")


def add_buttons(app, pagename, templatename, context, doctree):
    """Put the links of a chapter in the page's header."""
    if pagename in chapters(app.env):
        context["header_buttons"].insert(0, {
            "type": "group", "icon": "fas fa-rocket", "label": "notebooks",
            "tooltip": "Open this chapter as a notebook",
            "buttons": list(links(app.config, pagename, context["pathto"],
                                  app.env.found_docs))})


def inputs(app):
    """A hash of all that a notebook is made of: any page may number others."""
    root, config = Path(app.srcdir), app.config
    pages = (file for file in (root / "book").rglob("*")
             if file.is_file() and "__pycache__" not in file.parts)
    said = repr((digest(*sorted(pages), *root.glob("_*.yml")), label(root),
                 config.book_repository, config.html_baseurl))
    return hashlib.sha256(said.encode()).hexdigest()


def write_notebooks(app, error):
    """Write the notebook of every chapter to the site, where any is new."""
    if error:
        return
    book, stamp = Contents(Path(app.srcdir)), Path(app.doctreedir, "notebooks")
    folder, now = Path(app.outdir) / "notebooks", inputs(app)
    targets = {page: folder / f"{page.name}.ipynb" for page in book.notebooks}
    if (stamp.exists() and stamp.read_text() == now
            and all(file.exists() for file in targets.values())):
        return
    site = app.config.html_baseurl or None
    for page, target in targets.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook(book, page, app.config.book_repository, site),
                       target)
    stamp.write_text(now)


def setup(app):
    """Register with Sphinx; a changed setting makes all pages anew."""
    app.add_config_value("book_lite", False, "html")
    app.connect("config-inited", lambda app, config: write_names(
        Path(app.srcdir)), priority=100)             # before rnnlib is packed
    app.connect("html-page-context", add_buttons, priority=600)
    app.connect("build-finished", write_notebooks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
