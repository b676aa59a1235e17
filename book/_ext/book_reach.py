"""The book for all readers: pictures have names, elements fitting roles."""
import re

from bs4 import BeautifulSoup
from docutils import nodes
from sphinx.util import logging

LOG = logging.getLogger(__name__)
ADVICE = "without alt text (in a cell: mystnb: image: alt:) or aria-label"
# A summary is named by its text, which is in sight; an entry has a role that
# an element of a list may have; ids to which nothing leads come many times; a
# full stop does not begin a line because a formula stands before it.
MENDED = {'<summary aria-label="Toggle hidden content">': "<summary>",
          'role="doc-biblioentry"': 'role="listitem"',
          '<section id="(?:exercise|solution)-content">': "<section>",
          r'(<span class="bibtex-citation") id="id\d+"': r"\1",
          r'(<span class="math [^>]*>\\\([^<]*</span>[.,;:?!)’]+)':
          r'<span class="unbroken">\1</span>'}
# Frames of a slider that wait for their turn: they take one another's place.
WAITING = re.compile(r"<template>.*?</template>", re.DOTALL)


def named(tag):
    """Whether a picture, or what it is a part of, has a name or is hidden."""
    return any(one.get("alt", "").strip() or one.get("aria-label", "").strip()
               or one.get("aria-hidden") == "true"
               for one in (tag, *tag.parents))


def unnamed_pictures(node):
    """What is a picture here without a name."""
    if isinstance(node, nodes.image):
        return [] if node.get("alt", "").strip() else ["image"]
    soup = BeautifulSoup(WAITING.sub("", node.astext()), "html.parser")
    return [f"<{tag.name}>" for tag in soup.find_all(
        ("img", "svg", "canvas", "progress")) if not named(tag)]


def place(node, cells):
    """Which code cell a node is in, counted from 1; for a message."""
    while node.parent is not None:
        if node in cells:
            return f"code cell {cells.index(node) + 1}: "
        node = node.parent
    return ""


def check_pictures(app, doctree):
    """Every picture, in the text or in an output, says what it shows."""
    cells = [box for box in doctree.findall(nodes.container)
             if box.get("nb_element") == "cell_code"]
    for node in doctree.findall(
            lambda node: isinstance(node, nodes.image)
            or isinstance(node, nodes.raw) and node["format"] == "html"):
        for picture in unnamed_pictures(node):
            LOG.warning("%s%s %s", place(node, cells), picture, ADVICE,
                        location=node)


def mend(app, page, template, context, doctree):
    """Put right what others write of a page's elements."""
    for wrong, right in MENDED.items():
        if "body" in context:
            context["body"] = re.sub(wrong, right, context["body"])


def setup(app):
    """Register with Sphinx."""
    app.connect("doctree-read", check_pictures)
    app.connect("html-page-context", mend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
