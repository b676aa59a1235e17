"""The words a chapter speaks: define, claim, induct, lemma, gap, refute.

`claim` and `induct` prove an equation for every size, compare it with rnnlib
on random networks, and only then enter it in the ledger and return it for
the page. A structural zero of the difference of both sides is the only
proof.
"""
from typing import NamedTuple

from sympy import sympify

from .calculus import Calculus
from .canonical import canonical
from .definitions import conditions_of, definitions, notation
from .entries import by_entries, same_shape
from .language import Order, space_of
from .ledger import Equation, enter, known
from .model import MADE_OF
from .oracle import disagreement
from .printing import scope_text, textbook, textbook_equation
from .words import Words, tr

TOLERANCE = 1e-9              # relative; a true equation is near 1e-15


class NotProved(Exception):
    """The two sides could not be shown equal; says what is left."""


class Refuted(Exception):
    """The two sides differ on a random network."""


def claim(label, lhs, rhs, given=(), when=()):
    """Prove lhs = rhs for every size, then publish it under `label`.

    given: labels of premises (or `at(label, {...})`), each of them needed;
    when: a relation of times that the claim assumes, as k < t.
    Raises NotProved, or Refuted if rnnlib disagrees.
    """
    lhs, rhs = sympify(lhs), sympify(rhs)
    facts = when if isinstance(when, tuple) else (when,)
    premises = [p if isinstance(p, Equation) else known(p) for p in given]
    used = prove(lhs, rhs, premises, facts)
    for n, premise in enumerate(premises):
        if proved(lhs, rhs, premises[:n] + premises[n + 1:], facts):
            raise ValueError(f"{label} holds without {premise.label!r}: "
                             "drop that premise")
    return publish(label, lhs, rhs, facts, used)


def proved(lhs, rhs, premises=(), facts=()):
    """Whether the prover can prove it; False is no refutation."""
    try:
        return bool(prove(lhs, rhs, premises, facts) or True)
    except NotProved:
        return False


def prove(lhs, rhs, premises=(), facts=()):
    """The labels that the equation rests on; NotProved if it has no proof."""
    order = Order.given(*facts)
    for premise in premises:
        if not all(order.holds(*pair)
                   for pair in Order.given(*premise.facts).pairs):
            raise NotProved(f"premise {premise.label!r} holds only when "
                            f"{premise.facts}, which is not given")
    used = {premise.label for premise in premises} | notation(lhs, rhs)
    if lhs.is_commutative and rhs.is_commutative:
        return used | in_letters(lhs - rhs, premises, order)
    if any(not premise.lhs.is_commutative for premise in premises):
        return used | in_words(lhs, rhs, premises, order)
    return used | in_letters(by_entries(lhs, rhs), premises, order)


def in_letters(difference, premises, order):
    """Index calculus: unfold as few names as it takes to reach 0."""
    names, left = list(reversed(MADE_OF)), []
    for n in range(len(names) + 1):
        calculus = Calculus(definitions(), order, names[:n])
        rest = canonical(calculus.resolve(difference))
        for premise in premises:
            rest = canonical(rest.xreplace({one_term(premise): premise.rhs}))
        if rest == 0:
            return calculus.used
        left.append(rest)
    shortest = min(left, key=lambda rest: rest.count_ops())
    raise NotProved("what is left of the difference: " + textbook(shortest))


def one_term(premise):
    """The left side of a premise in canonical form, to be replaced."""
    left = canonical(premise.lhs)
    if left.is_Add or left.is_Mul or left.is_number:
        raise NotProved(f"premise {premise.label!r} is not about one term: "
                        f"{premise.lhs}")
    return left


def in_words(lhs, rhs, premises, order):
    """Words: the premises replace their left sides, all must cancel."""
    same_shape(lhs, rhs)
    rules = {}
    for premise in premises:
        rules[one_word(premise.lhs)] = premise.rhs
        if tr(premise.lhs) != premise.rhs:          # D^T = D turns for ever
            rules[one_word(tr(premise.lhs))] = tr(premise.rhs)
    rest = Words(order, rules=rules).normal(lhs - rhs)
    if rest:
        raise NotProved(f"these words do not cancel: {rest}")
    return set()


def one_word(e):
    """The letters of a premise's left side, to be replaced."""
    terms = Words().words(e)
    if len(terms) != 1 or terms[0][0] != 1:
        raise NotProved(f"a premise must be about one word, got {e}")
    return terms[0][1]


def induct(label, lhs, closed, over, start, base, step):
    """Prove lhs = closed for every over >= start, by induction in time.

    base, step: labels of equations for lhs at `start`, and for lhs in terms
    of itself one step earlier. Raises NotProved, or Refuted by rnnlib.
    """
    lhs, closed = sympify(lhs), sympify(closed)
    first, next_one = known(base), known(step)
    earlier = {over: over - 1}
    rhs = next_one.rhs.xreplace({
        lhs.xreplace(earlier): closed.xreplace(earlier)})
    if first.lhs != lhs.xreplace({over: start}) or next_one.lhs != lhs:
        raise NotProved(f"{base!r} must be about {lhs} at {over} = {start}, "
                        f"{step!r} about {lhs}")
    order = Order((start + 1, over))
    if not all(order.holds(*pair)
               for pair in Order.given(*next_one.facts).pairs):
        raise NotProved(f"{step!r} holds only when {next_one.facts}")
    begin = Words().normal(closed.xreplace({over: start}) - first.rhs)
    go_on = Words(order, peel=over).normal(closed - rhs)
    if begin or go_on:
        raise NotProved(f"left at the start: {begin}, at a step: {go_on}")
    used = {base, step} | notation(lhs, closed)
    return publish(label, lhs, closed, (start <= over,), used,
                   f"by induction on ${over}$")


def at(label, values):
    """A premise at other letters or times: at("chain", {k: k + 1})."""
    premise = known(label)
    for letter, entry in values.items():
        if space_of(letter) != space_of(entry):
            raise ValueError(f"{letter} runs over {space_of(letter)}, "
                             f"{entry} over {space_of(entry)}")
    return premise._replace(
        lhs=premise.lhs.xreplace(values), rhs=premise.rhs.xreplace(values),
        facts=tuple(fact.xreplace(values) for fact in premise.facts))


def publish(label, lhs, rhs, facts, used, how=""):
    """Compare a proved equation with rnnlib, then enter it."""
    used = tuple(sorted(used))
    error = disagreement(lhs, rhs, facts, conditions_of(used))
    if not error <= TOLERANCE:
        raise Refuted(f"{label}: the two sides differ by {error:.2g} of the "
                      "larger on a random network")
    scope = " ".join(filter(None, [how, scope_text(lhs, rhs, facts)]))
    return enter(Equation(label, "proof", lhs, rhs,
                          textbook_equation(lhs, rhs), scope, facts, used,
                          error))


def lemma(label, latex, source, scope=""):
    """Cite a statement that is not proved here, with its source's key."""
    if not source:
        raise ValueError(f"source of lemma {label!r} must be given")
    return enter(Equation(label, "lemma", None, None, latex, scope,
                          source=source))


def gap(lhs, rhs, when=()):
    """The canonical difference of two index expressions: 0 if equal."""
    facts = when if isinstance(when, tuple) else (when,)
    calculus = Calculus(definitions(), Order.given(*facts))
    return canonical(calculus.resolve(sympify(lhs) - sympify(rhs)))


class Refutation(NamedTuple):
    """lhs differs from rhs; `error` is relative to the larger side."""

    lhs: object
    rhs: object
    error: float

    def _repr_markdown_(self):
        latex = textbook_equation(self.lhs, self.rhs, r"\neq")
        return (f"$$\n{latex}\n$$\n\n*Refuted*: on a random network the two "
                f"sides differ by {self.error:.0%} of the larger one.")


def refute(lhs, rhs, when=()):
    """Show by numbers that lhs = rhs is false; ValueError if they agree."""
    lhs, rhs = sympify(lhs), sympify(rhs)
    facts = when if isinstance(when, tuple) else (when,)
    error = disagreement(lhs, rhs, facts)
    if not error > 1e-3:
        raise ValueError(f"not refuted: the sides differ by {error:.2g}")
    return Refutation(lhs, rhs, error)
