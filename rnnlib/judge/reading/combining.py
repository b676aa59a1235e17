"""Values put together: sums, products of all kinds, quotients."""
from fractions import Fraction

from ..tree import nodes as tree
from ..tree.errors import NotRead
from ..tree.names import NAMES
from ..tree.nodes import Linear
from . import layouts
from .layouts import SCALAR, Shape, in_words
from .state import State, Value


def times_node(first: tree.Node, second: tree.Node) -> tree.Node:
    """A product, flat if it has the same meaning from left to right.

    W (a^T b) c keeps its brackets: W a^T is no product.
    """
    left = first.factors if isinstance(first, tree.Times) else (first,)
    right = second.factors if isinstance(second, tree.Times) else (second,)
    if len(right) > 1:
        one_by_one = layouts.of_product(
            [layouts.shape_of(factor) for factor in (*left, *right)])
        if one_by_one != layouts.of_product(
                [layouts.shape_of(first), layouts.shape_of(second)]):
            right = (second,)
    return tree.Times((*left, *right))


def turn(value: Value) -> Value:
    """The transpose of a value, which is a column or a row."""
    node = value.node.of if isinstance(value.node, tree.Turned) \
        else tree.Turned(value.node)
    return Value(node, Shape(value.shape.by, value.shape.out), value.start,
                 value.end, value.loose)


def is_column(shape: Shape) -> bool:
    return len(shape.out) == 1 and not shape.by


def is_row(shape: Shape) -> bool:
    return not shape.out and len(shape.by) == 1


def multiply(state: State, first: Value, second: Value) -> Value:
    """first second, as matrices; a clash if their shapes do not fit."""
    shape = layouts.times(first.shape, second.shape)
    if shape is None:
        return by_turning(state, first, second)
    loose = (first.loose and second.shape == SCALAR) or (
        second.loose and first.shape == SCALAR)
    return Value(times_node(first.node, second.node), shape, first.start,
                 second.end, loose)


def is_gradient(node: tree.Node) -> bool:
    """Whether a node is the derivative of a number by a column."""
    return isinstance(node, tree.Derivative) \
        and isinstance(node.below, tree.Whole) \
        and layouts.shape_of(node.top) == SCALAR \
        and len(NAMES[node.below.name].axes) == 1


def is_jacobian(node: tree.Node) -> bool:
    """Whether a node is a derivative, or a product over time of some."""
    if isinstance(node, tree.OverTime):
        return node.kind == "product"
    return isinstance(node, tree.Derivative)


def chained(state: State, first: Value, second: Value) -> bool:
    """Whether two factors are the chain rule, as it is mostly written.

    dE/dh dh/dW: the gradient is a row there, even in texts where gradients
    are columns otherwise.
    """
    if is_gradient(first.node) and is_jacobian(second.node) \
            and first.shape.out == second.shape.out:
        state.chain = True
        state.note("a gradient is read as a row where the chain rule goes on "
                   "behind it")
        return True
    return False


def by_turning(state: State, first: Value, second: Value) -> Value:
    """A product in which a gradient has to lie the other way."""
    if state.alphabet.gradients == "column" and chained(state, first,
                                                        second):
        return multiply(state, turn(first), second)
    either = state.alphabet.gradients == "either"
    if (either or first.loose) and is_column(first.shape) \
            and first.shape.out == second.shape.out:
        dot = is_column(second.shape) and not first.loose
        state.note("two columns side by side are read as their dot product"
                   if dot else
                   f"a {'gradient' if first.loose else 'column'} is read "
                   "as a row where a matrix follows")
        return multiply(state, turn(first), second)
    return mismatch(state, first, second)


def mismatch(state: State, first: Value, second: Value) -> Value:
    """Two factors that do not fit, as if they did; says what may be meant.

    Raises NotRead for two columns of functions, e^q e^q, which are mostly
    meant entry by entry: as vectors in a product they are a slip.
    """
    if is_column(first.shape) and first.shape == second.shape and all(
            isinstance(one.node, tree.Function) for one in (first, second)) \
            and not state.strict:
        raise NotRead(*no_product(first, second))
    state.clashes(*no_product(first, second))
    by = second.shape.by
    if not by and is_column(first.shape):
        by = second.shape.out
    return Value(times_node(first.node, second.node),
                 Shape(first.shape.out, by), first.start, second.end)


def no_product(first: Value, second: Value) -> tuple[str, int, int]:
    """That two factors do not fit, and what may be meant."""
    hint = ""
    if is_column(first.shape) and is_column(second.shape):
        same = first.shape == second.shape
        hint = (r" Write \odot for a product entry by entry, ^\top for a dot "
                r"product." if same else
                r" Write ^\top behind the second for an outer product.")
    elif is_row(second.shape):
        hint = " Perhaps a transpose, or the order, is another one."
    elif is_column(first.shape):
        hint = (" If gradients are rows in your text, say so; else write "
                "the matrix, transposed, in front.")
    return (f"{in_words(first.shape).capitalize()} times "
            f"{in_words(second.shape)} is no product.{hint}",
            first.start, second.end)


def dot(state: State, first: Value, second: Value) -> Value:
    r"""first \cdot second: of two columns their dot product."""
    if is_column(first.shape) and first.shape == second.shape \
            and not chained(state, first, second):
        state.note("a dot between two columns is read as their dot product")
        first = turn(first)
    return multiply(state, first, second)


def entry_by_entry(state: State, first: Value, second: Value) -> Value:
    """Hadamard's product; of numbers it is their product."""
    if SCALAR in (first.shape, second.shape):
        return multiply(state, first, second)
    first, second = level(state, first, second)
    if first.shape != second.shape or len(first.shape.by) > 1:
        state.clashes(
            f"{in_words(first.shape).capitalize()} and "
            f"{in_words(second.shape)} have no product entry by entry.",
            first.start, second.end)
    return Value(tree.EntryByEntry(first.node, second.node), first.shape,
                 first.start, second.end, first.loose and second.loose)


def outer(state: State, first: Value, second: Value) -> Value:
    """first second^T of two columns."""
    if SCALAR in (first.shape, second.shape):
        return multiply(state, first, second)
    if is_row(second.shape) and is_column(first.shape):
        state.note("a circled times before a transpose is read as a product")
        return multiply(state, first, second)
    shape = layouts.outer(first.shape, second.shape)
    if shape is None:
        state.clashes(
            f"An outer product is one of two columns, not of "
            f"{in_words(first.shape)} and {in_words(second.shape)}.",
            first.start, second.end)
        shape = Shape(first.shape.out, second.shape.out)
    return Value(tree.Outer(first.node, second.node), shape, first.start,
                 second.end)


def over(state: State, first: Value, second: Value) -> Value:
    """first / second, entry by entry for columns."""
    fits = second.shape == SCALAR or (
        len(second.shape.out) + len(second.shape.by) == 1
        and first.shape in (SCALAR, second.shape))
    if not fits:
        state.clashes(f"{in_words(first.shape).capitalize()} cannot be "
                      f"divided by {in_words(second.shape)}.", first.start,
                      second.end)
    if isinstance(first.node, tree.Number) and isinstance(
            second.node, tree.Number) and second.node.value:
        ratio = Fraction(first.node.value, second.node.value)
        return Value(tree.Number(ratio), SCALAR, first.start, second.end)
    if second.node == tree.Number(Fraction(0)):
        raise NotRead("Nothing can be divided by 0.", first.start,
                      second.end)
    shape = second.shape if first.shape == SCALAR else first.shape
    return Value(tree.Over(first.node, second.node), shape, first.start,
                 second.end, first.loose)


def negative(value: Value) -> Value:
    """- value."""
    if isinstance(value.node, tree.Number):
        return value._replace(node=tree.Number(-value.node.value))
    if isinstance(value.node, tree.Times) and isinstance(
            first := value.node.factors[0], tree.Number):
        return value._replace(node=tree.Times(
            (tree.Number(-first.value), *value.node.factors[1:])))
    minus = tree.Number(Fraction(-1))
    return value._replace(node=times_node(minus, value.node))


def level(state: State, first: Value, second: Value
          ) -> tuple[Value, Value]:
    """Both as columns or both as rows, if a gradient may lie either way."""
    if first.shape == Shape(second.shape.by, second.shape.out) \
            and first.shape != second.shape:
        row = is_row(first.shape) or is_row(second.shape)
        if row and (second.loose or state.chain and is_gradient(second.node)):
            return first, turn(second)
        if row and (first.loose or state.chain and is_gradient(first.node)):
            return turn(first), second
        if row and state.alphabet.gradients == "either":
            state.note("a row and a column are read as lying the same way")
            return (turn(first), second) if is_row(first.shape) \
                else (first, turn(second))
    return first, second


def add(state: State, terms: list[Value]) -> Value:
    """A sum; a number beside a column is ones, beside a matrix that many I.

    If the shapes of two terms differ, that is a clash.
    """
    if len(terms) == 1:
        return terms[0]
    whole = min(terms, key=lambda term: (
        term.shape == SCALAR, term.loose,
        state.chain and is_gradient(term.node), is_row(term.shape)))
    levelled = [for_each(state, whole, level(state, whole, term)[1])
                for term in terms]
    for term in levelled:
        if term.shape != whole.shape:
            beside(state, whole, term)
    nodes: list[tree.Node] = []
    for term in levelled:
        nodes += term.node.terms if isinstance(term.node, tree.Plus) \
            else [term.node]
    return Value(tree.Plus(tuple(nodes)), whole.shape, terms[0].start,
                 terms[-1].end, all(term.loose for term in terms))


def for_each(state: State, whole: Value, term: Value) -> Value:
    """A number beside a column, if it is no constant: once for each entry."""
    if term.shape != SCALAR or not is_column(whole.shape) \
            or constant(term.node):
        return term
    state.note("a number beside a column is read as added to each of its "
               "entries")
    ones = tree.Power(whole.node, Linear((), 0))
    return term._replace(node=times_node(term.node, ones), shape=whole.shape)


def beside(state: State, whole: Value, term: Value) -> None:
    """Keeps as a clash that a term may not stand beside the others."""
    square = whole.shape.out == whole.shape.by
    if term.shape == SCALAR and constant(term.node) and (
            square or len(whole.shape.out + whole.shape.by) == 1):
        return
    state.clashes(f"{in_words(whole.shape).capitalize()} and "
                  f"{in_words(term.shape)} stand in one sum.", term.start,
                  term.end)


def constant(node: tree.Node) -> bool:
    """Whether a node is made of numbers and counts only."""
    match node:
        case tree.Number() | tree.Count():
            return True
        case tree.Plus(parts) | tree.Times(parts):
            return all(constant(part) for part in parts)
        case tree.Over(first, second):
            return constant(first) and constant(second)
        case tree.Power(base, _):
            return constant(base)
    return False


__all__ = ["add", "constant", "dot", "entry_by_entry", "is_column",
           "is_gradient", "is_row", "level", "multiply",
           "negative", "outer", "over", "times_node", "turn"]
