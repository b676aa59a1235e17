"""Derivations on the page: lines with their reasons, as a table."""
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ...checker.terms import Term, scalar
from ..printing.breaking import RELATIONS, beside_I, named
from ..printing.statements import LINE, width
from ..printing.terms import multiple_of_I, terms_of
from .merging import merged
from .reading import Chain, Line, read
from .reasons import reason

SHORT = 44                    # so wide may be what stands on one line
NARROW = 26                   # so wide may be a sum that does not break
DOTS = r"\vdots"              # lines that are left out
BOUNDS = ("square", "bound")


class Row(NamedTuple):
    """A line in print, and its reason in Markdown.

    parts: pieces of LaTeX, between which a narrow page breaks the line.
    """

    parts: tuple[str, ...]
    why: str = ""

    @property
    def latex(self) -> str:
        """The whole line."""
        return " ".join(self.parts)


def derivation(certificate: Mapping[str, Any]) -> str:
    """All lines of a derivation, as Markdown."""
    return "\n\n".join(map(shown, read(certificate)))


def shown(chain: Chain) -> str:
    """A chain of lines: what is said above them, and a table."""
    return "\n\n".join(filter(None, [chain.title, table(rows(chain))]))


def table(some: Iterable[Row]) -> str:
    """Lines in print as a table, in Markdown."""
    return "\n".join(["| | |", "|:--|:--|", *[
        f"| {formula(one)} | {one.why} |" for one in some]])


def formula(one: Row) -> str:
    """The pieces of a line in Markdown."""
    return " ".join(f"$\\displaystyle {without_bars(part)}$"
                    for part in one.parts)


def without_bars(latex: str) -> str:
    """The same formula; a bar would end a cell of the table."""
    return latex.replace(r"\|", r"\Vert ").replace("|", r"\vert ")


def rows(chain: Chain) -> list[Row]:
    """Each line in print; the first two on one, if they are short."""
    lines = merged(chain.lines)
    first = lines[0].term
    out = [Row(pieces("", first, side(first, chain)))]
    out += [Row(related(line, chain), reason(before.term, line))
            for before, line in zip(lines, lines[1:], strict=False)]
    if chain.left is not None:
        out = list(with_places(out, chain))
    if len(out) > 1 and (len(out) == 2 or chain.left is not None) and width(
            out[0].latex + out[1].latex) <= SHORT:
        out[:2] = [Row(out[0].parts + out[1].parts, out[1].why)]
    return out


def side(e: Term, chain: Chain) -> str:
    """A side in print."""
    first = chain.lines[0].term
    return beside_I(e, chain.known.shape_of(first))


def related(line: Line, chain: Chain) -> tuple[str, ...]:
    """A line in print, behind its = or its bound."""
    bound = any(one.rule in BOUNDS for one in line.steps)
    sign = RELATIONS["<=" if bound else "="]
    if bound and chain.known.shape_of(chain.lines[0].term) == (None, None):
        sign = r"\leq"
    return pieces(sign, line.term, side(line.term, chain))


def pieces(left: str, e: Term, whole: str) -> tuple[str, ...]:
    """left and e in print; a sum that is not short, term by term."""
    is_sum = isinstance(e, tuple) and e[0] == "+"
    if not is_sum or width(left + whole) <= NARROW:
        return (f"{left} {whole}".strip(),)
    (sign, first), *others = [(part[1], part[3:]) for part in terms_of(e)]
    begin = f"{left} {sign.strip('+')}{first}".strip()
    return begin, *[rf"{sign}\:{part}" for sign, part in others]


def with_places(out: list[Row], chain: Chain) -> Iterator[Row]:
    """The lines between entries of two matrices, and of which they are."""
    first, *rest = out
    left = named(chain.left, chain.row, chain.column)
    if left != first.latex:
        e = chain.lines[0].term
        first = Row(pieces(f"{left} =", e, first.latex))
    yield first
    *some, last = rest or [Row(("",))]
    yield from some
    yield from ended(last, place_of(chain))


def place_of(chain: Chain) -> str:
    """The last side as an entry of a matrix; "" for one of 0."""
    if chain.right == 0:
        return ""
    if scalar(chain.right) and chain.row:
        return rf"\left({multiple_of_I(chain.right)}\right)" \
            rf"_{{{chain.row}{chain.column}}}"
    return named(chain.right, chain.row, chain.column)


def ended(last: Row, place: str) -> Iterator[Row]:
    """The last line, and of what it is an entry."""
    if not place or last.latex == f"= {place}":
        yield last
    elif width(last.latex + place) <= LINE:
        yield Row((*filter(None, last.parts), f"= {place}"), last.why)
    else:
        yield last
        yield Row((f"= {place}",))
