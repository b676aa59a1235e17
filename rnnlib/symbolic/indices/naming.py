"""In which order the indices of a sum get their names, by structure alone.

To try all orders takes n! of them. Most indices can be told apart by where
they stand: each has a colour, made of the formula in which it is marked and
the others show their colours. Only among indices of one colour is there a
choice: each of them goes first once, and that tells more indices apart; but
of two that can be swapped without a change, only one.
"""
from collections.abc import Collection, Iterator
from itertools import islice

from sympy import Basic, Dummy, Expr, KroneckerDelta, Sum, Symbol

from ..terms.errors import NotProved
from ..terms.language import SPACE

ORDERS = 720                  # so many are compared at most


def orders(indices: Collection[Symbol], body: Expr) -> list[list[Symbol]]:
    """Orders of the indices, the same ones whatever these are called."""
    colours = {v: str(SPACE[v]) for v in indices}
    found = list(islice(first_ones(colours, body), ORDERS + 1))
    if len(found) > ORDERS:
        raise NotProved("too long for the prover: a sum over "
                        f"{len(indices)} indices that look alike")
    return found


def first_ones(colours: dict[Symbol, str],
               body: Expr) -> Iterator[list[Symbol]]:
    """The orders in which indices of one colour take turns to go first."""
    colours = refined(colours, body)
    groups = [[v for v in colours if colours[v] == colour]
              for colour in sorted(set(colours.values()))]
    alike = next((group for group in groups if len(group) > 1), None)
    if alike is None:
        yield [v for group in groups for v in group]
        return
    for n, v in enumerate(alike):
        if not any(body.xreplace({v: w, w: v}) == body for w in alike[:n]):
            yield from first_ones({**colours, v: colours[v] + "!"}, body)


def refined(colours: dict[Symbol, str], body: Expr) -> dict[Symbol, str]:
    """{index: colour}, unlike where two indices stand in unlike places."""
    while len(set(colours.values())) < len(colours):
        seen = {v: (colour, text(body, {**colours, v: "*"}))
                for v, colour in colours.items()}
        ranks = {one: f"{rank:04}" for rank, one in enumerate(
            sorted(set(seen.values())))}
        if len(ranks) == len(set(colours.values())):
            break
        colours = {v: ranks[one] for v, one in seen.items()}
    return colours


def text(e: Basic, colours: dict[Symbol, str]) -> str:
    """The formula as text that shows colours instead of indices.

    Sums inside it have names that may still change: they show their range.
    """
    if isinstance(e, Symbol):
        bound = isinstance(e, Dummy) or e.name.startswith("_")
        own = SPACE.get(e, e) if bound else e    # bound times have no space
        return colours.get(e, str(own))
    if not e.args:
        return repr(e)
    parts = [text(part, colours) for part in e.args]
    if e.is_Add or e.is_Mul or isinstance(e, (Sum, KroneckerDelta)):
        parts.sort()
    return f"{type(e).__name__}({','.join(parts)})"
