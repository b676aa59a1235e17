"""Functions that formulas may have, beside SymPy's exp, log and tanh."""
from sympy import Expr, Function, exp
from sympy.printing.latex import LatexPrinter


class logistic(Function):
    """1 / (1 + exp(-z)); the letter sigma stands for it in print."""

    def fdiff(self, argindex: int = 1) -> Expr:
        return self * (1 - self)

    def _eval_rewrite_as_exp(self, z: Expr, **_: object) -> Expr:
        return 1 / (1 + exp(-z))

    def _latex(self, printer: LatexPrinter, exp: str | None = None) -> str:
        power = "" if exp is None else f"^{{{exp}}}"
        return rf"\sigma{power}\left({printer._print(self.args[0])}\right)"
