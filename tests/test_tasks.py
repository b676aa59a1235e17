"""The text and the task made of it; two tasks that ask for a memory."""
import numpy as np
import pytest
import rnnlib
from rnnlib.tasks import adding, next_character, sonnets, temporal_order


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
    (("abc", 0), "T must be at least 1, got 0"),
    (("abc", 1, 1.5), "B must be an int, got 1.5"),
    (("abc", True), "T must be an int, got True"),
    ((b"abc", 1), "text must be a string, got b'abc'"),
])
def test_errors_name_the_argument(arguments, message):
    with pytest.raises((ValueError, TypeError), match=message):
        next_character(*arguments)


def informative(x):
    """Places and symbols of A and B: two of each in every sequence."""
    where = x[..., :2].any(-1)
    assert (where.sum(0) == 2).all()
    b, t = np.nonzero(where.T)
    return t.reshape(-1, 2), x[t, b].argmax(-1).reshape(-1, 2)


@pytest.mark.parametrize("length", [10, 17, 20, 30, 50])
def test_temporal_order_asks_for_two_symbols(length):
    x, y = temporal_order(length, 4000, 1)
    assert x.shape == (length, 4000, 6) and y.shape == (length, 4000)
    assert set(np.unique(x)) == {0, 1} and (x.sum(-1) == 1).all()
    places, symbols = informative(x)
    assert (y == 2 * symbols[:, 0] + symbols[:, 1]).all()
    for place, start in zip(places.T, (1, 5), strict=True):
        allowed = [t for t in range(length)
                   if start * length <= 10 * t < (start + 1) * length]
        found, counts = np.unique(place, return_counts=True)
        assert found.tolist() == allowed
        even = 4000 / len(allowed)
        assert (abs(counts - even) < 5 * even**0.5).all()
    classes = np.bincount(y[-1], minlength=4)
    assert len(classes) == 4 and (abs(classes - 1000) < 5 * 750**0.5).all()
    noise = x[..., 2:].sum((0, 1))                  # the distractors
    even = noise.sum() / 4
    assert (abs(noise - even) < 5 * even**0.5).all()


def test_the_symbols_do_not_depend_on_their_places():
    x, y = temporal_order(50, 20_000, 2)
    first, second = informative(x)[0].T
    for place in (first, second, first + second):
        assert abs(np.corrcoef(place, y[-1])[0, 1]) < 0.03
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.03


@pytest.mark.parametrize("length", [2, 3, 10, 31])
def test_adding_marks_one_number_in_each_half(length):
    x, y = adding(length, 3000, 3)
    assert x.shape == (length, 3000, 2) and y.shape == (length, 3000, 1)
    assert x[..., 0].min() >= 0 and x[..., 0].max() <= 1
    assert set(np.unique(x[..., 1])) <= {0, 1}
    half = length // 2
    for part in (x[:half], x[half:]):
        assert (part[..., 1].sum(0) == 1).all()
        counts = part[..., 1].sum(1)
        even = 3000 / len(part)
        assert (abs(counts - even) <= 5 * even**0.5).all()
    for b in range(50):
        marked = x[:, b, 0][x[:, b, 1] == 1]
        assert np.allclose(y[:, b, 0], marked.sum())


def test_the_answer_one_costs_a_sixth():
    _, y = adding(10, 200_000, 0)
    assert ((y[-1] - 1)**2).mean() == pytest.approx(1 / 6, rel=0.01)


@pytest.mark.parametrize("task", [temporal_order, adding])
def test_a_seed_repeats_and_a_generator_goes_on(task):
    assert all(np.array_equal(one, two) for one, two in zip(
        task(20, 5, 7), task(20, 5, np.random.default_rng(7)), strict=True))
    rng = np.random.default_rng(7)
    assert not np.array_equal(task(20, 5, rng)[0], task(20, 5, rng)[0])
    params = rnnlib.init(*((6, 5, 4) if task is temporal_order
                           else (2, 5, 1)))
    loss = "cross_entropy" if task is temporal_order else "squared"
    rnnlib.bptt(params, *task(20, 5, 7), loss=loss, steps=20)


@pytest.mark.parametrize(("task", "least"), [(temporal_order, 10),
                                             (adding, 2)])
def test_sizes_of_tasks_are_checked(task, least):
    with pytest.raises(ValueError, match=f"length must be at least {least}, "
                                         f"got {least - 1}"):
        task(least - 1)
    for length in (12.0, True, None):
        with pytest.raises(TypeError, match=f"length must be an int, "
                                            f"got {length}"):
            task(length)
    with pytest.raises(ValueError, match="B must be at least 1, got 0"):
        task(20, 0)
    with pytest.raises(TypeError, match="rng must be an int seed or a numpy"):
        task(20, 2, "0")
