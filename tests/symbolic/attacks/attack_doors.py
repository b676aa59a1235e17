"""An attack at each door of the prover.

Each returns (in which sense, lhs, rhs, facts, conditions, sign) for what was
accepted or refuted, None where nothing was.
"""
from contextlib import suppress

from attack_draws import (
    by_law,
    drawn_word,
    facts_for,
    labels,
    premises_for,
    spoiled,
)
from attack_pages import BOUNDED, SQUARE, page_conditions, roots_of_page
from mutants import letters_in
from rnnlib.symbolic import exact
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import T, gamma, k, s, sigma, t
from rnnlib.symbolic.ledger.premises import NotProved
from rnnlib.symbolic.methods.bounds import at_most, induct_at_most
from rnnlib.symbolic.methods.chain_rule import backward
from rnnlib.symbolic.methods.claims import claim, proved
from rnnlib.symbolic.methods.conditions import conditions_of
from rnnlib.symbolic.methods.differentials import read_off
from rnnlib.symbolic.methods.induction import induct
from rnnlib.symbolic.methods.judging import judge
from rnnlib.symbolic.methods.publishing import Refuted
from rnnlib.symbolic.methods.refutations import refute
from rnnlib.symbolic.terms.language import SPACE
from rnnlib.symbolic.terms.products import Matrix, ProductOverTime, SumOverTime
from sympy import (
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
from test_chain_rule import GATED

REFUSALS = (NotProved, Refuted, ValueError, TypeError, KeyError)


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
       ProductOverTime: lambda e: ProductOverTime(*e.args[:4], 2 * e.args[4]),
       SumOverTime: lambda e: SumOverTime(*e.args[:3], e.args[3] / 2),
       Matrix: lambda e: type("Twin", (Matrix,), {})(*e.args),
       Indexed: lambda e: Indexed(e.base, *e.args[1:], e.args[-1]),
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
                         mat.D(k)**2, mat.W * mat.W.T))
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
