"""Derivatives taken through the definitions, one time step deep.

A definition speaks about time t. States at other times stay open: of
dh_{t-1}/dW nothing is known but that it exists, so it stays as it is. A
derivative is 0 only where the model says that nothing flows.
"""
from collections.abc import Collection, Mapping
from typing import TypeAlias

from sympy import Add, Expr, Function, KroneckerDelta, Mul, S, Sum
from sympy.tensor.indexed import Indexed, IndexedBase

from ..grammar.model import MADE_NOW, MADE_OF, STATES, ancestors
from ..terms.language import NOTHING_KNOWN, Order, d, imm, renewed, time_of
from .variants import check_chosen

# name -> (label, entry, what a page defines it as)
Definitions: TypeAlias = Mapping[str, tuple[str, Indexed, Expr]]


class Calculus:
    """Derivatives by the definitions of a page, and the labels it used.

    order: what is known of times; unfold: names whose definition is put in.
    """

    def __init__(self, definitions: Definitions, order: Order = NOTHING_KNOWN,
                 unfold: Collection[str] = tuple(MADE_OF)) -> None:
        self.definitions = definitions
        self.order, self.unfold = order, unfold
        self.used: set[str] = set()
        self.held: Expr | None = None       # the only time that may move
        self.checked: set[IndexedBase] = set()          # by what was derived

    def resolve(self, e: Expr) -> Expr:
        """e with derivatives taken and the names in `unfold` put in."""
        if isinstance(e, d):
            taken = self.immediate(*e.args) if isinstance(e, imm) \
                else self.by(*e.args)
            return e if taken == e else self.resolve(taken)
        if isinstance(e, Indexed):
            rhs = self.definition(e) if e.base.name in self.unfold else None
            return e if rhs is None else self.resolve(rhs)
        if isinstance(e, Sum):
            return Sum(self.resolve(e.function), *e.limits)
        return e.func(*map(self.resolve, e.args)) if e.args else e

    def definition(self, e: Indexed) -> Expr | None:
        """The definition of the entry e, or None if it stays open."""
        found = self.definitions.get(e.base.name)
        if found is None or time_of(found[1]) != time_of(e):
            return None
        label, lhs, rhs = found
        self.used.add(label)
        return renewed(rhs).xreplace(dict(zip(lhs.indices, e.indices,
                                              strict=True)))

    def immediate(self, e: Expr, w: Indexed) -> Expr:
        """The derivative of the entry e by w if earlier times hold still."""
        if self.definition(e) is None:
            return imm(e, w)
        here = Calculus(self.definitions, self.order, self.unfold)
        here.used, here.held = self.used, time_of(e)
        here.checked = self.checked
        return here.by(e, w)

    def by(self, e: Expr, w: Indexed) -> Expr:
        """The derivative of e by the entry w: one line a rule."""
        if isinstance(e, Indexed):
            return self.entry(e, w)
        if not e.has(Indexed):
            return S.Zero
        if isinstance(e, Sum):
            return Sum(self.by(e.function, w), *e.limits)
        if e.is_Add:
            return Add(*[self.by(part, w) for part in e.args])
        if e.is_Mul:
            return Add(*[Mul(*e.args[:n], self.by(f, w), *e.args[n + 1:])
                         for n, f in enumerate(e.args)])
        if e.is_Pow and e.exp.is_number:
            return e.exp * e.base**(e.exp - 1) * self.by(e.base, w)
        if isinstance(e, Function):
            return Add(*[e.fdiff(n) * self.by(f, w)
                         for n, f in enumerate(e.args, start=1)])
        raise TypeError(f"no rule for the derivative of {e}")

    def entry(self, e: Indexed, w: Indexed) -> Expr:
        """The derivative of one entry by another."""
        self.check(w)
        if self.held_still(e):
            same = e.base == w.base and time_of(e) == time_of(w)
            return same_entry(e, w) if same else S.Zero
        if e.base == w.base:
            order = self.compare(time_of(e), time_of(w))
            if order == 0:
                return same_entry(e, w)
            if order is None:       # h_s by h_k, where s = k may be or not
                return d(e, w)
        if self.constant(e, w):
            return S.Zero
        rhs = self.definition(e)
        if isinstance(rhs, Function):        # tanh' in terms of e: 1 - e**2
            return rhs.fdiff().xreplace({rhs: e}) * self.by(rhs.args[0], w)
        if rhs is not None:
            return self.by(rhs, w)
        return d(e, w) if self.held is None else imm(e, w)

    def check(self, w: Indexed) -> None:
        """Raise unless the page has chosen the network that w is of."""
        if w.base not in self.checked:
            check_chosen(w.base.name, self.definitions)
            self.checked.add(w.base)

    def held_still(self, e: Indexed) -> bool:
        """Whether e is of a time at which nothing but w itself may move."""
        return self.held is not None and time_of(e) not in (None, self.held)

    def constant(self, e: Indexed, w: Indexed) -> bool:
        """Whether nothing flows from w into e, for certain."""
        name, order = e.base.name, self.compare(time_of(e), time_of(w))
        start = name in STATES and time_of(e) == 0          # h_0 is given
        if w.base.name not in ancestors(name) | {name} \
                or (start and w.base != e.base):
            return True
        if order == 0 and w.base.name not in ancestors(name, MADE_NOW):
            return True         # of one step, but e is computed before w
        return order == -1 or (order == 1 and name not in MADE_OF)

    def compare(self, first: Expr | None, second: Expr | None) -> int | None:
        """-1, 0, 1 for earlier, same, later; None if not known."""
        if first is None or second is None:       # a parameter has no time
            return 0 if first is second else None
        if first == second:
            return 0
        if self.order.holds(first + 1, second):
            return -1
        return 1 if self.order.holds(second + 1, first) else None


def same_entry(e: Indexed, w: Indexed) -> Expr:
    """1 if two entries of one tensor, at one time, are the same; else 0."""
    start = 0 if time_of(e) is None else 1
    return Mul(*[KroneckerDelta(a, b) for a, b in
                 zip(e.indices[start:], w.indices[start:], strict=True)])
