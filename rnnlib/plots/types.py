"""Names for the type hints of figures, beside those in _types.py."""
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from ..contract.types import Activation, Array
from ..flow import Flow
from ..lstm import LSTMFlow

__all__ = ["Activation", "AnyFlow", "Array", "ArrayLike", "Axes",
           "Line", "Named", "Panels", "Span"]
AnyFlow: TypeAlias = Flow | LSTMFlow            # have credit, and steps
Line: TypeAlias = Sequence[float] | Sequence[np.floating] | Array
Named: TypeAlias = Mapping[str, Line]           # {name: values}
Panels: TypeAlias = np.ndarray                  # of Axes, by plt.subplots
Span: TypeAlias = tuple[float, float]           # (low, high)
