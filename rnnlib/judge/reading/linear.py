"""Linear forms: t - 1, T - k + 1, 2 t. Their arithmetic, and reading them."""
from collections.abc import Iterable

from ..text.items import Item, Sum, Term, hoisted, only
from ..tree.nodes import Linear

MOST = 10 ** 6


def linear(letters: Iterable[tuple[str, int]], number: int = 0) -> Linear:
    """A form in its one spelling: letters in order, none of them 0 times."""
    found: dict[str, int] = {}
    for name, times in letters:
        found[name] = found.get(name, 0) + times
    return Linear(tuple(sorted((name, times) for name, times in found.items()
                               if times)), number)


def of_letter(name: str) -> Linear:
    return Linear(((name, 1),), 0)


def plus(first: Linear, second: Linear) -> Linear:
    return linear((*first.letters, *second.letters),
                  first.number + second.number)


def scaled(form: Linear, by: int) -> Linear:
    return linear([(name, times * by) for name, times in form.letters],
                  form.number * by)


def shifted(form: Linear, by: int) -> Linear:
    return Linear(form.letters, form.number + by)


def letter_of(form: Linear | None) -> str | None:
    """The letter, if the form is nothing but one."""
    if form and form.number == 0 and len(form.letters) == 1 \
            and form.letters[0][1] == 1:
        return form.letters[0][0]
    return None


def read_linear(whole: Sum | None) -> Linear | None:
    """A sum of whole multiples of letters, else None."""
    if whole is None:
        return None
    total = Linear()
    for term in whole.terms:
        part = one_term(term)
        if part is None:
            return None
        total = plus(total, scaled(part, term.sign))
    return total if small(total) else None


def small(form: Linear) -> bool:
    """Whether all its numbers are of a size that a time can have."""
    return all(abs(n) <= MOST for n in (form.number,
                                        *(n for _, n in form.letters)))


def one_term(term: Term) -> Linear | None:
    """A product of numbers with at most one letter or bracket."""
    number, form, digits = 1, None, ""
    for item in term.items:
        if item.kind == "digit" and not item.scripts and len(digits) < 7:
            digits += item.name
            continue
        part = one_item(item)
        if part is None or form is not None:
            return None
        form = part
    if digits:
        number = int(digits)
    return scaled(form or Linear((), 1), number)


def one_item(item: Item) -> Linear | None:
    """A letter, or a bracket with a form in it."""
    item = hoisted(item)
    if item.scripts:
        return None
    if item.kind == "letter":
        return of_letter(item.name)
    if item.kind in ("round", "group"):
        return read_linear(only(item.parts[0]))
    return None


def words(form: Linear) -> str:
    """A form as a reader would write it: t - 1."""
    out = ""
    for name, times in sorted(form.letters, key=lambda pair: pair[1] < 0):
        size = "" if abs(times) == 1 else f"{abs(times)} "
        out += (" - " if out else "-") if times < 0 else (" + " if out else "")
        out += size + name
    if form.number or not out:
        sign = " - " if form.number < 0 else " + "
        out = f"{out}{sign}{abs(form.number)}" if out else str(form.number)
    return out


__all__ = ["letter_of", "linear", "of_letter", "plus", "read_linear",
           "scaled", "shifted", "words"]
