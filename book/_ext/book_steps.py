"""The steps of a derivation: lines of maths, each with its reason.

``{derivation}`` holds what rnnlib writes below a proof, tables of two columns.
With a title it is folded, without one it stands in the open. A cell tagged
`steps` has its folds open. All of it is plain HTML, without scripts.
"""
from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class fold(nodes.General, nodes.Element):
    """What opens."""


class fold_title(nodes.General, nodes.TextElement):
    """What is read of it while it is closed."""


class Steps(SphinxDirective):
    """Lines with their reasons."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self):
        """A fold, or what is in it."""
        parsed = self.parse_content_to_nodes()
        for table in nodes.container("", *parsed).findall(nodes.table):
            table["classes"] += ["steps"]
            for head in list(table.findall(nodes.thead)):
                head.parent.remove(head)
        if not self.arguments:
            return [nodes.container("", *parsed, classes=["steps"])]
        return [fold("", fold_title("", self.arguments[0]), *parsed)]


def open_fold(self, node):
    """The beginning of a fold, as HTML."""
    is_open = " open" if node.get("open") else ""
    self.body.append(f'<details class="steps"{is_open}>\n')


def close_fold(self, node):
    """Its end."""
    self.body.append("</details>\n")


def open_title(self, node):
    """The beginning of a title."""
    self.body.append("<summary>")


def close_title(self, node):
    """Its end."""
    self.body.append("</summary>\n")


def unfold(app, doctree):
    """Open the folds of the cells that are tagged so."""
    for cell in doctree.findall(nodes.container):
        if "steps" in cell.get("cell_metadata", {}).get("tags", ()):
            for one in cell.findall(fold):
                one["open"] = True


def setup(app):
    """Register with Sphinx."""
    app.add_directive("derivation", Steps)
    app.add_node(fold, html=(open_fold, close_fold))
    app.add_node(fold_title, html=(open_title, close_title))
    app.connect("doctree-read", unfold)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
