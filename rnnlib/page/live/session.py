"""A session: the variables of a page, and its cells one after the other."""
from __future__ import annotations

from typing import Any

from rnnlib.page import sliders

from . import errors, output
from .cells import Cell
from .packages import Packages
from .standins import STAND_INS


class Session:
    """The variables of a page, and the cells that have run."""

    def __init__(self, page: Any) -> None:
        self.out = output.current = output.Output(page.send)
        self.names = {"__name__": "__main__", "display": self.out.display,
                      **STAND_INS}
        self.packages = Packages(page, self.out)
        self.count = 0
        # explore now asks this page
        self.figures = sliders.live_figures = {}

    async def run(self, code: str, number: int | None = None) -> dict:
        """Run a cell, by the number that the page shows.

        Returns {"outputs": [(mime, text), ...], "error": text}.
        """
        self.count += 1
        error = ""
        with self.out.open(number or self.count):
            try:
                await self.attempt(Cell(code, number or self.count,
                                        self.count))
            except BaseException as exception:   # SystemExit ends no page
                error = await self.told(exception)
        return {"outputs": self.out.pairs(), "error": error}

    async def attempt(self, cell: Cell) -> None:
        """Run a cell; its value and its figures are shown."""
        for note in cell.notes:
            print(note)
        await self.packages.bring(cell.tree)
        self.names.pop("__warningregistry__", None)  # warn again
        value = await cell.run(self.names)
        if value is not None:
            self.out.show(value)
        self.out.figures()

    async def told(self, exception: BaseException) -> str:
        """The error in words; what it shows and the cell's figures above."""
        why = await self.packages.refused(exception) if isinstance(
            exception, ModuleNotFoundError) else ""
        said = errors.places(exception) + why if why else errors.readable(
            exception)
        for show in (self.out.figures, lambda: self.out.verdict(exception)):
            try:
                show()
            except Exception as another:     # a figure that cannot be drawn
                said += "\n\n" + errors.readable(another)
        return said

    def redraw(self, key: int, places: list[int]) -> tuple[str, str]:
        """The SVG of a live slider's figure, its sliders at these places,
        and what went wrong."""
        try:
            return self.figures[key].frame(places), ""
        except Exception as exception:
            return "", errors.readable(exception).splitlines()[-1]
