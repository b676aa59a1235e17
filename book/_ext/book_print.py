"""The whole book as one page to be printed: Sphinx's builder, mended.

Chapters stand in the parts of the table of contents, each id begins with the
name of its chapter, since many chapters have the same ones, and of a figure
with sliders only the start frame is left. `make pdf` prints that page; the
site offers what it printed until a source changes.
"""
import re
import shutil
from pathlib import Path

import rnnlib
from book_chapters import inputs
from book_repository import link
from docutils import nodes
from sphinx import addnodes
from sphinx.builders.singlehtml import SingleFileHTMLBuilder

PDF = "Backpropagation-Through-Time.pdf"
# What these make of pages only the site has. What they note of a chapter when
# it is read stays: both builders take it from there.
SITE_ONLY = ("book_live", "book_judge", "book_lite", "book_install",
             "book_notebooks", "book_copy", "book_repository",
             "book_colophon", "book_light", "book_anchors", "book_site",
             "sphinxext.opengraph")
FRAMES = re.compile(r"<template>.*?</template>", re.DOTALL)
ANCHOR = re.compile(r'((?: id| for)="|href="#|url\(#)(?!document-)')
ELSEWHERE = re.compile(r'href="#document-([^"#]+)#')
CHAPTER = re.compile(r'(?=<span id="document-([^"]+)">)')


def scoped(page, text):
    """A chapter's HTML: its ids, and links to ids, with its name before."""
    return ELSEWHERE.sub(r'href="#\1/', ANCHOR.sub(rf"\g<1>{page}/", text))


def printable(body, root):
    """The body of the one page: ids that are unique, no further frames."""
    first, *rest = CHAPTER.split(FRAMES.sub("", body))
    pairs = [(root, first), *zip(rest[::2], rest[1::2], strict=True)]
    return "".join(scoped(page, text) for page, text in pairs)


def part(number, toctree, starts):
    """A part of the book: its caption above its chapters."""
    title = nodes.title("", toctree.caption or "Chapters")
    return nodes.section("", title, *(starts[page] for page in toctree.items),
                         ids=[f"part-{number}"], classes=["part"])


class OnePage(SingleFileHTMLBuilder):
    """All pages on one, at the top of the folder, so that links hold."""

    def fix_refuris(self, tree):
        """Leave '#document-page#id' as it is: `scoped` needs both."""

    def write_additional_files(self):
        """None: they would take the place of the one page."""

    def get_outfilename(self, pagename):
        """Images and style sheets are looked for beside the page."""
        return str(Path(self.outdir, "index.html"))

    def assemble_doctree(self):
        """Lift the chapters out of the first page, into their parts."""
        tree = super().assemble_doctree()
        starts = {start["docname"]: start
                  for start in list(tree.findall(addnodes.start_of_file))}
        for start in starts.values():
            start.parent.remove(start)
        toctrees = self.config.external_site_map.root.subtrees
        tree += [part(number, toctree, starts)
                 for number, toctree in enumerate(toctrees, start=1)]
        return tree


def share_handlers(app):
    """Let all that can be written as html be written here too.

    Once an extension registers nodes for singlehtml by name, Sphinx would no
    longer look at those that others registered for html.
    """
    known = app.registry.translation_handlers
    known["singlehtml"] = {**known["html"], **known.get("singlehtml", {})}


def use_template(app, page, template, context, doctree):
    """Print without the theme: no bars, no buttons, one script."""
    context |= {"body": printable(context["body"], page),
                "toc": printable(context["toc"], page),
                "title": app.config.html_title, "author": app.config.author,
                "version": rnnlib.__version__,
                "mathjax_config": app.config.mathjax3_config}
    return "print.html"


def fresh_pdf(root):
    """The printed book, or None where there is none or a source is newer."""
    pdf = root / "_build" / PDF
    sources = [*inputs(root), *root.glob("_*.yml"), *(
        f for f in (root / "book").rglob("*.*") if f.suffix != ".pyc")]
    if pdf.is_file() and pdf.stat().st_mtime >= max(
            file.stat().st_mtime for file in sources):
        return pdf
    return None


def add_button(app, page, template, context, doctree):
    """Offer the printed book among a page's downloads."""
    for group in context["header_buttons"]:
        if app.config.book_pdf and group["label"] == "download-buttons":
            group["buttons"].append(link(
                "Whole book .pdf", context["pathto"](PDF, 1),
                "fas fa-book", "Download the whole book as a PDF",
                "download-book-button"))


def put_pdf(app, error):
    """Copy the printed book to the site; remove one that is out of date."""
    target = Path(app.outdir, PDF)
    if app.config.book_pdf:
        shutil.copy2(fresh_pdf(Path(app.srcdir)), target)
    else:
        target.unlink(missing_ok=True)


def print_one_page(app):
    """Mend singlehtml, and leave out what only the site has."""
    for event, listeners in app.events.listeners.items():
        if event != "doctree-read":
            listeners[:] = [item for item in listeners
                            if item.handler.__module__ not in SITE_ONLY]
    app.connect("builder-inited", share_handlers)
    app.connect("html-page-context", use_template, priority=900)


def setup(app):
    """Register with Sphinx, after all that adds to pages.

    Jupyter Book names the folder by its builder.
    """
    app.add_builder(OnePage, override=True)
    app.add_config_value("book_pdf", False, "html")
    if app.outdir.name == "singlehtml":
        print_one_page(app)
    else:
        app.connect("config-inited", lambda app, config: setattr(
            config, "book_pdf", fresh_pdf(Path(app.srcdir)) is not None))
        app.connect("html-page-context", add_button, priority=600)
        app.connect("build-finished", put_pdf)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
