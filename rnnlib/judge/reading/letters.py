"""A letter with its scripts: which is its time, which are its indices."""
from typing import NamedTuple

from ..text.items import Item
from ..tree import nodes as tree
from ..tree.errors import NotRead
from ..tree.names import NAMES
from ..tree.nodes import Linear
from .layouts import SCALAR, as_column, in_words, turned
from .linear import letter_of, words
from .naming import Named, find, unknown
from .slots import Above, Slot
from .state import State, Value
from .variable import INDEX


class Placed(NamedTuple):
    """Where the slots of a letter went; rest: turns and powers, in order."""

    time: Linear | None
    indices: tuple[Slot, ...]
    copy: Linear | None
    rest: tuple[Above, ...]


def read_letter(state: State, item: Item) -> Value:
    """A letter of the alphabet as an entry or a whole, with what is above.

    Raises NotRead for a letter that the alphabet has not, and for scripts
    that fit nothing.
    """
    named = find(state, item)
    if named is None:
        raise unknown(state, item)
    placed = of_turned(state, named, place(state, named))
    return raised(state, of_name(state, named, placed), placed.rest)


def of_turned(state: State, named: Named, placed: Placed) -> Placed:
    r"""W^\top_{ij} as W_{ji}, an entry of the transpose.

    Raises NotRead for W^2_{ij}: an entry's square, or an entry of W W.
    """
    own = next((up for up in placed.rest if not up.outer), None)
    if own is None or len(placed.indices) < 2:
        return placed
    if own.kind in ("turn", "T"):
        state.note(f"a transpose above an entry of {named.key} is read as "
                   "that of the matrix: the entry is one of the transpose")
        return of_turned(state, named, placed._replace(
            indices=placed.indices[::-1],
            rest=tuple(up for up in placed.rest if up is not own)))
    if own.form and own.start < max(slot.start for slot in placed.indices):
        raise NotRead("This may be the power of an entry, or an entry of the "
                      "power: write brackets, as in (W_{ij})^2 and "
                      "(W^2)_{ij}.", named.start, named.end)
    return placed


def place(state: State, named: Named) -> Placed:
    """Sorts the slots of a letter into time and indices."""
    timed = NAMES[named.letter.name].timed or is_loss(named)
    time, copy, extra, rest = what_is_above(state, named, timed)
    below = split_digits(named, [*named.below, *extra])
    if not timed:
        copy = Linear((), named.letter.copy) if named.letter.copy else copy
        return Placed(None, tuple(untimed(state, named, below)), copy, rest)
    if time is None:
        time, below = time_below(state, named, below)
    count(named, below, time)
    return Placed(time, tuple(below), None, rest)


def is_loss(named: Named) -> bool:
    """Whether the letter is a loss, of one step or of all."""
    return named.letter.name in ("E", "total")


def what_is_above(state: State, named: Named, timed: bool) -> tuple[
        Linear | None, Linear | None, list[Slot], tuple[Above, ...]]:
    """(time, copy, indices, the rest) of what stands above a letter."""
    time = copy = None
    extra: list[Slot] = []
    rest: list[Above] = []
    free = timed and not has_time_below(state, named)
    for up in named.above:
        if time is None and copy is None and up.form and (
                up.kind == "time" and (free or not timed and not up.outer)
                or up.kind in ("bare", "T") and free and not up.outer
                and as_time_above(state, named, up)):
            form = time_above(state, named, up)
            time, copy = (form, copy) if timed else (time, form)
        elif is_index_above(state, named, up, len(extra)):
            extra += up.slots
        else:
            rest.append(up)
    return time, copy, extra, tuple(rest)


def time_above(state: State, named: Named, up: Above) -> Linear:
    """What stands above a letter as its time; NotRead if it is none."""
    assert up.form is not None
    for name, _ in up.form.letters:
        if not state.could_be_time(name) and (
                name in state.alphabet.letters or name in state.indices
                or not name.islower() or len(name) > 1):
            raise NotRead(f"{words(up.form)} above {named.key} is no time: "
                          f"write {named.key}^{{(t)}}, with a letter for "
                          "times or a number.", up.start, up.end)
    return state.as_time(up.form, up.start, up.end)


def has_time_below(state: State, named: Named) -> bool:
    """Whether one of the slots below is the time already."""
    axes = len(NAMES[named.letter.name].axes)
    slots = len(named.below)
    if slots == 1 and axes < 2 and any(
            up.kind == "time" and not up.outer for up in named.above):
        return False
    return slots == axes + 1 or (
        slots == 1 and axes != 1 or slots == 1 and
        state.is_time(named.below[0].form)) and slots > 0


def as_time_above(state: State, named: Named, up: Above) -> bool:
    """Whether something above without brackets is a time."""
    if named.letter.time == "above":
        return True
    if up.kind == "T" or up.form is None or not up.form.letters:
        return False
    return state.is_time(up.form)


def is_index_above(state: State, named: Named, up: Above, had: int) -> bool:
    """Whether something above is indices: W^{ij}, h_t^i."""
    axes = len(NAMES[named.letter.name].axes)
    if up.kind != "bare" or up.outer or not up.slots or had:
        return False
    letters = [slot.letter for slot in up.slots]
    missing = axes - len(named.below) + (NAMES[named.letter.name].timed)
    return 0 < len(letters) <= missing and all(
        name and not state.could_be_time(name) for name in letters) and (
            len(letters) == axes or bool(named.below))


def split_digits(named: Named, below: list[Slot]) -> list[Slot]:
    """W_{12} as W_{1,2}: the digits of a number, if two are needed."""
    axes = len(NAMES[named.letter.name].axes)
    if axes == 2 and len(below) == 1 and below[0].form \
            and not below[0].form.letters and 10 < below[0].form.number < 100:
        slot = below[0]
        digits = divmod(slot.form.number if slot.form else 0, 10)
        return [slot._replace(form=Linear((), digit)) for digit in digits]
    return below


def untimed(state: State, named: Named, below: list[Slot]) -> list[Slot]:
    """The indices of a parameter; none of them may be a time."""
    axes = len(NAMES[named.letter.name].axes)
    if len(below) in (0, axes):
        return below
    slot = below[0]
    if len(below) == 1 and state.is_time(slot.form):
        raise NotRead(f"{named.key} is the same at every step: write it "
                      f"without a time, or {named.key}^{{({slot.text})}} for "
                      "the copy of one step.", slot.start, slot.end)
    raise wrong_count(named, below, axes)


def wrong_count(named: Named, below: list[Slot], axes: int) -> NotRead:
    """That a letter has more or fewer indices than it can have."""
    kind = {0: "a number", 1: "a vector with one index",
            2: "a matrix with two indices"}[axes]
    have = "1 letter or number stands" if len(below) == 1 else \
        f"{len(below)} letters or numbers stand"
    return NotRead(f"{named.key} is {kind}, and here {have} below it.",
                   below[0].start, below[-1].end)


def time_below(state: State, named: Named, below: list[Slot]
               ) -> tuple[Linear | None, list[Slot]]:
    """(time, indices) of what stands below a letter that has a time."""
    axes = len(NAMES[named.letter.name].axes)
    if len(below) == axes + 1:
        last_only = axes and state.is_time(below[-1].form) \
            and not state.is_time(below[0].form)
        at = -1 if last_only else 0
        slot = below[at]
        return timed_by(state, named, slot), \
            below[:-1] if last_only else below[1:]
    if len(below) == 1 and (axes != 1 or state.is_time(below[0].form)):
        return timed_by(state, named, below[0]), []
    if len(below) not in (0, axes):
        raise wrong_count(named, below, axes)
    if is_loss(named) and named.key in state.alphabet.total:
        return None, []
    if below and not state.alphabet.implied:
        slot = below[0]
        raise NotRead(f"{slot.text} below {named.key} is no time, and "
                      f"{named.key} needs one: write {named.key}_t, or "
                      f"{named.key}_{{t,i}} for an entry.", slot.start,
                      slot.end)
    no_unit_vector(state, named, below)
    return state.implied(named.key, named.start, named.end), below


def no_unit_vector(state: State, named: Named, below: list[Slot]) -> None:
    """Raises NotRead for e_i, where i counts no classes as an error does."""
    letter = below[0].letter if below else None
    if named.key == "e" and letter and state.alphabet.indices.get(
            letter, "n_y") not in NAMES[named.letter.name].axes:
        raise NotRead(f"e_{letter} without a step may be a unit vector, which "
                      "is not read: write the line in entries.", named.start,
                      below[0].end)


def timed_by(state: State, named: Named, slot: Slot) -> Linear:
    """A slot as the time of a letter."""
    if slot.form is None or not could_all(state, slot.form):
        raise NotRead(f"{slot.text} below {named.key} is no time: write "
                      f"{named.key}_t, with a letter for times or a number.",
                      slot.start, slot.end)
    return state.as_time(slot.form, slot.start, slot.end)


def could_all(state: State, form: Linear) -> bool:
    """Whether all letters of a form may be times.

    A single letter that is unknown as an index is one, too.
    """
    single = letter_of(form)
    if single and state.bound_as(single) is None:
        return single not in state.indices and (
            state.could_be_time(single) or len(single) == 1
            and single not in state.alphabet.letters
            and single not in state.alphabet.indices
            and bool(state.alphabet.implied))
    return state.is_time(form)


def count(named: Named, below: list[Slot], time: Linear | None) -> None:
    """Raises NotRead if a letter with its time has too many indices."""
    axes = len(NAMES[named.letter.name].axes)
    if len(below) not in (0, axes):
        when = f" beside its time {words(time)}" if time else ""
        raise NotRead(f"{named.key} has {axes or 'no'} "
                      f"{'index' if axes == 1 else 'indices'}{when}, and "
                      f"here {len(below)} stand below it.", below[0].start,
                      below[-1].end)


def of_name(state: State, named: Named, placed: Placed) -> Value:
    """The node of a letter whose slots have been sorted."""
    name = named.letter.name
    if name in ("E", "total"):
        name = "E" if placed.time is not None else "total"
        if name == "total" and state.alphabet.loss == "mean":
            state.note(f"{named.key} is the mean over the steps")
    state.network = state.network or named.letter.network
    if named.letter.bias is not None:
        state.bias = named.letter.bias
    axes = NAMES[name].axes
    indices = tuple(state.as_index(slot.form, slot.start, slot.end)
                    for slot in placed.indices)
    if named.key == state.number:
        indices = (INDEX,)
    if indices or not axes:
        node: tree.Node = tree.Entry(name, placed.time, indices, placed.copy)
        return Value(node, SCALAR, named.start, named.end)
    return Value(tree.Whole(name, placed.time, placed.copy),
                 as_column(axes), named.start, named.end)


def raised(state: State, value: Value, ups: tuple[Above, ...]) -> Value:
    """A value with the turns and powers that stand above it, in order."""
    for up in ups:
        value = one_up(state, value, up)
    return value


def one_up(state: State, value: Value, up: Above) -> Value:
    """A value with one thing above it."""
    if up.kind == "prime":
        raise NotRead("A prime belongs to a function here, as in tanh'(p_t): "
                      "write ^\\top for a transpose.", up.start, up.end)
    if up.kind == "turn" or (up.kind == "T" and (
            value.shape != SCALAR or isinstance(value.node, tree.Number))):
        return transposed(state, value, up)
    form = up.form
    if form is None or up.kind in ("sign", "word"):
        raise NotRead(f"{up.word or 'This'} above this has no meaning here: "
                      "a time, a power or \\top has.", up.start, up.end)
    if up.kind == "time" and not up.outer:
        state.note(f"({words(form)}) above is read as a power")
    return power(state, value, form, up)


def transposed(state: State, value: Value, up: Above) -> Value:
    """The transpose of a value; a number is its own."""
    if up.kind == "T" and state.alphabet.last == "T":
        state.note("T above is read as a transpose, not as the last step")
    if isinstance(value.node, tree.Number):
        raise NotRead("A transpose of ones, or of a number, cannot be read: "
                      r"write the sum, such as \sum_a y_{t,a}.", value.start,
                      up.end)
    shape = turned(value.shape)
    if shape is None:
        state.clashes(f"{in_words(value.shape).capitalize()} has no "
                      "transpose.", value.start, up.end)
        return value
    if value.shape == SCALAR:
        return value._replace(end=up.end)
    node = value.node.of if isinstance(value.node, tree.Turned) \
        else tree.Turned(value.node)
    return Value(node, shape, value.start, up.end)


def power(state: State, value: Value, form: Linear, up: Above) -> Value:
    """A power: of a column entry by entry, of a square matrix repeated."""
    if value.shape.by and (len(value.shape.by) > 1
                           or value.shape.out != value.shape.by):
        state.clashes(f"{in_words(value.shape).capitalize()} has no powers.",
                      value.start, up.end)
    for name, _ in form.letters:
        if not state.could_be_time(name):
            raise NotRead(f"{name} above is neither a time nor a number, so "
                          "this is no power.", up.start, up.end)
        state.times.add(name)
    if abs(form.number) > 1000:
        raise NotRead("This power is too large to be tried.", up.start,
                      up.end)
    return Value(tree.Power(value.node, form), value.shape, value.start,
                 up.end)


__all__ = ["Placed", "place", "power", "raised", "read_letter", "transposed"]
