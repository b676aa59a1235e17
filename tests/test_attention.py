"""Attention is a mixture; its credit is its slope, at any distance."""
import numpy as np
import pytest
from rnnlib.attention import attend, attend_back


def looking(T=6, n=4, n_v=3, seed=0):
    rng = np.random.default_rng(seed)
    return (rng.normal(size=n), rng.normal(size=(T, n)),
            rng.normal(size=(T, n_v)))


def test_it_is_a_mixture_by_a_softmax():
    query, keys, values = looking()
    got = attend(query, keys, values)
    weights = [np.exp(key @ query / 2) for key in keys]
    np.testing.assert_allclose(got.look, weights / np.sum(weights))
    np.testing.assert_allclose(got.found, sum(
        w * v for w, v in zip(got.look, values, strict=True)))


def test_equal_scores_share_alike():
    query, keys, values = looking()
    got = attend(0 * query, keys, values)
    np.testing.assert_allclose(got.look, 1 / 6)
    credit = attend_back(0 * query, keys, values, np.ones(3))
    np.testing.assert_allclose(credit.values, np.full((6, 3), 1 / 6))
    assert not credit.keys.any()


def test_large_scores_do_not_overflow():
    query, keys, values = looking()
    got = attend(1e5 * query, keys, values)
    np.testing.assert_array_equal(got.found,
                                  values[np.argmax(keys @ query)])


@pytest.mark.parametrize("place", [0, 1, 2])
def test_credits_are_complex_steps(place):
    given, credit = looking(), np.array([1.0, -2.0, 0.5])
    got = attend_back(*given, credit)
    way = np.random.default_rng(2).normal(size=given[place].shape)
    moved = [z + 1e-30j * way if n == place else z
             for n, z in enumerate(given)]
    slope = (attend(*moved).found @ credit).imag / 1e-30
    np.testing.assert_allclose((got[place] * way).sum(), slope, rtol=1e-12)


def test_where_a_position_is_does_not_matter():
    query, keys, values = looking()
    turned = np.roll(np.arange(6), 2)
    one = attend_back(query, keys, values, np.ones(3))
    other = attend_back(query, keys[turned], values[turned], np.ones(3))
    np.testing.assert_allclose(other.values, one.values[turned])
    np.testing.assert_allclose(other.keys, one.keys[turned])


Q, K, V = looking()


@pytest.mark.parametrize("call, error, says", [
    (lambda: attend(Q[:3], K, V), ValueError, "keys must be (T, n)"),
    (lambda: attend(Q, K, V[:5]), ValueError, "values must be (T, n_v)"),
    (lambda: attend(K, K, V), ValueError, "query must be a non-empty array"),
    (lambda: attend(Q, K, V.astype(np.float32)), TypeError, "one precision"),
    (lambda: attend_back(Q, K, V, np.ones(2)), ValueError,
     "credit must be (n_v,)"),
    (lambda: attend_back(1e-9 * Q, K, V, np.full(3, 1.7e308)),
     FloatingPointError, "attend_back")])
def test_what_is_wrong_is_named(call, error, says):
    with pytest.raises(error) as caught:
        call()
    assert says in str(caught.value)
