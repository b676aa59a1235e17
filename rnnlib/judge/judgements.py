"""All that is said of a paste: to read, to print, and as data."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .chains import Judged, judging, with_proof
from .choosing import choose
from .saying import markdown_of, text_of
from .tree.errors import NotRead
from .verdicts import Asking


@dataclass(frozen=True)
class Judgement:
    """What is said of a text.

    alphabet: the name of the letters it was read in; guessed: whether they
    were guessed. lines: each with its verdict. trouble: why there are none.
    """

    alphabet: str
    guessed: bool
    lines: tuple[Judged, ...]
    trouble: str = ""

    @property
    def right(self) -> bool:
        """Whether all lines are right, some perhaps on a condition."""
        return not self.trouble and all(
            line.verdict.kind not in ("wrong", "not read")
            for line in self.lines)

    @property
    def wrong(self) -> tuple[Judged, ...]:
        """The lines that are wrong."""
        return tuple(line for line in self.lines
                     if line.verdict.kind == "wrong")

    @property
    def unread(self) -> tuple[Judged, ...]:
        """The lines that were not read."""
        return tuple(line for line in self.lines
                     if line.verdict.kind == "not read")

    def __str__(self) -> str:
        lines = [self.trouble] if self.trouble else [
            text_of(line) for line in self.lines]
        return "\n".join([self.letters, *lines])

    __repr__ = __str__

    def _repr_markdown_(self) -> str:
        lines = [self.trouble] if self.trouble else [
            markdown_of(line) for line in self.lines]
        return "\n\n".join([self.letters, *lines])

    @property
    def letters(self) -> str:
        """Which letters, in a sentence."""
        how = "a guess: name another, if it is wrong" if self.guessed \
            else "as you said"
        return f"Letters: {self.alphabet} ({how})."


def judge_latex(text: str, alphabet: str | None = None, *,
                letters: Mapping[str, str] | None = None,
                summed: bool | None = None,
                proofs: bool = True,
                go_on: Callable[[], bool] = lambda: True) -> Judgement:
    """Is my derivation right? The lines of a text in LaTeX, each judged.

    text: one or more equations, as in a paper. alphabet: whose letters
    these are, one of `rnnlib.judge.alphabets.alphabet.names()`; it is
    guessed if it is not said. letters: the reader's own, {theirs: the
    book's}, beside those of the alphabet. summed: whether letters that
    stand twice in a product are summed. proofs: whether lines on which all
    networks agree are proved, too, which needs SymPy and at most three
    seconds each. go_on: asked now and then; when it says no, no more is
    searched.

    What cannot be read is said in the verdict. Raises TypeError if text is
    no text, ValueError if an alphabet or a letter is not known.
    """
    if not isinstance(text, str):
        raise TypeError("judge_latex: text must be a str of LaTeX, "
                        f"but it is {type(text).__name__}")
    chosen, why = choose(text, alphabet or "", letters)
    guessed = bool(why)
    asking = Asking(chosen, summed, go_on)
    try:
        lines = tuple(with_proof(one, asking) if proofs else one
                      for one in judging(text, asking))
    except NotRead as error:
        return Judgement(chosen.key, guessed, (), str(error))
    return Judgement(chosen.key, guessed, lines)


__all__ = ["Judgement", "judge_latex"]
