r"""What is said behind a formula, and what becomes of it.

Of times it is a condition, low <= high. Of two indices it is a factor on both
sides: \delta_{ab} for a = b, and 1 - \delta_{ab} for a \ne b.
"""
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from ..text.lines import Side
from ..tree import nodes as tree
from ..tree.errors import NotRead
from ..tree.nodes import Linear
from .linear import letter_of, words
from .scopes import bound_times, counts, free_times
from .state import State
from .where import Relation, relations_of

ONE = tree.Number(Fraction(1))
MINUS = tree.Number(Fraction(-1))
Fact = tuple[Linear, Linear]


class Pair(NamedTuple):
    """Two indices that are said to be equal, or not to be."""

    first: str | int
    second: str | int
    equal: bool

    @property
    def factor(self) -> tree.Node:
        """1 where it holds, 0 elsewhere."""
        delta = tree.Delta(self.first, self.second)
        return delta if self.equal else tree.Plus((ONE, tree.Times(
            (MINUS, delta))))


class Line(NamedTuple):
    """The letters of a line: indices, times, and those that are bound."""

    indices: frozenset[str]
    times: frozenset[str]


def letters_of(state: State, sides: Iterable[tree.Node]) -> Line:
    """The letters that stand free in both sides."""
    indices: set[str] = set()
    times = {state.alphabet.last}
    for side in sides:
        indices |= counts(side).keys()
        times |= free_times(side)
    return Line(frozenset(indices), frozenset(times - indices))


def said(state: State, where: Side | None, left: tree.Node, right: tree.Node
         ) -> list[Pair]:
    """What is said of indices; of times it goes to the facts of the state.

    Raises NotRead for what is understood, and cannot be used.
    """
    if where is None:
        return []
    line = letters_of(state, (left, right))
    found, unclear = relations_of(where)
    bound = bound_times(left) | bound_times(right)
    facts: list[Fact] = []
    pairs: list[Pair] = []
    for one in found:
        names = {name for side in (one.first, one.second)
                 for name, _ in state.with_last(side).letters}
        if names & line.indices:
            pairs += of_indices(one, line, where)
        elif names <= line.times:
            facts += fact(state, one, where)
        elif not (is_end(state, one, line) or names & bound):
            unclear = unclear or written(one)
    keep(state, facts, pairs, unclear)
    return pairs


def keep(state: State, facts: list[Fact], pairs: list[Pair], unclear: str
         ) -> None:
    """What is said of times to the facts, and notes of all that is said."""
    if facts:
        state.facts += facts
        state.note("what is said of times behind the formula is taken as a "
                   "condition")
    for first, second, equal in pairs:
        state.note(f"said for {first} = {second} only" if equal else
                   f"said for {first} other than {second} only")
    if unclear:
        state.note("what is said behind the formula is not understood: "
                   f"{unclear}")


def fact(state: State, one: Relation, where: Side) -> list[Fact]:
    """One relation of times as facts low <= high."""
    left, right = state.with_last(one.first), state.with_last(one.second)
    if one.sign == "!=":
        raise NotRead("What is said of times behind a formula is read with "
                      r"=, < and \le, not with \ne.", where.start, where.end)
    if one.sign == "=":
        return [(left, right), (right, left)]
    if one.sign in (">", ">="):
        left, right = right, left
    return [(left._replace(number=left.number + (one.sign in "<>")), right)]


def of_indices(one: Relation, line: Line, where: Side) -> list[Pair]:
    """A relation of two indices; a whole range says nothing.

    Raises NotRead for anything else.
    """
    first, second = index_of(one.first, line), index_of(one.second, line)
    if first is not None and second is not None and one.sign in ("=", "!="):
        return [Pair(first, second, one.sign == "=")]
    low, high = (one.first, one.second) if one.sign == "<=" \
        else (one.second, one.first)
    if one.sign in ("<=", ">=") and (
            low in (Linear((), 1), Linear((), 0))
            or letter_of(high) not in (None, *line.indices)):
        return []
    raise NotRead(f"{written(one)}, behind the formula, cannot be used: of "
                  r"indices of the formula a = b and a \ne b are read.",
                  where.start, where.end)


def index_of(side: Linear, line: Line) -> str | int | None:
    """An index that stands in the line, or a number from 1."""
    letter = letter_of(side)
    if letter in line.indices:
        return letter
    return side.number if not side.letters and side.number > 0 else None


def is_end(state: State, one: Relation, line: Line) -> bool:
    """Whether it says t <= N, with a letter of its own for the last step."""
    low, high = (one.first, one.second) if one.sign == "<=" \
        else (one.second, one.first)
    letter = letter_of(high)
    if one.sign not in ("<=", ">=") or letter is None \
            or letter_of(low) not in line.times:
        return False
    state.note(f"{letter} is read as the last step")
    return True


def written(one: Relation) -> str:
    """A relation as one would write it."""
    signs = {"!=": r"\ne", "<=": r"\le", ">=": r"\ge"}
    return (f"{words(one.first)} {signs.get(one.sign, one.sign)} "
            f"{words(one.second)}")


def only_there(pairs: list[Pair], side: tree.Node) -> tree.Node:
    """A side where what is said holds, and 0 elsewhere."""
    factors = [one.factor for one in pairs]
    return tree.Times((*factors, side)) if factors else side


__all__ = ["Pair", "only_there", "said"]
