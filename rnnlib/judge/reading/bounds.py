r"""What stands at a sum or product: \sum_{k=1}^{t}, \prod_{t \ge i > k}."""
from typing import NamedTuple

from ..text.items import Chain, Item, Script, Sum, lone, only
from ..tree.errors import NotRead
from ..tree.nodes import Linear
from .linear import letter_of, of_letter, read_linear, shifted
from .slots import flat
from .state import State

FLIPPED = {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}


class Bounds(NamedTuple):
    """A letter and its range; low and high are None for a whole range."""

    letter: str
    low: Linear | None
    high: Linear | None
    start: int
    end: int

    @property
    def is_time(self) -> bool:
        return self.low is not None


def bounds_of(state: State, item: Item) -> list[Bounds]:
    """The letters of a sum or product with their ranges, outer ones first.

    Raises NotRead if there are none, or if they say something else.
    """
    below = [one for one in item.scripts if one.where == "_"]
    above = [one for one in item.scripts if one.where == "^"]
    if len(below) != 1 or len(above) > 1 or \
            len(below) + len(above) != len(item.scripts):
        raise NotRead(f"Say over which letter this {item.name} runs: write "
                      f"{example(item, 'k')}.", item.start, item.end)
    entries = below[0].entries
    if all(not chain.relations for chain in entries) and not above:
        return [whole_range(state, item, slot.letter, slot.start, slot.end)
                for slot in flat(entries)]
    if len(entries) != 1:
        raise NotRead("Only one range can be read here: write one sum for "
                      "each letter.", below[0].start, below[0].end)
    chain = entries[0]
    if not chain.relations:
        return [up_to(state, item, chain, above[0])]
    if chain.relations == ("=",):
        return [from_low(state, item, chain, above)]
    if above or not set(chain.relations) <= set(FLIPPED):
        raise NotRead("This range cannot be read: write k=1 below and t "
                      r"above, or 1 \le k \le t below.", below[0].start,
                      below[0].end)
    return [between(state, chain)]


def example(item: Item, letter: str) -> str:
    """A sum or product with its bounds, for a message."""
    sign = "sum" if item.name == "sum" else "prod"
    return rf"\{sign}_{{{letter}=1}}^{{t}}"


def whole_range(state: State, item: Item, letter: str | None, start: int,
                end: int) -> Bounds:
    """A letter without bounds: all steps, or the whole range of an index."""
    if letter is None:
        raise NotRead(f"A letter is wanted below this {item.name}.", start,
                      end)
    if not state.could_be_time(letter):
        if item.name == "product" and letter not in state.indices:
            raise without_bounds(item, letter)
        return Bounds(letter, None, None, item.start, item.end)
    if not state.alphabet.last:
        raise without_bounds(item, letter)
    last = state.alphabet.last
    state.note(f"the {item.name} over {letter} is read from 1 to {last}")
    return Bounds(letter, Linear((), 1), of_letter(last), item.start,
                  item.end)


def without_bounds(item: Item, letter: str) -> NotRead:
    """That bounds are missing which cannot be guessed."""
    return NotRead(f"Say where {letter} begins and where it ends: write "
                   f"{example(item, letter)}.", item.start, item.end)


def last_step(state: State, start: int, end: int) -> str:
    """The letter of the last step; NotRead if the alphabet has none."""
    if not state.alphabet.last:
        raise NotRead("This text has no letter for the last step: write "
                      "both bounds, with letters for times.", start, end)
    return state.alphabet.last


def up_to(state: State, item: Item, chain: Chain, above: Script) -> Bounds:
    r"""\sum_k^t: from 1, with a note."""
    letter = letter_in(chain.sums[0])
    form = read_linear(only(above.entries))
    if form is None or not state.could_be_time(letter):
        return Bounds(letter, None, None, item.start, item.end)
    state.note(f"the {item.name} over {letter} is read from 1")
    return as_times(state, letter, Linear((), 1), form, item.start, item.end)


def letter_in(whole: Sum) -> str:
    """The letter that a sum consists of."""
    item = lone((Chain((whole,), (), whole.start, whole.end),))
    if item is None or item.kind != "letter" or item.scripts:
        raise NotRead("A single letter is wanted here, as k in k=1.",
                      whole.start, whole.end)
    return item.name


def from_low(state: State, item: Item, chain: Chain, above: list[Script]
             ) -> Bounds:
    """k = 1 below, t above."""
    letter = letter_in(chain.sums[0])
    low = read_linear(chain.sums[1])
    high = read_linear(only(above[0].entries)) if above else None
    if is_index(state, letter, low, high):
        return index_range(state, item, letter, low, chain)
    if low is None or high is None:
        raise without_bounds(item, letter)
    if runs_down(state, low, high):
        state.note(f"{letter} runs down here, and is read as running up: "
                   "the sum is the same" if item.name == "sum" else
                   f"{letter} runs down here, and is read as running up")
        low, high = high, low
    return as_times(state, letter, low, high, item.start, item.end)


def runs_down(state: State, low: Linear, high: Linear) -> bool:
    r"""Whether bounds are written from the last time: \prod_{s=t}^{k+1}."""
    if not high.letters:
        return bool(low.letters) and high.number in (0, 1)
    latest = {state.alphabet.implied or "t", state.alphabet.last}
    names = {name for name, _ in high.letters}
    return letter_of(low) in latest and not names & latest and all(
        state.could_be_time(name) for name in names)


def is_index(state: State, letter: str, low: Linear | None,
             high: Linear | None) -> bool:
    """Whether a letter with bounds is an index."""
    forms = [form for form in (low, high) if form]
    names = [name for form in forms for name, _ in form.letters]
    if any(state.could_be_time(name) for name in names):
        return False
    if letter in state.indices:
        return True
    if letter in state.time_letters():
        return False
    return bool(names) or high is None or letter in state.alphabet.indices


def index_range(state: State, item: Item, letter: str, low: Linear | None,
                chain: Chain) -> Bounds:
    """The whole range of an index; it must begin at 1."""
    if low not in (Linear((), 1), Linear((), 0)):
        raise NotRead(f"{letter} is an index, so it runs over its whole "
                      f"range: write {letter}=1 below.", chain.start,
                      chain.end)
    state.note(f"{letter} is read as running over its whole range")
    return Bounds(letter, None, None, item.start, item.end)


def as_times(state: State, letter: str, low: Linear, high: Linear,
             start: int, end: int) -> Bounds:
    """Bounds that are times; another letter for the last step is noted."""
    first = known_times(state, low, start, end)
    last = known_times(state, high, start, end)
    if any(name == letter for name, _ in (*first.letters, *last.letters)):
        raise NotRead(f"{letter} stands in its own bounds.", start, end)
    return Bounds(letter, first, last, start, end)


def known_times(state: State, form: Linear, start: int, end: int) -> Linear:
    """A bound, its letters being times."""
    letters = []
    for name, times in form.letters:
        if not state.could_be_time(name) and state.bound_as(name) is None \
                and name not in state.indices:
            state.note(f"{name} is read as the last step")
            name = last_step(state, start, end)
        elif not state.could_be_time(name):
            raise NotRead(f"{name} is an index, and a bound of times here.",
                          start, end)
        letters.append((name, times))
    return state.as_time(Linear(tuple(sorted(letters)), form.number), start,
                         end)


def between(state: State, chain: Chain) -> Bounds:
    r"""1 \le k \le t, t \ge i > k, k < t."""
    signs = list(chain.relations)
    sums = list(chain.sums)
    if all(sign in (">=", ">") for sign in signs):
        sums.reverse()
        signs = [FLIPPED[sign] for sign in reversed(signs)]
    if not all(sign in ("<=", "<") for sign in signs) or len(signs) > 2:
        raise NotRead(r"This range cannot be read: write 1 \le k \le t.",
                      chain.start, chain.end)
    if len(signs) == 2:
        return in_between(state, sums, signs, chain)
    return one_sided(state, sums, signs[0], chain)


def form_of(whole: Sum) -> Linear:
    """A bound; NotRead if it is no time."""
    form = read_linear(whole)
    if form is None:
        raise NotRead("This is no time: write k, t-1 or a number.",
                      whole.start, whole.end)
    return form


def in_between(state: State, sums: list[Sum], signs: list[str],
               chain: Chain) -> Bounds:
    """low <= letter <= high, or with < ."""
    low = shifted(form_of(sums[0]), int(signs[0] == "<"))
    high = shifted(form_of(sums[2]), -int(signs[1] == "<"))
    return as_times(state, letter_in(sums[1]), low, high, chain.start,
                    chain.end)


def one_sided(state: State, sums: list[Sum], sign: str, chain: Chain
              ) -> Bounds:
    """k <= t from 1; t <= s up to the last step."""
    first, second = (read_linear(one) for one in sums)
    fixed = (state.alphabet.implied or "t", state.alphabet.last)
    upper = lone((Chain((sums[0],), (), 0, 0),)) is not None and \
        first != of_letter(fixed[0])
    letter = letter_in(sums[0] if upper else sums[1])
    if first is None or second is None:
        raise NotRead("This range cannot be read.", chain.start, chain.end)
    strict = int(sign == "<")
    if upper:
        state.note(f"{letter} is read as running from 1")
        return as_times(state, letter, Linear((), 1),
                        shifted(second, -strict), chain.start, chain.end)
    last = last_step(state, chain.start, chain.end)
    state.note(f"{letter} is read as running up to {last}")
    return as_times(state, letter, shifted(first, strict), of_letter(last),
                    chain.start, chain.end)


__all__ = ["Bounds", "bounds_of"]
