"""Links to parts of a page: every equation, figure and exercise has one.

Equations and exercises have labels.  A figure is called after the first words
of its alt text, wherever it stands; `name:` at the head of its cell gives it
another name.  The number of an equation is itself the link to it.
"""
import re
from html import escape, unescape

from docutils import nodes
from docutils.nodes import make_id
from sphinx.util import logging

LOG = logging.getLogger(__name__)
WORDS = 4
SMALL = frozenset("""a above against all an and are as at before below by for
from in is it its of off on one or over per the their to with""".split())
SLIDERS = re.compile(r'class="explore-frame"[^>]*aria-label="([^"]*)"')
EQUATION = re.compile(
    r'<span class="eqno">(\(.*?\))<a class="headerlink" href="(#.*?)".*?</a>')
OTHER = re.compile(r'(<a class="headerlink" href="[^"]*" )title=')
EXERCISE = re.compile(
    r'(<div class="exercise[^>]* id="([^"]+)">\s*'
    r'<p class="admonition-title"><span[^>]*>(.*?)</span>.*?)(</p>)')


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


def link(place, name):
    """A link to a part of the page that hands itself out."""
    return (f'<a class="headerlink" href="#{place}" aria-label="{escape(name)}'
            '">#</a>')


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


def link_numbers(body):
    """Links on the numbers of equations, and after those of exercises.

    The other links that Sphinx makes get a name that is read aloud.
    """
    body = EQUATION.sub(
        r'<span class="eqno"><a class="headerlink" href="\2" '
        r'aria-label="Link to equation \1">\1</a>', body)
    body = OTHER.sub(r"\1aria-label=", body)
    return EXERCISE.sub(lambda found: found[1] + link(
        found[2], f"Link to {found[3].strip().lower()}") + found[4], body)


def add_links(app, page, template, context, doctree):
    """Finish a page."""
    if "body" in context:
        context["body"] = link_numbers(context["body"])


def setup(app):
    """Register with Sphinx."""
    app.connect("doctree-read", name_figures)
    app.connect("html-page-context", add_links)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
