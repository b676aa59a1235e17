"""What a build leaves to the next: taken while its version holds."""
import re
from types import SimpleNamespace

import book_kept
import pytest
from book_judged import Said, lines, of_line, verdict
from book_memory import Remembering
from chapters import ROOT


@pytest.fixture
def squares():
    """A function that remembers, and what it was really asked."""
    asked = []

    @Remembering
    def square(number):
        """A square."""
        asked.append(number)
        return number**2
    return square, asked


@pytest.fixture
def app(tmp_path):
    return SimpleNamespace(srcdir=tmp_path, doctreedir=tmp_path)


def test_each_argument_is_asked_once(squares):
    square, asked = squares
    assert [square(n) for n in (2, 3, 2)] == [4, 9, 4]
    assert (asked, square.__doc__) == ([2, 3], "A square.")


def build(app, monkeypatch, square, version, *numbers):
    """A build that needs some squares."""
    square.known, square.asked = {}, set()
    monkeypatch.setattr(book_kept, "versions",
                        lambda root: {"squares": (square, version)})
    book_kept.recall(app, None)
    for number in numbers:
        square(number)
    book_kept.keep(app, None)


def test_the_next_build_asks_for_what_is_new(app, monkeypatch, squares):
    square, asked = squares
    for version, numbers, new in ((1, (2, 3), [2, 3]), (1, (3, 4), [4]),
                                  (1, (2,), [2]),      # which was dropped
                                  (2, (2,), [2])):     # another program
        asked.clear()
        build(app, monkeypatch, square, version, *numbers)
        assert asked == new


def test_a_build_that_was_stopped_while_it_wrote_leaves_the_old(
        app, monkeypatch, squares):
    square, asked = squares
    build(app, monkeypatch, square, 1, 2)
    (app.doctreedir / "squares.new").write_bytes(b"half of")
    asked.clear()
    build(app, monkeypatch, square, 1, 2)
    assert asked == []


def test_a_verdict_can_be_kept():
    name = next(iter(lines()))
    said = verdict(name)
    assert isinstance(said, Said) and of_line.needed()[lines()[name]] is said
    assert re.fullmatch(r"[a-z ]+", said.kind)
    for kept, version in book_kept.versions(ROOT).values():
        assert isinstance(kept, Remembering) and version
