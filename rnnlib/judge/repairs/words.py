"""Words for a change: names as <W>, times and indices as {t - 1}."""
from __future__ import annotations

import re

from ..tree.nodes import Linear


def plain(words: str) -> str:
    """What is different in the letters of this book: W, t - 1."""
    return re.sub(r"[<>{}]", "", words)


def instead(time: Linear, old: Linear) -> str:
    """t for t - 1."""
    return f"{{{said(time)}}} for {{{said(old)}}}"


def said(linear: Linear) -> str:
    """A time in words of plain text: t - 1."""
    text = ""
    for letter, many in linear.letters:
        sign = "-" if many < 0 else "+" if text else ""
        text += f" {sign} " if text else sign
        text += (str(abs(many)) + " " if abs(many) > 1 else "") + letter
    if linear.number or not text:
        sign = "-" if linear.number < 0 else "+" if text else ""
        text += f" {sign} " if text else sign
        text += str(abs(linear.number))
    return text


__all__ = ["instead", "plain", "said"]
