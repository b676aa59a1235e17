"""Items of a term made ready: digits to numbers, W h h to Whh."""
from ..alphabets.alphabet import Alphabet
from ..text.items import Item, lone
from ..tree.errors import NotRead


def prepared(alphabet: Alphabet, items: tuple[Item, ...]) -> list[Item]:
    """The items with touching digits, and touching letters of one name, one.

    Raises NotRead for x^12, which TeX sets as x^1 and then 2.
    """
    out: list[Item] = []
    for item in items:
        last = out[-1] if out else None
        if item.kind == "digit" and last and last.end == item.start:
            if ends_in_digit(last):
                raise NotRead(
                    "Only the first digit stands above or below here, as TeX "
                    "reads it: write braces, as in x^{12}.",
                    last.scripts[-1].start, item.end)
            if last.kind == "digit" and not last.scripts:
                out[-1] = item._replace(name=last.name + item.name,
                                        start=last.start)
                continue
        out.append(item)
    return worded(alphabet, undoubled(alphabet, out))


def undoubled(alphabet: Alphabet, items: list[Item]) -> list[Item]:
    r"""\mathrm{dh} as d and h, where a d before a letter is a gradient."""
    if not alphabet.prefix_d:
        return items
    out: list[Item] = []
    for item in items:
        rest = item.name[1:]
        if item.kind == "word" and item.name[0] == "d" and item.name not in \
                alphabet.letters and (rest in alphabet.letters
                                      or rest in alphabet.bases()):
            at = item.start + 1
            out += [item._replace(kind="letter", name="d", scripts=(),
                                  end=at),
                    item._replace(kind="letter", name=rest, start=at)]
        else:
            out.append(item)
    return out


def ends_in_digit(item: Item) -> bool:
    """Whether the last script is a digit without braces."""
    if not item.scripts:
        return False
    script = item.scripts[-1]
    inner = lone(script.entries)
    return inner is not None and inner.kind == "digit" \
        and inner.end == script.end == item.end


def worded(alphabet: Alphabet, items: list[Item]) -> list[Item]:
    """Letters side by side that are one letter of the alphabet."""
    words = alphabet.words()
    if not words:
        return items
    out: list[Item] = []
    at = 0
    while at < len(items):
        size = next((len(word) for word in words
                     if spells(items[at:at + len(word)], word)), 1)
        last = items[at + size - 1]
        if size > 1:
            name = "".join(item.name for item in items[at:at + size])
            last = last._replace(name=name, start=items[at].start)
        out.append(last)
        at += size
    return out


def spells(items: list[Item], word: str) -> bool:
    """Whether touching letters, without scripts between, spell a word."""
    return [item.name for item in items] == list(word) and all(
        item.kind == "letter" for item in items) and all(
        not first.scripts and first.end == second.start
        for first, second in zip(items, items[1:], strict=False))


__all__ = ["prepared"]
