"""An answer in LaTeX to a question for a formula, judged.

The judge reads it, and its tree is put into the prover's words; these are
judged like an answer in words, so that nothing is right in LaTeX that is
not right otherwise. Where it is wrong, the judge says more of it.
"""
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Protocol

from rnnlib.judge.alphabets.alphabet import Alphabet
from rnnlib.judge.text.lines import Side
from rnnlib.judge.tree.errors import NotRead
from rnnlib.judge.tree.nodes import Claim, Node
from rnnlib.symbolic.printing.formulas import textbook
from sympy import Expr

from .entries import as_entries
from .letters import alphabet_for
from .reading import Answer, marked, read_answer
from .reasons import reasons, verdict_of
from .scope import NoWord, Scope
from .words import as_words

Said = tuple[bool | None, str]


class Question(Protocol):
    """What this module asks of `formulas.asking.Formula`."""

    @property
    def lhs(self) -> Expr: ...

    @property
    def rhs(self) -> Expr: ...

    @property
    def slips(self) -> Sequence[tuple[str, Expr]]: ...

    def answer(self, answer: object, more: Callable[[str], str] = ...
               ) -> Said: ...

    def plain(self, e: Expr) -> Expr: ...

    def agree(self, one: Expr, other: Expr) -> bool: ...


def answered(asked: Question, typed: str) -> Said:
    """True, False or None for open, and what to say, of an answer."""
    alphabet = alphabet_of(asked)
    try:
        answer = read_answer(typed, textbook(asked.lhs), alphabet)
    except NotRead as error:
        return False, alone(asked, typed, alphabet) or marked(error, typed)
    try:
        return judged(asked, answer, alphabet)
    except NoWord as error:
        return unsaid(answer, alphabet, str(error))


def alone(asked: Question, typed: str, alphabet: Alphabet) -> str:
    """What is wrong with a right side that does not fit the left one.

    "" if it cannot be read alone either, or is not found wrong.
    """
    with suppress(NotRead, NoWord):
        answer = read_answer(typed, "", alphabet)
        last = answer.claims[-1]
        right, said = asked.answer(in_words(asked, last, last.right))
        return said if right is False else ""
    return ""


def alphabet_of(asked: Question) -> Alphabet:
    """The letters for answers to a question."""
    return alphabet_for(asked.lhs, asked.rhs,
                        *(slip for _, slip in asked.slips))


def judged(asked: Question, answer: Answer, alphabet: Alphabet) -> Said:
    """What the prover says of it; what is wrong on the way comes first."""
    *earlier, last = answer.claims
    if answer.own and (said := other_left(asked, last)):
        return False, said
    for claim, side in zip(earlier, answer.sides, strict=False):
        if not equal(asked, asked.lhs, in_words(asked, claim, claim.right)):
            return False, between(asked, answer, side)
    return asked.answer(
        in_words(asked, last, last.right),
        lambda hint: said_more(last, answer.sides[-1], alphabet, hint))


def in_words(asked: Question, claim: Claim, node: Node) -> Expr:
    """A side in the prover's words; NoWord if there are none."""
    scope = Scope(dict(claim.spaces), {})
    put = as_entries if asked.lhs.is_commutative else as_words
    try:
        return put(node, scope)
    except (TypeError, ValueError, ZeroDivisionError) as error:
        # so the language of the proofs refuses what it has no terms for
        raise NoWord(str(error).replace("`", "'")) from None


def said_more(claim: Claim, side: Side, alphabet: Alphabet,
              hint: str) -> str:
    """What the judge adds to a wrong answer, with its guesses.

    hint: what the prover has said of it.
    """
    notes = [f"Read so: {note}." for note in claim.notes]
    said = reasons(verdict_of(claim, side, alphabet), bool(hint))
    return " ".join([*filter(None, [said]), *notes])


def other_left(asked: Question, claim: Claim) -> str:
    """What to say if the reader's left side is not that of the question."""
    with suppress(NoWord):
        if equal(asked, asked.lhs, in_words(asked, claim, claim.left)):
            return ""
    return (f"the left side is not what was asked for, "
            f"${textbook(asked.lhs)}$: write that, or the right side alone")


def equal(asked: Question, one: Expr, other: Expr) -> bool:
    """Whether two sides agree, as they stand or in numbers."""
    with suppress(TypeError, ValueError):
        return asked.plain(one - other) == 0 or asked.agree(one, other)
    return False


def between(asked: Question, answer: Answer, side: Side) -> str:
    """What to say of a side of a chain that is not equal to the left one."""
    shown = " ".join(answer.text[side.start:side.end].split())
    shown = shown.replace("`", "'")
    return f"on the way stands `{shown}`, and that is not equal to it"


def unsaid(answer: Answer, alphabet: Alphabet, why: str) -> Said:
    """What to say where the prover has no words for what was read."""
    said = verdict_of(answer.claims[-1], answer.sides[-1], alphabet)
    if said is None or said.kind == "not read":
        return False, f"the prover cannot read this: {why}"
    if said.kind == "agrees":
        return None, (f"both sides agree on {said.tried} random networks, "
                      f"but the prover cannot read this: {why}")
    return False, " ".join(filter(None, [said.numbers, reasons(said)])) or why
