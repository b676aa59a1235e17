"""One shape for equal index expressions: distribute, contract, name, sort.

`canonical` turns an expression into a sum of products in which every bound
sum is connected, every delta is used up and every bound index has a name
that depends on structure alone. If a canonical difference is 0, the two
sides are equal for every size. SymPy's `simplify` and `doit` are not used:
on indexed sums they are not reliable.
"""
from itertools import product
from math import prod
from typing import TypeAlias

from sympy import (
    Add,
    Dummy,
    Expr,
    Function,
    KroneckerDelta,
    Mul,
    Pow,
    S,
    Sum,
    Symbol,
    default_sort_key,
    exp,
    log,
    tanh,
)

from ..grammar.signs import positive
from ..terms.errors import check_size
from ..terms.functions import logistic
from ..terms.language import SPACE, d, fresh, register
from .naming import orders

LEVEL: dict[Symbol, int] = {}       # canonical bound name -> nesting depth
Opened: TypeAlias = tuple[list[Expr], list[Symbol]]     # factors, bound


def canonical(e: Expr) -> Expr:
    """The canonical form of an index expression.

    Raises TypeError for a sum that was not made by `sum_over`.
    """
    return Add(*[close(factors, bound) for factors, bound in terms(e)])


def terms(e: Expr) -> list[Opened]:
    """e as a list of (factors, bound indices): sums opened, distributed."""
    if e.is_Add:
        return [term for part in e.args for term in terms(part)]
    if e.is_Mul:
        return distribute([terms(part) for part in e.args])
    if e.is_Pow and e.exp.is_Integer and 0 < e.exp < 9:
        return distribute([terms(e.base) for _ in range(e.exp)])
    if isinstance(e, Sum):
        return open_sum(e)
    if isinstance(e, logistic):                 # tanh is the only one left
        return terms((1 + tanh(e.args[0] / 2)) / 2)
    if isinstance(e, log):
        return logarithm(canonical(e.args[0]))
    return [(atom(e), [])]


def distribute(parts: list[list[Opened]]) -> list[Opened]:
    """The terms of a product, from those of each of its parts."""
    check_size(prod(map(len, parts)), "a product of sums")
    return [(sum((f for f, _ in pick), []), sum((b for _, b in pick), []))
            for pick in product(*parts)]


def open_sum(e: Sum) -> list[Opened]:
    """The terms of a sum, its indices replaced by new private ones."""
    for v, low, high in e.limits:
        if v not in SPACE or (low, high) != (0, SPACE[v] - 1) \
                or not (isinstance(v, Dummy) or v in LEVEL):
            raise TypeError(f"{e} was not made by sum_over(f, index)")
    private = {v: fresh(v) for v in e.variables}
    body = e.function.xreplace(private)
    return [(factors, bound + list(private.values()))
            for factors, bound in terms(body)]


def logarithm(arg: Expr) -> list[Opened]:
    """The terms of log(arg): a sum, if arg is a product of positive factors.
    """
    factors = Mul.make_args(arg)
    if not all(map(positive, factors)):
        return [([log(arg)], [])]
    return [term for f in factors for term in log_of_positive(f)]


def log_of_positive(f: Expr) -> list[Opened]:
    """The terms of log(f) for a positive factor: x for e^x, n log x for x^n.
    """
    if isinstance(f, exp):
        return terms(f.args[0])
    return [([f.exp, log(f.base)] if f.is_Pow else [log(f)], [])]


def atom(e: Expr) -> list[Expr]:
    """The factors of an expression that is not distributed."""
    if isinstance(e, exp):
        return [exp(part) for part in Add.make_args(canonical(e.args[0]))]
    if e.is_Pow:
        base = canonical(e.base)
        parts = Mul.make_args(base) if e.exp.is_Integer else [base]
        return [Pow(part, e.exp) for part in parts]
    if isinstance(e, Function) and not isinstance(e, KroneckerDelta):
        return [e.func(*map(canonical, e.args))]
    return [e.func(canonical(e.args[0]), e.args[1]) if isinstance(e, d)
            else e]


def close(factors: list[Expr], bound: list[Symbol]) -> Expr:
    """One term as an expression: deltas used up, sums connected, named."""
    factors = split(Mul(*factors))
    for f in factors:
        if isinstance(f, KroneckerDelta):
            contracted = contract(f, factors, bound)
            if contracted is not None:
                return contracted
    free = [f for f in factors if not f.free_symbols & set(bound)]
    groups = connected([f for f in factors if f not in free], bound)
    return Mul(*free, *[name(*group) for group in groups])


def split(e: Expr) -> list[Expr]:
    """Factors of a product, with exp(a + b) taken apart."""
    parts = []
    for f in Mul.make_args(e):
        if f.is_Pow and isinstance(f.base, KroneckerDelta) and f.exp > 0:
            f = f.base                         # delta**2 == delta
        parts += ([exp(a) for a in Add.make_args(f.args[0])]
                  if isinstance(f, exp) else [f])
    return parts


def contract(spike: KroneckerDelta, factors: list[Expr],
             bound: list[Symbol]) -> Expr | None:
    """The term without delta_xy, if x is bound; else with x for all other y.

    None if neither changes anything.
    """
    x, y = sorted(spike.args, key=lambda v: (v not in bound, str(v)))
    if SPACE.get(x) != SPACE.get(y) or not y.is_Symbol:
        raise TypeError(f"{spike} mixes ranges or fixes an index: use "
                        "delta(a, b) with two indices over one range")
    rest = Mul(*[f for f in factors if f != spike])
    if x in bound:
        return reopen(rest.xreplace({x: y}), [b for b in bound if b != x])
    if y in rest.free_symbols:
        return reopen(spike * rest.xreplace({y: x}), bound)
    return None


def reopen(e: Expr, bound: list[Symbol]) -> Expr:
    """Close e again after a substitution has changed its factors."""
    return Add(*[close(f, b + bound) for f, b in terms(e)])


def connected(factors: list[Expr],
              bound: list[Symbol]) -> list[tuple[set[Symbol], list[Expr]]]:
    """Bound indices that share a factor, as [(indices, factors), ...]."""
    groups: list[tuple[set[Symbol], list[Expr]]] = [
        ({b}, []) for b in bound]
    for f in factors:
        hit = [g for g in groups if g[0] & f.free_symbols]
        merged = (set().union(*[g[0] for g in hit]),
                  sum((g[1] for g in hit), []) + [f])
        groups = [g for g in groups if g not in hit] + [merged]
    return groups


def name(indices: set[Symbol], factors: list[Expr]) -> Expr:
    """A connected sum under names that depend on its structure alone."""
    if not factors:                                # sum of 1 over an index
        return Mul(*[SPACE[v] for v in indices])
    body = Mul(*factors)
    level = 1 + max([LEVEL.get(v, 0) for v in body.atoms(Symbol)])
    options = []
    for order in orders(indices, body):
        names = [bound_name(SPACE[v], level, n) for n, v in enumerate(order)]
        options.append(again(body.xreplace(dict(zip(order, names,
                                                    strict=True)))))
    return Sum(min(options, key=default_sort_key),
               *[(v, 0, SPACE[v] - 1) for v in names])


def again(body: Expr) -> Expr:
    """The body with nested sums renamed: around them all is named now."""
    inner = {s: canonical(s) for s in body.atoms(Sum)}
    return body.xreplace(inner) if inner else body


def bound_name(space: Symbol, level: int, n: int) -> Symbol:
    """The n-th index over a space that is bound `level` sums deep."""
    index = register(Symbol(f"_{space}_{level}_{n}", integer=True), space)
    LEVEL[index] = level
    return index


def is_zero(e: Expr) -> bool:
    """Whether e is 0 for every size: a proof if True, no verdict if not."""
    return canonical(e) == S.Zero
