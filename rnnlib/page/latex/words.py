"""A tree of whole vectors and matrices as a word of the prover."""
from fractions import Fraction
from functools import reduce
from operator import mul

from rnnlib.judge.tree import nodes as tree
from rnnlib.judge.tree.nodes import Linear, Node
from rnnlib.symbolic.grammar.matrices import MATRICES, SUMS
from rnnlib.symbolic.terms.language import TIME
from rnnlib.symbolic.terms.products import (
    Matrix,
    falling,
    over_time,
    rising,
    transpose,
)
from sympy import Add, Expr, S

from .entries import NUMBERS, power, rational
from .scope import NoWord, Scope

NAMES = {"lambda": "lam"}
GRADIENTS = {"h": "lam", "p": "a", "x": "grad_x"}     # of the whole loss


def as_words(node: Node, scope: Scope) -> Expr:
    """A tree of matrices; NoWord for what the prover cannot say."""
    match node:
        case tree.Number(value):
            return rational(value)
        case tree.Count(value):
            return scope.time(value)
        case tree.Whole() | tree.Entry():
            return named(node, scope)
        case tree.Plus(terms):
            return Add(*[as_words(one, scope) for one in terms])
        case tree.Times(factors):
            return reduce(mul, (as_words(one, scope) for one in factors),
                          S.One)
        case tree.Turned(of):
            inside = as_words(of, scope)
            return inside if inside.is_commutative else transpose(inside)
        case tree.Outer(first, second):
            return as_words(first, scope) * transpose(as_words(second, scope))
        case tree.Power(base, exponent):
            return repeated(base, exponent, scope)
    return larger(node, scope)


def larger(node: Node, scope: Scope) -> Expr:
    """Slopes, derivatives, sums and products over time, fractions."""
    match node:
        case tree.EntryByEntry(first, second):
            return beside_slopes(first, second, scope)
        case tree.Over(first, second):
            below = as_words(second, scope)
            if below.is_commutative:
                return as_words(first, scope) * (1 / below)
        case tree.Function(_, of, False) if node.name == "tanh" \
                and isinstance(of, tree.Whole) and of.name == "p":
            return Matrix("h", scope.time(of.time))
        case tree.Diag(of):
            return Matrix("D", slopes_at(of, scope))
        case tree.Derivative():
            return derivative(node, scope)
        case tree.OverTime():
            return over(node, scope)
    raise NoWord("a part of this answer has no words here without indices: "
                 "write it with matrices, `\\top`, sums and products")


def named(node: tree.Whole | tree.Entry, scope: Scope) -> Expr:
    """A vector, a matrix or a number by its name."""
    if node.name in NUMBERS:
        return NUMBERS[node.name]
    times = [] if node.time is None else [scope.time(node.time)]
    if isinstance(node, tree.Entry) and node.indices or node.copy is not None:
        raise NoWord("an entry does not go with matrices here: the question "
                     "has no indices")
    if node.name == "y_hat":
        return Matrix("e", *times) + Matrix("y", *times)
    name = NAMES.get(node.name, node.name)
    if name not in MATRICES and name not in SUMS:
        raise NoWord(f"`{node.name}` as a whole has no words here: write "
                     "what it is made of")
    return Matrix(name, *times)


def repeated(base: Node, exponent: Linear | Fraction, scope: Scope) -> Expr:
    """A power: of a number, or of a matrix, which may stand t - k times.

    W^(t-k-1) is the chain from t back to k + 2.
    """
    inside = as_words(base, scope)
    count = power(exponent, scope)
    if inside.is_commutative:
        return inside**count
    if inside == Matrix("Q") and count == -1:
        return Matrix("Q_inv")
    if count.is_Integer:
        if count < 0:
            raise NoWord("an inverse has no words here")
        return inside**count
    late = sum(one for one in Add.make_args(count.as_coeff_Add()[1])
               if not one.could_extract_minus_sign())
    return falling(inside, scope.binding("s", TIME).own["s"], late,
                   late - count + 1)


def slopes_at(node: Node, scope: Scope) -> Expr:
    """The time t at which a vector is 1 - h_t^2; NoWord if it is not that."""
    match node:
        case tree.Function("tanh", tree.Whole("p", time), True):
            return scope.time(time)
        case tree.Plus((tree.Number(one), tree.Times((tree.Number(minus),
                                                      square)))):
            if one == 1 and minus == -1:
                return squared_at(square, scope)
    raise NoWord("the only vector on a diagonal that has words here is "
                 "`1 - h_t^2`: write `D_t`")


def squared_at(node: Node, scope: Scope) -> Expr:
    """The time t at which a vector is h_t^2."""
    match node:
        case tree.Power(tree.Whole("h", time), exponent):
            if exponent == Linear((), 2):
                return scope.time(time)
        case tree.EntryByEntry(tree.Whole("h", time), tree.Whole("h", other)):
            if time == other:
                return scope.time(time)
        case tree.Power(tree.Function("tanh", tree.Whole("p", time), False),
                        exponent):
            if exponent == Linear((), 2):
                return scope.time(time)
    raise NoWord("the only slopes that have words here are `1 - h_t^2`")


def beside_slopes(first: Node, second: Node, scope: Scope) -> Expr:
    """A vector times the slopes, entry by entry, as D_t times it."""
    for slope, other in ((first, second), (second, first)):
        try:
            at = slopes_at(slope, scope)
        except NoWord:                 # the other one may be the slopes
            continue
        return Matrix("D", at) * as_words(other, scope)
    raise NoWord("`\\odot` has words here only beside `1 - h_t^2`: write it "
                 "with `D_t`, or with entries")


def derivative(node: tree.Derivative, scope: Scope) -> Expr:
    """The prover's matrix for a derivative."""
    top, below = node.top, node.below
    if node.immediate or not isinstance(top, (tree.Entry, tree.Whole)):
        raise NoWord("this derivative has no words here without indices")
    at = [] if top.time is None else [scope.time(top.time)]
    by = [] if below.time is None else [scope.time(below.time)]
    if top.name == "total":
        name = GRADIENTS.get(below.name, f"grad_{below.name}")
    elif isinstance(below, tree.Entry) and below.indices:
        name = by_entry(top.name, below)
        by = [] if below.copy is None else [scope.time(below.copy)]
    else:
        name = by_whole(top.name, below.name, at, by)
    if top.name == "total" and below.name == "h" and by == [0]:
        name, by = "grad_h_0", []
    if name not in MATRICES and name not in SUMS:
        raise NoWord("this derivative has no words here without indices")
    return Matrix(name, *at, *by)


def by_entry(top: str, below: tree.Entry) -> str:
    """The name of a derivative of all of h, or of E, by one weight."""
    if below.name != "W" or below.indices != ("i", "j"):
        raise NoWord("by one entry there are words here for `W_{ij}` only")
    return f"d{top}_d{'W' if below.copy is None else 'C'}ij"


def by_whole(top: str, below: str, at: list, by: list) -> str:
    """The name of a derivative of E or h by all of something."""
    if (top, below) == ("E", "h"):
        return "G"
    if (top, below) == ("h", "h"):
        return "P"
    return f"d{top}_d{below}"


def over(node: tree.OverTime, scope: Scope) -> Expr:
    """A sum or a product over time."""
    inner = scope.binding(node.letter, TIME)
    own = inner.own[node.letter]
    low, high = scope.time(node.low), scope.time(node.high)
    body = as_words(node.body, inner)
    if node.kind == "sum":
        if body.is_commutative:
            raise NoWord("a sum of numbers over time has no words here")
        return over_time(body, own, low, high)
    one = single(body, own)
    return falling(one, own, high, low) if node.falling else \
        rising(one, own, low, high)


def single(body: Expr, own: Expr) -> Expr:
    """One matrix for the factor of a product: J for D W."""
    if not body.is_commutative and body == Matrix("D", own) * Matrix("W"):
        return Matrix("J", own)
    if not body.is_commutative and body in (
            transpose(Matrix("W")) * Matrix("D", own),
            transpose(Matrix("D", own) * Matrix("W"))):
        return transpose(Matrix("J", own))
    return body
