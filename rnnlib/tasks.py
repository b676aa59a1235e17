"""Data to run the network on."""
from importlib.resources import files

import numpy as np


def sonnets():
    """Shakespeare's sonnets 12, 60 and 64 (1609), on time, as one string."""
    return files(__package__).joinpath("data/sonnets.txt").read_text("ascii")


def next_character(text, T, B=1):
    """Predict a text one character ahead: (x, y, alphabet).

    The first B * T characters are cut into B passages of T. x: (T, B, n)
    holds them one-hot over the n characters of the lower-cased text, y: (T, B)
    the index of the character after each. Raises ValueError if the text is
    too short. Source of the task: Elman 1990.
    """
    for name, size in (("T", T), ("B", B)):
        if not isinstance(size, int) or size < 1 or size is True:
            raise ValueError(f"{name} must be a positive int, got {size!r}")
    text = text.lower()
    if len(text) <= B * T:
        raise ValueError(f"text must have more than B * T = {B * T} "
                         f"characters, got {len(text)}")
    alphabet = "".join(sorted(set(text)))
    index = np.array([alphabet.index(letter) for letter in text])
    x = np.eye(len(alphabet))[index[:B * T].reshape(B, T).T]
    return x, index[1:B * T + 1].reshape(B, T).T, alphabet
