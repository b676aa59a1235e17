"""What `make mutants` does to the sources, and what it makes of results."""
import runpy
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOL = runpy.run_path(str(ROOT / "tools" / "mutants.py"))
SOURCE = """
def twice(f):
    return lambda x: 2 * f(x)

def one_more(f):
    return lambda x: f(x) + 1

@twice
@one_more
def f(x):
    return x

@one_more
def g(x):
    return f(x)

results = f(3), g(3)
"""


def test_what_is_decorated_is_unfolded():
    unfolded = TOOL["unfold"](SOURCE)
    assert "@" not in unfolded
    for source in (SOURCE, unfolded):
        exec(source, space := {})
        assert space["results"] == (8, 9)


def slip(why=None):
    return {"file": "a.py", "function": "f", "status": "survived",
            "diff": ["-    x + 1", "+    x - 1"], "why": why}


@pytest.mark.parametrize("missed, low, words", [
    ([], [], "100.0%"), ([slip()], ["a.py"], "A test should notice this."),
    ([slip("It is the same.")], ["a.py"], "It is the same.")])
def test_what_is_missed_counts_and_is_shown(missed, low, words, capsys):
    files = {"a.py": {"slips": 4, "noticed": 4 - len(missed), "aim": 0.8,
                      "unnoticeable": 0},
             "b.py": {"slips": 5, "noticed": 4, "aim": 0.8,
                      "unnoticeable": 0}}
    assert low == TOOL["show"](
        {"missed": missed, "files": files, "outdated": []})
    out = capsys.readouterr().out
    assert words in out
    assert ("+    x - 1" in out) == bool(missed)


def test_reasons_are_told_of_slips_that_they_are_about():
    known = TOOL["reasons"]()
    file, text = next(iter(known))
    found = TOOL["report"](
        {file: {"slips": 3, "noticed": 1, "aim": 0.5}},
        [{**slip(), "file": file, "slip": text},
         {**slip(), "file": file, "slip": "another"}])
    assert [one["why"] for one in found["missed"]] == [
        known[file, text], None]
    assert found["files"][file]["unnoticeable"] == 1
    assert (file, text) not in found["outdated"]
    assert {one for one, _ in found["outdated"]} <= {file}


def test_reasons_are_about_the_files_that_are_changed():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    files = settings["tool"]["mutmut"]["only_mutate"]
    assert {"rnnlib/rnn.py", "rnnlib/flow.py", "rnnlib/lstm.py"} <= set(files)
    known = TOOL["reasons"]()
    checker = {f"rnnlib/checker/{file.name}" for file in (
        ROOT / "rnnlib/checker").glob("*.py")}
    assert {file for file, _ in known} <= {*files} | checker
    assert all(known.values())
