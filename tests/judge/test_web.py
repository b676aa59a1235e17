"""The judge as the page has it: plain data, one line at a time."""
import json
from pathlib import Path

import pytest
import yaml
from rnnlib.judge import judge_latex
from rnnlib.judge.alphabets.alphabet import Letter, names, spelled
from rnnlib.judge.tree.names import NAMES
from rnnlib.judge.web import (
    Desk,
    Paper,
    alphabets,
    meaning,
    printed,
    things,
)

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = yaml.safe_load((ROOT / "book" / "judge.yml").read_text())
TWO = "q_t = V h_t + b_y\nq_t = V h_t - b_y"


def kinds(text, alphabet="", **options):
    """The verdicts of a text's lines; what agrees is right, but unproved."""
    head, *lines = Paper().judge(text, alphabet, **options)
    assert head["kind"] == "head" and head["lines"] == len(lines)
    return [line["kind"].replace("agrees", "right") for line in lines]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one["title"])
def test_examples_get_the_verdicts_that_they_are_there_for(example):
    assert kinds(example["text"], example["alphabet"]) == example["verdicts"]


def test_lines_come_one_at_a_time_and_are_json():
    lines = Desk().judge(json.dumps({"text": TWO, "alphabet": "book",
                                     "letters": None, "summed": None}))
    head = json.loads(next(lines))
    assert (head["title"], head["why"]) == ("This book", "")
    assert json.loads(next(lines))["kind"] == "agrees"
    second = json.loads(next(lines))
    start, end = second["place"]
    assert TWO[start:end].strip() == "V h_t - b_y"
    assert second["kind"] == "wrong" and second["steps"] == []


def test_a_guess_has_its_reason():
    head = next(Paper().judge(r"s_t = \tanh(U x_t + W s_{t-1})"))
    assert head["alphabet"] != "book"
    assert head["why"].startswith("reads 1 of 1 equations")


@pytest.mark.parametrize(("text", "options", "why"), [
    ("", {}, "There is no formula here"),
    ("x" * 30_001, {}, "At most 30000 characters"),
    ("a = b", {"alphabet": "greek"}, "There is no alphabet 'greek'"),
    ("a = b", {"letters": {"s": "state"}}, "a letter stands for one of")])
def test_what_cannot_be_judged_is_a_sentence(text, options, why):
    [said] = Paper().judge(text, **options)
    assert said["kind"] == "trouble" and why in said["why"]


def test_own_letters_are_read_as_they_are_typed():
    letters = {r"\mathbf{s}": "h", "A_{rec}": "W", r"$\hat{o}$": "y_hat"}
    assert kinds(r"\mathbf{s}_t = \tanh(U x_t + A_{rec} \mathbf{s}_{t-1} "
                 "+ b_h)", letters=letters) == ["right"]


@pytest.mark.parametrize(("typed", "key"), [
    ("s", "s"), (r"\hat{y}", "hat y"), (r"\hat y", "hat y"),
    (r"\tilde{\theta}", "tilde theta"), ("W_{hh}", "W_hh"),
    (r"\mathbf{W}_{hh}", "W_hh"), (r" $\boldsymbol h$ ", "h"),
    (r"\theta", "theta"), ("W^{(1)}", "W^1")])
def test_letters_in_latex_have_their_keys(typed, key):
    assert spelled(typed) == key


def test_every_alphabet_has_a_table():
    found = alphabets()
    assert [one["key"] for one in found] == [*names()[:-1]]
    for one in found:
        assert one["title"] and one["letters"]
        assert all(words for _, words in one["letters"])
    assert "targets are one-hot" in next(
        one["says"] for one in found if one["key"] == "goodfellow")
    assert [name for name, _ in things()] == [*NAMES]


@pytest.mark.parametrize(("key", "latex"), [
    ("h", "h"), ("hat y", r"\hat{y}"), ("W_hh", "W_{hh}"),
    ("theta", r"\theta"), ("loss", r"\mathrm{loss}"),
    ("W_rec", r"W_{\mathrm{rec}}")])
def test_letters_are_printed(key, latex):
    assert printed(key) == latex


def test_a_proof_makes_a_line_right_and_keeps_conditions():
    paper = Paper()
    list(paper.judge("h_t = \\tanh(p_t)\n"
                     "\\frac{\\partial E_t}{\\partial q_t} = e_t"))
    assert [one.verdict.kind for one in paper.lines] == ["agrees", "right if"]
    trying, first, _, second = paper.prove()
    assert trying == {"kind": "trying", "number": 1}
    assert (first["kind"], second["kind"]) == ("right", "right if")
    assert first["scope"] == "for all sizes and all steps t >= 1"
    assert {"label": "state", "page": "book/model",
            "number": "1.2"} in first["rests_on"]
    assert ["= \\tanh(p_{t, i})", "state"] in first["steps"]
    assert len(second["steps"]) > 2


def test_what_is_wrong_or_cannot_be_proved_stays():
    paper = Paper()
    list(paper.judge("q_t = V h_t - b_y\nq_t = V h_t + b_y", "book"))
    paper.asking = paper.asking._replace(go_on=lambda: False)
    before = [*paper.lines]
    assert [*paper.prove()] == [{"kind": "trying", "number": 2}]
    assert paper.lines == before


def test_a_letter_that_stands_for_nothing_says_so():
    assert meaning(Letter("b_h")) == "bias of the units"
    assert meaning(Letter("b_h", zero=True)).startswith(
        "bias of the units: zero")


def test_the_page_writes_in_the_letters_of_the_text_as_a_notebook_does():
    text = (r"\frac{\partial L}{\partial W} = \sum_{t=1}^T"
            r" \delta_t h_t^\top")
    said = [*Paper().judge(text)][1]
    latex = judge_latex(text).lines[0].verdict.repairs[0].latex
    assert said["repairs"][0]["latex"] == latex
    assert latex.startswith(r"\frac{\partial L}{\partial W}")
