"""How long the sections of a page take to read, noted when it is read.

Words, formulas, figures and open code are counted; what is folded, and what a
cell prints as text, is not. `metadata["sections"]` has {anchor: (title,
seconds)} of each page, where "" is what stands before its first section.
"""
from html import escape

from docutils import nodes

# Seconds for a word (200 a minute), for a formula within a line and one on
# a line of its own, for a figure, and for a line of code.
WORD, SIGN, FORMULA, FIGURE, LINE = 0.3, 2, 20, 40, 3
PICTURES = ("<svg", "<img", "<canvas")
HIDING = {"hide-input", "hide-cell", "remove-input", "question"}
FOLDED = ("fold", "comment")                  # fold: the steps of a proof


def part_of_cell(node, name):
    """Whether a node is this part of a cell: its source, its output."""
    return isinstance(node, nodes.Element) and (
        node.get("nb_element") == f"cell_code_{name}")


def hidden_source(node):
    """Whether this is the code of a cell that is folded on the page."""
    return part_of_cell(node, "source") and HIDING & set(
        node.parent.get("cell_metadata", {}).get("tags", ()))


def seconds(node, printed=False):
    """The time for a node and all in it; printed: in what a cell shows."""
    if isinstance(node, nodes.Text):
        return 0 if printed else WORD * len(node.split())
    if node.tagname in FOLDED or hidden_source(node):
        return 0
    for kind, each in ((nodes.math_block, FORMULA), (nodes.math, SIGN),
                       (nodes.image, FIGURE)):
        if isinstance(node, kind):
            return each
    if isinstance(node, nodes.raw):
        return FIGURE * any(one in node.astext() for one in PICTURES)
    if isinstance(node, nodes.literal_block):
        return 0 if printed else LINE * len(node.astext().splitlines())
    printed = printed or part_of_cell(node, "output")
    return sum(seconds(one, printed) for one in node.children)


def heading(title):
    """A title as HTML, its formulas for MathJax."""
    return "".join(
        f'<span class="math notranslate nohighlight">\\({escape(text)}\\)'
        "</span>" if isinstance(one, nodes.math) else escape(text)
        for one in title.children for text in [one.astext()])


def sections(doctree):
    """{anchor: (title, seconds)}; "" is what stands before the first."""
    top = next(iter(doctree.findall(nodes.section)), nodes.section())
    found = {"": ("", sum(seconds(one) for one in top.children if not
                          isinstance(one, (nodes.section, nodes.title))))}
    for one in top.children:
        if isinstance(one, nodes.section):
            title = next(iter(one.findall(nodes.title)))
            found[one["ids"][0]] = heading(title), seconds(one)
    return found


def note(app, doctree):
    """Keep the times with the metadata that Sphinx keeps of a page."""
    app.env.metadata[app.env.docname]["sections"] = sections(doctree)


def setup(app):
    """Register with Sphinx."""
    app.connect("doctree-read", note)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
