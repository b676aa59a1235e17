"""Names for type hints. Shapes stand in docstrings, and beside fields.

A scalar such as the loss E is `float`, and in truth numpy's scalar of the
arrays' own precision, which counts as one wherever numbers are used.
"""
from collections.abc import Sequence
from typing import Literal, TypeAlias, TypedDict, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Activation", "Array", "ArrayLike", "Grads", "Loss", "Mask",
           "Recurrent", "Reduction", "Seed", "Start", "Steps", "Terms"]
Array: TypeAlias = np.ndarray
Grads = TypeVar("Grads", bound=tuple)    # Params, LSTMParams, ...
Seed: TypeAlias = int | np.random.Generator
Start: TypeAlias = ArrayLike | None        # None for zeros
Steps: TypeAlias = int | Sequence[int] | NDArray[np.integer] | None

Activation: TypeAlias = Literal["tanh", "logistic", "relu", "identity"]
Loss: TypeAlias = Literal["cross_entropy", "squared"]
Mask: TypeAlias = ArrayLike | None         # (T, B), None for ones
Recurrent: TypeAlias = Literal["orthogonal", "gaussian", "identity", "sparse"]
Reduction: TypeAlias = Literal["sum", "mean"]


class Terms(TypedDict, total=False):
    """What E is made of, as keyword arguments."""

    loss: Loss
    steps: Steps
    mask: Mask
    reduction: Reduction
