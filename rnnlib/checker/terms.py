"""Formulas as nested tuples, and what can be put into them.

A formula is a number, a name, or a tuple that begins with what it is:
("*", 2, ("h", ("t", -1), "i")) is 2 h_{t-1,i}. A time is (letter, shift), and
("", 3) is step 3. Names with a # are private: no certificate can write them.
"""
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import count
from typing import Any, TypeAlias

Term: TypeAlias = Any         # int, Fraction, str, or a tuple of such
Time: TypeAlias = tuple[str, int]
Facts: TypeAlias = tuple[tuple[Time, Time], ...]     # (low, high): low <= high
By: TypeAlias = Mapping[str, Any]      # letter -> what is put there
COUNTER = count()
MOST = 20_000                 # nodes of a formula, or terms of a sum
# what a term begins with -> where its parts stand
PARTS = {"^": (1, 2), "sum": (2,), "d": (1, 2), "imm": (1, 2), "exp": (1,),
         "log": (1,), "tanh": (1,), "logistic": (1,), "phi": (1,),
         "slope": (1,), "delta": (), "@": (), "T": (1,), "chain": (5,),
         "over": (4,)}
WORDS = ("@", "T", "chain", "over")
HEADS = {*PARTS, "+", "*"}
BINDERS = ("sum", "chain", "over")     # the letter that they bind stands next


class Refused(Exception):
    """This is no proof, or no formula."""


def need(good: object, why: str) -> None:
    """Refused, unless it is good."""
    if not good:
        raise Refused(why)


def places(e: Term) -> range | tuple[int, ...]:
    """Where the parts of a term stand in it; none in an entry."""
    if not isinstance(e, tuple):
        return ()
    return range(1, len(e)) if e[0] in ("+", "*") else PARTS.get(e[0], ())


def parts(e: Term) -> list[Term]:
    """The terms of which a term is made."""
    return [e[n] for n in places(e)]


def mapped(e: Term, change: Callable[[Term], Term]) -> Term:
    """The term with each part changed."""
    where = places(e)
    return tuple(change(part) if n in where else part
                 for n, part in enumerate(e)) if where else e


def walk(e: Term) -> Iterator[Term]:
    """The term and all that is inside it."""
    yield e
    for part in parts(e):
        yield from walk(part)


def is_entry(e: Term) -> bool:
    """Whether a term is an entry of a tensor, as h_{t,i}."""
    return isinstance(e, tuple) and e[0] not in HEADS


def is_time(part: object) -> bool:
    """Whether a place of a term holds a time."""
    return isinstance(part, tuple) and len(part) == 2 \
        and isinstance(part[1], int)


def letters(e: Term) -> set[str]:
    """All letters and names in a term, bound ones too; "" is no letter."""
    if isinstance(e, str):
        return {e}
    if not isinstance(e, tuple):
        return set()
    if is_time(e):
        return {e[0]}
    return set().union(*map(letters, e[1:]))


def free(e: Term) -> set[str]:
    """The letters and names of a term that it does not bind."""
    if not isinstance(e, tuple) or is_time(e):
        return letters(e)
    if e[0] == "@":
        return letters(e[1:])
    if e[0] in BINDERS:
        *limits, body = e[2:]
        return (free(body) - {e[1]}).union(*map(free, limits))
    return set().union(*map(free, e[1:]))


def private(letter: str) -> str:
    """A letter over the same range that nobody else has."""
    return f"{letter.partition('#')[0]}#{next(COUNTER)}"


def shifted(time: Time, by: By) -> Time:
    """A time with something put for its letter."""
    letter, shift = by.get(time[0], (time[0], 0))
    return letter, shift + time[1]


def put(e: Term, by: By) -> Term:
    """The term with letters replaced; what it binds becomes private.

    by: time letter -> time, and index -> index.
    """
    if isinstance(e, str):
        new = by.get(e, e)
        return as_number(new) if is_time(new) else new
    if not isinstance(e, tuple):
        return e
    if is_time(e):
        return shifted(e, by)
    if e[0] == "@":                      # a matrix may be called t
        return (*e[:2], *[put(part, by) for part in e[2:]])
    if e[0] in BINDERS:
        own = private(e[1])
        *limits, body = e[2:]
        return (e[0], own, *[put(part, by) for part in limits],
                put(body, {**by, e[1]: (own, 0)}))
    return (e[0], *[put(part, by) for part in e[1:]])


def paired(names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    """{name: value}, for as many of the one as of the other."""
    need(len(names) == len(values), "more of the one than of the other")
    return {name: values[n] for n, name in enumerate(names)}


def matched(entry: Term, e: Term) -> dict[str, Any]:
    """What to put for the letters of an entry, to make another one of it."""
    return paired([old[0] if is_time(old) else old for old in entry[1:]],
                  e[1:])


def put_facts(facts: Facts, by: By) -> Facts:
    """Facts with something put for their letters."""
    return tuple((shifted(low, by), shifted(high, by)) for low, high in facts)


def as_number(time: Time) -> Term:
    """A time as a number that may be reckoned with."""
    letter, shift = time
    if not letter or not shift:
        return letter or shift
    return ("+", letter, shift)


def between(low: Time, high: Time) -> int | None:
    """high - low, if both have one letter."""
    return high[1] - low[1] if low[0] == high[0] else None


def later(time: Time, steps: int = 1) -> Time:
    """The time some steps later."""
    return time[0], time[1] + steps


def product(*factors: Term) -> Term:
    """A product, without nesting and without factors of 1."""
    flat = [part for e in factors for part in (
        e[1:] if isinstance(e, tuple) and e[0] == "*" else (e,))]
    if 0 in flat:
        return 0
    flat = [part for part in flat if part != 1]
    return flat[0] if len(flat) == 1 else ("*", *flat) if flat else 1


def total(*terms: Term) -> Term:
    """A sum, without nesting and without terms of 0."""
    flat = [part for e in terms for part in (
        e[1:] if isinstance(e, tuple) and e[0] == "+" else (e,))
        if part != 0]
    return flat[0] if len(flat) == 1 else ("+", *flat) if flat else 0


def number(e: object) -> bool:
    """Whether a term is a number that is written out."""
    return isinstance(e, (int, Fraction)) and not isinstance(e, bool)


def plain(n: int | Fraction) -> int | Fraction:
    """A whole number as an int: equal to the fraction, and hashed faster."""
    return n.numerator if n.denominator == 1 else n


def scalar(e: Term) -> bool:
    """Whether a term is a number, and no matrix.

    Only sums, products and powers may hold the one or the other.
    """
    if not isinstance(e, tuple) or e[0] not in ("+", "*", "^"):
        return not isinstance(e, tuple) or e[0] not in WORDS
    return all(map(scalar, e[1:]))
