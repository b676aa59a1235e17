"""``{sweep} forward``: the unrolled network, walked through in steps.

`book_sweep_steps.py` has the walks, `book_sweep_drawing.py` draws them. The
last picture and the list of sentences are plain HTML; `sweep.js` walks.
"""
from pathlib import Path

from book_sweep_drawing import figure
from book_sweep_steps import walk
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

MODULES = ("book_sweep_drawing.py", "book_sweep_maths.py",
           "book_sweep_steps.py")


class sweep(nodes.General, nodes.Element):
    """One of the walks."""


class Sweep(SphinxDirective):
    """A walk, by its name."""

    required_arguments = 1

    def run(self):
        """The place of the drawing."""
        name = self.arguments[0]
        try:
            walk(name)
        except ValueError as unknown:
            raise self.error(str(unknown)) from unknown
        for module in MODULES:
            self.env.note_dependency(str(Path(__file__).with_name(module)))
        serial = f"sweep-{self.env.new_serialno('sweep')}"
        return [sweep(walk=name, serial=serial)]


def write(self, node):
    """The drawing, as HTML."""
    self.body.append(figure(node["walk"], node["serial"]))
    raise nodes.SkipNode


def add_files(app, pagename, templatename, context, doctree):
    """Load the script and the style where there is something to walk."""
    if doctree is not None and next(doctree.findall(sweep), None):
        app.add_css_file("sweep.css")
        app.add_js_file("sweep.js", defer="defer")


def setup(app):
    """Register with Sphinx."""
    app.add_directive("sweep", Sweep)
    app.add_node(sweep, html=(write, None))
    app.connect("html-page-context", add_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
