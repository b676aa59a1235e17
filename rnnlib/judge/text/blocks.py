r"""Where formulas stand in a paste: between $ and the like, or bare.

Dollars in \text{...} belong to its words, and what stands in a tag, a
label or an \intertext is no formula.
"""
import re

from .blanks import BLOCK, COMMENT, ENDS, FENCE, blank, spaces
from .characters import characters
from .groups import group_after, pairs
from .rows import bare_rows
from .sides import Side, top
from .words import STRAY, TEXT

OUT = re.compile(r"\\(?P<name>tag\*?|label|eqref|ref|cite|(?:short)?intertext"
                 r"|footnote|vspace\*?|hspace\*?|usepackage|documentclass"
                 r"|section\*?|subsection\*?|title|includegraphics|begin|end)"
                 r"\s*(?:\[[^\]\n]*\]\s*)?(?=\{)")
DOLLAR = re.compile(r"(?<!\\)\$|\\(?=[()])")
TRIVIAL = re.compile(r"\s*\\?[A-Za-z]+\s*=\s*([\w\s,.…]|\\[lc]?dots)+\s*")
LOOKS = re.compile(r"[\\_^]")
PLAIN = re.compile(r"(?<![\\A-Za-z_^{])(?!tanh|diag|softmax|log|exp|sigmoid"
                   r"|relu|ReLU|logistic)[A-Za-z]{2,}")
INSIDE = "\ue005"


def prepared(text: str) -> str:
    """The text without comments, tags, labels and words between lines."""
    text = characters(blank(COMMENT, text))
    closing = pairs(text)
    for found in reversed([*OUT.finditer(text)]):
        group = group_after(text, found.end(), closing)
        if group is None or found["name"] in ("begin", "end"):
            continue
        mark = r"\\" if "intertext" in found["name"] else ""
        text = text[:found.start()] + mark + spaces(
            text[found.start() + len(mark):group[1]]) + text[group[1]:]
    return text


def formulas(text: str) -> list[tuple[Side, str]]:
    r"""The blocks of a text, in order, each with its kind.

    text: as `prepared` makes it. kind: "block", or "bare" where line ends
    count. Formulas in prose count if they say =; if there is a displayed
    formula, definitions of one letter ("for $t = 3$") are left out. What
    stands outside and looks like an equation is bare.
    """
    hidden = without_dollars(text)
    matches = [*BLOCK.finditer(hidden)]
    if not matches:
        return [(Side(blank(FENCE, text), 0), "bare")]
    found = [(Side(text[match.start(name):match.end(name)],
                   match.start(name)), name)
             for match in matches
             for name in ("dollars", "inline", "square", "round", "body",
                          "fence") if match[name] is not None]
    sides = [one for one in found if one[1] not in ("inline", "round")
             or ("=" in one[0].text and not TRIVIAL.fullmatch(one[0].text))]
    sides += [(side, "bare") for side in outside(hidden, text)]
    return [part for side, kind in sorted(sides or found, key=place)
            for part in opened(side, kind)]


def place(block: tuple[Side, str]) -> int:
    """Where a block begins."""
    return block[0].start


def opened(side: Side, kind: str) -> list[tuple[Side, str]]:
    """A block; in a fence there may be blocks again."""
    if kind != "fence":
        return [(side, "bare" if kind == "bare" else "block")]
    return [(Side(inner.text, inner.start + side.start), kind)
            for inner, kind in formulas(side.text)]


def without_dollars(text: str) -> str:
    r"""The text with a mark for each dollar that stands in \text{...}."""
    closing = pairs(text)
    out = list(text)
    done = 0
    for found in TEXT.finditer(text):
        end = closing.get(found.end(), 0)
        for sign in DOLLAR.finditer(text, max(found.end(), done), end):
            out[sign.start()] = INSIDE
        done = max(done, end)
    return "".join(out)


def outside(hidden: str, text: str) -> list[Side]:
    """What stands between the blocks, and looks like an equation.

    It has a = that stands in no bracket, and a macro or a script. Where
    words stand beside it, it is marked as astray.
    """
    rest = BLOCK.sub(lambda found: re.sub(r"[^\n]", INSIDE, found[0]), hidden)
    rest = blank(ENDS, blank(FENCE, rest))
    out = []
    for found in re.finditer(rf"[^{INSIDE}]+", rest):
        for row in bare_rows(Side(found[0], found.start())):
            if "=" in top(row.text) and LOOKS.search(row.text):
                out.append(Side(STRAY * len(row.text) if in_prose(row)
                                else text[row.start:row.end], row.start))
    return out


def in_prose(side: Side) -> bool:
    """Whether words stand in it that are no letters of a formula."""
    return len(PLAIN.findall(top(side.text))) > 1


__all__ = ["formulas", "prepared"]
