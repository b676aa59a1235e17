"""Equations without sizes: numbers, scalars and small explicit matrices.

`exact` proves them with SymPy's own algebra: the difference of both sides
must come out as the number 0, entry by entry. Whoever distrusts SymPy's
rules is served as well: both sides are evaluated at random points, to 40
digits. Such an equation says nothing about the model's tensors and is
therefore no premise of a claim.
"""
import random
import re
from collections.abc import Callable, Iterable
from itertools import chain, islice, repeat
from typing import Any, TypeAlias

from mpmath import mp
from sympy import (
    Abs,
    Add,
    Derivative,
    Dummy,
    Expr,
    Max,
    Min,
    Mul,
    Pow,
    Symbol,
    Tuple,
    atanh,
    binomial,
    cancel,
    cos,
    exp,
    expand,
    expand_func,
    eye,
    ff,
    lambdify,
    latex,
    log,
    preorder_traversal,
    radsimp,
    simplify,
    sin,
    sympify,
    tanh,
    together,
)
from sympy.core.numbers import (
    Exp1,
    GoldenRatio,
    Half,
    Integer,
    NegativeOne,
    One,
    Pi,
    Rational,
    Zero,
)
from sympy.matrices import ImmutableDenseMatrix, MatrixBase, MutableDenseMatrix
from sympy.matrices.expressions import MatPow

from ..certificates.exactly import has_numbers, pairs
from ..ledger.ledger import Equation
from ..ledger.premises import NotProved
from ..printing.plain import show
from ..printing.statements import width
from ..terms.functions import logistic
from ..terms.structure import structure
from ..terms.types import Where
from .domains import conditions
from .publishing import Refuted, publish

POINTS, DIGITS = 5, 40
# how a symbol prints: a letter, perhaps with an accent, and an index or none
SYMBOL = re.compile(r"([A-Za-z]|\\[A-Za-z]+|\\(hat|bar|tilde)\{[A-Za-z]\})"
                    r"(_\{?\\?\w+\}?)?")
EXPLICIT = (MutableDenseMatrix, ImmutableDenseMatrix)
Side: TypeAlias = Expr | MatrixBase
# two entries, and points: {symbol: number}
Sides: TypeAlias = tuple[Expr, Expr, list[dict[Symbol, Any]]]


# types, compared exactly: a subclass may have other rules
KINDS = {Add, Mul, Pow, Integer, Zero, One, NegativeOne, Rational, Half, Exp1,
         Pi, GoldenRatio, Symbol, Derivative, exp, log, tanh, atanh, sin, cos,
         logistic, Abs, Min, Max, binomial, ff}


def exact(label: str, lhs: Side, rhs: Side, over: Symbol | None = None,
          where: Where | None = None) -> Equation:
    """Prove lhs = rhs by exact algebra, then publish it under `label`.

    lhs, rhs: scalars or explicit matrices of one shape. A Derivative prints
    as it stands and is taken. over: lhs is MatPow(M, t) with an explicit M,
    proved for t = 0, 1, ... by induction. where: {symbol: what it stands
    for}, printed behind the equation and put into both sides.
    Raises NotProved, or Refuted if numbers disagree.

    >>> exact("square", (gain + 1)**2, gain**2 + 2 * gain + 1).kind
    'proof'
    """
    return publish(label, "by_algebra", label, lhs, rhs, over, where)


def by_algebra(label: str, lhs: Side, rhs: Side, over: Symbol | None,
               where: Where | None) -> Equation:
    """The equation lhs = rhs without a label; NotProved, or Refuted."""
    lhs, rhs, where = formula(lhs), formula(rhs), check_where(where or {})
    check_symbols(lhs, rhs, *where, *where.values())
    check_slopes((lhs, rhs), where)
    both = lhs, rhs
    if where:
        both = lhs.doit().subs(where), rhs.doit().subs(where)
    sides = []
    for left, right in [both] if over is None else powers(*both, over):
        sides += check_numbers(label, left, right)
        check_equal(label, left, right)
    said = [lhs, rhs, over, *chain(*where.items())]
    return Equation(
        "", "proof", None, None, in_lines(lhs, rhs, where),
        scope(lhs, rhs, over, where), says=" ".join(map(structure, said)),
        certificate=pairs(sides))


def check_equal(label: str, left: Side, right: Side) -> None:
    """NotProved unless algebra brings each entry of left - right to 0."""
    for one, other in zip(parts(left), parts(right, like=left), strict=True):
        difference = one.doit() - other.doit()
        if not vanishes(difference):
            raise NotProved(f"{label}: {one} - ({other}) was not brought to "
                            "0", difference)


def scope(lhs: Side, rhs: Side, over: Symbol | None, where: Where) -> str:
    """How it was proved, and where it holds, in words."""
    if over is None:
        return "by exact algebra" + conditions([lhs, rhs], where)
    step = Dummy(over.name, integer=True, nonnegative=True)
    sides = [e.xreplace({over: step}) for e in (lhs, rhs)]
    return (f"by exact algebra and induction on ${latex(over)} \\geq 0$"
            + conditions(sides, where))


def formula(e: object) -> Side:
    """A side as SymPy has it; TypeError for text."""
    if isinstance(e, str):
        raise TypeError(f"a formula is needed, not the text {e!r}")
    e = sympify(e)
    for part in e if isinstance(e, MatrixBase) else [e]:
        for node in preorder_traversal(part):
            if type(node) not in {*KINDS, *EXPLICIT, MatPow, Tuple}:
                raise TypeError(f"{node} is not in the language of exact "
                                "equations")
    return e


def check_where(where: Where) -> Where:
    """{symbol: what it stands for}; ValueError if they go in a circle."""
    where = {v: formula(e) for v, e in where.items()}
    for v, e in where.items():
        if type(v) is not Symbol:
            raise TypeError(f"a symbol is needed in where=, got {v}")
        if again := e.free_symbols & set(where):
            raise ValueError(f"{v} stands for {e} in where=, and {again} in "
                             "that for something else: put it in there")
        for entry in parts(e):
            check_language(entry)
    return where


def check_slopes(sides: Iterable[Side], where: Where) -> None:
    """ValueError if a derivative is by what another symbol stands for."""
    for slope in set().union(*[e.atoms(Derivative) for e in sides]):
        moved = {v for by, _ in slope.args[1:]
                 for v in where.get(by, by).free_symbols}
        for v in slope.expr.free_symbols & set(where) - set(slope.variables):
            if moved & where[v].free_symbols:
                raise ValueError(f"is {v} held still in {slope}, or does it "
                                 f"move as {where[v]}? Put that in there")


def check_symbols(*sides: Side) -> None:
    """ValueError if two symbols with unlike assumptions print alike, or if
    one prints like a product, a power or more: d/dx e^x = 0."""
    seen: dict[str, Symbol] = {}
    for v in set().union(*[getattr(e, "free_symbols", ()) for e in sides]):
        if v.is_Symbol and not SYMBOL.fullmatch(latex(v)):
            raise ValueError(f"a symbol is one letter, perhaps with an index, "
                             f"and {v} prints as {latex(v)}")
        if v.is_Symbol and seen.setdefault(latex(v), v) != v:
            raise ValueError(f"two symbols print as {latex(v)}, and what is "
                             "assumed of them differs: declare it once")


def in_lines(lhs: Side, rhs: Side, where: Where, line: int = 36) -> str:
    """lhs = rhs, and on lines of their own what symbols stand for."""
    left, right = show(lhs), show(rhs)
    short = width(left + right) <= line
    lines = [f"{left} = {right}"] if short else [left, rf"\quad = {right}"]
    for word, (v, e) in zip(chain([r"\text{where }"], repeat(r"\quad ")),
                            where.items(), strict=False):
        lines.append(f"{word}{show(v)} = {show(e)}")
    if len(lines) == 1:
        return lines[0]
    return r"\begin{aligned} &" + r" \\ &".join(lines) + r" \end{aligned}"


def powers(lhs: Side, rhs: Side, over: Symbol) -> list[tuple[Side, Side]]:
    """What induction has to show of M^t = rhs: its start and its step."""
    if not isinstance(lhs, MatPow) or lhs.exp != over \
            or not over.is_integer or lhs.base.has(over):
        raise ValueError(f"with over={over} the left side must be "
                         f"MatPow(M, {over}), {over} an integer, got {lhs}")
    M = lhs.base.as_explicit()
    return [(rhs.subs(over, 0), eye(M.shape[0])),
            (rhs.subs(over, over + 1), M * rhs)]


def parts(e: Side, like: Side | None = None) -> list[Expr]:
    """The entries of a matrix, or the scalar itself; checked for language."""
    wrong = like is not None and getattr(e, "shape", ()) != getattr(
        like, "shape", ())
    if wrong or not isinstance(e, (Expr, *EXPLICIT)):
        raise ValueError(f"two scalars, or two explicit matrices of one "
                         f"shape, got {e}")
    entries = list(e) if isinstance(e, MatrixBase) else [e]
    for entry in entries:
        check_language(entry)
    return entries


def check_language(e: Expr) -> None:
    """TypeError for a node that neither algebra nor mpmath can be sure of."""
    if type(e) not in KINDS or not e.is_commutative:
        raise TypeError(f"{e} is not in the language of exact equations")
    if isinstance(e, (binomial, ff)) and not (
            e.args[1].is_Integer and e.args[1] >= 0):
        raise TypeError(f"{e} is not in the language of exact equations: "
                        f"its second argument must be 0, 1, 2, ...")
    if isinstance(e, Derivative) and not all(map(by_symbol, e.args[1:])):
        raise TypeError(f"{e} is not in the language of exact equations: a "
                        "derivative is by symbols")
    for part in e.args[:1] if isinstance(e, Derivative) else e.args:
        check_language(part)


def by_symbol(times: Tuple) -> bool:
    """Whether (v, n) of a derivative is a symbol and how many times by it."""
    return type(times) is Tuple and type(times[0]) is Symbol \
        and times[1].is_Integer


def vanishes(e: Expr) -> bool:
    """Whether algebra brings e to 0: a proof if True, no verdict if not."""
    e = e.rewrite(exp)
    ways = (expand, lambda e: expand(expand_func(e), func=True),
            lambda e: cancel(together(expand(e))),
            lambda e: radsimp(together(e)), simplify)
    return any(way(e) == 0 for way in ways)


def check_numbers(label: str, lhs: Side, rhs: Side) -> list[Sides]:
    """Both sides, and the random points at which they agree to 40 digits.

    Refuted if they do not.
    """
    chance = random.Random(label)
    return [at_points(label, one.doit(), other.doit(), chance)
            for one, other in zip(parts(lhs), parts(rhs, like=lhs),
                                  strict=True)]


def at_points(label: str, one: Expr, other: Expr,
              chance: random.Random) -> Sides:
    """Two entries, and the points at which they agree."""
    names = sorted(one.free_symbols | other.free_symbols, key=str)
    sides = lambdify(names, [one.rewrite(exp), other.rewrite(exp)], "mpmath")
    with mp.workdps(2 * DIGITS):
        points = [{v: point(v, chance) for v in names}
                  for _ in range(POINTS)]
        for at in points:
            compare(label, one, other, sides, at)
        real = real_points(one, other, points, chance)
    return one, other, real if names else []


def real_points(one: Expr, other: Expr, points: list[dict[Symbol, Any]],
                chance: random.Random) -> list[dict[Symbol, Any]]:
    """Points at which all parts are real: these, or others if need be.

    The checker reckons with real numbers only.
    """
    more = [{v: z if v.is_integer else z * mp.mpf(2)**chance.uniform(-4, 4)
             for v, z in at.items()} for at in points for _ in range(20)]
    found = (at for at in (*points, *more) if has_numbers(one, other, at))
    return list(islice(found, POINTS))


def compare(label: str, one: Expr, other: Expr, sides: Callable,
            at: dict[Symbol, Any]) -> None:
    """Refuted if two entries differ at {symbol: number}.

    sides: the function of these numbers that computes both.
    """
    try:
        left, right = sides(*at.values())
    except (ValueError, ZeroDivisionError) as error:
        raise NotProved(f"{label}: no number for {one} = {other} at "
                        f"{[*at]} = {[*at.values()]}: {error}") from None
    if not abs(left - right) <= mp.mpf(10)**-DIGITS * max(1, abs(left)):
        left, right = mp.nstr(left, 8), mp.nstr(right, 8)
        raise Refuted(f"{label}: {one} is {left} where {other} is {right}",
                      one - other, example=at_point(at, left, right))


def at_point(at: dict[Symbol, Any], left: str, right: str) -> str:
    """Where two entries differ, in words."""
    said = f"the left side is {left} and the right side {right}"
    where = ", ".join(f"${latex(v)} = {mp.nstr(z, 5)}$"
                      for v, z in at.items())
    return f"with {where} {said}" if where else said


def point(symbol: Symbol, chance: random.Random) -> Any:
    """A random value that the assumptions on the symbol allow."""
    if symbol.is_integer:
        return chance.randint(1 if symbol.is_positive else 0, 9)
    size = mp.mpf(chance.randint(1, 10**6)) / 10**6 * 3 + mp.mpf(1) / 7
    return size if symbol.is_nonnegative or chance.random() < 0.5 else -size
