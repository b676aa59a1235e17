"""Scripts to slots: what stands below a letter, in a row, and above it."""
from typing import NamedTuple

from ..text.items import Chain, Item, Script, Sum, Term, only
from ..tree.errors import NotRead
from ..tree.nodes import Linear
from .linear import letter_of, of_letter, read_linear, scaled, words


class Slot(NamedTuple):
    """One place below a letter: a form (t - 1, i, 3), or a word (rec)."""

    form: Linear | None
    word: str
    start: int
    end: int

    @property
    def letter(self) -> str | None:
        """Its letter, if it is nothing but one."""
        return letter_of(self.form)

    @property
    def text(self) -> str:
        """What a label would have for it."""
        if self.form is None:
            return self.word
        if not self.form.letters:
            return str(self.form.number)
        return self.letter or words(self.form)


class Above(NamedTuple):
    """One thing above a letter.

    kind: "turn" (a transpose), "T" (the letter, maybe a transpose), "time"
    (in brackets), "bare" (without), "word", "sign", "prime".
    """

    kind: str
    form: Linear | None
    word: str
    outer: bool
    start: int
    end: int
    slots: tuple[Slot, ...] = ()


def flat(entries: tuple[Chain, ...]) -> list[Slot]:
    """All slots of a script, whatever brackets and commas it has.

    Raises NotRead for what can be no time, index or label.
    """
    out: list[Slot] = []
    for chain in entries:
        if chain.relations:
            raise NotRead("A relation below a letter can only be read at a "
                          "sum, a product or 1_{i=j}.", chain.start,
                          chain.end)
        out += of_sum(chain.sums[0])
    return out


def of_sum(whole: Sum) -> list[Slot]:
    """The slots of a sum: of a juxtaposition each, of t - 1 one."""
    if len(whole.terms) == 1 and whole.terms[0].sign == 1:
        return juxtaposed(whole.terms[0].items)
    form = read_linear(whole)
    if form is None or ends_like_1i(whole.terms[-1]):
        return tail(whole)
    return [Slot(form, "", whole.start, whole.end)]


def ends_like_1i(term: Term) -> bool:
    """Whether a term is a number and then a letter: 1 i of h_{t-1 i}."""
    return len(term.items) > 1 and term.items[0].name == "1"


def tail(whole: Sum) -> list[Slot]:
    """h_{t-1 i}: the form t - 1, and behind its number what else is there."""
    last = whole.terms[-1]
    digits = [item for item in last.items if item.kind == "digit"]
    rest = last.items[len(digits):]
    head = whole._replace(terms=(*whole.terms[:-1],
                                 last._replace(items=tuple(digits))))
    form = read_linear(head) if digits else None
    if form is None or list(last.items[:len(digits)]) != digits:
        raise NotRead("This cannot be read as a time or an index: write t-1, "
                      "or h_{t-1,i} with a comma.", whole.start, whole.end)
    return [Slot(form, "", whole.start, digits[-1].end), *juxtaposed(rest)]


def juxtaposed(items: tuple[Item, ...]) -> list[Slot]:
    """The slots of items side by side; digits that touch are one number."""
    out: list[Slot] = []
    digits: list[Item] = []
    for item in items:
        if item.kind == "digit" and not item.scripts and len(digits) < 6:
            digits.append(item)
            continue
        out += number(digits)
        digits = []
        out += of_item(item)
    return out + number(digits)


def number(digits: list[Item]) -> list[Slot]:
    """A number as a slot, if there is one."""
    if not digits:
        return []
    form = Linear((), int("".join(item.name for item in digits)))
    return [Slot(form, "", digits[0].start, digits[-1].end)]


def of_item(item: Item) -> list[Slot]:
    """The slots of one item and of what stands below it."""
    if item.kind == "letter":
        first = [Slot(of_letter(item.name), "", item.start, item.end)]
    elif item.kind == "word":
        first = [Slot(None, item.name, item.start, item.end)]
    elif item.kind in ("group", "round", "square"):
        first = flat(item.parts[0])
    else:
        raise NotRead("This cannot be a time, an index or a label.",
                      item.start, item.end)
    for script in item.scripts:
        if script.where != "_":
            return [Slot(None, f"{item.name} with a script above",
                         item.start, item.end)]
        first += flat(script.entries)
    return first


def above(script: Script) -> list[Above]:
    """What a script above says: (t-1)\\top is a time and then a turn."""
    if script.where == "'":
        return [Above("prime", None, "'", script.outer, script.start,
                      script.end)]
    whole = only(script.entries)
    if whole is None:
        raise NotRead("What stands above has a comma or a relation in it, "
                      "which cannot be read.", script.start, script.end)
    if len(whole.terms) == 1 and whole.terms[0].sign == 1:
        return pieces(whole.terms[0].items, script)
    last = whole.terms[-1]
    turn: list[Above] = []
    if len(last.items) > 1 and last.items[-1].name == "top":
        turn = pieces(last.items[-1:], script)
        whole = whole._replace(terms=(*whole.terms[:-1], last._replace(
            items=last.items[:-1])))
    form = read_linear(whole)
    if form is None:
        raise NotRead("This cannot stand above: a time, a power or a "
                      "transpose can.", script.start, script.end)
    return [Above("bare", form, "", script.outer, whole.start, whole.end),
            *turn]


def pieces(items: tuple[Item, ...], script: Script) -> list[Above]:
    """Items above a letter, one after the other."""
    out: list[Above] = []
    plain: list[Item] = []
    if len(items) > 1 and items[0].name == "odot":   # entry by entry
        items = items[1:]
    for item in items:
        special = one_above(item, script)
        if special is None:
            plain.append(item)
            continue
        if any(special.kind != "time" or one.where == "_"
               for one in item.scripts):
            raise NotRead("What stands above has something above or below "
                          "itself, which cannot be read.", item.start,
                          item.end)
        behind = [up for one in item.scripts for up in above(one)]
        out += [*bare(plain, script), special, *behind]
        plain = []
    return out + bare(plain, script)


def one_above(item: Item, script: Script) -> Above | None:
    """An item above that has a meaning of its own, else None."""
    place = script.outer, item.start, item.end
    if item.name == "top" and item.kind == "letter":
        return Above("turn", None, "", *place)
    if item.name == "prime":
        return Above("prime", None, "'", *place)
    if item.kind in ("sign", "op"):
        return Above("sign", None, item.name, *place)
    if item.kind == "word":
        return Above("word", None, item.name, *place)
    if item.kind in ("round", "square"):
        slots = tuple(flat(item.parts[0]))
        form = slots[0].form if len(slots) == 1 else None
        return Above("time", form, "".join(slot.text for slot in slots),
                     *place, slots)
    return None


def bare(items: list[Item], script: Script) -> list[Above]:
    """Letters and numbers above without brackets."""
    if not items:
        return []
    place = script.outer, items[0].start, items[-1].end
    slots = tuple(juxtaposed(tuple(items)))
    if any(item.scripts for item in items):
        return [Above("bare", None, "_".join(slot.text for slot in slots),
                      *place)]
    if len(slots) == 1 and slots[0].text == "T":
        return [Above("T", slots[0].form, "T", *place, slots)]
    form = slots[0].form if len(slots) == 1 else multiple(slots)
    return [Above("bare", form, "".join(slot.text for slot in slots), *place,
                  slots)]


def multiple(slots: tuple[Slot, ...]) -> Linear | None:
    """2 t as a form, if the first slot is a number."""
    if len(slots) == 2 and slots[0].form and slots[1].form \
            and not slots[0].form.letters:
        return scaled(slots[1].form, slots[0].form.number)
    return None


__all__ = ["Above", "Slot", "above", "flat"]
