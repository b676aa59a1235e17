"""Which variant of a name a page has chosen, or may still choose."""
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from sympy import Expr
from sympy.tensor.indexed import Indexed

from ..grammar.model import COMPUTED, VARIANTS
from ..networks import NETWORKS, SHARED, alike, family
from ..search.comparing import same

#: what a page has defined: name -> (label, lhs, rhs)
Known: TypeAlias = Mapping[str, tuple[str, Indexed, Any]]


def formula(variant: str | None, lhs: Indexed) -> Expr:
    """What a variant of the model says about an entry."""
    made = {**COMPUTED, **VARIANTS.get(variant or "plain", {})}
    entry, computed = made[lhs.base.name]
    return computed.xreplace(dict(zip(entry.indices, lhs.indices,
                                      strict=True)))


def open_variants(name: str, known: Known) -> list[str | None]:
    """The variants of a name that a page may still choose from.

    None stands for the plain network's own. What a variant brings along has
    to be there first, and then decides: p is untied if and only if the copies
    C are there. Of another name the first choice stays. All of a page's
    names are of one network.
    """
    check_first(name, known)
    found: list[str | None] = [None] * (name in COMPUTED) + [
        key for key, names in VARIANTS.items() if name in names]
    brought = [key for key in found if brings(key) and brings(key) <= {*known}]
    found = brought or [key for key in found if not brings(key)]
    if not brought and name in known:
        found = [variant_of(*known[name][1:])]
    found = [variant for variant in found if one_network(
        (name, variant), *[(other, variant_of(*known[other][1:]))
                           for other in set(known) - {name}])]
    if not found:
        raise ValueError(f"a page has one network: {name} is not of the same "
                         f"as {', '.join(known)}")
    return found


def brings(variant: str | None) -> set[str]:
    """The names that a variant makes and its network does not: copies."""
    one = NETWORKS[variant or "plain"]
    return {*one.new} if one.changes else set()


def check_first(name: str, known: Known) -> None:
    """Raise if `name` comes too late: what it changes is there already."""
    for key, names in VARIANTS.items():
        late = [other for other in names if other in known and name in
                brings(key) and variant_of(*known[other][1:]) != key]
        if late:
            raise ValueError(f"define {name} before {late[0]}, which is made "
                             "of it then")


def one_network(*chosen: tuple[str, str | None]) -> bool:
    """Whether names in these variants can stand on one page."""
    return len({NETWORKS[variant or "plain"].base.name
                for name, variant in chosen
                if name not in SHARED.formulas}) <= 1


@lru_cache(maxsize=1000)
def variant_of(lhs: Indexed, rhs: Expr) -> str | None:
    """The variant that defines the entry lhs as rhs; None: the plain one."""
    return next((key for key, names in VARIANTS.items()
                 if lhs.base.name in names
                 and same(rhs, formula(key, lhs))), None)


def network_of(known: Known) -> str | None:
    """The network that a page has chosen; None if it is still open."""
    return next((NETWORKS[variant_of(*made) or "plain"].base.name
                 for name, (_, *made) in known.items()
                 if name not in SHARED.formulas), None)


def foreign(name: str, known: Known) -> bool:
    """Whether a tensor is of another network than the page.

    Without any definition a page is about the plain one.
    """
    return family(name) not in (None, network_of(known) or "plain")


def check_chosen(w: str, known: Known) -> None:
    """ValueError if `w` is of a network or variant that the page has not."""
    if family(w) and network_of(known) not in (None, family(w)):
        raise ValueError(f"{w} is not of this network, which is "
                         f"{network_of(known)}")
    for one in alike(family(w) or "plain"):
        if w in one.own and one.changes and not (
                brings(one.name) <= {*known} and all(
                    variant_of(*known[name][1:]) == one.name
                    for name in one.changed if name in known)):
            raise ValueError(f"define {', '.join(brings(one.name))} first, "
                             f"and then {', '.join(one.changed)} with it")
