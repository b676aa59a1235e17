"""A failed statement in a notebook: its verdict, typeset, and one line."""
import sys
import traceback
from pathlib import Path
from typing import Any

from ..terms.errors import Failed

PROVER = Path(__file__).parents[1]
RED = "\x1b[31m{}\x1b[39m"


def in_notebook(error: Failed) -> list[str]:
    """Show the verdict; the lines that stand where a traceback would.

    In a terminal, where nothing is typeset, these tell the whole. IPython
    asks more than once.
    """
    name, shell = RED.format(type(error).__name__), running_shell()
    if "Terminal" in type(shell).__name__ or shell is None:
        return [*place(error, shell), f"{name}: {error}"]
    if not error.displayed:
        from IPython.display import display
        display({"text/markdown": error._repr_markdown_(),
                 "text/plain": str(error)}, raw=True)
        error.displayed = True
    return [*place(error, shell), f"{name}: {brief(error)}"]


def running_shell() -> Any:
    """IPython's shell, if this runs in one."""
    ipython = sys.modules.get("IPython")
    return ipython and ipython.get_ipython()


def brief(error: Any) -> str:
    """The verdict in a few words; what it says stands above."""
    label = (error.attempt or {}).get("label")
    return f"{label!r} was not shown, see above" if label else "see above"


def place(error: Failed, shell: Any) -> list[str]:
    """The reader's line: the last one on the way that is not the prover's."""
    ways = [frame for frame in traceback.extract_tb(error.__traceback__)
            if PROVER not in Path(frame.filename).parents]
    if not ways:
        return []
    name = getattr(shell.compile, "format_code_name", lambda file: None)(
        ways[-1].filename)
    where = " ".join(name) if name else "In this cell"
    return [f"{where}, line {ways[-1].lineno}", f"    {ways[-1].line}"]
