"""What is wrong with a function that a reader writes: case by case."""
import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .wrong_numbers import Near, explained, fault, short


def called(function: Callable, case: tuple) -> Any:
    """What a function gives, from copies of its arguments."""
    return function(*copy.deepcopy(case))


def taken(of: Callable | None, answer: Any) -> tuple[Any, str]:
    """What `of` makes of an answer, or why it makes nothing of it."""
    try:
        return called(of, (answer,)) if of else answer, ""
    except KeyboardInterrupt:                # the reader's *Stop*
        raise
    except BaseException as error:           # the reader's, to be shown
        return None, f"{short(answer)} will not do: `{explained(error)}`"


def slip_in_all(function: Callable, cases: Sequence[tuple],
                slips: Mapping[str, Sequence], near: Near) -> str:
    """What to say of a function that makes a known slip wherever it runs."""
    tried = [taken(lambda given: function(*given), case) for case in cases]
    ran = [n for n, (_, raised) in enumerate(tried) if not raised]
    return next((text for text, known in slips.items() if ran and not any(
        fault(tried[n][0], known[n], near, {}) for n in ran)), "")


def case_fault(function: Callable, case: tuple, truth: ArrayLike,
               near: Near) -> str:
    """What is wrong with a function in one case."""
    given = copy.deepcopy(case)
    where = f"for the arguments {', '.join(map(outline, case))}: "
    try:
        value = function(*given)
    except KeyboardInterrupt:                # the reader's *Stop*
        raise
    except BaseException as error:           # the reader's, to be shown
        return f"{where}`{explained(error)}`"
    if value is None or value is ...:
        return f"{where}it returns nothing"
    if any(changed(*pair) for pair in zip(given, case, strict=False)):
        return f"{where}it changes an argument in place"
    said = fault(value, truth, near, {})
    return said and where + said


def changed(one: Any, other: Any) -> bool:
    """Whether an argument is not what it was."""
    if isinstance(one, np.ndarray):
        return not np.array_equal(one, other, equal_nan=True)
    if isinstance(one, (tuple, list)):
        return any(changed(*pair) for pair in zip(one, other, strict=False))
    return False


def outline(value: object) -> str:
    """An argument in a few letters."""
    if isinstance(value, np.ndarray) and value.size > 4:
        return f"an array of shape {value.shape}"
    if callable(value):
        return f"`{getattr(value, '__name__', type(value).__name__)}`"
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return f"{type(value).__name__} of this page"
    return short(value.tolist() if isinstance(value, np.ndarray) else value)
