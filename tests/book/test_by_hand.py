"""The numbers of *By hand* and of its worksheets, worked out another way.

A weight of its own for each use, and SymPy's derivatives by these: so every
number is one of E, and none comes of a recursion.
"""
import io
import re
from fractions import Fraction
from math import isclose

import book_worksheet
import numpy as np
import pytest
import rnnlib
import sympy as sp
from book_contents import Contents
from book_roles import Roles
from book_worksheet import KINDS, passes, sheet, triangle, written
from bs4 import BeautifulSoup
from chapters import CHAPTERS, ROOT
from docutils.core import publish_doctree
from docutils.parsers.rst import roles

STEPS = 1, 2, 3
LINEAR = 2, 1, (1, 5, 7)
TANH = 2, sp.Rational(1, 2), (sp.Rational(1, 2), 1, 0)
PROSE = "\n".join(cell.source for cell in CHAPTERS["by-hand"].cells
                  if cell.cell_type == "markdown")
TABLE = re.compile(r"(?:^\|.*\|\n)+", re.MULTILINE)
NUMBER = re.compile(r"-?\d+(?:\.\d+|/\d+)?")


def network(w, h_0, y, f=lambda p: p):
    """Uses of w, states added to what was there, losses; where to look."""
    uses, extra = sp.symbols("w1:4"), sp.symbols("s1:4")
    h, losses = [h_0], []
    for use, more, goal in zip(uses, extra, y, strict=True):
        h.append(f(use * h[-1]) + more)
        losses.append((h[-1] - goal)**2 / 2)
    at = dict(zip(uses, [w] * 3, strict=True)) | dict.fromkeys(extra, 0)
    return uses, extra, h, losses, at


def derived(*task):
    """{name: numbers}: states, errors, prices, and the terms by (t, k)."""
    uses, extra, h, losses, at = network(*task)
    E, y = sum(losses), task[2]
    states = [sp.sympify(one).subs(at) for one in h]
    return {"h": states, "e": [states[t] - y[t-1] for t in STEPS],
            "lam": [E.diff(one).subs(at) for one in extra],
            "share": [E.diff(one).subs(at) for one in uses],
            "terms": [[one.diff(use).subs(at) for use in uses]
                      for one in losses]}


def misread_terms():
    """The terms with total derivatives inside the sum: dE_t/dh_k dh_k/dw."""
    uses, extra, h, losses, at = network(*LINEAR)
    total = [sum(h[k].diff(use) for use in uses).subs(at) for k in STEPS]
    return [[losses[t-1].diff(extra[k-1]).subs(at) * total[k-1]
             for k in STEPS] for t in STEPS]


def bordered(terms):
    """A triangle's rows with their sums, and a row of sums below."""
    rows = [[*row, sum(row)] for row in terms]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def number(text):
    """The number in a cell, which may be bold."""
    return Fraction(text.strip("* "))


def rows(table):
    """The rows below a table's head, of numbers; empty cells are 0."""
    lines = [line.strip().strip("|").split("|")
             for line in table.splitlines()[2:]]
    return [[number(cell) if NUMBER.search(cell) else 0 for cell in line
             if not re.search("column|E_", cell)] for line in lines]


TABLES = [rows(table) for table in TABLE.findall(PROSE)]


def near(given, truth):
    """Whether numbers are these, rounded to the four digits of the page."""
    return np.abs(np.array(given, float)
                  - np.array(truth, float)).max() <= 0.00005001


def test_forward_and_backward_tables():
    d, y = derived(*LINEAR), LINEAR[2]
    assert TABLES[0] == [[t, d["h"][t-1], d["h"][t], y[t-1], d["e"][t-1],
                          d["e"][t-1]**2 / sp.Integer(2)] for t in STEPS]
    passed = [*(2 * one for one in d["lam"][1:]), 0]
    assert TABLES[1] == [[t, d["e"][t-1], passed[t-1], d["lam"][t-1],
                          d["h"][t-1], d["share"][t-1]] for t in (3, 2, 1)]
    assert sum(d["share"]) == 9 and "= 3 + 2 + 4 = 9 ." in PROSE


def test_triangles():
    right, wrong = derived(*LINEAR)["terms"], misread_terms()
    assert TABLES[2] == bordered(right)
    assert TABLES[3] == bordered(wrong)[:3]
    assert sum(map(sum, wrong)) == 19
    assert [row[t] for t, row in enumerate(wrong)] == [
        sum(row) for row in right]           # the last of each row is right


def test_products_in_the_text():
    found = re.findall(r"(-?\d[-+\d\s]*(?:\\cdot\s\d+\s?)+)=\s(-?\d+)", PROSE)
    assert len(found) >= 5
    for left, right in found:
        assert eval(left.replace("\\cdot", "*").replace("\n", " ")) == int(
            right), left


def test_nudge():
    def loss(w):
        return sum((w**t - goal)**2 / 2 for t, goal in enumerate(
            LINEAR[2], start=1))

    for row in TABLES[4]:
        assert row == [row[0], row[0], row[0]**2, row[0]**3, loss(row[0])]
    up, down = [row[-1] for row in TABLES[4]]
    width = TABLES[4][0][0] - TABLES[4][1][0]
    assert (up - down) / width == Fraction("9.000077000006")
    assert up - down == Fraction("0.018000154000012")
    w = Fraction(2)
    small = Fraction(1, 10_000)
    over = (loss(w + small) - loss(w - small)) / (2 * small) - 9
    assert isclose(over, Fraction("0.000077000006") / 100, rel_tol=1e-6)


def test_polynomial():
    w = sp.Symbol("w")
    E = sum((w**t - goal)**2 / 2 for t, goal in enumerate(LINEAR[2], start=1))
    assert sp.expand(E.diff(w)) == 3*w**5 + 2*w**3 - 21*w**2 - 9*w - 1
    assert "3w^5 + 2w^3 - 21w^2 - 9w - 1" in PROSE
    assert E.diff(w).subs(w, 2) == 9
    assert E.diff(w, 3).subs(w, 2) == 462 == 6 * 77


def test_tables_with_tanh():
    d, y = derived(*TANH, sp.tanh), TANH[2]
    slope = [1 - h**2 for h in d["h"][1:]]
    a = [*(s * lam for s, lam in zip(slope, d["lam"], strict=True)), 0]
    assert near(TABLES[5], [
        [t, 2 * d["h"][t-1], d["h"][t], y[t-1], d["e"][t-1], slope[t-1]]
        for t in STEPS])
    assert near(TABLES[6], [
        [t, d["e"][t-1], 2 * a[t], d["lam"][t-1], a[t-1], d["h"][t-1],
         d["share"][t-1]] for t in (3, 2, 1)])
    assert near([Fraction("0.1614")], [sum(d["share"])])


def test_the_same_numbers_in_the_chapter_on_the_sum():
    text = (ROOT / "book" / "unrolled-sum.md").read_text()
    part = text[text.index("*In numbers.*"):]
    right, wrong = derived(*LINEAR)["terms"], misread_terms()
    assert rows(TABLE.search(part)[0]) == bordered(right)[:3]
    for terms in (right, wrong):
        one, two, three = map(sum, terms)
        assert f"{one} - {-two} + {three} = {one + two + three}$" in part


@pytest.mark.parametrize("steps", [1, 2, 5])
def test_passes_of_the_sheets_are_the_librarys(steps):
    rng = np.random.default_rng(steps)
    w, h_0, y = 0.8, 1.5, rng.normal(size=steps)
    one, none = np.ones((1, 1)), np.zeros((1, 1))
    params = rnnlib.Params(none, w * one, one, none[0], none[0])
    for activation, f in (("identity", ()), ("tanh", (
            np.tanh, lambda h: 1 - h**2))):
        E, grads = rnnlib.bptt(
            params, np.zeros((steps, 1, 1)), y.reshape(steps, 1, 1),
            h_0 * one, loss="squared", activation=activation)
        got = passes(w, h_0, y, *f)
        assert isclose(got["gradient"], grads.W.item())
        assert isclose(sum(got["E"].values()), E)
    assert isclose(sum(triangle(w, h_0, y).values()),
                   passes(w, h_0, y)["gradient"])


@pytest.mark.parametrize(("value", "text"), [
    (3, "3"), (Fraction(-4), "\u22124"), (Fraction(1, 2), "1/2"),
    (Fraction("1.5090855770305060005"), "1.5090855770305060005"),
    (Fraction("-0.05"), "\u22120.05"), (0.16144, "0.1614"),
    (-0.09074, "\u22120.0907"), ("words", "words")])
def test_numbers_as_they_are_written(value, text):
    assert written(value) == text


def said(kind):
    """The answers of a sheet, and its numbers table by table."""
    page = BeautifulSoup(sheet(kind), "html.parser")
    tables = [[[Fraction(cell.text.strip().replace("\u2212", "-") or 0)
                for cell in row.select("td")]
               for row in table.select("tbody tr")]
              for table in page.select("table")]
    return [one.text for one in page.select(".answer")], tables


def test_the_blank_sheet_holds_no_answer():
    blank, solved = said("blank")[0], said("solved")[0]
    assert len(blank) == len(solved) > 80
    assert set(blank) == {""} and "" not in solved


def test_the_solved_sheet_has_the_numbers_of_the_page():
    forward, backward, six, wrong, nudge, first, second = said("solved")[1]
    assert forward == [row[1:] for row in TABLES[0]]
    assert backward == [row[1:] for row in TABLES[1]]
    assert six == TABLES[2] and wrong[:3] == TABLES[3]
    assert nudge == [row[1:] for row in TABLES[4]]
    assert first == [row[1:] for row in TABLES[5]]
    assert second == [row[2:] for row in TABLES[6]]
    results = [text for text in said("solved")[0] if text in (
        "9", "9.000077000006", "0.1614")]
    assert results.count("9") == 3 and len(results) == 5


def test_both_sheets_are_one_sheet():
    blank, solved = (re.sub(r'(<span class="answer">).*?(</span>)', r"\1\2",
                            sheet(kind)) for kind in KINDS)
    strip = [re.sub("blank|solved|Solved|Name .*</span>", "", one)
             for one in (blank, solved)]
    assert strip[0] == strip[1]


def test_a_slip_in_the_numbers_is_found(monkeypatch):
    monkeypatch.setattr(book_worksheet, "LINEAR", (
        Fraction(2), Fraction(1), (1, 5, 8)))
    assert said("solved")[1][0] != [row[1:] for row in TABLES[0]]
    assert near([1.0], [1.00004]) and not near([1.0], [1.00006])


def test_in_a_notebook_a_sheet_is_a_link_if_the_site_is_known():
    book, asked = Contents(ROOT), ("worksheet", "blank", "the sheet")
    assert Roles(book, "book/by-hand", "https://a.b/")(*asked) == (
        "[the sheet](https://a.b/book/worksheet-blank.html)")
    assert Roles(book, "book/by-hand")(*asked) == "the sheet"


def test_a_sheet_that_is_not_there_is_named():
    roles.register_local_role("worksheet", book_worksheet.Worksheet())
    seen = io.StringIO()
    publish_doctree(":worksheet:`a sheet <blanc>`", settings_overrides={
        "warning_stream": seen})
    assert "there is no worksheet 'blanc'" in seen.getvalue()
    tree = publish_doctree(":worksheet:`a sheet <blank>`")
    link, = tree.findall(book_worksheet.worksheet_link)
    assert (link["kind"], link.astext()) == ("blank", "a sheet")
