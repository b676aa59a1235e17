r"""Letters of an alphabet as LaTeX: h_{t,i}, \hat{y}^{(t)}, W_{hh,ij}."""
import re

from ..alphabets.alphabet import GREEK, Alphabet, Letter
from ..reading.linear import letter_of, words
from ..tree import nodes as tree
from ..tree.nodes import Linear

SPOKEN = {"D": "the slopes", "J": "the Jacobian", "e": "the error",
          "lambda": "the gradient", "a": "the gradient"}
ACCENT = re.compile(r"(hat|tilde|bar|check|dot) (\w+)")


def key_of(alphabet: Alphabet, name: str) -> str | None:
    """What an alphabet calls a thing; None if it has no letter for it."""
    several = alphabet.words()
    found = [key for key, letter in alphabet.letters.items()
             if letter.name == name and letter.copy is None
             and not letter.zero]
    if name == "total":
        total = [key for key in alphabet.letters if key in alphabet.total]
        found = [*total, *found]
    return next((key for key in found if key not in several
                 or "_" in key or len(found) == 1), next(iter(found), None))


def copy_of(alphabet: Alphabet, node: tree.Entry | tree.Whole
            ) -> str | None:
    """What an alphabet calls the copy of weights at a step, as w_1."""
    return next((key for key, letter in alphabet.letters.items()
                 if letter.name == node.name and letter.copy is not None
                 and node.copy == Linear((), letter.copy)), None)


def base(text: str) -> str:
    r"""A letter without labels: \hat{y}, \theta, \mathrm{loss}."""
    accent = ACCENT.fullmatch(text)
    if accent:
        return rf"\{accent[1]}{{{base(accent[2])}}}"
    if text in GREEK:
        return rf"\{text}"
    return text if len(text) == 1 else rf"\mathrm{{{text}}}"


def label(text: str) -> str:
    """A label below or above: long ones stand upright."""
    if text in GREEK:
        return rf"\{text}"
    return rf"\mathrm{{{text}}}" if len(text) > 2 else text


def form(value: Linear) -> str:
    r"""A time: t-1, \tau."""
    return printed(words(value))


def printed(time: str) -> str:
    """A time in words of plain text as LaTeX."""
    text = time.replace(" - ", "-").replace(" + ", "+")
    return re.sub(r"[a-z]{2,}", lambda found: rf"\{found[0]}"
                  if found[0] in GREEK else found[0], text)


def joined(indices: tuple[str | int, ...]) -> str:
    """Indices side by side; numbers need commas."""
    comma = any(isinstance(one, int) for one in indices)
    return ("," if comma else "").join(str(one) for one in indices)


def spelled(alphabet: Alphabet, node: tree.Entry | tree.Whole) -> str:
    """A letter with its labels, its time and its indices."""
    copy = copy_of(alphabet, node)
    key = copy or key_of(alphabet, node.name) or node.name
    letter = alphabet.letters.get(key, Letter(node.name))
    text, below_label = re.split(r"[_^]", key)[0], ""
    above = [""]
    if "_" in key:
        below_label = label(key.partition("_")[2])
    if "^" in key:
        above = [f"({label(key.partition('^')[2])})"]
    indices = joined(node.indices) if isinstance(node, tree.Entry) else ""
    below = [below_label]
    if node.time is not None:
        where = "above" if letter.time == "above" else alphabet.time
        if where == "below":
            below.append(form(node.time))
        else:
            above.append(form(node.time) if letter.time == "above"
                         else f"({form(node.time)})")
    if node.copy is not None and copy is None:
        above.append(f"({form(node.copy)})")
    below.append(indices)
    return base(text) + script("_", below) + script("^", above)


def in_letters(text: str, alphabet: Alphabet) -> str:
    r"""Words in which <W> is a name and {t - 1} a time, in a text's letters.

    Formulas stand between dollars. What has no letter is said in words, as
    it is written out in formulas.

    >>> from ..alphabets.alphabet import load
    >>> in_letters("<W> at {t - 1}", load("d2l"))
    '$W_{hh}$ at $t-1$'
    """
    def name(found: re.Match) -> str:
        if found[1] in SPOKEN and key_of(alphabet, found[1]) is None:
            return SPOKEN[found[1]]
        return f"${spelled(alphabet, tree.Whole(found[1], None))}$"
    text = re.sub(r"\{(.*?)\}", lambda found: f"${printed(found[1])}$", text)
    return re.sub(r"<(\w+)>", name, text)


def script(sign: str, parts: list[str]) -> str:
    """What stands below or above, if anything does."""
    text = ",".join(filter(None, parts))
    return f"{sign}{{{text}}}" if text else ""


def count(value: Linear) -> str:
    """A count as a factor: t, or (T-t+1) in brackets."""
    return form(value) if letter_of(value) else f"({form(value)})"


__all__ = ["base", "count", "form", "in_letters", "joined", "key_of",
           "spelled"]
