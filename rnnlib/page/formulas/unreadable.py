"""Whether what a reader hands in is a formula, and what it is if it is not."""
import numbers
from typing import Any

from rnnlib.symbolic.grammar.entries import matrix_shape, shape
from rnnlib.symbolic.grammar.grammar import check
from rnnlib.symbolic.ledger.laid_down import definitions, undefined
from rnnlib.symbolic.methods.variants import foreign
from rnnlib.symbolic.printing.typed import typed
from rnnlib.symbolic.terms.language import SLOTS, TIME
from rnnlib.symbolic.terms.types import Shape
from sympy import Expr, Float, Integer, Rational, nsimplify
from sympy.tensor.indexed import Indexed, IndexedBase

from .wording import check_lengths


def unread(answer: object) -> str:
    """What to say of an answer that is no formula at all."""
    if isinstance(answer, numbers.Integral) and not isinstance(answer, bool):
        return too_large(Integer(int(answer)))
    if isinstance(answer, numbers.Real) and not isinstance(answer,
                                                           (bool, Expr)):
        return decimal(answer)
    if isinstance(answer, IndexedBase) and answer.name in SLOTS:
        return (f"`{answer.name}` needs its indices, as "
                f"`{answer.name}[{places(answer)}]`")
    if not isinstance(answer, Expr):
        return ("a formula in the words of this page is needed, not an "
                f"equation and no text: got `{type(answer).__name__}`")
    if found := sorted(answer.atoms(Float), key=str):
        return decimal(found[0])
    return too_large(*answer.atoms(Rational))


def too_large(*values: Rational) -> str:
    """What to say of numbers that no float holds; "" if there are none."""
    if any(max(abs(one.p), one.q) >= 10**99 for one in values):
        return ("there is a number in it that is too large for a computer's "
                "numbers")
    return ""


def decimal(value: Any) -> str:
    """What to write for a decimal: 2 for 2.0, (...) / 2 for 0.5."""
    value = float(value)
    exact = nsimplify(value, rational=True) if abs(value) < 1e9 else None
    if exact is None or exact.q > 1000:
        return (f"`{value:.6g}` is a decimal, and only whole numbers and "
                "their fractions are known exactly")
    text = f"{exact.p} * (...) / {exact.q}".removeprefix("1 * ")
    if exact.is_Integer:
        text = str(exact)
    return f"`{value:.6g}` is a decimal: write `{text}`, which is exact"


def places(tensor: IndexedBase) -> str:
    """Indices as they stand in a tensor's slots: t, i."""
    return ", ".join("t" if slot == TIME else "iju"[n]
                     for n, slot in enumerate(SLOTS[tensor.name], start=-1))


def unreadable(lhs: Expr, answer: Expr) -> str:
    """Why a formula is none in the words of this page, for this question."""
    try:
        check(lhs, answer)
        check_lengths(answer)
        if said := misshapen(lhs, answer):
            return said
    except (TypeError, ValueError) as error:
        return f"this cannot be read: `{typed(str(error))}`"
    names = [f"mat.{name}" for name in undefined(answer)] + sorted(
        name for name in {entry.base.name for entry in answer.atoms(Indexed)}
        - {entry.base.name for entry in lhs.atoms(Indexed)}
        if foreign(name, definitions()))
    return f"`{names[0]}` is no word of this page" if names else ""


def misshapen(lhs: Expr, answer: Expr) -> str:
    """What shape is needed, if an answer has another; "" for entries."""
    if lhs.is_commutative:
        return ""
    wanted, got = matrix_shape(lhs), shape(answer)
    if wanted == got or got is None and (
            answer == 0 or wanted[0] == wanted[1]):
        return ""
    return f"{in_words(wanted)} is needed, got {in_words(got)}"


def in_words(sizes: Shape | None) -> str:
    """A shape in words."""
    rows, columns = sizes or (None, None)
    if rows and columns:
        return f"a matrix of ${rows}$ rows and ${columns}$ columns"
    if rows:
        return f"a column of ${rows}$ entries"
    return f"a row of ${columns}$ entries" if columns else "a number"
