"""Exercises that answer back: choices that explain themselves, and cells.

A cell tagged `question` says how an answer is judged, and is folded; one
tagged `answer` waits for the reader's.  `choices` is a list of answers:

    ```{choices}
    - [ ] A wrong answer.

      Why it is wrong.
    - [x] The right one.

      Why it is right.
    ```

Each gets a letter and opens to what is said of it: plain HTML, for keyboards
and without scripts or a network.
"""
from book_markdown import CHOSEN, letters
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

MARKS = {"[x] ": "right", "[ ] ": "wrong"}
INVITED = "Open the answer that you would give."
SHOW, HIDE = "How your answer is judged", "Hide how your answer is judged"


class choice(nodes.General, nodes.Element):
    """One answer, open or closed."""


class choice_title(nodes.General, nodes.TextElement):
    """The answer itself, which opens and closes it."""


class Choices(SphinxDirective):
    """A list of answers, each with what is said of it."""

    has_content = True

    def run(self):
        box = nodes.container(classes=["choices"])
        box += nodes.paragraph("", INVITED)
        group = f"choices-{self.env.new_serialno('choices')}"
        parsed = self.parse_content_to_nodes()
        if len(parsed) != 1 or not isinstance(parsed[0], nodes.bullet_list):
            raise self.error("choices must be one list")
        box += [self.choice(item, group, letter) for item, letter
                in zip(parsed[0], letters(), strict=False)]
        kinds = [one["kind"] for one in box[1:]]
        if set(kinds) != {"right", "wrong"}:
            raise self.error("choices must have a right one, [x], and a "
                             f"wrong one, [ ]; got {kinds}")
        return [box]

    def choice(self, item, group, letter):
        """One item of the list, as something that opens."""
        title, *said = item.children
        mark = title.astext()[:4]
        if mark not in MARKS or not said:
            raise self.error("a choice must begin with [x] or [ ], and after "
                             f"an empty line say why: {item.astext()!r}")
        first = title[0]
        title.replace(first, nodes.Text(
            f"({letter}) {first.astext()[4:]}"))
        kind = MARKS[mark]
        said[0].insert(0, [nodes.strong("", CHOSEN[mark[1]]), nodes.Text(" ")])
        return choice("", choice_title("", "", *title.children), *said,
                      kind=kind, group=group)


def open_choice(self, node):
    """The beginning of an answer, as HTML."""
    self.body.append(f'<details class="choice {node["kind"]}" '
                     f'name="{node["group"]}">\n')


def close_choice(self, node):
    self.body.append("</details>\n")


def open_title(self, node):
    self.body.append("<summary>")


def close_title(self, node):
    self.body.append("</summary>\n")


def fold_questions(app, doctree):
    """Fold the cells that say how an answer is judged."""
    for cell in doctree.findall(nodes.container):
        tags = cell.get("cell_metadata", {}).get("tags", ())
        if cell.get("nb_element") == "cell_code" and "question" in tags:
            cell["hide_mode"] = "input"
            cell["prompt_show"], cell["prompt_hide"] = SHOW, HIDE


def setup(app):
    """Register with Sphinx."""
    app.add_directive("choices", Choices)
    app.add_node(choice, html=(open_choice, close_choice))
    app.add_node(choice_title, html=(open_title, close_title))
    app.connect("doctree-read", fold_questions)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
