"""Small changes of one node: what a slip of the pen may have been.

Each is a Change: the node that should stand there, in words what is
different, and how large the change is. The smaller, the likelier. In words
names stand as <W>, times and indices as {t - 1}, since a reader may have
other letters for them; see `words`.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from ..tree.nodes import (
    Count,
    Delta,
    Derivative,
    Entry,
    EntryByEntry,
    Function,
    Linear,
    Node,
    Number,
    Outer,
    Over,
    OverTime,
    Part,
    Plus,
    Power,
    SumOver,
    Times,
    Turned,
    Whole,
)
from ..tree.walking import rebuilt
from .words import instead, said

ALIKE = (("h", "p"), ("q", "y_hat", "y", "e"), ("b_h", "b_y", "b_2"),
         ("U", "W", "V"))
MINUS = Number(Fraction(-1))
WIDE_FIRST = 6                   # factors and terms whose order is changed


class Change(NamedTuple):
    """What should stand there instead; words: what is different then."""

    node: Node
    words: str
    cost: float


class Scope(NamedTuple):
    """Letters that may stand here: {index: range}, and times in order."""

    spaces: dict[str, str]
    times: tuple[str, ...]

    def rivals(self, index: str | int) -> list[str]:
        """Other letters of the same range."""
        if isinstance(index, int):
            return []
        own = self.spaces.get(index)
        return [one for one, space in self.spaces.items()
                if space == own and one != index]


Changes = Iterator[Change]
CHANGES: dict[type, list[Callable[[Any, Scope], Changes]]] = {}


def changes(*kinds: type) -> Callable:
    """Registers small changes of some kinds of nodes."""
    def register(function: Callable) -> Callable:
        for kind in kinds:
            CHANGES.setdefault(kind, []).append(function)
        return function
    return register


def own_changes(node: Node, scope: Scope) -> Changes:
    """The small changes of a node itself, not of those below."""
    for change in CHANGES.get(type(node), ()):
        yield from change(node, scope)


def linear_changes(linear: Linear, scope: Scope) -> Iterator[
        tuple[Linear, str, float]]:
    """A step earlier or later, or another letter of time."""
    for by in (-1, 1):
        moved = linear._replace(number=linear.number + by)
        yield moved, instead(moved, linear), 1.2
    for place, (_, many) in enumerate(linear.letters):
        for other in scope.times:
            if other in dict(linear.letters):
                continue
            letters = list(linear.letters)
            letters[place] = other, many
            moved = Linear(tuple(letters), linear.number)
            yield moved, instead(moved, linear), 1.4


@changes(Entry, Whole)
def _times(node: Entry | Whole, scope: Scope) -> Changes:
    for field in ("time", "copy"):
        linear = getattr(node, field)
        if linear is None:
            continue
        for moved, words, cost in linear_changes(linear, scope):
            yield Change(replaced(node, field, moved),
                         f"<{node.name}> at {words}", cost)


@changes(Entry, Part)
def _indices(node: Entry | Part, scope: Scope) -> Changes:
    name = f"<{node.name}>" if isinstance(node, Entry) else "the bracket"
    if len(node.indices) == 2:
        yield Change(node._replace(indices=node.indices[::-1]),
                     f"the indices of {name} exchanged", 1.0)
    for place, index in enumerate(node.indices):
        for other in scope.rivals(index):
            indices = list(node.indices)
            indices[place] = other
            yield Change(node._replace(indices=tuple(indices)),
                         f"{{{other}}} for {{{index}}} at {name}", 1.2)


@changes(Delta)
def _delta(node: Delta, scope: Scope) -> Changes:
    for field, index in zip(node._fields, node, strict=True):
        for other in scope.rivals(index):
            yield Change(node._replace(**{field: other}),
                         f"{{{other}}} for {{{index}}} at delta", 1.2)


@changes(Entry, Whole)
def _names(node: Entry | Whole, scope: Scope) -> Changes:
    for group in ALIKE:
        if node.name in group:
            for other in group:
                if other != node.name:
                    yield Change(node._replace(name=other),
                                 f"<{other}> for <{node.name}>", 1.6)
    if node.name == "E" and node.time is not None:
        yield Change(Entry("total", None, ()), "the loss over all steps",
                     1.4)
    if node.name == "total":
        for letter in scope.times:
            yield Change(Entry("E", Linear(((letter, 1),)), ()),
                         f"the loss of step {{{letter}}}", 1.4)


@changes(Whole, Derivative)
def _transpose(node: Whole | Derivative, scope: Scope) -> Changes:
    yield Change(Turned(node), f"{_called(node)} transposed", 1.0)


@changes(Turned)
def _untransposed(node: Turned, scope: Scope) -> Changes:
    yield Change(node.of, f"{_called(node.of)} not transposed", 1.0)


def _called(node: Node) -> str:
    if isinstance(node, Entry | Whole):
        return f"<{node.name}>"
    if isinstance(node, Derivative):
        return "the derivative"
    return "a factor"


@changes(Derivative)
def _immediate(node: Derivative, scope: Scope) -> Changes:
    words = ("a total derivative" if node.immediate
             else "an immediate derivative")
    yield Change(node._replace(immediate=not node.immediate), words, 1.0)


@changes(OverTime)
def _bounds(node: OverTime, scope: Scope) -> Changes:
    for field in ("low", "high"):
        for moved, words, cost in linear_changes(getattr(node, field),
                                                 scope):
            changed = replaced(node, field, moved)
            if changed.low != changed.high:
                yield Change(changed, f"the {node.kind} with {words}",
                             cost + 0.1)
    for by in (-1, 1):
        low, high = (one._replace(number=one.number + by)
                     for one in (node.low, node.high))
        yield Change(node._replace(low=low, high=high),
                     f"the {node.kind} from {{{said(low)}}} to "
                     f"{{{said(high)}}}", 1.5)
    if node.kind == "product":
        order = "rising" if node.falling else "falling"
        yield Change(node._replace(falling=not node.falling),
                     f"the product in {order} order", 1.2)


@changes(SumOver)
def _unsummed(node: SumOver, scope: Scope) -> Changes:
    """The sum left out, its letter another one."""
    for other, space in scope.spaces.items():
        if space == node.space and other != node.letter:
            yield Change(renamed(node.body, node.letter, other),
                         f"{{{other}}} for {{{node.letter}}}, not summed",
                         1.5)


@changes(Entry, Whole)
def _squared(node: Entry | Whole, scope: Scope) -> Changes:
    if node.name in ALIKE[0] + ALIKE[1]:
        yield Change(Power(node, Linear((), 2)), f"<{node.name}> squared", 1.8)


@changes(Power)
def _rooted(node: Power, scope: Scope) -> Changes:
    if node.exponent == Linear((), 2):
        yield Change(node.base, "not squared", 1.8)


@changes(Power)
def _powers(node: Power, scope: Scope) -> Changes:
    if isinstance(node.exponent, Linear):
        for moved, words, cost in linear_changes(node.exponent, scope):
            yield Change(node._replace(exponent=moved),
                         f"the exponent {words}", cost + 0.1)


@changes(Count)
def _counts(node: Count, scope: Scope) -> Changes:
    for moved, words, cost in linear_changes(node.value, scope):
        yield Change(Count(moved), words, cost + 0.3)


@changes(Number)
def _numbers(node: Number, scope: Scope) -> Changes:
    value = node.value
    for other, cost in ((-value, 1.1), (value + 1, 1.7), (value - 1, 1.7),
                        (2 * value, 1.9), (value / 2, 1.9)):
        if other not in (0, value):
            yield Change(Number(other), f"{other} for {value}", cost)


@changes(Function)
def _functions(node: Function, scope: Scope) -> Changes:
    if node.name != "softmax":
        words = f"the slope of {node.name}"
        if node.slope:
            words = f"{node.name} itself"
        yield Change(node._replace(slope=not node.slope), words, 1.3)


@changes(Times)
def _factors(node: Times, scope: Scope) -> Changes:
    factors = node.factors
    if isinstance(factors[0], Number) and factors[0].value < 0:
        yield Change(Times((Number(-factors[0].value), *factors[1:])),
                     "the other sign", 1.1)
    for place in range(min(len(factors) - 1, WIDE_FIRST)):
        order = (*factors[:place], factors[place + 1], factors[place],
                 *factors[place + 2:])
        yield Change(Times(order), "two factors in the other order", 1.2)
    if len(factors) > 2:
        yield Change(Times(factors[::-1]), "the factors in reverse", 1.3)
    for place, factor in enumerate(factors[:2 * WIDE_FIRST]):
        left = (*factors[:place], *factors[place + 1:])
        cost = 1.6 if isinstance(factor, Number) else 2.0
        if left:
            yield Change(left[0] if len(left) == 1 else Times(left),
                         "without a factor", cost)
        yield Change(Times((*factors[:place], factor, *factors[place:])),
                     "with a factor twice", 2.4)


@changes(Plus)
def _terms(node: Plus, scope: Scope) -> Changes:
    terms = node.terms
    for place, term in enumerate(terms[:2 * WIDE_FIRST]):
        yield Change(Plus((*terms[:place], negative(term),
                           *terms[place + 1:])),
                     "a term with the other sign", 1.1)
    for place in range(min(len(terms), 2 * WIDE_FIRST)):
        left = (*terms[:place], *terms[place + 1:])
        if left:
            yield Change(left[0] if len(left) == 1 else Plus(left),
                         "without a term", 2.2)


@changes(EntryByEntry, Over, Outer)
def _pairs(node: EntryByEntry | Over | Outer, scope: Scope) -> Changes:
    if not isinstance(node, EntryByEntry):
        yield Change(type(node)(node.second, node.first),
                     "both sides exchanged", 1.1)
    yield Change(node.first, "without a factor", 2.0)
    if not isinstance(node, Over):
        yield Change(node.second, "without a factor", 2.0)


def replaced(node: Any, field: str, value: object) -> Any:
    """A node with one field changed."""
    return node._replace(**{field: value})


def negative(node: Node) -> Node:
    """The node with the other sign."""
    if isinstance(node, Number):
        return Number(-node.value)
    if isinstance(node, Times) and isinstance(node.factors[0], Number):
        number = -node.factors[0].value
        rest = node.factors[1:]
        if number != 1 or not rest:
            return Times((Number(number), *rest))
        return rest[0] if len(rest) == 1 else Times(rest)
    return Times((MINUS, node))


def renamed(node: Node, letter: str, other: str) -> Node:
    """The tree with one index letter for another."""
    def change(child: Node) -> Node:
        return renamed(child, letter, other)
    if isinstance(node, SumOver) and node.letter == letter:
        return node
    if isinstance(node, Delta):
        return Delta(*(other if one == letter else one for one in node))
    node = rebuilt(node, change)
    if isinstance(node, Entry | Part):
        return node._replace(indices=tuple(
            other if one == letter else one for one in node.indices))
    return node
