"""Links to parts of a page: every equation, figure and exercise has one.

Equations and exercises have labels.  A figure is called after the first words
of its alt text, wherever it stands; `name:` at the head of its cell gives it
another name.  The number of an equation is itself the link to it.
"""
import re
from html import escape, unescape

from docutils import nodes
from docutils.nodes import make_id
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator
from sphinx_exercise.nodes import is_exercise_enumerable_node

LOG = logging.getLogger(__name__)
WORDS = 4
SMALL = frozenset("""a above against all an and are as at before below by for
from in is it its of off on one or over per the their to with""".split())
SLIDERS = re.compile(r'class="explore-frame"[^>]*aria-label="([^"]*)"')
NUMBER = '<span class="eqno">'


def name_of(alt):
    """The first words of an alt text that say something."""
    words = re.findall(r"[a-z0-9]+", alt.lower())
    return "-".join([word for word in words if word not in SMALL][:WORDS])


def alt_text(output):
    """What the first picture among a cell's outputs shows, else nothing."""
    for node in output.findall():
        if isinstance(node, nodes.image):
            return node.get("alt", "")
        if isinstance(node, nodes.raw) and (
                sliders := SLIDERS.search(node.astext())):
            return unescape(sliders[1])
    return ""


def link(place, name, shown="#"):
    """A link to a part of the page that hands itself out."""
    return (f'<a class="headerlink" href="#{place}" aria-label="{escape(name)}'
            f'">{shown}</a>')


def figures(doctree):
    """Each cell that shows a picture: the cell, its output, the alt text."""
    for cell in doctree.findall(nodes.container):
        if cell.get("nb_element") == "cell_code":
            for output in cell.children:
                if output.get("nb_element") == "cell_code_output" and (
                        alt := alt_text(output)):
                    yield cell, output, alt


def name_figures(app, doctree):
    """Give every figure its name, and a link."""
    seen = set()
    for cell, output, alt in figures(doctree):
        name = cell["cell_metadata"].get("name") or name_of(alt)
        place = make_id(f"figure-{name}")
        if place in seen:
            LOG.warning("another figure of this page is called %r: give its "
                        "cell a name of its own (name: at its head)", name,
                        location=cell)
        seen.add(place)
        output["ids"].append(place)
        said = link(place, f"Link to the figure: {alt.partition('.')[0]}")
        output.append(nodes.raw("", said, format="html"))


class Linked(HTML5Translator):
    """Links on the numbers of equations, and after the titles of exercises.

    All links to parts of a page have names that are read aloud.
    """

    def add_permalink_ref(self, node, title):
        """A link, at an equation in place of its number."""
        if not node["ids"]:
            return
        place = node["ids"][0]
        if not isinstance(node, nodes.math_block):
            self.body.append(link(place, title))
            return
        before, mark, number = self.body.pop().partition(NUMBER)
        if not mark:
            raise ExtensionError("Sphinx writes equations otherwise than "
                                 f"book_anchors knows: {before!r}")
        self.body.append(before + mark + link(
            place, f"Link to equation {number}", number))

    def add_fignumber(self, node):
        """A number, which the link will say again."""
        start = len(self.body)
        super().add_fignumber(node)
        self.numbered = "".join(part for part in self.body[start:]
                                if not part.startswith("<")).strip()

    def depart_title(self, node):
        """The end of a title."""
        if is_exercise_enumerable_node(node.parent):
            self.body.append(link(node.parent["ids"][0],
                                  f"Link to {self.numbered.lower()}"))
        super().depart_title(node)


def write_links(app):
    """Have pages written by it, before the theme takes it as its own base."""
    app.set_translator(app.builder.name, Linked)


def setup(app):
    """Register with Sphinx."""
    app.connect("doctree-read", name_figures)
    app.connect("builder-inited", write_links, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
