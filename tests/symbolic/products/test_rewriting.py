"""Products have one normal form; what is not known to be equal keeps two."""
import pytest
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import b_h, gain, i, k, s, t
from rnnlib.symbolic.products import rewriting
from rnnlib.symbolic.products.rewriting import (
    Products,
    begun_earlier,
    counts,
    ended_later,
    outer_first,
    put_together,
)
from rnnlib.symbolic.products.rules import Rule
from rnnlib.symbolic.terms.errors import MOST, NotProved, check_size
from rnnlib.symbolic.terms.language import Order
from rnnlib.symbolic.terms.products import (
    Matrix,
    ProductOverTime,
    SumOverTime,
    falling,
    over_time,
    rising,
    transpose,
    with_named_times,
)
from sympy import S, Symbol

J, D, W = mat.J, mat.D, mat.W
KNOWN = Order((1, t), (0, k), (k + 1, t))
DOWN, UP = falling(J(s), s, t, k + 1), rising(J(s), s, k + 1, t)


def equal(one, other, order=KNOWN, **more):
    return Products(order, **more).normal(one - other) == {}


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
    assert Products().normal(e) == form


@pytest.mark.parametrize("e", [W**-1, W**t, W**S.Half, 2 * W**k,
                               Symbol("M", commutative=False)])
def test_what_is_no_product_of_matrices(e):
    with pytest.raises(TypeError, match="not a product of matrices: "):
        Products().normal(e)


@pytest.mark.parametrize("e, said", [
    ((W + D(t))**15, "a product of sums has 32768 terms"),
    (W**20_001, r"Matrix\(W\)\*\*20001 has 20001 terms"),
    (falling(J(s), s, 20_001, 1), "20001 terms")])
def test_long_ones_are_not_written_out(e, said):
    with pytest.raises(NotProved, match=f"too long for the prover: .*{said}"):
        Products().normal(e)


def test_as_many_terms_as_are_written_out():
    check_size(MOST, "a product")
    with pytest.raises(NotProved, match="a product has 20001 terms"):
        check_size(MOST + 1, "a product")


@pytest.mark.parametrize("exponent, good", [
    (S.One, True), (S(3), True), (S.Zero, False), (S(-1), False),
    (S.Half, False), (t, False)])
def test_exponents_that_count(exponent, good):
    assert bool(counts(exponent)) == good


@pytest.mark.parametrize("product, first, last", [
    (DOWN, J(t + 1), J(k)), (UP, J(k), J(t + 1))])
def test_a_factor_at_an_end_is_taken_in(product, first, last):
    one, v, low, high, step = product.args
    longer = ProductOverTime(one, v, low - step, high, step)
    assert begun_earlier(first, product) == longer
    assert equal(first * product, longer)
    longer = ProductOverTime(one, v, low, high + step, step)
    assert ended_later(product, last) == longer
    assert equal(product * last, longer)


@pytest.mark.parametrize("factor", [
    J(t), J(t + 2), J(k + 1), J(k - 1), D(t + 1), D(k), transpose(J(t
                                                                    + 1)), W])
def test_another_factor_is_not_taken_in(factor):
    for product in (DOWN, UP):
        assert begun_earlier(factor, product) is None
        assert ended_later(product, factor) is None
        named, normal = with_named_times(product), Products(KNOWN).normal
        assert normal(factor * product) == {(factor, named): 1}
        assert normal(product * factor) == {(named, factor): 1}


def test_an_end_is_taken_in_on_its_own_side_only():
    assert begun_earlier(J(k), DOWN) is None
    assert ended_later(DOWN, J(t + 1)) is None
    assert begun_earlier(J(t + 1), UP) is None
    assert ended_later(UP, J(k)) is None


def test_products_that_go_on_are_put_together():
    known = Order((k, s), (s, t))
    early, late = falling(J(s), s, s, k + 1), falling(J(s), s, t, s + 1)
    assert put_together(late, early) is not None
    assert equal(late * early, DOWN, known)
    assert not equal(early * late, DOWN, known)
    up = rising(J(s), s, k + 1, s) * rising(J(s), s, s + 1, t)
    assert equal(up, UP, known)


@pytest.mark.parametrize("right", [
    falling(J(s), s, s + 1, k), falling(J(s), s, s - 1, k),
    falling(D(s), s, s, k), falling(transpose(J(s)), s, s, k),
    rising(J(s), s, s, t), falling(J(s + 1), s, s, k)])
def test_products_that_do_not_go_on(right):
    left = falling(J(s), s, t, s + 1)
    assert put_together(left, right) is None
    known = Order((0, k), (k + 1, s), (s + 1, t))
    assert len(*Products(known).normal(left * right)) == 2


def test_no_length_may_be_negative():
    """J_{k+1} ... with k > t is nothing: J_k makes no product of it."""
    for known in (Order(), Order((k, t + 1)), Order((t, k))):
        assert not equal(DOWN * J(k), falling(J(s), s, t, k), known)
    assert equal(DOWN * J(k), falling(J(s), s, t, k), Order((k, t)))
    early, late = falling(J(s), s, s, k + 1), falling(J(s), s, t, s + 1)
    for known in (Order(), Order((k, s)), Order((s, t)), Order((k, t))):
        assert not equal(late * early, DOWN, known)


def test_what_joins_may_stand_in_the_middle():
    assert equal(W * D(t) * DOWN * J(k) * W,
                 W * D(t) * falling(J(s), s, t, k) * W)
    assert equal(2 * W * falling(J(s), s, 3, 2) * D(t),
                 2 * W * J(3) * J(2) * D(t))
    assert equal(W * falling(J(s), s, 1, 2) * D(t), W * D(t))
    with pytest.raises(ValueError, match="length -1"):
        Products().normal(W * falling(J(s), s, 1, 3))


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


def test_a_sum_gives_up_the_term_that_is_asked_for():
    for end, rest in (t, (k, t - 1)), (k, (k + 1, t)):
        other = sums(*rest) + D(end)
        assert not equal(sums(k, t), other)
        assert equal(sums(k, t), other, peel=(end,))
        assert not equal(sums(k, t), other, Order(), peel=(end,))
        assert not equal(sums(k, t), other, peel=(s,))


def test_sums_within_sums_give_up_terms_too():
    both = sums(k, t, J(s) * over_time(D(s), s, 1, t))
    parts = sums(k, t, J(s) * D(1)) + sums(
        k, t, J(s) * over_time(D(s), s, 2, t))
    assert equal(both, parts, peel=(1,))
    assert not equal(both, parts, peel=(2,))


def test_bound_times_are_whole():
    (_, (found,)), = Products().terms(sums(k, t))
    assert found.args[1].is_integer


def test_what_is_put_together_may_be_written_out():
    known = Order((k, t), (t, k + 2))
    two = falling(J(s), s, t, k + 1) * falling(J(s), s, k, t - 1)
    assert Products(known).normal(W * two * D(t)) == {
        (W, J(t), J(t - 1), D(t)): 1}


def test_no_number_that_depends_on_the_time_leaves_the_sum():
    with pytest.raises(TypeError, match=r"the sum over _s, of _s\*Matrix"):
        Products().normal(SumOverTime(k * D(k), k, S.One, t).xreplace(
            {k: s}))
    assert equal(sums(k, t, k * D(s)), k * sums(k, t))


def test_a_sum_knows_its_limits():
    """Inside of k+1 .. t, a rule for k < s fits, and not outside."""
    rule = Rule((D(s),), J(s), ((k + 1, s),))
    assert equal(sums(k + 1, t), sums(k + 1, t, J(s)), rules=(rule,))
    assert not equal(sums(k, t), sums(k, t, J(s)), rules=(rule,))
    until = Rule((D(s),), J(s), ((s, t),))
    assert equal(sums(k + 1, t), sums(k + 1, t, J(s)), rules=(until,))
    assert not equal(sums(k, t + 1), sums(k, t + 1, J(s)), rules=(until,))


def test_rules_are_put_in_where_they_fit():
    rules = Rule((W, D(t)), J(t)), Rule((J(t),), mat.F(t), ((1, t),))
    forms = Products(Order((1, t)), (), rules)
    assert forms.normal(W * W * D(t) * W) == {(W, mat.F(t), W): 1}
    assert forms.normal(D(t) * W) == {(D(t), W): 1}
    assert forms.depth == 0 and forms.steps == 2
    first = Products(Order((1, t)), (), (Rule((W,), 2 * D(t)),
                                         Rule((W,), 3 * D(t))))
    assert first.normal(W) == {(D(t),): 2}


def test_a_rule_may_leave_nothing():
    assert Products(rules=(Rule((W,), S.Zero),)).normal(W * D(t)) == {}
    assert Products(rules=(Rule((W, transpose(W)), gain**2),)).normal(
        D(t) * W * transpose(W)) == {(D(t),): gain**2}


def test_rules_that_never_end(monkeypatch):
    monkeypatch.setattr(rewriting, "DEEP", 20)
    grows = Products(rules=(Rule((W,), W * D(1)),))
    with pytest.raises(NotProved, match="for ever, or at least 21 times"):
        grows.normal(W)
    assert grows.depth == 1


def test_rules_within_rules_are_counted_in_sums_too(monkeypatch):
    monkeypatch.setattr(rewriting, "DEEP", 2)
    rules = Rule((D(t),), J(t)), Rule((J(t),), sums(1, k, mat.F(s))), Rule(
        (mat.F(t),), mat.R(t))
    known = Order((1, t), (1, k))
    with pytest.raises(NotProved, match="for ever"):
        Products(known, (), rules).normal(D(t))
    assert Products(known, (), rules[1:]).normal(J(t)) == Products(
        known).normal(sums(1, k, mat.R(s)))


def test_many_rules_are_too_many(monkeypatch):
    monkeypatch.setattr(rewriting, "MANY", 3)
    forms = Products(rules=(Rule((W,), D(1)),))
    assert forms.normal(W * J(1) * W * J(1) * W) == {
        (D(1), J(1), D(1), J(1), D(1)): 1}
    with pytest.raises(NotProved, match="at least 4 times"):
        forms.normal(W)


def test_rules_of_another_factor_are_put_in():
    many = [Matrix(name) for name in ("U", "V")]
    ends = Products(rules=tuple(Rule((one,), W) for one in many))
    assert ends.normal(many[0] * many[1]) == {(W, W): 1}


def test_triangles_are_summed_by_rows():
    rows = SumOverTime(SumOverTime(W, k, s, t), s, S.One, t)
    turned = SumOverTime(SumOverTime(W, s, S.One, k), k, S.One, t)
    assert outer_first(turned) == SumOverTime(
        SumOverTime(W, k, s, t), s, S.One, t)
    assert outer_first(rows) == rows
    for other in (SumOverTime(SumOverTime(W, s, S(2), k), k, S.One, t),
                  SumOverTime(SumOverTime(W, s, S.One, t), k, S.One, t),
                  SumOverTime(D(k), k, S.One, t)):
        assert outer_first(other) == other


def test_entries_are_numbers_here():
    assert Products().normal(b_h[i] * W) == {(W,): b_h[i]}
