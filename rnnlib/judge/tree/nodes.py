"""What a line of LaTeX means: a tree of nodes that are only data.

Reading makes the tree and settles every letter; numbers, repairs and proofs
use it. Indices and times are told apart here, sums are all written out, and
a transpose is a node. A node never knows an alphabet: names are those of the
networks (U, W, V, b_h, b_y, x, p, h, q, y_hat, y, E, e, ...).
"""
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias


class Linear(NamedTuple):
    """A time, an exponent or a count: whole multiples of letters, a number.

    t - 1 is Linear((("t", 1),), -1); letters in the order of the alphabet,
    none with the multiple 0.
    """

    letters: tuple[tuple[str, int], ...] = ()
    number: int = 0


class Number(NamedTuple):
    """A number; beside a vector ones, beside a square matrix that many I."""

    value: Fraction


class Count(NamedTuple):
    """A time or a size as a factor: t, T - k + 1, or n_h ("n_h" a letter)."""

    value: Linear


class Entry(NamedTuple):
    """An entry: h_{t,i}; time is None for a parameter.

    name: "total" is the loss over all steps (no time), "E" that of one step.
    copy: the step of the copy of a parameter, W^{(t)}, or None.
    """

    name: str
    time: Linear | None
    indices: tuple[str | int, ...]
    copy: Linear | None = None


class Whole(NamedTuple):
    """A vector (a column) or a matrix as a whole: h_t, W."""

    name: str
    time: Linear | None
    copy: Linear | None = None


class Plus(NamedTuple):
    """A sum of terms."""

    terms: tuple["Node", ...]


class Times(NamedTuple):
    """A product, in order: of numbers, of matrices, or both."""

    factors: tuple["Node", ...]


class EntryByEntry(NamedTuple):
    """Hadamard's product."""

    first: "Node"
    second: "Node"


class Over(NamedTuple):
    """first / second; entry by entry for vectors."""

    first: "Node"
    second: "Node"


class Outer(NamedTuple):
    """first second^T, written with a circled times."""

    first: "Node"
    second: "Node"


class Power(NamedTuple):
    """A power; of a vector entry by entry, of a square matrix repeated."""

    base: "Node"
    exponent: Linear | Fraction


class Function(NamedTuple):
    """A function, entry by entry; softmax of a column is a column.

    name: exp, log, tanh, logistic, relu, softmax, or "phi" for an activation
    that the alphabet leaves open. slope: its derivative, as in tanh'(p).
    """

    name: str
    of: "Node"
    slope: bool = False


class Diag(NamedTuple):
    """The diagonal matrix of a vector."""

    of: "Node"


class Turned(NamedTuple):
    """A transpose."""

    of: "Node"


class Derivative(NamedTuple):
    """d top / d below; below is an Entry or a Whole.

    immediate: nothing moves but what top is computed from in its own step
    (the partial with a plus). rows: how a derivative by a Whole is laid out,
    "as below" (like the thing below, or its transpose by `Turned`) if top is
    a number, "numerator" (rows run over top) otherwise.
    """

    top: "Node"
    below: Entry | Whole
    immediate: bool = False


class SumOver(NamedTuple):
    """A sum over a whole range of an index; space: n_h, n_x or n_y."""

    letter: str
    space: str
    body: "Node"


class OverTime(NamedTuple):
    """A sum or product over the times low, ..., high, both included.

    kind: "sum" or "product"; falling: the latest factor stands on the left.
    """

    kind: str
    letter: str
    low: Linear
    high: Linear
    body: "Node"
    falling: bool = True


class Delta(NamedTuple):
    """Kronecker's delta of two indices of one range."""

    first: str | int
    second: str | int


class Part(NamedTuple):
    """An entry of a whole expression: (A)_{ij}, (h_t)_i of a bracket."""

    of: "Node"
    indices: tuple[str | int, ...]


Node: TypeAlias = (
    Number | Count | Entry | Whole | Plus | Times | EntryByEntry | Over
    | Outer | Power | Function | Diag | Turned | Derivative | SumOver
    | OverTime | Delta | Part)


class Claim(NamedTuple):
    """One relation, read: left = right, with what reading had to assume.

    spaces: {index letter: n_h, n_x or n_y} of all letters; times: the letters
    that are times; notes: each guess in words ("summed over j, which stands
    twice"); facts: first <= second, as the bounds of sums and what is said
    behind the line have it; network: "tanh", "linear", or "open" for any
    activation; bias: whether there is one; one_hot: whether targets are;
    mean: the total loss is the mean over the steps, not their sum; last: the
    letter of the last step; more: what else the text fixes, as fields of the
    numbers' Settings; clash: (what is said, start, end) of the first
    place where shapes do not fit: then the line is wrong, and the tree is
    what the line would be without minding that.
    """

    left: "Node"
    right: "Node"
    spaces: tuple[tuple[str, str], ...]
    times: tuple[str, ...]
    notes: tuple[str, ...] = ()
    facts: tuple[tuple[Linear, Linear], ...] = ()
    network: str = "tanh"
    bias: bool = True
    one_hot: bool = False
    mean: bool = False
    last: str = "T"
    more: tuple[tuple[str, Any], ...] = ()
    clash: tuple[str, int, int] | None = None
