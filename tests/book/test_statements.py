"""Each statement has one home, and rnnlib knows what it says there."""
import ast
import json
from collections import Counter

import pytest
from book_contents import PUBLISHERS, STATEMENTS, Contents, Page
from book_recalled import hashes
from book_statements import statements, steps_of
from chapters import CHAPTERS, ROOT, code_cells

KEPT = json.loads((ROOT / STATEMENTS).read_text())
HEADER = ("---\nkernelspec:\n  display_name: Python 3\n  name: python3\n---\n"
          "\n# A page\n\n")


def page(*cells, name="book/one"):
    """A page of these cells."""
    return Page(name, "1", HEADER + "".join(
        f"```{{code-cell}} ipython3\n{one}\n```\n\n" for one in cells))


def calls(name, *functions):
    """The calls of these functions in a chapter: cell and call."""
    return [(cell, node) for cell in code_cells(CHAPTERS[name])
            for node in ast.walk(ast.parse(cell.source))
            if isinstance(node, ast.Call)
            and getattr(node.func, "id", None) in functions]


# the chapters

def test_every_statement_of_the_book_is_written_once():
    written = Counter(
        node.args[0].value for name in CHAPTERS
        for _, node in calls(name, *PUBLISHERS)
        if node.args and isinstance(node.args[0], ast.Constant))
    assert set(written) == set(Contents(ROOT).equations)
    assert {label: n for label, n in written.items() if n > 1} == {}


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_page_recalls_in_the_open(name):
    """As the last line of a cell that is not folded: it shows a recap."""
    for cell, node in calls(name, "recall"):
        last = ast.parse(cell.source).body[-1]
        assert last.value is node or ast.dump(last.value) == ast.dump(node)
        assert not cell.source.rstrip().endswith(";")
        assert not cell.metadata.get("tags")


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_page_recalls_what_is_not_its_own(name):
    recalled = [one.value for _, node in calls(name, "recall")
                for one in node.args]
    homes = {label: page for label, (page, _) in
             Contents(ROOT).equations.items()}
    assert [label for label in recalled if homes[label] == f"book/{name}"
            ] == []
    assert len(set(recalled)) == len(recalled)


def test_statements_are_self_contained():
    """Words of rnnlib.symbolic, but for exact algebra, no premise of any."""
    book = Contents(ROOT)
    doors = {label: ast.parse(text).body[0].value.func.id
             for page in book.notebooks
             for verb, label, text in steps_of(page) if verb == "state"}
    assert set(doors) == set(KEPT["statements"])
    assert {label for label, one in KEPT["statements"].items()
            if not one["text"]} == {
        label for label, door in doors.items() if door == "exact"}


def test_only_a_figure_and_questions_are_folded():
    folded = {name: sum(len(cell.source.split("\n"))
                        for cell in code_cells(notebook)
                        if "hide-input" in cell.metadata.get("tags", ()))
              for name, notebook in CHAPTERS.items()}
    assert {name for name, lines in folded.items() if lines} == {"index"}


# the file

def test_the_file_is_as_the_chapters_have_it():
    now = statements(Contents(ROOT), KEPT)
    assert now == KEPT, (
        f"make book brings {STATEMENTS} up to date: commit it")
    assert [*now["statements"]] == [*KEPT["statements"]]


def test_what_statements_need_is_what_they_rest_on():
    """As the built book has found, or more: the checker tells what it used."""
    built = {one["label"]: one for one in json.loads(
        (ROOT / "_build" / "ledger.json").read_text())}
    further = {label for label, one in KEPT["statements"].items()
               if set(one["rests"]) != set(built[label]["rests_on"])
               and one["text"]}
    assert further == {"held-state", "immediate-price", "one-copy",
                       "state-chain", "untied"}
    assert [label for label in further if not set(
        KEPT["statements"][label]["rests"]) > set(
        built[label]["rests_on"])] == []


def test_the_ledger_says_where_statements_are_recalled():
    built = {one["label"]: one["recalled_on"] for one in json.loads(
        (ROOT / "_build" / "ledger.json").read_text())}
    assert any(built.values())
    for label, pages in built.items():
        assert pages == [name for name, about in KEPT["pages"].items()
                         if label in about["recalls"]]


# how it is made

def test_names_of_a_page_are_written_out():
    steps = [*steps_of(page(
        "twice = 2 * h[t, i]\nclaim('one', twice, twice)",
        "again = twice + 1\nfor twice in (): pass",
        "claim('two', again, twice)", "recall('a', 'b')"))]
    assert steps == [
        ("state", "one", "claim('one', 2 * h[t, i], 2 * h[t, i])"),
        ("state", "two", "claim('two', 2 * h[t, i] + 1, twice)"),
        ("recall", "a", ""), ("recall", "b", "")]


def test_what_shows_no_number_is_no_home():
    assert [*steps_of(page("claim('one', 1, 1);", "claim('two', 1, 1)\n1",
                           "x = claim('three', 1, 1)", "1 +", ""))] == []


class Small:
    """A book of these pages."""

    def __init__(self, *notebooks):
        self.notebooks = notebooks


STAR = "from rnnlib.symbolic import *\n"
ONE = page(STAR + "define('state', h[t, i], tanh(p[t, i]))")
TWO = page(STAR + "recall('state')", "define('slopes', mat.D(t))",
           "claim('steep', d(h[t, i], p[t, j]), mine)", "claim("
           "'slope', d(h[t, i], p[t, j]), delta(i, j) * (1 - h[t, i]**2))",
           name="book/two")


def test_what_a_statement_rests_on_is_found_by_proving_it():
    found = statements(Small(ONE, TWO), {})
    assert found["pages"]["book/two"] == {
        "title": "A page", "words": ["rnnlib.symbolic"],
        "recalls": ["state"]}
    assert {label: (one["page"], one["rests"], bool(one["text"]))
            for label, one in found["statements"].items()} == {
        "state": ("book/one", [], True), "slopes": ("book/two", [], True),
        "steep": ("book/two", [], False),
        "slope": ("book/two", ["state"], True)}


def test_what_has_no_proof_is_tried_again():
    wrong = page(STAR + "claim('steep', d(h[t, i], p[t, j]), 2)",
                 "define('slopes', mat.D(t))", name="book/two")
    found = statements(Small(ONE, wrong), {})
    assert found["statements"]["steep"]["rests"] is None
    assert found["statements"]["slopes"]["rests"] == []
    assert statements(Small(ONE, wrong), found) == found


def test_a_page_that_is_as_it_was_is_not_proved(monkeypatch):
    found = statements(Small(ONE, TWO), {})
    proved = []
    monkeypatch.setattr("book_statements.prove",
                        lambda found, page: proved.append(page.name))
    assert statements(Small(ONE, TWO), found) == found and not proved
    other = TWO._replace(text=TWO.text.replace("mat.D(t)", "mat.J(t)"))
    statements(Small(ONE, other), found)
    assert proved == ["book/two"]


# what a change renews

def small(**texts):
    """A file of three pages: two recalls of one what three states."""
    said = {"state": "a", "slope": "b", "other": "c", **texts}
    return {"pages": {
        "book/one": {"title": "", "words": ["x"], "recalls": []},
        "book/two": {"title": "", "words": ["x"], "recalls": ["slope"]},
        "book/three": {"title": "", "words": ["x"], "recalls": ["other"]}},
        "statements": {label: {
            "page": "book/one", "text": text,
            "rests": ["state"] if label == "slope" else []}
            for label, text in said.items()}}


def test_a_hash_knows_what_is_recalled_and_what_that_rests_on():
    before = hashes(small())
    assert set(before) == {"book/two", "book/three"}
    changed = {label: [name for name, one in hashes(small(
        **{label: "z"})).items() if one != before[name]]
        for label in ("state", "slope", "other")}
    assert changed == {"state": ["book/two"], "slope": ["book/two"],
                       "other": ["book/three"]}
