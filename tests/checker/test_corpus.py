"""What a changed checker is asked: the checker itself answers all rightly."""
from pathlib import Path

import pytest
from checker_corpus import a_book, attacked, corpus, shown
from checker_knockout import copied
from checker_truths import FALSE, TRUTHS

CORPUS = corpus([str(Path(__file__).parent / "certificates.json")])
CHECKER = copied()


@pytest.mark.parametrize("name", [
    name for name in CORPUS if not name.startswith("attack: ")])
def test_the_checker_answers_rightly(name):
    assert CORPUS[name](CHECKER) == ""


def test_wrong_answers_are_found():
    for one, *before in TRUTHS.values():
        assert attacked(one, *(before or [()]), CHECKER) == "accepted"
    for one, *before in FALSE.values():
        assert shown(one, *(before or [()]), CHECKER)


def test_a_statement_stands_on_both_pages_of_the_file():
    first, second = a_book("y")["pages"].values()
    assert second == [{"label": first[0]["label"], "of": "first"}]
