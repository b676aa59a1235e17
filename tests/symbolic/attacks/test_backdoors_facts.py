"""A fact compares whole times, by whatever door it comes in.

Proofs read k < t as k + 1 <= t. For halves, roots and products of times that
is false, and from one such fact everything follows.
"""
from itertools import product

import pytest
from rnnlib.page.formulas.asking import Formula
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import E, T, gain, h, i, j, k, n_h, s, t
from rnnlib.symbolic.ledger.premises import NotProved, at
from rnnlib.symbolic.methods.bounds import at_most
from rnnlib.symbolic.methods.chain_rule import backward
from rnnlib.symbolic.methods.claims import claim, proved
from rnnlib.symbolic.methods.induction import induct
from rnnlib.symbolic.methods.judging import judge
from rnnlib.symbolic.methods.refutations import gap, refute
from rnnlib.symbolic.printing.statements import scope_text
from rnnlib.symbolic.terms.language import (
    SPACE,
    TIME,
    Order,
    d,
    facts_of,
    fresh,
    register,
)
from rnnlib.symbolic.terms.products import falling
from sympy import (
    And,
    Dummy,
    Eq,
    Float,
    Ge,
    Gt,
    I,
    Le,
    Lt,
    Ne,
    Not,
    Or,
    Rational,
    S,
    Symbol,
    log,
    sqrt,
)

own = register(Dummy("k", integer=True), TIME)

pytestmark = pytest.mark.mutants        # on the newest versions only

NO_TIMES = [k / 2, 2 * k, sqrt(k), 2**k, k**2, s * k, k * t, k + s, k - 3 * s,
            k + Rational(1, 2), k + Float(1), gain * k, k + gain, n_h, i, n_h,
            h[t, i], log(k + 1), Symbol("k"), own, fresh(i), abs(k - s),
            Symbol("k", integer=True, positive=True)]
RELATIONS = (Lt, Le, Gt, Ge)
BAD = [relation(*sides) for relation in RELATIONS for one in NO_TIMES
       for sides in ((one, t), (t - 1, one))
       if relation(*sides) not in (S.true, S.false)]
ODD = [Eq(k, t), Ne(k, t), And(k < t, s < t), Or(k < t, s < t),
       Not(Eq(k, t)), "k < t", None, 1, k, k - t, {"k": 1}]
NEVER = [k < k, t + 1 <= t, S.false, False, k - 3 > k]
ALWAYS = [k <= k + 5, t - 1 < t, S.true, True]


@pytest.mark.parametrize("fact", [*BAD, *ODD], ids=str)
def test_only_relations_of_whole_times_are_facts(fact):
    with pytest.raises(ValueError, match="relation of times"):
        facts_of(fact)
    with pytest.raises(ValueError, match="relation of times"):
        Order.given(k < t, fact)


def test_what_facts_there_are():
    good = (k < t, k + 2 <= t, t > 1, 1 <= k, t - k >= 2, k >= s - 1, t <= T)
    assert facts_of(good) == facts_of([*good]) == good
    assert facts_of(k < t) == (k < t,)


@pytest.mark.parametrize("fact", NEVER, ids=str)
def test_what_never_holds_is_no_fact(fact):
    with pytest.raises(ValueError, match="that can hold"):
        facts_of((k < t, fact))


@pytest.mark.parametrize("fact", ALWAYS, ids=str)
def test_what_always_holds_is_not_said(fact):
    assert facts_of((fact, k < t)) == (k < t,)
    assert "True" not in scope_text(h[t, i], h[k, i], (k < t, fact))


DOORS = {
    "claim": lambda when: claim("x", mat.W, mat.W, when=when),
    "proved": lambda when: proved(mat.W, mat.W, when=when),
    "judge": lambda when: judge(mat.W, mat.W, when=when),
    "at_most": lambda when: at_most("x", mat.h(t) * 0, S.Zero, when=when),
    "backward": lambda when: backward("x", d(E[t], h[k, j]), 0, when=when),
    "induct": lambda when: induct("x", mat.P(t, k), falling(
        mat.J(s), s, t, k + 1), t, k, "start", "step", when=when),
    "gap": lambda when: gap(h[t, i], h[t, i], when=when),
    "refute": lambda when: refute(h[t, i], h[k, i], when=when),
    "Formula": lambda when: Formula("x", mat.W, mat.W, when=when).checked(),
}
FORGED = [k / 2 < t / 2, sqrt(k) < sqrt(t), 2**k < 2**t, s * t <= 20,
          Eq(k, t), S.false]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("fact", FORGED, ids=str)
def test_every_door_asks(book, door, fact):
    for when in (fact, (k < t, fact), [fact]):
        with pytest.raises(ValueError, match="relation of times"):
            DOORS[door](when)
    assert "x" not in book


def test_from_half_a_time_followed_everything(book):
    """Twice k/2 < t/2 once said k + 2 <= t."""
    for fact in (k / 2 < t / 2, (k < t)):
        with pytest.raises((ValueError, NotProved)):
            claim("z", mat.P(k + 1, t), 0 * mat.W, when=(fact, fact))


@pytest.mark.parametrize("time", [
    k / 2, 2 * k, t + k, sqrt(k), S.Half, S(-1), Float(1), I, S.Infinity, "t",
    n_h, i, Symbol("t"), own])
def test_times_are_whole(book, time):
    """Indices, ends of products and sums, `at`, and where induction starts."""
    chain = falling(mat.J(s), s, t, k + 1)
    doors = [lambda: h[time, i], lambda: at("step", {k: time}),
             lambda: gap(h[time, i], h[time, i]),
             lambda: claim("x", falling(mat.J(s), s, t, time),
                           falling(mat.J(s), s, t, time)),
             lambda: induct("x", mat.P(t, k), chain, t, time, "start",
                            "step")]
    for number, door in enumerate(doors):
        if time is own and number == 0:
            continue                     # it is the grammar that refuses it
        with pytest.raises((ValueError, TypeError, NotProved)):
            door()
    assert "x" not in book


# what follows from facts, compared with all whole times of a box

LETTERS = (k, s, t)
SIDES = [S.Zero, S(2), *LETTERS, k + 1, s - 1, t + 2]
FACTS = [Le(low, high) for low, high in product(SIDES, repeat=2)
         if Le(low, high) not in (S.true, S.false)]


@pytest.mark.parametrize("number", range(60))
def test_order_holds_what_follows_and_nothing_else(number):
    """Soundness at all times in a box; completeness too, at these."""
    picked = [FACTS[(number * 17 + n * 29 + n * n * number) % len(FACTS)]
              for n in range(number % 4 + 1)]
    order = Order.given(*picked)
    times = [dict(zip(LETTERS, point, strict=True))
             for point in product(range(-9, 10), repeat=3)]
    there = [env for env in times if all(
        value(one.lts, env) <= value(one.gts, env) for one in picked)]
    assert order.contradictory() == (not there)
    for low, high in product(SIDES, repeat=2):
        follows = all(value(low, env) <= value(high, env) for env in there)
        assert order.holds(low, high) == follows, (picked, low, high)


def value(time, env):
    number, letter = time.as_coeff_Add()
    return int(number) + env.get(letter, 0)


def test_order_knows_nothing_of_other_numbers():
    known = Order.given(k < t)
    for low, high in ((2 * k, 2 * t), (k / 2, t / 2), (k**2, t**2),
                      (0, (k - t)**2), (k, n_h), (k + s, t + s + k),
                      (S.Half, k + 1)):
        assert not known.holds(low, high)
    assert SPACE[k] == TIME and not Order((k / 2, t / 2)).holds(k, t)


@pytest.mark.parametrize("when", [(k < t, t < k), (k < s, s < t, t <= k),
                                  (t <= 0,), (s < 0,)])
def test_no_gap_is_asked_for_at_no_time(model, when):
    """From facts that never hold together, a gap of 0 would follow."""
    with pytest.raises(ValueError, match="contradict each other"):
        gap(d(h[t, i], h[k, j]) + d(E[s], E[t]), 0, when)
