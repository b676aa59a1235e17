"""A certificate as chains of lines, each with the step that led to it."""
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ...checker import Language
from ...checker.terms import BINDERS, Term, free, mapped, put
from ..certificates.statements import language
from ..certificates.writing import Writer, names_in
from ..ledger.ledger import LEDGER
from ..printing.terms import latex


class Step(NamedTuple):
    """A step of a certificate, and the lines before and behind it."""

    data: Mapping[str, Any]
    before: Term
    after: Term
    known: Language

    @property
    def rule(self) -> str:
        """Which rule it is."""
        return str(self.data["by"])

    @property
    def cited(self) -> tuple[str, ...]:
        """The labels of the equations that it uses."""
        some = self.data.get("cite", ())
        return (some,) if isinstance(some, str) else tuple(some)


class Line(NamedTuple):
    """A line, and the steps that led to it from the one shown before."""

    term: Term
    steps: tuple[Step, ...] = ()


class Chain(NamedTuple):
    """Lines that are equal, or at most the next, and what they are."""

    lines: list[Line]
    known: Language
    title: str = ""            # what stands above it, as Markdown
    row: str | None = None     # of entries: the letters of the place
    column: str | None = None
    left: Term = None          # a matrix of which line 0 is an entry
    right: Term = None         # a matrix of which the last one is an entry


def read(certificate: Mapping[str, Any]) -> list[Chain]:
    """The chains of a certificate."""
    known = Language(language().data, **certificate.get("letters", {}))
    return READERS[certificate["kind"]](certificate, known)


def lines_of(first: Term, steps: Sequence[Mapping[str, Any]], last: Term,
             known: Language) -> list[Line]:
    """The lines from the first one to the last, if that is given."""
    terms = [first, *[known.term(one["to"]) for one in steps]]
    if last is not None and not steps:
        steps, terms = [{"by": "algebra"}], [first, last]
    elif last is not None:
        terms[-1] = last
    return [Line(first), *[
        Line(after, (Step(one, before, after, known),)) for one, before, after
        in zip(steps, terms, terms[1:], strict=False)]]


def sides(data: Mapping[str, Any], known: Language) -> tuple[Term, Term]:
    """Both sides of what is stated."""
    return known.term(data["lhs"]), known.term(data["rhs"])


def chain(data: Mapping[str, Any], known: Language) -> list[Chain]:
    """Lines from one side to the other."""
    lhs, rhs = sides(data, known)
    return [Chain(lines_of(lhs, data["steps"], rhs, known), known)]


def entries(data: Mapping[str, Any], known: Language) -> list[Chain]:
    """Lines from an entry of one side to that of the other."""
    lhs, rhs = sides(data, known)
    row, column = data.get("row"), data.get("column")
    lines = lines_of(known.term(data["from"]), data["steps"], None, known)
    return [Chain(lines, known, compared(row, column), row, column, lhs, rhs)]


def compared(row: str | None, column: str | None) -> str:
    """That one entry of both sides is compared."""
    names = " ".join(filter(None, [row, column]))
    return f"Entry ${names}$ of both sides:" if names else ""


def induction(data: Mapping[str, Any], known: Language) -> list[Chain]:
    """A start, and a step."""
    lhs, rhs = sides(data, known)
    over, start = data["over"], data["start"]
    by = {over: known.time(start)}
    first = lines_of(renamed(put(lhs, by), known), data["base"],
                     renamed(put(rhs, by), known), known)
    before = f"{over}-1" if data["way"] == 1 else f"{over}+1"
    return [Chain(first, known, f"Start, at ${over} = {start}$:"),
            Chain(lines_of(lhs, data["steps"], rhs, known), known,
                  f"Step, from ${before}$ to ${over}$:")]


def renamed(e: Term, known: Language) -> Term:
    """A term whose bound letters are those that stand before their number.

    They are private: `put` has made them so.
    """
    if not isinstance(e, tuple):
        return e
    if e[0] in BINDERS and "#" in e[1]:
        own = e[1].partition("#")[0]
        taken = {one.partition("#")[0] for one in free(e)}
        new = next(one for one in (own, *"skt", *"ijlm", *"uv", *"abc")
                   if one not in taken and known.spaces.get(one[0])
                   == known.space(own))
        e = (e[0], new, *[put_plain(part, e[1], new) for part in e[2:]])
    return mapped(e, lambda part: renamed(part, known))


def put_plain(e: Any, old: str, new: str) -> Any:
    """e with one letter for another, which it does not have."""
    if e == old:
        return new
    return tuple(put_plain(part, old, new) for part in e) \
        if isinstance(e, tuple) else e


def read_off(data: Mapping[str, Any], known: Language) -> list[Chain]:
    """The differential, and what is read off it."""
    lhs, rhs = sides(data, known)
    whole, first = stated(data["source"], known)
    cited = {"by": "premise", "cite": data["source"], "to": None}
    begin = Line(first, (Step(cited, whole, first, known),))
    found = {"by": "read off", "to": data["from"]}
    change = latex(("@", known.data["read"][lhs[1]][0]))
    return [Chain([Line(whole), begin,
                   *lines_of(first, data["whole"], None, known)[1:]],
                  known, "The differential:"),
            Chain(lines_of(lhs, [found, *data["steps"]], rhs, known),
                  known, f"What stands beside ${change}$, transposed:")]


def stated(label: str, known: Language) -> tuple[Term, Term]:
    """Both sides of an equation of the ledger."""
    one = LEDGER[label]
    if one.certificate:
        return sides(one.certificate, known)
    writer = Writer(names_in(one.lhs, one.rhs))
    return known.term(writer.term(one.lhs)), known.term(writer.term(one.rhs))


READERS = {"chain": chain, "entries": entries, "induction": induction,
           "read off": read_off}
__all__ = ["Chain", "Line", "Step", "read"]
