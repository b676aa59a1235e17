"""Exercises that answer back: every one asks, judges and has an answer.

What they say of wrong answers is tried where chapters run, in test_execute.
"""
import re

import nbformat
import pytest
from chapters import CHAPTERS, ROOT, code_cells, tried

ASKED = re.compile(r"\bask\.(number|array|code|formula)\(\s*\"([\w-]+)\"")
CHECKED = re.compile(r"\bcheck\(\s*\"([\w-]+)\"")
CHOICES = re.compile(r":label: ([\w-]+)\n(?:(?!\n`{3,}).)*?\n```\{choices\}",
                     re.DOTALL)


def tagged(cell, tag):
    return tag in cell.metadata.get("tags", ())


def asked(name):
    """What a chapter asks: {label: kind}."""
    return {label: kind for cell in code_cells(CHAPTERS[name])
            for kind, label in ASKED.findall(cell.source)}


def choices(name):
    """The labels of a chapter's exercises with answers to choose from."""
    return CHOICES.findall((ROOT / "book" / f"{name}.md").read_text())


ANSWERED = [name for name in CHAPTERS if asked(name)]
TRIED = [name for name in ANSWERED if tried(name)]
each = pytest.mark.parametrize("name", ANSWERED)


def test_there_are_many_of_each_kind():
    kinds = [kind for name in ANSWERED for kind in asked(name).values()]
    chosen = [label for name in CHAPTERS for label in choices(name)]
    assert len(kinds) >= 60 and len(chosen) >= 22
    assert min(map(kinds.count, ("number", "code", "formula"))) >= 15
    assert len(TRIED) >= 22


@each
def test_an_exercise_asks_waits_and_has_an_answer(name):
    """Its label, a cell that asks, one that waits, one in the solution."""
    text = (ROOT / "book" / f"{name}.md").read_text()
    cells = code_cells(CHAPTERS[name])
    for label in asked(name):
        assert f":label: {label}\n" in text, label
        kinds = [("question" if ASKED.search(cell.source) else
                  "answer" if tagged(cell, "answer") else "solution")
                 for cell in cells if f'"{label}"' in cell.source]
        assert kinds == ["question", "answer", "solution"], label
    for cell in cells:
        assert tagged(cell, "question") or not ASKED.search(cell.source)
        assert not tagged(cell, "answer") or " = ..." in cell.source


@each
def test_the_build_finds_no_answer_yet_and_solutions_right(name):
    executed = ROOT / "_build" / "jupyter_execute" / "book" / f"{name}.ipynb"
    for cell in code_cells(nbformat.read(executed, as_version=4)):
        if CHECKED.search(cell.source):
            said = [output["data"]["text/markdown"] for output in cell.outputs
                    if "text/markdown" in output.get("data", {})]
            wanted = "*No answer yet*" if tagged(cell, "answer") else "*Right*"
            assert [text.startswith(wanted) for text in said] == [True], said


@pytest.mark.parametrize("name", TRIED)
def test_wrong_and_right_answers_were_tried(name):
    said = tried(name)
    assert {label for label, *_ in said["WRONG"]} == set(asked(name))
    assert {label for label, _ in said["RIGHT"]} == set(asked(name))
    assert all(words for *_, words in said["WRONG"])
