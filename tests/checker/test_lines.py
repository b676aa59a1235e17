"""Lines of certificates are true in numbers, and slips are not accepted."""
from pathlib import Path

import pytest
from checker_attack import attacked, printed
from checker_book import language, read, rests, unlike
from checker_oracle import complaints

BOOK = language()
CERTIFICATES = read(Path(__file__).parent / "certificates.json")
SOME = {cert["label"]: (cert, theorem, sources) for cert, theorem, _, sources
        in unlike(CERTIFICATES, BOOK)}


@pytest.mark.parametrize("label", SOME)
def test_every_line_is_worth_what_the_one_before_is_worth(label):
    cert, theorem, sources = SOME[label]
    assert not complaints(cert, BOOK.data, rests(theorem, BOOK),
                          sources.get(cert.get("source")))


@pytest.mark.parametrize("wrong", [
    {"rhs": ["*", 2, ["@", "J", "t"], ["@", "P", "t-1", "k"]]},
    {"rhs": ["*", ["@", "P", "t-1", "k"], ["@", "J", "t"]]},
    {"rhs": ["*", ["@", "J", "t"], ["@", "P", "t", "k"]]},
    {"facts": []}])
def test_a_false_line_is_found(wrong):
    cert, theorem, _ = SOME["chain-link"]
    assert complaints(cert | wrong, BOOK.data, rests(theorem, BOOK))


def test_no_slip_is_accepted_that_is_false():
    shown = []
    table = attacked(CERTIFICATES, BOOK, 1, lambda *one: shown.append(one))
    assert not shown, printed(table)
    made, refused, *_ = map(sum, zip(*table.values(), strict=True))
    assert made > 500 and refused > 0.8 * made
