"""What a claim states, as the checker reads it; and what a page knows."""
from collections.abc import Mapping
from functools import cache
from typing import Any

from sympy import Expr, Symbol

from ...checker import Language, Theorem
from ..ledger.ledger import LEDGER
from ..terms.language import SPACE, facts_of
from ..terms.types import Facts
from .models import LETTERS, NAMES, data
from .writing import Writer, fact, names_in


@cache
def language() -> Language:
    """The language of all networks."""
    return Language(data())


def statement(lhs: Expr, rhs: Expr, facts: Facts = (),
              sign: str = "=") -> dict[str, Any]:
    """lhs = rhs, or lhs <= rhs, for times that obey the facts."""
    writer = Writer(names_in(lhs, rhs))
    said = {"lhs": writer.term(lhs), "rhs": writer.term(rhs), "sign": sign,
            "facts": [fact(one) for one in facts_of(facts)]}
    more = own_letters()
    return {**said, "letters": more} if more else said


def own_letters() -> dict[str, str]:
    """The letters that a page has made: {letter: what it runs over}."""
    known = {one.name for one in LETTERS}
    return {v.name: NAMES[space] for v, space in SPACE.items()
            if type(v) is Symbol and len(v.name) == 1
            and v.name not in known and space in NAMES}


def theorems() -> Mapping[str, Theorem]:
    """What stands in the ledger as a theorem, by label."""
    return {label: one.theorem for label, one in LEDGER.items()
            if one.theorem is not None}
