"""Changes that mend shapes: things exchanged, transposes and diag forgotten.

Most of them make no sense where shapes fit already, and are then refused
before anything is worked out.
"""
from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ..tree.nodes import (
    Derivative,
    Diag,
    Entry,
    Linear,
    Node,
    Plus,
    Times,
    Turned,
    Whole,
)
from ..tree.walking import parts, rebuilt
from .changes import Change, Changes, Scope, changes, replaced

MATRICES = ("U", "W", "V")
CONFUSED = (("p", "q"), ("x", "h"))


@changes(Times)
def _outer(node: Times, scope: Scope) -> Changes:
    """x a^T for a x^T."""
    first, second = node.factors[0], node.factors[-1]
    if len(node.factors) == 2 and isinstance(second, Turned):
        yield Change(Times((second.of, Turned(first))),
                     "the outer product the other way round", 1.0)


@changes(Turned, Plus)
def _diagonal(node: Turned | Plus, scope: Scope) -> Changes:
    """A column, or what was taken for a row, where its diag should stand."""
    yield Change(Diag(node.of if isinstance(node, Turned) else node),
                 "with diag", 1.3)


@changes(Whole, Entry)
def _confused(node: Whole | Entry, scope: Scope) -> Changes:
    """q_t for p_t, x_t for h_{t-1}."""
    for pair in CONFUSED:
        if node.name in pair and node.time is not None:
            other = pair[pair[0] == node.name]
            for by in (0, 1, -1):
                moved = Linear(node.time.letters, node.time.number + by)
                yield Change(node._replace(name=other, time=moved),
                             f"<{other}> for <{node.name}>",
                             1.5 + 0.1 * abs(by))


def exchanged(side: Node) -> Iterator[Change]:
    """Two matrices exchanged in all of a side; all of them transposed."""
    found = [name for name in MATRICES if any(
        isinstance(one, Entry | Whole) and one.name == name
        for one in parts(side))]
    for first, second in combinations(found, 2):
        yield Change(_renamed(side, {first: second, second: first}),
                     f"<{first}> and <{second}> exchanged", 1.2)
    if len(found) > 1:
        yield Change(_turned(side), "its matrices transposed", 1.2)


def _renamed(node: Node, names: dict[str, str]) -> Node:
    """A tree with other names for some letters."""
    node = rebuilt(node, lambda child: _renamed(child, names))
    if isinstance(node, Entry | Whole) and node.name in names:
        return replaced(node, "name", names[node.name])
    return node


def _turned(node: Node) -> Node:
    """A tree with each matrix transposed, once.

    What a derivative is by stays: nothing is derived by a transpose.
    """
    if isinstance(node, Derivative):
        return replaced(node, "top", _turned(node.top))
    if isinstance(node, Turned) and _is_matrix(node.of):
        return node.of
    if _is_matrix(node):
        return Turned(node)
    return rebuilt(node, _turned)


def _is_matrix(node: Node) -> bool:
    return isinstance(node, Whole) and node.name in MATRICES
