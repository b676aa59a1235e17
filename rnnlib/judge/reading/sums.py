"""Sums that a text leaves out: over letters that stand twice.

A letter that stands once in some term of a side is free everywhere. Every
other one is summed, at the smallest product that holds all of it.
"""
from collections.abc import Iterable

from ..tree import nodes as tree
from ..tree.errors import NotRead
from .combining import constant
from .scopes import children, counts, own_letters, rebuilt, stands
from .state import State


def with_sums(state: State, left: tree.Node, right: tree.Node,
              summed: bool | None, said: Iterable[str | int] = ()
              ) -> tuple[tree.Node, tree.Node]:
    """Both sides with the sums that repeated letters stand for.

    summed: True, they always are; False, never; None, where a letter stands
    on one side only, or as the alphabet says. said: indices of which
    something is said behind, which are free. Raises NotRead if the free
    letters of both sides differ then.
    """
    on_left, on_right = counts(left), counts(right)
    said = {*said, *in_one_derivative(state, left, right, summed)}
    letters = sorted({*on_left, *on_right} - said)
    if summed is not False:
        for letter in letters:
            sets = on_left.get(letter, frozenset()) \
                | on_right.get(letter, frozenset())
            both = letter in on_left and letter in on_right
            if 1 in sets or (both and not (summed or state.alphabet.summed)):
                continue
            state.note(f"summed over {letter}, which stands twice")
            left = placed(left, letter)
            right = placed(right, letter)
    same_letters(state, left, right, summed, said)
    return left, right


def in_one_derivative(state: State, left: tree.Node, right: tree.Node,
                      summed: bool | None) -> set[str]:
    """The letters of one side that stand twice in a derivative only.

    As i in dp_i / dW_ij, which is said for each i where nothing is summed.
    """
    if state.alphabet.summed if summed is None else summed:
        return set()
    found = {letter for side, other in ((left, right), (right, left))
             for letter, often in counts(side).items()
             if often <= {0, 2} and once_each(side, letter)
             and letter not in counts(other)}
    for letter in sorted(found):
        state.note(f"said for each {letter}, which is not summed")
    return found


def once_each(node: tree.Node, letter: str) -> bool:
    """Whether a letter stands only in derivatives, once above and below."""
    if not stands(node, letter):
        return True
    if isinstance(node, tree.Derivative):
        return all(counts(part).get(letter) == {1}
                   for part in (node.top, node.below))
    return letter not in own_letters(node) and all(
        once_each(child, letter) for child in children(node))


def placed(node: tree.Node, letter: str) -> tree.Node:
    """The node with a sum over the letter where it is needed."""
    if not stands(node, letter):
        return node
    holding = [child for child in children(node) if stands(child, letter)]
    own = len(holding) == 1 and letter not in own_letters(node)
    if isinstance(node, tree.Plus) or own:
        return rebuilt(node, [placed(child, letter)
                              for child in children(node)])
    return tree.SumOver(letter, "", node)


def same_letters(state: State, left: tree.Node, right: tree.Node,
                 summed: bool | None, said: set[str | int]) -> None:
    """Raises NotRead if an index is free on one side only."""
    if constant(left) or constant(right):
        return
    on_left, on_right = counts(left), counts(right)
    for letter in sorted((set(on_left) ^ set(on_right)) - said):
        here = "left" if letter in on_left else "right"
        twice = 1 not in (on_left | on_right)[letter] and summed is False
        advice = "say that repeated letters are summed, or write " \
            rf"\sum_{letter}" if twice else \
            "an index that is not summed stands on both sides"
        start, end = state.places.get(letter, [(0, 0)])[0]
        raise NotRead(f"{letter} stands on the {here} side only: {advice}.",
                      start, end)


__all__ = ["placed", "same_letters", "with_sums"]
