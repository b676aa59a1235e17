"""A statement that speaks of times before the start is not published."""
import pytest
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import (
    C,
    E,
    W,
    a,
    h,
    i,
    j,
    k,
    n_h,
    p,
    s,
    t,
    u,
    x,
    y,
)
from rnnlib.symbolic.methods.claims import claim
from rnnlib.symbolic.methods.existing import check_times
from rnnlib.symbolic.terms.language import d, delta
from rnnlib.symbolic.terms.products import falling, over_time, rising
from sympy import S


@pytest.mark.parametrize("side, facts, words", [
    (mat.P(t, t-2), (), "h begins at time 0, and t - 2 may .* when=t >= 2"),
    (mat.J(t) * mat.J(t-1), (), "when=t >= 2"),
    (mat.J(t-1), (k < t, t > s), "when=t >= 2"),
    (mat.J(k-1), (), "when=k >= 2"), (mat.h(k-1), (), "when=k >= 1"),
    (d(h[t-2, i], h[t, j]), (), "when=t >= 2"),
    (x[t-1, u], (), "x begins at time 1, and t - 1 may .* when=t >= 2"),
    (E[0], (), "E begins at time 1, and 0 may be earlier$"),
    (p[0, i], (), "p begins at time 1"), (mat.J(0), (), "h begins at time 0"),
    (mat.K(0), (), "slack begins at time 1"), (mat.R(0), (), "triangle beg"),
    (d(h[t, i], C[0, i, j]), (), "C begins at time 1"),
    (over_time(mat.J(s-1), s, 1, t), (), "h begins at time 0"),
    (falling(mat.J(s), s, t, 0), (), "h begins at time 0"),
    (rising(mat.J(s).T, s, 0, t), (), "h begins at time 0"),
    (over_time(over_time(mat.h(k-1), k, s, t), s, 0, t), (), "h begins"),
    (mat.lam(0), (), "E begins at time 1"),
    (mat.a(t-1), (t >= 1,), "E begins .* when=t >= 2"),
    ((n_h - 1) * y[t-1, a]**2 + delta(i, j), (), "y begins")])
def test_times_that_may_be_before_the_start(side, facts, words):
    for sides in ((side, side), (S.Zero, side), (side, S.Zero)):
        with pytest.raises(ValueError, match=words):
            check_times(*sides, facts)


@pytest.mark.parametrize("side, facts", [
    (mat.P(t, t-2), (t >= 2,)), (mat.P(t, t-2), (k + 1 < t,)),
    (mat.J(k+1), ()), (mat.J(t), ()), (mat.h(0), ()), (mat.D(t-1), ()),
    (mat.F(0), ()), (x[s, u], ()), (mat.G(t, k), ()), (mat.lam(t+1), ()),
    (mat.J(k-1), (s <= k, 2 <= s)), (W[i, j], ()), (mat.D(0), ()),
    (over_time(mat.J(s), s, k+1, t), ()), (mat.grad_x(k+1), ()),
    (falling(mat.J(s), s, t, k+1), ()), (over_time(mat.h(s-1), s, 1, t), ())])
def test_times_that_exist(side, facts):
    check_times(side, side, facts)


def test_they_are_asked_of_whatever_is_published(model):
    two = mat.P(t, t-2), mat.P(t, t-2)
    with pytest.raises(ValueError, match="say when=t >= 2"):
        claim("two", *two)
    assert claim("two", *two, when=t >= 2).facts == (t >= 2,)
    assert "two" in model
    with pytest.raises(ValueError, match="E begins at time 1"):
        claim("none", E[0], E[0])
    assert "none" not in model
