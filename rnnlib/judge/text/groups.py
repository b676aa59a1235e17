"""Braces of a text: which belong together, and how deep one stands."""
from itertools import accumulate


def pairs(text: str) -> dict[int, int]:
    """The place of each closing brace, by that of its opening one."""
    opened: list[int] = []
    out: dict[int, int] = {}
    for at in braces(text):
        if text[at] == "{":
            opened.append(at)
        elif opened:
            out[opened.pop()] = at
    return out


def depths(text: str) -> list[int]:
    """How many groups are around each character; open ones do not count."""
    change = [0] * (len(text) + 2)
    for start, end in pairs(text).items():
        change[start + 1] += 1
        change[end] -= 1
    return list(accumulate(change))


def braces(text: str) -> list[int]:
    r"""The places of braces; \{ and \} are none."""
    out, at = [], 0
    while at < len(text):
        if text[at] in "{}":
            out.append(at)
        at += 2 if text[at] == "\\" else 1
    return out


def group_after(text: str, at: int, closing: dict[int, int]
                ) -> tuple[int, int] | None:
    """The next group, if nothing but space stands before it."""
    while at < len(text) and text[at].isspace():
        at += 1
    return (at, closing[at] + 1) if at in closing else None


__all__ = ["depths", "group_after", "pairs"]
