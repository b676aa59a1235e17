"""What a cell prints and shows, in order, sent to the page as it comes."""
from __future__ import annotations

import contextlib
import io
import re
import sys
import warnings
from collections import deque
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

from .errors import numbered
from .figures import markup
from .rich import LONGEST, chosen, shown

EVERY, BURST = 0.2, 5         # seconds between texts; so many may come at once
COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
REWRITTEN = re.compile(r"[^\n]*\r(?!\n)")     # progress bars
ENDING = 20_000               # letters that are kept of what is too much
ENOUGH = (f"\n[{LONGEST} letters are printed. Of what follows the end is "
          "shown, when the cell has run.]\n")
current: Output | None = None            # where matplotlib's show() shows


class Ending:
    """The end of a text of any length."""

    def __init__(self) -> None:
        self.texts: deque[str] = deque()
        self.length = self.lost = 0

    def add(self, text: str) -> int:
        """Keep a text; how long it is."""
        self.texts.append(text)
        self.length += len(text)
        while self.length - len(self.texts[0]) > ENDING:
            self.lost += len(self.texts[0])
            self.length -= len(self.texts.popleft())
        return len(text)

    def text(self) -> str:
        """The end, and how much is not in it."""
        text = COLOUR.sub("", "".join(self.texts))[-ENDING:]
        if self.lost:
            return f"[{self.lost} letters are left out]\n{text}"
        return text


class Output(io.TextIOBase):
    """A stream for print, and the place for everything else."""

    def __init__(self, send: Callable[..., Any]) -> None:
        self.send = send
        self.parts: list[tuple[str, str]] = []
        self.printed = self.waiting = ""     # since the last part; not sent
        self.room, self.credit, self.last = LONGEST, float(BURST), 0.0
        self.number, self.drawn = 0, set[str]()
        self.ending = Ending()

    @contextlib.contextmanager
    def open(self, number: int) -> Iterator[None]:
        """Take what a cell prints, from here to the end."""
        self.parts, self.room, self.number = [], LONGEST, number
        self.drawn, self.ending = set(), Ending()
        with contextlib.redirect_stdout(self), \
                contextlib.redirect_stderr(self), warnings.catch_warnings():
            # not so: they are shown when the cell ends
            warnings.filterwarnings("ignore", "FigureCanvasAgg is non-inter")
            try:
                yield
            finally:
                self.close_text()

    def pairs(self) -> list[tuple[str, str]]:
        """All of it, in order."""
        return list(self.parts)

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self.room <= 0:
            return self.ending.add(text)
        kept = numbered(COLOUR.sub("", text))[:self.room]
        self.room -= len(kept)
        self.keep(kept if self.room else kept + ENOUGH)
        self.flush()
        if self.waiting and sys.getprofile() is None:
            sys.setprofile(self.overdue)     # who else looks at the clock?
        return len(text)

    def keep(self, text: str) -> None:
        self.printed += text
        self.waiting += text

    def overdue(self, frame: Any, event: str, arg: Any) -> None:
        """Called at each call of a function, while a text waits."""
        self.flush()

    def flush(self) -> None:
        """Send what waits, unless much has been sent just now."""
        now = monotonic()
        self.credit = min(BURST, self.credit + (now - self.last) / EVERY)
        self.last = now
        if self.waiting and self.credit >= 1:
            self.credit -= 1
            self.pass_on()

    def pass_on(self) -> None:
        if sys.getprofile() == self.overdue:
            sys.setprofile(None)
        if self.waiting:
            self.send("printed", self.waiting)
        self.waiting = ""

    def close_text(self) -> None:
        """Send what waits now; what comes next is another part."""
        self.keep(self.ending.text())
        self.ending = Ending()
        self.pass_on()
        if self.printed:
            self.parts.append(("text/plain",
                               REWRITTEN.sub("", self.printed)))
        self.printed = ""

    def put(self, mime: str, text: str) -> None:
        """Show something."""
        self.close_text()
        self.parts.append((mime, text))
        self.send("part", mime, text)

    def display(self, *values: Any, raw: bool = False, **named: Any) -> None:
        """Show values in their richest form, as in a notebook.

        raw: they are dicts of their forms by mime type. What else a notebook
        takes, such as display_id, has no meaning here.
        """
        for value in values:
            if raw:
                self.put(*chosen(value))
            else:
                self.show(value)

    def show(self, value: Any) -> None:
        """Show one value."""
        figure = sys.modules.get("matplotlib.figure")
        if figure and isinstance(value, figure.Figure):
            self.figure(value)
        elif hasattr(type(value), "_ipython_display_"):
            value._ipython_display_()
        else:
            self.put(*shown(value))

    def clear(self, wait: bool = False) -> None:
        """Forget what the cell has shown so far: clear_output."""
        self.close_text()
        self.parts = []

    def figure(self, figure: Any) -> None:
        """Show a figure, unless it stands there as it is."""
        place = f"live{self.number}-{len(self.parts)}-"
        text, key = markup(figure, place)
        if key not in self.drawn:
            self.drawn.add(key)
            self.put("text/html", text)

    def figures(self) -> None:
        """Show the figures that are open, and close them: show()."""
        plt = sys.modules.get("matplotlib.pyplot")
        if plt is None:
            return
        try:
            for number in plt.get_fignums():
                self.figure(plt.figure(number))
        finally:
            plt.close("all")

    def verdict(self, exception: BaseException) -> None:
        """What an error shows typeset, as a failed claim does."""
        if hasattr(exception, "_repr_markdown_"):
            self.put("text/markdown", exception._repr_markdown_())
