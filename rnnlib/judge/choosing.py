"""Whose letters a text is read in: those that are said, or a guess."""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from .alphabets.alphabet import FONTS, Alphabet, load
from .reading.guessing import guess


def choose(text: str, alphabet: str = "",
           letters: Mapping[str, str] | None = None) -> tuple[Alphabet, str]:
    """The alphabet and, if it is a guess, the reason for it.

    letters: the reader's own, {LaTeX: name}, beside those of the alphabet.
    Raises ValueError, with a sentence, for names that are not known.
    """
    if letters:
        base = "book" if alphabet in ("", "mine") else alphabet
        return Alphabet.of(letters, base), ""
    if alphabet:
        return in_letters_of(text, load(alphabet)), ""
    name, why = next(iter(guess(text)), (
        "book", "no alphabet reads a line of it"))
    return in_letters_of(text, load(name)), why


def in_letters_of(text: str, alphabet: Alphabet) -> Alphabet:
    """The alphabet, its letters that stand in the text before the others.

    So that h, and not s, is written to a reader who writes h.
    """
    bare = FONTS.sub("", text)
    bare = re.sub(r"_\s*{\s*", "_", bare)

    def is_missing(key: str) -> tuple[bool, bool]:
        letter, _, label = key.partition("_")
        letter = re.split("[\\^ ]", letter)[0]
        others = [one for one, _ in alphabet.labels(letter, "_")]
        behind = f"_{label}(?![A-Za-z])" if label else \
            f"(?!_({'|'.join(others)})(?![A-Za-z]))" if others else ""
        return (not re.search(rf"(?<![A-Za-z]){letter}(?![A-Za-z])", bare),
                not re.search(rf"(?<![A-Za-z]){letter}{behind}", bare))
    keys = sorted(alphabet.letters, key=is_missing)
    return replace(alphabet,
                   letters={key: alphabet.letters[key] for key in keys})


__all__ = ["choose"]
