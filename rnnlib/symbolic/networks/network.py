"""What a network declares, and what is wrong with a declaration.

A declaration is data: tensors, the formulas of one step, and how rnnlib
computes them. The checker reads these formulas, the oracle runs them.
So what is checked here is what both rely on: a step is made of this step and
of the one before it, in an order, from tensors that have been declared.
"""
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any, TypeAlias

import numpy as np
from sympy import Expr, S, Symbol
from sympy.tensor.indexed import Indexed

from ..terms.language import (
    SLOTS,
    SPACE,
    TIME,
    Tensor,
    d,
    free_indices,
    time_of,
)
from ..terms.products import Matrix
from ..terms.symbols import t

Formulas: TypeAlias = Mapping[str, tuple[Indexed, Expr]]
Arrays: TypeAlias = Mapping[str, np.ndarray]
#: given and start, as the oracle draws them, to rows for t = 1, 2, ...
Rows: TypeAlias = Callable[[Arrays, Arrays], Arrays]


@dataclass(frozen=True, eq=False)
class Network:
    """A network, a variant of one, or an addition to one.

    A page has one network. A *variant* (`changes`) computes some names
    otherwise, and a page chooses it by defining them so. What is *added*
    (`adds_to`) is there on every page of that network.
    Raises ValueError if the formulas do not make one step after the other.
    """

    name: str                       #: as conditions have it: "lstm"
    tensors: tuple[Tensor, ...]     #: those that no other network has
    formulas: Formulas              #: name -> (its entry at t, the formula)
    shared: "Network | None" = None     #: what every network has
    changes: "Network | None" = None    #: of which this is a variant
    adds_to: "Network | None" = None    #: to which this adds names
    rows: Rows | None = None        #: what rnnlib computes
    restricts: bool = False         #: a special case: printed as a condition
    states: tuple[str, ...] = ()    #: given at time 0
    from_0: tuple[str, ...] = ()    #: other tensors that exist at time 0
    #: key -> (lhs, rhs): what may be assumed, besides the formulas
    conditions: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    #: makes the conditions of some keys hold in a random World
    obey: Callable[[Any, set[str], np.random.Generator], None] | None = None
    #: sizes in which its conditions can hold, made of those that are drawn
    fitting: Callable[[Mapping[Symbol, int]], Mapping[Symbol, int]] | None \
        = None
    #: matrix -> (its times, row letter, column letter, entry)
    matrices: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    #: matrix -> (its times, row letter, column letter, word, its facts)
    sums: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    known: tuple[str, ...] = ()     #: matrices that need no definition
    #: name -> LaTeX, which an index follows; @0 is the time
    prints: Mapping[str, str] = field(default_factory=dict)
    #: matrix -> LaTeX of the whole; @0 and @1 are its times
    looks: Mapping[str, str] = field(default_factory=dict)
    ahead: tuple[str, ...] = ()     #: factors that print first, as gates do
    order: tuple[str, ...] = ()     #: the others, as they stand in a product

    def __post_init__(self) -> None:
        for name, (entry, formula) in self.formulas.items():
            check_entry(self, name, entry)
            check_formula(self, name, entry, formula)
        check_acyclic(self)
        for name in self.states if self.shared else ():
            if name not in self.makes():
                raise ValueError(f"{self.name}: nothing makes the state "
                                 f"{name} after time 0")

    @property
    def base(self) -> "Network":
        """The network of which this is a variant, or an addition to it."""
        return self.changes or self.adds_to or self

    @property
    def own(self) -> set[str]:
        """The names of its tensors."""
        return {tensor.name for tensor in self.tensors}

    @property
    def new(self) -> dict[str, tuple[Indexed, Expr]]:
        """Its formulas for names that its base does not make."""
        return {name: made for name, made in self.formulas.items()
                if self.base is self or name not in self.base.formulas}

    @property
    def changed(self) -> dict[str, tuple[Indexed, Expr]]:
        """Its formulas in place of those of its base."""
        return {name: made for name, made in self.formulas.items()
                if name not in self.new}

    def parts(self) -> tuple["Network", ...]:
        """What every network has, the base, and this, if they are three."""
        found = (self.base.shared, self.base, self)
        return tuple(dict.fromkeys(one for one in found if one))

    def declared(self) -> set[str]:
        """The names that its formulas may use."""
        return {name for one in self.parts() for name in one.own}

    def makes(self) -> dict[str, tuple[Indexed, Expr]]:
        """All formulas of a step."""
        return {name: made for one in self.parts()
                for name, made in one.formulas.items()}

    def starts(self) -> set[str]:
        """The names that may be looked at one step back."""
        return {name for one in self.parts() for name in one.states}


def check_entry(network: Network, name: str, entry: Indexed) -> None:
    """ValueError unless `entry` is name[t, letters], of a declared name."""
    if name not in network.declared():
        raise ValueError(f"{network.name}: {name} is not declared: add it to "
                         "tensors")
    time, *letters = entry.indices
    if entry.base.name != name or SLOTS[name][0] != TIME or time != t \
            or len({*letters}) < len(letters) \
            or not all(type(letter) is Symbol for letter in letters):
        raise ValueError(f"{network.name}: {name} is made at time t, with "
                         f"unlike letters: got {entry}")


def check_formula(network: Network, name: str, entry: Indexed,
                  formula: Expr) -> None:
    """ValueError unless `formula` is made of this step and the one before."""
    def refuse(why: str) -> None:
        raise ValueError(f"{network.name}: the formula of {name} {why}")

    formula = S(formula)
    if formula.has(d) or formula.has(Matrix):
        refuse("holds a derivative or a matrix, and not entries alone")
    for one in sorted(formula.atoms(Indexed), key=str):
        if one.base.name not in network.declared():
            refuse(f"uses {one.base.name}, which is not declared")
        if time_of(one) not in (None, t, t - 1):
            refuse(f"uses {one}: a step is made of the times t and t - 1")
        if time_of(one) == t - 1 and one.base.name not in network.starts():
            refuse(f"uses {one}: only states have a start to look back at")
    if left := free_indices(formula) - free_indices(entry) - {t}:
        refuse(f"leaves {', '.join(sorted(map(str, left)))} open, over "
               f"{', '.join(sorted(str(SPACE[one]) for one in left))}")


def check_acyclic(network: Network) -> None:
    """ValueError if a name is made of itself at the same time."""
    made = network.makes()
    graph = {name: {one.base.name for one in S(formula).atoms(Indexed)
                    if time_of(one) == t and one.base.name in made}
             for name, (_, formula) in made.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise ValueError(f"{network.name}: made of each other at the same "
                         f"time: {', '.join(error.args[1])}") from None

