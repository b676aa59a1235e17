"""Gradients read off differentials (Magnus and Neudecker 1988).

If dE = u dW v for every change dW, then dE/dW = u^T v^T: an entry dW_ij is
multiplied by u_i v_j.
"""
from sympy import Add, Mul, S

from .definitions import notation
from ..grammar.entries import same_shape
from ..grammar.grammar import check
from ..terms.language import Order, read
from ..grammar.matrices import HIDING, READ_OFF
from ..ledger.premises import (NotProved, beginnings, check_defined,
                               check_facts, check_needed, premise)
from .publishing import publish, theorem
from ..products.rewriting import Words
from ..products.proof import ending, rules_of, written
from ..terms.products import Matrix, Timed, tr

CHANGES = {Matrix(change) for change, _ in READ_OFF.values()}


def read_off(label, lhs, rhs, source, given=()):
    """Prove that the gradient lhs is rhs, read off a proved differential.

    source: the label of dE = ..., a sum of words that hold one change each;
    given: labels of further premises. Raises NotProved, or Refuted.
    """
    return publish(label, "by_reading_off", lhs, rhs, source, given)


def by_reading_off(lhs, rhs, source, given):
    lhs, rhs = read(lhs), read(rhs)
    whole, premises = premise(source), [*map(premise, given)]
    reads(lhs, rhs, whole, premises)
    used = {one.label for one in (whole, *premises)} | notation(lhs, rhs)
    return theorem(lhs, rhs, (), used, "(read off a differential)")


def reads(lhs, rhs, whole, premises=()):
    """Raise NotProved unless the equation `whole` shows that lhs = rhs."""
    check(lhs, rhs)
    same_shape(lhs, rhs)
    change = change_of(lhs, whole)
    order = Order.given(*beginnings(lhs, rhs))
    check_facts(whole, order)
    check_defined((whole, *premises), lhs, rhs)

    def left(premises):
        words = Words(order, (), rules_of(premises))
        with ending(words.rules):
            return words.normal(gradient(words, whole.rhs, change) - rhs)

    if words := left(premises):
        raise NotProved(f"the differential leaves {words}", left=[(
            "this is left of what the differential gives, minus right",
            written(words))])
    check_needed(premises, lambda fewer: not left(fewer))


def change_of(lhs, whole):
    """The change that the gradient lhs answers in the equation `whole`."""
    name = str(lhs.args[0]) if isinstance(lhs, Matrix) else None
    if name not in READ_OFF:
        raise ValueError(f"a gradient has one of the names "
                         f"{', '.join(READ_OFF)}, got {lhs}")
    change, wholes = READ_OFF[name]
    if whole.lhs not in [Matrix(one, *lhs.args[1:]) for one in wholes]:
        raise NotProved(f"{lhs} is read off {' or '.join(wholes)}, "
                        f"{whole.label!r} is about {whole.lhs}")
    return Matrix(change)


def gradient(words, e, change):
    """The gradient by `change` of a sum of words that hold one change each."""
    return Add(*[c * of_word(word, change) for c, word in words.words(e)])


def of_word(word, change):
    """u^T v^T for the word u change v; 0 if another change stands in it."""
    if len(word) == 1 and isinstance(word[0], Timed):
        body, *limits = word[0].args
        inner = gradient(Words(), body, change)
        return Timed(inner, *limits) if inner != 0 else S.Zero
    n = only_change(word)
    if word[n] != change:
        return S.Zero
    return Mul(*[tr(Mul(*part)) for part in (word[:n], word[n + 1:]) if part])


def only_change(word):
    """The place of the one change in a word, in which no letter hides one."""
    places = [n for n, letter in enumerate(word) if letter.has(*CHANGES)]
    hiding = [one for letter in word for one in letter.atoms(Matrix)
              if str(one.args[0]) in HIDING]
    if len(places) != 1 or word[places[0]] not in CHANGES or hiding:
        raise NotProved(f"not a differential: {Mul(*word)} must hold one "
                        "change, not its transpose, and nothing else that "
                        "depends on changes")
    return places[0]
