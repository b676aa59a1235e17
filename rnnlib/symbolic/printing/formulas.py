r"""Textbook LaTeX for the expressions of this package.

h[t, j] prints as h_{t,j}, W[i, j] as W_{ij}, a sum over a whole range
without bounds, a derivative as a fraction, a product over time as
J_t \cdots J_{k+1}.
Bound indices take names that are free on the spot, so that what is read is
what was proved.
"""
import re
from collections.abc import Iterable

from sympy import (
    Add,
    Dummy,
    Expr,
    KroneckerDelta,
    Mul,
    Pow,
    S,
    Sum,
    Symbol,
    factor_terms,
)
from sympy.printing.latex import LatexPrinter
from sympy.tensor.indexed import Indexed

from ..grammar.model import T
from ..terms.language import SLOTS, SPACE, TIME, d, free_indices, imm
from ..terms.products import (
    Matrix,
    ProductOverTime,
    SumOverTime,
    transpose,
    written_out,
)
from .looks import LOOKS, NAMES, fraction
from .ordering import below, in_order, in_row


def textbook(e: Expr, beside: Iterable[Expr] = ()) -> str:
    """The LaTeX of an expression; indices of `beside` are not reused."""
    taken = free_indices(e, *beside)
    if e.is_commutative:         # `by_entries` leaves two private indices
        taken |= {v for v in e.free_symbols if isinstance(v, Dummy)}
    return Textbook({v.name for v in taken})._print(e)


class Textbook(LatexPrinter):
    """A LatexPrinter that writes the way the book does."""

    def __init__(self, taken: set[str]) -> None:
        super().__init__()
        self.taken = taken                  # names in use around a sum

    def _print_Indexed(self, e: Indexed) -> str:
        timed = SLOTS[e.base.name][0] == TIME
        rest = "".join(map(self.tight, e.indices[timed:]))
        look = NAMES.get(e.base.name, "")
        if "@0" in look:                        # the copy of W at a step
            return f"{look.replace('@0', self.tight(e.indices[0]))}_{{{rest}}}"
        if timed:
            rest = ",".join(filter(None, [self.tight(e.indices[0]), rest]))
        return subscript(e.base.name, rest)

    def tight(self, e: Expr) -> str:
        """An index without blanks, its symbol first: t-1, k+1."""
        number, symbol = e.as_coeff_Add()
        if not number or not symbol:
            return self._print(e).replace(" ", "")
        return self._print(symbol).replace(" ", "") + f"{int(number):+d}"

    def _print_Sum(self, e: Sum) -> str:
        names, taken = {}, self.taken
        for v in e.variables:
            names[v] = free_name(v, taken)
            taken = taken | {str(names[v])}
        signs = " ".join(rf"\sum_{{{name}}}" for name in names.values())
        body = e.function.xreplace(names)
        bracketed = Expr if body.could_extract_minus_sign() else Add
        return f"{signs} {Textbook(taken).bracket(body, bracketed)}"

    def _print_Add(self, e: Add, order: object = None) -> str:
        out = ""
        for part in in_order(e.args):
            minus = part.could_extract_minus_sign()
            beside = part.is_commutative and not e.is_commutative
            out += (" - " if minus else " + ") + (
                self.multiple_of_I if beside else self._print)(
                -part if minus else part)
        return out.removeprefix(" + ").strip()

    def multiple_of_I(self, number: Expr) -> str:
        """A number that stands beside a matrix."""
        return "I" if number == 1 else f"{self._print(number)} I"

    def _print_Mul(self, e: Mul) -> str:
        sign = "-" if e.could_extract_minus_sign() else ""
        over, under = over_and_under(-e if sign else e)
        if not under:
            return sign + self.row(over)
        return sign + rf"\frac{{{self.row(over)}}}{{{self.row(under)}}}"

    def row(self, parts: list[Expr]) -> str:
        """Factors side by side; a sum that is not the last in brackets."""
        last = len(parts) - 1
        alone = Add if last else ()
        text = " ".join(
            self.bracket(f, (Add, Sum) if n < last else alone)
            for n, f in enumerate(parts)) or "1"
        if all(f.is_commutative for f in parts):      # no logistic function
            text = re.sub(r"(\\sigma(\^\{\w+\})?) (?=\\left\()",
                          r"\1 \\cdot ", text)
        text = re.sub(r"(?<=[\w}]) (?=\\mathrm\{d\})", r" \\, ", text)
        return re.sub(r"(\\mathrm\{d\}[UWV]) (?=[\w\\])(?!\\,)",
                      r"\1 \\, ", text)

    def bracket(self, e: Expr, kinds: type | tuple[type, ...]) -> str:
        """e in print, in brackets if it is of one of these kinds."""
        inside = self._print(e)
        return rf"\left({inside}\right)" if isinstance(e, kinds) else inside

    def _print_KroneckerDelta(self, e: KroneckerDelta,
                              exp: str | None = None) -> str:
        index = "".join(map(self._print, sorted(e.args, key=str)))
        return rf"\delta_{{{index}}}"

    def _print_Function(self, e: Expr, exp: str | None = None) -> str:
        power = "" if exp is None else f"^{{{exp}}}"
        inside = self.bracket(e.args[0], (Add, Mul, Sum))
        return rf"\{e.func.__name__}{power} {inside}"

    _print_ExpBase = _print_log = _print_tanh = _print_Function

    def _print_d(self, e: d) -> str:
        top, below = e.args
        if isinstance(top, Indexed):
            return fraction(self._print(top), self._print(below))
        return rf"\frac{{\partial}}{{\partial {self._print(below)}}}" \
            rf"\left({self._print(top)}\right)"

    def _print_imm(self, e: imm) -> str:
        return self._print_d(e).replace(r"\partial", r"\partial^{+}", 1)

    def _print_Matrix(self, e: Matrix) -> str:
        name, times = str(e.args[0]), list(map(self.tight, e.args[1:]))
        if name not in LOOKS:
            return subscript(name, ",".join(times))
        look = LOOKS[name]
        for place, time in enumerate(times):
            look = look.replace(f"@{place}", time)
        return look

    def _print_transpose(self, e: transpose) -> str:
        inside = self._print(e.args[0])
        plain = isinstance(e.args[0], Matrix) and not re.search(
            r"\\frac|\^|\\mathrm", inside)
        inside = inside if plain else rf"\left({inside}\right)"
        return rf"{inside}^{{\mathrm{{T}}}}"

    def _print_ProductOverTime(self, e: ProductOverTime) -> str:
        factor, s, first, last, step = e.args
        if e.length() == 0:
            return "I"
        if e.length() in (1, 2, 3):
            return self._print(Mul(*written_out(e) or ()))
        if not factor.has(s):
            return self._print_Pow(Pow(factor, e.length(), evaluate=False))
        row = [self._print(e.at(time)) for time in (first, first + step, last)]
        return rf"{row[0]} {row[1]} \cdots {row[2]}"

    def _print_Pow(self, e: Pow) -> str:
        """A power; what ends in a fraction or a T gets brackets first."""
        if e.base.is_commutative and not isinstance(e.base, d):
            return super()._print_Pow(
                Pow(e.base, factor_terms(e.exp), evaluate=False))
        base = self._print(e.base)
        single = isinstance(e.base, (Matrix, Symbol, d))
        if not single or r"\frac" in base or "^" in base:
            base = rf"\left({base}\right)"
        return rf"{base}^{{{self.tight(e.exp)}}}"

    def _print_SumOverTime(self, e: SumOverTime) -> str:
        body, s, low, high = e.args
        name = free_name(s, self.taken)
        inner = Textbook(self.taken | {str(name)})
        return (rf"\sum_{{{name}={self.tight(low)}}}^{{{self.tight(high)}}}"
                + " " + inner.bracket(body.xreplace({s: name}), Add))


def over_and_under(e: Expr) -> tuple[list[Expr], list[Expr]]:
    """The factors above and below the line of a fraction, as they print."""
    scale, rest = e.as_coeff_Mul()
    factors = in_row([f for f in Mul.make_args(rest) if f.is_commutative])
    over = [f for f in factors if not below(f)]
    over += [f for f in Mul.make_args(rest) if not f.is_commutative]
    under = [f.base**-f.exp for f in factors if below(f)]
    if scale.p != 1:
        over.insert(0, S(scale.p))
    if scale.q != 1:
        under.insert(0, S(scale.q))
    return over, under


def subscript(name: str, index: str) -> str:
    """A name with its index, behind the one that it may have already."""
    head, _, tail = NAMES.get(name, name).partition("_")
    index = ",".join(filter(None, [tail, index]))
    return f"{head}_{{{index}}}" if index else head


def free_name(index: Symbol, taken: set[str]) -> Symbol:
    """An index over the same range whose name is not in use here.

    T is always in use: it stands in the sums that lam, a, ... name.
    """
    space = SPACE.get(index, TIME)       # `with_named_times` registers none
    known = [v for v, its in SPACE.items()     # Dummies are left out
             if type(v) is Symbol and len(v.name) == 1 and its == space
             and v != T]
    known.sort(key=lambda v: v.name != index.name)
    primed = [Symbol(v.name + "'", integer=True) for v in known]
    return next(v for v in known + primed if v.name not in taken)
