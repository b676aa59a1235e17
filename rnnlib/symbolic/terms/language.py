"""The language of the proofs: indices, tensors, sums and derivatives.

Everything inside one time step is written in index notation over symbolic
sizes, so that one line speaks about every n_x, n_h and n_y at once. Bound
indices are private dummies: no substitution can capture them.
"""
from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import product
from math import inf
from numbers import Number
from typing import Self

from sympy import (
    Add,
    Basic,
    Dummy,
    Expr,
    GreaterThan,
    IndexedBase,
    KroneckerDelta,
    LessThan,
    S,
    StrictGreaterThan,
    StrictLessThan,
    Sum,
    Symbol,
    sympify,
)
from sympy.core.relational import Relational
from sympy.tensor.indexed import Indexed

from .types import Facts, Index, Pair, When

TIME = Symbol("time")         # what a time slot runs over; never summed here
STRICT = (StrictLessThan, StrictGreaterThan)
SPACE: dict[Symbol, Symbol] = {}     # index -> what it runs over
SLOTS: dict[str, tuple[Symbol, ...]] = {}    # tensor name -> its slots' spaces
TENSORS: dict[str, Tensor] = {}      # tensor name -> the tensor


def read(e: object) -> Expr:
    """A formula or number as SymPy has it; TypeError for text and the like."""
    if isinstance(e, (Expr, Number)) and not isinstance(e, bool):
        return sympify(e)
    raise TypeError(f"a formula in the words of this page is needed, got "
                    f"{e!r} of type {type(e).__name__}")


def register(index: Symbol, space: Symbol) -> Symbol:
    """The index, noted as running over `space`; ValueError for a second."""
    if SPACE.setdefault(index, space) != space:
        raise ValueError(f"index {index} already runs over "
                         f"{SPACE[index]}, it cannot run over {space} too")
    return index


def idx(names: str, space: Symbol) -> tuple[Symbol, ...]:
    """Indices that run over 0 .. space-1 (or over TIME), as symbols.

    >>> idx("a b", n_y)
    (a, b)
    """
    for name in names.split():
        if "_" in name:                      # the prover's own names have one
            raise ValueError(f"an index has no underscore, got {name!r}")
        if not (name.isascii() and name.isalpha() and len(name) == 1
                and (name.islower() or name == "T")):
            raise ValueError("an index is one of a, b, ... z, so that it "
                             f"prints like nothing else, got {name!r}")
    return tuple(register(Symbol(name, integer=True), space)
                 for name in names.split())


def fresh(index: Symbol) -> Dummy:
    """A private twin of an index, which nobody else can write down."""
    return register(Dummy(index.name, integer=True), SPACE[index])


class Tensor(IndexedBase):
    """A named array; its slots know which indices fit: W[i, j], h[t, i]."""

    def __new__(cls, name: str, *slots: Symbol) -> Tensor:
        if SLOTS.setdefault(str(name), slots) != slots:
            raise ValueError(f"{name} has the slots {SLOTS[str(name)]} "
                             "already")
        return TENSORS.setdefault(str(name), super().__new__(cls, str(name)))

    def __getitem__(self, indices: Index | tuple[Index, ...]) -> Indexed:
        if not isinstance(indices, tuple):
            indices = (indices,)
        check_slots(self.name, indices)
        return super().__getitem__(indices)


def check_slots(name: str, indices: Sequence[Index]) -> None:
    """Raise unless each index runs over what its slot expects."""
    slots = SLOTS[name]
    if len(indices) != len(slots):
        raise ValueError(f"{name} takes {len(slots)} indices, got {indices}")
    for place, (index, slot) in enumerate(zip(indices, slots, strict=True),
                                          start=1):
        found = space_of(index)
        if found not in (slot, None if slot == TIME else slot):
            raise ValueError(f"index {place} of {name} runs over {slot}, "
                             f"got {index} over {found}")


def space_of(index: Index) -> Symbol | None:
    """What an index runs over; None for a plain number.

    A time may be shifted, as t-1; i+1 would leave the range of i.
    """
    index = read(index)
    shift, symbol = index.as_coeff_Add()
    if index.is_Integer and index >= 0:
        return None
    if named_by_search(symbol) or symbol not in SPACE \
            or not shift.is_Integer or (shift and SPACE[symbol] != TIME):
        raise ValueError(f"{index} is not an index: that is one letter, as i "
                         "or t, and only a time may be shifted, by a whole "
                         "number, as t - 1")
    return SPACE[symbol]


def named_by_search(e: Expr) -> bool:
    """Whether e is an index of what a search has left of a difference."""
    return e.is_Symbol and e.name.startswith("_") \
        and not isinstance(e, Dummy)


def delta(a: Index, b: Index) -> Expr:
    """Kronecker's delta of two indices over the same range.

    >>> delta(a, a)
    1
    """
    if space_of(a) != space_of(b):
        raise ValueError(f"delta needs indices over one range, got {a} over "
                         f"{space_of(a)} and {b} over {space_of(b)}")
    return KroneckerDelta(a, b)


def sum_over(f: Expr, *indices: Symbol) -> Expr:
    """The sum of f over the whole range of each index, capture-proof."""
    for index in indices:
        if SPACE.get(index, TIME) == TIME:
            raise ValueError(f"sum_over needs indices over a size, "
                             f"got {index}")
        private = fresh(index)
        f = Sum(sympify(f).xreplace({index: private}),
                (private, 0, SPACE[index] - 1))
    return f


class d(Expr):
    """The derivative of e by w, written and not yet taken."""

    def __new__(cls, e: Expr, w: Indexed) -> d:
        if not isinstance(w, Indexed):
            raise TypeError(f"d takes the derivative by an entry, got {w}")
        if sympify(e).has(d):
            raise TypeError(f"second derivatives are not taken: {e}")
        if not sympify(e).is_commutative:
            raise TypeError(f"d takes entries, not matrices: {e}")
        return super().__new__(cls, sympify(e), w)

    # d(e, w) neither binds indices nor distributes: it waits for `resolve`.
    is_commutative = True


class imm(d):
    """The immediate derivative of an entry by w: earlier times hold still.

    If w is an entry of the time before, w alone moves of all that is earlier.
    """

    def __new__(cls, e: Expr, w: Indexed) -> imm:
        derivative = super().__new__(cls, e, w)
        time = time_of(e) if isinstance(e, Indexed) else None
        if time is None or time_of(w) not in (None, time, time - 1):
            raise TypeError("imm takes an entry at a time, and a parameter or "
                            "an entry of the same time or of the time before: "
                            f"got {e} and {w}")
        return derivative


def time_of(e: Indexed) -> Expr | None:
    """The time of an entry; None for a parameter."""
    return e.indices[0] if SLOTS[e.base.name][0] == TIME else None


def free_indices(*sides: Basic) -> set[Symbol]:
    """The indices that can be chosen freely: those not summed over."""
    return {v for e in sides for v in e.atoms(Symbol)
            if v in SPACE and type(v) is Symbol and not v.name.startswith("_")}


def renewed(e: Expr) -> Expr:
    """The same expression with every bound index replaced by a new one."""
    bound = {v for s in e.atoms(Sum) for v in s.variables}
    return e.xreplace({v: fresh(v) for v in bound})


def difference(low: Expr, high: Expr) -> tuple[Expr, Expr, int] | None:
    """(v, w, n) if high - low is v - w + n for times v and w, which may be 0.

    None for anything else: halves, products, roots or multiples of times.
    """
    number, times = sympify(high - low).expand().as_coeff_Add()
    signed = {1: S.Zero, -1: S.Zero}
    for part in Add.make_args(times):
        sign = -1 if part.could_extract_minus_sign() else 1
        if part and (SPACE.get(sign * part) != TIME or signed[sign]):
            return None
        signed[sign] = sign * part
    return (signed[1], signed[-1], int(number)) if number.is_Integer else None


def pair(fact: Relational) -> Pair:
    """The (low, high) with low <= high that a relation of times says."""
    if type(fact) not in (LessThan, GreaterThan, *STRICT):
        raise ValueError(f"a relation of times is needed, as k < t: got "
                         f"{fact}")
    low = fact.lts + 1 if type(fact) in STRICT else fact.lts
    if not all(difference(*sides) for sides in (
            (low, fact.gts), (0, fact.lts), (0, fact.gts))) or not all(
            type(v) is Symbol for v in fact.free_symbols):
        raise ValueError("a relation of times compares whole times that may "
                         f"be shifted, as k + 2 <= t, and no more than two: "
                         f"got {fact}")
    return low, fact.gts


def facts_of(when: When) -> Facts:
    """The relations of times in `when`, one or several, each of them checked.

    What always holds, as k <= k + 5, is left out. ValueError for what never
    does, and for what is no relation of whole times.
    """
    given = when if isinstance(when, (tuple, list)) else (when,)
    certain = [certainty(fact) for fact in given]
    if False in certain:
        raise ValueError("a relation of times is needed that can hold: "
                         f"got {given[certain.index(False)]} in when={when}")
    return tuple(fact for fact, known in zip(given, certain,
                                             strict=True) if known is None)


def certainty(fact: Relational | bool) -> bool | None:
    """True or False for a relation that always or never holds, else None."""
    if isinstance(fact, bool) or fact in (S.true, S.false):
        return bool(fact)
    found = difference(*pair(fact))
    if found is None or found[0] != found[1]:
        return None
    return found[2] >= 0


class Order:
    """What is known of times: pairs (low, high) with low <= high.

    Times are whole, and each pair says v - w <= n for two of them, or for
    one and 0. So all that follows is found by the shortest paths.
    """

    def __init__(self, *pairs: Pair) -> None:
        self.pairs = pairs

    @classmethod
    def given(cls, *facts: Relational) -> Self:
        """From relations of times, like k < t and k <= t."""
        return cls(*map(pair, facts_of(facts)))

    @cached_property
    def bounds(self) -> dict[Pair, float]:
        """{(v, w): n}: v - w <= n, as far as the pairs tell."""
        known = [found for one in self.pairs
                 if (found := difference(*one)) is not None]
        times = {S.Zero}.union(*[(v, w) for v, w, _ in known])
        bounds = {(v, w): 0 if v == w else inf
                  for v, w in product(times, repeat=2)}
        for later, earlier, n in known:
            bounds[earlier, later] = min(n, bounds[earlier, later])
        for middle, v, w in product(times, repeat=3):
            bounds[v, w] = min(bounds[v, w],
                               bounds[v, middle] + bounds[middle, w])
        return bounds

    def holds(self, low: Expr, high: Expr) -> bool:
        """Whether low <= high follows; from a contradiction, all does."""
        found = difference(low, high)
        if found is None:
            return False
        later, earlier, n = found
        return self.contradictory() or self.bounds.get(
            (earlier, later), 0 if earlier == later else inf) <= n

    def contradictory(self) -> bool:
        """Whether no times obey all pairs."""
        return any(n < 0 for (v, w), n in self.bounds.items() if v == w)


NOTHING_KNOWN = Order()       # of any times
