"""In which order the letters of a sum get their names, by structure alone.

Most letters can be told apart by where they stand: each has a colour, made of
the factors in which it is marked and the others show their colours. Letters
of one colour take turns to go first; of two that can be swapped, only one.
"""
from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from .exponents import Linear
from .terms import Term, put

Factor: TypeAlias = tuple[Term, Linear]                # a base, its exponent


def first_ones(colours: dict[str, str],
               factors: list[Factor]) -> Iterator[list[str]]:
    """Orders in which letters of one colour take turns to go first.

    Of two that can be swapped only one does.
    """
    colours = refined(colours, factors)
    groups = [[v for v in colours if colours[v] == colour]
              for colour in sorted(set(colours.values()))]
    alike = next((group for group in groups if len(group) > 1), None)
    if alike is None:
        yield [v for group in groups for v in group]
        return
    for n, v in enumerate(alike):
        if not any(swapped(factors, v, w) for w in alike[:n]):
            yield from first_ones({**colours, v: colours[v] + "!"}, factors)


def swapped(factors: list[Factor], v: str, w: str) -> bool:
    """Whether two letters can be swapped without any change."""
    return Counter(factors) == Counter(
        (put(e, {v: w, w: v}), exponent) for e, exponent in factors)


def refined(colours: dict[str, str],
            factors: list[Factor]) -> dict[str, str]:
    """{letter: colour}, unlike where two letters stand in unlike places."""
    while True:
        seen = {v: (colour, sorted(
            (looks(e, {**colours, v: "*"}), exponent)
            for e, exponent in factors)) for v, colour in colours.items()}
        ranks = {repr(one): f"{rank:04}" for rank, one in enumerate(
            sorted(seen.values()))}
        new = {v: ranks[repr(one)] for v, one in seen.items()}
        if len(set(new.values())) == len(set(colours.values())):
            return colours
        colours = new


def looks(e: Term, colours: dict[str, str]) -> str:
    """A term as text that shows colours instead of letters."""
    if not isinstance(e, tuple):
        return colours.get(e, str(e).partition("#")[0])
    if e[0] == "sum":                     # whatever its letter is called
        return repr((e[0], looks(e[2], {**colours, e[1]: "~"})))
    some = [looks(part, colours) for part in e[1:]]
    if e[0] in ("+", "*", "delta"):
        some.sort()
    return repr((e[0], *some))
