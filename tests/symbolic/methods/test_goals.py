"""No method of proof is asked what has no meaning: there is no such goal."""
import pytest
from rnnlib.symbolic.grammar.grammar import NotInLanguage
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import W, b_h, h, i, j, k, n_h, t
from rnnlib.symbolic.ledger.premises import at
from rnnlib.symbolic.methods.goals import Goal, order_of
from rnnlib.symbolic.terms.language import Tensor
from sympy import Float, Integer, S, Symbol, cos


@pytest.mark.parametrize("lhs, rhs", [
    ("b", b_h[i]), (b_h[i], "0"), (b_h[i], None), (b_h[i], True),
    ([b_h[i]], b_h[i])])
def test_what_is_no_formula(lhs, rhs):
    with pytest.raises(TypeError, match="a formula in the words of this"):
        Goal.read(lhs, rhs)


@pytest.mark.parametrize("lhs, rhs", [
    (cos(b_h[i]), S.One), (S.One, Float(0.5)), (b_h[i], Symbol("B")),
    (b_h, b_h[i]), (Tensor("other", n_h)[i], S.One),
    (mat.W + b_h[i], mat.W)])
def test_what_is_not_in_the_language(lhs, rhs):
    for make in (Goal, Goal.read):
        with pytest.raises(NotInLanguage):
            make(lhs, rhs)


@pytest.mark.parametrize("facts", [
    (k < t, t < k), (k < t, t <= k), (t <= 0,), (k <= -1,),
    (k + 2 <= t, t <= k + 1)])
def test_facts_that_contradict_each_other(facts):
    for make in (lambda: Goal(b_h[i], b_h[i], (), facts),
                 lambda: Goal.read(b_h[i], b_h[i], when=facts)):
        with pytest.raises(ValueError, match="contradict each other"):
            make()


@pytest.mark.parametrize("when", [k, k < n_h, 1 < 0, (k < t, "t")])
def test_facts_that_are_none(when):
    with pytest.raises(ValueError, match="a relation of times"):
        Goal.read(b_h[i], b_h[i], when=when)


def test_premises_are_labels(model):
    with pytest.raises(KeyError, match="no equation is labelled 'nothing'"):
        Goal.read(b_h[i], b_h[i], ["nothing"])
    with pytest.raises(TypeError, match="given must hold labels"):
        Goal.read(b_h[i], b_h[i], [b_h[i]])


def test_a_goal_is_read_once(model):
    goal = Goal.read(h[t, i], 1, ["target", at("orthogonal", {})],
                     when=[k < t, 1 < 2])
    assert goal.rhs is Integer(1) and goal.sides == (h[t, i], 1)
    assert goal.facts == (k < t,)
    assert [one.label for one in goal.premises] == ["target", "orthogonal"]
    assert goal.labels() == {"target", "orthogonal"}
    assert goal.order.holds(k + 1, t) and goal.order.holds(1, t)
    assert not goal.order.holds(k + 2, t)
    assert Goal(mat.J(t), mat.D(t) * mat.W).labels() == {"jacobians",
                                                         "slopes"}


def test_a_goal_does_not_change():
    goal = Goal(b_h[i], b_h[i])
    with pytest.raises(AttributeError):
        goal.rhs = b_h[j]


def test_what_is_known_of_times():
    order = order_of(h[t, i], h[k, i])
    assert order.holds(1, t) and order.holds(0, k)
    assert not order.holds(1, k) and not order.holds(k, t)
    assert order_of(W[i, j], W[i, j], (k < t,)).holds(k + 1, t)
    assert order_of(W[i, j], W[i, j], (k < t,)).holds(0, k)
