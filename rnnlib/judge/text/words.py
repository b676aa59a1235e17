r"""Words among formulas: what \text{..} and its like hold.

Real words are filled with marks of this module, so that lines can be cut
at them and no formula hides in them. What shows mathematics, such as
\text{-}, is read as that. What is neither is marked as odd, and refused.
"""
import re

from .groups import depths, pairs

JOIN, SAID, PROSE, ODD = "\ue001", "\ue002", "\ue003", "\ue004"
STRAY = "\ue006"            # a formula among words
OVER, ARGUED, ENDLESS = "\ue007", "\ue008", "\ue009"
MARKS = JOIN + SAID + PROSE
TEXT = re.compile(
    r"\\(?P<name>(?:text|textrm|textnormal|textit|textup|textsf|texttt"
    r"|textbf|mbox|hbox|emph)|(?P<font>mathrm|mathit|mathsf|mathtt|mathbf))"
    r"\s*(?=\{)")
JOINS = frozenset(
    "where with and so hence thus then therefore since because as by using "
    "from while but given note let denote".split())
SAYS = frozenset("for if when all any every each whenever otherwise"
                 .split())
OF_FONTS = frozenset("for all if when where with and since because hence "
                     "thus then therefore any every each".split())
ALONE = frozenset(["to", "or"])      # t = 1 to T; what is behind reads them
FUNCTIONS = frozenset("tanh softmax sigmoid logistic diag log ln exp relu"
                      .split())
AMOUNTS = frozenset("times minus plus twice half double thrice squared "
                    "negative transposed transpose two three zero inverse "
                    "divided multiplied".split())
SHORT = re.compile(r"\b(i\.\s?e\.|e\.\s?g\.|w\.\s?r\.\s?t\.?|s\.\s?t\.)",
                   re.IGNORECASE)
WORD = re.compile(r"(?<![\\A-Za-z])[A-Za-z]+")
NAMED = re.compile(r"\(\s*[A-Za-z]{4,}\.?\s*\)|[A-Za-z]{2,}[^=]*:")
FORMULA = re.compile(r"[_^\\=<>≤≥{}+*/]")
RELATION = re.compile(r"[=<>≤≥]|\\(?:leq?|geq?|lt|gt|in)(?![A-Za-z])")
OF_FONT = re.compile(r"[A-Za-z\s,]*[A-Za-z][A-Za-z\s,]*")
TAG = re.compile(r"\(\s*(\d+[a-z]?|[ivx]+|\*+)\s*\)")
ARGUMENT = re.compile(
    r"(?:[_^]|\\(?:[dtc]?frac|sqrt|(?:wide)?(?:hat|tilde)|bar|vec|overline"
    r"|mathbf|boldsymbol|bm)(?![A-Za-z])|\\[dtc]?frac\s*\{[^{}]*\})\s*$")
DOLLAR = re.compile(r"(?<!\\)\$+|\\[()]")
GAP = re.compile(r"(\\q?quad|&|[ \t]{3,})\s*$")


def worded(text: str) -> str:
    r"""The text with words as marks, and shown mathematics bare."""
    out = list(text)
    closing, level = pairs(text), depths(text)
    for found in TEXT.finditer(text):
        end = closing.get(found.end())
        if end is not None:
            deep = level[found.start()] > 0 or \
                bool(re.search(r"[_^]\s*$", text[:found.start()][-9:]))
            one_text(text, out, found, end, deep)
    return "".join(out)


def one_text(text: str, out: list[str], found: re.Match, end: int,
             deep: bool) -> None:
    """Writes over one \\text{..}, from its backslash to its brace."""
    start, inner = found.start(), text[found.end() + 1:end]
    if inner.strip() in ALONE and not deep:
        out[start:end + 1] = inner.strip().ljust(end + 1 - start)
        return
    if re.fullmatch(r"\s*[A-Za-z]+\s*", inner) and (
            deep or kind_of(inner) == ""):
        return                                  # a name, or a label
    if found["font"]:
        kind = kind_of(inner)
        if kind in MARKS and not deep and OF_FONT.fullmatch(inner) \
                and {*WORD.findall(inner.lower())} <= OF_FONTS:
            fill(out, start, end + 1, kind)
        return
    if TAG.fullmatch(inner.strip()):
        gap = GAP.search(text[:start][-40:])
        fill(out, start, end + 1, SAID if gap and not deep else ODD)
        return
    first = segments(inner, found.end() + 1, out)
    kinds = [mark_of(inner_of(text, part)) for part in first]
    for (low, high), kind in zip(first, kinds, strict=True):
        segment(out, text, low, high, ODD if deep and kind.strip() and kind
                != "mixed" else kind)
    edges(text, out, start, found.end(), end, kinds)


def inner_of(text: str, part: tuple[int, int]) -> str:
    """The text of a segment."""
    return text[part[0]:part[1]]


def segments(inner: str, offset: int, out: list[str]) -> list[tuple[int, int]]:
    """Where words stand in it: all but what is between dollars."""
    found: list[tuple[int, int]] = []
    at, words = 0, True
    for sign in DOLLAR.finditer(inner):
        fill(out, offset + sign.start(), offset + sign.end(), " ")
        if words:
            found.append((offset + at, offset + sign.start()))
        at, words = sign.end(), not words
    return [*found, (offset + at, offset + len(inner))]


def kind_of(words: str) -> str:
    """JOIN or SAID for words that are known, PROSE for others, else "".

    ODD: they say an amount, which must not be left out.
    """
    if SHORT.search(words):
        return JOIN
    found = [one.lower() for one in WORD.findall(words)]
    known = [one for one in found if one in JOINS or one in SAYS]
    real = [one for one in found if len(one) > 1 and one not in FUNCTIONS]
    if known and found[0] == known[0]:
        return JOIN if known[-1] in JOINS else SAID
    named = NAMED.fullmatch(words.strip()) and real
    if AMOUNTS & {*found} and words.strip()[:1] != "(":
        return ODD
    many = [one for one in found if len(one) > 1]
    return PROSE if real and len(many) > 1 or named else ""


def mark_of(words: str) -> str:
    """What a segment is: a mark, "mixed", " " for nothing, "" for a formula.

    ODD: it is neither words nor a formula.
    """
    if not words.strip(" \n\t,.;:~"):
        return " " if not words.strip() else ""
    kind = kind_of(words)
    if kind == ODD or kind and not FORMULA.search(words):
        return kind
    if kind in (JOIN, SAID) and RELATION.search(words):
        return "mixed"
    real = [one for one in WORD.findall(words)
            if len(one) > 1 and one not in FUNCTIONS]
    return ODD if real else ""


def segment(out: list[str], text: str, low: int, high: int, kind: str
            ) -> None:
    """Writes over one segment of words."""
    if kind == "mixed":
        for word in WORD.finditer(text, low, high):
            if len(word[0]) > 1 and word[0] not in FUNCTIONS:
                fill(out, *word.span(), kind_of(word[0]) or PROSE)
    elif kind:
        fill(out, low, high, kind)


def edges(text: str, out: list[str], start: int, brace: int, end: int,
          kinds: list[str]) -> None:
    """Writes over the command and its braces.

    They stay a group where an argument must stand, or nothing in them could
    belong to what stands beside them.
    """
    inner = "".join(out[brace + 1:end])
    sides = [kind if kind in (*MARKS, ODD) else " "
             for kind in (kinds[0], kinds[-1])]
    fill(out, start, brace, sides[0])
    whole = kinds == [""] and inner.strip() and not re.search(
        r"[-+−=<>,;]", inner) and not set(inner) & set("()[]")
    if not whole and not ARGUMENT.search(text[:start][-60:]):
        out[brace], out[end] = sides


def fill(out: list[str], start: int, end: int, mark: str) -> None:
    """Writes a mark over a stretch, line ends too."""
    out[start:end] = mark * (end - start)


def plain(words: str) -> str:
    r"""The words of \text{words}, for a note."""
    bare = re.sub(r"\\[A-Za-z]+\s*\{|[{}$]|\\q?quad", " ", words)
    return " ".join(bare.split()).strip(" ,;:")


__all__ = ["ARGUED", "ENDLESS", "JOIN", "MARKS", "ODD", "OVER", "PROSE",
            "SAID", "STRAY", "plain", "worded"]
