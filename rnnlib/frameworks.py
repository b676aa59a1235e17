"""What PyTorch and JAX computed of one small problem: records, read only.

The programs are in experiments/frameworks, and `make frameworks` runs them;
neither framework is needed to read what they recorded.
"""
from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import numpy as np

from .contract import arguments as check

__all__ = ["recorded"]


def recorded(name: str) -> dict[str, Any]:
    """What a program recorded: {name: array, number or text}.

    name: a program of experiments/frameworks, as "torch_gradient"; or
    "problem", for the arrays that all of them are given: U, W, V, b_h, b_y
    as in Params, x: (T, B, n_x), y: (T, B) and h_0: (B, n_h), and U_4, W_4,
    b_4 of an LSTM, its gates below one another in PyTorch's order; or
    "versions", which says on what they ran, and when. Arrays are float64 or
    int64, with all digits. Raises ValueError for another name.
    """
    text = files(__package__).joinpath("data", "frameworks.json").read_text(
        "utf-8")
    found = check.choice("name", name, json.loads(text))
    return {key: np.array(value) if isinstance(value, list) else value
            for key, value in found.get("recorded", found).items()}
