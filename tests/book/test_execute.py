"""Every chapter runs: as written, and with the numbers readers may try.

A cell tagged change-me assigns literals; its metadata lists alternatives,
each a mapping from some of its names to other values. A run as written is
marked `built` where the build has executed the same cells, a run of other
numbers `alternative`, so that `make` need not do all of them in each of its
environments.
"""
import copy
import re

import pytest
from chapters import CHAPTERS, ROOT, assigned, code_cells, tried
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell


# At the end of a chapter: what is said of answers, where that is not so.
TRIED = """
tried = [(label, answer, False, words) for label, answer, words in {WRONG}]
tried += [(label, answer, True, "") for label, answer in {RIGHT}]
said = [(*one, check(*one[:1], eval(one[1]))) for one in tried]
[one for one in said
 if one[-1].right is not one[2] or one[3] not in one[-1].said]"""
WRONG = re.compile(r"\*(Not yet|Open)\*")
# No cell takes a quarter of this. Now and then, pyzmq's asyncio misses a reply
# that has come, and then notices it only when this time is over.
SECONDS = 60


def replace(source, values):
    """The cell with other literals assigned to the names in values."""
    assert set(values) <= assigned(source), f"{values}: not in {source}"
    return "\n".join([source, *(f"{name} = {value!r}"
                                for name, value in values.items())])


def variants():
    """Each chapter as written, then each alternative of each cell."""
    for name, notebook in CHAPTERS.items():
        others = [(place, dict(values))
                  for place, cell in enumerate(code_cells(notebook))
                  for values in cell.metadata.get("alternatives", ())]
        yield pytest.param(name, None, {}, id=f"{name}-as-written",
                           marks=[pytest.mark.built] if others else [])
        for place, values in others:
            words = "-".join(f"{k}={v}" for k, v in values.items())
            yield pytest.param(name, place, values, id=f"{name}-{words}",
                               marks=pytest.mark.alternative)


@pytest.mark.parametrize(("name", "place", "values"), list(variants()))
def test_chapter_runs(name, place, values, monkeypatch):
    for name_set in ("RNNLIB_BOOK", "MPLBACKEND"):  # as readers run it
        monkeypatch.delenv(name_set, raising=False)
    notebook = copy.deepcopy(CHAPTERS[name])
    if place is not None:
        cell = code_cells(notebook)[place]
        cell.source = replace(cell.source, values)
    elif answers := tried(name):
        notebook.cells.append(new_code_cell(TRIED.format(**answers)))
    NotebookClient(notebook, timeout=SECONDS, kernel_name="python3",
                   resources={"metadata": {"path": ROOT / "book"}}).execute()
    outputs = [output for cell in code_cells(notebook)
               for output in cell.outputs]
    assert not [one for one in outputs if one.get("name") == "stderr"]
    if place is None and tried(name):
        assert outputs[-1]["data"]["text/plain"] == "[]"
    assert not [said for one in outputs if WRONG.match(       # a solution
        said := one.get("data", {}).get("text/markdown", ""))]


def test_replace_changes_what_it_is_told_and_only_that():
    names = {}
    exec(replace("n, k = 2, 5\nm = [1, 2]", {"m": [3], "n": 1}), names)
    assert (names["n"], names["k"], names["m"]) == (1, 5, [3])
    with pytest.raises(AssertionError, match="not in n = 2"):
        replace("n = 2", {"k": 1})
