"""Gradients read off differentials (Magnus and Neudecker 1988).

If dE = u dW v for every change dW, then dE/dW = u^T v^T: an entry dW_ij is
multiplied by u_i v_j.
"""
from sympy import Add, Mul, S, sympify

from .definitions import notation
from .entries import same_shape
from .grammar import check
from .language import Order
from .matrices import READ_OFF
from .premises import (NotProved, beginnings, check_facts,
                       check_needed, premise)
from .proofs import nothing_left, rules_of
from .publishing import publish
from .rewriting import Words
from .words import Matrix, Timed, tr

CHANGES = {Matrix(change) for change, _ in READ_OFF.values()}


def read_off(label, lhs, rhs, source, given=()):
    """Prove that the gradient lhs is rhs, read off a proved differential.

    source: the label of dE = ..., a sum of words that hold one change each;
    given: labels of further premises. Raises NotProved, or Refuted.
    """
    lhs, rhs = sympify(lhs), sympify(rhs)
    check(lhs, rhs)
    same_shape(lhs, rhs)
    one, change = premise(source), change_of(lhs, source)
    order = Order.given(*beginnings(lhs, rhs))
    check_facts(one, order)
    premises = [*map(premise, given)]

    def left(premises):
        words = Words(order, (), [rule for one in premises
                                  for rule in rules_of(one)])
        return nothing_left(words, gradient(words, one.rhs, change) - rhs)

    if rest := left(premises):
        raise NotProved(f"the differential leaves {rest}")
    check_needed(premises, lambda fewer: succeeds(left, fewer))
    used = {p.label for p in (one, *premises)} | notation(lhs, rhs)
    return publish(label, lhs, rhs, (), used, "read off a differential")


def change_of(lhs, source):
    """The change that the gradient lhs answers in the equation `source`."""
    name = str(lhs.args[0]) if isinstance(lhs, Matrix) else None
    if name not in READ_OFF:
        raise ValueError(f"a gradient has one of the names "
                         f"{', '.join(READ_OFF)}, got {lhs}")
    change, wholes = READ_OFF[name]
    if premise(source).lhs not in [Matrix(whole, *lhs.args[1:])
                                   for whole in wholes]:
        raise NotProved(f"{lhs} is read off {' or '.join(wholes)}, {source!r} "
                        f"is about {premise(source).lhs}")
    return Matrix(change)


def succeeds(left, premises):
    """Whether nothing is left, and nothing stands in the way."""
    try:
        return not left(premises)
    except NotProved:
        return False


def gradient(words, e, change):
    """The gradient by `change` of a sum of words that hold one change each."""
    return Add(*[c * of_word(word, change) for c, word in words.words(e)])


def of_word(word, change):
    """u^T v^T for the word u change v; 0 if another change stands in it."""
    if len(word) == 1 and isinstance(word[0], Timed):
        body, *limits = word[0].args
        inner = gradient(Words(), body, change)
        return Timed(inner, *limits) if inner != 0 else S.Zero
    places = [n for n, letter in enumerate(word) if letter.has(*CHANGES)]
    if len(places) != 1 or word[places[0]] not in CHANGES:
        raise NotProved(f"not a differential: {Mul(*word)} must hold one "
                        "change, and not its transpose")
    n = places[0]
    if word[n] != change:
        return S.Zero
    return Mul(*[tr(Mul(*part)) for part in (word[:n], word[n + 1:]) if part])
