"""The library reference: rnnlib's docstrings as they stand, linked both ways.

Docstrings are written for a terminal. Here they become reStructuredText in
which no letter of the mathematics is markup. A chapter ends with links to all
that its cells use of rnnlib, and each entry names the chapters that use it.
"""
import re

from book_chapters import complete_notebook
from book_ledger import in_book_order
from book_renewal import changed
from book_uses import uses
from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform


def as_rst(lines):
    """A plain docstring as reStructuredText; paragraphs stay what they are."""
    blocks = re.split(r"\n\s*\n", "\n".join(lines).strip("\n"))
    return "\n\n".join(map(block_as_rst, blocks)).split("\n") + [""]


def block_as_rst(block):
    """An example as it stands, an indented formula as code, text escaped."""
    if block.startswith(">>>"):
        return block
    if block.startswith(" "):
        return "::\n\n" + block
    pieces = re.split(r"`(.+?)`", re.sub(r"\n\s+", "\n", block))
    return "".join(f"``{piece}``" if odd % 2 else
                   re.sub(r"([\\*|_])", r"\\\1", piece)
                   for odd, piece in enumerate(pieces))


def process(app, what, name, obj, options, lines):
    """Sphinx asks for the lines to be changed in place."""
    lines[:] = as_rst(lines)


def link(domain, kind, page, target, text):
    """A reference that Sphinx resolves and warns of if it cannot."""
    return addnodes.pending_xref(
        "", text, refdomain=domain, reftype=kind, reftarget=target,
        refdoc=page, refexplicit=True, refwarn=True)


def listed(before, links):
    """A paragraph of links, with commas between."""
    parts = [part for one in links for part in (nodes.Text(", "), one)][1:]
    return nodes.paragraph("", "", nodes.Text(before), *parts,
                           nodes.Text("."), classes=["api-uses"])


def collect(app, doctree):
    """Note what a chapter uses, and end it with links to all of it."""
    page = app.env.docname
    if "kernelspec" not in app.env.metadata[page]:
        return
    notebook = complete_notebook(app, page)
    used = uses(cell.source for cell in notebook.cells
                if cell.cell_type == "code")
    app.env.metadata[page]["rnnlib"] = list(used)
    if used:
        links = [link("py", "obj", page, dotted, nodes.literal(text=text))
                 for dotted, text in used.items()]
        next(doctree.findall(nodes.section)).append(
            listed("From the library: ", links))


def note(app, doctree):
    """Remember the pages of the reference: they change with the chapters."""
    if any(doctree.findall(addnodes.desc)):
        app.env.metadata[app.env.docname]["is_reference"] = True


def outdated(app, env):
    """The pages of the reference, where an entry names other chapters."""
    used = [(page, env.titles[page], env.metadata[page].get("rnnlib"))
            for page in in_book_order(env, app.config.root_doc)]
    return [page for page, data in env.metadata.items()
            if data.get("is_reference")] * changed(env, "uses", used)


class UsedIn(SphinxPostTransform):
    """Let each entry name the chapters that use it."""

    default_priority = 3                  # before references are resolved

    def run(self, **kwargs):
        """Add a paragraph to each entry that a chapter uses."""
        pages = [*in_book_order(self.env, self.config.root_doc)]
        for entry in self.document.findall(addnodes.desc):
            for name in entry[0].get("ids", ()):
                used = [page for page in pages if name in
                        self.env.metadata[page].get("rnnlib", ())]
                if used:
                    entry[-1].append(listed("Used in ", [
                        link("std", "doc", self.env.docname, f"/{page}",
                             nodes.Text(self.env.titles[page].astext()))
                        for page in used]))


def setup(app):
    """Register with Sphinx."""
    app.connect("autodoc-process-docstring", process)
    app.connect("doctree-read", collect)
    app.connect("doctree-read", note)
    app.connect("env-get-updated", outdated)
    app.add_post_transform(UsedIn)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
