"""Chapters as notebooks: clean copies on the site, and buttons to open them.

The button group offers JupyterLite, when the site has it, Binder, when the
repository's address is known, and the notebook itself.  All links are
relative, and nothing is fetched before a click.
"""
import posixpath
from pathlib import Path
from urllib.parse import quote

import nbformat
from book_chapters import executed_notebook
from book_install import first_cells
from book_markdown import readable
from book_repository import binder_url, colab_url, link

RUN_IT = "book/run-it"


def chapters(env):
    """The pages with cells."""
    return [page for page, data in env.metadata.items()
            if "kernelspec" in data]


def links(config, docname, pathto, found=()):
    """The ways to open a chapter; found are the book's pages."""
    file = f"{docname}.ipynb"
    if config.book_lite:
        url = f"{pathto('lite/lab/index.html', 1)}?path={quote(file)}"
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


def clean_cell(cell, name, page_link):
    """A cell without outputs; what only the book's build reads is left out."""
    if cell.cell_type == "markdown":
        text = readable(cell.source, page_link)
        return nbformat.v4.new_markdown_cell(text, id=name)
    metadata = {key: cell.metadata[key] for key in ("tags",)
                if key in cell.metadata}
    if "hide-input" in metadata.get("tags", ()):
        metadata["jupyter"] = {"source_hidden": True}
    return nbformat.v4.new_code_cell(cell.source, id=name, metadata=metadata)


def clean(notebook, first, page_link):
    """A notebook as readers get it: first cells, then its own, not yet run."""
    cells = list(first)
    cells += [clean_cell(cell, f"cell-{place}", page_link)
              for place, cell in enumerate(notebook.cells, start=1)]
    kernel = {key: notebook.metadata.kernelspec[key]
              for key in ("display_name", "name")}
    return nbformat.v4.new_notebook(
        cells=[cell for cell in cells if cell.source],
        metadata={"kernelspec": {**kernel, "language": "python"},
                  "language_info": {"name": "python"}})


def page_link(env, docname):
    """Makes links from a chapter to other pages, if those are notebooks."""
    def make(target, text):
        page = posixpath.normpath(posixpath.join(
            posixpath.dirname(docname), target)).lstrip("/")
        title = text or env.titles[page].astext()
        return (f"[{title}]({target}.ipynb)" if page in chapters(env)
                else f"*{title}*")
    return make


def write_notebooks(app, error):
    """Write the clean notebook of every chapter to the site."""
    if error:
        return
    for docname in chapters(app.env):
        source = nbformat.read(executed_notebook(app, docname), as_version=4)
        target = Path(app.outdir) / "notebooks" / f"{docname}.ipynb"
        target.parent.mkdir(parents=True, exist_ok=True)
        first = first_cells(app.config, Path(app.srcdir), docname)
        nbformat.write(clean(source, first, page_link(app.env, docname)),
                       target)


def setup(app):
    """Register with Sphinx; a changed setting makes all pages anew."""
    app.add_config_value("book_lite", False, "html")
    app.connect("html-page-context", add_buttons, priority=600)
    app.connect("build-finished", write_notebooks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
