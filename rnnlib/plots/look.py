"""One look for all figures of the book."""
from __future__ import annotations

from contextlib import ContextDecorator
from typing import Any

import matplotlib as mpl
from cycler import cycler
from matplotlib.colors import to_rgb
from matplotlib.typing import ColorType

from .arguments import Draw, checked

__all__ = ["style"]

INK, GREY, FAINT = "#22272e", "#626a73", "#d9dde2"
PALER, NODE = "#72777d", "#f3f5f7"       # of letters, of a circle's inside
PANES = ["#f2f2f2", "#e6e6e6", "#ececec"]    # matplotlib's, behind a landscape
# Letters and lines upon a heat map, whose colours no theme changes: they are
# not among the names of rnnlib/page/themes.py, so they stay as well.
ON_PALE, ON_DEEP = "#22272f", "#fefefe"
# Okabe and Ito 2008, without yellow and in an order that also steps in
# lightness; sky blue and orange stay last, as they are the palest on white
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00"]

# An opaque white card: a mid grey legible at 4.5:1 on white and on the dark
# page as well does not exist (on #121212 the best is 4.3:1 for both). In the
# site's pages figures have no card: colours change with the theme there.
STYLE: dict[Any, Any] = {
    "figure.figsize": (5.6, 3.6), "figure.dpi": 120, "savefig.dpi": 160,
    "figure.facecolor": "white", "savefig.facecolor": "white",
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.12,
    "figure.constrained_layout.w_pad": 0.12,
    "axes.prop_cycle": cycler(color=COLOURS),
    "axes.edgecolor": GREY, "axes.labelcolor": INK, "axes.titlecolor": INK,
    "axes.spines.top": False, "axes.spines.right": False,
    "axes.grid": True, "axes.axisbelow": True,
    "axes.titlesize": 13, "axes.labelsize": 13, "axes.titlelocation": "left",
    "grid.color": FAINT, "grid.linewidth": 0.7,
    "xtick.color": GREY, "ytick.color": GREY,
    "xtick.labelcolor": INK, "ytick.labelcolor": INK,
    "lines.linewidth": 2.0, "font.size": 13, "text.color": INK,
    "mathtext.fontset": "cm", "legend.frameon": False,
    "legend.edgecolor": FAINT,
}


class Look(ContextDecorator):
    """What `style` makes. A function that it decorates checks arguments."""

    def _recreate_cm(self):
        return Look()                    # every call has settings to restore

    def __call__(self, func: Draw) -> Draw:
        return checked(super().__call__(func))

    def __enter__(self) -> None:
        self.settings = mpl.rc_context(STYLE)
        self.settings.__enter__()

    def __exit__(self, *error: Any) -> None:
        interactive = mpl.is_interactive()
        self.settings.__exit__(*error)
        if error[0] is None:
            mpl.interactive(interactive)


def style() -> Look:
    """The book's matplotlib settings, as a context or a decorator.

    A notebook turns interactive mode on when its first figure is made. That
    must survive, or no later figure would be shown. A function decorated so
    raises TypeError or ValueError naming an argument that it cannot draw.
    """
    return Look()


def dark(colour: ColorType) -> tuple[float, float, float]:
    """The same hue with 4.5:1 on white, which small letters need."""
    red, green, blue = to_rgb(colour)
    return 0.68 * red, 0.68 * green, 0.68 * blue
