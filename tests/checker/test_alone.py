"""The checker stands alone: no SymPy, no NumPy, nothing of the search."""
import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKER = Path(__file__).parents[2] / "rnnlib/checker"


def imported(file):
    """What a module imports: names of modules, relative ones with a dot."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def alone(folder, *arguments):
    """The checker run with nothing but Python and its own folder."""
    return subprocess.run(
        [sys.executable, "-S", "-E", "-c",
         "import runpy, sys; sys.path[:0] = [sys.argv[1]]; "
         "sys.argv[1:2] = []; runpy.run_module('checker', "
         "run_name='__main__', alter_sys=True)", str(folder), *arguments],
        capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path):
    """A folder that has the checker, and nothing else."""
    shutil.copytree(CHECKER, tmp_path / "checker",
                    ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def a_book(to="y"):
    """A book of one page with one statement: delta picks an entry."""
    picked = ["sum", "a", ["*", ["delta", "a", "b"], [to, "t", "a"]]]
    networks = {"spaces": {"t": "time", "a": "n_y", "b": "n_y"},
                "tensors": {"y": ["time", "n_y"], "z": ["time", "n_y"]},
                "formulas": {}, "made": {}, "states": [], "from_0": [],
                "matrices": {}, "sums": {}, "conditions": {}, "read": {},
                "hiding": [], "nonnegative": {}}
    return {"networks": networks, "pages": {"page": [{
        "label": "picked", "kind": "chain", "lhs": picked,
        "rhs": ["y", "t", "b"], "facts": [], "sign": "=",
        "steps": [{"by": "algebra", "to": ["y", "t", "b"]}]}]}}


@pytest.mark.parametrize("file", sorted(CHECKER.glob("*.py")),
                         ids=lambda file: file.name)
def test_a_module_imports_its_folder_and_the_standard_library(file):
    for name in imported(file):
        top = name.partition(".")[0]
        assert name.startswith(".") and not name.startswith("..") \
            or top in sys.stdlib_module_names, name


@pytest.mark.parametrize(("to", "status", "said"), [
    ("y", 0, "1 of 1 statements on 1 pages hold, 1 steps"),
    ("z", 1, "refused: picked on page: step 1: not equal")])
def test_a_book_is_checked_without_anything_else(folder, to, status, said):
    file = folder / "proofs.json"
    file.write_text(json.dumps(a_book(to)))
    done = alone(folder, str(file))
    assert done.returncode == status, done.stderr
    assert done.stdout.startswith(said)
    assert not done.stderr


def test_without_a_file_it_says_what_it_takes(folder):
    done = alone(folder)
    assert done.returncode == 1
    assert "python -m checker proofs.json" in done.stderr
