"""Two sides of text, and an alphabet, to a claim: what the line says."""
from fractions import Fraction
from typing import Any

from ..alphabets.alphabet import Alphabet
from ..text.items import Sum
from ..text.lines import Side
from ..text.parsing import parse
from ..tree import nodes as tree
from ..tree.errors import NotRead, ShapeClash
from ..tree.names import PARAMETERS
from ..tree.nodes import Claim
from ..tree.walking import parts
from .combining import constant, level
from .evidence import gather
from .later import beyond, without_later
from .layouts import SCALAR, in_words
from .said import only_there, said
from .scopes import bound_times, counts, free_times, functions
from .spaces import settle
from .state import State, Value
from .sums import with_sums
from .terms import Reader
from .variable import of_one, variable

ZERO = tree.Number(Fraction(0))


def read(left: Side, right: Side, alphabet: Alphabet,
         summed: bool | None = None, where: Side | None = None) -> Claim:
    """What left = right says.

    summed: whether letters that stand twice are summed; None lets the
    alphabet and the line decide. where: what is said of times behind it.
    Raises NotRead, with a sentence and a place in the paste.
    """
    try:
        return as_claim(left, right, alphabet, summed, where)
    except RecursionError:                  # Python's stack is small here
        raise NotRead("This line is nested too deep: split it into steps.",
                      left.start, right.end) from None


def as_claim(left: Side, right: Side, alphabet: Alphabet,
             summed: bool | None, where: Side | None) -> Claim:
    """The same; Python's limits are not minded.

    What has one letter only, and does not fit as vectors, is read as said of
    a number.
    """
    sides = parse(left.text, left.start), parse(right.text, right.start)
    name = variable(alphabet, sides)
    try:
        found = of_state(Reader(alphabet), sides, left, right, summed, where)
        if not name or not found.clash:
            return found
    except NotRead:
        if not name:
            raise
    state = Reader(of_one(alphabet, name))
    state.number = name
    return of_state(state, sides, left, right, summed, where)


def of_state(state: Reader, sides: tuple[Sum, Sum], left: Side, right: Side,
             summed: bool | None, where: Side | None) -> Claim:
    """The claim in one way of reading; a clash stands for what follows it."""
    try:
        return of_sides(state, sides, left, right, summed, where)
    except NotRead as error:
        if state.clash and not isinstance(error, ShapeClash):
            raise ShapeClash(*state.clash) from error
        raise


def of_sides(state: Reader, sides: tuple[Sum, Sum], left: Side, right: Side,
             summed: bool | None, where: Side | None) -> Claim:
    """The claim of two sides that have been parsed.

    Raises ShapeClash if shapes do not fit and no tree can be made.
    """
    gather(state, sides)
    first, second = fitting(state, *(state.read_sum(one) for one in sides))
    pairs = said(state, where, first.node, second.node)
    nodes = with_sums(state, first.node, second.node, summed,
                      {one for pair in pairs for one in pair[:2]})
    same_times(state, *nodes, right)
    beyond(state, *nodes, left)
    lhs, rhs, spaces = settle(state, *(
        only_there(pairs, without_later(state, one)) for one in nodes))
    if all(map(parameter, (lhs, rhs))) and repr(lhs) != repr(rhs):
        raise NotRead("Weights that are set equal are a condition on the "
                      "network, and no statement on it.", left.start,
                      right.end)
    return claim(state, lhs, rhs, spaces)


def read_text(text: str, alphabet: Alphabet,
              summed: bool | None = None) -> Claim:
    """What a single equation says; for tests and for one line at a time."""
    from ..text.lines import read_lines
    line = read_lines(text)[0]
    if line.refused:
        raise line.refused
    return read(line.sides[0], line.sides[1], alphabet, summed, line.where)


def claim(state: State, lhs: tree.Node, rhs: tree.Node,
          spaces: tuple[tuple[str, str], ...]) -> Claim:
    """The claim with all that reading had to assume."""
    alphabet = state.alphabet
    named = functions(lhs) | functions(rhs)
    network = "open" if state.open else alphabet.network
    if state.network and "phi" not in named:
        network = state.network
    if network == "open" and "tanh" in named and "phi" not in named:
        state.note("the activation is read as tanh, which stands in the line")
        network = "tanh"
    if network == "linear" and any(moves(one) for side in (lhs, rhs)
                                   for one in parts(side)):
        state.note("the units are read as linear, as in this alphabet")
    times = free_times(lhs) | free_times(rhs) | bound_times(lhs) \
        | bound_times(rhs)
    return Claim(
        lhs, rhs, spaces, tuple(sorted(times - set(alphabet.sizes.values()))),
        tuple(state.notes), tuple(dict.fromkeys(state.facts)), network,
        state.bias, state.one_hot, alphabet.loss == "mean", alphabet.last,
        more(state), state.clash)


def moves(node: tree.Node) -> bool:
    """Whether a node depends on what units do: a state, or a derivative."""
    return isinstance(node, tree.Derivative) or isinstance(
        node, tree.Entry | tree.Whole) and node.name in ("h", "J", "D")


def parameter(node: tree.Node) -> bool:
    """Whether a node is weights or a bias, and nothing else."""
    return isinstance(node, tree.Entry | tree.Whole) \
        and node.name in PARAMETERS


def more(state: State) -> tuple[tuple[str, Any], ...]:
    """What else the alphabet says of its network, beyond what most say."""
    alphabet = state.alphabet
    two = any(one.name == "b_2" for one in alphabet.letters.values())
    other = {"b_2": two, "p_0": alphabet.p_0, "steps": alphabet.steps,
            "unsaid": alphabet.unsaid}
    return tuple((name, value) for name, value in other.items() if value)


def fitting(state: State, left: Value, right: Value) -> tuple[Value, Value]:
    """Both sides of one shape; if they have not, that is a clash."""
    first, second = level(state, left, right)
    if first.shape == second.shape:
        return first, second
    if SCALAR in (first.shape, second.shape):
        number, other = (first, second) if first.shape == SCALAR \
            else (second, first)
        if constant(number.node) and (len(other.shape.by) <= 1
                                      or number.node == ZERO):
            return first, second
    state.clashes(f"The left side is {in_words(first.shape)}, the right side "
                  f"{in_words(second.shape)}.{advice(first, second)}",
                  right.start, right.end)
    return first, second


def advice(first: Value, second: Value) -> str:
    """What may be done if one side is the transpose of the other."""
    one, other = first.shape, second.shape
    if (one.out, one.by) == (other.by, other.out):
        return (" One is the other transposed: if gradients are rows in your "
                "text, say so; else a ^\\top is missing.")
    return ""


def same_times(state: State, left: tree.Node, right: tree.Node,
               place: Side) -> None:
    """Notes a time that is free on one side and not on the other.

    Raises NotRead for a letter that is a time and an index.
    """
    free = free_times(left), free_times(right)
    for here, there, other in ((0, 1, right), (1, 0, left)):
        for letter in sorted((free[here] - free[there])
                             & bound_times(other)):
            state.note(f"{letter} is free on one side, and runs over all in "
                       "a sum or product on the other: take another letter "
                       "there")
    for letter in sorted(free[1] - free[0] - known_letters(state)):
        if not constant(left):
            state.note(f"{letter} stands on the right side only, so the line "
                       "is read as said for each of them")
    mixed = sorted((free[0] | free[1])
                   & ({*counts(left)} | {*counts(right)}))
    if mixed:
        start, end = where_is(state, mixed[0], place)
        raise NotRead(f"{mixed[0]} is a time and an index in this line: take "
                      "two letters.", start, end)


def known_letters(state: State) -> set[str]:
    """Letters that need no introduction: the last step, and sizes."""
    return {state.alphabet.last, *state.alphabet.sizes.values()}


def where_is(state: State, letter: str, place: Side) -> tuple[int, int]:
    """Where a letter stands, as far as that is known."""
    found = state.places.get(letter)
    return found[-1] if found else (place.start, place.end)


__all__ = ["read", "read_text"]
