"""Premises: equations of the ledger, at other indices or times.

The definitions of the model speak of t = 1, 2, ...; so J_t = D_t W says
nothing about J_0, and a premise at another time has as a fact that this time
is late enough.
"""
from collections.abc import Sequence
from typing import NamedTuple

from sympy import Dummy, Expr, Ge, S, Symbol
from sympy.core.relational import Relational

from ..grammar.model import T, since
from ..grammar.signs import not_zero
from ..terms.errors import NotProved
from ..terms.language import SPACE, TIME, Order, free_indices, read, space_of
from ..terms.products import Matrix
from ..terms.types import Where
from .ledger import Equation, known


class At(NamedTuple):
    """A premise at other indices or times; the ledger says what it is."""

    label: str
    values: tuple[tuple[Symbol, Expr], ...]      # (index, what it becomes)


def at(label: str, values: Where) -> At:
    """A premise at other indices or times: at("chain", {k: k + 1}).

    Raises KeyError for an unknown label, ValueError for what is no index over
    the same range.
    """
    known(label)
    values = {index: read(new) for index, new in values.items()}
    for index, new in values.items():
        if index not in SPACE or space_of(new) not in (
                SPACE[index], None if SPACE[index] == TIME else new):
            raise ValueError(f"{index} runs over {SPACE.get(index)}, "
                             f"{new} over {space_of(new)}")
        if index == T or type(index) is not Symbol or new.has(Dummy):
            raise ValueError(f"{index} cannot be {new}: T is the last "
                             "step in every equation, and what a sum binds "
                             "is its own")
    return At(label, tuple(values.items()))


def usable(eq: Equation, sign: str = "=") -> Equation:
    """The equation, if it can be a premise; ValueError if it cannot.

    A matrix defined by its entries cannot: D_ij = ... is not D = ...
    """
    if eq.lhs is None or isinstance(eq.lhs, Matrix) \
            and eq.kind == "definition" and eq.rhs.is_commutative:
        raise ValueError(f"{eq.label!r} is no premise: a lemma is only "
                         "cited, an exact equation has no letters of the "
                         "model, and a matrix is known by its entries")
    if eq.sign != sign:
        raise ValueError(f"{eq.label!r} is no premise here: its sign is "
                         f"{eq.sign}, not {sign}")
    return eq


def premise(given: str | At, sign: str = "=") -> Equation:
    """The equation that an entry of `given` stands for, with its facts."""
    label, moved = given if isinstance(given, At) else (given, ())
    if not isinstance(label, str):
        raise TypeError("given must hold labels of the ledger, or at(label, "
                        f"{{...}}), got {type(label).__name__}")
    values = dict(at(label, dict(moved)).values)
    eq = usable(known(label), sign)
    begun = tuple(Ge(index, since(index)) for index in values
                  if SPACE[index] == TIME)
    facts = tuple(fact.xreplace(values) for fact in eq.facts + begun)
    if S.false in facts:
        raise ValueError(f"premise {label!r} holds only when "
                         f"{eq.facts + begun}, which is not so at {values}")
    return eq._replace(lhs=eq.lhs.xreplace(values),
                       rhs=eq.rhs.xreplace(values), facts=facts,
                       moved=tuple(values.items()))


def check_defined(premises: Sequence[Equation], *sides: Expr) -> None:
    """Raise unless the sides say what must not be 0 for the premises."""
    for one in premises:
        if parts := set(not_zero(one.lhs, one.rhs)) - set(not_zero(*sides)):
            raise NotProved(f"premise {one.label!r} holds only where "
                            f"{', '.join(map(str, parts))} is not 0, which "
                            "this equation does not say")


def beginnings(*sides: Expr | Relational) -> list[Relational]:
    """What is known of the times in these sides: t >= 1, k >= 0, s >= 0."""
    return [index >= since(index) for index in free_indices(*sides)
            if SPACE[index] == TIME]


def check_facts(equation: Equation, order: Order, sign: str = "=") -> None:
    """Raise unless the premise holds at these times."""
    usable(equation, sign)
    if not all(order.holds(*pair)
               for pair in Order.given(*equation.facts).pairs):
        raise NotProved(f"premise {equation.label!r} holds only when "
                        f"{equation.facts}, which is not given")
