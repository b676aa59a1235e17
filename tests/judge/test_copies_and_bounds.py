"""Copies of weights inside a derivative, and what is too much to be tried."""
from fractions import Fraction

import numpy as np
import pytest
from judge_building import (
    SPACES,
    E,
    W,
    add,
    claim,
    d,
    e,
    had,
    mul,
    over,
    steps,
    two,
    w,
)
from rnnlib.judge.numbers.comparing import FEWEST, decide
from rnnlib.judge.numbers.networks import Settings, draw
from rnnlib.judge.numbers.troubles import NoNumber, ShapeSlip, TooMuch
from rnnlib.judge.numbers.values import value_of
from rnnlib.judge.tree.nodes import Number, Power, SumOver

NETWORK = draw(np.random.default_rng(5))
A = NETWORK.arrays


def value(node, spaces=SPACES, **times):
    return value_of(node, spaces, NETWORK, {"t": 2, "k": 1} | times)


def copy(time, *indices):
    return e("W", None, *indices, copy=time)


def test_a_copy_moves_what_it_stands_in_and_no_other():
    """By W_jl of step t: W of step t times h_{t-1}, with itself, without."""
    product = mul(w("W", copy="t"), w("h", "t-1"))
    found = value(d(product, copy("t", 1, 1)))
    np.testing.assert_allclose(
        found, np.eye(len(A["W"]))[:, 0] * A["h"][1][0], atol=1e-12)
    earlier = value(d(product, copy("k", 1, 1)))
    state = value(d(w("h", "k"), copy("k", 1, 1)))
    np.testing.assert_allclose(earlier, A["W"] @ state, atol=1e-12)


def test_the_same_second_derivative_at_several_steps():
    """Of h_s by x_s, twice: the sum is that of its terms."""
    square = d(d(w("h", "s"), e("x", "s", 1)), e("x", "s", 1))
    each = [value(square, s=step) for step in (1, 2)]
    np.testing.assert_allclose(value(steps("s", "1", "t", square)),
                               sum(each), rtol=1e-9)
    twice = value(add(square, mul(two, square)), s=1)
    np.testing.assert_allclose(twice, 3 * each[0], rtol=1e-9)


@pytest.mark.parametrize("node", [
    Number(Fraction(10**400)),
    Power(had(e("h", "t", 1), e("h", "t", 1)), Fraction(201, 2))])
def test_numbers_and_roots_that_are_too_large(node):
    with pytest.raises(TooMuch, match="too (large|high)"):
        value(node)


def test_second_derivatives_of_several_by_the_same():
    first = e("x", "1", 1)
    one, other = (d(d(w("h", time), first), first) for time in ("t", "k"))
    np.testing.assert_allclose(value(add(one, other)),
                               value(one) + value(other), rtol=1e-9)


def test_products_that_grow_beyond_bounds():
    huge = mul(Number(Fraction(10**200)), W)
    with pytest.raises(NoNumber, match="beyond bounds"):
        value(mul(huge, huge))


def test_too_many_letters():
    letters = [f"i{number}" for number in range(27)]
    spaces = dict.fromkeys(letters, "n_h")
    few = mul(*(e("h", "t", one) for one in letters[:3]))
    assert value(few, spaces).ndim == 3
    with pytest.raises(TooMuch, match="more than 25 letters"):
        value(mul(*(e("h", "t", one) for one in letters)), spaces)


def test_a_sum_over_what_has_no_range():
    with pytest.raises(ShapeSlip, match="i has no range"):
        value(SumOver("i", "n_z", e("h", "t", "i")))


def test_a_step_may_be_the_number_of_units():
    """On networks that are long enough to have it."""
    found = decide(claim(w("p", "n_h"), add(w("p", "n_h"), w("p", "n_h"))),
                   Settings())
    assert found.kind == "different"
    assert found.difference.network.sizes["n_h"] <= \
        found.difference.network.steps


def test_lines_that_take_long_are_tried_on_fewer_networks():
    inner = mul(e("h", "s", "i"), e("h", "k", "i"), e("h", "r", "i"))
    body = over(d(E("s"), w("h", "k")), add(inner, two))
    long = steps("k", "1", "T", steps("s", "1", "T", steps(
        "r", "1", "T", steps("l", "1", "T", mul(body, e("h", "l", 1))))))
    same = decide(claim(long, long), Settings())
    assert same.kind == "equal" and FEWEST <= same.tried < 24
