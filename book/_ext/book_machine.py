"""``{machine}``: what rnnlib.judge says of a formula, below our verdict.

The directive names lines of `book/sources.toml`. A link brings their formulas
to the page *Is my derivation right?*, where the site has it.
"""
from book_judged import FILE, fragment, lines, markdown, verdict
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

JUDGE = "book/judge"


class judge_it(nodes.General, nodes.Inline, nodes.Element):
    """The link to the page that judges."""


class Machine(SphinxDirective):
    """A line or two: the verdict, and a link."""

    required_arguments = 1
    optional_arguments = 3

    def run(self):
        """The verdict in a box of its own."""
        names = self.arguments
        if unknown := [one for one in names if one not in lines()]:
            raise self.error(f"{FILE.name} has no line {unknown[0]!r}")
        self.env.note_dependency(str(FILE))
        said = self.parse_text_to_nodes(markdown(names))
        if found := fragment(names):
            if len(said) > 1:                  # below formulas of its own
                said.append(nodes.paragraph())
            said[-1] += [nodes.Text(" "), judge_it(fragment=found)]
        kinds = {verdict(name).kind.replace(" ", "-") for name in names}
        return [nodes.container("", *said, classes=[
            "machine", *(f"machine-{kind}" for kind in sorted(kinds))])]


def write_link(self, node):
    """The link, on the site; print has no page that judges."""
    builder = self.builder
    if builder.name == "html" and JUDGE in builder.env.found_docs:
        uri = builder.get_relative_uri(builder.current_docname, JUDGE)
        href = self.attval(uri + node["fragment"])
        self.body.append(f'<a class="reference internal" href="{href}">'
                         "Judge it yourself</a>")
    raise nodes.SkipNode


def setup(app):
    """Register with Sphinx."""
    app.add_directive("machine", Machine)
    app.add_node(judge_it, html=(write_link, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
