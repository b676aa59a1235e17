"""What a claim states, in the checker's words: as entries, or as matrices."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..numbers.networks import Settings
from ..tree import nodes as tree
from ..tree.nodes import Claim, Linear, Node
from ..tree.walking import parts, rebuilt
from .contracting import along
from .entries import Entries
from .expanding import Expander
from .factors import Term, letters_of, parameters
from .facts import facts_of, written
from .folding import folded
from .layout import Layout, layout
from .names import Json, Letters, Untranslated
from .spelling import word_of


class Statement(NamedTuple):
    """lhs = rhs where facts hold; network: of which kind it speaks.

    letters: {theirs: ours}; at: for what the axes of both sides stand;
    along: the parameter along whose change both sides are taken, and the
    letters of its entries.
    """

    lhs: Json
    rhs: Json
    facts: list[list[str]]
    network: str
    bias: bool
    letters: dict[str, str]
    at: tuple[str, ...]
    row: str | None = None
    column: str | None = None
    along: tuple[str, tuple[str, ...]] | None = None
    words: bool = False


class Sides(NamedTuple):
    """A claim made ready: both sides, and the letters of its axes."""

    left: Node
    right: Node
    at: tuple[str, ...]
    known: Letters
    facts: list[list[str]]


def network_of(settings: Settings, conditions: Iterable[tuple[str, ...]]
               ) -> str:
    """Which kind of network it is."""
    for (name, *_) in conditions:
        if name in ("linear", "tanh", "logistic"):
            return name
    return settings.activation


def statements(claim: Claim, settings: Settings,
               conditions: tuple[tuple[str, ...], ...]
               ) -> Iterator[Statement]:
    """Translations of a claim, the plainest first."""
    kind = network_of(settings, conditions)
    if kind not in ("tanh", "linear", "open"):
        return
    bias = settings.bias and ("no bias",) not in conditions
    for way in (by_entries, by_words):
        try:
            yield way(ready(claim, settings, conditions, kind), kind, bias,
                      settings)
        except Untranslated:           # the other way may have words
            continue


def ready(claim: Claim, settings: Settings,
          conditions: tuple[tuple[str, ...], ...], kind: str) -> Sides:
    """The claim with names for what the network computes."""
    known = Letters(claim, settings.last)
    left, right = (reflected(side) for side in (claim.left, claim.right))
    latest(claim, settings, known)
    facts = written(facts_of(claim, settings, conditions), known)
    axes = widest(layout(left), layout(right)).axes
    return Sides(left, right, tuple(map(known.fresh, axes)), known, facts)


def latest(claim: Claim, settings: Settings, known: Letters) -> None:
    """The latest free time is called t: definitions speak of it."""
    from ..numbers.draws import planned
    plan = planned((claim.left, claim.right), settings)
    early = {k for k, _ in plan.ordered}
    late = [letter for letter in plan.free if letter not in early]
    if late:
        known.known[late[0]] = known.fresh("time", "t")


def widest(left: Layout, right: Layout) -> Layout:
    """The layout of both sides; a row may stand for a column."""
    if not left.axes or not right.axes:
        return left if left.axes else right
    if left.axes != right.axes:
        raise Untranslated("sides of unlike shapes")
    return left


def by_entries(sides: Sides, kind: str, bias: bool, settings: Settings
               ) -> Statement:
    """An entry of one side is that of the other."""
    way = Entries(kind)
    lhs, rhs = (way.of(side, sides.at, sides.known)
                for side in (sides.left, sides.right))
    return Statement(lhs, rhs, sides.facts, kind, bias, sides.known.known,
                     sides.at)


def by_words(sides: Sides, kind: str, bias: bool, settings: Settings
             ) -> Statement:
    """One product of matrices is another."""
    way = Expander(kind, settings.mean)
    left, right = (way.of(folded(side, kind), sides.at, sides.known)
                   for side in (sides.left, sides.right))
    found = parameters([*left, *right])
    along_it = None
    if found:
        if len(found) > 1:
            raise Untranslated("derivatives by several parameters")
        (along_it,) = found
        if way.summed & {*along_it[1]}:
            raise Untranslated("a sum over the entries of a parameter")
        left, right = (along(one, *along_it) for one in (left, right))
    ends = open_letters([*left, *right], way, along_it, sides)
    if len(ends) > 2:
        raise Untranslated("too many letters")
    row, column = (*ends, None, None)[:2]
    lhs, rhs = (word_of(one, row, column) for one in (left, right))
    return Statement(lhs, rhs, sides.facts, kind, bias, sides.known.known,
                     sides.at, row, column, along_it, True)


def open_letters(terms: list[Term], way: Expander,
                 along_it: tuple[str, tuple[str, ...]] | None,
                 sides: Sides) -> list[str]:
    """The letters that nothing sums over, in the order of the left side."""
    summed = {*way.summed, *(along_it[1] if along_it else ())}
    seen = dict.fromkeys(
        letter for term in terms for one in term.factors
        for letter in letters_of(one))
    first = [one for one in sides.at if one in seen or not along_it]
    return [one for one in dict.fromkeys([*first, *seen])
            if one not in summed and not one.startswith("~")]


def reflected(node: Node) -> Node:
    """Sums over i of what stands at low + high - i, as sums over that."""
    node = rebuilt(node, reflected)
    if not isinstance(node, tree.OverTime) or node.kind != "sum":
        return node
    back = back_to_front(node)
    own = [one for part in parts(node.body) for one in part
           if isinstance(one, Linear) and node.letter in dict(one.letters)]
    if not own or not any(dict(one.letters)[node.letter] == -1
                          and isinstance(part, tree.Entry | tree.Whole)
                          for part in parts(node.body) for one in part
                          if isinstance(one, Linear)
                          and node.letter in dict(one.letters)):
        return node
    return node._replace(body=put(node.body, node.letter, back))


def back_to_front(node: tree.OverTime) -> Linear:
    """low + high - letter."""
    found = dict(node.low.letters)
    for letter, many in (*node.high.letters, (node.letter, -1)):
        found[letter] = found.get(letter, 0) + many
    return Linear(tuple((letter, many) for letter, many in found.items()
                        if many), node.low.number + node.high.number)


def put(node: Node, letter: str, new: Linear) -> Node:
    """The tree with a time for a letter."""
    node = rebuilt(node, lambda one: put(one, letter, new))
    times: dict[str, Any] = {
        name: replaced(value, letter, new) for name, value
        in zip(node._fields, node, strict=True) if isinstance(value, Linear)}
    return node._replace(**times)


def replaced(time: Linear, letter: str, new: Linear) -> Linear:
    """A time with another one for its letter."""
    found = dict(time.letters)
    many = found.pop(letter, 0)
    for other, often in new.letters:
        found[other] = found.get(other, 0) + many * often
    return Linear(tuple((one, n) for one, n in found.items() if n),
                  time.number + many * new.number)
