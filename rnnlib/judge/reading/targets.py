r"""Targets that are classes: 1_{i = y_t}, and \hat y_{t, y_t}."""
from ..text.items import Item, Sum, hoisted, only
from ..tree.errors import NotRead
from ..tree.names import CLASSES
from ..tree.nodes import Linear
from .calculus import entry
from .combining import is_column, multiply, turn
from .layouts import in_words
from .letters import read_letter
from .linear import of_letter
from .naming import find
from .prepare import prepared
from .state import State, Value, number


def single(state: State, whole: Sum | None) -> Item | None:
    """The only item of a sum, once touching letters are one."""
    if whole is None or len(whole.terms) != 1 or whole.terms[0].sign != 1:
        return None
    items = prepared(state.alphabet, whole.terms[0].items)
    return items[0] if len(items) == 1 else None


def compared_pair(state: State, item: Item) -> tuple[Item, Item] | None:
    """i and y_t in 1_{i, y_t}."""
    if item.name not in ("1", "I") or len(item.scripts) != 1:
        return None
    ones = [single(state, only((chain,)))
            for chain in item.scripts[0].entries]
    first, second = ones if len(ones) == 2 else (None, None)
    return (first, second) if first and second else None


def class_of(state: State, index: Item, target: Item, item: Item) -> Value:
    """1_{i = y_t}: an entry of a target that is one-hot."""
    node = read_letter(state, hoisted(target)).node
    one_hot(state)
    return number(entry(node, (as_slot(state, index),)), item.start,
                  item.end)


def one_hot(state: State) -> None:
    """Notes that the line takes targets to be one-hot."""
    state.one_hot = True
    state.note(CLASSES)


def at_target(state: State, item: Item) -> Value | None:
    r"""\hat y_{t, y_t}: the entry at the class of the target."""
    if item.kind != "letter" or not item.scripts:
        return None
    for script in item.scripts:
        target = single(state, only(script.entries[-1:])) \
            if script.where == "_" else None
        if target and target.scripts and is_target(state, target) \
                and item.name in state.alphabet.letters:
            scripts_left = tuple(
                one._replace(entries=one.entries[:-1])
                if one is script else one for one in item.scripts)
            whole = read_letter(state, item._replace(scripts=tuple(
                one for one in scripts_left if one.entries
                or one.where == "'")))
            if not is_column(whole.shape):
                raise NotRead("A class such as y_t picks an entry of a "
                              f"column, not of {in_words(whole.shape)}.",
                              item.start, item.end)
            one_hot(state)
            first = turn(read_letter(state, hoisted(target)))
            return multiply(state, first, whole)._replace(
                start=item.start, end=item.end)
    return None


def is_target(state: State, item: Item) -> bool:
    """Whether an item is the target as a whole."""
    item = hoisted(item)
    named = find(state, item) if item.kind in ("letter", "word") else None
    return named is not None and named.letter.name == "y"


def as_slot(state: State, item: Item) -> str | int:
    """An item as an index."""
    form = of_letter(item.name) if item.kind == "letter" and not \
        item.scripts else Linear((), int(item.name)) \
        if item.kind == "digit" and not item.scripts else None
    return state.as_index(form, item.start, item.end)


__all__ = ["as_slot", "at_target", "class_of", "compared_pair", "is_target",
           "single"]
