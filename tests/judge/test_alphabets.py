"""Alphabets: what they say is well formed, and each reads its own lines."""
import pytest
from alphabets_read import LINES
from rnnlib.judge.alphabets.alphabet import Alphabet, from_table, load, names
from rnnlib.judge.reading.guessing import guess
from rnnlib.judge.reading.meaning import read_text
from rnnlib.judge.tree.errors import NotRead
from rnnlib.judge.tree.names import NAMES
from rnnlib.judge.tree.nodes import Entry, Whole

EACH = [(name, line) for name, lines in LINES.items() for line in lines]


def test_these_are_all():
    assert names() == (
        "book", "cs224n", "d2l", "goodfellow", "min-char-rnn", "notes",
        "pascanu", "pytorch", "source-a", "source-b", "source-c", "tutorial",
        "mine")
    assert {*names()} == {*LINES}


@pytest.mark.parametrize("name", names())
def test_each_says_what_an_alphabet_must_say(name):
    alphabet = load(name)
    ours = {letter.name for letter in alphabet.letters.values()}
    assert ours <= {*NAMES}
    assert {"h", "W", "y_hat", "y"} <= ours or name == "pascanu"
    assert "E" in ours
    assert alphabet.bias == bool({"b_h", "b_y"} & ours)
    assert alphabet.total <= {*alphabet.letters, "L"}
    assert len(LINES[name]) >= 5


@pytest.mark.parametrize(("name", "line"), EACH)
def test_each_reads_its_own_lines(name, line):
    claim = read_text(line, load(name))
    assert claim.network == load(name).network or "tanh" in line


def test_the_network_of_an_alphabet_comes_with_its_lines():
    for name, network, bias in [("book", "tanh", True),
                                ("source-b", "tanh", False),
                                ("d2l", "linear", False),
                                ("pascanu", "open", True)]:
        claim = read_text(LINES[name][0], load(name))
        assert (claim.network, claim.bias) == (network, bias)


def test_letters_of_ones_own():
    mine = Alphabet.of({"z": "h", "A": "W", "B": "U", "L": "total"})
    claim = read_text(r"z_t = \tanh(A z_{t-1} + B x_t + b_h)", mine)
    assert claim.left == Whole("h", claim.left.time)
    total = read_text(r"\frac{\partial L}{\partial A} = 0", mine).left
    assert total.top == Entry("total", None, ())
    assert total.below == Whole("W", None)
    with pytest.raises(NotRead, match="h is no letter"):
        read_text("h_t = z_t", mine)
    assert mine.key == "mine"


def test_letters_may_be_latex_with_the_place_of_their_time():
    mine = Alphabet.of({
        r"\mathcal{L}": ["total", "none"], r"\pi": ["y_hat", "above"],
        r"\hat{z}": "h", "W_{hh}": ["W", "none"], "g": "phi"})
    assert mine.letters["L"].name == "total"
    assert mine.letters["pi"].time == "above"
    assert mine.letters["hat z"].name == "h"
    assert mine.letters["W_hh"].name == "W"
    assert mine.functions == {"sigma": "logistic", "g": "phi"}
    claim = read_text(r"\hat z_t = g(W_{hh} \hat z_{t-1})", mine)
    assert claim.network == "open"


@pytest.mark.parametrize(("call", "words"), [
    (lambda: load("nobody"), "There is no alphabet 'nobody'"),
    (lambda: Alphabet.of({"z": "state"}), "a letter stands for one of"),
    (lambda: Alphabet.of({}, gradients="up"), "gradients is one of"),
    (lambda: Alphabet.of({"z": ["h", "left"]}), "where its time stands"),
    (lambda: Alphabet.of({"z": [["h"], "below"]}), "a letter stands for one"),
    (lambda: Alphabet.of({"z": 3}), "a letter stands for one of"),
    (lambda: from_table("x", {"letters": {}, "colour": 1}), "colour says"),
    (lambda: from_table("x", {"letters": {}, "loss": "max"}), "loss is one"),
    (lambda: from_table("x", {"letters": {"h": {"is": "h", "at": 1}}}),
     "at says nothing"),
    (lambda: from_table("x", {"letters": {}, "functions": {"f": "sin"}}),
     "sin is no function"),
    (lambda: from_table("x", {"letters": {}, "indices": {"n": "i"}}),
     "indices count")])
def test_what_is_no_alphabet_is_said(call, words):
    with pytest.raises(ValueError, match=words):
        call()


@pytest.mark.parametrize("name", [
    "book", "source-b", "d2l", "goodfellow", "min-char-rnn", "pascanu",
    "source-a", "cs224n", "pytorch", "tutorial", "source-c"])
def test_an_alphabet_is_guessed_from_its_lines(name):
    best, why = guess("\n".join(LINES[name][-8:]))[0]
    assert best == name
    assert why.startswith("reads ")


def test_nothing_is_guessed_of_nothing():
    assert guess("") == []
    assert guess(r"\foo = \bar") == []
