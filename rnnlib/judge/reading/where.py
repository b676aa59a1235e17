r"""What stands behind a formula, as relations: t = 1, \dots, T, or a \ne b.

A list with dots is the range from its smallest to its largest, and so is a
list without dots whose numbers follow one another. What is not understood is
given back in words, and nothing of it is used.
"""
import re
from itertools import pairwise
from typing import NamedTuple

from ..text.lines import Side
from ..tree.errors import NotRead
from ..tree.nodes import Linear
from .linear import letter_of, linear

SIGNS = {"=": "=", "<": "<", ">": ">", "≤": "<=", "≥": ">=", "∈": "in",
         "≠": "!=", r"\le": "<=", r"\leq": "<=", r"\leqslant": "<=",
         r"\lt": "<", r"\ge": ">=", r"\geq": ">=", r"\geqslant": ">=",
         r"\gt": ">", r"\ne": "!=", r"\neq": "!=", r"\in": "in"}
WORDS = frozenset("for all any every each the at if with and where when "
                  "whenever step steps time times unit units class classes "
                  "index indices".split())
REASON = re.compile(r"\b(by|rule|using|since|because|definition)\b")
LETTERS = re.compile(r"\\(?:text|mathrm|textrm|textnormal|mbox)\s*"
                     r"\{([^{}]*)\}")
NUMBERS = re.compile(r"(\\in(?![A-Za-z])|∈)\s*\\mathbb\s*(\{[A-Z]\}|[A-Z])")
INTERVAL = re.compile(r"\[([^][,]*),([^][,]*)\]")
TOKEN = re.compile(
    r"(?P<stop>\s{3,}|\\q?quad(?![A-Za-z])|\\forall(?![A-Za-z])|[∀():&])"
    r"|(?P<dots>\\[lc]?dots(?![A-Za-z])|\.\.\.?|…|\bto\b)"
    r"|(?P<sign>\\(?:leqslant|leq|le|lt|geqslant|geq|ge|gt|neq|ne|in)"
    r"(?![A-Za-z])|[=<>≤≥≠∈])"
    r"|(?P<comma>[,;])|(?P<skip>\\?[{}]|[][.\s])"
    r"|(?P<word>[A-Za-z]{2,})"
    r"|(?P<form>(?:[-+]|\d|\s(?!\s)|\\(?:tau|ell)(?![A-Za-z])"
    r"|[A-Za-z](?![A-Za-z])(?:\s*_\s*(?:\{[a-z]+\}|[a-z]))?)+)"
    r"|(?P<other>.)", re.DOTALL)
PIECE = re.compile(r"\s*(-?)\s*(\d*)\s*(\\tau|\\ell|[A-Za-z]"
                   r"(?:\s*_\s*(?:\{[a-z]+\}|[a-z]))?)?\s*")
ALONE = re.compile(r"\s*\b(to|or)\b\s*")     # no gap stands around these
DOTS = "..."


class Relation(NamedTuple):
    """first sign second; sign is one of = < > <= >= !=."""

    first: Linear
    sign: str
    second: Linear


class Unclear(Exception):
    """What is said cannot be understood."""


def relations_of(where: Side) -> tuple[list[Relation], str]:
    """What is said, and what of it is not understood.

    If a part is not understood, no relation is given: it might say when the
    others hold. Raises NotRead for a list with holes in it.
    """
    try:
        text = ALONE.sub(r" \1 ", where.text)
        return [one for sentence in sentences(text)
                for one in statements(sentence)], ""
    except Unclear:
        words = " ".join(LETTERS.sub(r" \1 ", where.text).split())
        words = words.strip(" .,;()")
        return [], "" if REASON.search(words) and not re.search(
            r"[=<>≤≥]|\\(?:in|[lg]e|ne)", words) else words
    except Holes:
        raise NotRead(
            "Steps in a list behind a formula are read if they follow one "
            r"another, as in t = 1, 2, 3 or t = 1, \dots, T.", where.start,
            where.end) from None


class Holes(Exception):
    """A list whose steps do not follow one another."""


def sentences(text: str) -> list[list[str]]:
    """Tokens between words, brackets and wide gaps; forms, signs, commas."""
    text = NUMBERS.sub(" ", LETTERS.sub(
        lambda found: f" {found[1].strip()} ", text))
    text = INTERVAL.sub(r"{\1,...,\2}", text)
    found: list[list[str]] = [[]]
    for token in TOKEN.finditer(text):
        kind, said = token.lastgroup, token[0].strip()
        if kind == "other" or (kind == "word" and said.lower() not in WORDS):
            raise Unclear
        if kind in ("stop", "word"):
            found.append([])
        elif kind == "dots":
            found[-1] += [",", DOTS, ","]
        elif kind == "comma":
            found[-1].append(",")
        elif kind != "skip" and said:
            found[-1].append(SIGNS.get(said, said))
    return found


def statements(tokens: list[str]) -> list[Relation]:
    """The relations of one sentence: k, t >= 1, or t = 1, ..., T."""
    groups: list[tuple[list[str], list[str]]] = []
    for element in elements(tokens):
        if len(element) == 1 and groups and listing(groups[-1][0]):
            groups[-1][1].append(element[0])
        else:
            groups.append((element, []))
    out: list[Relation] = []
    waiting: list[Linear] = []          # k of k, t >= 1
    for head, tail in groups:
        if len(head) == 1:
            waiting.append(form(head[0]))
            continue
        out += of_chain(head, tail, waiting)
        waiting = []
    if any(letter_of(one) is None for one in waiting):
        raise Unclear
    return out


def elements(tokens: list[str]) -> list[list[str]]:
    """The tokens between commas."""
    found: list[list[str]] = [[]]
    for token in tokens:
        if token == ",":
            found.append([])
        else:
            found[-1].append(token)
    return [one for one in found if one]


def listing(element: list[str]) -> bool:
    """Whether a list may go on behind: t = 1, and t in {1."""
    signs = [token for token in element if token in SIGNS.values()]
    return bool(signs) and signs[-1] in ("=", "in")


def of_chain(head: list[str], tail: list[str], others: list[Linear]
             ) -> list[Relation]:
    """a <= b < c, with a list at its end; others are said to be like a."""
    forms, signs = [form(one) for one in head[::2]], head[1::2]
    if len(forms) != len(signs) + 1 or not {*signs} <= {*SIGNS.values()}:
        raise Unclear
    out: list[Relation] = []
    for at, sign in enumerate(signs):
        last = at + 1 == len(signs)
        for one in [*others, forms[at]]:
            if last and sign in ("=", "in"):
                out += among(one, [head[-1], *tail])
            elif sign == "in":
                raise Unclear
            else:
                out.append(Relation(one, sign, forms[at + 1]))
        others = []
    return out


def among(one: Linear, listed: list[str]) -> list[Relation]:
    """That a time is one of those listed."""
    if len(listed) == 1:
        return [Relation(one, "=", form(listed[0]))]
    low, high = ends([None if said == DOTS else form(said)
                      for said in listed])
    out = [Relation(low, "<=", one)] if low else []
    return [*out, Relation(one, "<=", high)] if high else out


def ends(listed: list[Linear | None]) -> tuple[Linear | None, Linear | None]:
    """The smallest and the largest of a list; None, for dots, if it goes on.

    Raises Holes if the steps do not follow one another.
    """
    first, last = listed[0], listed[-1]
    steps = {apart(one, other) for one, other in pairwise(listed)
             if one and other}
    if first is None or listed.count(None) > 1 or len(steps) > 1 \
            or not steps <= {1, -1}:
        raise Holes
    falls = -1 in steps if steps else downwards(first, last)
    return (last, first) if falls else (first, last)


def apart(first: Linear, second: Linear) -> int | None:
    """How many steps one is after the other, if that is a number."""
    if first.letters != second.letters:
        return None
    return second.number - first.number


def downwards(first: Linear, last: Linear | None) -> bool:
    r"""Whether a list runs down, as T - 1, \dots, 1 does."""
    if last is None:
        return False
    if first.letters == last.letters:
        return first.number > last.number
    return not last.letters or letter_of(first) == "T"


def form(text: str) -> Linear:
    """t - 1 as a form. Raises Unclear for anything else."""
    letters: list[tuple[str, int]] = []
    number = 0
    for piece in re.findall(r"[+-]?[^+-]+", text):
        found = PIECE.fullmatch(piece.replace("+", ""))
        if not found or not (found[2] or found[3]) or len(found[2]) > 6:
            raise Unclear
        times = int(found[2] or 1) * (-1 if found[1] else 1)
        if found[3]:
            letters.append((re.sub(r"[\\{}\s]", "", found[3]), times))
        else:
            number += times
    return linear(letters, number)


__all__ = ["Relation", "relations_of"]
