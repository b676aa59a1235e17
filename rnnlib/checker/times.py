"""What is known of times: whole numbers, compared two at a time.

A fact says low <= high for two times, or for one and a number. So all that
follows from facts is found by the shortest paths between times.
"""
from functools import lru_cache
from itertools import product
from math import inf

from .terms import Facts, Time


@lru_cache(maxsize=5000)
def bounds(facts: Facts) -> dict[tuple[str, str], float]:
    """{(v, w): n}: v - w <= n, as far as the facts tell."""
    times: set[str] = set().union(*[(low[0], high[0]) for low, high in facts])
    known: dict[tuple[str, str], float] = {
        (v, w): inf for v, w in product(times, repeat=2)}
    known |= {(v, v): 0 for v in times}
    for low, high in facts:
        pair = low[0], high[0]
        known[pair] = min(known[pair], high[1] - low[1])
    for by, v, w in product(sorted(times), repeat=3):
        known[v, w] = min(known[v, w], known[v, by] + known[by, w])
    return known


def contradictory(facts: Facts) -> bool:
    """Whether no times obey all facts."""
    return any(n < 0 for (v, w), n in bounds(facts).items() if v == w)


def holds(facts: Facts, low: Time, high: Time) -> bool:
    """Whether low <= high follows; from a contradiction, all does."""
    most = bounds(facts).get((low[0], high[0]),
                             0 if low[0] == high[0] else inf)
    return most <= high[1] - low[1] or contradictory(facts)


def compare(facts: Facts, first: Time | None,
            second: Time | None) -> int | None:
    """-1, 0, 1 for earlier, same, later; None if that is not known."""
    if first is None or second is None:          # a parameter has no time
        return 0 if first is second else None
    if first == second:
        return 0
    if holds(facts, (first[0], first[1] + 1), second):
        return -1
    return 1 if holds(facts, (second[0], second[1] + 1), first) else None


def within(facts: Facts, letter: str, low: Time, high: Time) -> Facts:
    """The facts inside a sum over low .. high that binds a letter.

    Those about another letter of the same name do not hold in there.
    """
    kept = [pair for pair in facts
            if letter not in (pair[0][0], pair[1][0])]
    return *kept, (low, (letter, 0)), ((letter, 0), high)


def since(letter: str) -> Time:
    """When a time begins: t and T are steps, others begin at 0."""
    return "", 1 if letter in ("t", "T") else 0
