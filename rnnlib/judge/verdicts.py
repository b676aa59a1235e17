"""What is said of one equation: right, right if, wrong, and why.

Numbers decide. A wrong equation is then tried under conditions, and with one
small change at a time; proofs are asked for by `chains`, when all lines have
their verdict.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from .alphabets.alphabet import Alphabet
from .differences import in_numbers
from .numbers.comparing import Decision, decide
from .numbers.networks import Settings
from .reading.meaning import read
from .repairs.conditions import (
    Condition,
    Conditions,
    Set,
    conditions,
    facts_allow,
    taken,
)
from .repairs.nearest import Repair, repairs
from .repairs.tidying import tidied
from .slips import Slip, slip_of
from .text.lines import Side
from .tree.errors import NotRead, ShapeClash
from .tree.nodes import Claim, Node
from .writing.formulas import equation
from .writing.spelling import in_letters

# From the best to the worst: a line is as good as its worst equation.
KINDS = ("right", "agrees", "right if", "wrong", "not read")
FARTHER = 0.8            # cost of a repair that is shown beside the nearest
GoOn = Callable[[], bool]


class Repaired(NamedTuple):
    """A right equation near a wrong one, as LaTeX.

    words: what is different, formulas between dollars; needs: the conditions
    under which it is right.
    """

    latex: str
    words: str
    needs: tuple[str, ...] = ()


class Verdict(NamedTuple):
    """What is said of one equation.

    kind: one of KINDS; "right" only with a proof, else "agrees". why: a
    sentence. conditions: what "right if" needs. unless: under which a wrong
    equation would be right, which excuses nothing. numbers: where the sides
    differ, on one small network. repairs: the nearest right equations, the
    nearest first. slip: what it is known as, and where it is treated. notes:
    what reading took for granted. start, end: the place in the paste. claim:
    the equation as a tree, and tried: on how many networks, None and 0 if it
    was not read. proof: how it was proved, if it was.
    """

    kind: str
    why: str
    start: int
    end: int
    conditions: tuple[Condition, ...] = ()
    unless: tuple[str, ...] = ()
    numbers: str = ""
    repairs: tuple[Repaired, ...] = ()
    slip: Slip | None = None
    notes: tuple[str, ...] = ()
    claim: Claim | None = None
    tried: int = 0
    proof: Any = None

    @property
    def bad(self) -> int:
        """The worse, the larger."""
        return KINDS.index(self.kind)


class Asking(NamedTuple):
    """How lines are judged.

    summed: whether letters that stand twice are summed; None lets the
    alphabet and the line decide. go_on: asked now and then; when it says no
    the search for conditions and repairs ends. known: right sides of this
    text that are right. mend: whether repairs are looked for.
    """

    alphabet: Alphabet
    summed: bool | None = None
    go_on: GoOn = lambda: True
    known: Sequence[Node] = ()
    mend: bool = True


def settings_of(claim: Claim, alphabet: Alphabet) -> Settings:
    """The networks on which a claim is tried."""
    return Settings.of(claim, alphabet.gradients == "either")


def verdict(left: Side, right: Side, asking: Asking,
            where: Side | None = None) -> Verdict:
    """What is said of left = right; where: what stands behind of times."""
    try:
        claim = read(left, right, asking.alphabet, asking.summed, where)
    except ShapeClash as error:
        return not_read(error)._replace(kind="wrong")
    except NotRead as error:
        return not_read(error)
    return judged(claim, right, asking)


def not_read(error: NotRead) -> Verdict:
    """What is said of a text without meaning, with its place."""
    return Verdict("not read", str(error), error.start, error.end)


def judged(claim: Claim, place: Side, asking: Asking) -> Verdict:
    """What is said of a claim; place: where the side in question stands."""
    settings = settings_of(claim, asking.alphabet)
    found = decide(claim, settings, allowed=facts_allow(claim))
    _, start, end = claim.clash or ("", place.start, place.end)
    base = Verdict("agrees", agreement(found), start, end,
                   notes=claim.notes, claim=claim, tried=found.tried)
    if found.kind == "undecided":
        return base._replace(kind="not read", why=found.why)
    needed = Conditions(((),)) if found.kind == "equal" else conditions(
        claim, settings, go_on=asking.go_on)
    if not needed.sets:
        return wrong(base, claim, settings, asking, found, needed)
    granted = taken(claim, settings)
    return on_condition(base, tuple((*one, *granted)
                                    for one in needed.sets))


def on_condition(base: Verdict, sets: tuple[Set, ...]) -> Verdict:
    """Right if one of the sets of conditions holds; an empty one always."""
    if not sets[0]:
        return base
    return base._replace(kind="right if", conditions=sets[0],
                         why=right_if(sets))


def agreement(found: Decision) -> str:
    """What numbers alone can say for a line."""
    both = " Both sides are 0 there." if found.zero else ""
    return f"Both sides agree on {found.tried} random networks.{both}"


def right_if(sets: tuple[Set, ...]) -> str:
    """The conditions in a sentence; other sets behind an or."""
    return f"It is right if {', or if '.join(map(together, sets))}."


def together(one: Set) -> str:
    """The conditions of a set, joined."""
    return " and ".join(each.words for each in one)


def wrong(base: Verdict, claim: Claim, settings: Settings, asking: Asking,
          found: Decision, needed: Conditions) -> Verdict:
    """Why it is wrong, where one sees it, and what is right nearby."""
    near = distinct(repairs(claim, settings, known=asking.known,
                            go_on=asking.go_on)) if asking.mend else []
    why = found.why if found.kind == "shapes" else "The two sides differ."
    if needed.only:
        ways = ", or ".join(one.words for one in needed.only)
        why += f" It is right only {ways}."
    return base._replace(
        kind="wrong", why=why, numbers=in_numbers(found.difference),
        unless=tuple(map(together, needed.unless)),
        repairs=tuple(repaired(one, asking.alphabet) for one in near),
        slip=slip_of(claim, near))


def distinct(found: list[Repair]) -> list[Repair]:
    """Repairs written as one would, none twice, none much farther off."""
    out: dict[str, Repair] = {}
    for one in found:
        claim = one.claim._replace(left=tidied(one.claim.left),
                                   right=tidied(one.claim.right))
        if one.cost <= found[0].cost + FARTHER:
            out.setdefault(repr(claim[:2]), one._replace(claim=claim))
    return [*out.values()]


def repaired(repair: Repair, alphabet: Alphabet) -> Repaired:
    """A repair in the reader's letters."""
    return Repaired(equation(repair.claim, alphabet),
                    in_letters(repair.marked, alphabet),
                    tuple(one.words for one in repair.needs))


__all__ = ["Asking", "KINDS", "Repaired", "Verdict", "judged", "not_read",
           "settings_of", "verdict"]
