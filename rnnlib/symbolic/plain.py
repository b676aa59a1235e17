"""Plain SymPy for exact equations: the logistic function, and the printer."""
from sympy import Function, exp
from sympy.printing.latex import LatexPrinter


class logistic(Function):
    """1 / (1 + exp(-z)); the letter sigma stands for it in print."""

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
