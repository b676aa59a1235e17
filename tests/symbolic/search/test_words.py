"""Products have one normal form; what is not known to be equal keeps two."""
import pytest
from reckoning import Refused, assumed, found, peeled, put_in, term
from rnnlib.symbolic.grammar.grammar import NotInLanguage, check
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import b_h, gain, i, k, s, t
from rnnlib.symbolic.search.comparing import expanded, same
from rnnlib.symbolic.terms.errors import NotProved
from rnnlib.symbolic.terms.products import (
    ProductOverTime,
    SumOverTime,
    falling,
    over_time,
    rising,
    transpose,
)
from sympy import Add, Mul, S, Symbol

J, D, W = mat.J, mat.D, mat.W
KNOWN = (k < t,)
DOWN, UP = falling(J(s), s, t, k + 1), rising(J(s), s, k + 1, t)


def equal(one, other, *facts):
    return same(one, other, facts or KNOWN)


@pytest.mark.parametrize("e, form", [
    (W, {(W,): 1}), (2 * W, {(W,): 2}), (W - W, {}), (S(3), {(): 3}),
    (W + 3 * W, {(W,): 4}), (W * D(t) - D(t) * W,
                             {(W, D(t)): 1, (D(t), W): -1}),
    (W**3, {(W, W, W): 1}), ((W + D(t))**2, {
        (W, W): 1, (W, D(t)): 1, (D(t), W): 1, (D(t), D(t)): 1}),
    (gain * W * 2 * D(t), {(W, D(t)): 2 * gain}),
    (transpose(W * D(t)), {(transpose(D(t)),
                            transpose(W)): 1}), (transpose(W),
                                                 {(transpose(W),): 1}),
    (transpose(W + 2 * D(t)), {(transpose(W),): 1, (transpose(D(t)),): 2}),
    (transpose(W**2), {(transpose(W),
                        transpose(W)): 1}), ((1 + gain) * W - gain * W,
                                             {(W,): 1}),
    ((gain + 1)**2 * W - (gain**2 + 2 * gain + 1) * W, {})])
def test_normal_forms(e, form):
    assert expanded(e) == Add(*[n * Mul(*factors)
                                for factors, n in form.items()]).expand()


@pytest.mark.parametrize("e", [W**-1, W**t, W**S.Half, 2 * W**k, W**0 * W**-2,
                               Symbol("M", commutative=False)])
def test_what_is_no_product_of_matrices(e):
    with pytest.raises(NotProved, match="no power of a matrix|no number: M"):
        expanded(e)


@pytest.mark.parametrize("e, said", [
    ((W + D(t))**15, "a product of too many terms"),
    (W**20_001, "a power that is too high"), (W**10**7, "too high"),
    (falling(J(s), s, 20_001, 1), "a product over time of that length")])
def test_long_ones_are_not_written_out(e, said):
    with pytest.raises(NotProved, match=f"too long for the prover: .*{said}"):
        expanded(e)


@pytest.mark.parametrize("product, first, last", [
    (DOWN, J(t + 1), J(k)), (UP, J(k), J(t + 1))])
def test_a_factor_at_an_end_is_taken_in(product, first, last):
    one, v, low, high, step = product.args
    longer = ProductOverTime(one, v, low - step, high, step)
    assert equal(first * product, longer)
    assert not equal(product * first, longer)
    longer = ProductOverTime(one, v, low, high + step, step)
    assert equal(product * last, longer)
    assert not equal(last * product, longer)


@pytest.mark.parametrize("factor", [
    J(t), J(t + 2), J(k + 1), J(k - 1), D(t + 1), D(k), transpose(J(t
                                                                    + 1)), W])
def test_another_factor_is_not_taken_in(factor):
    for product in (DOWN, UP):
        named = expanded(product, KNOWN)
        assert expanded(factor * product, KNOWN) == factor * named
        assert expanded(product * factor, KNOWN) == named * factor


def test_products_that_go_on_are_put_together():
    known = (k <= s, s <= t)
    early, late = falling(J(s), s, s, k + 1), falling(J(s), s, t, s + 1)
    assert equal(late * early, DOWN, *known)
    assert not equal(early * late, DOWN, *known)
    up = rising(J(s), s, k + 1, s) * rising(J(s), s, s + 1, t)
    assert equal(up, UP, *known)


@pytest.mark.parametrize("right", [
    falling(J(s), s, s + 1, k), falling(J(s), s, s - 1, k),
    falling(D(s), s, s, k), falling(transpose(J(s)), s, s, k),
    rising(J(s), s, s, t), falling(J(s + 1), s, s, k)])
def test_products_that_do_not_go_on(right):
    left, known = falling(J(s), s, t, s + 1), (k < s, s < t)
    assert expanded(left * right, known) == expanded(
        left, known) * expanded(right, known)


def test_no_length_may_be_negative():
    """J_{k+1} ... with k > t is nothing: J_k makes no product of it."""
    for known in (1 <= t,), (t < k,), (t <= k,):
        assert not equal(DOWN * J(k), falling(J(s), s, t, k), *known)
    assert equal(DOWN * J(k), falling(J(s), s, t, k), k <= t)
    early, late = falling(J(s), s, s, k + 1), falling(J(s), s, t, s + 1)
    for known in (1 <= t,), (k <= s,), (s <= t,), (k <= t,):
        assert not equal(late * early, DOWN, *known)


def test_what_joins_may_stand_in_the_middle():
    assert equal(W * D(t) * DOWN * J(k) * W,
                 W * D(t) * falling(J(s), s, t, k) * W)
    assert equal(2 * W * falling(J(s), s, 3, 2) * D(t),
                 2 * W * J(3) * J(2) * D(t))
    assert equal(W * falling(J(s), s, 1, 2) * D(t), W * D(t))
    with pytest.raises(NotProved, match="a product over time of that length"):
        expanded(W * falling(J(s), s, 1, 3))


def sums(low, high, body=None):
    return over_time(D(s) if body is None else body, s, low, high)


@pytest.mark.parametrize("e, other", [
    (sums(t + 1, t), S.Zero), (sums(t, t), D(t)), (W * sums(k, k), W * D(k)),
    (W * sums(k, t) * J(t), sums(k, t, W * D(s) * J(t))),
    (W * sums(k, t), sums(k, t, W * D(s))),
    (sums(k, t) * W, sums(k, t, D(s) * W)),
    (sums(k, t, 2 * D(s) - D(s)), sums(k, t)),
    (sums(k, t, D(s) + W), sums(k, t) + sums(k, t, W)),
    (2 * sums(k, t), sums(k, t, 2 * D(s)))])
def test_sums_over_time(e, other):
    assert equal(e, other)


@pytest.mark.parametrize("e, other", [
    (sums(t + 2, t), S.Zero), (sums(k, t), sums(k, t + 1)),
    (sums(k, t), sums(k + 1, t)), (sums(k, t), sums(k, t, W)),
    (W * sums(k, t), sums(k, t) * W), (sums(k, t), 2 * sums(k, t))])
def test_sums_that_differ(e, other):
    assert not equal(e, other)
    assert not equal(other, e)


def gives_up(e, other, time, *facts, end="last"):
    """Whether e is other, once its sums have given up a term."""
    after, one = peeled(e, time, *facts, end=end)
    return after != term(e) and one.equal(after, term(other))


def test_a_sum_gives_up_the_term_that_is_asked_for():
    for time, end, rest in (t, "last", (k, t - 1)), (k, "first", (k + 1, t)):
        other = sums(*rest) + D(time)
        assert not equal(sums(k, t), other)
        assert gives_up(sums(k, t), other, time, k <= t, end=end)
        assert not gives_up(sums(k, t), other, time, end=end)
        assert not gives_up(sums(k, t), other, s, k <= t, end=end)
        back = {"last": "first", "first": "last"}[end]
        assert not gives_up(sums(k, t), other, time, k <= t, end=back)


def test_sums_within_sums_give_up_terms_too():
    both = sums(k, t, J(s) * over_time(D(s), s, 1, t))
    parts = sums(k, t, J(s) * D(1)) + sums(
        k, t, J(s) * over_time(D(s), s, 2, t))
    assert gives_up(both, parts, S.One, k <= t, end="first")
    assert not gives_up(both, parts, S(2), k <= t, end="first")


def test_what_is_put_together_may_be_written_out():
    known = (k <= t, t <= k + 2)
    two = falling(J(s), s, t, k + 1) * falling(J(s), s, k, t - 1)
    assert expanded(W * two * D(t), known) == W * J(t) * J(t - 1) * D(t)


def test_no_number_that_depends_on_the_time_leaves_the_sum():
    with pytest.raises(NotProved, match="a number that depends on a time"):
        expanded(SumOverTime(s * D(s), s, S.One, t))
    assert equal(sums(k, t, k * D(s)), k * sums(k, t))


def test_a_sum_knows_its_limits():
    """Inside of k+1 .. t, a premise for k < s fits, and not outside."""
    rule = assumed("rule", D(s), J(s), k < s)
    assert found([rule], sums(k + 1, t)) == expanded(sums(k + 1, t, J(s)))
    assert found([rule], sums(k, t)) == expanded(sums(k, t))
    until = assumed("until", D(s), J(s), s <= t)
    assert found([until], sums(k + 1, t)) == expanded(sums(k + 1, t, J(s)))
    assert found([until], sums(k, t + 1)) == expanded(sums(k, t + 1))


def test_premises_are_put_in_where_they_fit():
    rules = assumed("one", W * D(t), J(t)), assumed("two", J(t), mat.F(t),
                                                    1 <= t)
    assert found(rules, W * W * D(t) * W) == W * mat.F(t) * W
    assert found(rules, D(t) * W) == D(t) * W
    first = assumed("first", W, 2 * D(t)), assumed("then", W, 3 * D(t))
    assert found(first, W * D(t)) == expanded(2 * D(t) * D(t))
    assert found(first, W) == W              # t may be 0 there


def test_a_premise_may_leave_nothing():
    assert found([assumed("none", W, S.Zero)], W * D(t)) == 0
    rule = assumed("number", W * transpose(W), gain**2)
    assert found([rule], D(t) * W * transpose(W)) == gain**2 * D(t)


def test_premises_of_another_factor_are_put_in():
    many = [mat.U, mat.V]
    rules = [assumed(str(n), one, W) for n, one in enumerate(many)]
    assert found(rules, many[0] * many[1]) == W**2


def test_one_step_puts_a_premise_in_once():
    """W -> W D in one step, however often W stands in what comes of it."""
    grows = assumed("grows", W, W * D(1))
    assert put_in(grows, W, {}) == W * D(1)
    assert put_in(grows, W * W, {}) == expanded((W * D(1))**2)


def test_premises_that_grow_for_ever_end():
    grows = assumed("grows", W, W * D(1) + D(1) * W)
    with pytest.raises(Refused, match="too large|too many"):
        found([grows], W)


def test_triangles_are_summed_by_rows():
    rows = SumOverTime(SumOverTime(W, k, s, t), s, S.One, t)
    turned = SumOverTime(SumOverTime(W, s, S.One, k), k, S.One, t)
    assert same(turned, rows)
    for other in (SumOverTime(SumOverTime(W, s, S(2), k), k, S.One, t),
                  SumOverTime(SumOverTime(W, s, S.One, t), k, S.One, t)):
        assert not same(other, rows)


def test_entries_stand_beside_no_matrix():
    with pytest.raises(NotInLanguage, match="no entries"):
        check(b_h[i] * W)
