"""The formula questions of a chapter, asked without running the rest of it.

What a question rests on are the cells that define and claim, and those that
import or make what these use. All others stay out.
"""
import ast
import re
from unittest.mock import patch

from chapters import CHAPTERS, code_cells
from rnnlib.page import answers
from rnnlib.page.formulas.asking import Formula
from rnnlib.symbolic.ledger import ledger

ASKS = re.compile(r"\bask\.formula\(\s*\"([\w-]+)\"")
SPEAKS = re.compile(r"import \*|import answers|ask\.formula\(|"
                    r"\b(define|claim|induct|backward|read_off|recall)\(")
DEFINED = re.compile(r"^def (\w+)", re.MULTILINE)


def labels(name):
    """The labels of a chapter's formula questions."""
    return [label for cell in code_cells(CHAPTERS[name])
            for label in ASKS.findall(cell.source)]


ASKING = [name for name in CHAPTERS if labels(name)]


def names_in(source):
    """The names that a cell makes, and all that it mentions."""
    nodes = list(ast.walk(ast.parse(source)))
    made = {node.id for node in nodes if isinstance(node, ast.Name)
            and isinstance(node.ctx, ast.Store)}
    made |= {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    made |= {alias.asname or alias.name for node in nodes if isinstance(
        node, (ast.Import, ast.ImportFrom)) for alias in node.names}
    return made, {node.id for node in nodes if isinstance(node, ast.Name)}


def needed(sources):
    """The cells that ask, define or claim, and those that serve them."""
    kept, wanted = [], set()
    speakers = {name for source in sources if SPEAKS.search(source)
                for name in DEFINED.findall(source)}
    for source in reversed(sources):
        made, mentioned = names_in(source)
        if "check(" not in source and (
                SPEAKS.search(source) or made & wanted
                or mentioned & speakers):
            kept.append(source)
            wanted |= mentioned
    return reversed(kept)


def ask_all(name):
    """A chapter's own names and its formulas, once these have been asked."""
    ledger.clear()
    answers.QUESTIONS.clear()
    names, formulas = {}, {}
    checked = Formula.checked

    def noted(asked):
        formulas[asked.label] = asked
        return checked(asked)
    with patch.object(Formula, "checked", noted):
        for source in needed([cell.source for cell in
                              code_cells(CHAPTERS[name])]):
            exec(source, names)
    return names, formulas
