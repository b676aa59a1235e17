"""The chapters as notebooks."""
import ast
import runpy
from pathlib import Path

import jupytext

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "book").glob("*.md"))


def read(path):
    """A page as a notebook; None if it is plain text."""
    text = path.read_text()
    if "kernelspec" not in text.partition("\n---\n")[0]:
        return None
    return jupytext.reads(text, fmt="md:myst")


CHAPTERS = {path.stem: notebook for path in PAGES
            if (notebook := read(path)) is not None}


def code_cells(notebook):
    """The code cells, in order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def assigned(source):
    """The names to which a cell assigns literals; it may do no more."""
    names = set()
    for statement in ast.parse(source).body:
        assert isinstance(statement, ast.Assign), source
        ast.literal_eval(statement.value)
        names |= {node.id for target in statement.targets
                  for node in ast.walk(target) if isinstance(node, ast.Name)}
    return names


def tried(name):
    """Answers tried on a chapter: WRONG, with what is said, and RIGHT."""
    path = ROOT / "tests" / "book" / "wrong_answers" / f"{name}.py"
    return runpy.run_path(path) if path.exists() else {}
