"""Data to run the network on."""
from __future__ import annotations

from importlib.resources import files

import numpy as np

from .contract import arguments as check
from .contract.types import Array, Seed

__all__ = ["adding", "next_character", "sonnets", "temporal_order"]
SHORTEST = {"temporal order": 10, "adding": 2}      # lengths


def sonnets() -> str:
    """Shakespeare's sonnets 12, 60 and 64 (1609), on time, as one string."""
    return files(__package__).joinpath("data/sonnets.txt").read_text("ascii")


def next_character(text: str, T: int, B: int = 1,
                   ) -> tuple[Array, Array, str]:
    """Predict a text one character ahead: (x, y, alphabet).

    The first B * T characters are cut into B passages of T. x: (T, B, n)
    holds them one-hot over the n characters of the lower-cased text, y: (T, B)
    the index of the character after each. Raises ValueError if the text is
    too short, and ValueError or TypeError naming any other wrong argument.
    Source of the task: Elman 1990.

    >>> x, y, alphabet = next_character("banana", T=3)
    >>> alphabet, y[:, 0]
    ('abn', array([0, 2, 0]))
    """
    T, B = check.count("T", T), check.count("B", B)
    if not isinstance(text, str):
        raise TypeError(f"text must be a string, got {check.shown(text)}")
    text = text.lower()
    if len(text) <= B * T:
        raise ValueError(f"text must have more than B * T = {B * T} "
                         f"characters, got {len(text)}")
    alphabet = "".join(sorted(set(text)))
    index = np.array([alphabet.index(letter) for letter in text])
    x = np.eye(len(alphabet))[index[:B * T].reshape(B, T).T]
    return x, index[1:B * T + 1].reshape(B, T).T, alphabet


def temporal_order(length: int, B: int = 1, rng: Seed = 0,
                   ) -> tuple[Array, Array]:
    """Which of A and B came first, and which second? (x, y).

    x: (T, B, 6) one-hot with T = length: A, B and four distractors. Two
    places hold A or B, one in [T/10, 2T/10), one in [5T/10, 6T/10), all
    others a distractor. y: (T, B) holds the class 2 * first + second, with
    A as 0 and B as 1, at every step; use steps=T, so that the last counts.
    rng: an int seed or a numpy Generator. Raises ValueError or
    TypeError naming the argument.
    Source: Hochreiter and Schmidhuber 1997, experiment 6a, in the form of
    Pascanu, Mikolov and Bengio 2013.

    >>> x, y = temporal_order(20, B=3)
    >>> x.shape, y.shape
    ((20, 3, 6), (20, 3))
    """
    length, B, rng = _sizes(length, B, rng, least=SHORTEST["temporal order"])
    symbols = rng.integers(2, 6, size=(length, B))
    which = rng.integers(2, size=(2, B))
    for start, symbol in zip((1, 5), which, strict=True):
        low, high = -(-start * length // 10), -(-(start + 1) * length // 10)
        symbols[rng.integers(low, high, size=B), np.arange(B)] = symbol
    y = np.broadcast_to(2 * which[0] + which[1], (length, B))
    return _one_hot(symbols, 6), y.copy()


def adding(length: int, B: int = 1, rng: Seed = 0) -> tuple[Array, Array]:
    """Add the two marked numbers: (x, y).

    x: (T, B, 2) with T = length: a number, uniform in [0, 1], and a mark
    that is 1 at two steps, one in each half, and 0 elsewhere. y: (T, B, 1)
    holds the sum of the marked numbers at every step; use loss="squared"
    and steps=T. To answer 1 always costs a mean square of 1/6.
    rng: an int seed or a numpy Generator. Raises ValueError or
    TypeError naming the argument.
    Source: Hochreiter and Schmidhuber 1997, experiment 4, with the numbers
    of Le, Jaitly and Hinton 2015.

    >>> x, y = adding(20)
    >>> bool(y[-1, 0, 0] == x[x[..., 1] == 1, 0].sum())
    True
    """
    length, B, rng = _sizes(length, B, rng, least=SHORTEST["adding"])
    x, b = np.zeros((length, B, 2)), np.arange(B)
    x[..., 0] = rng.random((length, B))
    x[rng.integers(length // 2, size=B), b, 1] = 1
    x[rng.integers(length // 2, length, size=B), b, 1] = 1
    total = (x[..., 0] * x[..., 1]).sum(0)
    return x, np.broadcast_to(total[:, None], (length, B, 1)).copy()


def _one_hot(symbols, n):
    x = np.zeros((*symbols.shape, n))
    np.put_along_axis(x, symbols[..., None], 1, -1)
    return x


def _sizes(length, B, rng, least) -> tuple[int, int, np.random.Generator]:
    return (check.count("length", length, least), check.count("B", B),
            check.generator(rng))
