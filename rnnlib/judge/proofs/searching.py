"""The prover's search, with an end: it stops when its time is over."""
from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import Any

from ...checker.rules import Chain
from ...symbolic.search.lines import Line, NotFound
from ...symbolic.search.search import Search

OFTEN = 200                      # so many parts are read between two looks


class Stopped(Exception):
    """The time is over, or the reader has stopped it."""


class Watch:
    """Seconds of the processor, so that a busy machine finds no less.

    go_on: asked now and then.
    """

    def __init__(self, seconds: float, go_on: Callable[[], bool]) -> None:
        self.end, self.go_on = process_time() + seconds, go_on
        self.looks = 0

    def look(self) -> None:
        """Raises Stopped if it is time."""
        if process_time() > self.end or not self.go_on():
            raise Stopped

    def sometimes(self) -> None:
        """Looks now and then."""
        self.looks += 1
        if self.looks % OFTEN == 0:
            self.look()


class Finder(Search):
    """The search for one claim; its lines are as the rules leave them."""

    watch: Watch | None = None

    def on(self, facts: Any = None, known: Any = None,
           fixed: frozenset[str] = frozenset()) -> Chain:
        """A chain where these facts hold, on which the watch looks."""
        chain = super().on(facts, known, fixed)
        if self.watch is not None:
            watched(chain, self.watch)
        return chain

    def polished(self, chain: Chain, lines: list[Line],
                 taken: frozenset[str]) -> list[Line]:
        """The lines as they were found: polishing takes longest."""
        return lines


def watched(chain: Chain, watch: Watch) -> None:
    """Lets the watch look whenever the chain reads parts of formulas."""
    counted = chain.scalars.working

    def working() -> None:
        watch.sometimes()
        counted()
    chain.scalars.working = working            # type: ignore[method-assign]


__all__ = ["Finder", "NotFound", "Stopped", "Watch"]
