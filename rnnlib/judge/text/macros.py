r"""Macros of the reader's own, with what they stand for put in for them.

Only those without arguments; all is bounded: the definitions, the text that
comes out, and the steps. Places go back to what was typed.
"""
import re
from collections.abc import Iterator
from typing import NamedTuple

from ..tree.errors import NotRead
from .groups import group_after, pairs
from .words import ARGUED, ENDLESS

MOST_DEFINED = 40
MOST_STEPS = 3000
LONGEST_TEXT = 30_000
DEFINES = re.compile(
    r"\\(?:(?:re|provide)?newcommand|providecommand|DeclareRobustCommand"
    r"|(?P<op>DeclareMathOperator)|(?P<let>let)|(?:g|x|e)?def)\*?\s*\{?\s*"
    r"\\(?P<name>[A-Za-z]+)\s*\}?\s*(?P<args>(?:\[[^\]\n]*\]\s*|#\d\s*)*)"
    r"(?:=\s*)?(?=\{|(?P<other>\\[A-Za-z]+))")
MACRO = re.compile(r"\\(?:([A-Za-z]+)|.)", re.DOTALL)
Body = str | None            # None: it has arguments


class Expanded(NamedTuple):
    """A text with all macros put in.

    starts, ends: for each of its characters where that begins and ends in
    the text as it was typed; empty if nothing was put in.
    """

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """A place in the text, as a place in what was typed."""
        if not self.starts:
            return start, end
        last = len(self.starts) - 1
        first = self.starts[min(max(start, 0), last)]
        return first, max(first, self.ends[min(max(end - 1, 0), last)])


def expanded(text: str) -> Expanded:
    """A text with its macros put in, and without their definitions.

    Raises NotRead for too many of them, or too much that comes out.
    """
    macros, blanked = definitions(text)
    if not macros:
        return Expanded(text)
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    steps = [0]
    at = 0
    for found in [*MACRO.finditer(blanked), None]:
        here = found.start() if found else len(blanked)
        out.append(blanked[at:here])
        starts += range(at, here)
        ends += range(at + 1, here + 1)
        if found is None:
            continue
        at = found.end()
        for piece in put_in(found, macros, (), steps):
            out.append(piece)
            starts += [here] * len(piece)
            ends += [at] * len(piece)
            if len(starts) > LONGEST_TEXT:
                raise NotRead(f"More than {LONGEST_TEXT} characters come out "
                              "of the macros defined here: write less.",
                              here, at)
    return Expanded("".join(out), tuple(starts), tuple(ends))


def definitions(text: str) -> tuple[dict[str, Body], str]:
    """The macros that a text defines, and the text without that."""
    macros: dict[str, Body] = {}
    closing = pairs(text)
    at, out = 0, []
    for found in DEFINES.finditer(text):
        group = group_after(text, found.end(), closing)
        if found.start() < at or not (group or found["other"]):
            continue
        start, end = group or (found.end(), found.end() + len(found["other"]))
        body = text[start + 1:end - 1] if group else found["other"]
        name = found["name"]
        if name in macros and macros[name] != meant(found, body):
            raise NotRead(rf"\{name} is defined twice here: give the second "
                          "one another name.", found.start(), end)
        macros[name] = meant(found, body)
        if len(macros) > MOST_DEFINED:
            raise NotRead(f"At most {MOST_DEFINED} macros are read.",
                          found.start(), end)
        out += [text[at:found.start()], " " * (end - found.start())]
        at = end
    return macros, "".join([*out, text[at:]])


def meant(found: re.Match, body: str) -> Body:
    """What a macro stands for."""
    if found["args"].strip() or "#" in body:
        return None
    return rf"\operatorname{{{body}}}" if found["op"] else body


def put_in(found: re.Match, macros: dict[str, Body],
           inside: tuple[str, ...], steps: list[int]) -> Iterator[str]:
    """The pieces of what a macro stands for.

    A macro with arguments, or that holds itself, is a mark.
    """
    name = found[1]
    if name not in macros:
        yield found[0]
        return
    steps[0] += 1
    if steps[0] > MOST_STEPS:
        raise NotRead("The macros defined here stand for too much: write "
                      "less.", 0, 0)
    body = macros[name]
    if body is None or name in inside:
        yield ARGUED if body is None else ENDLESS
        return
    at = 0
    for inner in MACRO.finditer(body):
        yield body[at:inner.start()]
        yield from put_in(inner, macros, (*inside, name), steps)
        at = inner.end()
    yield body[at:]
    if re.search(r"\\[A-Za-z]+$", body):
        yield " "


__all__ = ["LONGEST_TEXT", "Expanded", "expanded"]
