"""The next factor of a term: a letter, a bracket, a fraction, a number."""
from fractions import Fraction

from ..text.items import Chain, Item, Script, Sum, Term, only
from ..tree import nodes as tree
from ..tree.errors import NotRead
from ..tree.names import NAMES, PARAMETERS
from .calculus import part, root
from .combining import is_column, multiply, over, turn
from .differentials import (
    applied,
    fraction_of_differentials,
    inline_differential,
    is_differential,
    nabla,
    operator,
    prefixed,
)
from .letters import raised, read_letter
from .linear import read_linear
from .naming import find, lifted, scripts
from .operators import read_big, read_function
from .slots import above, flat
from .special import (
    constant_e,
    identity_or_delta,
    indicator,
    loss_with_brackets,
    own_time,
    time_or_size,
)
from .state import State, Value, number
from .targets import at_target

BRACKETS = ("group", "round", "square")


def read_factor(state: State, items: list[Item], at: int
                ) -> tuple[Value, int]:
    """The factor that begins at items[at], and where the next one begins."""
    item = lifted(state, items[at])
    state.burn(item.start, item.end)
    if item.kind in ("partial", "nabla") or is_differential(state, item):
        return differential(state, items, at)
    if item.kind == "big":
        return read_big(state, items, at)
    if item.kind == "function" or is_function(state, items, at):
        return read_function(state, items, at)
    if item.kind in ("letter", "word"):
        return a_letter(state, item, items, at)
    if item.kind in ("digit", "decimal", "ones"):
        return indicator(state, item, items, at) or (
            a_number(state, item), at + 1)
    found = operator(state, items, at)
    if found:
        return applied(state, items, at, found)
    return bracketed(state, item), at + 1


def differential(state: State, items: list[Item], at: int
                 ) -> tuple[Value, int]:
    """A derivative that is written in a line, with nabla, or as dW."""
    item = items[at]
    if item.kind == "nabla" or any(one.where == "_" for one in item.scripts):
        return nabla(state, items, at)
    found = inline_differential(state, items, at)
    if found:
        return found
    if item.kind == "letter" and state.alphabet.prefix_d \
            and at + 1 < len(items):
        return prefixed(state, items, at), at + 2
    if item.kind == "letter":
        raise NotRead("A differential by itself is not read: write the "
                      r"derivative by a letter, such as \frac{\partial h_t}"
                      r"{\partial W}.", item.start, item.end)
    raise NotRead(r"A derivative has two parts: write \frac{\partial E_t}"
                  r"{\partial W}.", item.start, item.end)


def is_function(state: State, items: list[Item], at: int) -> bool:
    """Whether a letter is a function here: sigma(...), f'(...)."""
    item = items[at]
    if item.kind != "letter" or item.name not in state.alphabet.functions:
        return False
    follows = at + 1 < len(items) and items[at + 1].kind in BRACKETS
    return follows or any(script.where == "'" for script in item.scripts) \
        or item.name not in state.alphabet.letters


def a_letter(state: State, item: Item, items: list[Item], at: int
             ) -> tuple[Value, int]:
    """A letter of the alphabet, or one that has a meaning everywhere."""
    special = time_or_size(state, item) or constant_e(state, item) \
        or identity_or_delta(state, item) or at_target(state, item)
    if special:
        return special, at + 1
    found = indicator(state, item, items, at) if item.name in "I1" else None
    if found:
        return found
    named = find(state, item)
    if named and named.letter.zero and not state.below:
        state.note(f"{named.key} is read as 0: another letter holds both")
        return number(tree.Number(Fraction(0)), item.start, item.end), at + 1
    of_time = with_time_behind(state, item, items, at)
    if of_time:
        return read_letter(state, of_time), at + 2
    return loss_with_brackets(state, item, items, at) or (
        read_letter(state, item), at + 1)


def with_time_behind(state: State, item: Item, items: list[Item], at: int
                     ) -> Item | None:
    """h(t) and h[t-1] as a letter with its time above; None for others."""
    behind = items[at + 1] if at + 1 < len(items) else None
    named = find(state, item)
    if named is None or behind is None or behind.kind not in (
            "round", "square") or named.letter.name in PARAMETERS:
        return None
    form = read_linear(only(behind.parts[0]))
    if form is None or not all(state.could_be_time(name)
                               for name, _ in form.letters):
        return None
    if len(named.below) > len(NAMES[named.letter.name].axes) \
            or own_time(state, item) is not None:
        return None
    place = behind.start, behind.end
    bare = behind._replace(scripts=(), name="(", kind="round")
    chain = Chain((Sum((Term(1, (bare,), *place),), *place),), (), *place)
    script = Script("^", (chain,), *place)
    return item._replace(scripts=(*item.scripts, script, *behind.scripts),
                         end=behind.end)


def a_number(state: State, item: Item) -> Value:
    """A number, with the powers above it."""
    if len(item.name) > 12:
        raise NotRead("This number is too long.", item.start, item.end)
    below, ups = scripts(item)
    if below:
        raise NotRead("Below a number nothing can stand but i=j, for 1 if "
                      "they are the same.", below[0].start, below[-1].end)
    value = number(tree.Number(Fraction(item.name)), item.start, item.end)
    return raised(state, value, tuple(ups))


def bracketed(state: State, item: Item) -> Value:
    """A bracket, a fraction or a root, with the scripts behind it."""
    if item.kind == "frac":
        value = fraction(state, item)
    elif item.kind == "root":
        value = root(inner(state, item, 0))
    elif item.kind in BRACKETS:
        value = in_bracket(state, item)
    else:
        raise NotRead("This cannot stand here.", item.start, item.end)
    for script in item.scripts:
        value = with_script(state, value, script)
    return value._replace(start=item.start, end=item.end)


def inner(state: State, item: Item, at: int) -> Value:
    """What stands in one part of an item."""
    whole = only(item.parts[at])
    if whole is None:
        chains = item.parts[at]
        raise NotRead("Commas or relations in these brackets have no "
                      "meaning here.", chains[0].start, chains[-1].end)
    return state.read_sum(whole)


def in_bracket(state: State, item: Item) -> Value:
    """What stands in brackets; [i=j] is 1 if they are the same."""
    chain = item.parts[0][0]
    if len(item.parts[0]) == 1 and chain.relations == ("=",):
        found = indicator(state, item, [item], 0)
        if found:
            return found[0]
    if item.name == r"\langle" and len(item.parts[0]) == 2:
        return inner_product(state, item)
    return inner(state, item, 0)


def inner_product(state: State, item: Item) -> Value:
    r"""\langle a, b \rangle."""
    values = [state.read_sum(one) for chain in item.parts[0]
              if (one := only((chain,)))]
    if len(values) < 2 or not is_column(values[0].shape):
        raise NotRead("An inner product is one of two columns.", item.start,
                      item.end)
    return multiply(state, turn(values[0]), values[1])


def with_script(state: State, value: Value, script: Script) -> Value:
    """A value with one script behind its bracket."""
    if script.where == "_":
        copied = by_copy(state, value, script)
        if copied:
            return copied
        indices = tuple(state.as_index(slot.form, slot.start, slot.end)
                        for slot in flat(script.entries))
        return part(state, value, indices, script.end)
    ups = tuple(up._replace(outer=True) for up in above(script))
    return raised(state, value, ups)


def by_copy(state: State, value: Value, script: Script) -> Value | None:
    r"""\frac{\partial E}{\partial W}_{(i)}: by the copy of W at step i.

    None if no time in brackets stands there, or no derivative by weights.
    """
    node, items = value.node, one_item(script)
    if not isinstance(node, tree.Derivative) or node.below.time is not None \
            or node.below.name not in PARAMETERS or items is None:
        return None
    form = read_linear(only(items.parts[0]))
    if form is None or not state.is_time(form):
        return None
    step = state.as_time(form, script.start, script.end)
    return value._replace(node=node._replace(
        below=node.below._replace(copy=step)))


def one_item(script: Script) -> Item | None:
    """The round bracket that is all of a script, else None."""
    whole = only(script.entries)
    first = whole.terms[0].items if whole and len(whole.terms) == 1 else ()
    return first[0] if len(first) == 1 and first[0].kind == "round" else None


def fraction(state: State, item: Item) -> Value:
    """A fraction: a derivative if both parts begin with a d, else a ratio."""
    found = fraction_of_differentials(state, item)
    if found:
        return found
    top, bottom = inner(state, item, 0), inner(state, item, 1)
    return over(state, top, bottom)


__all__ = ["read_factor"]
