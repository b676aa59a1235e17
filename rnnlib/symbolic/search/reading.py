"""Between the checker's terms, SymPy and JSON, for the search.

A line is tidied by SymPy and written in the order in which it prints. The
checker compares it with the line before, so nothing here is trusted.
"""
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from sympy import (
    Add,
    Expr,
    KroneckerDelta,
    Mul,
    Pow,
    Rational,
    Sum,
    Symbol,
    exp,
    log,
    tanh,
)
from sympy.tensor.indexed import Indexed

from ...checker.language import Language
from ...checker.terms import Term, Time, free, is_entry, is_time
from ..certificates.writing import Writer
from ..terms.functions import logistic
from ..terms.language import (
    SPACE,
    TENSORS,
    TIME,
    d,
    imm,
    register,
)
from ..terms.products import (
    Matrix,
    ProductOverTime,
    SumOverTime,
    transpose,
)
from ..terms.symbols import n_h, n_x, n_y

FUNCTIONS = {"exp": exp, "log": log, "tanh": tanh, "logistic": logistic,
             "T": transpose}
OVER_TIME = {"chain": ProductOverTime, "over": SumOverTime}
SIZES = {"n_h": n_h, "n_x": n_x, "n_y": n_y, "time": TIME}


def symbol(name: str, language: Language) -> Symbol:
    """The symbol of a name: a letter, or a number of the model."""
    from ..terms.symbols import gain, gamma, sigma
    numbers = {**SIZES, "kappa": gain, "sigma": sigma, "gamma": gamma}
    if name in numbers:
        return numbers[name]
    private = "#" in name                # nobody can write such a letter
    found = Symbol("_" * private + name.replace("#", "_"), integer=True)
    if found not in SPACE:
        register(found, SIZES[language.space(name)])
    return found


def time(one: Time, language: Language) -> Expr:
    """A time in SymPy."""
    letter, shift = one
    return (symbol(letter, language) if letter else 0) + Rational(shift)


def sympy_of(e: Term, language: Language) -> Expr:
    """A formula in SymPy, which tidies it on the way."""
    def of(part: Term) -> Expr:
        return sympy_of(part, language)

    if isinstance(e, int | Fraction):
        return Rational(e)
    if isinstance(e, str):
        return symbol(e, language)
    head = e[0]
    if is_entry(e):
        return Indexed(TENSORS[head], *[
            time(part, language) if is_time(part)
            else symbol(part, language) for part in e[1:]])
    if head in ("+", "*", "^"):
        return {"+": Add, "*": Mul, "^": Pow}[head](*map(of, e[1:]))
    if head == "sum":
        v = symbol(e[1], language)
        return Sum(of(e[2]), (v, 0, SPACE[v] - 1))
    if head == "delta":
        return KroneckerDelta(*[symbol(v, language) for v in e[1:]])
    if head in ("d", "imm"):
        return {"d": d, "imm": imm}[head](of(e[1]), of(e[2]))
    if head == "@":
        return Matrix(e[1], *[time(one, language) for one in e[2:]])
    if head in OVER_TIME:
        _, letter, first, last, *step, body = e
        return OVER_TIME[head](of(body), symbol(letter, language), time(
            first, language), time(last, language), *step)
    return FUNCTIONS[head](of(e[1]))


def pretty(e: Term, language: Language, taken: Iterable[str] = ()) -> Term:
    """The formula as SymPy tidies it, in the order in which it prints."""
    names = {v.partition("#")[0] for v in free(e)} | {*taken}
    return language.term(Writer(names).term(sympy_of(e, language)))


def json_of(e: Term, taken: frozenset[str]) -> Any:
    """A term as JSON; private letters get names that are free there."""
    return written(e, {}, taken)


def written(e: Term, names: dict[str, str], taken: frozenset[str]) -> Any:
    """A term as JSON. names: those of private letters; taken: in use."""
    if isinstance(e, Fraction):
        return ["/", e.numerator, e.denominator] if e.denominator > 1 \
            else int(e)
    if isinstance(e, str):
        return names.get(e, e)
    if not isinstance(e, tuple):
        return e
    if is_time(e):
        letter, shift = names.get(e[0], e[0]), e[1]
        return f"{letter}{shift:+d}" if letter and shift \
            else letter or str(shift)
    if e[0] in ("sum", "over", "chain"):
        new = e[1] if "#" not in e[1] and e[1] not in taken else unused(
            e[1].partition("#")[0], taken)
        *limits, body = e[2:]
        return [e[0], new, *[written(one, names, taken) for one in limits],
                written(body, {**names, e[1]: new}, taken | {new})]
    return [e[0], *[written(part, names, taken) for part in e[1:]]]


LETTERS = {"n_h": "ijlm", "n_x": "uv", "n_y": "abc", "time": "skt"}


def unused(letter: str, taken: Iterable[str]) -> str:
    """A letter over the same range that is not taken."""
    row = next((row for row in LETTERS.values() if letter[0] in row),
               letter[0])
    some = [letter[0], *row, *[f"{letter[0]}{n}" for n in range(1, 99)]]
    return next(name for name in some if name not in taken)
