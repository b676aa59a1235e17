"""Short ways to write trees, for the tests of rnnlib.judge."""
import re
from fractions import Fraction

from rnnlib.judge.tree.nodes import (
    Claim,
    Count,
    Delta,
    Derivative,
    Diag,
    Entry,
    EntryByEntry,
    Function,
    Linear,
    Number,
    Outer,
    Over,
    OverTime,
    Part,
    Plus,
    Power,
    SumOver,
    Times,
    Turned,
    Whole,
)

SPACES = dict.fromkeys("ijlmn", "n_h") | dict.fromkeys("uv", "n_x") \
    | dict.fromkeys("abc", "n_y")
LETTERS = ("t", "s", "k", "T")
U, W, V, b_h, b_y = (Whole(name, None) for name in
                     ("U", "W", "V", "b_h", "b_y"))
total = Entry("total", None, ())
one, two, minus, zero, half = (
    Number(Fraction(n)) for n in (1, 2, -1, 0, Fraction(1, 2)))


def lin(text):
    """"t-1" -> Linear((("t", 1),), -1); None stays None."""
    if text is None or isinstance(text, Linear):
        return text
    letters, number = {}, 0
    for sign, word in re.findall(r"([+-]?)\s*(\w+)", str(text)):
        many = -1 if sign == "-" else 1
        if word.isdigit():
            number += many * int(word)
        else:
            letters[word] = letters.get(word, 0) + many
    return Linear(tuple(item for item in letters.items() if item[1]), number)


def w(name, time=None, copy=None):
    """A whole."""
    return Whole(name, lin(time), lin(copy))


def e(name, time=None, *indices, copy=None):
    """An entry."""
    return Entry(name, lin(time), indices, lin(copy))


def E(time="t"):
    """The loss of a step."""
    return Entry("E", lin(time), ())


def mul(*factors):
    return Times(factors)


def add(*terms):
    return Plus(terms)


def neg(node):
    return Times((minus, node))


def sub(first, second):
    return Plus((first, neg(second)))


def had(first, second):
    return EntryByEntry(first, second)


def over(first, second):
    return Over(first, second)


def outer(first, second):
    return Outer(first, second)


def T(node):
    return Turned(node)


def diag(node):
    return Diag(node)


def d(top, below):
    return Derivative(top, below)


def di(top, below):
    """An immediate derivative."""
    return Derivative(top, below, immediate=True)


def sq(node):
    return Power(node, lin(2))


def power(node, exponent):
    return Power(node, lin(exponent))


def fn(name, of, slope=False):
    return Function(name, of, slope)


def total_over(letters, body):
    """A sum over indices: total_over("ij", ...)."""
    for letter in reversed(letters):
        body = SumOver(letter, SPACES[letter], body)
    return body


def steps(letter, low, high, body):
    return OverTime("sum", letter, lin(low), lin(high), body)


def chain(letter, low, high, body, falling=True):
    return OverTime("product", letter, lin(low), lin(high), body, falling)


def delta(first, second):
    return Delta(first, second)


def part(of, *indices):
    return Part(of, indices)


def count(text):
    return Count(lin(text))


def D(time="t"):
    """diag(1 - h_t^2), written out."""
    return Diag(sub(one, sq(w("h", time))))


def slope(time, index):
    """1 - h_{t,i}^2."""
    return sub(one, sq(e("h", time, index)))


def claim(left, right, **spaces):
    return Claim(left, right, tuple((SPACES | spaces).items()), LETTERS)
