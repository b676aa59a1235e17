"""Trees as sums of products of matrices with letters, over times too."""
from __future__ import annotations

from fractions import Fraction

from ..tree import nodes as tree
from ..tree.nodes import Linear, Node
from . import networks
from .factors import By, Equal, Factor, Matrix, Over, Term, letters_of
from .layout import layout, of_name
from .names import Json, Letters, Untranslated, fraction, times
from .spelling import word_of

Places = tuple[str, ...]
Terms = list[Term]
MOST = 60


class Expander:
    """Trees of one line; mean: whether the whole loss is a mean."""

    def __init__(self, network: str, mean: bool) -> None:
        self.network = network
        self.share: Json = ["^", "T", -1] if mean else 1
        self.summed: set[str] = set()

    def fresh(self, known: Letters, space: str, wish: str = "") -> str:
        """A letter that is summed over."""
        name = known.fresh(space, wish)
        self.summed.add(name)
        return name

    def of(self, node: Node, at: Places, known: Letters) -> Terms:
        """The products whose sum is the entry of a tree at a place."""
        own = layout(node)
        name = type(node).__name__.lower()
        if len(own.axes) != len(at):
            if not (own.plain and not own.axes and len(at) == 2):
                raise Untranslated("an entry of another shape")
            return product(self.of(node, (), known), [Term(1, (Equal(at),))])
        terms: Terms = getattr(self, f"of_{name}")(node, at, known)
        if len(terms) > MOST:
            raise Untranslated("too many terms")
        return terms

    def of_number(self, node: tree.Number, at: Places, known: Letters
                  ) -> Terms:
        """A number."""
        return [Term(fraction(node.value))] if node.value else []

    def of_count(self, node: tree.Count, at: Places, known: Letters) -> Terms:
        """A time or a size."""
        return [Term(known.number(node.value))]

    def of_entry(self, node: tree.Entry, at: Places, known: Letters) -> Terms:
        """An entry of a name."""
        return self.named(node, known.all_of(
            node.indices, of_name(node.name).axes), known)

    def of_whole(self, node: tree.Whole, at: Places, known: Letters) -> Terms:
        """A whole."""
        return self.named(node, at, known)

    def named(self, node: tree.Entry | tree.Whole, at: Places,
              known: Letters) -> Terms:
        """What a name is at a place."""
        name = node.name
        if node.copy is not None:
            raise Untranslated("a copy of a parameter")
        if name in networks.PLACES:
            return one(Matrix(["@", name], at))
        if name == "total":
            s = known.fresh("time", "s")
            return [Term(self.share, (Over(s, "1", "T", (Term(1, (
                Matrix(["@", "E", s], ()),)),)),))]
        time = known.time(node.time)
        if name in ("D", "slope") and self.network == "linear":
            return one(Equal(at)) if name == "D" else [Term()]
        if name == "slope":
            return one(Matrix(["@", "D", time], at, slope=True))
        if name == "e":
            return [Term(1, (Matrix(["@", "y_hat", time], at),)),
                    Term(-1, (Matrix(["@", "y", time], at),))]
        if name == "lambda":
            return [Term(self.share, (Matrix(["@", "lam", time], at),))]
        if name == "a":
            return [Term(self.share, (Matrix(["@", "a", time], at),))]
        return one(Matrix(["@", name, time], at))

    def of_plus(self, node: tree.Plus, at: Places, known: Letters) -> Terms:
        """A sum."""
        return [term for part in node.terms
                for term in self.of(part, at, known)]

    def of_times(self, node: tree.Times, at: Places, known: Letters) -> Terms:
        """A product, of numbers and of matrices in a row."""
        found = [Term()]
        wide = [part for part in node.factors if layout(part).axes]
        for part in node.factors:
            if not layout(part).axes:
                found = product(found, self.of(part, (), known))
        return product(found, self.row(wide, at, known))

    def row(self, wide: list[Node], at: Places, known: Letters) -> Terms:
        """A product of matrices."""
        if len(wide) < 2:
            return self.of(wide[0], at, known) if wide else [Term()]
        first = layout(wide[0])
        inner = tuple(self.fresh(known, space) for space in first.cols)
        rows = len(first.rows)
        return product(self.of(wide[0], (*at[:rows], *inner), known),
                       self.row(wide[1:], (*inner, *at[rows:]), known))

    def of_entrybyentry(self, node: tree.EntryByEntry, at: Places,
                        known: Letters) -> Terms:
        """A product entry by entry."""
        return product(*[self.of(part, at if layout(part).axes else (), known)
                         for part in (node.first, node.second)])

    def of_over(self, node: tree.Over, at: Places, known: Letters) -> Terms:
        """A quotient by a number."""
        below = self.of(node.second, (), known)
        if len(below) != 1 or below[0].factors:
            raise Untranslated("a quotient of entries")
        return product([Term(["^", below[0].number, -1])],
                       self.of(node.first, at, known))

    def of_outer(self, node: tree.Outer, at: Places, known: Letters) -> Terms:
        """An outer product."""
        return product(self.of(node.first, at[:1], known),
                       self.of(node.second, at[1:], known))

    def of_power(self, node: tree.Power, at: Places, known: Letters) -> Terms:
        """A power of a matrix."""
        own, exponent = layout(node.base), node.exponent
        if len(own.axes) != 2 or isinstance(exponent, Fraction):
            raise Untranslated("a power of entries")
        if not exponent.letters and 0 < exponent.number < 9:
            return self.row([node.base] * exponent.number, at, known)
        s = known.fresh("time", "s")
        first, last = self.ends(exponent, known)
        word = word_of(self.of(node.base, ("~1", "~2"), known), "~1", "~2")
        return one(Matrix(["chain", s, first, last, -1, word], at))

    def ends(self, exponent: Linear, known: Letters) -> tuple[str, str]:
        """Between which times there are so many steps."""
        up = [letter for letter, many in exponent.letters if many == 1]
        down = [letter for letter, many in exponent.letters if many == -1]
        if len(up) != 1 or len(up) + len(down) != len(exponent.letters):
            raise Untranslated("such an exponent")
        first = known.time(Linear(((up[0], 1),), exponent.number))
        last = known.time(Linear(((down[0], 1),), 1)) if down else "1"
        return first, last

    def of_function(self, node: tree.Function, at: Places, known: Letters
                    ) -> Terms:
        """The logarithm of the prediction."""
        of = node.of
        if node.name == "log" and isinstance(of, tree.Entry | tree.Whole) \
                and of.name == "y_hat" and not node.slope:
            places = at or tuple(known.of(one) for one in of.indices
                                 ) if isinstance(of, tree.Entry) else at
            return one(Matrix(["@", "logs", known.time(of.time)], places))
        raise Untranslated(f"{node.name} among products")

    def of_diag(self, node: tree.Diag, at: Places, known: Letters) -> Terms:
        """A diagonal matrix."""
        return product(self.of(node.of, at[:1], known), one(Equal(at)))

    def of_turned(self, node: tree.Turned, at: Places, known: Letters
                  ) -> Terms:
        """A transpose."""
        rows = len(layout(node).rows)
        return self.of(node.of, at[rows:] + at[:rows], known)

    def of_derivative(self, node: tree.Derivative, at: Places,
                      known: Letters) -> Terms:
        """A derivative of a name by a name."""
        top, below = node.top, node.below
        if not isinstance(top, tree.Entry | tree.Whole):
            raise Untranslated("a derivative of an expression")
        many = len(layout(top).axes)
        first = at[:many] if isinstance(top, tree.Whole) else known.all_of(
            top.indices, of_name(top.name).axes)
        second = at[many:] if isinstance(below, tree.Whole) \
            else known.all_of(below.indices, of_name(below.name).axes)
        if top.name == "total":
            return self.of_total(below, second, node.immediate, known)
        if top.name not in networks.OWN:
            raise Untranslated(f"a derivative of {top.name}")
        return one(self.slope(top.name, known.time(top.time), first, below,
                              second, node.immediate, known))

    def slope(self, top: str, time: str, first: Places,
              below: tree.Entry | tree.Whole, second: Places,
              immediate: bool, known: Letters) -> Factor:
        """The factor of a derivative."""
        if below.name in networks.PLACES:
            if below.copy is not None:      # it acts in this step alone
                if known.time(below.copy) != time or top not in ("h", "p"):
                    raise Untranslated("the copy of another step")
                immediate = True
            return By(top, time, below.name, first, second, immediate)
        if immediate or below.name not in networks.BY:
            raise Untranslated(f"a derivative by {below.name}")
        when = known.time(below.time)
        if below.name not in networks.EARLIER:
            if when != time:
                raise Untranslated("a derivative by another step")
            return Matrix(["@", networks.derivative(top, below.name), time],
                          first + second)
        return Matrix(["@", networks.derivative(top, below.name), time, when],
                      first + second)

    def of_total(self, below: tree.Entry | tree.Whole, second: Places,
                 immediate: bool, known: Letters) -> Terms:
        """The derivative of the loss over all steps: none before it moves."""
        if immediate or below.copy is not None:
            raise Untranslated("an immediate derivative of the whole loss")
        if below.name == "E":
            return [Term(self.share)]
        if below.name == "h" and known.time(below.time) != "0":
            return [Term(self.share, (Matrix(
                ["@", "lam", known.time(below.time)], second),))]
        if below.name in ("q", "y_hat"):
            return [Term(self.share, (self.slope(
                "E", known.time(below.time), (), below, second, False,
                known),))]
        s = known.fresh("time", "s")
        low = "1" if below.time is None else known.time(below.time)
        low = "1" if low == "0" else low
        return [Term(self.share, (Over(s, low, "T", (Term(1, (self.slope(
            "E", s, (), below, second, False, known),)),)),))]

    def of_sumover(self, node: tree.SumOver, at: Places, known: Letters
                   ) -> Terms:
        """A sum over an index."""
        name = self.fresh(known, node.space, node.letter)
        found = self.of(node.body, at,
                        known.within(node.letter, name, node.space))
        if any(name not in {letter for part in term.factors
                            for letter in letters_of(part)}
               for term in found):
            raise Untranslated("a sum of what is the same for all letters")
        return found

    def of_overtime(self, node: tree.OverTime, at: Places, known: Letters
                    ) -> Terms:
        """A sum or a product over times."""
        low, high = known.time(node.low), known.time(node.high)
        s = known.fresh("time", node.letter)
        inner = known.within(node.letter, s)
        if node.kind == "sum":
            before = {*self.summed}
            found = self.of(node.body, at, inner)
            return one(Over(s, low, high, tuple(found),
                            frozenset(self.summed - before)))
        if len(at) != 2:
            raise Untranslated("a product of numbers over times")
        word = word_of(self.of(node.body, ("~1", "~2"), inner), "~1", "~2",
                       factor=True)
        ends = [high, low, -1] if node.falling else [low, high, 1]
        return one(Matrix(["chain", s, *ends, word], at))

    def of_delta(self, node: tree.Delta, at: Places, known: Letters) -> Terms:
        """Kronecker's delta."""
        return one(Equal((known.of(node.first), known.of(node.second))))

    def of_part(self, node: tree.Part, at: Places, known: Letters) -> Terms:
        """An entry of an expression."""
        return self.of(node.of, known.all_of(
            node.indices, layout(node.of).axes), known)


def one(factor: Factor) -> Terms:
    """One term of one factor."""
    return [Term(1, (factor,))]


def product(first: Terms, second: Terms) -> Terms:
    """Two sums multiplied out."""
    if len(first) * len(second) > MOST:
        raise Untranslated("too many terms")
    return [Term(times(a.number, b.number), a.factors + b.factors)
            for a in first for b in second]
