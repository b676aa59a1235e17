"""Formulas of the checker's terms in lines that fit, and equations of them."""
import re

from ...checker.language import Language
from ...checker.terms import Term, scalar
from .statements import LINE, width
from .terms import latex, multiple_of_I, terms_of

RELATIONS = {"=": "=", "<=": r"\preceq"}


def equation(lhs: Term, rhs: Term, language: Language,
             sign: str = "=") -> str:
    """The LaTeX of lhs = rhs; a number beside a matrix is a multiple of I."""
    shape = language.shape_of(lhs)
    relation = r"\leq" if shape == (None, None) and sign == "<=" \
        else RELATIONS[sign]
    return in_lines(latex(lhs), relation, rhs, beside_I(rhs, shape))


def beside_I(e: Term, shape: tuple[str | None, ...] | None) -> str:
    """A side of that shape in print; a number as a multiple of I."""
    if shape and shape[0] and scalar(e):
        return multiple_of_I(e)
    return latex(e)


def named(matrix: Term, row: str | None, column: str | None) -> str:
    """An entry of a matrix: (J_t)_{ij}."""
    indices = "".join(filter(None, [row, column]))
    return rf"\left({latex(matrix)}\right)_{{{indices}}}" if indices \
        else latex(matrix)


def in_lines(left: str, sign: str, right: Term, whole: str,
             most: int = LINE) -> str:
    """left = right in one line, or in several if a sum is too long."""
    is_sum = isinstance(right, tuple) and right[0] == "+"
    if not is_sum or width(left + whole) <= most:
        return f"{left} {sign} {whole}"
    lines = [""]
    for part in terms_of(right):
        if lines[-1] and width(left + lines[-1] + part) > most:
            lines.append("")
        lines[-1] += part
    lines[0] = re.sub("^ (?:[+] |(-) )", r"\1", lines[0])
    return (r"\begin{aligned}" + f" {left} &{sign} "
            + r" \\ &\quad ".join(lines) + r" \end{aligned}")


__all__ = ["beside_I", "equation", "in_lines", "named"]
