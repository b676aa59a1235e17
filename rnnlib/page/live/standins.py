"""What a page cannot do, refused in a sentence where a reader calls it."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any


class NotInThisPage(RuntimeError):
    """Python in a page cannot do this."""


def refusing(sentence: str) -> Callable[..., Any]:
    """A function that raises with this sentence."""
    def refuse(*given: object, **named: object) -> Any:
        raise NotInThisPage(sentence)
    return refuse


LEAVE = ("there is nothing to leave in this page: the cell ends here, and "
         "all variables stay")
STAND_INS = {
    "input": refusing("input() cannot ask in this page: write the answer "
                      "into the cell, as in name = \"...\""),
    "exit": refusing(f"exit(): {LEAVE}"), "quit": refusing(f"quit(): {LEAVE}"),
    "breakpoint": refusing("there is no debugger in this page: print what you "
                           "want to see"),
    "get_ipython": refusing("there is no notebook behind this page, only "
                            "Python")}
