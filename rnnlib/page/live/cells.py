"""A cell's code: parsed, freed of a notebook's commands, and run."""
from __future__ import annotations

import ast
import inspect
import linecache
from typing import Any

from .magics import without_magics

AWAIT = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


class Cell:
    """Code under the number that the page shows.

    count: that of this run, so that a function keeps the lines with which it
    was made. notes: what is said of commands that were left out.
    """

    def __init__(self, code: str, number: int, count: int) -> None:
        self.file = f"<cell {number}, run {count}>"
        remember(self.file, code)
        code, self.notes = without_magics(code, self.file)
        self.tree = ast.parse(code, self.file)
        self.silent = code.rstrip().endswith(";")

    async def run(self, names: dict[str, Any]) -> Any:
        """The value of the last line, or None after a semicolon."""
        body = list(self.tree.body)
        last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
        await self.part(ast.Module(body, []), "exec", names)
        if not isinstance(last, ast.Expr):
            return None
        value = await self.part(ast.Expression(last.value), "eval", names)
        return None if self.silent else value

    async def part(self, tree: ast.Module | ast.Expression, mode: str,
                   names: dict[str, Any]) -> Any:
        """Run a part; `await` may stand in it."""
        code = compile(tree, self.file, mode, AWAIT, dont_inherit=True)
        value = eval(code, names)
        waits = code.co_flags & inspect.CO_COROUTINE
        return await value if waits else value


def remember(file: str, code: str) -> None:
    """Let tracebacks show the lines of a cell."""
    lines = f"{code}\n".splitlines(True)      # carets count on the \n
    linecache.cache[file] = (len(code), None, lines, file)
