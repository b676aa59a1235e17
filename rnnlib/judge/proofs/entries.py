"""Trees as formulas of entries: what has no sum or product over time."""
from __future__ import annotations

from fractions import Fraction

from ..tree import nodes as tree
from ..tree.nodes import Node
from .layout import layout, of_name
from .names import Json, Letters, Untranslated, fraction, minus, plus, times

Places = tuple[str, ...]
PARAMETERS = ("U", "W", "V", "b_h", "b_y")


class Entries:
    """Trees of one line as formulas; network: "tanh", "linear", "open"."""

    def __init__(self, network: str) -> None:
        self.network = network

    def of(self, node: Node, at: Places, known: Letters) -> Json:
        """The entry of a tree at a place: letters for rows, then columns."""
        own = layout(node)
        if len(own.axes) != len(at):
            if own.plain and not own.axes:
                return self.beside(node, at, known)
            raise Untranslated("an entry of another shape")
        name = type(node).__name__.lower()
        found = getattr(self, f"of_{name}", None)
        if found is None:
            raise Untranslated(f"{name} among entries")
        return found(node, at, known)

    def beside(self, node: Node, at: Places, known: Letters) -> Json:
        """A number beside a column is ones, beside a matrix that many I."""
        value = self.of(node, (), known)
        if len(at) == 1:
            return value
        if len(at) != 2:
            raise Untranslated("a number beside an array")
        return times(value, ["delta", *at])

    def of_number(self, node: tree.Number, at: Places, known: Letters
                  ) -> Json:
        """A number."""
        return fraction(node.value)

    def of_count(self, node: tree.Count, at: Places, known: Letters) -> Json:
        """A time or a size."""
        return known.number(node.value)

    def of_entry(self, node: tree.Entry, at: Places, known: Letters) -> Json:
        """An entry of a name."""
        return self.named(node, known.all_of(
            node.indices, of_name(node.name).axes), known)

    def of_whole(self, node: tree.Whole, at: Places, known: Letters) -> Json:
        """A whole."""
        return self.named(node, at, known)

    def named(self, node: tree.Entry | tree.Whole, at: Places,
              known: Letters) -> Json:
        """What a name is at a place."""
        if node.name in PARAMETERS:
            if node.copy is not None:
                raise Untranslated("a copy of a parameter")
            return [node.name, *at]
        time = known.time(node.time)
        if node.name == "D":
            return times(["delta", *at], self.slope(time, at[0]))
        if node.name == "J":
            return times(self.slope(time, at[0]), ["W", *at])
        if node.name in ("lambda", "a", "total"):
            raise Untranslated("the loss over all steps")
        return [node.name, time, *at]

    def slope(self, time: str, letter: str) -> Json:
        """The slope of a unit."""
        if self.network == "linear":
            return 1
        if self.network == "open":
            return ["slope", ["p", time, letter]]
        return ["+", 1, minus(["^", ["h", time, letter], 2])]

    def of_plus(self, node: tree.Plus, at: Places, known: Letters) -> Json:
        """A sum."""
        return plus(*[self.of(one, at, known) for one in node.terms])

    def of_times(self, node: tree.Times, at: Places, known: Letters) -> Json:
        """A product, of numbers and of matrices in a row."""
        numbers = [one for one in node.factors if not layout(one).axes]
        wide = [one for one in node.factors if layout(one).axes]
        return times(*[self.of(one, (), known) for one in numbers],
                     self.row(wide, at, known))

    def row(self, wide: list[Node], at: Places, known: Letters) -> Json:
        """A product of matrices."""
        if len(wide) < 2:
            return self.of(wide[0], at, known) if wide else 1
        first = layout(wide[0])
        inner = [known.fresh(space) for space in first.cols]
        rows = len(first.rows)
        rest = at[rows:]
        left = self.of(wide[0], (*at[:rows], *inner), known)
        if len(wide) == 2:
            right = self.of(wide[1], (*inner, *rest), known)
        else:
            right = self.row(wide[1:], (*inner, *rest), known)
        found = times(left, right)
        for letter in reversed(inner):
            found = ["sum", letter, found]
        return found

    def of_entrybyentry(self, node: tree.EntryByEntry, at: Places,
                        known: Letters) -> Json:
        """A product entry by entry."""
        return times(self.like(node.first, at, known),
                     self.like(node.second, at, known))

    def of_over(self, node: tree.Over, at: Places, known: Letters) -> Json:
        """A quotient, entry by entry."""
        return times(self.like(node.first, at, known),
                     ["^", self.like(node.second, at, known), -1])

    def like(self, node: Node, at: Places, known: Letters) -> Json:
        """An entry, or a number that stands for each."""
        return self.of(node, at if layout(node).axes else (), known)

    def of_outer(self, node: tree.Outer, at: Places, known: Letters) -> Json:
        """An outer product."""
        return times(self.of(node.first, at[:1], known),
                     self.of(node.second, at[1:], known))

    def of_power(self, node: tree.Power, at: Places, known: Letters) -> Json:
        """A power: of a matrix the product, else entry by entry."""
        own, exponent = layout(node.base), node.exponent
        if isinstance(exponent, Fraction):
            value = exponent
        elif exponent.letters:
            raise Untranslated("a power with a letter above")
        else:
            value = Fraction(exponent.number)
        if len(own.axes) == 2:
            if value.denominator != 1 or not 0 < value < 9:
                raise Untranslated("such a power of a matrix")
            return self.row([node.base] * int(value), at, known)
        base = self.of(node.base, at, known)
        return base if value == 1 else ["^", base, fraction(value)]

    def of_function(self, node: tree.Function, at: Places, known: Letters
                    ) -> Json:
        """A function, entry by entry; softmax of a column."""
        if node.name == "softmax":
            return self.softmax(node, at, known)
        inner = self.of(node.of, at, known)
        name = node.name
        if name == "phi" and self.network == "tanh":
            name = "tanh"
        if name == "phi" and self.network == "linear":
            return 1 if node.slope else inner
        if not node.slope and name in ("exp", "log", "tanh", "logistic",
                                       "phi"):
            return [name, inner]
        slopes: dict[str, Json] = {
            "exp": ["exp", inner], "log": ["^", inner, -1],
            "tanh": ["+", 1, minus(["^", ["tanh", inner], 2])],
            "logistic": times(["logistic", inner], [
                "+", 1, minus(["logistic", inner])]),
            "phi": ["slope", inner]}
        if name not in slopes:
            raise Untranslated(name)
        return slopes[name]

    def softmax(self, node: tree.Function, at: Places, known: Letters
                ) -> Json:
        """exp over the sum of exp."""
        space = layout(node.of).axes[0]
        other = known.fresh(space)
        return times(["exp", self.of(node.of, at, known)], [
            "^", ["sum", other, ["exp", self.of(node.of, (other,), known)]],
            -1])

    def of_diag(self, node: tree.Diag, at: Places, known: Letters) -> Json:
        """A diagonal matrix."""
        return times(["delta", *at], self.of(node.of, at[:1], known))

    def of_turned(self, node: tree.Turned, at: Places, known: Letters
                  ) -> Json:
        """A transpose."""
        rows = len(layout(node).rows)
        return self.of(node.of, at[rows:] + at[:rows], known)

    def of_derivative(self, node: tree.Derivative, at: Places,
                      known: Letters) -> Json:
        """A derivative by an entry."""
        many = len(layout(node.top).axes)
        below = self.of(node.below, at[many:] if isinstance(
            node.below, tree.Whole) else (), known)
        top = self.of(node.top, at[:many], known)
        if not node.immediate:
            return ["d", top, below]
        if not isinstance(node.top, tree.Entry | tree.Whole):
            raise Untranslated("an immediate derivative of an expression")
        return ["imm", top, below, known.time(node.top.time)]

    def of_sumover(self, node: tree.SumOver, at: Places, known: Letters
                   ) -> Json:
        """A sum over an index."""
        name = known.fresh(node.space, node.letter)
        inner = known.within(node.letter, name, node.space)
        return ["sum", name, self.of(node.body, at, inner)]

    def of_delta(self, node: tree.Delta, at: Places, known: Letters) -> Json:
        """Kronecker's delta."""
        return ["delta", known.of(node.first), known.of(node.second)]

    def of_part(self, node: tree.Part, at: Places, known: Letters) -> Json:
        """An entry of an expression."""
        return self.of(node.of, known.all_of(
            node.indices, layout(node.of).axes), known)
