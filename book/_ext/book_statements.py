"""One home for each statement: what `recall` finds on other pages.

A statement stands in the one cell that shows it under its number. From there
it goes into a file of rnnlib, with what it rests on, so that other pages can
recall it.
"""
import ast
import json
from unittest.mock import patch

from book_contents import STATEMENTS, Contents, published
from book_memory import Remembering
from sympy.tensor.indexed import Indexed


class Written(ast.NodeTransformer):
    """Writes out names of a page that stand for formulas."""

    def __init__(self):
        self.names = {}

    def note(self, line):
        """Remember what a line gives a name to, and forget what it had."""
        one = isinstance(line, ast.Assign) and len(line.targets) == 1 \
            and isinstance(line.targets[0], ast.Name)
        value = self.visit(line.value) if one else None
        for node in ast.walk(line):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                self.names.pop(node.id, None)
        if one:
            self.names[line.targets[0].id] = value

    def visit_Name(self, node):
        """A name, or what it stands for."""
        return self.names.get(node.id, node)


def lines_of(page):
    """The lines of Python at the top level of a page, each with its cell."""
    for cell in page.notebook().cells:
        if cell.cell_type == "code":
            try:
                lines = ast.parse(cell.source).body
            except SyntaxError:              # the build names such a cell
                continue
            yield from ((line, cell.source) for line in lines)


def calls(line, name=None):
    """The first arguments of the calls that a line is; name: of whom.

    A label, for what states an equation.
    """
    call = line.value if isinstance(line, ast.Expr) else None
    if not isinstance(call, ast.Call) or name not in (
            None, getattr(call.func, "id", None)):
        return []
    return [getattr(one, "value", None) for one in call.args]


@Remembering
def steps_of(page):
    """What a page recalls and states, in order: verb, label and text."""
    return [*steps(page)]


def steps(page):
    """The same, one after another."""
    written = Written()
    for line, source in lines_of(page):
        label = published(source)
        if recalled := calls(line, "recall"):
            yield from (("recall", one, "") for one in recalled)
        elif label and calls(line)[:1] == [label]:
            yield "state", label, ast.unparse(written.visit(line.value))
        written.note(line)


@Remembering
def modules_of(page):
    """The modules in whose words a page writes its statements."""
    return [line.module for line, _ in lines_of(page)
            if isinstance(line, ast.ImportFrom) and line.names[0].name == "*"
            and line.module.startswith("rnnlib.symbolic")]


def statements(book, before):
    """All statements, as rnnlib keeps them.

    before: what it kept so far. What a statement rests on is found by
    proving what its page proves, unless the page is as it was.
    """
    found = {"pages": {}, "statements": {}}
    for page in book.notebooks:
        words, steps = modules_of(page), [*steps_of(page)]
        texts = {label: {"page": page.name,
                         "text": recallable(label, text, words), "rests": []}
                 for verb, label, text in steps if verb == "state"}
        about = {"title": page.title, "words": words, "recalls": [
            label for verb, label, _ in steps if verb == "recall"]}
        if steps:
            found["pages"][page.name] = about
            found["statements"] |= texts
    for page in book.notebooks:
        if page.name in found["pages"] and not kept(found, before, page.name):
            prove(found, page)
    return found


def recallable(label, text, modules):
    """The text of a statement; "" if it has words that are its page's own."""
    from rnnlib.symbolic.recall import homes
    try:
        homes.call_of(label, text, homes.words(*modules))
    except (KeyError, ValueError):
        return ""
    return text


def own(statements, page):
    """What stands in the file of a page's statements, but for their rests."""
    return statements.get("pages", {}).get(page), [
        (label, one["text"]) for label, one in statements.get(
            "statements", {}).items() if one["page"] == page]


def kept(found, before, page):
    """Whether a page states what it did; then its statements rest as then."""
    if own(found, page) != own(before, page) or any(
            before["statements"][label]["rests"] is None
            for label, _ in own(before, page)[1]):
        return False
    for label, one in found["statements"].items():
        if one["page"] == page:
            one["rests"] = before["statements"][label]["rests"]
    return True


def prove(found, page):
    """Prove what a page proves, and note what each statement rests on."""
    from rnnlib.symbolic.ledger.ledger import clear
    from rnnlib.symbolic.recall import homes
    from rnnlib.symbolic.recall import recall as recalling
    known = found["statements"]
    with patch.object(homes, "book", lambda: found):
        clear()
        for verb, label, _ in steps_of(page):
            if not known.get(label, {}).get("text"):
                continue
            try:
                if verb == "recall":
                    recalling.bring(label)
                else:
                    recalling.carry_out(homes.home(label))
                    known[label]["rests"] = sorted(
                        needs(homes.home(label)), key=homes.place)
            except Exception:     # its chapter will say what is wrong
                if verb == "state":
                    known[label]["rests"] = None
        clear()


def needs(one):
    """The labels without which a statement has no proof."""
    from rnnlib.symbolic.grammar.model import ancestors
    from rnnlib.symbolic.ledger.ledger import LEDGER
    from rnnlib.symbolic.methods.definitions import definitions
    from rnnlib.symbolic.methods.variants import brings, variant_of
    found, known = {*LEDGER[one.label].rests_on}, definitions()
    if one.text.startswith("define(") and isinstance(
            lhs := LEDGER[one.label].lhs, Indexed):
        variant = variant_of(lhs, LEDGER[one.label].rhs)
        found |= {known[name][0] for name in brings(variant)
                  if name != lhs.base.name}  # p is untied if C is there
    if one.text.startswith("backward("):     # it looks at all of the network
        top = LEDGER[one.label].lhs.args[0].base.name
        found |= {known[name][0] for name in {top} | ancestors(top)
                  if name in known}
    return found


def write_statements(root):
    """Bring rnnlib's statements up to date with the chapters."""
    file = root / STATEMENTS
    before = json.loads(file.read_text("utf-8")) if file.exists() else {}
    now = statements(Contents(root), before)
    if now != before or list(now["statements"]) != list(
            before["statements"]):
        file.write_text(json.dumps(now, indent=1, ensure_ascii=False) + "\n",
                        encoding="utf-8")
