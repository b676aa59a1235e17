"""Which letters stand as an index somewhere in a line.

A letter such as k is a time in one text and an index in another; what stands
in W_{ik} or in the second place of h_{t,k} is an index all through the line.
"""
from collections.abc import Iterable

from ..text.items import Item, Sum, all_items, hoisted
from ..tree.names import NAMES
from .linear import letter_of
from .naming import Named, find
from .slots import Slot, flat
from .state import State


def gather(state: State, sides: Iterable[Sum]) -> None:
    """Adds to the state's indices all letters that stand as one.

    Before, to those that are shifted the j of h_{j-1}: j - 1 is no index.
    """
    items = [hoisted(item) for side in sides for item in all_items(side)]
    for item in items:
        state.shifted |= shifted(state, item)
    for item in items:
        for slot in index_slots(state, item):
            if slot.letter:
                state.indices.add(slot.letter)


def shifted(state: State, item: Item) -> set[str]:
    """The letters of j - 1 below a letter that has a time."""
    named = find(state, item) if has_plain_below(item) else None
    if named is None or not NAMES[named.letter.name].timed:
        return set()
    return {letter for slot in named.below
            if slot.form and slot.form.number
            for letter, _ in slot.form.letters}


def index_slots(state: State, item: Item) -> list[Slot]:
    """The slots of an item that can only be indices."""
    if not has_plain_below(item):
        return []
    named = find(state, item)
    if named:
        return of_letter(state, named)
    if item.name in ("delta", "I"):
        slots = [slot for script in item.scripts if script.where == "_"
                 for slot in flat(script.entries)]
        error = item.name in state.alphabet.macros \
            and len(item.scripts) > 1       # its first slot is a time
        return slots[error:] if len(slots) == 2 else []
    return []


def has_plain_below(item: Item) -> bool:
    """Whether an item is a letter with slots below, not with i=j."""
    return item.kind == "letter" and not has_relation(item) and any(
        script.where == "_" for script in item.scripts)


def has_relation(item: Item) -> bool:
    r"""Whether a relation stands at a letter, as in \delta_{i=j}."""
    return any(chain.relations for script in item.scripts
               for chain in script.entries)


def of_letter(state: State, named: Named) -> list[Slot]:
    """The slots of a letter of the alphabet that are surely indices."""
    name = NAMES[named.letter.name]
    below = list(named.below)
    axes = len(name.axes)
    if not axes:
        return []
    if not name.timed:
        return below if len(below) == axes else []
    if has_time_above(named):
        return below
    if len(below) == axes + 1:
        last_only = looks_timed(state, below[-1]) \
            and not looks_timed(state, below[0])
        return below[:-1] if last_only else below[1:]
    return below if axes == 2 and len(below) == 2 else []


def has_time_above(named: Named) -> bool:
    """Whether the time stands above, so that all below are indices."""
    if len(named.below) > len(NAMES[named.letter.name].axes):
        return False
    return any(up.kind == "time" and not up.outer and up.form
               or up.kind == "bare" and named.letter.time == "above"
               for up in named.above)


def looks_timed(state: State, slot: Slot) -> bool:
    """Whether a slot looks like a time by itself."""
    if slot.form is None:
        return False
    letter = letter_of(slot.form)
    return letter in state.time_letters() if letter else True


__all__ = ["gather", "has_relation"]
