"""Equations as the page shows them: in lines that fit, with their scope."""
import re
from collections.abc import Iterable, Sequence

from sympy import Expr, Symbol
from sympy import latex as sympy_latex

from ..grammar.entries import matrix_shape, shape
from ..grammar.matrices import layout
from ..grammar.signs import not_zero
from ..terms.language import SPACE, TIME, facts_of
from ..terms.products import Matrix
from ..terms.types import Facts
from .formulas import textbook
from .ordering import in_order

LINE = 60                     # characters that fit on a line of the page


def textbook_equation(lhs: Expr, rhs: Expr, sign: str = "=") -> str:
    """The LaTeX of lhs = rhs; a number beside a matrix is a multiple of I."""
    left, right = textbook(lhs, [rhs]), textbook(rhs, [lhs])
    if sign == r"\preceq" and shape(lhs) == (None, None):
        sign = r"\leq"                      # of numbers
    if rhs.is_commutative and not lhs.is_commutative and \
            matrix_shape(lhs)[0]:
        right = "I" if rhs == 1 else f"{right} I" if rhs != 0 else right
    return in_lines(left, sign, right, rhs, [lhs])


def entry_equation(matrix: Expr, row: Symbol | None, column: Symbol | None,
                   entry: Expr) -> str:
    """The LaTeX of (matrix)_{row column} = entry."""
    indices = [v for v in (row, column) if v is not None]
    left, right = textbook(matrix), textbook(entry, indices)
    if indices:
        below = "".join(v.name for v in indices)
        left = rf"\left({left}\right)_{{{below}}}"
    return in_lines(left, "=", right, entry, indices)


def in_lines(left: str, sign: str, right: str, rhs: Expr,
             beside: Sequence[Expr]) -> str:
    """left = right in one line, or in several if a sum is too long.

    beside: the indices whose names rhs must not give to what it binds.
    """
    if not rhs.is_Add or width(left + right) <= LINE:
        return f"{left} {sign} {right}"
    lines = [""]
    for part in in_order(rhs.args):
        minus = part.could_extract_minus_sign()
        term = (" - " if minus else " + ") + textbook(
            -part if minus else part, [rhs, *beside])
        if lines[-1] and width(left + lines[-1] + term) > LINE:
            lines.append("")
        lines[-1] += term
    lines[0] = re.sub("^ (?:[+] |(-) )", r"\1", lines[0])
    return (r"\begin{aligned}" + f" {left} &{sign} "
            + r" \\ &\quad ".join(lines) + r" \end{aligned}")


def width(latex: str) -> int:
    """About how many characters wide a formula is."""
    halved = re.sub(r"\\frac\{[^{}]*(\{[^{}]*\}[^{}]*)*\}", "", latex)
    return len(re.sub(r"\\(mathrm|left|right|partial)|\\|[{}_^ ]", "", halved))


def scope_text(lhs: Expr, rhs: Expr, facts: Facts, *more: Expr) -> str:
    """For which sizes and times an equation holds, and what must not be 0.

    more: further formulas that must have a value.
    """
    return ", ".join(filter(None, [
        for_which(sizes_of(lhs, rhs), facts_of(facts)),
        where_defined(lhs, rhs, *more)]))


def sizes_of(*sides: Expr) -> list[Symbol]:
    """The sizes over which the indices of formulas run, in order."""
    indices = {v for e in sides for v in e.atoms(Symbol)}
    for matrix in {one for e in sides for one in e.atoms(Matrix)}:
        indices.update(layout(str(matrix.args[0]))[1:])
    spaces = {SPACE[v] for v in indices if v in SPACE}
    return sorted(spaces - {TIME}, key=str)


def for_which(sizes: Iterable[Symbol], facts: Facts) -> str:
    """In words, for which sizes and times; "" if there are neither."""
    every = ", ".join(f"${size}$" for size in sizes)
    times = " and ".join(f"${sympy_latex(fact)}$" for fact in facts)
    if every and times:
        return f"for every {every} and {times}"
    if every:
        return f"for every {every}"
    return f"for {times}" if times else ""


def where_defined(*sides: Expr) -> str:
    """What must not be 0 for the sides to have a value."""
    parts = [rf"${textbook(part, sides)} \neq 0$" for part in not_zero(*sides)]
    return "where " + " and ".join(parts) if parts else ""
