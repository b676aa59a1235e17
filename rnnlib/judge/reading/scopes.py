"""Which letters are free in a tree, and how often each stands."""
from collections.abc import Iterable
from functools import lru_cache

from ..tree import nodes as tree

Counts = dict[str, frozenset[int]]
NONE = frozenset({0})
MOST = 3


def children(node: tree.Node) -> tuple[tree.Node, ...]:
    """The nodes directly below a node."""
    match node:
        case tree.Plus(parts) | tree.Times(parts):
            return parts
        case tree.EntryByEntry(first, second) | tree.Over(first, second) \
                | tree.Outer(first, second):
            return first, second
        case tree.Power(of, _) | tree.Function(_, of) | tree.Diag(of) \
                | tree.Turned(of) | tree.Part(of, _):
            return (of,)
        case tree.Derivative(top, below):
            return top, below
        case tree.SumOver(_, _, body) | tree.OverTime(_, _, _, _, body):
            return (body,)
    return ()


def rebuilt(node: tree.Node, parts: Iterable[tree.Node]) -> tree.Node:
    """The same node with other nodes below it, in order."""
    new = tuple(parts)
    match node:
        case tree.Plus():
            return tree.Plus(new)
        case tree.Times():
            return tree.Times(new)
        case tree.EntryByEntry() | tree.Over() | tree.Outer():
            return type(node)(*new)
        case tree.Power():
            return node._replace(base=new[0])
        case tree.Diag() | tree.Turned():
            return type(node)(new[0])
        case tree.Part():
            return node._replace(of=new[0])
        case tree.Function():
            return node._replace(of=new[0])
        case tree.Derivative(_, below):
            moved = new[1] if isinstance(new[1], tree.Entry | tree.Whole) \
                else below
            return tree.Derivative(new[0], moved, node.immediate)
        case tree.SumOver():
            return node._replace(body=new[0])
        case tree.OverTime():
            return node._replace(body=new[0])
    return node


def own_letters(node: tree.Node) -> list[str]:
    """The index letters that stand in a node itself."""
    match node:
        case tree.Entry(_, _, indices) | tree.Part(_, indices):
            return [one for one in indices if isinstance(one, str)]
        case tree.Delta(first, second):
            return [one for one in (first, second) if isinstance(one, str)]
    return []


def counts(node: tree.Node) -> Counts:
    """{letter: how often it stands in a term}, for free index letters.

    A product of sums is counted as if it were multiplied out.
    """
    out: Counts = {}
    for letter in own_letters(node):
        out[letter] = added(out.get(letter, NONE), frozenset({1}))
    below = [counts(child) for child in children(node)]
    for letter in {one for each in below for one in each}:
        sets = [each.get(letter, NONE) for each in below]
        if isinstance(node, tree.Plus):
            total = frozenset().union(*sets)
        else:
            total = NONE
            for one in sets:
                total = added(total, one)
        out[letter] = added(out.get(letter, NONE), total)
    if isinstance(node, tree.SumOver):
        out.pop(node.letter, None)
    return out


def stands(node: tree.Node, letter: str) -> bool:
    """Whether an index letter stands free in a tree."""
    if isinstance(node, tree.SumOver) and node.letter == letter:
        return False
    return letter in own_letters(node) or any(
        stands(child, letter) for child in children(node))


@lru_cache(maxsize=512)
def added(first: frozenset[int], second: frozenset[int]) -> frozenset[int]:
    """All sums of two counts, none above MOST."""
    return frozenset(min(one + two, MOST) for one in first for two in second)


def renamed(node: tree.Node, old: str, new: str) -> tree.Node:
    """The tree with another letter for a free index."""
    if isinstance(node, tree.SumOver) and node.letter == old:
        return node
    below = [renamed(child, old, new) for child in children(node)]
    match node:
        case tree.Entry(_, _, indices):
            return node._replace(indices=tuple(
                new if one == old else one for one in indices))
        case tree.Part(_, indices):
            return tree.Part(below[0], tuple(
                new if one == old else one for one in indices))
        case tree.Delta(first, second):
            return tree.Delta(*(new if one == old else one
                                for one in (first, second)))
    return rebuilt(node, below)


def linears(node: tree.Node) -> list[tree.Linear]:
    """The times and counts that stand in a node itself."""
    match node:
        case tree.Entry(_, time, _, copy) | tree.Whole(_, time, copy):
            return [form for form in (time, copy) if form]
        case tree.Count(value):
            return [value]
        case tree.Power(_, exponent) if isinstance(exponent, tree.Linear):
            return [exponent]
        case tree.OverTime(_, _, low, high):
            return [low, high]
    return []


def free_times(node: tree.Node) -> set[str]:
    """The letters of times and sizes that no sum or product binds."""
    below: set[str] = set()
    for child in children(node):
        below |= free_times(child)
    if isinstance(node, tree.OverTime):
        below.discard(node.letter)
    return below | {name for form in linears(node)
                    for name, _ in form.letters}


def bound_times(node: tree.Node) -> set[str]:
    """The letters of times that some sum or product binds."""
    out = {node.letter} if isinstance(node, tree.OverTime) else set()
    for child in children(node):
        out |= bound_times(child)
    return out


def functions(node: tree.Node) -> set[str]:
    """The names of all functions in a tree."""
    out = {node.name} if isinstance(node, tree.Function) else set()
    for child in children(node):
        out |= functions(child)
    return out


__all__ = ["bound_times", "children", "counts", "free_times", "functions",
           "own_letters", "rebuilt", "renamed", "stands"]
