"""The networks that the prover knows: one file of this folder for each.

A module here declares one network as NETWORK, and is found by being here;
`network` says what a declaration is, `shared` what all networks have.
"""
from collections.abc import Collection
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from .network import Formulas, Network
from .shared import SHARED

__all__ = ["NETWORKS", "SHARED", "Network", "alike", "collected", "declared",
           "family", "formulas", "together"]


def collected(networks: list[Network]) -> dict[str, Network]:
    """The networks by name: plain first, then others, their variants last.

    Raises ValueError for what two of them declare, for two tensors of one
    page that print alike, and for a network of which rnnlib computes nothing.
    """
    networks = sorted(networks, key=lambda one: (
        one.base is not one, one.name != "plain", one.name))
    for kind in ("own", "conditions", "matrices", "sums", "prints", "looks"):
        check_once(kind, [SHARED, *networks])
    for one in networks:
        if one.base is one and (one.rows is None or one.shared is not SHARED):
            raise ValueError(f"{one.name}: say shared=SHARED, and by rows= "
                             "what rnnlib computes")
        check_prints([SHARED, *(part for part in networks
                                if part.base is one.base)])
    found = {one.name: one for one in networks}
    keys = {key for one in (SHARED, *networks) for key in one.conditions}
    if len(found) < len(networks) or keys & {*found}:
        raise ValueError("networks and conditions go by names of their own: "
                         f"got {', '.join(one.name for one in networks)}")
    return found


def check_once(kind: str, networks: list[Network]) -> None:
    """ValueError if two networks declare the same name."""
    owner: dict[str, str] = {}
    for one in networks:
        for name in getattr(one, kind):
            if name in owner:
                raise ValueError(f"{one.name}: {name} is of the network "
                                 f"{owner[name]} already")
            owner[name] = one.name


def check_prints(networks: list[Network]) -> None:
    """ValueError if two tensors of these networks print alike."""
    seen: dict[str, str] = {}
    for one in networks:
        for name in sorted(one.own):
            look = one.prints.get(name, name)
            if seen.setdefault(look, name) != name:
                raise ValueError(f"{one.name}: {name} prints as {look}, as "
                                 f"{seen[look]} does")


NETWORKS = collected([
    import_module(f"{__name__}.{module.name}").NETWORK
    for module in iter_modules(__path__)
    if module.name not in ("network", "shared")])


def declared() -> list[Network]:
    """What every network has, and then all networks."""
    return [SHARED, *NETWORKS.values()]


def alike(base: str) -> list[Network]:
    """A network, its variants, and what is added to it."""
    return [one for one in NETWORKS.values() if one.base.name == base]


def family(name: str) -> str | None:
    """Which network has a tensor of this name; None if every one has."""
    return next((one.base.name for one in NETWORKS.values()
                 if name in one.own), None)


def formulas(base: str, chosen: Collection[str] = ()) -> Formulas:
    """name -> (entry, formula) of a network, in the variants `chosen`."""
    made = {**SHARED.formulas, **NETWORKS[base].formulas}
    for one in alike(base):
        made |= one.new
    for one in alike(base):
        made |= one.changed if one.name in chosen else {}
    return made


def together(kind: str) -> dict[str, Any]:
    """All that is declared under a field such as `prints`, as one table."""
    return {name: said for one in declared()
            for name, said in getattr(one, kind).items()}
