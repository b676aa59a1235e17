"""A text in ink as strong as the credit that a loss gives its characters.

    fading(sonnets()[:100], {"gain 1": flow}, start="gain 1")

Plain HTML that needs neither scripts nor style sheets: a row of real text
for each flow. On a page fading.js adds a slider and Play.
"""
from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from itertools import groupby, islice
from math import floor

import numpy as np
from numpy.typing import ArrayLike

from ..contract.scalars import is_a, shown
from ..contract.types import Array
from ..flow import Flow
from ..lstm import LSTMFlow

FAINTEST, BURNING = -8.0, 4.0       # powers of ten: no ink, and all red
LEAST = 0.06                        # the opacity of what has no ink left
RED = "#d4212b"
NOTHING = -999.0                    # for a credit that is exactly 0
KEY = (0, -2, -4, -6, -8, 2, 4)
SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def fading(text: str, flows: Mapping[str, Flow | LSTMFlow | ArrayLike], *,
           start: str | None = None, rows: int = 6) -> Fading:
    """The characters of a text, faded as the credit of its last loss is.

    text: T characters, the k-th read at step k. flows: {name: Flow}, of
    which the last of the steps t is shown, or {name: (T,) lengths}; each is
    divided by its value at the last character. start: the name with which a
    slider over all names begins; without it the names stand below one
    another. rows: so many of them are there without scripts, evenly spread.
    Raises TypeError for what is no text or no dict, ValueError for lengths
    that are negative, not finite, not T, or 0 at the last character.

    >>> fading("to be", {"halved": [1/16, 1/8, 1/4, 1/2, 1]})
    halved: less than half is left from 2 characters back on; the first \
of 5 has 0.062
    """
    _check(text, flows, start, rows)
    return Fading(text, {name: _powers(name, one, len(text))
                         for name, one in flows.items()}, start, rows)


def _check(text, flows, start, rows):
    """Raise an error that names the argument which cannot be shown."""
    if not isinstance(text, str):
        raise TypeError(f"text must be a string, got {text!r}")
    if not text or text[-1].isspace():
        raise ValueError("text must end in a character that can be boxed, "
                         f"got {text[-20:]!r}")
    if not (isinstance(flows, Mapping) and flows
            and all(isinstance(name, str) for name in flows)):
        raise TypeError("flows must be a dict {name: Flow or lengths} with "
                        f"strings as names, got {shown(flows)}")
    if start is not None and start not in list(flows):
        raise ValueError(f"start: {start!r} is not among the flows "
                         f"{', '.join(flows)}")
    if not is_a(rows, int) or rows < 1:
        raise ValueError(f"rows must be an int from 1 on, got {rows!r}")


def _lengths(name, flow, T):
    """What a flow, or the reader, gives for a name, as numbers."""
    if hasattr(flow, "credit"):
        t = int(flow.steps[-1])
        if t != T:
            raise ValueError(f"flows: {name!r} has its last loss at step {t}, "
                             f"the text has {T} characters")
        flow = flow.credit[t, 1:t + 1]
    try:
        return np.asarray(flow, float)
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError(f"flows: {name!r} must be a Flow or {T} numbers, "
                         f"got {shown(flow)}") from error


def _powers(name, flow, T):
    """log10 of the credit of each character, over that of the last: (T,)."""
    lengths = _lengths(name, flow, T)
    if lengths.shape != (T,):
        raise ValueError(f"flows: {name!r} has lengths of shape "
                         f"{lengths.shape}, the text has {T} characters")
    if not (np.isfinite(lengths).all() and (lengths >= 0).all()
            and lengths[-1] > 0):
        raise ValueError(f"flows: {name!r} needs finite lengths that are not "
                         "negative, the last of them above 0")
    some = lengths > 0
    powers = np.log10(np.where(some, lengths, 1)) - np.log10(lengths[-1])
    return np.where(some, powers, NOTHING)


def ink(power: float) -> str:
    """The style of a character whose credit is 10**power of the last one's.

    >>> ink(0), ink(-4), ink(-30), ink(3)
    ('', 'opacity:0.50', 'opacity:0.06', \
'color:color-mix(in srgb,#d4212b 75%,currentColor)')
    """
    if power > 0.005:
        red = floor(100 * min(power / BURNING, 1) + 0.5)
        return f"color:color-mix(in srgb,{RED} {red}%,currentColor)"
    left = floor(100 * max(1 - power / FAINTEST, LEAST) + 0.5)
    return "" if left == 100 else f"opacity:{left / 100:.2f}"


def short(power: float) -> str:
    """10**power with one digit, in plain letters.

    >>> short(-4.495), short(-0.585), short(2)
    ('3·10⁻⁵', '0.26', '1·10²')
    """
    if power == NOTHING:
        return "0"
    if -1.3 < power < 1.3:
        return f"{10**power:.2g}"
    exponent = floor(power)
    digit = floor(10**(power - exponent) + 0.5)
    if digit == 10:
        digit, exponent = 1, exponent + 1
    return f"{digit}·10{str(exponent).translate(SUPERSCRIPT)}"


def told(name: str, powers: Array) -> str:
    """What the picture shows, in a sentence."""
    T, strong = len(powers), np.flatnonzero(powers >= np.log10(0.5) - 1e-9)
    back = T - int(strong[0])
    half = ("at least half is left everywhere" if back == T else
            f"less than half is left from {back} "
            f"character{'s' * (back > 1)} back on")
    first = "nothing" if powers[0] == NOTHING else short(powers[0])
    return f"{name}: {half}; the first of {T} has {first}"


class Fading:
    """Rows of text, or one with a slider; made by `fading`."""

    def __init__(self, text: str, powers: Mapping[str, Array],
                 start: str | None, rows: int) -> None:
        self.text, self.powers, self.start = text, dict(powers), start
        names = list(self.powers)
        step = max(1, -(-len(names) // rows)) if start else 1
        self.shown = list(islice(names, 0, None, step))

    def __repr__(self) -> str:
        return "\n".join(told(*one) for one in self.powers.items())

    def _repr_html_(self) -> str:
        data = escape(json.dumps({
            "start": self.start, "text": self.text,
            "rows": [[name, _hundredths(powers)]
                     for name, powers in self.powers.items()]},
            separators=(",", ":")))
        rows = "".join(self._row(name) for name in self.shown)
        return (f'<fading-text data-fading="{data}"><figure class="fading" '
                f'aria-label="A text in ink as strong as the '
                f'credit of each character">{rows}{key()}</figure>'
                "</fading-text>")

    def _row(self, name):
        """One name, the text in its ink, and what can be seen of it."""
        powers = self.powers[name]
        return (f'<div class="fading-row"><div class="fading-name">'
                f'<b>{escape(name)}</b> <span>first character: '
                f'{short(powers[0])}</span></div>'
                f'<p class="fading-text" aria-hidden="true">'
                f'{self._inked(powers)}</p><p class="visually-hidden '
                f'fading-told">{escape(told(name, powers))}.</p></div>')

    def _inked(self, powers):
        """The text, in as few spans as will do, its last character boxed."""
        styles = [ink(one / 100) for one in _hundredths(powers[:-1])]
        runs = groupby(zip(styles, self.text[:-1], strict=True),
                       key=lambda one: one[0])
        return "".join(_span(style, "".join(letter for _, letter in run))
                       for style, run in runs) + _span(
            f"outline:2px solid {RED};outline-offset:2px", self.text[-1])


def _hundredths(powers):
    """Powers in hundredths, as whole numbers: what a page is given."""
    return np.rint(100 * powers).astype(int).tolist()


def _span(style, text):
    """Letters in one ink."""
    shown = escape(text).replace("\n", "<br>")
    return f'<span style="{style}">{shown}</span>'


def key() -> str:
    """What the inks and the box mean."""
    letters = " ".join(
        f'<span><span style="{ink(power)}" aria-hidden="true">a</span> '
        f'{"1" if power == 0 else short(power)[2:]}</span>'
        for power in KEY)
    return ('<figcaption class="fading-key">Ink: the credit of a character, '
            f"as a fraction of the last one's. {letters} "
            "<span>Boxed: where the error is made.</span></figcaption>")
