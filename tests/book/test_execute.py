"""Every chapter runs: as written, and with the numbers readers may try.

A cell tagged change-me assigns literals; its metadata lists alternatives,
each a mapping from some of its names to other values. The build has executed
all chapters as written in a kernel of Jupyter, so `make` need not do it again
in the same environment: these tests, marked `chapters`, run on the versions
of a reader.
"""
import json
import os
import subprocess
import sys

import branching
import jupytext
import pytest
from branching import TRIED, replace, rounds
from chapters import CHAPTERS, ROOT, code_cells
from nbformat.v4 import new_code_cell, new_notebook


@pytest.fixture
def as_readers(monkeypatch):
    """The environment, without what tells tests and builds from readers."""
    for name in ("RNNLIB_BOOK", "MPLBACKEND"):
        monkeypatch.delenv(name, raising=False)


def branched(file):
    """What went wrong in each round of a chapter's other numbers."""
    done = subprocess.run(
        [sys.executable, branching.__file__, file], text=True, check=False,
        capture_output=True,              # threads of BLAS survive no fork
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.chapters
@pytest.mark.parametrize("name", CHAPTERS)
def test_chapter_runs(name, as_readers):
    turns = ["as written", *rounds(code_cells(CHAPTERS[name]))]
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
    assert said[:2] == [None, None]
    for found, words in zip(said[2:], ("Not yet", "ZeroDivisionError",
                                       "beware", "ended with 7", "[7, 8]"),
                            strict=True):
        assert words in found


@pytest.mark.parametrize(("words", "right"), [
    ("not 0", True), ("another", False)])
def test_an_answer_that_is_judged_otherwise_is_found(words, right):
    said = "type('Said', (), {'right': False, 'said': 'It is not 0.'})()"
    run = subprocess.run([sys.executable, "-c", "\n".join([
        f"check = lambda label, answer: {said}",
        TRIED.format(WRONG=[("q", "1", words)], RIGHT=[])])], check=False)
    assert (run.returncode == 0) is right


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
