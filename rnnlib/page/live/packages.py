"""Packages are loaded when a cell imports them, if there are any to load."""
from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from .output import Output
from .standins import NotInThisPage

HAS = "matplotlib, numpy, rnnlib, sympy and Python's own modules"
KNOWN = ("pandas", "scipy", "sklearn", "statsmodels", "networkx", "autograd",
         "PIL", "IPython")
OTHERWISE = {
    "ipywidgets": "its sliders need a notebook; in this page rnnlib.explore "
                  "makes them",
    "tkinter": "a page has no windows; matplotlib draws below the cell",
    "torch": "it runs in no browser; open the chapter as a notebook for it",
    "tensorflow": "it runs in no browser; open the chapter as a notebook "
                  "for it",
    "jax": "it runs in no browser; open the chapter as a notebook for it"}
SHOWING = ("IPython.display", "IPython.core.display_functions",
           "IPython.core.display")


class Packages:
    """What a page's Python can load, and the sentence for what it cannot.

    page: see Session; out: where IPython's display is to show.
    """

    def __init__(self, page: Any, out: Output) -> None:
        self.page, self.out = page, out
        self.offers: dict[str, str] = {}     # import name -> package
        self.foreign = False                 # whether they come from elsewhere

    async def bring(self, tree: ast.Module) -> None:
        """Load what a cell imports, anywhere in it, and is not there yet."""
        names = {name for name in imported(tree)
                 if name not in OTHERWISE and not there(name)}
        if not names:
            return
        await self.ask()
        wanted = sorted({self.offers[name] for name in names
                         if name in self.offers})
        if wanted:
            await self.load(wanted)
        if "IPython" in names and there("IPython"):
            self.adapt()

    async def load(self, wanted: list[str]) -> None:
        try:
            await self.page.load(" ".join(wanted))
        except Exception as error:
            raise NotInThisPage(f"{' and '.join(wanted)} could not be loaded: "
                                + str(error).removeprefix("Error: ")
                                ) from None

    async def ask(self) -> None:
        """Learn what there is to load, once."""
        if not self.offers:
            said = json.loads(await self.page.offered())
            self.offers, self.foreign = said["imports"], said["foreign"]

    def adapt(self) -> None:
        """Let IPython, which finds no notebook, show below the cell."""
        for name in SHOWING:
            module = import_module(name)
            for own, value in (("display", self.out.display),
                               ("clear_output", self.out.clear)):
                if hasattr(module, own):
                    setattr(module, own, value)

    async def refused(self, error: ModuleNotFoundError) -> str:
        """Why a module is not there, and what is."""
        name = (error.name or "").partition(".")[0]
        if name in OTHERWISE:
            return f"There is no {name} in this page: {OTHERWISE[name]}."
        if not name or name in sys.modules:
            return ""
        await self.ask()
        known = [one for one in KNOWN if one in self.offers and one != name]
        rest = len(self.offers) - len(known)
        more = f"; on import it loads {', '.join(known)} and {rest} more" \
            if known else ""
        where = "" if self.foreign else (
            " This site brings its Python along, and loads nothing from "
            "elsewhere.")
        return f"This page's Python has no {name}. It has {HAS}{more}.{where}"


def imported(tree: ast.Module) -> Iterator[str]:
    """The names of all modules that code imports, up to the first dot."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name.partition(".")[0] for one in node.names)
        if isinstance(node, ast.ImportFrom) and not node.level:
            yield str(node.module).partition(".")[0]


def there(name: str) -> bool:
    """Whether a module can be imported as things are."""
    if name in sys.modules:
        return True
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False
