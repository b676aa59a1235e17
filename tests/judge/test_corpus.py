"""The corpus is as large, as mixed and as well formed as it must be."""
import re
from collections import Counter

import judge_corpus as corpus
import pytest
from judge_corpus import Broken, Derivation, Hostile, Line

LINES = corpus.all_lines()
DERIVATIONS = corpus.derivations()
HOSTILE = corpus.hostile()


def squeezed(latex: str) -> str:
    return re.sub(r"\s+", "", latex)


def test_every_file_is_read():
    names = {path.stem for path in corpus.FOLDER.iterdir()}
    assert names == {*corpus.ALPHABETS, "derivations", "hostile"}


def test_there_are_enough_lines():
    assert len(LINES) >= 200
    by_alphabet = Counter(line.alphabet for line in LINES)
    assert all(by_alphabet[name] >= 12 for name in corpus.ALPHABETS)


def test_verdicts_are_mixed():
    share = Counter(line.verdict for line in LINES)
    assert 0.4 <= share["right"] / len(LINES) <= 0.6
    assert 0.25 <= share["wrong"] / len(LINES) <= 0.4
    assert share["right if"] >= 20
    assert share["not read"] >= 10


@pytest.mark.parametrize("alphabet", corpus.ALPHABETS)
def test_every_alphabet_has_right_and_wrong_lines(alphabet):
    found = Counter(line.verdict for line in corpus.lines(alphabet))
    assert min(found["right"], found["wrong"]) >= 4


def test_no_line_stands_twice():
    found = Counter(squeezed(line.latex) for line in LINES)
    assert [latex for latex, often in found.items() if often > 1] == []


def test_a_repair_is_never_called_wrong():
    verdicts = {(line.alphabet, squeezed(line.latex)): line.verdict
                for line in LINES}
    repaired = [verdicts.get((line.alphabet, squeezed(line.nearest)))
                for line in LINES if line.nearest]
    assert set(repaired) <= {None, "right", "right if"}
    assert len(repaired) > 100


@pytest.mark.parametrize("source, printed", [
    ("source-a", 21), ("source-b", 13), ("source-c", 9)])
def test_the_sources_are_there(source, printed):
    letter = source[-1].upper()
    found = [line.source for line in LINES if line.source.startswith(letter)]
    assert len(found) == printed
    assert all(line.alphabet == source for line in LINES
               if line.source.startswith(letter))


def test_derivations():
    assert len(DERIVATIONS) == 24
    assert sum(bool(found.wrong) for found in DERIVATIONS) == 20
    assert {found.alphabet for found in DERIVATIONS} == set(corpus.ALPHABETS)
    names = Counter(found.name for found in DERIVATIONS)
    assert max(names.values()) == 1


@pytest.mark.parametrize("found", DERIVATIONS, ids=lambda found: found.name)
def test_truth_has_a_verdict_for_each_line(found):
    bare = re.sub(r"\$\$|\\\[|\\\]|\\(begin|end)\{\w+\*?\}", "", found.latex)
    rows = re.split(r"\\\\|\n", bare)
    assert sum(bool(row.strip()) for row in rows) == len(found.truth)


def test_hostile_inputs():
    assert len(HOSTILE) >= 40
    assert len({found.text for found in HOSTILE}) == len(HOSTILE)
    assert max(len(found.text) for found in HOSTILE) == 1_000_000
    assert any("\0" in found.text for found in HOSTILE)
    assert any(found.text == "" for found in HOSTILE)


@pytest.mark.parametrize("change", [
    {"verdict": "maybe"}, {"why": ""}, {"alphabet": "runes"}, {"latex": " "},
    {"options": {"sung": True}}, {"options": {"summed": "yes"}},
    {"nearest": "h = 1"}, {"source": "A, line 1"}, {"page": "Right"},
    {"verdict": "not read"},
    {"verdict": "right if", "unless": "linear"}])
def test_a_line_that_is_not_well_formed(change):
    good = {"alphabet": "book", "latex": "h = 1", "verdict": "wrong",
            "why": "no", "nearest": "h = 2"}
    assert Line(**good).verdict == "wrong"
    with pytest.raises(Broken):
        Line(**good | change)


@pytest.mark.parametrize("change", [
    {"truth": ["right", "wrong"]}, {"truth": ["right", "right", "right"]},
    {"truth": ["wrong", "wrong", "right"]}, {"wrong": 0}, {"slip": ""},
    {"after": "none"}, {"after": "carried"}, {"nearest": ""},
    {"truth": ["right if", "wrong", "right"]}, {"alphabet": "runes"},
    {"truth": ["right", "wrong", "maybe"]}, {"options": {"sung": True}}])
def test_a_derivation_that_is_not_well_formed(change):
    good = {"name": "n", "alphabet": "book", "latex": "", "wrong": 2,
            "truth": ["right", "wrong", "right"], "slip": "s",
            "nearest": "h", "after": "right"}
    assert Derivation(**good).truth == ("right", "wrong", "right")
    with pytest.raises(Broken):
        Derivation(**good | change)


def test_a_hostile_input_is_described_once():
    rest = {"name": "n", "must_not": "m", "ends": "any"}
    assert Hostile.of(pieces=[["a", 2], ["b", 1]], **rest).text == "aab"
    assert Hostile.of(text="", **rest).text == ""
    for ways in ({}, {"text": "a", "repeat": ["a", 1]}):
        with pytest.raises(Broken):
            Hostile.of(**ways, **rest)


def test_an_unknown_field_is_named():
    entry = {"latex": "h = 1", "verdict": "right", "colour": "red"}
    with pytest.raises(Broken, match="colour"):
        corpus.made(Line, [entry], alphabet="book")


@pytest.mark.parametrize("one, other", [
    (r"(?<!\\)\{", r"(?<!\\)\}"), (r"\\left\b", r"\\right\b"),
    (r"\\begin\b", r"\\end\b"), (r"(?<!\\)\(", r"(?<!\\)\)")])
def test_brackets_of_the_corpus_close(one, other):
    texts = [text for found in [*LINES, *DERIVATIONS]
             for text in (found.latex, found.nearest)]
    assert [text for text in texts
            if len(re.findall(one, text)) != len(re.findall(other, text))
            ] == []
