"""Which entry of the alphabet a letter with its labels is."""
from typing import NamedTuple

from ..alphabets.alphabet import Letter
from ..text.items import Item, hoisted
from ..tree.errors import NotRead
from ..tree.names import NAMES
from .slots import Above, Slot, above, flat
from .state import State


class Named(NamedTuple):
    """A letter found: what is left of its scripts behind the labels."""

    key: str
    letter: Letter
    below: tuple[Slot, ...]
    above: tuple[Above, ...]
    start: int
    end: int


def find(state: State, item: Item) -> Named | None:
    """The letter that an item is, or None if the alphabet has none."""
    below, ups = scripts(item)
    found = labelled(state, item.name, below, ups)
    if found is None:
        return None
    key, below, ups = found
    return Named(key, state.alphabet.letters[key], tuple(below), tuple(ups),
                 item.start, item.end)


def lifted(state: State, item: Item) -> Item:
    """(h_t)_i as h with both scripts; (W^2)_{ij} as it is.

    That is an entry of a power, and no power of an entry.
    """
    out = hoisted(item)
    if out is item or out.kind != "letter" or not up_then_below(out):
        return out
    named = find(state, out)
    if named and (len(NAMES[named.letter.name].axes) == 2
                  or any(up.kind == "T" for up in named.above)):
        return item
    return out


def up_then_below(item: Item) -> bool:
    """Whether something stands below that was written after one above."""
    where = "".join("^" if one.where != "_" else "_" for one in item.scripts)
    return "^_" in where


def scripts(item: Item) -> tuple[list[Slot], list[Above]]:
    """All slots below, and all that stands above, in order."""
    below: list[Slot] = []
    ups: list[Above] = []
    for script in item.scripts:
        if script.where == "_":
            below += flat(script.entries)
        else:
            ups += above(script)
    return below, ups


def labelled(state: State, name: str, below: list[Slot], ups: list[Above]
             ) -> tuple[str, list[Slot], list[Above]] | None:
    """(key, slots left, rest above): the longest label that fits is taken."""
    for label, key in state.alphabet.labels(name, "_"):
        used = used_up(label, below)
        if used:
            return key, below[used:], ups
    for label, key in state.alphabet.labels(name, "^"):
        for at, up in enumerate(ups):
            if up.word == label and up.kind in ("time", "word", "bare"):
                return key, below, ups[:at] + ups[at + 1:]
    if name in state.alphabet.letters:
        return name, below, ups
    return None


def used_up(label: str, below: list[Slot]) -> int:
    """How many slots spell the label; 0 if they do not."""
    text = ""
    for count, slot in enumerate(below, 1):
        text += slot.text
        if text == label:
            return count
        if not label.startswith(text):
            return 0
    return 0


def unknown(state: State, item: Item) -> NotRead:
    """That a letter is none of the alphabet's, and what may be done."""
    if item.name in ("eta", "alpha", "epsilon"):
        return NotRead(
            f"{item.name} looks like a learning rate: then this is an update, "
            "not an equation. Write what the gradient is equal to.",
            item.start, item.end)
    labels = [key for sign in "_^"
              for _, key in state.alphabet.labels(item.name, sign)]
    hint = f" It has {', '.join(labels)}." if labels else ""
    return NotRead(
        f"{item.name} is no letter of the alphabet \"{state.alphabet.title}\""
        f".{hint} Choose another alphabet, or say what the letter stands "
        "for.", item.start, item.end)


__all__ = ["Named", "find", "lifted", "scripts", "unknown"]
