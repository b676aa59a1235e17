"""A proof ends in a sentence: rules that go round, sums that explode, and
indices that look alike."""
import random
import sys
from functools import reduce
from itertools import combinations, permutations
from operator import mul

import pytest
from forging import forged, put
from reckoning import assumed
from rnnlib.checker.scalars import ORDERS
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import W, b_h, h, i, j, k, n_h, s, t
from rnnlib.symbolic.ledger.premises import premise
from rnnlib.symbolic.methods.claims import prove
from rnnlib.symbolic.methods.goals import Goal
from rnnlib.symbolic.search.comparing import expanded, same, terms
from rnnlib.symbolic.terms.errors import MOST, NotProved
from rnnlib.symbolic.terms.language import fresh, sum_over
from rnnlib.symbolic.terms.products import falling, over_time
from sympy import S, exp

pytestmark = pytest.mark.mutants        # on the newest versions only

LETTERS = [fresh(i) for _ in range(9)]


def summed(pairs, letters=LETTERS):
    """The sum over all letters of the product of W at these pairs."""
    body = reduce(mul, [W[letters[n], letters[m]] for n, m in pairs])
    for v in sorted(body.free_symbols & set(letters), key=str):
        body = sum_over(body, v)
    return body


GRAPHS = {
    "cycle": [(n, (n + 1) % 8) for n in range(8)],
    "star": [(0, n) for n in range(1, 9)],
    "path": [(n, n + 1) for n in range(8)],
    "complete": [(n, m) for n in range(5) for m in range(5) if n != m],
    "tournament": [*combinations(range(7), 2)],
    "two cycles": [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 2)],
    "cube": [(n, n ^ bit) for n in range(8) for bit in (1, 2, 4)],
    # three neighbours each, as in the cube, and yet two kinds of corners
    "no cube": [pair for n, m in [*[(n, (n + 1) % 8) for n in range(8)],
                                  (0, 2), (1, 3), (4, 6), (5, 7)]
                for pair in ((n, m), (m, n))],
}


@pytest.mark.parametrize("name", GRAPHS)
def test_names_depend_on_structure_alone(name):
    """Whatever the letters are called, and in whatever order they come."""
    one = summed(GRAPHS[name])
    first = expanded(one)
    for seed in range(4):
        shuffled = random.Random(seed).sample(LETTERS, len(LETTERS))
        other = summed(GRAPHS[name], shuffled)
        assert same(one, other) and expanded(other) == first
    flipped = [pair[::-1] for pair in GRAPHS[name]]
    alike = name in ("cycle", "path", "complete", "tournament", "cube",
                     "no cube", "two cycles")
    assert same(one, summed(flipped)) == alike
    assert (expanded(summed(flipped)) == first) == alike


@pytest.mark.parametrize("seed", range(12))
def test_names_agree_with_trying_all_orders(seed):
    """Graphs are found equal if and only if some renaming makes them so."""
    chance = random.Random(seed)
    pairs = [(n, n + 1) for n in range(3)] + [
        (chance.randrange(4), chance.randrange(4)) for _ in range(2)]
    other = [*pairs[:-1], (chance.randrange(4), chance.randrange(4))]
    one = summed(pairs)
    for graph in (pairs, other):
        shuffled = random.Random(-seed).sample(range(4), 4)
        moved = [(shuffled[n], shuffled[m]) for n, m in graph]
        alike = any(sorted((p[n], p[m]) for n, m in graph) == sorted(pairs)
                    for p in permutations(range(4)))
        assert same(summed(moved), one) == alike


def test_few_orders_are_compared():
    def count(name):
        forms, (e,) = terms(summed(GRAPHS[name]))
        ((_, bound, factors),) = forms.scalars.flat(e)
        return len(forms.scalars.orders({*bound}, list(factors)))

    assert [count(name) for name in GRAPHS] == [8, 1, 1, 1, 1, 1, 48, 8]
    assert ORDERS < 1000


@pytest.mark.parametrize("e", [
    (b_h[i] + b_h[j] + W[i, j] + h[t, i])**8,
    ((b_h[i] + b_h[j])**8 + 1)**8,
    reduce(mul, [W[i, j] + n * b_h[i] for n in range(1, 20)]),
    sum_over(reduce(mul, [W[i, j] + n * b_h[j] for n in range(1, 20)]), i),
    exp(reduce(mul, [W[i, j] + n * b_h[i] for n in range(1, 20)])),
])
def test_long_products_of_sums_end(e):
    with pytest.raises(NotProved, match="too long for the prover"):
        expanded(e)
    with pytest.raises(NotProved, match="too"):
        prove(Goal(e, e + 1))


@pytest.mark.parametrize("e", [
    (mat.W + mat.J(t))**40, (mat.W + mat.W.T)**(MOST + 1),
    reduce(mul, [mat.W + mat.J(t - n) for n in range(20)]),
    falling(mat.J(s), s, MOST + 5, 1), mat.W**(10**7)])
def test_long_words_end(e):
    with pytest.raises(NotProved, match="too long for the prover"):
        expanded(e)


def believed(label, lhs, rhs):
    """An equation of which the checker has a theorem, without a proof."""
    return forged(label, lhs, rhs)._replace(theorem=assumed(label, lhs, rhs))


CIRCLES = {
    "grows": [(mat.h(t), mat.W * mat.h(t))],
    "goes round": [(mat.h(t), mat.e(t)), (mat.e(t), mat.h(t))],
    "doubles": [(mat.h(t), mat.h(t) + mat.W * mat.h(t))],
    "climbs": [(mat.h(t), mat.W * mat.h(t + 1))],
    "sums": [(mat.h(t), over_time(mat.W * mat.h(s), s, 1, t))],
    "turns": [(mat.J(t), mat.J(t).T + mat.J(t))],
}


@pytest.mark.parametrize("name", CIRCLES)
def test_rules_that_go_round_end_in_words(model, name):
    """By counting: where the stack is small, nothing else would stop them."""
    for n, sides in enumerate(CIRCLES[name]):
        put(believed(f"rule-{n}", *sides))
    given = [premise(f"rule-{n}") for n in range(len(CIRCLES[name]))]
    lhs, limit = CIRCLES[name][0][0], sys.getrecursionlimit()
    sys.setrecursionlimit(10**5)              # so that it is not this one
    try:
        with pytest.raises(NotProved):
            prove(Goal(lhs, lhs + CIRCLES[name][0][0] + mat.W * lhs, given))
    finally:
        sys.setrecursionlimit(limit)


def test_a_small_stack_is_enough(model):
    """Rules inside each other are stopped before 700 frames are full."""
    put(believed("grow", mat.h(t), mat.W * mat.h(t)))
    given = [premise("grow")]
    depth, frame = 0, sys._getframe()
    while frame := frame.f_back:
        depth += 1
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(depth + 700)
    try:
        with pytest.raises(NotProved):
            prove(Goal(mat.h(t), mat.W * mat.h(t) * 2, given))
    finally:
        sys.setrecursionlimit(limit)


def test_short_ones_are_written_out(model):
    prove(Goal((b_h[i] + b_h[j])**3, b_h[i]**3 + 3 * b_h[i]**2 * b_h[j]
               + 3 * b_h[i] * b_h[j]**2 + b_h[j]**3))
    prove(Goal(sum_over(S.One, i)**5, n_h**5))
    three = falling(mat.J(s), s, k + 3, k + 1)
    assert same(three, mat.J(k + 3) * mat.J(k + 2) * mat.J(k + 1))
