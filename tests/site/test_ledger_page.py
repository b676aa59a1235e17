"""The ledger lists the equations that the pages number."""
import re

import pytest
from anchors import html
from bs4 import BeautifulSoup
from serving import pages

# Numbers are in the page as it is served: none need be opened for them.
NUMBERED = re.compile(r'<div class="math[^>]* id="(equation-[^"]+)">\s*'
                      r'<span class="eqno">(?:<[^>]*>)*(\([\d.]+\))')


@pytest.fixture(scope="module")
def page():
    """The ledger's page."""
    return BeautifulSoup(html("book/ledger"), "html.parser")


@pytest.fixture(scope="module")
def rows(page):
    """The ledger's rows: id of the equation linked to, and its number."""
    return [(link["href"].split("#")[1], link.get_text()) for link in
            page.select("table.ledger tbody tr td:first-child a")]


def test_ledger_lists_every_numbered_equation_in_order(rows):
    assert rows
    assert rows == [equation for name in pages()
                    for equation in NUMBERED.findall(html(name))]


def test_ledger_file_says_the_same(ledger, rows):
    assert [f"({'.'.join(map(str, entry['number']))})"
            for entry in ledger] == [number for _, number in rows]


def test_summary_counts_the_rows(page, ledger):
    kinds = [entry["kind"] for entry in ledger]
    text = page.select_one(".ledger-summary").get_text(" ")
    counts = [int(word) for word in text.split() if word.isdigit()]
    assert counts == [len(kinds), *map(kinds.count, (
        "definition", "condition", "proof", "lemma"))]


def test_no_row_rests_on_two_definitions_of_one_name(ledger):
    """h = tanh p and h = p together would prove anything."""
    rows = {row["label"]: row for row in ledger}

    def roots(label):
        row = rows[label]
        own = {label} if row["kind"] in ("definition", "condition") else set()
        return own.union(*map(roots, row["rests_on"]))
    for label in rows:
        names = [rows[root]["latex"].split(" =")[0] for root in roots(label)]
        assert len(names) == len(set(names)), label
    assert {"state", "linear-state"} <= {root for label in rows
                                         for root in roots(label)}


def test_each_row_names_the_conditions_that_it_rests_on(ledger):
    rows = {row["label"]: row for row in ledger}

    def conditions(label):
        row = rows[label]
        own = {label} if row["kind"] == "condition" else set()
        return own.union(*map(conditions, row["rests_on"]))
    for label, row in rows.items():
        assert set(row["conditions"]) == conditions(label) - {label}
    assert sum(bool(row["conditions"]) for row in ledger) > 20
