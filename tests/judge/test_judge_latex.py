"""rnnlib.judge_latex and python -m rnnlib.judge, as a reader calls them."""
import json
import runpy
import subprocess
import sys

import pytest
import rnnlib
from rnnlib.judge import judge_latex
from rnnlib.judge.__main__ import main
from rnnlib.judge.saying import data_of

RIGHT = r"h_t = \tanh(U x_t + W h_{t-1} + b_h)"
WRONG = r"h_t = \tanh(U x_t + W h_t + b_h)"
STRANGE = r"h_t = \Xi"
GOODFELLOW = (r"\boldsymbol{a}^{(t)} = \boldsymbol{b} + \boldsymbol{W} "
              r"\boldsymbol{h}^{(t-1)} + \boldsymbol{U} \boldsymbol{x}^{(t)}")


def test_the_library_has_it_at_its_door():
    assert rnnlib.judge_latex is judge_latex


def test_the_alphabet_is_guessed_and_said():
    found = judge_latex(GOODFELLOW)
    assert (found.alphabet, found.guessed) == ("goodfellow", True)
    assert "a guess" in str(found) and found.right
    assert not judge_latex(GOODFELLOW, "goodfellow").guessed


def test_the_readers_own_letters():
    found = judge_latex(r"s_t = \tanh(A x_t + B s_{t-1} + c)", letters={
        "s": "h", "A": "U", "B": "W", "c": "b_h"})
    assert found.right and found.alphabet == "mine"


@pytest.mark.parametrize(("text", "right", "wrong", "unread"), [
    (RIGHT, True, 0, 0), (WRONG, False, 1, 0), (STRANGE, False, 0, 1),
    (RIGHT + r"\\" + WRONG + r"\\" + STRANGE, False, 1, 1)])
def test_what_is_wrong_and_what_was_not_read(text, right, wrong, unread):
    found = judge_latex(text, "book")
    assert (found.right, len(found.wrong), len(found.unread)) == (
        right, wrong, unread)


@pytest.mark.parametrize("text", ["", "   ", "no formula", "%" * 40_000,
                                  "{" * 29_000, r"\\" * 500])
def test_every_text_ends_in_a_sentence(text):
    found = judge_latex(text)
    assert not found.right
    assert str(found).strip().endswith((".", "text"))


@pytest.mark.parametrize(("text", "kwargs", "error"), [
    (3, {}, TypeError), (RIGHT, {"alphabet": "nobody"}, ValueError),
    (RIGHT, {"letters": {"s": "no name"}}, ValueError)])
def test_mistakes_of_a_program_are_errors(text, kwargs, error):
    with pytest.raises(error):
        judge_latex(text, **kwargs)


def test_a_judgement_is_markdown_in_a_notebook():
    text = judge_latex(WRONG, "book")._repr_markdown_()
    assert "**1. Wrong.**" in text and "$h_{t} = " in text


def test_a_judgement_is_data_for_a_page():
    data = data_of(judge_latex(WRONG, "book").lines[0])
    assert json.loads(json.dumps(data)) == data
    assert data["kind"] == "wrong" and data["repairs"][0]["latex"]
    start, end = data["place"]
    assert WRONG[start:end].strip() == WRONG.split("= ")[1]


@pytest.mark.parametrize(("text", "status"), [
    (RIGHT, 0), (WRONG, 1), (STRANGE, 2), (WRONG + r"\\" + STRANGE, 1),
    ("", 2)])
def test_the_command_ends_with_what_it_found(tmp_path, capsys, text, status):
    file = tmp_path / "notes.tex"
    file.write_text(text)
    assert main([str(file), "--alphabet", "book"]) == status
    assert "Letters: book" in capsys.readouterr().out


def test_the_command_says_what_it_cannot_open(tmp_path, capsys):
    assert main([str(tmp_path / "none.tex")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_the_command_runs_alone_and_needs_no_sympy(tmp_path):
    file = tmp_path / "notes.tex"
    file.write_text(RIGHT)
    code = ("import sys; sys.modules['sympy'] = None; "
            "from rnnlib.judge.__main__ import main; "
            f"sys.exit(main([{str(file)!r}]))")
    done = subprocess.run([sys.executable, "-c", code], check=False,
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "24 random networks" in done.stdout


def test_the_module_is_the_command(tmp_path, capsys, monkeypatch):
    file = tmp_path / "notes.tex"
    file.write_text(WRONG)
    monkeypatch.setattr(sys, "argv", ["judge", str(file), "--quick"])
    monkeypatch.delitem(sys.modules, "rnnlib.judge.__main__")
    with pytest.raises(SystemExit) as end:
        runpy.run_module("rnnlib.judge", run_name="__main__")
    assert end.value.code == 1
    assert "1. Wrong" in capsys.readouterr().out
