"""What a statement that was not shown says, and how long a proof may take."""
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeAlias

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
    reached: how far both sides got. A door adds `attempt`, what it was asked.
    """

    heading, displayed = "Failed", False
    attempt: dict[str, Any] | None = None

    def __init__(self, message: str, rest: Expr | None = None,
                 left: Sequence[tuple[str, Expr]] = (), facts: Facts = (),
                 example: str = "", hint: str = "",
                 reached: "Reached | None" = None) -> None:
        super().__init__(message)
        self.rest = rest                 # of lhs - rhs, if that is known
        if rest is not None and not left:
            left = ((DIFFERENCE, rest),)
        self.left = left
        self.facts, self.example, self.hint = facts, example, hint
        self.reached = reached

    def _repr_markdown_(self) -> str:
        return SHOWN["markdown"](self)

    def _render_traceback_(self) -> list[str]:
        return SHOWN["traceback"](self)


Side: TypeAlias = tuple[Any, list[dict[str, Any]]]    # a line, and steps


class Reached(NamedTuple):
    """How far both sides of a claim got, as certificates have it.

    row, column: letters of the entries that were compared, of matrices.
    """

    left: Side
    right: Side
    row: str | None = None
    column: str | None = None


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
