"""Known slips: what a repair shows to have gone wrong, and where to read on.

The table goes from the special to the general; the first row that fits a
repair is taken.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .repairs.kinds import slopes
from .repairs.nearest import Repair
from .tree.nodes import Claim, Derivative
from .tree.walking import parts


class Slip(NamedTuple):
    """A slip: what it is called, the chapter that treats it, an equation.

    sign: a pattern of the words of a repair. top, below: names of the thing
    derived and of what it is derived by, on the left of the equation; "" if
    any will do.
    """

    words: str
    page: str
    label: str
    sign: str
    top: str = ""
    below: str = ""
    slope: bool = False


SLIPS = (
    Slip("one index of the softmax Jacobian twice, where the other one "
         "belongs", "softmax-jacobian", "softmax-jacobian", r" for \w+ at ",
         "y_hat", "q"),
    Slip("an immediate derivative where the total one belongs, or the other "
         "way round", "immediate-and-total", "recursion-W",
         r"^(a total|an immediate) derivative"),
    Slip("the slopes of the units are missing", "tanh-jacobian",
         "tanh-slope", r"^with the slope"),
    Slip("the slope of tanh is 1 - h^2, of its value", "tanh-jacobian",
         "tanh-slope", r"squared|\bp for h\b|\bh for p\b"),
    Slip("a transpose too few or too many", "adjoint", "adjoint-step",
         r"transposed"),
    Slip("factors in the wrong order: Jacobians do not commute",
         "unrolled-sum", "jacobian-chain", r"order|in reverse|falling"),
    Slip("the state of another step: W meets h one step earlier",
         "unrolled-sum", "sum-form", r"^h at (\w+) - 1 for \1$", "", "W"),
    Slip("a state of another step: the slopes beside a gradient by h are "
         "those of its own step", "adjoint", "adjoint-step", r"^[hD] at ",
         slope=True),
    Slip("a sign: the error is prediction minus target", "cross-entropy",
         "loss-logits", r"sign", "", "q"),
    Slip("the sum over time begins or ends elsewhere", "unrolled-sum",
         "sum-form", r"^the (sum|product) "),
    Slip("the loss of one step for that of all, or the other way round",
         "adjoint", "total-W", r"^the loss "),
    Slip("the gradient of another parameter", "other-parameters",
         "sum-form-U", r"^(U for W|W for U|x for h|h for x)$"),
)


def slip_of(claim: Claim, found: Sequence[Repair]) -> Slip | None:
    """The slip that the nearest repair shows; None if it is not known."""
    if not found:
        return None
    names = top_and_below(claim)
    slope = slopes(claim)
    return next((slip for slip in SLIPS if fits(slip, found[0].words, names)
                 and slope >= slip.slope), None)


def fits(slip: Slip, words: str, names: tuple[str, str]) -> bool:
    """Whether a repair, in words, is this slip."""
    return bool(re.search(slip.sign, words)) and all(
        asked in ("", name) for asked, name in
        zip((slip.top, slip.below), names, strict=True))


def top_and_below(claim: Claim) -> tuple[str, str]:
    """What the left side derives, and by what: names, "" if nothing."""
    for node in parts(claim.left):
        if isinstance(node, Derivative):
            return getattr(node.top, "name", ""), node.below.name
    return "", ""


__all__ = ["SLIPS", "Slip", "slip_of"]
