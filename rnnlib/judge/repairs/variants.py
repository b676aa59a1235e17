"""All trees that differ from a tree by one small change, at any place."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from ..tree.nodes import (
    Diag,
    Entry,
    Node,
    Number,
    OverTime,
    Plus,
    Power,
    SumOver,
    Times,
    Turned,
    Whole,
)
from ..tree.walking import is_node
from .candidates import factors as candidates_of
from .candidates import terms
from .changes import Change, Scope, negative, own_changes, renamed, replaced
from .exchanges import exchanged

TWO, HALF = Number(Fraction(2)), Number(Fraction(1, 2))


def variants(side: Node, scope: Scope, known: Sequence[Node] = (),
             other: Node | None = None, tanh: bool = True
             ) -> list[Change]:
    """Changes of a side of a claim, the smallest first.

    known: right sides that are right, which lend factors and terms. other:
    the other side, which lends them, too; without it nothing is added.
    tanh: slopes are 1 - h^2.
    """
    lenders = [side, *([] if other is None else [other]), *known]
    found = [*_everywhere(side, scope), *_as_a_whole(side, scope)]
    if other is not None:
        found += [*_placed(side, candidates_of(side, scope, lenders, tanh)),
                  *_more(side, terms(side, scope)), *_borrowed(side, known)]
    return sorted(found, key=lambda change: change.cost)


def _everywhere(node: Node, scope: Scope) -> Iterator[Change]:
    """Changes of the node and of all below it."""
    yield from own_changes(node, scope)
    yield from _below(node, _within(node, scope))


def _below(node: Node, scope: Scope) -> Iterator[Change]:
    """Changes of what is below the node, with the node around them."""
    value: Any
    for name, value in zip(node._fields, node, strict=True):
        if is_node(value):
            for change in _everywhere(value, scope):
                if name != "below" or _by(change.node):
                    yield change._replace(node=turned_once(
                        replaced(node, name, change.node)))
        elif type(value) is tuple:
            for place, one in enumerate(value):
                if is_node(one):
                    for change in _everywhere(one, scope):
                        yield change._replace(node=replaced(node, name, (
                            *value[:place], change.node,
                            *value[place + 1:])))


def turned_once(node: Node) -> Node:
    """Without a transpose of a transpose."""
    if isinstance(node, Turned) and isinstance(node.of, Turned):
        return node.of.of
    return node


def _by(node: Node) -> bool:
    """Whether something can be differentiated by it."""
    return isinstance(node, Entry | Whole) and node.name not in ("total", "e")


def _within(node: Node, scope: Scope) -> Scope:
    """What letters may stand below a node."""
    if isinstance(node, SumOver):
        return scope._replace(spaces={**scope.spaces,
                                      node.letter: node.space})
    if isinstance(node, OverTime) and node.letter not in scope.times:
        return scope._replace(times=(*scope.times, node.letter))
    return scope


def _as_a_whole(side: Node, scope: Scope) -> Iterator[Change]:
    """The sign, the transpose, a factor of 2, two letters exchanged."""
    yield from exchanged(side)
    yield Change(negative(side), "the other sign", 1.1)
    yield Change(Turned(side), "all of it transposed", 1.2)
    yield Change(Times((TWO, side)), "twice as much", 2.3)
    yield Change(Times((HALF, side)), "half as much", 2.3)
    letters = [*scope.spaces]
    for place, first in enumerate(letters):
        for second in letters[place + 1:]:
            if scope.spaces[first] == scope.spaces[second]:
                spare = renamed(side, first, " ")
                yield Change(renamed(renamed(spare, second, first), " ",
                                     second),
                             f"{{{first}}} and {{{second}}} exchanged", 1.4)


def _placed(node: Node, candidates: list[Change], inside: bool = False
            ) -> Iterator[Change]:
    """A factor more, in any product, at any place."""
    factors = node.factors if isinstance(node, Times) else (node,)
    if not inside or not isinstance(node, Number):
        for more in candidates:
            for place in range(len(factors) + 1):
                yield more._replace(node=Times((
                    *factors[:place], more.node, *factors[place:])))
    if isinstance(node, SumOver | OverTime):
        for change in _placed(node.body, candidates, True):
            yield change._replace(node=node._replace(body=change.node))
    if isinstance(node, Plus):
        for place, term in enumerate(node.terms):
            for change in _placed(term, candidates, True):
                yield change._replace(node=Plus((
                    *node.terms[:place], change.node,
                    *node.terms[place + 1:])))


def _more(node: Node, candidates: list[Node]) -> Iterator[Change]:
    """A term more, here or in a sum within."""
    for term in candidates:
        several = node.terms if isinstance(node, Plus) else (node,)
        first = isinstance(term, Number) and term.value > 0
        yield Change(Plus((term, *several) if first else (*several, term)),
                     "with a term more", 2.8)
    for field in ("of", "base", "body"):
        below: Any = getattr(node, field, None)
        if is_node(below):
            for change in _more(below, candidates):
                yield change._replace(node=replaced(node, field,
                                                    change.node))
    if isinstance(node, Times):
        for place, factor in enumerate(node.factors):
            if isinstance(factor, Plus | Diag | Power | Times):
                for change in _more(factor, candidates):
                    yield change._replace(node=Times((
                        *node.factors[:place], change.node,
                        *node.factors[place + 1:])))


def _borrowed(side: Node, known: Sequence[Node]) -> Iterator[Change]:
    """A term more, or another right side altogether."""
    for one in known:
        yield Change(one, "a known right side", 3.6)
        for term in one.terms if isinstance(one, Plus) else ():
            yield Change(Plus((side, term)), "with a term more", 3.0)
