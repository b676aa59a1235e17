"""Every chapter runs: as written, and with the numbers readers may try.

A cell tagged change-me assigns literals; its metadata lists alternatives,
each a mapping from some of its names to other values. As written a chapter
runs in a kernel of Jupyter, marked `built` where the build has executed the
same cells; with other numbers, marked `alternative`, in forks of one process.
So `make` need not do all of it in each of its environments.
"""
import copy
import json
import os
import subprocess
import sys

import branching
import jupytext
import pytest
from branching import SECONDS, replace, rounds, wrong_solutions
from chapters import CHAPTERS, ROOT, code_cells, tried
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

# At the end of a chapter: what is said of answers, where that is not so.
TRIED = """
tried = [(label, answer, False, words) for label, answer, words in {WRONG}]
tried += [(label, answer, True, "") for label, answer in {RIGHT}]
said = [(*one, check(*one[:1], eval(one[1]))) for one in tried]
[one for one in said
 if one[-1].right is not one[2] or one[3] not in one[-1].said]"""
CHANGED = [name for name, notebook in CHAPTERS.items()
           if rounds(code_cells(notebook))]
AS_WRITTEN = [pytest.param(name, marks=[pytest.mark.built] * (name in CHANGED))
              for name in CHAPTERS]


@pytest.fixture
def as_readers(monkeypatch):
    """The environment, without what tells tests and builds from readers."""
    for name in ("RNNLIB_BOOK", "MPLBACKEND"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("name", AS_WRITTEN)
def test_chapter_runs(name, as_readers):
    notebook = copy.deepcopy(CHAPTERS[name])
    if answers := tried(name):
        notebook.cells.append(new_code_cell(TRIED.format(**answers)))
    NotebookClient(notebook, timeout=SECONDS, kernel_name="python3",
                   resources={"metadata": {"path": ROOT / "book"}}).execute()
    outputs = [output for cell in code_cells(notebook)
               for output in cell.outputs]
    assert not [one for one in outputs if one.get("name") == "stderr"]
    assert not answers or outputs[-1]["data"]["text/plain"] == "[]"
    assert wrong_solutions(one.get("data", {}) for one in outputs) == []


def branched(file):
    """What went wrong in each round of a chapter's other numbers."""
    done = subprocess.run(
        [sys.executable, branching.__file__, file], text=True, check=False,
        capture_output=True,              # threads of BLAS survive no fork
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.alternative
@pytest.mark.parametrize("name", CHANGED)
def test_chapter_runs_with_other_numbers(name, as_readers):
    turns = rounds(code_cells(CHAPTERS[name]))
    found = branched(ROOT / "book" / f"{name}.md")
    assert [(values, said) for values, said in zip(turns, found, strict=True)
            if said] == []


CHECKED = """
from IPython.display import Markdown
Markdown("*Right*." if n != 3 else "*Not yet*.")"""
CELLS = {
    "n = 1": [2, 3, 4, 5, 6, 7],
    "import os, warnings\nm = [n]": [],
    "if n == 4: 1 / 0": [],
    "k = 1": [8],
    "if n == 5: warnings.warn('beware')": [],
    "if n == 6: os._exit(7)\nm.append(k)": [],
    CHECKED: [],
    "if m == [7, 8]: raise KeyError(m)": []}


def test_every_kind_of_fault_is_found_in_its_round_only(tmp_path, as_readers):
    file = tmp_path / "tiny.md"
    notebook = new_notebook(cells=[
        new_code_cell(source, metadata={"alternatives": [
            {source[0]: value} for value in values]} if values else {})
        for source, values in CELLS.items()],
        metadata=CHAPTERS["index"].metadata)
    file.write_text(jupytext.writes(notebook, fmt="md:myst"))
    said = branched(file)
    assert said[0] is None
    for found, words in zip(said[1:], ("Not yet", "ZeroDivisionError",
                                       "beware", "ended with 7", "[7, 8]"),
                            strict=True):
        assert words in found


def test_rounds_change_all_cells_and_leave_no_number_out():
    cells = [new_code_cell("", metadata={"alternatives": values} if values
                           else {}) for values in ([{"a": 1}, {"a": 2}], [],
                                                   [{"b": 3}])]
    assert rounds(cells) == [{0: {"a": 1}, 2: {"b": 3}},
                             {0: {"a": 2}, 2: {"b": 3}}]
    assert rounds(cells[1:2]) == []


def test_replace_changes_what_it_is_told_and_only_that():
    names = {}
    exec(replace("n, k = 2, 5\nm = [1, 2]", {"m": [3], "n": 1}), names)
    assert (names["n"], names["k"], names["m"]) == (1, 5, [3])
    with pytest.raises(AssertionError, match="not in n = 2"):
        replace("n = 2", {"k": 1})
