"""A gradient read off a differential that holds at some times only."""
import pytest
from rnnlib.symbolic import NotProved, claim, mat, over_time, read_off
from rnnlib.symbolic.terms.symbols import k, s, t


def terms(low, high):
    """Products of the credit of a use of W, around its change."""
    return over_time(mat.G(t, k).T * mat.D(k) * mat.dW * mat.h(k-1),
                     k, low, high)


def read(label, low, **how):
    rhs = over_time(mat.D(k) * mat.G(t, k) * mat.h(k-1).T, k, low, t)
    return read_off(label, mat.dE_dW(t), rhs, given=["symmetric"], **how)


@pytest.fixture
def some_times(book):
    """A differential that is said of t >= 2 only."""
    claim("late-loss", mat.dE_W(t), terms(1, t), given=["W-loss"],
          when=t >= 2)
    return "late-loss"


def test_the_times_of_a_gradient_are_those_of_its_differential(some_times):
    found = read("late-gradient", 1, source=some_times, when=t >= 2)
    assert found.facts == (t >= 2,)
    assert found.label == "late-gradient"


@pytest.mark.parametrize("when", [(), (t >= 1,), (s <= t,)])
def test_at_other_times_it_is_refused(some_times, when):
    with pytest.raises((NotProved, ValueError)):
        read("late-gradient", 1, source=some_times, when=when)


def test_times_do_not_make_a_wrong_gradient_right(some_times):
    with pytest.raises(NotProved):
        read("late-gradient", 2, source=some_times, when=t >= 2)
