r"""A line about a function of one number, such as \tanh'(x) = 1 - \tanh^2 x.

Its only letter has no step and no index: it is any number, and stands for an
entry of a vector, so that derivatives by it are numbers as well.
"""
from dataclasses import replace

from ..alphabets.alphabet import Alphabet, Letter
from ..text.items import Item, Sum, all_items
from ..tree.names import NAMES

INDEX = "i"
ANY = " stands for any number"         # a note, behind the letter
#: letters that say that a derivative is taken, or that e is raised
SIGNS = {"d", "e"}


def variable(alphabet: Alphabet, sides: tuple[Sum, Sum]) -> str:
    """The letter of a line that has only one, and it bare; else ""."""
    items = [item for side in sides for item in all_items(side)
             if item.kind == "letter" and item.name not in alphabet.functions]
    names = {item.name for item in items}
    names = names - SIGNS or names
    if len(names) != 1 or any(map(has_place, items)):
        return ""
    (name,) = names
    known = alphabet.letters.get(name)
    one = known is None or NAMES[known.name].timed and len(
        NAMES[known.name].axes) == 1
    return name if one and alphabet.implied else ""


def has_place(item: Item) -> bool:
    """Whether something stands below a letter."""
    return any(script.where == "_" for script in item.scripts)


def of_one(alphabet: Alphabet, name: str) -> Alphabet:
    """The alphabet with that letter, as an input where it had none."""
    return replace(alphabet, letters={
        name: Letter("x"), **alphabet.letters})


__all__ = ["ANY", "INDEX", "of_one", "variable"]
