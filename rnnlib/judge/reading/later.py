"""What is 0 because time runs one way, and what is 0 because it is set to."""
from fractions import Fraction

from ..text.lines import Side
from ..tree import nodes as tree
from ..tree.errors import NotRead
from ..tree.nodes import Linear
from .linear import of_letter, plus, scaled, words
from .state import State

ZERO = tree.Number(Fraction(0))


def without_later(state: State, side: tree.Node) -> tree.Node:
    """0 for a derivative by what is said to be later."""
    inner = side.of if isinstance(side, tree.Turned) else side
    if not isinstance(inner, tree.Derivative) or inner.below.time is None \
            or not isinstance(inner.top, tree.Entry | tree.Whole) \
            or inner.top.time is None:
        return side
    apart = minus(inner.below.time, inner.top.time)
    if not any(surely(minus(apart, minus(high, low)))
               for low, high in state.facts):
        return side
    state.note("a derivative by a later step is 0")
    return ZERO


def minus(first: Linear, second: Linear) -> Linear:
    """How much later one time is than another."""
    return plus(first, scaled(second, -1))


def surely(steps: Linear) -> bool:
    """Whether that is one step or more, whatever the letters are."""
    return not steps.letters and steps.number >= 1


def beyond(state: State, left: tree.Node, right: tree.Node, place: Side
           ) -> None:
    r"""Raises NotRead for \lambda_{T+1} = 0, which is set and not found."""
    for side, other in ((left, right), (right, left)):
        node = side.below if isinstance(side, tree.Derivative) else side
        time = getattr(node, "time", None)
        if repr(other) == repr(ZERO) and state.alphabet.last and time and \
                surely(minus(time, of_letter(state.alphabet.last))):
            raise NotRead(f"Step {words(time)} does not exist: that this is "
                          "0 there is a convention, which fits the book's "
                          "equations, and no statement on the network.",
                          place.start, place.end)


__all__ = ["beyond", "without_later"]
