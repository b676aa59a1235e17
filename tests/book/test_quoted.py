"""Figures quoted in the text are those that the page shows, or follow.

A decimal in a sentence must stand, rounded, in code or in an output of its
page. What a sentence works out or supposes itself is here once more.
"""
import math
import re
from fractions import Fraction

import numpy as np
import pytest
from bs4 import BeautifulSoup
from chapters import CHAPTERS, ROOT
from rnnlib.cliff import folds, s
from rnnlib.tasks import next_character, sonnets
from rnnlib.trials import Setting, begin

AROUND = (r"(?<![\w.])", r"(?!\.?\d)(?:e[-+]?\d+| *\\cdot *10\^\{?-?\d+)?")
NUMBER = re.compile(r"\d*\.?\d+".join(AROUND))
QUOTED = re.compile(r"(?<!Python )" + r"\d+\.\d+".join(AROUND))
SMART = begin(Setting("temporal order", 10, "smart tanh", "plain", 0)).W
SIGMOID = 1 / (1 + math.exp(-1))
NUDGED = [sum((w**t - y)**2 / 2 for t, y in ((1, 1), (2, 5), (3, 7)))
          for w in (Fraction("2.001"), Fraction("1.999"))]
WORKED_OUT = {
    "by-hand": [2.001, 1.999, 2.001**2, 1.999**2, 2.001**3, 1.999**3,
                float(NUDGED[0] - NUDGED[1]), 0.002, 0.0001],
    "cliffs": [1 / (s(0.5) * (1 - s(0.5))), 0.7**2, *folds(5)[1]],
    "costs": [0.1, 2**0.1, (40 + 1) / 2],
    "cross-entropy": [1e-4, 2 * math.log(3)],
    "decay-rates": [16 * math.log(10)],
    "does-it-matter": [abs(np.linalg.eigvals(SMART)).max()],
    "edge": [0.01**2 / 2],
    "forcing": [0.7 + math.log(0.7)],
    "initialisation": [len(next_character(sonnets(), T=9)[2])**-0.5],
    "lstm": [SIGMOID, SIGMOID + 1 / 4],
    "model": [0.5],
    "norm-bounds": [4 + math.atanh(0.5), math.log2(10)],
    "softmax-jacobian": [0.1],
    "tanh-jacobian": [0.01, 0.9**2, 1 - 0.9**2, 0.01 * (1 - 0.9**2),
                      0.9 * 0.1, 0.01 * 0.9 * 0.1],
    "tied-weights": [math.log(6)],
    "truncation-bias": [0.9**2],
}
# Read off figures, or a difference of two numbers that an output shows.
READ_OFF = {"clipping": [0.01, 0.05], "decay-rates": [0.07, 0.16],
            "norm-bounds": [0.83], "while-it-learns": [0.0003, 0.03, 1.1]}


def value(text):
    """A number as written, and half a unit of its last digit."""
    digits, _, power = re.sub(r" *\\cdot *10\^\{?", "e", text).partition("e")
    unit = 10.0**(int(power or 0) - len(digits.partition(".")[2]))
    return float(f"{digits}e{power or 0}"), 0.501 * unit


def unshown(text, numbers):
    """The decimals of a text that are none of these numbers, rounded."""
    numbers = np.abs(numbers)
    return [quoted for quoted in QUOTED.findall(text) for number, half in
            [value(quoted)] if not (abs(numbers - number) <= half).any()]


def prose(name):
    """What a page says between its cells."""
    return "\n".join(cell.source for cell in CHAPTERS[name].cells
                     if cell.cell_type == "markdown")


def shown(name):
    """The numbers in a page's code and outputs, figures left out."""
    page = ROOT / "_build" / "html" / "book" / f"{name}.html"
    page = BeautifulSoup(page.read_text(), "html.parser")
    for figure in page(["svg", "template"]):
        figure.decompose()
    return [value(text)[0] for cell in page.select("div.cell")
            for text in NUMBER.findall(cell.get_text(" "))]


@pytest.mark.parametrize("name", CHAPTERS)
def test_figures_in_the_text_are_those_of_the_page(name):
    known = WORKED_OUT.get(name, []) + READ_OFF.get(name, [])
    assert unshown(prose(name), shown(name) + known) == []


def test_what_is_not_shown_is_found():
    numbers = [1.2345, 3e-4, -0.5]
    assert unshown(r"1.23 and $3.0 \cdot 10^{-4}$, or 0.50", numbers) == []
    assert unshown(r"1.24, $3.1 \cdot 10^{-4}$, 0.51", numbers) == [
        "1.24", r"3.1 \cdot 10^{-4", "0.51"]


@pytest.mark.parametrize(("name", "numbers"), [
    *WORKED_OUT.items(), *READ_OFF.items()])
def test_what_is_listed_here_is_quoted(name, numbers):
    quoted = [value(text) for text in QUOTED.findall(prose(name))]
    assert [one for one in numbers if not any(
        abs(abs(one) - number) <= half for number, half in quoted)] == []
