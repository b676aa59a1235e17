"""Names for type hints. Shapes stand in docstrings, and beside fields.

A scalar such as the loss E is `float`, and in truth numpy's scalar of the
arrays' own precision, which counts as one wherever numbers are used.
"""
from collections.abc import Sequence
from typing import Literal, TypeAlias, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Activation", "Array", "ArrayLike", "Grads", "Loss", "Recurrent",
           "Seed", "Start", "Steps"]
Array: TypeAlias = np.ndarray
Grads = TypeVar("Grads", bound=tuple)    # Params, LSTMParams, ...
Seed: TypeAlias = int | np.random.Generator
Start: TypeAlias = ArrayLike | None        # None for zeros
Steps: TypeAlias = int | Sequence[int] | NDArray[np.integer] | None

Activation: TypeAlias = Literal["tanh", "logistic", "relu", "identity"]
Loss: TypeAlias = Literal["cross_entropy", "squared"]
Recurrent: TypeAlias = Literal["orthogonal", "gaussian", "identity", "sparse"]
