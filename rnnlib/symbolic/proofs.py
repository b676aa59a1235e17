"""Proofs for every size: `claim` proves an equation and publishes it.

A structural zero of the difference of both sides is the only proof. Inside
a time step both sides are brought into canonical form, letter by letter;
through time they are words of matrices, which premises replace.
"""
from sympy import Add, Mul, Number, Symbol, sympify
from sympy.tensor.indexed import Indexed

from .calculus import Calculus
from .canonical import canonical
from .definitions import definitions, notation
from .entries import by_entries, same_shape
from .grammar import check
from .language import SPACE, TIME, Order, d, letters_of, renewed, time_of
from .model import MADE_OF
from .premises import (NotProved, beginnings, check_facts,
                       check_needed, premise)
from .printing import textbook
from .publishing import publish
from .rewriting import Rule, Words
from .words import tr


def claim(label, lhs, rhs, given=(), when=()):
    """Prove lhs = rhs for every size, then publish it under `label`.

    given: labels of premises (or `at(label, {...})`), each of them needed;
    when: a relation of times that the claim assumes, as k < t.
    Raises NotProved, or Refuted if rnnlib disagrees.
    """
    lhs, rhs = sympify(lhs), sympify(rhs)
    facts = when if isinstance(when, tuple) else (when,)
    premises = [premise(label) for label in given]
    used = prove(lhs, rhs, premises, facts, needed=True)
    return publish(label, lhs, rhs, facts, used)


def proved(lhs, rhs, premises=(), facts=()):
    """Whether the prover can prove it; False is no refutation."""
    try:
        prove(lhs, rhs, premises, facts)
    except (NotProved, TypeError):           # TypeError: not the language
        return False
    return True


def prove(lhs, rhs, premises=(), facts=(), needed=False):
    """The labels that the equation rests on; NotProved if it has no proof.

    needed: raise ValueError for a premise that this proof can do without.
    """
    check(lhs, rhs)
    order = Order.given(*facts, *beginnings(lhs, rhs, *facts))
    if order.holds(1, 0):
        raise ValueError(f"when={facts} contradict each other")
    used = {one.label for one in premises} | notation(lhs, rhs)
    if lhs.is_commutative and not rhs.is_commutative:
        raise ValueError(f"write the matrices on the left: {lhs} = {rhs}")
    if any(not one.lhs.is_commutative for one in premises):
        return used | in_words(lhs, rhs, premises, order, needed)
    for one in premises:
        check_facts(one, order)
    difference = lhs - rhs if lhs.is_commutative else by_entries(lhs, rhs)
    return used | in_letters(difference, premises, order, needed)


def in_letters(difference, premises, order, needed=False):
    """Index calculus: unfold as few names as it takes to reach 0."""
    names, left = list(reversed(MADE_OF)), []
    for n in range(len(names) + 1):
        calculus = Calculus(definitions(), order, names[:n])
        whole = canonical(calculus.resolve(difference))
        rest = with_premises(whole, premises)
        if rest == 0:
            check_needed(premises if needed else (),
                         lambda fewer: with_premises(whole, fewer) == 0)
            return calculus.used
        left.append(rest)
    shortest = min(left, key=lambda rest: rest.count_ops())
    raise NotProved("what is left of the difference: " + textbook(shortest)
                    + undecided(shortest))


def with_premises(rest, premises):
    """The rest with the left side of each premise replaced."""
    for one in premises:
        rest = canonical(replaced(rest, one_term(one), one.rhs))
    return rest


def undecided(rest):
    """A hint, if the order of two times is in the way."""
    for one in rest.atoms(d):
        top, w = one.args
        if getattr(top, "base", None) == w.base and time_of(w) is not None:
            return f"; is {w} the same as {top}, or earlier? say when= so"
    return ""


def one_term(equation):
    """The left side of a premise in canonical form, to be replaced."""
    left = canonical(equation.lhs)
    if isinstance(left, (Add, Mul, Number, Symbol, Indexed)):
        raise NotProved(f"premise {equation.label!r} is not about one term: "
                        f"{equation.lhs}")
    return left


def replaced(e, left, right):
    """e with `right` for every `left`, whatever its letters over sizes."""
    if not isinstance(left, d) or not isinstance(left.args[0], Indexed):
        return e.xreplace({left: right})
    return e.xreplace({one: renewed(right).xreplace(found)
                       for one in e.atoms(type(left))
                       if (found := same_but_letters(left, one)) is not None})


def same_but_letters(pattern, e):
    """The letters over sizes that make e of the pattern; None if none do."""
    free = {v for v in letters_of(pattern) if SPACE[v] != TIME}
    found, pairs = {}, list(zip(pattern.args, e.args))
    if not all(isinstance(other, Indexed) and one.base == other.base
               for one, other in pairs):
        return None
    for one, other in [pair for one, other in pairs
                       for pair in zip(one.indices, other.indices)]:
        if one != other and one not in free \
                or found.setdefault(one, other) != other:
            return None
    return found


def in_words(lhs, rhs, premises, order, needed=False):
    """Words: the premises replace their left sides, all must cancel.

    A sum over time may give up a first or last term to match another.
    """
    same_shape(lhs, rhs)
    times = sorted({v for v in letters_of(lhs, rhs) if SPACE[v] == TIME},
                   key=str)

    def left(premises):
        rules = [rule for one in premises for rule in rules_of(one)]
        rests = (nothing_left(Words(order, peel, rules), lhs - rhs)
                 for peel in ((), (1,), *[(time,) for time in times]))
        return min(rests, key=len)

    if rest := left(premises):
        hints = [f"premise {one.label!r} holds only when {one.facts}"
                 for one in premises if one.facts]
        raise NotProved("; ".join([f"these words do not cancel: {rest}",
                                   *hints]))
    check_needed(premises if needed else (), lambda fewer: not left(fewer))
    return set()


def nothing_left(words, e):
    """What does not cancel, as {word: number}: {} if all does."""
    try:
        return words.normal(e)
    except RecursionError:
        raise NotProved("the premises replace each other for ever: "
                        f"{[rule.word for rule in words.rules]}") from None


def rules_of(equation):
    """A premise about words as rules, for the word and its transpose."""
    pairs = tuple(Order.given(*equation.facts).pairs)
    rules = [Rule(one_word(equation.lhs), equation.rhs, pairs)]
    if tr(equation.lhs) != equation.rhs:          # D^T = D turns for ever
        rules.append(Rule(one_word(tr(equation.lhs)), tr(equation.rhs),
                          pairs))
    return rules


def one_word(e):
    """The letters of a premise's left side, to be replaced."""
    terms = Words().words(e)
    if len(terms) != 1 or terms[0][0] != 1 or not terms[0][1]:
        raise NotProved(f"a premise must be about one word, got {e}")
    return terms[0][1]
