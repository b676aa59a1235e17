"""Proofs in words: the premises replace their left sides, all must cancel."""
from contextlib import contextmanager

from sympy import Add, Mul

from ..grammar.entries import same_shape
from ..terms.language import SPACE, TIME, Order, letters_of
from ..ledger.premises import NotProved, check_needed
from .rewriting import Words
from .rules import Rule
from ..terms.products import tr


def in_words(lhs, rhs, premises, order, needed=False):
    """Words: the premises replace their left sides, all must cancel.

    A sum over time may give up a first or last term to match another.
    """
    same_shape(lhs, rhs)
    times = sorted({v for v in letters_of(lhs, rhs) if SPACE[v] == TIME},
                   key=str)

    def left(premises):
        rests = []
        for peel in ((), (1,), *[(time,) for time in times]):
            rests.append(rest(Words(order, peel, rules_of(premises)),
                              lhs - rhs))
            if not rests[-1]:
                break
        return min(rests, key=len)

    if words := left(premises):
        hints = [f"premise {one.label!r} holds only when {one.facts}"
                 for one in premises if one.facts]
        raise NotProved("; ".join([f"these words do not cancel: {words}",
                                   *hints]), written(words),
                        hint="; ".join(hints))
    check_needed(premises if needed else (), lambda fewer: not left(fewer))
    return set()


def rest(words, e):
    """What does not cancel, as {word: number}: {} if all does."""
    with ending(words.rules):
        return words.normal(e)


def written(words):
    """{word: number} as an expression again."""
    return Add(*[number * Mul(*word) for word, number in words.items()])


@contextmanager
def ending(rules):
    """NotProved instead of rules that replace each other for ever."""
    try:
        yield
    except RecursionError:                 # the formula itself is too deep
        raise NotProved("too long for the prover, with the premises "
                        f"{[rule.word for rule in rules]}") from None


def rules_of(premises):
    """Each premise as rules, for its word and for the transpose of that."""
    rules = []
    for one in premises:
        pairs = tuple(Order.given(*one.facts).pairs)
        rules.append(Rule(one_word(one.lhs), one.rhs, pairs))
        if tr(one.lhs) != one.rhs:              # D^T = D turns for ever
            rules.append(Rule(one_word(tr(one.lhs)), tr(one.rhs), pairs))
    return rules


def one_word(e):
    """The letters of a premise's left side, to be replaced."""
    terms = Words().words(e)
    if len(terms) != 1 or terms[0][0] != 1 or not terms[0][1]:
        raise NotProved(f"a premise must be about one word, got {e}")
    return terms[0][1]
