"""The rooms of rnnlib: ARCHITECTURE.md says what each may import."""
import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TABLE = (ROOT / "ARCHITECTURE.md").read_text()
ROW = re.compile(r"^\| `([\w/]+)` \|[^|]*\|([^|]*)\|$", re.MULTILINE)
ROOMS = {name: {*re.findall(r"[\w/]+", imports)}
         for name, imports in ROW.findall(TABLE)}
MODULES = {".".join(path.relative_to(ROOT).with_suffix("").parts)
           .removesuffix(".__init__"): path
           for path in ROOT.glob("rnnlib/**/*.py")}


def room(module):
    """The folder of a module; a face (`__init__`) stands in its own."""
    path = MODULES[module].parent.relative_to(ROOT)
    return "/".join(path.parts[1:]) or "rnnlib"


def imported(module, source):
    """The modules that a module imports, at its head or inside functions."""
    package = module.split(".")
    if MODULES[module].name != "__init__.py":
        package.pop()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names
                        if one.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            above = package[:len(package) + 1 - node.level] \
                if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            for one in node.names:
                whole = f"{base}.{one.name}"
                if whole in MODULES or base in MODULES:
                    yield whole if whole in MODULES else base


def arrows():
    """{room: the other rooms that its modules import}."""
    found = {name: set() for name in map(room, MODULES)}
    for module, path in MODULES.items():
        found[room(module)] |= {
            room(other) for other in imported(module, path.read_text())
        } - {room(module)}
    return found


def test_rooms_import_what_the_table_says():
    assert arrows() == ROOMS


def test_arrows_run_one_way():
    order = [*ROOMS]
    assert [(name, other) for name, others in ROOMS.items()
            for other in others
            if order.index(other) <= order.index(name)] == []


def test_few_modules_are_imported_by_a_name_in_a_string():
    """Such an arrow is not seen above; each has a reason, and stays below."""
    found = {name for name, path in MODULES.items()
             if re.search(r"\b(import_module|__import__)\(", path.read_text())}
    assert found == {
        "rnnlib", "rnnlib.plots",              # figures, when asked for
        "rnnlib.page.live.packages",           # those that a reader asks for
        "rnnlib.symbolic.methods.publishing",  # the methods beside it
        "rnnlib.symbolic.networks",            # each file in the folder
        "rnnlib.symbolic.recall.homes"}        # the words of a chapter


@pytest.mark.parametrize(("source", "found"), [
    ("from ..terms.language import d", "rnnlib.symbolic.terms.language"),
    ("def f():\n    from . import comparing",
     "rnnlib.symbolic.search.comparing"),
    ("from rnnlib import flow", "rnnlib.flow"),
    ("import rnnlib.flow", "rnnlib.flow"), ("import sympy", None)])
def test_imports_are_found_wherever_they_stand(source, found):
    assert [*imported("rnnlib.symbolic.search.search", source)] == [
        *filter(None, [found])]


def test_modules_are_one_concept_of_at_most_350_lines():
    assert {name: lines for name, path in MODULES.items()
            if (lines := len(path.read_text().splitlines())) > 350} == {}
