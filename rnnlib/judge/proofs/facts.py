"""For which times a line is proved: all for which it has a meaning."""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..numbers.draws import planned
from ..numbers.networks import FIRST, Settings
from ..tree import nodes as tree
from ..tree.nodes import Claim, Linear, Node
from ..tree.walking import children
from .names import Letters

Fact = tuple[Linear, Linear]               # first <= second
OF_TOTAL = ("lambda", "a")


def constant(number: int) -> Linear:
    """A number as a time."""
    return Linear((), number)


def at(letter: str, shift: int = 0) -> Linear:
    """A letter as a time."""
    return Linear(((letter, 1),), shift)


def facts_of(claim: Claim, settings: Settings,
             conditions: Iterable[tuple[str, ...]]) -> list[Fact]:
    """What the times of a line obey, the weakest that gives it a meaning."""
    plan = planned((claim.left, claim.right), settings)
    early = {k for k, _ in plan.ordered}
    facts = [(constant(1), at(letter)) for letter in plan.free
             if letter not in early]
    facts += [(at(k), at(t)) for k, t in plan.ordered]
    free = {*plan.free, settings.last}
    for side in (claim.left, claim.right):
        facts += exist(side, frozenset(), settings.last)
    facts += [fact for fact in claim.facts]
    facts += [fact for one in conditions if (fact := said(one))]
    return [fact for fact in dict.fromkeys(facts)
            if letters(fact) <= free and letters(fact)]


def letters(fact: Fact) -> set[str]:
    """The letters of a fact."""
    return {letter for side in fact for letter, _ in side.letters}


def said(key: tuple[str, ...]) -> Fact | None:
    """A condition about times as a fact."""
    match key:
        case ("at least", letter, least):
            return constant(int(least)), at(letter)
        case ("before", early, late):
            return at(early, 1), at(late)
    return None


def exist(node: Node, bound: frozenset[str], last: str) -> Iterator[Fact]:
    """That what stands in a tree is there."""
    if isinstance(node, tree.OverTime):
        yield minus_one(node.low), node.high
        bound |= {node.letter}
    if isinstance(node, tree.Derivative) and whole(node.top) \
            and node.below.time is not None:
        yield node.below.time, at(last)
    if isinstance(node, tree.Entry | tree.Whole):
        first = 1 if node.name != "h" else FIRST["h"]
        for time in (node.time, node.copy):
            if time is not None and not bound & {
                    letter for letter, _ in time.letters}:
                yield constant(first), time
                if node.name in OF_TOTAL:
                    yield time, at(last)
    for child in children(node):
        yield from exist(child, bound, last)


def whole(node: Node) -> bool:
    """Whether it is the loss over all steps."""
    return isinstance(node, tree.Entry) and node.name == "total"


def minus_one(time: Linear) -> Linear:
    """The time before."""
    return time._replace(number=time.number - 1)


def written(facts: Iterable[Fact], known: Letters) -> list[list[str]]:
    """Facts as the checker reads them; those with two letters on a side not.

    What is left out makes the statement stronger.
    """
    found = []
    for low, high in facts:
        moved = move(low, high)
        if moved is not None:
            found.append([known.time(one) for one in moved])
    return [one for n, one in enumerate(found) if one not in found[:n]]


def move(low: Linear, high: Linear) -> Fact | None:
    """The fact with no negative time in it; None if it says too much."""
    sides = [low, high]
    if any(len(one.letters) > 1 or any(many != 1 for _, many in one.letters)
           for one in sides):
        return None
    if low.letters == high.letters:
        return None
    shift = min(low.number if not low.letters else 0,
                high.number if not high.letters else 0)
    if shift < 0:
        return (low._replace(number=low.number - shift),
                high._replace(number=high.number - shift))
    return low, high


__all__ = ["facts_of", "written"]
