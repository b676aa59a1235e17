"""Errors as a reader needs them: the lines of the page's cells, and why."""
from __future__ import annotations

import re
import traceback

from .standins import LEAVE, NotInThisPage

CELL = re.compile(r'^ *File "<cell (\d+), run \d+>", line (\d+)(.*)$', re.M)
OWN = re.compile(r"<cell (\d+), run \d+>")
HEAD = "Traceback (most recent call last):\n"
FILES = ("This page sees no files of your computer, only those that a cell "
         "has written.")
NET = "Python in this page reaches no other computer but those that let it."
UNREACHED = ("URLError", "AbortError", "HttpStatusError")
HELPS = ((FileNotFoundError, FILES), (ConnectionError, NET))


def readable(exception: BaseException) -> str:
    """What went wrong, and the reader's lines on the way."""
    if isinstance(exception, SystemExit):
        return places(exception) + f"sys.exit(): {LEAVE}."
    whole = traceback.TracebackException.from_exception(exception)
    reduce(whole)
    text = renamed("".join(whole.format())).rstrip()
    helps = [said for kind, said in HELPS if isinstance(exception, kind)]
    if type(exception).__name__ in UNREACHED:
        helps.append(NET)
    return "\n".join([brief(exception, text), *helps])


def reduce(whole: traceback.TracebackException | None) -> None:
    """Keep the frames of cells; if there are none, the last one."""
    if whole is None:
        return
    own = [one for one in whole.stack if OWN.fullmatch(one.filename)]
    if not own and not OWN.fullmatch(getattr(whole, "filename", "") or ""):
        own = whole.stack[-1:]               # but for a SyntaxError
    whole.stack[:] = own
    for name in ("__cause__", "__context__"):
        before = getattr(whole, name)
        if before is not None and not any(
                OWN.fullmatch(one.filename) for one in before.stack):
            setattr(whole, name, None)       # the libraries' own affair
        reduce(getattr(whole, name))


def renamed(text: str) -> str:
    """Cells by the numbers that the page shows: Cell 3, line 2."""
    def named(found: re.Match) -> str:
        where = found[3].replace(", in <module>", "")
        return f"Cell {found[1]}, line {found[2]}{where}"
    return numbered(CELL.sub(named, text.replace(HEAD, "")))


def numbered(text: str) -> str:
    """The names of cells' files as a reader knows them."""
    return OWN.sub(r"Cell \1", text) if "<cell" in text else text


def places(exception: BaseException) -> str:
    """The reader's lines alone."""
    frames = [one for one in traceback.extract_tb(exception.__traceback__)
              if OWN.fullmatch(one.filename)]
    return renamed("".join(traceback.format_list(frames)))


def brief(exception: BaseException, text: str) -> str:
    """The same, with less where the last line would only repeat."""
    if hasattr(exception, "_repr_markdown_"):    # it is shown typeset
        from rnnlib.symbolic.failures.tracebacks import brief
        return (f"{places(exception)}{type(exception).__name__}: "
                f"{brief(exception)}")
    if isinstance(exception, KeyError) and " " in str(exception):
        return (f"{places(exception)}KeyError: {exception.args[0]}")
    if isinstance(exception, NotInThisPage):
        return renamed(f"{places(exception)}{exception}.")
    return text
