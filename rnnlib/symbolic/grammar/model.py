"""The model in letters: what exists, over which ranges, made from what.

A definition can only introduce a name of a network, as rnnlib computes it,
and no theorem can hide in one. `COMPUTED` has the formulas of the plain
network. A page may choose another variant of a name (`VARIANTS`), but only
one: "untied" gives each step a copy C of W, all of them equal, and yet
derivatives by one of them differ from derivatives by W; "linear" has no
tanh; others, as "lstm", are networks of their own. All of them are declared
in `networks`, a file for each.
"""
from collections.abc import Collection

from sympy import S, Symbol
from sympy.tensor.indexed import Indexed

from ..networks import NETWORKS, SHARED, declared, formulas
from ..networks.omega import M, N, Omega, alpha  # noqa: F401
from ..networks.plain import U, W, b_h, p  # noqa: F401
from ..networks.shared import E, V, b_y, e, h, q, x, y, y_hat  # noqa: F401
from ..networks.untied import C  # noqa: F401
from ..terms.language import time_of
from ..terms.symbols import (  # noqa: F401
    T,
    a,
    b,
    c,
    gain,
    gamma,
    i,
    j,
    k,
    l,
    m,
    n_h,
    n_x,
    n_y,
    s,
    sigma,
    t,
    u,
    v,
)

__all__ = ("n_x n_h n_y t s k T i j l m u v a b c U W V C b_h b_y x y p h q "
           "y_hat e E gain sigma gamma alpha M N Omega").split()

# name -> (entry, what rnnlib computes for it, for t = 1, 2, ...)
COMPUTED = formulas("plain")
# variant -> {name: (entry, what it is instead)}
VARIANTS = {one.name: one.changed if one.changes else {
    name: made for name, made in formulas(one.name).items()
    if name not in SHARED.formulas}
    for one in NETWORKS.values() if not one.adds_to and one.name != "plain"}
RESTRICTING = {one.name for one in NETWORKS.values() if one.restricts}
STATES = tuple(name for one in declared() for name in one.states)
FROM_0 = {*STATES, *(name for one in declared() for name in one.from_0)}


def made_of(name: str, steps: Collection[int] = (0, -1)) -> set[str]:
    """The names in the formulas of `name`, in all networks.

    steps: how far back they may be, if they have a time.
    """
    times = (None, *(t + step for step in steps))
    return {entry.base.name for one in declared() if name in one.formulas
            for entry in S(one.formulas[name][1]).atoms(Indexed)
            if time_of(entry) in times}


def in_order() -> list[str]:
    """All names that are made: as a step makes them, whatever the network."""
    networks = [*NETWORKS.values()]
    found = [name for one in (
        *(one for one in networks if one.changes),
        *(one for one in networks if one.base is one), SHARED,
        *(one for one in networks if one.adds_to)) for name in one.formulas]
    return [*dict.fromkeys(found[::-1])][::-1]


MADE_OF = {name: made_of(name) for name in in_order()}
MADE_NOW = {name: made_of(name, (0,)) for name in MADE_OF}


def first(name: str) -> int:
    """The first time at which a tensor has entries."""
    return 0 if name in FROM_0 else 1


def since(time: Symbol) -> int:
    """The first value of a time letter: t and T are steps, others from 0."""
    return 1 if time in (t, T) else 0


def ancestors(name: str, made: dict[str, set[str]] = MADE_OF,
              seen: Collection[str] = ()) -> set[str]:
    """Every name on which the tensor `name` depends.

    made: MADE_NOW for what it depends on at the same time.
    """
    direct = made.get(name, set()) - set(seen)
    return direct.union(*[ancestors(n, made, {*seen, *direct})
                          for n in direct])
