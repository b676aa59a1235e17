"""Walks over trees: the nodes below a node, and a node with others below."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, get_args

from .nodes import Linear, Node

KINDS = frozenset(get_args(Node))
DEPTH, MOST = 120, 6000


def is_node(value: Any) -> bool:
    """Whether a field of a node is a node itself."""
    return type(value) in KINDS


def children(node: Node) -> Iterator[Node]:
    """The nodes right below, from left to right."""
    for value in node:
        if is_node(value):
            yield value                                  # type: ignore
        elif type(value) is tuple:
            yield from filter(is_node, value)


def parts(node: Node) -> Iterator[Node]:
    """The node and all below it, from the top."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(reversed([*children(one)]))


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with each child replaced by change(child)."""
    return node._replace(**{name: _changed(value, change)
                            for name, value in zip(node._fields, node,
                                                   strict=True)
                            if is_node(value) or type(value) is tuple})


def _changed(value: Any, change: Callable[[Node], Node]) -> Any:
    if is_node(value):
        return change(value)
    return tuple(change(one) if is_node(one) else one for one in value)


def linears(node: Node) -> Iterator[Linear]:
    """The times, exponents and counts that stand in the node itself."""
    return (value for value in node if type(value) is Linear)


def size(node: Node) -> int:
    """How many nodes, the node itself included."""
    return sum(1 for _ in parts(node))


def depth(node: Node) -> int:
    """How many nodes stand one below the other at most; stops at DEPTH."""
    level, reached = [node], 0
    while level and reached <= DEPTH:
        level = [child for one in level for child in children(one)]
        reached += 1
    return reached
