"""Matplotlib's backend in a page: show() shows below the cell."""
from typing import Any

from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

from . import output


class FigureManager(FigureManagerBase):
    """Shows in the cell that runs."""

    @classmethod
    def pyplot_show(cls, *, block: Any = None) -> None:
        if output.current:
            output.current.figures()

    def show(self) -> None:
        if output.current:
            output.current.figure(self.canvas.figure)


class FigureCanvas(FigureCanvasAgg):
    manager_class = FigureManager
