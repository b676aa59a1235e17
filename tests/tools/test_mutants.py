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


@pytest.mark.parametrize("missed, score, words", [
    ([], 1, "100.0%"), ([slip()], 0.75, "A test should notice this."),
    ([slip("It is the same.")], 0.75, "It is the same.")])
def test_what_is_missed_counts_and_is_shown(missed, score, words, capsys):
    files = {"a.py": {"slips": 4, "noticed": 4 - len(missed),
                      "unnoticeable": 0},
             "b.py": {"slips": 9, "noticed": 9, "unnoticeable": 0}}
    assert score == TOOL["show"](
        {"missed": missed, "files": files, "outdated": []})
    out = capsys.readouterr().out
    assert words in out
    assert ("+    x - 1" in out) == bool(missed)


def test_reasons_are_about_the_files_that_are_changed():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    files = settings["tool"]["mutmut"]["only_mutate"]
    assert {"rnnlib/rnn.py", "rnnlib/flow.py", "rnnlib/lstm.py"} <= set(files)
    known = TOOL["reasons"]()
    assert {file for file, _ in known} <= set(files)
    assert all(known.values())
