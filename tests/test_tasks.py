"""The text and the task made of it."""
import numpy as np
import pytest

from rnnlib.tasks import next_character, sonnets


def test_targets_are_the_next_inputs():
    x, y, alphabet = next_character(sonnets(), T=40, B=3)
    assert x.shape == (40, 3, len(alphabet)) and y.shape == (40, 3)
    assert (x.sum(-1) == 1).all() and set(np.unique(x)) == {0, 1}
    read = x.argmax(-1)
    assert (read[1:] == y[:-1]).all()            # one ahead, inside a passage
    assert (read[0, 1:] == y[-1, :-1]).all()     # passages follow each other
    text = "".join(alphabet[n] for n in read.T.ravel())
    assert text == sonnets().lower()[:120]


def test_the_text_is_three_sonnets():
    poems = sonnets().strip().split("\n\n")
    assert [len(poem.splitlines()) for poem in poems] == [14, 14, 14]
    assert sonnets().isascii()


@pytest.mark.parametrize(("arguments", "message"), [
    (("abc", 3), "text must have more than B \\* T = 3 characters, got 3"),
    (("abc", 0), "T must be a positive int, got 0"),
    (("abc", 1, 1.5), "B must be a positive int, got 1.5"),
    (("abc", True), "T must be a positive int, got True"),
])
def test_errors_name_the_argument(arguments, message):
    with pytest.raises(ValueError, match=message):
        next_character(*arguments)
