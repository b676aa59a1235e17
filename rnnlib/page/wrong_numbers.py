"""What is wrong with numbers that a reader gives: in words, with a place."""
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..contract.scalars import written

Near = Callable[[NDArray, NDArray], bool]
KINDS = {"b": "biuf", "c": "iufc"}           # of truth: which an answer may be


def to_digits(digits: int) -> Near:
    """Whether numbers are within half a unit of the last of the digits."""
    def near(answer: NDArray, truth: NDArray) -> bool:
        size = np.where(truth == 0, 1e-12, abs(truth))
        first = np.floor(np.log10(size) + 1e-9)      # place of the first digit
        room = np.where(truth == 0, 1e-12,
                        0.5000001 * 10.0**(first + 1 - digits))
        return answer.shape == truth.shape and bool(
            np.all(abs(answer - truth) <= room))
    return near


def within(tolerance: float) -> Near:
    """Whether arrays agree, relative to the largest entry."""
    def near(answer: NDArray, truth: NDArray) -> bool:
        room = tolerance * max(abs(truth).max(initial=0), 1e-12)
        return answer.shape == truth.shape and bool(
            np.all(abs(answer - truth) <= room))
    return near


def fault(answer: object, truth: ArrayLike, near: Near,
          slips: Mapping[str, ArrayLike]) -> str:
    """What is wrong with an answer, as a sentence; "" if nothing is.

    slips: what to say of a wrong answer, and that answer.
    """
    right, given = np.asarray(truth), read(answer)
    if said := unreadable(answer, given, right):
        return said
    kind = complex if "c" in (given.dtype.kind, right.dtype.kind) else float
    right, given = right.astype(kind), given.astype(kind)
    if near(given, right):
        return ""
    for text, slip in slips.items():
        if near(given, np.asarray(slip, kind)):
            return text
    return shape_fault(given, right) or known_slip(given, right, near) or (
        entry_fault(given, right) if right.size > 1
        else size_fault(given.item(), right.item()))


def read(answer: object) -> NDArray:
    """An answer as an array, SymPy's numbers as floats; else of objects."""
    try:
        given = np.ma.filled(np.asanyarray(answer), np.nan) \
            if np.ma.is_masked(answer) else np.asarray(answer)
        return given if given.dtype != object else np.reshape(
            [as_float(one) for one in given.flat], given.shape)
    except Exception:          # no numbers, ragged rows, an error of its own
        return np.asarray(None)


def as_float(one: Any) -> float:
    """A number as a float, infinite if it is too large for one."""
    if isinstance(one, (str, bytes, bool)):
        raise TypeError("no number")
    try:
        return float(one)
    except OverflowError:
        return np.inf


def unreadable(answer: object, given: NDArray, right: NDArray) -> str:
    """Why an answer is not made of finite numbers, if it is not."""
    wanted = "an array of numbers" if right.ndim else "one number"
    if fields := getattr(answer, "_fields", ()):
        return (f"{wanted} is needed, got {type(answer).__name__}: which of "
                f"its parts is asked for, {', '.join(fields)}?")
    if given.dtype.kind not in KINDS.get(right.dtype.kind, "iuf"):
        return f"{wanted} is needed, got {short(answer)}{why(answer)}"
    if isinstance(answer, int) and not np.isfinite(given):
        return f"{short(answer)} is too large for a number here"
    if not np.isfinite(given).all():
        place = np.argwhere(~np.isfinite(given))[0]
        return f"{given[tuple(place)]}{at(place)} is not a finite number"
    return ""


def ill_shaped(answer: object, shape: int | tuple[int, ...]) -> str:
    """Why an answer is not as many finite numbers as that shape has."""
    wanted, given = np.zeros(shape), read(answer)
    return unreadable(answer, given, wanted) or (
        shape_fault(given, wanted) if given.size != wanted.size else "")


def why(answer: object) -> str:
    """What NumPy says of an answer that it cannot read, if it says so."""
    try:
        np.asarray(answer)
    except ValueError:                       # ragged rows
        if isinstance(answer, (list, tuple)):
            return ", whose rows are not of one length"
    except Exception as error:
        return f": `{explained(error)}`"
    return ""


def explained(error: BaseException) -> str:
    """An error in one line, without backquotes."""
    try:
        text = f"{type(error).__name__}: {error}"
    except KeyboardInterrupt:                # the reader's *Stop*
        raise
    except BaseException:                    # an error without words
        text = type(error).__name__
    line = " ".join(text.replace("`", "'").split())
    return line if len(line) < 120 else f"{line[:117]}..."


def shape_fault(given: NDArray, right: NDArray) -> str:
    """What is wrong with the shape."""
    if given.shape == right.shape:
        return ""
    if not right.ndim:
        return f"one number is needed, got an array of shape {given.shape}"
    if not given.ndim:
        return f"an array of shape {right.shape} is needed, got one number"
    fits = given.T.shape == right.shape
    turned = " (transposed it would fit)" if fits else ""
    return f"shape {right.shape} is needed, got {given.shape}{turned}"


def known_slip(given: NDArray, right: NDArray, near: Near) -> str:
    """The slips that anyone makes: a sign, a transpose, a factor."""
    if near(-given, right):
        return "the size is right, the sign is not"
    if right.ndim == 2 and near(given.T, right):
        return "these are the right numbers, transposed"
    square = (given * given).sum()
    factor = (given * right).sum() / square if square else 0
    if right.size > 1 and factor and near(factor * given, right):
        return f"right but for a factor: multiply by {factor:.4g}"
    return ""


def entry_fault(given: NDArray, right: NDArray) -> str:
    """Which entry is furthest from right."""
    off = abs(given - right)
    place = np.unravel_index(off.argmax(), off.shape)
    far = int((off > 1e-3 * off.max()).sum())
    digits = next((n for n in (4, 8, 12) if f"{given[place]:.{n}g}"
                   != f"{right[place]:.{n}g}"), 17)
    return (f"{far} of {off.size} entries are off, most of all the one"
            f"{at(place)}: {given[place]:.{digits}g} instead of "
            f"{right[place]:.{digits}g}")


def size_fault(given: float, right: float) -> str:
    """Too large or too small, and about by how much."""
    if right == 0 or given == 0 or (given > 0) != (right > 0):
        return f"not {given:.4g}: the answer is " + (
            "0" if right == 0 else
            "above 0" if right > 0 else "below 0")
    ratio = float(abs(given / right))
    way, more = ("large", ratio) if ratio > 1 else ("small", 1 / ratio)
    if more < 1.1:
        return f"close, but {100 * (more - 1):.2g} % too {way}"
    return f"too {way}, by a factor of {more:.2g}"


def at(place: ArrayLike) -> str:
    """Where, as an index that can be typed."""
    index = ", ".join(str(int(n)) for n in np.atleast_1d(place))
    return f" at [{index}]" if index else ""


def short(value: object) -> str:
    """A value in a few letters."""
    text = " ".join(written(value).replace("`", "'").split())
    return f"`{text if len(text) < 40 else text[:37] + '...'}`"
