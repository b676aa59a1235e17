"""A tree as one would write it: no factor 1, no term 0, no transpose twice."""
from __future__ import annotations

from fractions import Fraction
from math import prod

from ..tree.nodes import Node, Number, Plus, Times, Turned
from ..tree.walking import rebuilt


def tidied(node: Node) -> Node:
    """The node with the numbers of each product made one, 1 left out.

    A term 0 is left out as well, and a transpose of a transpose.
    """
    node = rebuilt(node, tidied)
    if isinstance(node, Plus):
        return total(node)
    if isinstance(node, Turned) and isinstance(node.of, Turned):
        return node.of.of
    return product(node) if isinstance(node, Times) else node


def total(node: Plus) -> Node:
    """A sum without terms of 0; 0 if it has no others."""
    terms = tuple(one for one in node.terms
                  if not (isinstance(one, Number) and one.value == 0))
    return Plus(terms) if len(terms) > 1 else (*terms, node.terms[0])[0]


def product(node: Times) -> Node:
    """A product with its numbers, those of inner products too, in front."""
    flat = [one for factor in node.factors for one in (
        factor.factors if isinstance(factor, Times) else (factor,))]
    number = prod((one.value for one in flat if isinstance(one, Number)),
                  start=Fraction(1))
    others: list[Node] = [one for one in flat
                          if not isinstance(one, Number)]
    if number == 1 and len(others) == 1:
        return others[0]
    if number != 1 or not others:
        others.insert(0, Number(number))
    return Times(tuple(others)) if len(others) > 1 else others[0]


__all__ = ["tidied"]
