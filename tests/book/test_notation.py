"""The tables of letters name the numbers that they say.

benchmarks/letters.py compares the same with PyTorch itself.
"""
import re

import numpy as np
import pytest
import rnnlib
from chapters import CHAPTERS, PAGES, ROOT, code_cells

TEXT = (ROOT / "book" / "notation.md").read_text()
T = 5
# Letters of units, inputs and classes, and what only times and numbers do:
# take a step further, be a power, bound a sum, be compared with a time.
UNIT = "[ijlmuvabc]"
MISUSED = re.compile(
    rf"_\{{(?:[^}}]*,)?\s*{UNIT}\s*[+-]|\^\{{?{UNIT}(?![a-zA-Z])"
    rf"|\\(?:sum|prod)_\{{{UNIT}\s*="
    rf"|(?<![a-zA-Z])[kst]\s*(?:\\(?:le|ge|leq|geq)|[<>=])\s*{UNIT}"
    r"(?![a-zA-Z])")
FORMULA = re.compile(r"\$\$.+?\$\$|\$.+?\$", re.DOTALL)
# m_t is the weight of a loss, and what counts with it has an m above it.
QUOTED = {"tanh-jacobian": ["_{i-"], "unrolled-sum": [r"\prod_{j="],
          "losses": ["^m", "t = m"], "padding": ["^m", "t = m"],
          "notation": ["^m"]}


def column(heading, text=TEXT):
    """{the book's letter: the cell of that column}, of the first table."""
    table = next(block for block in text.split("\n\n")
                 if block.startswith("| here") and heading in block)
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")]
                      for line in table.splitlines())
    at = next(n for n, cell in enumerate(head) if heading in cell)
    return {row[0]: row[at] for row in rows}


@pytest.fixture(scope="module")
def elsewhere():
    """What the book calls x_t, h_t, ..., and other programs' arrays of it."""
    rng = np.random.default_rng(0)
    params = rnnlib.init(3, 4, 6, rng=rng)
    x, h_0 = rng.normal(size=(T, 1, 3)), rng.normal(size=(1, 4))
    h, q, y_hat = rnnlib.forward(params, x, h_0)
    book = {"$x_t$": lambda t: x[t - 1], "$h_t$": lambda t: h[t],
            "$h_0$": lambda t: h_0, "$q_t$": lambda t: q[t - 1],
            "$\\hat y_t$": lambda t: y_hat[t - 1]}
    # Both count from 0, and keep the start elsewhere than among the states.
    pytorch = {"input": x, "output": h[1:], "hx": h_0[None]}
    gist = {"xs": x, "ys": q, "ps": y_hat,
            "hs": dict(zip(range(-1, T), h, strict=True))}
    return book, pytorch | gist


@pytest.mark.parametrize("heading", ["PyTorch", "min-char-rnn"])
def test_arrays_of_other_programs_hold_what_the_table_says(
        elsewhere, heading):
    book, theirs = elsewhere
    found = {letter: re.search(r"`(\w+\[[^`]+\])`", cell)
             for letter, cell in column(heading).items()}
    found = {letter: match[1] for letter, match in found.items() if match}
    assert len(found) >= 3
    for letter, expression in found.items():
        for t in range(1, T + 1):
            there = eval(expression, {"t": t}, theirs)
            assert np.array_equal(there, book[letter](t)), (letter, t)


def test_the_state_before_a_step_is_where_the_page_says(elsewhere):
    assert "`output[t-2]`, or `hx[0]` at the first one" in " ".join(
        TEXT.split())
    book, theirs = elsewhere
    for t in range(2, T + 1):
        assert np.array_equal(theirs["output"][t - 2], book["$h_t$"](t - 1))


def test_parameters_of_pytorch_are_those_that_are_compared():
    compared = (ROOT / "benchmarks" / "letters.py").read_text()
    names = re.findall(r"`(\w+_l0)|(\w+_l0)`", " ".join(
        column("PyTorch").values()))
    names = {one or other for one, other in names}
    assert names == {"weight_ih_l0", "weight_hh_l0", "bias_ih_l0",
                     "bias_hh_l0"}
    # nn.RNN lists its parameters in this order, with which U, W, b_h, b_h go.
    assert "[U, W, 0.3 * b_h, 0.7 * b_h, V, b_y]" in compared


def formulas(text):
    """The formulas between the cells of a page, quoted lines left out."""
    text = re.sub(r"^(`{3,})\{code-cell\}.*?^\1$|^>.*?$", "", text,
                  flags=re.MULTILINE | re.DOTALL)
    return FORMULA.findall(text)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_letters_of_units_and_classes_do_not_count_steps(path):
    found = [match for formula in formulas(path.read_text())
             for match in MISUSED.findall(formula)]
    assert set(found) == set(QUOTED.get(path.stem, []))


@pytest.mark.parametrize("formula", [
    r"$W^{\mathrm T} a_{m+1}$", r"$k \le m$", r"$$\sum_{k=1}^{m} x_k$$",
    r"$t^j$", r"$\prod_{j=k+1}^{t} J_j$", "$h_{t, i + 1}$", "$t > m$"])
def test_a_letter_with_a_second_job_is_found(formula):
    assert [MISUSED.search(one) for one in formulas(formula)][0]


@pytest.mark.parametrize("formula", [
    r"$W_{ij} h_{t-1,j} + b_i$", r"$\sum_a y_{t,a} = 1$", r"$A^{\mathrm T}$",
    r"$x^{t-1}$", r"$k = 1$", "$t > s$", "> $t^j$"])
def test_letters_that_keep_to_their_job_are_left_alone(formula):
    assert not any(map(MISUSED.search, formulas(formula)))


@pytest.mark.parametrize("name", CHAPTERS)
def test_loops_and_einsums_count_with_the_letters_of_the_table(name):
    code = "\n".join(cell.source for cell in code_cells(CHAPTERS[name]))
    assert re.findall(rf"\bfor {UNIT} in range\(", code) == []
    assert re.findall(r"[\"']t[abc]\w*,[^\"']*->", code) == []
