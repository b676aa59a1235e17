"""Whether there is all that a statement speaks of, and since when.

States exist from time 0 on, all else from step 1 on. A time that is a letter
alone stands for those times at which the entry exists.
"""
from collections.abc import Iterable
from typing import Any

from .language import Language
from .terms import (
    Facts,
    Term,
    Time,
    free,
    is_entry,
    later,
    need,
    paired,
    parts,
    put,
)
from .times import holds, since


def begun(language: Language, *some: Any) -> Facts:
    """That each time in terms and facts has begun: t >= 1, k >= 0."""
    names = set().union(*[free(e) for e in some])
    return tuple((since(v), (v, 0)) for v in sorted(names)
                 if v[:1] in language.spaces and language.space(v) == "time")


def check_exists(language: Language, sides: Iterable[Term],
                 facts: Facts) -> None:
    """Refused if a time, shifted or a number, may be before the start."""
    for e in sides:
        for entry in stands_for(language, e):
            time = language.at(entry)
            need(time is None or time[0] and not time[1] or holds(
                facts, ("", language.first(entry[0])), time),
                f"{entry[0]} may be before its start")


def stands_for(language: Language, e: Term) -> Iterable[Term]:
    """All entries that e stands for; of what is over time, the first."""
    if not isinstance(e, tuple):
        return
    if is_entry(e):
        yield e
    elif e[0] == "@":
        times, *_, meant = (language.data["matrices"].get(e[1])
                            or language.data["sums"][e[1]])[:4]
        yield from stands_for(language, put(
            language.term(meant), paired(times, e[2:])))
    elif e[0] in ("over", "chain"):
        first = e[3] if e[4] == -1 else e[2]     # of a chain that goes down
        yield from stands_for(language, put(e[-1], {e[1]: first}))
    else:
        for part in parts(e):
            yield from stands_for(language, part)


def climbing(claim: Any, over: str, start: Time, way: int
             ) -> tuple[Facts, Facts, Any]:
    """What is known at the start of an induction, and at a step.

    And for which times it is proved then.
    """
    need(not any(over in (low[0], high[0]) for low, high in claim.facts),
         f"facts about {over}")
    known = tuple((low, high) for low, high in (
        *claim.order, *begun(claim.language, start))
        if over != high[0])
    here, begin = (over, 0), since(over)
    if way == 1:
        need(holds(known, begin, later(start)), "it begins later")
        return known, (*known, (later(start), here)), (start, here)
    return known, (*known, (begin, here), (later(here), start)), (here, start)
