"""The words a chapter speaks: define, claim, induct, lemma, gap, refute.

`claim` and `induct` prove an equation for every size, compare it with rnnlib
on random networks, and only then enter it in the ledger and return it for
the page. A structural zero of the difference of both sides is the only
proof.
"""
from typing import NamedTuple

from sympy import Add, Mul, Number, Symbol, sympify
from sympy.tensor.indexed import Indexed

from .calculus import Calculus
from .canonical import canonical
from .definitions import conditions_of, definitions, notation
from .entries import by_entries, same_shape
from .grammar import check
from .language import SPACE, TIME, Order
from .ledger import Equation, enter
from .model import MADE_OF, since
from .oracle import disagreement
from .premises import NotProved, beginnings, check_facts, premise
from .printing import scope_text, textbook, textbook_equation
from .words import Words, tr

TOLERANCE = 1e-9              # relative; a true equation is near 1e-15


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
    premises = [premise(label) for label in given]
    used = prove(lhs, rhs, premises, facts)
    for n, one in enumerate(premises):
        if proved(lhs, rhs, premises[:n] + premises[n + 1:], facts):
            raise ValueError(f"{label} holds without {one.label!r}: "
                             "drop that premise")
    return publish(label, lhs, rhs, facts, used)


def proved(lhs, rhs, premises=(), facts=()):
    """Whether the prover can prove it; False is no refutation."""
    try:
        prove(lhs, rhs, premises, facts)
    except (NotProved, TypeError):           # TypeError: not the language
        return False
    return True


def prove(lhs, rhs, premises=(), facts=()):
    """The labels that the equation rests on; NotProved if it has no proof."""
    check(lhs, rhs)
    order = Order.given(*facts, *beginnings(lhs, rhs, *facts))
    if order.holds(1, 0):
        raise ValueError(f"when={facts} contradict each other")
    for one in premises:
        check_facts(one, order)
    used = {one.label for one in premises} | notation(lhs, rhs)
    if lhs.is_commutative and not rhs.is_commutative:
        raise ValueError(f"write the matrices on the left: {lhs} = {rhs}")
    if lhs.is_commutative:
        return used | in_letters(lhs - rhs, premises, order)
    if any(not one.lhs.is_commutative for one in premises):
        return used | in_words(lhs, rhs, premises, order)
    return used | in_letters(by_entries(lhs, rhs), premises, order)


def in_letters(difference, premises, order):
    """Index calculus: unfold as few names as it takes to reach 0."""
    names, left = list(reversed(MADE_OF)), []
    for n in range(len(names) + 1):
        calculus = Calculus(definitions(), order, names[:n])
        rest = canonical(calculus.resolve(difference))
        for one in premises:
            rest = canonical(rest.xreplace({one_term(one): one.rhs}))
        if rest == 0:
            return calculus.used
        left.append(rest)
    shortest = min(left, key=lambda rest: rest.count_ops())
    raise NotProved("what is left of the difference: " + textbook(shortest))


def one_term(equation):
    """The left side of a premise in canonical form, to be replaced."""
    left = canonical(equation.lhs)
    if isinstance(left, (Add, Mul, Number, Symbol, Indexed)):
        raise NotProved(f"premise {equation.label!r} is not about one term: "
                        f"{equation.lhs}")
    return left


def in_words(lhs, rhs, premises, order):
    """Words: the premises replace their left sides, all must cancel."""
    same_shape(lhs, rhs)
    rules = {}
    for one in premises:
        rules[one_word(one.lhs)] = one.rhs
        if tr(one.lhs) != one.rhs:          # D^T = D turns for ever
            rules[one_word(tr(one.lhs))] = tr(one.rhs)
    try:
        rest = Words(order, rules=rules).normal(lhs - rhs)
    except RecursionError:
        raise NotProved("the premises replace each other for ever: "
                        f"{list(rules)}") from None
    if rest:
        raise NotProved(f"these words do not cancel: {rest}")
    return set()


def one_word(e):
    """The letters of a premise's left side, to be replaced."""
    terms = Words().words(e)
    if len(terms) != 1 or terms[0][0] != 1 or not terms[0][1]:
        raise NotProved(f"a premise must be about one word, got {e}")
    return terms[0][1]


def induct(label, lhs, closed, over, start, base, step):
    """Prove lhs = closed for every over >= start, by induction in time.

    base, step: labels of equations for lhs at `start`, and for lhs in terms
    of itself one step earlier. Raises NotProved, or Refuted by rnnlib.
    """
    lhs, closed = sympify(lhs), sympify(closed)
    check(lhs, closed)
    same_shape(lhs, closed)
    if SPACE.get(over) != TIME or over in sympify(start).free_symbols:
        raise ValueError(f"induction needs a time letter and a start without "
                         f"it, got {over} from {start}")
    first, next_one = premise(base), premise(step)
    earlier = {over: over - 1}
    rhs = next_one.rhs.xreplace({
        lhs.xreplace(earlier): closed.xreplace(earlier)})
    if first.lhs != lhs.xreplace({over: start}) or next_one.lhs != lhs:
        raise NotProved(f"{base!r} must be about {lhs} at {over} = {start}, "
                        f"{step!r} about {lhs}")
    times = Order.given(*[fact for fact in beginnings(lhs, closed)
                          if over not in fact.free_symbols])
    order = Order(*times.pairs, (start + 1, over))
    if not times.holds(since(over), start + 1):
        raise NotProved(f"{over} begins at {since(over)}, not at {start + 1}")
    check_facts(first, times)
    check_facts(next_one, order)
    begin = Words(times).normal(closed.xreplace({over: start}) - first.rhs)
    go_on = Words(order, peel=over).normal(closed - rhs)
    if begin or go_on:
        raise NotProved(f"left at the start: {begin}, at a step: {go_on}")
    used = {base, step} | notation(lhs, closed)
    return publish(label, lhs, closed, (start <= over,), used,
                   f"by induction on ${over}$")


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
    check(sympify(lhs), sympify(rhs))
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
