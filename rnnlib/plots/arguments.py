"""Checks of what figures are given: one mechanism for all, by their hints."""
from __future__ import annotations

import inspect
import math
import numbers
from collections.abc import Callable, Mapping, Sequence
from functools import cache, wraps
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from ..contract.arguments import has_masked
from ..contract.scalars import is_a, real, shown

Draw = TypeVar("Draw", bound=Callable[..., Any])
WORDS = {Axes: "matplotlib Axes", str: "a string", float: "a finite number",
         int: "an int", bool: "True or False", NoneType: "None"}
NUMBERS = "numbers, as a list or an array"
PANELS = "an array of matplotlib Axes, as from plt.subplots"


def checked(draw: Draw) -> Draw:
    """A figure that names the argument which it cannot draw.

    TypeError: it is not what the hint says. ValueError: what came fits the
    hints, but not together; it says what came, and what went wrong.
    """
    @wraps(draw)
    def figure(*args, **options):
        given = inspect.signature(draw).bind(*args, **options).arguments
        for name, value in given.items():
            fits, wanted = rule(draw, name)
            if not fits(value):
                raise TypeError(f"{name} must be {wanted}, got {came(value)}")
        try:
            with np.errstate(under="ignore"):
                return draw(*args, **options)
        except Exception as error:               # matplotlib's too
            if str(error).split(" ")[0].strip(":") in given:
                raise                            # it names an argument
            arguments = ", ".join(f"{name} {came(value)}"
                                  for name, value in given.items())
            raise ValueError(f"{draw.__name__} cannot draw this, {error}: "
                             f"got {arguments}") from error
    return figure  # type: ignore[return-value]


@cache
def rule(draw: Callable, name: str) -> tuple[Callable[[Any], bool], str]:
    """Whether a value fits the hint of this argument, and what it asks for."""
    parameter = inspect.signature(draw).parameters[name]
    if str(parameter.annotation).startswith("Panels"):   # an array, to hints
        free = parameter.default is None
        return lambda axes: (free and axes is None) or panels(axes), PANELS
    hint = inspect.get_annotations(draw, eval_str=True)[name]
    if parameter.kind is parameter.VAR_POSITIONAL:
        hint = Sequence[hint]  # type: ignore[valid-type]
    return lambda value: fits(value, hint), wanted(hint)


def fits(value: Any, hint: Any) -> bool:
    """Whether a value is what a hint says."""
    parts, origin = get_args(hint), get_origin(hint)
    if are_numbers(hint):
        return numeric(value)
    if origin in (Union, UnionType):
        return any(fits(value, part) for part in parts)
    if origin is Literal:
        return isinstance(value, str) and value in parts
    if origin is Mapping:
        return isinstance(value, Mapping) and all(
            fits(key, parts[0]) and fits(one, parts[1])
            for key, one in value.items())
    if origin is tuple:
        return several(value) and len(value) == len(parts) and all(
            map(fits, value, parts))
    if origin is Sequence:
        return several(value) and all(fits(one, parts[0]) for one in value)
    return is_one(value, hint)


def is_one(value: Any, hint: Any) -> bool:
    """Whether a value is of a class, where numbers are more than a class."""
    if hint is Any:
        return True
    if hint is int:
        return is_a(value, numbers.Integral) and abs(int(value)) < 2**63
    if hint is float:
        return is_a(value, numbers.Real) and math.isfinite(real("", value))
    if hint is bool:
        return isinstance(value, (bool, np.bool_))
    return isinstance(value, hint)


def are_numbers(hint: Any) -> bool:
    """Whether a hint is Array, ArrayLike or Line."""
    kinds = {get_origin(part) or part for part in get_args(hint)}
    return (hint is np.ndarray or hint == ArrayLike
            or kinds == {Sequence, np.ndarray})


def several(value: Any) -> bool:
    return isinstance(value, (Sequence, np.ndarray))


def numeric(value: Any) -> bool:
    """Whether these are numbers, one or many; some may be NaN, a gap."""
    try:
        return (not has_masked(value)
                and np.asarray(value).dtype.kind in "biufc")
    except (TypeError, ValueError, RecursionError):
        return False


def panels(axes: Any) -> bool:
    return isinstance(axes, np.ndarray) and all(
        isinstance(one, Axes) for one in axes.flat)


def wanted(hint: Any) -> str:
    """What a hint asks for, in words."""
    parts, origin = get_args(hint), get_origin(hint)
    if are_numbers(hint):
        return NUMBERS
    if origin in (Union, UnionType):
        return " or ".join(dict.fromkeys(map(wanted, parts)))
    if origin is Literal:
        return f"one of {', '.join(parts)}"
    if origin is Mapping:
        key = "name" if parts[0] is str else "number"
        return f"a dict that gives for each {key} {wanted(parts[1])}"
    if origin is tuple:
        return f"({', '.join(map(wanted, parts))})"
    if origin is Sequence:
        return f"a sequence, each {wanted(parts[0])}"
    return WORDS.get(origin or hint) or f"a {hint.__name__}"


def came(value: Any) -> str:
    """What came: of arrays the shape."""
    if isinstance(value, np.ndarray):
        return f"an array {value.shape} of {value.dtype}"
    if isinstance(value, Mapping):
        inside = ", ".join(f"{shown(key)}: {came(one)}"
                           for key, one in value.items())
        return f"a dict {{{inside}}}"
    return (type(value).__name__ if hasattr(value, "_fields")
            else shown(value))
