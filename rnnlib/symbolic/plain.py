"""Plain SymPy for exact equations: the logistic function, and the printer."""
from itertools import chain, repeat

from sympy import Function, exp
from sympy.printing.latex import LatexPrinter

from .statements import width


class logistic(Function):
    r"""1 / (1 + exp(-z)); it prints as \sigma(z)."""

    def fdiff(self, argindex=1):
        return self * (1 - self)

    def _eval_rewrite_as_exp(self, z, **_):
        return 1 / (1 + exp(-z))

    def _latex(self, printer, exp=None):
        power = "" if exp is None else f"^{{{exp}}}"
        return rf"\sigma{power}\left({printer._print(self.args[0])}\right)"


class Plain(LatexPrinter):
    """Factors as SymPy keeps them, numbers first; positive terms first."""

    def _print_Add(self, e, order=None):
        terms = sorted(e.as_ordered_terms(),
                       key=lambda part: part.could_extract_minus_sign())
        text = "".join(
            f" - {self._print(-part)}" if part.could_extract_minus_sign()
            else f" + {self._print(part)}" for part in terms)
        return text.removeprefix(" + ").strip()


def show(e):
    return Plain({"order": "none"}).doprint(e)


def in_lines(lhs, rhs, where, line=36):
    """lhs = rhs, and on lines of their own what letters stand for."""
    left, right = show(lhs), show(rhs)
    short = width(left + right) <= line
    lines = [f"{left} = {right}"] if short else [left, rf"\quad = {right}"]
    for word, (v, e) in zip(chain([r"\text{where }"], repeat(r"\quad ")),
                            where.items()):
        lines.append(f"{word}{show(v)} = {show(e)}")
    if len(lines) == 1:
        return lines[0]
    return r"\begin{aligned} &" + r" \\ &".join(lines) + r" \end{aligned}"
