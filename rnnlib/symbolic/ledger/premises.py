"""Premises: equations of the ledger, at other letters, at times that allow it.

The definitions of the model speak of t = 1, 2, ...; so J_t = D_t W says
nothing about J_0, and a premise moved to another time has to be told that
the time is late enough.
"""
from typing import NamedTuple

from sympy import Dummy, Ge, S, Symbol

from ..grammar.model import T, since
from ..grammar.signs import not_zero
from ..terms.errors import NotProved
from ..terms.language import SPACE, TIME, Order, free_indices, read, space_of
from ..terms.products import Matrix
from .ledger import known


class At(NamedTuple):
    """A premise at other letters or times; the ledger says what it is."""

    label: str
    values: tuple


def at(label, values):
    """A premise at other letters or times: at("chain", {k: k + 1})."""
    known(label)
    values = {letter: read(entry) for letter, entry in values.items()}
    for letter, entry in values.items():
        if letter not in SPACE or space_of(entry) not in (
                SPACE[letter], None if SPACE[letter] == TIME else entry):
            raise ValueError(f"{letter} runs over {SPACE.get(letter)}, "
                             f"{entry} over {space_of(entry)}")
        if letter == T or type(letter) is not Symbol or entry.has(Dummy):
            raise ValueError(f"{letter} cannot be {entry}: T is the last "
                             "step in every equation, and what a sum binds "
                             "is its own")
    return At(label, tuple(values.items()))


def usable(eq, sign="="):
    """The equation, if it can be a premise; D_ij = ... says no D = ..."""
    if eq.lhs is None or isinstance(eq.lhs, Matrix) \
            and eq.kind == "definition" and eq.rhs.is_commutative:
        raise ValueError(f"{eq.label!r} is no premise: a lemma is only "
                         "cited, an exact equation has no letters of the "
                         "model, and a matrix is known by its entries")
    if eq.sign != sign:
        raise ValueError(f"{eq.label!r} is no premise here: its sign is "
                         f"{eq.sign}, not {sign}")
    return eq


def premise(given, sign="="):
    """The equation that an entry of `given` stands for, with its facts."""
    label, values = given if isinstance(given, At) else (given, ())
    if not isinstance(label, str):
        raise TypeError("given must hold labels of the ledger, or at(label, "
                        f"{{...}}), got {type(label).__name__}")
    values = dict(at(label, dict(values)).values)
    eq = usable(known(label), sign)
    begun = tuple(Ge(letter, since(letter)) for letter in values
                  if SPACE[letter] == TIME)
    facts = tuple(fact.xreplace(values) for fact in eq.facts + begun)
    if S.false in facts:
        raise ValueError(f"premise {label!r} holds only when "
                         f"{eq.facts + begun}, which is not so at {values}")
    return eq._replace(lhs=eq.lhs.xreplace(values),
                       rhs=eq.rhs.xreplace(values), facts=facts)


def check_needed(premises, proves):
    """Raise if `proves` does as well with one premise less."""
    for n, one in enumerate(premises):
        try:
            needless = proves(premises[:n] + premises[n + 1:])
        except (NotProved, TypeError, ValueError):
            needless = False
        if needless:
            raise ValueError(f"it holds without {one.label!r}: drop that "
                             "premise")


def check_defined(premises, *sides):
    """Raise unless the sides say what must not be 0 for the premises."""
    for one in premises:
        if parts := set(not_zero(one.lhs, one.rhs)) - set(not_zero(*sides)):
            raise NotProved(f"premise {one.label!r} holds only where "
                            f"{', '.join(map(str, parts))} is not 0, which "
                            "this equation does not say")


def beginnings(*sides):
    """What is known of every time: t >= 1, k >= 0 and s >= 0."""
    return [letter >= since(letter) for letter in free_indices(*sides)
            if SPACE[letter] == TIME]


def check_facts(equation, order, sign="="):
    """Raise unless the premise holds at these times."""
    usable(equation, sign)
    if not all(order.holds(*pair)
               for pair in Order.given(*equation.facts).pairs):
        raise NotProved(f"premise {equation.label!r} holds only when "
                        f"{equation.facts}, which is not given")
