"""Right and wrong lines of BPTT, decided by numbers."""
import re
from fractions import Fraction

import numpy as np
import pytest
from judge_building import (
    SPACES,
    D,
    E,
    T,
    U,
    V,
    W,
    add,
    chain,
    claim,
    count,
    d,
    e,
    fn,
    lin,
    mul,
    neg,
    one,
    over,
    power,
    steps,
    sub,
    total,
    w,
    zero,
)
from judge_lines import CONDITIONAL, RIGHT, WRONG, J, h, lam
from rnnlib.judge.numbers.comparing import decide
from rnnlib.judge.numbers.draws import (
    in_turn,
    planned,
    possible,
    reach,
    seeded,
)
from rnnlib.judge.numbers.networks import Settings, draw
from rnnlib.judge.numbers.values import value_of
from rnnlib.judge.tree.nodes import Linear, Number

USUAL = Settings()
SEEDS = range(5)
# right for any activation, as no slope is written out in them
OPEN = {name for name in RIGHT if name in (
    "state-by-phi preactivation logits softmax loss error softmax-jacobian "
    "logits-by-state state-by-W state-by-W-whole copies-add-up "
    "immediate-adds-up loss-by-state-chain adjoint-is-a-sum total-by-V "
    "loss-by-W-named").split()}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", RIGHT)
def test_right_lines_are_equal(name, seed):
    decision = decide(RIGHT[name], USUAL, again=seed)
    assert decision.kind == "equal", decision
    assert decision.tried >= 12


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", WRONG)
def test_wrong_lines_are_different(name, seed):
    decision = decide(WRONG[name], USUAL, again=seed)
    assert decision.kind == "different", decision
    assert decision.failed >= 1


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", CONDITIONAL)
def test_lines_that_need_a_condition_are_different(name, seed):
    assert decide(CONDITIONAL[name][0], USUAL,
                  again=seed).kind == "different"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", sorted(OPEN))
def test_any_activation_passes_what_holds_for_all(name, seed):
    assert decide(RIGHT[name], Settings("open"), again=seed).kind == "equal"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("activation", ["open", "linear", "logistic"])
@pytest.mark.parametrize("name", ["tanh-jacobian", "step-jacobian",
                                  "jacobian-chain", "loss-by-W"])
def test_slopes_of_tanh_hold_for_tanh_only(name, activation, seed):
    assert decide(RIGHT[name], Settings(activation),
                  again=seed).kind == "different"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("left", "right"), [
    (d(h(), h("k")), power(W, "t-k")),
    (d(h(), w("x", "k")), mul(power(W, "t-k"), U)),
    (h(), w("p", "t"))])
def test_lines_of_the_linear_network(left, right, seed):
    assert decide(claim(left, right), Settings("linear"),
                  again=seed).kind == "equal"


@pytest.mark.parametrize("name", ["step-order", "chain-low", "W-time",
                                  "twice", "softmax-index", "zero"])
def test_the_two_numbers_are_those_of_the_sides(name):
    line = WRONG[name]
    found = decide(line, USUAL).difference
    place = tuple(at - 1 for _, at in found.entry)
    for side, number in zip((line.left, line.right),
                            (found.left, found.right), strict=True):
        array = np.asarray(value_of(side, SPACES, found.network,
                                    dict(found.times)))
        if array.ndim:                # zero stands for a matrix of zeros
            assert array[place] == pytest.approx(number, rel=1e-12)
        else:
            assert number == float(array)
    assert abs(found.left - found.right) > 1e-9


def test_the_entry_is_named():
    found = decide(WRONG["softmax-index"], USUAL).difference
    assert [name for name, _ in found.entry] == ["a", "b"]
    found = decide(WRONG["step-order"], USUAL).difference
    assert [name for name, _ in found.entry] == ["row", "column"]


def test_a_verdict_is_reproducible():
    for line in (WRONG["chain-low"], RIGHT["loss-by-W"]):
        first, second = decide(line, USUAL), decide(line, USUAL)
        assert first[:4] == second[:4]
        if first.difference:
            assert first.difference[1:] == second.difference[1:]
    assert decide(WRONG["chain-low"], USUAL).difference[1:] != decide(
        WRONG["chain-low"], USUAL, again=1).difference[1:]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_slip_at_the_first_step_only_is_seen(seed):
    """The immediate part of step 1 alone is not counted."""
    line = claim(d(h(), e("b_h", None, "i")), steps(
        "k", "2", "t", mul(d(h(), h("k")), D("k"),
                           d(w("b_h"), e("b_h", None, "i")))))
    assert decide(line, USUAL, again=seed).kind == "different"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("line", [
    # false at lag 0 only, at the last step only, at k = 0 only
    CONDITIONAL["before"][0],
    claim(d(total, h()), add(mul(T(V), d(E(), w("q", "t"))), mul(
        T(W), D("t"), d(total, h("T"))))),
    claim(mul(count("k"), count("k-1"), d(h(), h("k"))), zero),
])
def test_slips_at_some_steps_only_are_seen(line, seed):
    assert decide(line, USUAL, again=seed).kind == "different"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_tiny_slip_is_seen(seed):
    close = Number(Fraction(10**7 + 1, 10**7))
    line = claim(d(h(), h("k")), mul(close, chain("j", "k+1", "t", J("j"))))
    assert decide(line, USUAL, again=seed).kind == "different"


@pytest.mark.parametrize(("line", "said"), [
    (claim(lam(), mul(V, w("e", "t"))), "cannot be multiplied"),
    (claim(lam(), T(lam())), "The sides have different shapes: a column "
                             ".units. and a row .units."),
    (claim(d(h(), w("x", "t")), one), "different shapes"),
    (claim(e("h", "t", "a"), zero), "a runs over classes"),
    (claim(W, U), "different shapes"),
    (claim(d(h(), W), d(E(), W)), "different shapes"),
])
def test_shapes_that_do_not_fit_are_told(line, said):
    decision = decide(line, USUAL)
    assert decision.kind == "shapes"
    assert re.search(said, decision.why)


def test_a_row_for_a_column_where_either_will_do():
    line = claim(d(E(), h()), mul(T(d(E(), w("q", "t"))), V))
    assert decide(line, USUAL).kind == "shapes"
    assert decide(line, Settings(either=True)).kind == "equal"
    wrong = claim(d(E(), h()), mul(T(w("y", "t")), V))
    assert decide(wrong, Settings(either=True)).kind == "different"


@pytest.mark.parametrize(("line", "said"), [
    (claim(h(), w("h", "T+1")), "No step fits"),
    (claim(steps("k", "0", "t", w("p", "k")), zero),
     "p at step 0, but p begins at step 1"),
    (claim(over(one, sub(W, W)), zero), "divides by zero"),
    (claim(fn("log", neg(w("y", "t"))), zero), "logarithm"),
    (claim(d(d(mul(E(), E()), h()), h()), zero),
     "derivative of a derivative"),
    (claim(w("h", "40"), zero), "Step 40 is too late"),
    (claim(e("h", "t", 30), zero), "too large"),
    (claim(power(W, "99999999"), W), "too high"),
    (claim(add(*[count(letter) for letter in "rstkq"]), zero),
     "5 times that are free"),
])
def test_what_cannot_be_decided_is_told(line, said):
    decision = decide(line, USUAL)
    assert decision.kind == "undecided", decision
    assert said in decision.why


def test_zero_equal_to_zero_says_so():
    assert decide(claim(d(h(), h("t+1")), zero), USUAL).zero
    assert not decide(RIGHT["state"], USUAL).zero


def test_steps_and_entries_that_are_numbers():
    assert decide(claim(d(h("9"), h("8")), J("9")), USUAL).kind == "equal"
    assert decide(claim(d(h("9"), h("8")), J("8")), USUAL).kind == "different"
    assert decide(claim(e("x", "t", 6), e("x", "t", 6)), USUAL).kind == \
        "equal"


def test_the_mean_over_steps():
    line = claim(total, over(steps("t", "1", "T", E()), count("T")))
    assert decide(line, USUAL).kind == "different"
    assert decide(line, Settings(mean=True)).kind == "equal"


def test_another_letter_for_the_last_step():
    line = claim(total, steps("t", "1", "N", E()))
    assert decide(line, Settings(last="N")).kind == "equal"


def plan_of(line):
    return planned((line.left, line.right), USUAL)


def times_of(line, network):
    return [tuple(one.values()) for one in possible(plan_of(line), network,
                                                    "T")]


def test_times_are_those_that_a_line_allows():
    network = draw(np.random.default_rng(1))
    last = network.steps
    assert times_of(RIGHT["state"], network) == [
        (t,) for t in range(1, last + 1)]
    assert times_of(RIGHT["adjoint-any-y"], network) == [
        (t,) for t in range(1, last)]
    assert times_of(RIGHT["jacobian-chain"], network) == [
        (k, t) for k in range(last + 1)
        for t in range(max(k, 1), last + 1)]
    assert times_of(RIGHT["total-is-a-sum"], network) == [()]
    swapped = claim(d(h("k"), h("t")), d(h("t"), h("k")))
    assert not plan_of(swapped).ordered


def test_the_steps_at_which_a_line_is_judged():
    def steps_of(name):
        return reach((RIGHT[name].left, RIGHT[name].right), USUAL)
    assert steps_of("adjoint-any-y") == (("t", 1, 1),)
    assert steps_of("two-steps") == (("t", 2, 0),)
    assert steps_of("jacobian-chain") == (("k", 0, 0), ("t", 1, 0))
    assert steps_of("total-is-a-sum") == ()
    assert reach((w("h", "T+1"), h()), USUAL) == ()


def test_turns_take_all_lags_and_both_ends():
    network = next(one for one in map(
        draw, map(np.random.default_rng, range(50))) if one.steps == 6)
    plan, rng = plan_of(RIGHT["jacobian-chain"]), np.random.default_rng(0)
    found = possible(plan, network, "T")
    turns = [in_turn(found, turn, rng)[0] for turn in range(8)]
    assert {one["t"] - one["k"] for one in turns} == {0, 1, 2, 3, 4}
    plan = plan_of(RIGHT["state"])
    turns = [in_turn(possible(plan, network, "T"), turn, rng)[0]["t"]
             for turn in range(8)]
    assert {1, 6} < {*turns}


def test_the_seed_is_drawn_from_the_text():
    first, second = (seeded(RIGHT[name], USUAL).random()
                     for name in ("state", "loss"))
    assert first != second
    assert first == seeded(RIGHT["state"], USUAL).random()
    assert first != seeded(RIGHT["state"], USUAL, 1).random()


def test_the_helpers_of_these_tests():
    assert lin("t-1") == Linear((("t", 1),), -1)
    assert lin("3") == Linear((), 3)
    assert lin("T-k+1") == Linear((("T", 1), ("k", -1)), 1)
    assert len(RIGHT) + len(WRONG) + len(CONDITIONAL) >= 100
