r"""A tree as LaTeX, in the letters of an alphabet.

What is written reads as the same tree in that alphabet. Things for which it
has no letter are written out: D_t as \operatorname{diag}(1 - h_t^2).
"""
from collections.abc import Iterable, Iterator
from fractions import Fraction

from ..alphabets.alphabet import Alphabet
from ..reading.layouts import SCALAR, shape_of
from ..reading.scopes import children, rebuilt
from ..reading.variable import ANY, INDEX
from ..tree import nodes as tree
from ..tree.names import NAMES
from ..tree.nodes import Linear, Node
from .spelling import base, count, form, joined, key_of, spelled

SUM, PRODUCT, ATOM = range(3)
ONE, MINUS = tree.Number(Fraction(1)), tree.Number(Fraction(-1))
IDENTITY = tree.Whole("I", None)


def latex(node: Node, alphabet: Alphabet) -> str:
    """A tree in the letters of an alphabet."""
    return Writer(alphabet).write(written_out(node, alphabet))[0]


def equation(claim: tree.Claim, alphabet: Alphabet) -> str:
    """left = right; the letter of any number as the reader has it."""
    text = f"{latex(claim.left, alphabet)} = {latex(claim.right, alphabet)}"
    letter = next((note.removesuffix(ANY) for note in claim.notes
                   if note.endswith(ANY)), "")
    for node in parts(claim[:2]) if letter else ():
        if isinstance(node, tree.Entry) and node.indices == (INDEX,):
            text = text.replace(spelled(alphabet, node), base(letter))
    return text


def parts(nodes: Iterable[Node]) -> Iterator[Node]:
    """Trees, and all that stands in them."""
    for node in nodes:
        yield node
        yield from parts(children(node))


def written_out(node: Node, alphabet: Alphabet) -> Node:
    """The tree without names for which the alphabet has no letter."""
    if isinstance(node, tree.Whole | tree.Entry) and node.time is not None \
            and key_of(alphabet, node.name) is None:
        whole = definition(node.name, node.time)
        if whole is not None:
            whole = written_out(whole, alphabet)
            return tree.Part(whole, node.indices) \
                if isinstance(node, tree.Entry) and node.indices else whole
    return rebuilt(node, [written_out(child, alphabet)
                          for child in children(node)])


def definition(name: str, time: Linear) -> Node | None:
    """What D, J, e, lambda and a are made of."""
    one, minus = tree.Number(Fraction(1)), tree.Number(Fraction(-1))
    total = tree.Entry("total", None, ())
    squares = tree.Power(tree.Whole("h", time), Linear((), 2))
    slopes = tree.Diag(tree.Plus((one, tree.Times((minus, squares)))))
    known: dict[str, Node] = {
        "D": slopes,
        "J": tree.Times((slopes, tree.Whole("W", None))),
        "e": tree.Plus((tree.Whole("y_hat", time), tree.Times(
            (minus, tree.Whole("y", time))))),
        "lambda": tree.Derivative(total, tree.Whole("h", time)),
        "a": tree.Derivative(total, tree.Whole("p", time))}
    return known.get(name)


def brackets(text: str) -> str:
    return rf"\left({text}\right)"


class Writer:
    """Writes nodes as (LaTeX, how tightly it holds together)."""

    def __init__(self, alphabet: Alphabet) -> None:
        self.alphabet = alphabet

    def atom(self, node: Node) -> str:
        """A node with brackets around it, if it needs them as a factor."""
        text, strength = self.write(node)
        return text if strength == ATOM else brackets(text)

    def body(self, node: Node) -> str:
        """A node behind a sum sign: brackets only around a sum."""
        text, strength = self.write(node)
        return brackets(text) if strength == SUM else text

    def write(self, node: Node) -> tuple[str, int]:
        """A node, and how tightly it holds together."""
        match node:
            case tree.Entry() | tree.Whole():
                return spelled(self.alphabet, node), ATOM
            case tree.Number(value):
                return self.number(value)
            case tree.Count(value):
                return count(value), ATOM
            case tree.Plus():
                return self.plus(self.with_identity(node)), SUM
            case tree.Times(factors):
                return self.times(factors)
            case tree.EntryByEntry(first, second):
                return self.between(first, r"\odot", second), SUM
            case tree.Outer(first, second):
                return self.between(first, r"\otimes", second), SUM
        return self.more(node)

    def more(self, node: Node) -> tuple[str, int]:
        """The nodes with something in them."""
        match node:
            case tree.Over(first, second):
                top, bottom = self.write(first)[0], self.write(second)[0]
                return rf"\frac{{{top}}}{{{bottom}}}", ATOM
            case tree.Power(of, exponent):
                return self.power(of, exponent), ATOM
            case tree.Function():
                return self.function(node), ATOM
            case tree.Diag(of):
                inner = brackets(self.write(of)[0])
                return rf"\operatorname{{diag}}{inner}", ATOM
            case tree.Turned(of):
                return self.turned(of), ATOM
            case tree.Derivative():
                return self.derivative(node), ATOM
            case tree.Delta(first, second):
                return rf"\delta_{{{joined((first, second))}}}", ATOM
            case tree.Part(of, indices):
                inner = brackets(self.write(of)[0])
                return f"{inner}_{{{joined(indices)}}}", ATOM
        return self.over_range(node)

    def over_range(self, node: Node) -> tuple[str, int]:
        """Sums and products; a product stands in brackets with its body."""
        if isinstance(node, tree.SumOver):
            return rf"\sum_{{{base(node.letter)}}} {self.body(node.body)}", \
                PRODUCT
        assert isinstance(node, tree.OverTime)
        letter, low, high = base(node.letter), form(node.low), form(node.high)
        sign = r"\prod" if node.kind == "product" else r"\sum"
        sign += rf"_{{{letter}={low}}}^{{{high}}} "
        if node.kind == "sum":
            return sign + self.body(node.body), PRODUCT
        return brackets(sign + self.atom(node.body)), ATOM

    def number(self, value: Fraction) -> tuple[str, int]:
        """A number; a negative one holds together as a sum does."""
        size = abs(value)
        text = str(size) if size.denominator == 1 else \
            rf"\frac{{{size.numerator}}}{{{size.denominator}}}"
        return (f"-{text}", SUM) if value < 0 else (text, ATOM)

    def with_identity(self, node: tree.Plus) -> tuple[Node, ...]:
        """The terms of a sum, 1 beside a square matrix as the name I."""
        shape = shape_of(node)
        if not shape or not shape.by or shape.out != shape.by \
                or "I" in self.alphabet.letters:
            return node.terms
        named: dict[str, Node] = {
            repr(ONE): IDENTITY, repr(MINUS): tree.Times((MINUS, IDENTITY))}
        return tuple(named.get(repr(one), one) for one in node.terms)

    def plus(self, terms: tuple[Node, ...]) -> str:
        """Terms with their signs between them."""
        out = ""
        for term in terms:
            text, strength = self.write(term)
            if isinstance(term, tree.Plus):
                text = brackets(text)
            minus = text.startswith("-") and strength <= PRODUCT
            text = text[1:].lstrip() if minus else text
            joint = (" - " if out else "-") if minus else " + " * bool(out)
            out += joint + text
        return out

    def times(self, factors: tuple[Node, ...]) -> tuple[str, int]:
        """Factors side by side; a leading -1 is a sign."""
        first = factors[0]
        sign = ""
        if isinstance(first, tree.Number) and first.value < 0 \
                and len(factors) > 1:
            sign = "-"
            factors = factors[1:] if first.value == -1 else (
                tree.Number(-first.value), *factors[1:])
        texts = [self.atom(one) for one in factors[:-1]]
        last = factors[-1]
        text, strength = self.write(last)
        ends = strength == PRODUCT and not isinstance(last, tree.Times)
        texts.append(text if strength == ATOM or ends else brackets(text))
        return sign + self.spaced(factors, texts), SUM if sign else PRODUCT

    def spaced(self, factors: tuple[Node, ...], texts: list[str]) -> str:
        r"""Texts side by side, with \cdot before a number."""
        out = texts[0]
        for node, text in zip(factors[1:], texts[1:], strict=True):
            dot = isinstance(node, tree.Number | tree.Count)
            out += (r" \cdot " if dot else " ") + text
        return out

    def between(self, first: Node, sign: str, second: Node) -> str:
        return f"{self.atom(first)} {sign} {self.atom(second)}"

    def power(self, of: Node, exponent: Linear | Fraction) -> str:
        """A power; brackets keep it from being read as a time.

        No fraction is read but that of a square root.
        """
        if isinstance(exponent, Fraction):
            return rf"\sqrt{{{self.write(of)[0]}}}"
        text = form(exponent)
        text = f"({text})" if text == "T" else text
        plain = isinstance(of, tree.Entry | tree.Whole | tree.Number) \
            and not exponent.letters and "^" not in self.write(of)[0]
        inner = self.write(of)[0]
        return f"{inner if plain else brackets(inner)}^{{{text}}}"

    def function(self, node: tree.Function) -> str:
        """A function of what stands in brackets."""
        own = {ours: theirs for theirs, ours
               in [*self.alphabet.functions.items()][::-1]}
        name = {"exp": r"\exp", "log": r"\log", "tanh": r"\tanh",
                "softmax": r"\operatorname{softmax}",
                "relu": r"\operatorname{relu}"}.get(node.name)
        if name is None:
            theirs = own.get(node.name)
            name = (theirs if theirs and len(theirs) == 1 else
                    rf"\{theirs}" if theirs else
                    r"\operatorname{sigmoid}" if node.name == "logistic"
                    else r"\phi")
        inner = brackets(self.write(node.of)[0])
        return f"{name}{chr(39) * node.slope}{inner}"

    def turned(self, of: Node) -> str:
        """A transpose; a gradient that is a row anyway has none."""
        if self.is_gradient(of) and self.alphabet.gradients == "row":
            return self.plain_derivative(of)
        text = self.write(of)[0]
        if isinstance(of, tree.Whole):
            if text.endswith("}") and "^{" in text:
                return text[:-1] + r"\top}"
            return rf"{text}^\top"
        if isinstance(of, tree.Derivative):
            text = self.plain_derivative(of)
        return rf"{brackets(text)}^\top"

    def is_gradient(self, node: Node) -> bool:
        """Whether a node is a derivative of a number by a column."""
        return isinstance(node, tree.Derivative) \
            and shape_of(node.top) == SCALAR \
            and isinstance(node.below, tree.Whole) \
            and len(NAMES[node.below.name].axes) == 1

    def derivative(self, node: tree.Derivative) -> str:
        """A derivative, turned if gradients lie the other way."""
        text = self.plain_derivative(node)
        if self.is_gradient(node) and self.alphabet.gradients == "row":
            return rf"{brackets(text)}^\top"
        return text

    def plain_derivative(self, node: Node) -> str:
        """A derivative as a fraction; of more than a letter, in front."""
        assert isinstance(node, tree.Derivative)
        sign = r"\partial^{+}" if node.immediate else r"\partial"
        top, below = self.write(node.top)[0], self.write(node.below)[0]
        if isinstance(node.top, tree.Entry | tree.Whole):
            return rf"\frac{{{sign} {top}}}{{\partial {below}}}"
        return brackets(rf"\frac{{{sign}}}{{\partial {below}}} "
                        rf"{brackets(top)}")


__all__ = ["equation", "latex", "written_out"]
