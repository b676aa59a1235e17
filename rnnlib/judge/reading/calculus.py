"""Derivatives and functions of values that have been read."""
from fractions import Fraction

from ..tree import nodes as tree
from ..tree.errors import NotRead
from . import layouts
from .combining import is_column, is_row, multiply, turn
from .layouts import SCALAR, Shape, in_words
from .state import State, Value

SLOPES = ("tanh", "logistic", "relu", "phi")


def derivative(state: State, top: Value, below: Value,
               immediate: bool) -> Value:
    """d top / d below, lying as the alphabet has it.

    Raises NotRead if below is no letter, or if there is no such shape.
    """
    if state.alphabet.moved_target:
        top, below = predicted(state, top), predicted(state, below)
    elif is_target(top.node):
        raise NotRead("This is the target here, which depends on nothing: "
                      r"where a prediction is meant, write \hat y_t, or "
                      "choose an alphabet that has it so.", top.start, top.end)
    node = below.node
    if not isinstance(node, tree.Entry | tree.Whole):
        raise NotRead("A derivative is taken by a letter or an entry of one, "
                      "such as W or W_{ij}.", below.start, below.end)
    top = standing(top)
    shape = layouts.derivative(top.shape, below.shape)
    if shape is None:
        raise NotRead(f"The derivative of {in_words(top.shape)} by "
                      f"{in_words(below.shape)} has more indices than can be "
                      "read without letters: write it in entries.",
                      top.start, below.end)
    value = Value(tree.Derivative(top.node, node, immediate), shape,
                  top.start, below.end)
    if top.shape == SCALAR and is_column(shape):
        return laid_out(state, value)
    return value


def predicted(state: State, value: Value) -> Value:
    """The prediction for the target, which does not move."""
    node = value.node
    if isinstance(node, tree.Entry | tree.Whole) and is_target(node):
        state.note("y in a derivative is read as the prediction")
        return value._replace(node=node._replace(name="y_hat"))
    return value


def is_target(node: tree.Node) -> bool:
    """Whether a node is a target, or an entry of one."""
    return isinstance(node, tree.Entry | tree.Whole) and node.name == "y"


def standing(value: Value) -> Value:
    """A row as a column: its derivative has the same entries."""
    return turn(value) if is_row(value.shape) else value


def laid_out(state: State, value: Value) -> Value:
    """The derivative of a number by a column, as a row or a column."""
    if state.alphabet.gradients == "row":
        return turn(value)
    return value._replace(loose=state.alphabet.gradients == "either")


def apply(state: State, name: str, of: Value, slope: bool) -> Value:
    """A function of a value; NotRead if it has no such values."""
    if name == "diag":
        return diagonal(of)
    if slope and name not in SLOPES:
        raise NotRead(f"The slope of {name} is not read with a prime: write "
                      "it out.", of.start, of.end)
    if name == "softmax" and not (is_column(of.shape) or is_row(of.shape)):
        raise NotRead(f"softmax is of a whole column, not of "
                      f"{in_words(of.shape)}: write softmax(q_t), and its "
                      "entry as softmax(q_t)_a.", of.start, of.end)
    if of.shape != SCALAR and len(of.shape.out + of.shape.by) != 1:
        raise NotRead(f"{name} is of numbers and columns, not of "
                      f"{in_words(of.shape)}.", of.start, of.end)
    if name == "phi":
        state.open = True
    return of._replace(node=tree.Function(name, of.node, slope),
                       loose=False)


def diagonal(of: Value) -> Value:
    """diag of a column."""
    if is_row(of.shape):
        of = turn(of)
    if not is_column(of.shape):
        raise NotRead(f"diag is of a column, not of {in_words(of.shape)}.",
                      of.start, of.end)
    return Value(tree.Diag(of.node), Shape(of.shape.out, of.shape.out),
                 of.start, of.end)


def part(state: State, value: Value, indices: tuple[str | int, ...],
         end: int) -> Value:
    """An entry of a value; of a letter or a derivative it is theirs.

    Raises NotRead if the value has another number of axes.
    """
    axes = len(value.shape.out) + len(value.shape.by)
    if axes == 2 and len(indices) == 1 and isinstance(indices[0], int) \
            and 10 < indices[0] < 100 and indices[0] % 10:
        indices = divmod(indices[0], 10)
    if axes != len(indices):
        many = "no index" if not axes else "1 index" if axes == 1 \
            else f"{axes} indices"
        raise NotRead(f"{in_words(value.shape).capitalize()} has {many}; "
                      f"what stands below it here counts {len(indices)}.",
                      value.start, end)
    node = value.node
    if axes == 1 and isinstance(node, tree.Turned):
        node = node.of
    return Value(entry(node, indices), SCALAR, value.start, end)


def entry(node: tree.Node, indices: tuple[str | int, ...]) -> tree.Node:
    """An entry of a node, pushed into letters and derivatives."""
    if isinstance(node, tree.Whole):
        return tree.Entry(node.name, node.time, indices, node.copy)
    if isinstance(node, tree.Power) and len(indices) == 1:
        return node._replace(base=entry(node.base, indices))
    if isinstance(node, tree.Derivative):
        top, below = node.top, node.below
        shape = layouts.shape_of(top)
        if shape != SCALAR:
            top, indices = entry(top, indices[:1]), indices[1:]
        if isinstance(below, tree.Whole):
            below = tree.Entry(below.name, below.time, indices, below.copy)
        return tree.Derivative(top, below, node.immediate)
    return tree.Part(node, indices)


def root(value: Value) -> Value:
    """The square root of a number or a column."""
    if value.shape.by:
        raise NotRead(f"A root is of numbers, not of "
                      f"{in_words(value.shape)}.", value.start, value.end)
    return value._replace(node=tree.Power(value.node, Fraction(1, 2)),
                          loose=False)


__all__ = ["apply", "derivative", "multiply", "part", "root"]
