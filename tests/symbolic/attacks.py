"""Random statements and slips at every door of the prover.

An attack is drawn from its number. What a door accepts, or refutes, is
worked out again by `exactly`: at sizes from 1, at times next to each other
and far apart, with 40 digits. `python attacks.py 5000` runs as many; a test
runs some each time.
"""
import random
import sys
from collections import Counter
from contextlib import suppress
from itertools import product

import exactly
import formulas_lstm
from corpus import COPIES, COPIES_DEFINITIONS, DEFINITIONS, FORMULAS, lay_down
from forging import lay_out
from mutants import letters_in, slips
from rnnlib.symbolic import exact
from rnnlib.symbolic.bounds import at_most, induct_at_most
from rnnlib.symbolic.chain_rule import backward
from rnnlib.symbolic.definitions import conditions_of, define
from rnnlib.symbolic.differentials import read_off
from rnnlib.symbolic.induction import induct
from rnnlib.symbolic.judging import judge
from rnnlib.symbolic.language import SPACE, TIME, d, total
from rnnlib.symbolic.ledger import LEDGER, clear
from rnnlib.symbolic.matrices import mat
from rnnlib.symbolic.model import (
    E,
    T,
    U,
    V,
    W,
    a,
    b,
    e,
    gain,
    gamma,
    h,
    i,
    j,
    k,
    n_h,
    n_x,
    n_y,
    p,
    q,
    s,
    sigma,
    t,
    u,
    x,
    y,
    y_hat,
)
from rnnlib.symbolic.premises import NotProved, at
from rnnlib.symbolic.proofs import claim, proved
from rnnlib.symbolic.publishing import Refuted
from rnnlib.symbolic.refutations import refute
from rnnlib.symbolic.structure import structure
from rnnlib.symbolic.words import (
    Chain,
    Matrix,
    Timed,
    falling,
    over_time,
    rising,
    tr,
)
from sympy import (
    Rational,
    S,
    Sum,
    Symbol,
    exp,
    log,
    preorder_traversal,
    sqrt,
    sympify,
    tanh,
)
from sympy.tensor.indexed import Indexed
from test_backward import GATED

REFUSALS = (NotProved, Refuted, ValueError, TypeError, KeyError)
SIZES = ((1, 1, 1), (2, 1, 2), (1, 2, 2), (2, 3, 2), (1, 4, 3))
TIMES = [dict(zip((t, s, k, T), pick))
         for pick in product(range(1, 5), range(5), range(5), range(1, 5))]


class Page:
    """A ledger with all that its formulas need, proved once."""

    def __init__(self, definitions, formulas, more=lambda: None):
        lay_down(definitions)
        for formula in formulas:
            formula.publish()
        more()
        self.entries, self.formulas = dict(LEDGER), formulas
        clear()


def bounds_too():
    """What the chapter on norms lays down and proves besides."""
    define("norm-of-W", mat.W * tr(mat.W), sigma**2 - mat.S * tr(mat.S))
    define("slopes-at", mat.D(t)**2, gamma**2 - mat.K(t))
    claim("chain-first", mat.P(t, k), mat.P(t, k+1) * mat.J(k+1),
          given=["product"], when=k < t)
    claim("start-square", SQUARE(t, t), 1, given=["start"])
    at_most("bound", SQUARE(t, k), (gamma * sigma)**2 * SQUARE(t, k+1),
            given=BOUNDED, when=k < t)


def SQUARE(t, k):
    return mat.P(t, k) * tr(mat.P(t, k))


BOUNDED = ("chain-first", "jacobian", "symmetric", "norm-of-W", "slopes-at")
LINEAR = [(label, lhs, p[t, i] if label == "state" else rhs)
          for label, lhs, rhs in DEFINITIONS[:7]] + list(DEFINITIONS[9:12])
PAGES = {"main": lambda: Page(DEFINITIONS, FORMULAS, bounds_too),
         "copies": lambda: Page(COPIES_DEFINITIONS, COPIES),
         "linear": lambda: Page(LINEAR, ()),
         "lstm": lambda: Page(formulas_lstm.DEFINITIONS,
                              formulas_lstm.FORMULAS[:20])}
MADE = {}


def open_page(name):
    """Lay out the ledger of a page; returns the page."""
    if name not in MADE:
        MADE[name] = PAGES[name]()
    lay_out(MADE[name].entries)
    return MADE[name]


# What may be false: slips, and factors that are 1 or 0 almost everywhere

def spoiled(e, chance, letters=frozenset()):
    """The expression with a slip or two, or as it is."""
    for _ in range(chance.choice((0, 1, 1, 1, 2))):
        if chance.random() < 0.7:
            found = sorted(set(slips(e, set(letters) | letters_in(e))),
                           key=structure)
            e = chance.choice(found) if found else e
        else:
            e = disguised(e, chance)
    return e


def disguised(e, chance):
    """The expression times, or plus, what is rarely seen in numbers."""
    root = chance.choice((n_h - 3, n_h - 4, n_y - 2, t - 1, t - k, t - 2, k,
                          s - t, 10 * gain - 9, gamma - 1, n_x - 1, T - t))
    power = chance.choice((1, 1, 2))
    with suppress(TypeError):
        return e + root**power * e if chance.random() < 0.6 else e * (
            1 + root * chance.choice((n_h - 3, t - 3, k - 1)))
    return e


def facts_for(facts, chance):
    """The relations of a claim, kept, loosened, left out or bent."""
    facts = tuple(facts)
    bent = ((k/2 < t/2,), (k < t, t < s), (sqrt(k) < sqrt(t),), (k <= t,),
            (2**k < 2**t,), (k*t <= 20,), (t >= 2,), (k < t + 1,),
            (2*k < 2*t,), (k/2 < t/2, k/2 < t/2), (k + s < t,), (1 <= k,),
            (k <= k + 5,), (t <= T,), (Rational(1, 2) <= k,), (s <= t,))
    return chance.choice((facts, facts, facts, facts[:-1], (),
                          chance.choice(bent), facts + chance.choice(bent)))


def premises_for(given, chance):
    """Labels as they are, some moved in time, some others."""
    given = list(given)
    if given and chance.random() < 0.4:
        n = chance.randrange(len(given))
        if isinstance(given[n], str):
            letter, time = chance.choice((t, k, s)), chance.choice((
                t, k, s, t - 1, t + 1, k + 1, k - 1, s + 1, S.Zero, t/2, T))
            given[n] = given[n], {letter: time}
    if chance.random() < 0.2:
        given.append(chance.choice(sorted(LEDGER)))
    return given


def labels(given):
    return [one if isinstance(one, str) else at(*one) for one in given]


# Statements out of the air

ENTRIES = (h[t, i], p[t, i], x[t, u], y[t, a], q[t, a], y_hat[t, a], e[t, a],
           W[i, j], V[a, i], h[t - 1, j], h[k, j], gain, n_h, S(2), S(-1),
           S.Half, h[s, i], U[i, u], E[t])
WORDS = (mat.W, mat.D(t), mat.J(t), mat.P(t, k), mat.P(t, t - 1), mat.J(k + 1),
         falling(mat.J(s), s, t, k + 1), rising(tr(mat.J(s)), s, k + 1, t),
         over_time(mat.J(s), s, 1, t), mat.D(k), mat.K(t), mat.P(k, k))


def drawn(chance, depth=2):
    """A random expression of entries."""
    if not depth or chance.random() < 0.25:
        return chance.choice(ENTRIES)
    one, other = drawn(chance, depth - 1), drawn(chance, depth - 1)
    return chance.choice((
        lambda: one + other, lambda: one * other, lambda: one * other,
        lambda: exp(one), lambda: log(one), lambda: tanh(one),
        lambda: one**chance.choice((2, -1, 3, S.Half, -2, k, n_h)),
        lambda: total(one, chance.choice((i, a, j))), lambda: one / other,
        lambda: d(one, chance.choice((h[k, j], p[t, j], q[t, b], W[i, j],
                                      h[t - 1, j])))))()


def drawn_word(chance, depth=2):
    """A random word of square matrices."""
    if not depth or chance.random() < 0.3:
        return chance.choice(WORDS)
    one, other = drawn_word(chance, depth - 1), drawn_word(chance, depth - 1)
    return chance.choice((lambda: one * other, lambda: one + other,
                          lambda: tr(one), lambda: one**2,
                          lambda: chance.choice((2, gain, n_h - 3)) * one))()


c = S(-1)**Rational(1, 3)
LAWS = (lambda one, other: (log(exp(one)), one),
        lambda one, other: (exp(log(one)), one),
        lambda one, other: (log(one * other), log(one) + log(other)),
        lambda one, other: (sqrt(one**2), one),
        lambda one, other: (sqrt(one * other), sqrt(one) * sqrt(other)),
        lambda one, other: (one * (1 / one + other), 1 + one * other),
        lambda one, other: (one**2 / one, one),
        lambda one, other: (exp(one)**other, exp(one * other)),
        lambda one, other: (log(one**2), 2 * log(one)),
        lambda one, other: (log(exp(c * one)), c * one),
        lambda one, other: (exp(one + other), exp(one) * exp(other)),
        lambda one, other: ((one + other)**2, one**2 + 2*one*other + other**2),
        lambda one, other: (tanh(one + other), tanh(one) + tanh(other)),
        lambda one, other: (total(one * other, i), total(one, i) * other),
        lambda one, other: (total(one + other, a), total(one, a)
                            + total(other, a)),
        lambda one, other: (d(one * other, h[k, j]), d(one, h[k, j]) * other
                            + one * d(other, h[k, j])),
        lambda one, other: (sqrt(gain - 3)**2 * one, (gain - 3) * one),
        lambda one, other: (log((gain - 3) * one), log(gain - 3) + log(one)))


def by_law(chance):
    """Two sides of a law that holds always, sometimes or never."""
    return chance.choice(LAWS)(drawn(chance), drawn(chance))


# Attacks: each returns (what was accepted, in which sense) or None

def statement(chance, page):
    """(lhs, rhs, given, when) to be claimed or judged."""
    way = chance.random()
    formulas = [one for one in page.formulas if not one.steps
                and not one.source]
    if way < 0.6 and formulas:
        one = chance.choice(formulas)
        return (one.lhs, spoiled(one.rhs, chance, letters_in(one.lhs)),
                premises_for(one.given, chance),
                facts_for(one.whens(), chance))
    if way < 0.7 and formulas:
        one, other = chance.sample(formulas, 2)
        return (one.lhs, other.rhs, premises_for(one.given, chance),
                facts_for(one.whens(), chance))
    if way < 0.8:
        word = drawn_word(chance)
        return (word, spoiled(word, chance), premises_for((), chance),
                facts_for((), chance))
    return *by_law(chance), [], ()


class Flat(tanh):
    """Looks like tanh, and has the slope 1."""

    def fdiff(self, argindex=1):
        return S.One


# type of node -> what no word of the language makes of one
RAW = {tanh: lambda e: Flat(*e.args),
       Sum: lambda e: Sum(e.function, *e.limits, e.limits[0]),
       Chain: lambda e: Chain(*e.args[:4], 2 * e.args[4]),
       Timed: lambda e: Timed(*e.args[:3], e.args[3] / 2),
       Matrix: lambda e: type("Twin", (Matrix,), {})(*e.args),
       Indexed: lambda e: Indexed(e.base, *e.args[1:-1], e.args[-1] + 1),
       Symbol: lambda e: Symbol(e.name, real=True)}


def raw(e, chance):
    """The expression with one node that is not what it looks like; None."""
    nodes = sorted({part for part in preorder_traversal(e)
                    if type(part) in RAW and not (isinstance(part, Symbol) and
                                                  part not in SPACE)}, key=str)
    if not nodes:
        return None
    old = chance.choice(nodes)
    with suppress(*REFUSALS, AttributeError):
        wrong = e.xreplace({old: RAW[type(old)](old)})
        return wrong if wrong != e else None


def by_door(door):
    """An attack at a door that takes (lhs, rhs, given=, when=)."""
    def attack(chance, page):
        lhs, rhs, given, when = statement(chance, page)
        lhs, rhs = sympify(lhs), sympify(rhs)
        if chance.random() < 0.08 and (wrong := raw(rhs, chance)) is not None:
            read = door(*["attack"] * (door is claim), lhs, wrong, when=when)
            return ("raw", lhs, wrong, when, (), "=") if read else None
        given = labels(given)
        if door is refute:
            refute(lhs, rhs, when=when)
            return "refuted", lhs, rhs, when, page_conditions(), "="
        found = door(*["attack"] * (door is claim), lhs, rhs, given=given,
                     when=when)
        used = [one if isinstance(one, str) else one.label for one in given]
        known = conditions_of(used + roots_of_page())
        if door is judge and found.right is False:
            return "refuted", lhs, rhs, when, page_conditions(), "="
        return ("accepted", lhs, rhs, when, known, "=") if found else None
    return attack


def roots_of_page():
    """Definitions that a proof may use without naming them."""
    return [label for label, one in LEDGER.items()
            if one.kind == "definition"] + [
        label for label, one in LEDGER.items()
        if one.kind == "condition" and one.lhs == h[t, i]]


def page_conditions():
    return conditions_of([label for label, one in LEDGER.items()
                          if one.kind in ("definition", "condition")])


def accepted(equation):
    return ("accepted", equation.lhs, equation.rhs, equation.facts,
            conditions_of(equation.rests_on), equation.sign)


def by_induction(chance, page):
    """One of its parts is off: more, and nothing would come near a proof."""
    one = chance.choice([one for one in page.formulas if one.steps])
    over, start, base, step = one.steps
    given, whens, rhs = one.given, one.whens(), one.rhs
    off = chance.choice(("rhs", "rhs", "start", "over", "ends", "given",
                         "when"))
    if off == "start":
        start = chance.choice((start + 1, start - 1, k, S.One, t/2, S.Zero))
    over = chance.choice((t, k, s)) if off == "over" else over
    if off == "ends":
        base, step = premises_for((base, step), chance)[:2]
    given = premises_for(given, chance) if off == "given" else given
    whens = facts_for(whens, chance) if off == "when" else whens
    rhs = spoiled(rhs, chance) if off == "rhs" else rhs
    return accepted(induct("attack", one.lhs, rhs, over, start,
                           *labels((base, step)), labels(given), whens))


def by_reading(chance, page):
    one, other = [chance.choice([one for one in page.formulas if one.source])
                  for _ in range(2)]
    off = chance.choice(("rhs", "rhs", "lhs", "source", "given"))
    rhs = spoiled(one.rhs, chance) if off == "rhs" else one.rhs
    given = premises_for(one.given, chance) if off == "given" else one.given
    return accepted(read_off(
        "attack", (other if off == "lhs" else one).lhs, rhs,
        (other if off == "source" else one).source, labels(given)))


def by_bound(chance, page):
    """A bound with a slip, at another time or with other premises."""
    lhs = chance.choice((SQUARE(t, k), SQUARE(t, k), mat.D(t)**2,
                         mat.D(k)**2, mat.W * tr(mat.W)))
    time = chance.choice((t, k, k + 1, S.Zero, t - 1, s, T))
    rhs = chance.choice(((gamma * sigma)**2 * SQUARE(t, k + 1), gamma**2,
                         sigma**2, gamma**2 + mat.K(time),
                         gamma**2 * sigma**2, S.One))
    if chance.random() < 0.4:
        lhs = lhs + chance.choice((1, -1)) * mat.K(time)
    if chance.random() < 0.3:
        return accepted(induct_at_most(
            "attack", SQUARE(t, k), spoiled(
                (gamma * sigma)**(2 * (t - k)), chance), k,
            chance.choice((t, t + 1, T, s)), step="bound",
            base=chance.choice(("start-square", None))))
    given = [one for one in BOUNDED if chance.random() < 0.7]
    return accepted(at_most("attack", lhs, spoiled(rhs, chance),
                            given=labels(premises_for(given, chance)),
                            when=facts_for((k < t,), chance)))


def by_feeding(chance, page):
    lhs, rhs, when, through = chance.choice(GATED)
    when = when if isinstance(when, tuple) else (when,)
    if chance.random() < 0.5:
        when = facts_for(when, chance)
    return accepted(backward("attack", lhs, spoiled(rhs, chance), when=when,
                             through=through))


xs, ys = Symbol("x", real=True), Symbol("y", positive=True)
ns = Symbol("n", integer=True, nonnegative=True)


def by_algebra(chance, page):
    """A rational identity, as it is or with a slip, poles and all."""
    def draw(depth=2):
        if not depth:
            return chance.choice((xs, ys, S(1), S(2), ns, xs + 1))
        one, other = draw(depth - 1), draw(depth - 1)
        return chance.choice((one + other, one * other, one - other,
                              one**2, exp(one), one / (other + 1)))
    e, f = draw(), draw()
    lhs, rhs = chance.choice((
        ((e**2 - f**2) / (e - f), e + f), (e * (1 / e + f), 1 + e * f),
        ((e + f)**2, e**2 + 2*e*f + f**2), (sqrt(e**2), e),
        (log(exp(e)), e), (exp(log(e)), e), (e / e, S.One), (e**0, S.One),
        (exp(e) * exp(f), exp(e + f)), (e, f), (log(e * f), log(e) + log(f))))
    found = exact("attack", lhs, spoiled_numbers(rhs, chance))
    return "calculated", lhs, rhs, found.scope, (), "="


def spoiled_numbers(e, chance):
    return chance.choice((e, e, e + 1, -e, e * (1 + (xs - 1) * (xs + 2))))


# door -> (the page it stands on, an attack)
DOORS = {
    "claim": ("main copies linear lstm", by_door(claim)),
    "proved": ("main copies linear lstm", by_door(proved)),
    "judge": ("main copies linear lstm", by_door(judge)),
    "refute": ("main copies linear lstm", by_door(refute)),
    "induct": ("main copies", by_induction),
    "read_off": ("main", by_reading), "at_most": ("main", by_bound),
    "backward": ("lstm", by_feeding), "exact": ("linear", by_algebra)}
# how often each door is tried: the kernel alone is quick, and most at risk
OFTEN = ("proved",) * 7 + ("claim", "judge", "at_most", "induct") * 2 + (
    "refute", "read_off", "exact", "backward")


# The verdict of the numbers

def differs(lhs, rhs, facts, conditions, sign, chance, tries=14):
    """Where the numbers differ; None if nowhere, False if there are none."""
    free = exactly.letters(lhs, rhs)
    times = [v for v in free if SPACE[v] == TIME]
    fitting = [env for env in TIMES if all(
        fact.subs(env) == True for fact in facts)]  # noqa: E712
    seen = False
    for n in range(tries):
        sizes = SIZES[n % len(SIZES)]
        net = NETS.setdefault((sizes, conditions), exactly.Net(
            sizes, conditions, chance.randrange(10**9)))
        if not fitting:
            return False
        env = {v: value for v, value in chance.choice(fitting).items()
               if v in times or not lhs.is_commutative}
        env |= {v: chance.randrange(net.sizes[SPACE[v]]) for v in free
                if SPACE[v] != TIME}
        with suppress(exactly.NoNumber):
            seen = True if exactly.gap(
                lhs, rhs, net, env, sign) < exactly.SMALL else [sizes, env]
            if seen is not True:
                return seen
    return None if seen else False


NETS = {}


def fault(found, chance):
    """What is wrong with an outcome: '' if nothing is."""
    sense, lhs, rhs, facts, conditions, sign = found
    if sense == "raw":
        return "a node was read that no word of the language makes"
    if sense == "calculated":
        return wrong_algebra(lhs, rhs, facts, chance)
    off = differs(lhs, rhs, facts, conditions, sign, chance,
                  14 if sense == "accepted" else 60)
    if sense == "accepted":
        return f"false at {off}" if off else "says nothing" * (off is False)
    return "" if off else "true, but refuted"


def wrong_algebra(lhs, rhs, scope, chance):
    """Whether an exact equation fails where its scope does not exclude it."""
    for x_, y_, n_ in product((-2, -1, 0, 1, Rational(1, 3)), (1, 2), (0, 2)):
        values = {xs: x_, ys: y_, ns: n_}
        left, right = lhs.subs(values), rhs.subs(values)
        if left.is_finite and right.is_finite and left.is_real \
                and abs((left - right).evalf(30)) > 1e-20:
            return f"false at {values}"
        if right.is_finite and not left.is_finite and r"\neq" not in scope:
            return f"no number at {values}, and no condition in {scope!r}"
    return ""


def attack(number):
    """One attack: (door, its outcome, what is wrong with that)."""
    chance = random.Random(number)
    door = chance.choice(OFTEN)
    pages, method = DOORS[door]
    page = open_page(chance.choice(pages.split()))
    try:
        found = method(chance, page)
    except REFUSALS:
        return door, "refused", ""
    except RecursionError:
        return door, "refused", "ended by the stack"
    if found is None:
        return door, "open", ""
    return door, found[0], said(number, found, fault(found, chance))


def said(number, found, wrong):
    return wrong and (f"attack {number}: {found[1]} = {found[2]} when "
                      f"{found[3]} if {found[4]}: {wrong}")


def run(numbers):
    """(how often each door had each outcome, all faults)."""
    outcomes, faults = Counter(), []
    for number in numbers:
        door, outcome, wrong = attack(number)
        outcomes[door, outcome] += 1
        faults += [wrong] * bool(wrong)
    return outcomes, faults


if __name__ == "__main__":
    first, last = [0, *map(int, sys.argv[1:])][-2:]
    counted, wrongs = run(range(first, last))
    for pair, times_ in sorted(counted.items()):
        print(*pair, times_)
    print(*wrongs, f"{len(wrongs)} faults", sep="\n")
    sys.exit(bool(wrongs))
