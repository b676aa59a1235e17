"""What a statement that was not shown says, and how long a proof may take."""
from collections.abc import Callable, Sequence
from typing import Any

from sympy import Expr

from .types import Facts

# how a notebook shows what failed: `failures` says so, which knows all rooms
SHOWN: dict[str, Callable[["Failed"], Any]] = {}
MOST = 20_000                 # terms or steps: seconds, not minutes


class Failed(Exception):
    """A statement was not shown, and nothing was entered in the ledger.

    left: pairs (what it is, an expression), to be typeset; facts: relations
    of times under which it is stated, beside those of when=; example: where
    both sides differ, in words; hint: what may help, as Markdown;
    unfolded: the names put in, of a proof by indices. A door adds `attempt`,
    what it was asked.
    """

    heading, displayed = "Failed", False
    attempt: dict[str, Any] | None = None

    def __init__(self, message: str, rest: Expr | None = None,
                 left: Sequence[tuple[str, Expr]] = (), facts: Facts = (),
                 example: str = "", hint: str = "",
                 unfolded: Sequence[str] | None = None) -> None:
        super().__init__(message)
        self.rest = rest                 # of lhs - rhs, if that is known
        if rest is not None and not left:
            left = ((DIFFERENCE, rest),)
        self.left = left
        self.facts, self.example, self.hint = facts, example, hint
        self.unfolded = unfolded

    def _repr_markdown_(self) -> str:
        return SHOWN["markdown"](self)

    def _render_traceback_(self) -> list[str]:
        return SHOWN["traceback"](self)


DIFFERENCE = "this is left of left minus right"


class NotProved(Failed):
    """The two sides could not be shown equal; says what is left.

    rest: what is left of lhs - rhs, as an expression, if that is known.
    """

    heading = "Not proved"


class NoEntries(NotProved, TypeError):
    """The two sides could not be shown equal, and they have no entries."""


class NotDefined(Failed, ValueError):
    """The model has no room for this definition."""

    heading = "Not defined"


class NotRefuted(Failed, ValueError):
    """The two sides agree in numbers."""

    heading = "Not refuted"


def check_size(count: int | Expr, what: object) -> None:
    """NotProved instead of minutes of silence."""
    if count > MOST:
        raise NotProved(f"too long for the prover: {what} has {count} terms, "
                        f"and it writes out {MOST} at most; prove parts of "
                        "it first")
