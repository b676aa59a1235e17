"""`recall` brings statements of other pages to this one, proved again.

A page starts from nothing. What it needs of earlier ones is stated on their
pages and nowhere else; here it goes through the same doors once more.
"""
from typing import Any

from sympy.tensor.indexed import Indexed

from ..ledger.laid_down import definitions
from ..ledger.ledger import LEDGER, Equation
from ..methods.definitions import own
from ..terms.errors import Failed
from ..terms.language import read
from ..terms.structure import structure
from . import homes
from .homes import Home
from .recap import Recap


def recall(*labels: str) -> Recap:
    """Bring numbered equations of the book here, and show them again.

    labels: of these equations. Each is laid down or proved as on its own
    page, after what it rests on. What stands here already is left alone.
    Raises ValueError for a label that the book has not, one that is named
    twice, or one that does not go with what this page has laid down.

    >>> clear()
    >>> recall("step-jacobian")
    (5.5) step-jacobian: J_{t} = D_{t} W
    >>> sorted(LEDGER["step-jacobian"].rests_on)
    ['pre-activation-step', 'slopes', 'state', 'step-matrix', 'tanh-slope']
    """
    if not labels:
        raise ValueError("labels must be named, as recall('state'), got none")
    for n, label in enumerate(labels):
        if label in labels[:n]:
            raise ValueError(f"labels must differ, got {label!r} twice")
        homes.home(label)                # nothing comes if one is not known
    before = dict(LEDGER)
    for label in labels:
        bring(label)
    return Recap([LEDGER[label] for label in labels],
                 [one for label, one in LEDGER.items()
                  if before.get(label) is not one])


def bring(label: str, above: tuple[str, ...] = ()) -> None:
    """Bring one statement here, after what it rests on.

    above: the labels that rest on it.
    """
    if label in above:
        raise ValueError(f"{label!r} would rest on itself: "
                         + " <- ".join((label, *above[::-1])))
    one = homes.home(label)
    if label in LEDGER:
        return check_same(one, LEDGER[label])
    for below in one.rests:
        bring(below, (*above, label))
    try:
        check_network(one)
        carry_out(one)
    except Failed:
        raise
    except ValueError as error:
        raise ValueError(f"{why(label, above)} cannot be recalled here: "
                         f"{error}") from error


def why(label: str, above: tuple[str, ...]) -> str:
    """A label, and for which other one it is needed."""
    return f"{label!r}, on which {above[0]!r} rests," if above \
        else repr(label)


def carry_out(one: Home) -> None:
    """Lay down or prove a statement as its page does."""
    known = homes.words_on(one.page)
    homes.value_of(homes.call_of(one.label, one.text, known), known)


def check_network(one: Home) -> None:
    """Raise if a definition is not of the network that this page has."""
    said = sides(one)
    lhs, known = said.get("lhs"), definitions()
    if one.text.startswith("define(") and isinstance(lhs, Indexed) \
            and lhs.base.name in known:
        label, _, rhs = known[lhs.base.name]
        if structure(read(said["rhs"])) != structure(rhs):
            raise ValueError("a page has one network, and of this one "
                             f"{lhs} is {label!r}")


def check_same(one: Home, here: Equation) -> None:
    """Raise unless what stands here says what the statement's page says."""
    said = sides(one)
    if "latex" in said:
        same = said["latex"] == here.latex
    else:
        lhs = read(said["lhs"])
        rhs = said.get("rhs", said.get("closed"))
        rhs = read(own(lhs) if rhs is None else rhs)
        same = here.lhs is not None and structure(lhs) == structure(
            here.lhs) and structure(rhs) == structure(here.rhs)
    if not same:
        raise ValueError(f"{one.label!r} stands on this page already, and "
                         f"says something else than in "
                         f"{homes.title(one.page)}: {here.latex}")


def sides(one: Home) -> dict[str, Any]:
    """What a statement says, by the names of its door, and nothing done."""
    known = homes.words_on(one.page)
    call = homes.call_of(one.label, one.text, known)
    return {name: homes.value_of(part, known) for name, part in
            homes.arguments(call, known[homes.door_of(call)]).items()
            if name in ("lhs", "rhs", "closed", "latex")}
