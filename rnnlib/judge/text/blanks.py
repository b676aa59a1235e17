r"""Blanks out what has no meaning, by equally many spaces.

So every place in the blanked text is the same place in the pasted one:
comments, spacing, \left and \right, \tag{3}, labels, colours, what stands
around formulas in a text, the bar of \frac{..}{..}|_{(i)}.
"""
import re

from .characters import equalled
from .groups import group_after, pairs
from .words import OVER, worded

MATH = (r"align|aligned|gather|gathered|equation|multline|split|eqnarray"
        r"|alignat|alignedat|flalign|displaymath|math|dmath")
BLOCK = re.compile(
    r"(?:```|~~~)(?:latex|tex|math)?[ \t]*\n(?P<fence>.+?)(?:```|~~~)"
    r"|\$\$(?P<dollars>.+?)\$\$"
    r"|(?<![\\$])\$(?!\$)(?P<inline>[^$]+?)(?<!\\)\$"
    r"|\\?\\\[(?!\s*-?[\d.]+\s*(pt|em|ex|mm|cm)\s*\])(?P<square>.+?)\\?\\\]"
    r"|\\?\\\((?P<round>.+?)\\?\\\)"
    r"|\\begin\s*\{(?P<name>(" + MATH + r")\*?)\}(?P<body>.+?)"
    r"\\end\s*\{(?P=name)\}",
    re.DOTALL)
COMMENT = re.compile(r"(?<!\\)%[^\n]*")
FENCE = re.compile(r"^[ \t]*(```|~~~)[^\n]*$", re.MULTILINE)
ENDS = re.compile(
    r"\\(begin|end)\s*\{\s*(" + MATH + r")\*?\s*\}"
    r"(?:(?<=\}))(\s*\{\s*\d+\s*\}|\s*\[[tbc]\])?")
NOTHING = re.compile(
    r"\\(tag\*?|label|eqref|ref|hspace\*?|vspace\*?|hphantom|phantom"
    r"|vphantom|color|cite|hskip)\s*\{[^{}]*\}"
    r"|\\(nonumber|notag|displaystyle|textstyle|scriptstyle|limits|nolimits"
    r"|(?:bf|rm|it|sf|tt|sl|sc|cal|em)(?!\s*\{)|left\s*\.|right\s*\.|[bB]igg?[lrm]?\s*\.|left|right|middle|[bB]igg?[lrm]?"
    r"|mathopen|mathclose|mathrel|mathbin|mathstrut|strut|allowbreak"
    r"|noindent|medskip|smallskip|bigskip|centering|hfill|null"
    r"|thinspace|medspace|thickspace|negthinspace|hline)(?![A-Za-z])"
    r"|(?<!\\)\\[,:;! >/]"
    r"|\\in\s*\\mathbb\s*(\{\s*R\s*\}|R)(\s*\^\s*(\{[^{}]*\}|\w))?")
FRAME = re.compile(r"\\(boxed|fbox|textcolor\s*\{[^{}]*\}"
                   r"|colorbox\s*\{[^{}]*\})(?=\s*\{)")
RELATION = re.compile(r"\s*\{?\s*(?:[=<>≤≥≡≈~]|:=|\\(?:equiv|approx|sim|le|ge"
                      r"|leq|geq|propto|to|rightarrow|simeq)(?![A-Za-z]))"
                      r"\s*\}?\s*")
OLD_FONT = re.compile(r"\{(\s*)(\\(?:rm|bf|it|sf|tt|sl|cal))(?![A-Za-z])")
BRACE = re.compile(r"\\(underbrace|overbrace|underset|overset|stackrel)"
                   r"(?![A-Za-z])")
UNDER = re.compile(r"\s*(?P<where>[_^])\s*(?P<words>\\[A-Za-z]+|\\?\S)")
SIZE = re.compile(r"(?<=\{)\s*\|(?=\s*[A-Za-z](_\w)?\s*\|\s*\})")
SIZE_END = re.compile(r"(?<=[\s{][A-Za-z])\|(?=\s*\})")

FRONT = re.compile(r"(?:\s|&|[,;]|\\q?quad(?![A-Za-z])|\\[,:;! >]|"
                   r"\\(?:nonumber|notag|displaystyle)(?![A-Za-z])"
                   r"|\\(?:tag\*?|label)\s*\{[^{}]*\}|" + ENDS.pattern + ")*")
BAR = re.compile(r"(?<=\})\s*\|(?=\s*_\s*(\{\s*)?\()")


def spaces(text: str) -> str:
    """As many spaces, with line ends kept."""
    return re.sub(r"[^\n]", " ", text)


def blank(pattern: re.Pattern, text: str) -> str:
    """The text without what the pattern finds."""
    return pattern.sub(lambda found: spaces(found[0]), text)


def cut(text: str, start: int, end: int) -> str:
    """The text with start .. end blanked out."""
    return text[:start] + spaces(text[start:end]) + text[end:]


def without_braces(text: str) -> str:
    r"""\underbrace{a}_{b} as a, \overset{!}{=} as =."""
    closing = pairs(text)
    for found in reversed([*BRACE.finditer(text)]):
        first = group_after(text, found.end(), closing)
        if first is None:
            continue
        if found[1] in ("underbrace", "overbrace"):
            script = UNDER.match(text, first[1])
            if script and (script["where"] == "_") == (found[1][0] == "u"):
                words = group_after(text, script.start("words"), closing)
                text = cut(text, first[1], words[1] if words
                           else script.end())
        elif second := group_after(text, first[1], closing):
            text = cut(text, *first)
            inner = text[second[0] + 1:second[1] - 1]
            if not RELATION.fullmatch(inner):
                text = (text[:first[0]] + OVER * (first[1] - first[0])
                        + text[first[1]:])
            text = (text[:second[0]] + " " + inner + " " + text[second[1]:])
        text = cut(text, *found.span())
    return text


def without_frames(text: str) -> str:
    r"""\boxed{a = b} as a = b."""
    closing = pairs(text)
    for found in reversed([*FRAME.finditer(text)]):
        group = group_after(text, found.end(), closing)
        if group:
            text = cut(text, group[1] - 1, group[1])
            text = cut(text, found.start(), group[0] + 1)
    return text


def old_fonts(text: str) -> str:
    r"""{\rm diag} as \rm{diag}, which is read like \mathrm{diag}."""
    return OLD_FONT.sub(r"\2\1{", text)


def cleaned(text: str) -> str:
    """A formula's text with all that means nothing blanked out."""
    text = old_fonts(blank(ENDS, text))
    text = without_frames(without_braces(blank(NOTHING, text)))
    text = equalled(worded(text))
    for pattern in (SIZE, SIZE_END, BAR):
        text = blank(pattern, text)
    return text


__all__ = ["BLOCK", "COMMENT", "ENDS", "FENCE", "FRONT", "blank", "cleaned",
           "spaces"]
