"""Where an exact equation holds: what must be positive, or not be 0.

SymPy cancels (x**2 - 1)/(x - 1) without a word about x = 1. So what stands
below a line, under a root or in a logarithm is collected, and what is not
certain by the assumptions on the symbols is printed behind the equation.
"""
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from sympy import (
    Abs,
    Derivative,
    Dummy,
    Expr,
    Max,
    Min,
    Mul,
    PolynomialError,
    Symbol,
    atanh,
    factor_list,
    fraction,
    latex,
    log,
    solve,
    together,
)
from sympy.matrices import MatrixBase
from sympy.matrices.expressions import MatPow

from ..terms.symbols import n_h, n_x, n_y
from ..terms.types import Where

Demand: TypeAlias = tuple[Expr, str]         # what has which sign
ABOVE, FROM, NOT = r"> 0", r"\geq 0", r"\neq 0"
PLAIN = {ABOVE: "> 0", FROM: ">= 0", NOT: "!= 0"}
CERTAIN = {ABOVE: "is_positive", FROM: "is_nonnegative", NOT: "is_nonzero"}
BELOW = {r"< 0": "is_negative", r"\leq 0": "is_nonpositive"}


def conditions(sides: Iterable[Expr], where: Where) -> str:
    """What an equation assumes, in words; TypeError if it cannot hold.

    where: {symbol: what it stands for}.
    """
    found = {(part.subs(where), sign) for part, sign in demands(sides)}
    found |= set(demands(where.values())) | set(of_symbols(where))
    symbols = set().union(*[part.subs(where).free_symbols for part in sides],
                          *[part.free_symbols for part in where.values()])
    said = [f"${latex(v)} {sign}$" for v in sorted(symbols, key=str)
            if (sign := assumed(v))]
    said += in_words({one for one in found if not certain(*one)})
    return " for " + " and ".join(said) if said else ""


def assumed(v: Symbol) -> str:
    """What the assumptions on a symbol say of its sign, if that is news.

    Of a size of the model, and of a Dummy, it is none: what a Dummy stands
    for is known from elsewhere.
    """
    if isinstance(v, Dummy) or v in {n_x, n_h, n_y}:
        return ""
    return next((sign for sign, name in (BELOW | CERTAIN).items()
                 if getattr(v, name)), "")


def certain(e: Expr, sign: str) -> bool:
    """Whether e has this sign for certain; TypeError if it never has.

    As far as the assumptions on its symbols tell.
    """
    if sign == NOT:
        known = None if e.is_zero is None else not e.is_zero
    else:
        known = getattr(e, CERTAIN[sign])
    if known is False:
        raise TypeError(f"{e} {PLAIN[sign]} never holds: the "
                        "equation divides by 0, or takes a root or logarithm "
                        "of what has none")
    return bool(known)


def demands(sides: Iterable[Expr], moves: bool = False) -> Iterator[Demand]:
    """Pairs (part, sign): what the sides need to have a value.

    moves: inside a derivative, where roots of 0 and kinks have no slope.
    """
    for e in sides:
        if isinstance(e, MatrixBase):
            yield from demands(list(e), moves)
        elif isinstance(e, MatPow):                 # a power 0, 1, 2, ...
            yield from demands([e.base.as_explicit()], moves)
        elif isinstance(e, Derivative):
            yield from demands(e.args[:1], moves=True)
        else:
            yield from of_node(e, moves)
            yield from demands(e.args, moves)


def of_node(e: Expr, moves: bool) -> Iterator[Demand]:
    """Pairs (part, sign): what the outermost operation of e needs."""
    if moves and isinstance(e, (Abs, Max, Min)):
        raise TypeError(f"the derivative of {e} has jumps: write the "
                        "pieces one by one")
    if e.is_Pow and e.is_commutative:
        yield from of_power(e.base, e.exp, moves)
    if isinstance(e, log):
        yield e.args[0], ABOVE
    if isinstance(e, atanh):
        yield 1 - e.args[0]**2, ABOVE


def of_power(base: Expr, exponent: Expr, moves: bool) -> Iterator[Demand]:
    """Pairs (base, sign): what a power needs of its base, if anything."""
    if not exponent.is_integer:
        yield base, FROM if exponent.is_positive and not moves else ABOVE
    elif not exponent.is_nonnegative:
        yield base, NOT


def of_symbols(where: Where) -> Iterator[Demand]:
    """Pairs (e, sign): what symbols assume of the e that they stand for."""
    for v, e in where.items():
        if not v.is_commutative or not isinstance(e, Expr):
            continue
        check_kind(v, e)
        if v.is_negative or v.is_nonpositive:
            raise ValueError(f"say -{v} in where=, not the negative {v}")
        yield from [(e, sign) for sign, name in CERTAIN.items()
                    if getattr(v, name)][:1]


def check_kind(v: Symbol, e: Expr) -> None:
    """ValueError if v is an integer, or real, and e may be something else."""
    for kind in ("integer", "real"):
        if getattr(v, f"is_{kind}") and not getattr(e, f"is_{kind}"):
            raise ValueError(f"{v} is {kind}, and {e} in where= may not "
                             f"be: declare its symbols {kind}")


def in_words(found: set[Demand]) -> list[str]:
    """The conditions as they print: those that others imply left out."""
    implied = {part for e, sign in found if sign == ABOVE
               for part in factors(e)}
    said = {f"${latex(e)} {sign}$" for e, sign in found if sign != NOT}
    for e, sign in found:
        said |= {unequal(part) for part in factors(e) - implied
                 if sign == NOT and not certain(part, NOT)}
    return sorted(said)


def factors(e: Expr) -> set[Expr]:
    """The factors above and below the line of e, up to their sign."""
    try:
        return {monic(part) for side in fraction(together(e))
                for part, _ in factor_list(side)[1]}
    except PolynomialError:
        return set(Mul.make_args(e))


def monic(e: Expr) -> Expr:
    """e or -e, always the same of the two."""
    return -e if e.could_extract_minus_sign() else e


def unequal(e: Expr) -> str:
    r"""x \neq 1 for x - 1."""
    v, *others = e.free_symbols
    values = solve(e, v) if not others and e.is_polynomial(v) else []
    if len(values) == 1 and isinstance(v, Symbol):
        return rf"${latex(v)} \neq {latex(values[0])}$"
    return rf"${latex(e)} \neq 0$"
