"""A tree with names for what the network computes: 1 - h^2 is a slope.

The slope of the units has a name of its own here, "slope": an entry, or a
column, whose diagonal matrix is D.
"""
from __future__ import annotations

from fractions import Fraction

from ..tree import nodes as tree
from ..tree.nodes import Linear, Node
from ..tree.walking import rebuilt

ONE = Fraction(1)
ACTIVATIONS = {"tanh": ("tanh", "phi"), "linear": ("phi",),
               "open": ("phi",)}


def folded(node: Node, network: str) -> Node:
    """The tree with h for tanh p, y_hat for softmax q, D for diag(slope)."""
    node = rebuilt(node, lambda one: folded(one, network))
    match node:
        case tree.Function():
            return function(node, network)
        case tree.Plus() if network == "tanh":
            return slope(node)
        case tree.Diag(of=tree.Whole(name="slope", time=time)):
            return tree.Whole("D", time)
        case tree.Part(of=tree.Whole() as whole):
            return tree.Entry(whole.name, whole.time, node.indices,
                              whole.copy)
    return node


def function(node: tree.Function, network: str) -> Node:
    """A function of p or q is the state, its slope, or the prediction."""
    of = node.of
    if not isinstance(of, tree.Entry | tree.Whole) or of.time is None:
        return node
    if node.name == "softmax" and of.name == "q" and isinstance(
            of, tree.Whole):
        return of._replace(name="y_hat")
    if of.name == "p" and node.name in ACTIVATIONS[network]:
        return of._replace(name="slope" if node.slope else "h")
    return node


def slope(node: tree.Plus) -> Node:
    """1 - h^2 as the slope of tanh; other sums stay."""
    if len(node.terms) != 2:
        return node
    for one, other in (node.terms, node.terms[::-1]):
        if isinstance(one, tree.Number) and one.value == 1:
            found = squared(other)
            if found is not None:
                return found
    return node


def squared(node: Node) -> Node | None:
    """The slope whose 1 is missing in -h^2; None for anything else."""
    if not isinstance(node, tree.Times) or len(node.factors) < 2:
        return None
    first, *rest = node.factors
    if not isinstance(first, tree.Number) or first.value != -1:
        return None
    if len(rest) == 1:
        return of_square(rest[0])
    if len(rest) == 2 and isinstance(rest[0], tree.Entry) \
            and repr(rest[0]) == repr(rest[1]):
        return state(rest[0])
    return None


def of_square(node: Node) -> Node | None:
    """The slope of a state whose square this is."""
    if isinstance(node, tree.Power) and node.exponent in (
            Linear((), 2), Fraction(2)):
        base = node.base
        if isinstance(base, tree.Diag) and isinstance(base.of, tree.Whole):
            found = state(base.of)
            return found and tree.Whole("D", base.of.time)
        return state(base)
    if isinstance(node, tree.EntryByEntry) \
            and repr(node.first) == repr(node.second):
        return state(node.first)
    return None


def state(node: Node) -> Node | None:
    """The slope of h, or None."""
    if isinstance(node, tree.Entry | tree.Whole) and node.name == "h":
        return node._replace(name="slope")
    return None
