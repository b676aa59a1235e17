"""A tree of entries as an index formula of the prover."""
from fractions import Fraction
from functools import reduce
from operator import mul

from rnnlib.judge.tree import nodes as tree
from rnnlib.judge.tree.nodes import Node
from rnnlib.symbolic.grammar.entries import entries
from rnnlib.symbolic.grammar.matrices import MATRICES
from rnnlib.symbolic.terms.functions import logistic
from rnnlib.symbolic.terms.language import TENSORS, d, delta, imm, sum_over
from rnnlib.symbolic.terms.products import Matrix
from rnnlib.symbolic.terms.symbols import gain, gamma, sigma
from sympy import Add, Expr, Rational, S, exp, log, tanh

from .scope import SIZES, NoWord, Scope

NUMBERS = {"kappa": gain, "sigma": sigma, "gamma": gamma}
FUNCTIONS = {"exp": exp, "log": log, "tanh": tanh, "logistic": logistic}
SLOPES = {"tanh": lambda z: 1 - tanh(z)**2,
          "logistic": lambda z: logistic(z) * (1 - logistic(z))}


def as_entries(node: Node, scope: Scope) -> Expr:
    """A number-valued tree; NoWord for what the prover cannot say."""
    match node:
        case tree.Number(value):
            return rational(value)
        case tree.Count(value):
            return scope.time(value)
        case tree.Entry():
            return entry(node, scope)
        case tree.Delta(first, second):
            return delta(scope.place(first), scope.place(second))
        case tree.Plus(terms):
            return Add(*[as_entries(one, scope) for one in terms])
        case tree.Times(factors):
            return reduce(mul, (as_entries(one, scope) for one in factors),
                          S.One)
        case tree.EntryByEntry(first, second):
            return as_entries(first, scope) * as_entries(second, scope)
        case tree.Over(first, second):
            return as_entries(first, scope) / as_entries(second, scope)
        case tree.Power(base, exponent):
            return as_entries(base, scope) ** power(exponent, scope)
        case tree.Function():
            return function(node, as_entries(node.of, scope))
        case tree.Turned(of):
            return as_entries(of, scope)
    return larger(node, scope)


def larger(node: Node, scope: Scope) -> Expr:
    """Sums, derivatives and entries of brackets."""
    match node:
        case tree.SumOver(letter, space, body):
            inner = scope.binding(letter, SIZES[space])
            return sum_over(as_entries(body, inner), inner.own[letter])
        case tree.Derivative(top, below, immediate):
            return derivative(top, below, immediate, scope)
        case tree.Part(of, indices):
            return part(of, [scope.place(one) for one in indices], scope)
        case tree.OverTime(kind):
            raise NoWord(f"a {kind} over time has no words here: write it "
                         "without indices, or write its terms")
    raise NoWord(f"{called(node)} as a whole does not go with entries here: "
                 "give each its indices")


def called(node: Node) -> str:
    """What to call a part that has no words."""
    name = getattr(node, "name", "")
    return name if name in ("h", "p", "x", "W", "U", "V", "e") else \
        "a matrix or a vector"


def rational(value: Fraction) -> Rational:
    """A number of the tree as SymPy's."""
    return Rational(value.numerator, value.denominator)


def power(exponent: tree.Linear | Fraction, scope: Scope) -> Expr:
    """An exponent."""
    return rational(exponent) if isinstance(exponent, Fraction) else \
        scope.time(exponent)


def function(node: tree.Function, inside: Expr) -> Expr:
    """A function of a number, or its slope."""
    table = SLOPES if node.slope else FUNCTIONS
    if node.name not in table:
        raise NoWord(f"{node.name} has no words here: write what it is for "
                     "an entry, with exp, log, tanh or \\sigma")
    return table[node.name](inside)


def entry(node: tree.Entry, scope: Scope) -> Expr:
    """An entry of a tensor, a number of the network, or of a matrix."""
    if node.name in NUMBERS:
        return NUMBERS[node.name]
    places = [scope.place(one) for one in node.indices]
    times = [] if node.time is None else [scope.time(node.time)]
    if node.copy is not None:
        return TENSORS["C"][(scope.time(node.copy), *places)]
    if node.name in TENSORS:
        return TENSORS[node.name][(*times, *places)]
    if node.name in MATRICES and places:
        return entries(Matrix(node.name, *times), *padded(places))
    raise NoWord(f"entries of {shown(node.name)} have no words here: write "
                 "what they are made of")


def shown(name: str) -> str:
    """A name as it is read."""
    return {"lambda": r"`\lambda`", "total": "the loss over all steps"}.get(
        name, f"`{name}`")


def padded(places: list) -> list:
    """A row and a column; a vector has no column."""
    return [*places, None][:2] if len(places) < 2 else places


def derivative(top: Node, below: tree.Entry | tree.Whole, immediate: bool,
               scope: Scope) -> Expr:
    """A derivative by an entry."""
    if not isinstance(below, tree.Entry):
        raise NoWord("a derivative by a whole vector or matrix does not go "
                     "with entries here: give it its indices")
    found = entry(below, scope)
    return (imm if immediate else d)(as_entries(top, scope), found)


def part(of: Node, places: list, scope: Scope) -> Expr:
    """An entry of a bracket: what is entry by entry goes inside."""
    match of:
        case tree.Plus(terms):
            return Add(*[part(one, places, scope) for one in terms])
        case tree.Function():
            return function(of, part(of.of, places, scope))
        case tree.EntryByEntry(first, second):
            return part(first, places, scope) * part(second, places, scope)
        case tree.Times((tree.Number(value), factor)):
            return rational(value) * part(factor, places, scope)
        case tree.Power(base, exponent) if len(places) == 1:
            return part(base, places, scope) ** power(exponent, scope)
        case tree.Whole(name, time, _) if name in TENSORS:
            times = [] if time is None else [scope.time(time)]
            return TENSORS[name][(*times, *places)]
        case tree.Number(value) if len(places) == 1:
            return rational(value)
    from .words import as_words  # which needs this module
    return entries(as_words(of, scope), *padded(places))
