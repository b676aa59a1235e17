"""A stretch of a paste, and its brackets."""
from typing import NamedTuple

HIDDEN = "\x00"


class Side(NamedTuple):
    """A side: its text, blanked, and where it starts in the paste."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def levels(text: str) -> list[int]:
    """How many brackets are open at each character, and at the end."""
    depth, out = 0, []
    for sign in text:
        if sign in ")}]":
            depth -= 1
        out.append(depth)
        if sign in "({[":
            depth += 1
    return [*out, depth]


def top(text: str) -> str:
    """The text with HIDDEN for all that stands in brackets."""
    return "".join(HIDDEN if depth > 0 and sign != "\n" else sign
                   for sign, depth in zip(text, levels(text), strict=False))


__all__ = ["HIDDEN", "Side", "levels", "top"]
