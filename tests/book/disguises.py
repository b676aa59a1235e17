"""Answers that only say the question again, and hide that they do.

Each of them equals the left side whatever it means: by a sum over one time,
a product of one factor, a delta, two transposes, terms that cancel.
"""
from rnnlib.symbolic import (
    d,
    delta,
    exp,
    falling,
    log,
    mat,
    over_time,
    rising,
    s,
    sum_over,
    t,
    transpose,
)
from rnnlib.symbolic.grammar.entries import shape
from rnnlib.symbolic.grammar.matrices import layout
from rnnlib.symbolic.ledger.laid_down import defined_matrices
from rnnlib.symbolic.terms.language import SPACE, free_indices, renewed
from rnnlib.symbolic.terms.products import Matrix
from rnnlib.symbolic.terms.symbols import c, m, n_h, n_x, n_y, v
from sympy import Mul, sqrt

OTHER = {n_h: m, n_x: v, n_y: c}


def disguises(lhs, rhs):
    """The left side in many clothes; the last few hold a part of rhs."""
    hidden = [*(letters if lhs.is_commutative else words)(lhs)]
    first = hidden[-1]
    return [lhs, 2 * lhs / 2, Mul(2, lhs / 2, evaluate=False), *hidden,
            (first + rhs) / 2, 2 * first - rhs, rhs / 3 + 2 * first / 3]


def letters(lhs):
    """An index expression, hidden by deltas, sums and functions."""
    yield renewed(lhs)
    yield exp(log(lhs))
    yield log(exp(lhs))
    yield sqrt(lhs)**2
    yield sqrt(lhs) * sqrt(lhs) / 3 + 2 * lhs / 3
    yield lhs**2 / lhs + exp(log(lhs)) - lhs
    yield (1 + lhs)**2 / 4 - (1 - lhs)**2 / 4
    for letter in free_indices(lhs):
        if other := OTHER.get(SPACE[letter]):
            moved = lhs.xreplace({letter: other})
            yield sum_over(delta(letter, other) * moved, other)
            yield lhs * sum_over(delta(letter, other), other)
    if type(lhs) is d:
        top, by = lhs.args
        yield d(2 * top, by) / 2
        yield d(top + 1, by)


def words(lhs):
    """A word of matrices, hidden by time."""
    yield transpose(transpose(lhs))
    yield over_time(lhs, s, 1, 1)
    yield transpose(over_time(transpose(lhs), s, 2, 2))
    yield over_time(lhs, s, 1, 2) / 2
    for word in sorted(lhs.atoms(Matrix), key=str):
        yield from words_at(lhs, word)
    if shape(lhs)[0] == n_h:
        step = mat.J(s) if "J" in defined_matrices() else mat.W
        yield falling(step, s, t, t+1) * lhs
        yield over_time(falling(step, s, t, t+1) * lhs, s, 1, 1)
    yield over_time(over_time(lhs, s, 1, 1), s, 1, 1)


def words_at(lhs, word):
    """The same with one word of it as a sum, or product, over its time."""
    name, *times = word.args
    for place, time in enumerate(times):
        moved = Matrix(name, *times[:place], s, *times[place + 1:])
        for form in (over_time(moved, s, time, time),
                     over_time(moved, s, time, time + 1)
                     - moved.xreplace({s: time + 1}),
                     over_time(moved, s, 1, time)
                     - over_time(moved, s, 1, time - 1),
                     transpose(over_time(transpose(moved), s, time, time))):
            yield lhs.xreplace({word: form})
        rows, columns = layout(str(name))[1:]
        if columns is not None and SPACE[rows] == SPACE[columns]:
            yield lhs.xreplace({word: rising(moved, s, time, time)})


