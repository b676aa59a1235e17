r"""The rows of a block: they end at \\\\, or at a line end, or go on."""
import re

from .sides import Side, levels, top

LONGEST_ROW = 7500
BREAK = re.compile(r"\\\\\*?\s*(\[\s*-?[\d.]+\s*\w+\s*\])?|\\newline(?!\w)"
                   r"|\\cr(?!\w)")
OPENS = re.compile(r"^(\s|&|\\q?quad(?!\w))*([-+]"
                   r"|\\(cdot|times|odot|otimes)(?!\w)|[·×])")
CLOSES = re.compile(r"([-+=]|\\(cdot|times|odot|otimes)|[·×])\s*&?\s*$")


def split_at(pattern: re.Pattern, side: Side) -> list[Side]:
    """The parts between what the pattern finds; empty ones are left out."""
    parts, at = [], 0
    for found in [*pattern.finditer(side.text), None]:
        end = found.start() if found else len(side.text)
        if side.text[at:end].strip(" \n\t&"):
            parts.append(Side(side.text[at:end], side.start + at))
        at = found.end() if found else end
    return parts


def bare_rows(side: Side) -> list[Side]:
    """Rows of a text without environment: line ends count as well."""
    pieces: list[Side] = []
    for part in split_at(BREAK, side):
        pieces += split_at(re.compile(r"\n"), part)
    return joined(pieces, bare=True)


def joined(pieces: list[Side], bare: bool = False) -> list[Side]:
    """Pieces that are no lines of their own, put together again.

    That is so where a bracket is open, or where a line begins or ends with
    an operator and has no = of its own.
    """
    out: list[Side] = []
    for piece in pieces:
        if out and goes_on(out[-1].text, piece.text, bare):
            last = out.pop()
            gap = piece.start - last.end
            piece = Side(last.text + " " * gap + piece.text, last.start)
        out.append(piece)
    return out


def goes_on(before: str, after: str, bare: bool) -> bool:
    """Whether `after` is still the line `before`."""
    if len(before) + len(after) > LONGEST_ROW:
        return False
    if levels(before)[-1] > 0 >= levels(before + after)[-1]:
        return True
    own = "=" in top(after)
    if own and (bare or not OPENS.match(after)):
        return bool(bare and CLOSES.search(before) and not after
                    .lstrip(" &").startswith("=")) and "=" not in top(after)
    return bool(OPENS.match(after) or CLOSES.search(before))


__all__ = ["BREAK", "bare_rows", "joined", "split_at"]
