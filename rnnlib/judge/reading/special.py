r"""Letters that mean something by themselves: e^x, I, \delta_{ij}, 1_{i=j}, T.

And brackets behind a loss, E_t(y_t, \hat y_t), which are dropped.
"""
from fractions import Fraction

from ..text.items import Chain, Item, hoisted, lone, only, walk
from ..tree import nodes as tree
from ..tree.errors import NotRead
from ..tree.names import NAMES, PARAMETERS
from ..tree.nodes import Linear
from .calculus import derivative, part
from .evidence import has_relation
from .layouts import as_column
from .letters import raised, read_letter
from .linear import letter_of, of_letter
from .naming import find, scripts
from .slots import Above, Slot, above, flat
from .state import State, Value, number
from .targets import as_slot, class_of, compared_pair, is_target, single


def time_or_size(state: State, item: Item) -> Value | None:
    """t or T or n_h as a factor; None for other letters."""
    start, end = item.start, item.end
    if any(script.where != "_" for script in item.scripts) \
            or has_relation(item):
        return None
    if not item.scripts:
        bound = state.bound_as(item.name)
        known = item.name in state.alphabet.letters
        if bound or (bound is None and not known
                     and state.could_be_time(item.name)):
            return number(tree.Count(state.as_time(
                of_letter(item.name), start, end)), start, end)
        if bound is False or (item.name in state.indices and not known):
            raise NotRead(f"{item.name} is an index, and stands here as a "
                          "factor.", start, end)
    size = state.alphabet.sizes.get(spelled(item))
    return size and number(tree.Count(of_letter(size)), start, end) or None


def spelled(item: Item) -> str:
    """n_h for a letter with a plain label below."""
    if not item.scripts:
        return item.name
    label = "".join(slot.text for script in item.scripts
                    for slot in flat(script.entries))
    return f"{item.name}_{label}"


def constant_e(state: State, item: Item) -> Value | None:
    """e^{...} as exp; None where e is a letter with its time below."""
    if item.name != "e" or item.kind != "letter" or len(item.scripts) != 1:
        return None
    script = item.scripts[0]
    whole = only(script.entries)
    if script.where != "^" or script.outer or whole is None:
        return None
    if "e" in state.alphabet.letters and turn_or_time(state, item):
        return None
    of = state.read_sum(whole)
    if len(of.shape.out + of.shape.by) > 1:
        raise NotRead("e to the power of a matrix cannot be read.",
                      item.start, item.end)
    return of._replace(node=tree.Function("exp", of.node), start=item.start,
                       end=item.end, loose=False)


def turn_or_time(state: State, item: Item) -> bool:
    """Whether above a letter there is a transpose or a time."""
    top = lone(item.scripts[0].entries)
    if top is None:
        return False
    return top.name in ("top", "T") or top.kind == "round" and all(
        up.form is not None and state.is_time(up.form)
        for up in above(item.scripts[0]))


def identity_or_delta(state: State, item: Item) -> Value | None:
    r"""I, I_{ij} and \delta_{ij}; None if they are letters of the text."""
    if item.name not in ("I", "delta"):
        return None
    if has_relation(item):
        return None if item.name == "I" else equal(
            state, item.scripts[0].entries[0], item)
    if (item.name in state.alphabet.letters or find(state, item)) \
            and not of_two_indices(state, item):
        return None
    below, ups = scripts(item)
    if item.name in state.alphabet.macros and ups \
            and below and ups[0].kind == "time" and ups[0].form:
        return raised(state, error_of(state, item, below, ups[0]),
                      tuple(ups[1:]))
    if item.name == "delta" and not all(up.outer for up in ups):
        raise NotRead(r"\delta is Kronecker's here, with two indices below: "
                      "if it is an error in your text, say of what.",
                      item.start, item.end)
    if len(below) == 2:
        return raised(state, kronecker(state, below, item), tuple(
            up for up in ups if item.name == "delta"))
    if item.name == "I" and len(below) < 2:
        return number(tree.Number(Fraction(1)), item.start, item.end)
    raise NotRead(r"\delta is Kronecker's here, and has two indices: write "
                  r"\delta_{ij}, or choose an alphabet where it is an error.",
                  item.start, item.end)


def of_two_indices(state: State, item: Item) -> bool:
    r"""Whether \delta stands over two indices, also where it is an error."""
    below, ups = scripts(item)
    forms = [slot.form for slot in below]
    return len(forms) == 2 and not ups and item.name == "delta" and all(
        form is not None and letter_of(form) and not state.is_time(form)
        for form in forms)


def error_of(state: State, item: Item, below: list[Slot], up: Above
             ) -> Value:
    r"""\delta_k^{(t)}: the derivative of E_t by what the alphabet says."""
    time, when = below[0].form, up.form
    if time is None or when is None or len(below) > 2:
        raise NotRead(r"An error has two times: write \delta_k^{(t)}.",
                      item.start, item.end)
    name = state.alphabet.macros[item.name]
    state.note(f"{item.name} is read as the derivative of a loss by {name}")
    place = item.start, item.end
    whole = Value(tree.Whole(name, state.as_time(time, *place)),
                  as_column(NAMES[name].axes), *place)
    if len(below) == 2:
        slot = below[1]
        index = state.as_index(slot.form, slot.start, slot.end)
        whole = part(state, whole, (index,), item.end)
    loss = tree.Entry("E", state.as_time(when, *place), ())
    return derivative(state, number(loss, *place), whole, False)


def kronecker(state: State, below: list[Slot], item: Item) -> Value:
    """Kronecker's delta of two slots."""
    first, second = (state.as_index(slot.form, slot.start, slot.end)
                     for slot in below)
    return number(tree.Delta(first, second), item.start, item.end)


def indicator(state: State, item: Item, items: list[Item], at: int
              ) -> tuple[Value, int] | None:
    """1_{i=j}, 1[i=j], [i=j] and 1_{i=y_t}; None if there is no such thing."""
    chain = None
    last = at + 1
    pair = compared_pair(state, item)
    if pair and is_target(state, pair[1]):
        return class_of(state, pair[0], pair[1], item), last
    if item.kind == "square":
        chain = item.parts[0][0]
    elif item.name in ("1", "I"):
        for script in item.scripts:
            if script.where == "_":
                chain = bracket_free(script.entries[0])
        following = items[at + 1] if at + 1 < len(items) else None
        if not item.scripts and following and following.kind in (
                "round", "square") and not following.scripts:
            chain, last = following.parts[0][0], at + 2
    if chain is None or chain.relations != ("=",):
        return None
    return equal(state, chain, item), last


def bracket_free(chain: Chain) -> Chain:
    """The relation in 1_{[i=j]} without its brackets."""
    item = lone((chain,))
    if item and item.kind in ("round", "square", "group") \
            and len(item.parts[0]) == 1:
        return item.parts[0][0]
    return chain


def equal(state: State, chain: Chain, item: Item) -> Value:
    """1 if two indices are equal, or if an index is the class of y_t."""
    sides = [single(state, one) for one in chain.sums]
    for this, other in (sides, sides[::-1]):
        if this is None or other is None:
            break
        if is_target(state, other):
            return class_of(state, this, other, item)
    if None in sides:
        raise NotRead("Two indices, or an index and the class y_t, are "
                      "compared here.", chain.start, chain.end)
    first, second = (as_slot(state, one) for one in sides if one)
    return number(tree.Delta(first, second), item.start, item.end)


def loss_with_brackets(state: State, item: Item, items: list[Item], at: int
                       ) -> tuple[Value, int] | None:
    r"""E_t(y_t, \hat y_t) and \ell(o_t, y_t); None without such brackets."""
    named = find(state, item)
    follows = items[at + 1] if at + 1 < len(items) else None
    if named is None or named.letter.name not in ("E", "total") \
            or follows is None or follows.kind != "round" \
            or follows.scripts:
        return None
    entries = follows.parts[0]
    inner = lone(entries)
    if len(entries) < 2 and not (inner and (
            is_parameter(state, inner) or has_commas(inner))):
        return None
    state.note(f"what stands in brackets behind {named.key} is left out")
    if named.below or named.above or len(entries) < 2:
        return read_letter(state, item), at + 2
    time = time_in(state, entries)
    if time is None:
        return read_letter(state, item), at + 2
    node = tree.Entry("E", state.as_time(time, item.start, follows.end), ())
    return number(node, item.start, follows.end), at + 2


def has_commas(item: Item) -> bool:
    """Whether an item is a bracket with several things in it."""
    return item.kind in ("round", "square") and len(item.parts[0]) > 1


def is_parameter(state: State, item: Item) -> bool:
    """Whether an item is a parameter, as in L(W), or theta."""
    item = hoisted(item)
    if item.kind != "letter":
        return False
    named = find(state, item)
    return item.name in ("theta", "Theta") or (
        named is not None and named.letter.name in PARAMETERS)


def time_in(state: State, entries: tuple[Chain, ...]) -> Linear | None:
    """The first time that a letter in brackets has."""
    for chain in entries:
        for whole in chain.sums:
            for term in whole.terms:
                for item in walk(term.items):
                    found = own_time(state, item)
                    if found:
                        return found
    return None


def own_time(state: State, item: Item) -> Linear | None:
    """The time below or above a letter, if it has one."""
    named = find(state, item) if item.kind == "letter" else None
    if named is None or not NAMES[named.letter.name].timed:
        return None
    if named.below and state.is_time(named.below[0].form):
        return named.below[0].form
    return next((up.form for up in named.above if up.kind == "time"), None)


__all__ = ["constant_e", "identity_or_delta", "indicator",
           "loss_with_brackets", "own_time",
           "time_or_size"]
