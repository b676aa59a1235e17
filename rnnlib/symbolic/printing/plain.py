"""Plain SymPy for exact equations: the printer."""
from sympy import Expr
from sympy.printing.latex import LatexPrinter


class Plain(LatexPrinter):
    """Factors as SymPy keeps them, numbers first; positive terms first."""

    def _print_Add(self, e: Expr, order: object = None) -> str:
        """LaTeX of a sum; whatever order SymPy asks for."""
        terms = sorted(e.as_ordered_terms(),
                       key=lambda part: part.could_extract_minus_sign())
        text = "".join(
            f" - {self._print(-part)}" if part.could_extract_minus_sign()
            else f" + {self._print(part)}" for part in terms)
        return text.removeprefix(" + ").strip()


def show(e: Expr) -> str:
    """LaTeX of an expression, in SymPy's own words."""
    return Plain({"order": "none"}).doprint(e)
