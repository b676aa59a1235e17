"""Bounds: the true ones are proved, and no other gets in."""
import pytest
from forging import put, spoiled
from mutants import mutants
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import gamma, k, s, sigma, t
from rnnlib.symbolic.ledger.ledger import _ENTRIES, LEDGER
from rnnlib.symbolic.ledger.premises import NotProved, premise
from rnnlib.symbolic.methods.bounds import (
    at_most,
    chained,
    induct_at_most,
    lost,
)
from rnnlib.symbolic.methods.claims import claim
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.methods.goals import Goal
from rnnlib.symbolic.methods.induction import induct
from rnnlib.symbolic.methods.publishing import Refuted
from rnnlib.symbolic.oracle.oracle import disagreement
from rnnlib.symbolic.terms.products import falling, transpose
from sympy import S

PREMISES = ["chain-first", "jacobian", "symmetric", "norm-of-W", "slopes-at"]
both = gamma * sigma


def square(t, k):
    return mat.P(t, k) * mat.P(t, k).T


def length(t, k):
    return mat.G(t, k).T * mat.G(t, k)


@pytest.fixture
def page(book):
    """The corpus, the conditions, and the bounds that follow from them."""
    define("norm-of-W", mat.W * mat.W.T, sigma**2 - mat.S * mat.S.T)
    define("slopes-at", mat.D(t)**2, gamma**2 - mat.K(t))
    claim("chain-first", mat.P(t, k), mat.P(t, k+1) * mat.J(k+1),
          given=["product"], when=k < t)
    claim("start-square", square(t, t), 1, given=["start"])
    at_most("bound", square(t, k), both**2 * square(t, k+1), given=PREMISES,
            when=k < t)
    return book


def test_a_step_is_bounded(page):
    equation = LEDGER["bound"]
    assert equation.sign == r"\preceq"
    assert set(PREMISES) <= set(equation.rests_on)
    assert "rnnlib's numbers obey" in equation.status()
    assert r"\preceq \gamma^{2} \sigma^{2}" in equation.latex


def test_steps_are_chained(page):
    equation = induct_at_most("all", square(t, k), both**(2 * (t - k)), k, t,
                              step="bound", base="start-square")
    assert equation.facts == (k <= t,)
    assert equation.latex.endswith(
        r"\left(\gamma \sigma\right)^{2 \left(t - k\right)} I")


def test_lengths_are_bounded_as_numbers_are(page):
    claim("credit-down", mat.G(t, k), mat.J(k+1).T * mat.G(t, k+1),
          given=["credit"], when=k + 1 < t)
    one = at_most("length", length(t, k), both**2 * length(t, k+1),
                  given=["credit-down", *PREMISES[1:]], when=k + 1 < t)
    assert r"\leq" in one.latex and r"\preceq" not in one.latex


WRONG = {
    "no norm": (square(t, k), gamma**2 * square(t, k+1)),
    "no slope": (square(t, k), sigma**2 * square(t, k+1)),
    "half": (square(t, k), both**2 * square(t, k+1) / 2),
    "negative": (square(t, k), -both**2 * square(t, k+1)),
    "other way": (both**2 * square(t, k+1), square(t, k)),
    "other side": (mat.P(t, k).T * mat.P(t, k), both**2 * square(t, k+1)),
    "not squared": (mat.P(t, k), both * mat.P(t, k+1)),
    "two steps": (square(t, k), both**2 * square(t, k+2)),
    "mixed": (square(t, k), both**2 * mat.P(t, k+1) * mat.P(t, k).T),
    "nothing": (square(t, k), S.Zero),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_bound_is_not_proved(page, name):
    with pytest.raises((NotProved, ValueError)) as caught:
        lost(Goal(*WRONG[name], [*map(premise, PREMISES)], (k < t,)))
    assert "holds without" not in str(caught.value)


@pytest.mark.mutants
def test_no_slip_of_the_right_side_is_proved(page):
    """Every mutant that rnnlib's numbers break, the kernel refuses."""
    rhs, conditions = LEDGER["bound"].rhs, ("norm", "slopes")
    broken = [e for e in sorted(mutants(rhs, set()), key=str)
              if breaks(square(t, k), e, conditions)]
    assert len(broken) > 10
    for e in broken:
        with pytest.raises((NotProved, TypeError, ValueError)) as caught:
            lost(Goal(square(t, k), e, [*map(premise, PREMISES)], (k < t,)))
        assert "holds without" not in str(caught.value), e


def breaks(lhs, rhs, conditions):
    try:
        return not disagreement(lhs, rhs, (k < t,), conditions,
                                r"\preceq") < 1e-9
    except (ValueError, TypeError, IndexError):
        return False                              # not even a statement


@pytest.mark.parametrize(("label", "wrong"), [
    ("norm-of-W", sigma**2 + mat.S * mat.S.T),
    ("norm-of-W", 2 * sigma**2 - mat.S * mat.S.T),
    ("norm-of-W", sigma**2 - mat.S * mat.S),
    ("slopes-at", gamma**2 + mat.K(t)),
    ("slopes-at", gamma - mat.K(t)),
    ("slopes-at", gamma**2 - mat.S),
    ("jacobian", -2 * mat.D(t) * mat.W),
    ("chain-first", mat.J(k+1) * mat.P(t, k+1)),
    ("chain-first", mat.P(t, k+1) * mat.J(k+1).T),
])
def test_nothing_follows_from_a_wrong_premise(page, label, wrong):
    put_as_if_proved(label, wrong)
    with pytest.raises((NotProved, TypeError, ValueError)):
        lost(Goal(square(t, k), both**2 * square(t, k+1),
                  [*map(premise, PREMISES)], (k < t,)))


def put_as_if_proved(label, rhs):
    put(spoiled(LEDGER[label], rhs))


@pytest.mark.parametrize(("label", "other"), [
    ("norm-of-W", sigma**2 - mat.K(t)),      # K is as good as a square
    ("jacobian", mat.W * mat.D(t)),          # the same two factors
])
def test_what_follows_from_another_premise_too(page, label, other):
    put_as_if_proved(label, other)
    lost(Goal(square(t, k), both**2 * square(t, k+1),
              [*map(premise, PREMISES)], (k < t,)))


def test_every_premise_is_needed(page):
    with pytest.raises(ValueError, match="without 'start'"):
        at_most("bound", square(t, k), both**2 * square(t, k+1),
                given=[*PREMISES, "start"], when=k < t)
    for n in range(len(PREMISES)):
        with pytest.raises(NotProved):
            at_most("bound", square(t, k), both**2 * square(t, k+1),
                    given=PREMISES[:n] + PREMISES[n+1:], when=k < t)


def test_facts_are_needed_and_kept(page):
    with pytest.raises(NotProved):
        at_most("always", square(t, k), both**2 * square(t, k+1),
                given=PREMISES)
    with pytest.raises(ValueError, match="contradict"):
        at_most("never", square(t, k), both**2 * square(t, k+1),
                given=PREMISES, when=(k < t, t < k))


def test_slack_is_positive_only_where_a_premise_says_so(page):
    del _ENTRIES["bound"]
    with pytest.raises(NotProved, match="not a sum of squares"):
        lost(Goal(square(t, t), square(t, t) + mat.K(t)))


def test_bounds_and_equations_are_not_mixed(page):
    for wrong in (lambda: claim("b", square(t, k), both**2 * square(t, k+1),
                                given=["bound"], when=k < t),
                  lambda: at_most("b", square(t, k), 1, given=["bound"]),
                  lambda: induct("b", square(t, k), both**(2 * (t - k)), k, t,
                                 base="start-square", step="bound"),
                  lambda: induct_at_most("b", square(t, k), both**2, k, t,
                                         step="chain-first")):
        with pytest.raises(ValueError, match="no premise here: its sign"):
            wrong()


@pytest.mark.parametrize("closed", [
    both**(t - k), both**(2 * (t - k + 1)), both**(2 * (k - t)),
    gamma**(2 * (t - k)), both**(2 * t), 2 * both**(2 * (t - k)), S.One])
def test_only_the_right_power_is_reached(page, closed):
    with pytest.raises(NotProved, match="left at the start"):
        chained(Goal(square(t, k), closed, [premise("start-square")]), k, t,
                premise("bound", r"\preceq"))


def test_a_chain_begins_where_it_says(page):
    step = premise("bound", r"\preceq")
    with pytest.raises(NotProved, match="left at the start"):
        chained(Goal(square(t, k), both**(2 * (t - k)), []), k, t, step)
    with pytest.raises(NotProved, match="must be about"):
        chained(Goal(square(t, k), both**(2 * (t - k)), [premise("start")]), k,
                t, step)
    with pytest.raises(NotProved, match="positive multiple"):
        chained(Goal(square(t, k), both**(2 * (t - k)),
                     [premise("start-square")]), t, k, step)
    negative = step._replace(rhs=-step.rhs)
    with pytest.raises(NotProved, match="positive multiple"):
        chained(Goal(square(t, k), both**(2 * (t - k)),
                     [premise("start-square")]), k, t, negative)


def test_the_oracle_is_asked_as_well(page, monkeypatch):
    monkeypatch.setattr("rnnlib.symbolic.methods.bounds.lost", lambda *_: None)
    with pytest.raises(NotProved, match="there is no certificate"):
        at_most("wrong", square(t, k), square(t, k+1) / 9, when=k < t)
    monkeypatch.setattr("rnnlib.symbolic.methods.publishing.checked",
                        lambda found: found)
    with pytest.raises(Refuted, match="break"):
        at_most("wrong", square(t, k), square(t, k+1) / 9, when=k < t)


def test_a_frame_carries_the_product(page):
    define("qr", mat.J(t) * mat.F(t-1), mat.F(t) * mat.R(t))
    define("frame", mat.F(k) * mat.F(k).T, 1)

    def framed(chain, first, last):
        return induct("framed", mat.P(t, k), first * chain * last, t, k,
                      base="start", step="step", given=["qr", "frame"])

    R, first, last = mat.R(s), mat.F(t), mat.F(k).T
    chain = falling(R, s, t, k+1)
    assert framed(chain, first, last).agreement < 1e-12
    for wrong in ((falling(R, s, t, k), first, last),
                  (falling(transpose(R), s, t, k+1), first, last),
                  (chain, first, mat.F(k)), (chain, mat.F(k), last)):
        with pytest.raises((NotProved, ValueError)):
            framed(*wrong)


@pytest.mark.parametrize("time", [S.Zero, k, t - 1])
def test_K_is_nowhere_negative_only_where_that_is_known(page, time):
    """D_t^2 = gamma^2 - K_t speaks of t = 1, 2, ..., not of K_0."""
    lhs, given = mat.D(t)**2 - mat.K(time), [premise("slopes-at")]
    with pytest.raises(NotProved, match="only from step 1"):
        lost(Goal(lhs, gamma**2, given))
    with pytest.raises(NotProved, match="only from step 1"):
        lost(Goal(mat.D(t), mat.D(t) + mat.W * mat.K(time) * mat.W.T, given))
    if time.free_symbols:
        lost(Goal(lhs, gamma**2, given, (1 <= time,)))
        with pytest.raises(NotProved):
            lost(Goal(lhs, gamma**2, given, (0 <= time, time < t)))


@pytest.mark.parametrize("lhs, rhs", [
    (mat.D(t) * mat.K(t), mat.K(t) * mat.D(t)), (mat.K(t).T, mat.K(t)),
    (mat.K(t) * mat.K(s), mat.K(s) * mat.K(t))])
def test_a_premise_that_only_names_K_says_nothing_of_its_sign(page, lhs, rhs):
    claim("named", lhs, rhs)
    for given in ([], [premise("named")], [premise("symmetric")]):
        with pytest.raises((NotProved, ValueError), match="sum of squares"):
            lost(Goal(mat.W * mat.W.T, mat.W * mat.W.T + mat.K(t), given))


@pytest.mark.parametrize("lhs, rhs", [
    (mat.h(t), mat.h(t)), (mat.U, 2 * mat.U), (mat.h(t).T, S.Zero),
    (mat.V, mat.V)])
def test_only_square_matrices_have_bounds(book, lhs, rhs):
    with pytest.raises(ValueError, match="a bound is on a square matrix"):
        at_most("vectors", lhs, rhs)
    with pytest.raises(ValueError, match="a bound is on a square matrix"):
        chained(Goal(lhs, rhs, ()), t, S.Zero, premise("start"))
