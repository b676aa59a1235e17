"""What makes a wrong line right, and where it is right by chance."""
import pytest
from judge_building import (
    D,
    E,
    T,
    V,
    W,
    claim,
    d,
    diag,
    e,
    had,
    lin,
    mul,
    one,
    power,
    sub,
    w,
    zero,
)
from judge_lines import CONDITIONAL, CORNERS, RIGHT, WRONG, h
from rnnlib.judge.numbers.networks import Settings
from rnnlib.judge.repairs.conditions import Conditions, conditions, taken

USUAL = Settings()
# wrong lines that leave a slope out are right where slopes are 1
CONDITIONS_OF_WRONG = {
    "input-order": [["the units are linear"]],
    "b-no-slope": [["the units are linear"]],
    "W-no-slope": [["the units are linear"]],
    "adjoint-no-slope": [["the units are linear"]],
    "W-low": [["h_0 = 0"]],
    "one-step-only": [["its derivatives are immediate"]],
    "adjoint-no-loss": [["the only loss is that of the last step"]],
}


def sets(line, settings=USUAL, again=0):
    found = conditions(line, settings, again=again)
    assert not (found.sets and found.unless)
    return sorted(sorted(one.words for one in several)
                  for several in found.sets or found.unless)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", CONDITIONAL)
def test_the_smallest_conditions_are_found(name, seed):
    line, wanted = CONDITIONAL[name]
    assert sets(line, again=seed) == sorted(map(sorted, wanted))


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", WRONG)
def test_wrong_lines_have_no_conditions(name, seed):
    assert sets(WRONG[name], again=seed) == CONDITIONS_OF_WRONG.get(name, [])


@pytest.mark.parametrize("name", CORNERS)
def test_a_corner_is_no_condition(name):
    found = conditions(WRONG[name], USUAL)
    if not found.sets:
        assert {*CORNERS[name]} <= {one.words for one in found.only}
        assert bool(CORNERS[name]) == bool(found.only)


@pytest.mark.parametrize("name", [*RIGHT][::5])
def test_right_lines_need_none(name):
    assert conditions(RIGHT[name], USUAL) == Conditions()


def test_what_the_settings_say_is_no_condition():
    line = CONDITIONAL["V"][0]
    for y in ("sums to 1", "one-hot"):
        assert sets(line, Settings(y=y)) == []
    assert sets(CONDITIONAL["no-bias"][0], Settings(bias=False)) == []
    assert sets(CONDITIONAL["linear-state"][0], Settings(bias=False)) == [
        ["the units are linear"]]
    assert sets(CONDITIONAL["powers"][0], Settings("linear")) == []


@pytest.mark.parametrize("slope", [
    D(), w("D", "t"), diag(sub(one, had(h(), h())))])
def test_not_linear_where_a_slope_stands(slope):
    """W alone is right for linear units; D_t W W is nothing."""
    line = claim(d(h(), h("t-1")), mul(slope, slope, W))
    assert sets(line) == []
    assert sets(claim(d(h(), h("t-1")), W)) == [["the units are linear"]]


def test_an_activation_that_is_left_open():
    tanh = claim(d(h(), h("t-1")), mul(D(), W))
    assert sets(tanh, Settings("open")) == [["the activation is tanh"]]
    logistic = claim(d(h(), w("p", "t")), diag(had(h(), sub(one, h()))))
    assert sets(logistic, Settings("open")) == [
        ["the activation is logistic"]]
    linear = claim(d(h(), h("k")), power(W, "t-k"))
    assert sets(linear, Settings("open")) == [["the units are linear"]]


def test_nothing_is_right_because_both_sides_vanish():
    """h_0 = 0 makes both sides 0; that is no condition."""
    line = claim(h("0"), mul(W, h("0")))
    assert sets(line) == []
    assert sets(claim(h("0"), zero)) == [["h_0 = 0"]]


def test_nothing_is_right_because_both_sides_are_the_same():
    total = d(h(), e("W", None, "i", "j"))
    assert sets(claim(total, total._replace(immediate=True))) == []


def test_shapes_have_no_conditions():
    assert conditions(claim(W, V), USUAL) == Conditions()
    assert conditions(claim(e("h", "t", "z"), zero),
                      USUAL) == Conditions()


def test_conditions_have_keys():
    def keys(line, settings=USUAL):
        return [[one.key for one in several]
                for several in conditions(line, settings).sets]
    assert keys(CONDITIONAL["V"][0]) == [[("sum",)]]
    assert keys(CONDITIONAL["before"][0]) == [[("before", "k", "t")]]
    last = conditions(WRONG["last-step"], USUAL).only
    assert [one.key for one in last] == [("at", "t", "T")]
    named = conditions(WRONG["last-step"], Settings(last="N")).only
    assert [one.words for one in named] == ["at t = N"]


def test_the_search_can_be_stopped():
    asked = []

    def go_on():
        asked.append(1)
        return len(asked) < 3
    found = conditions(CONDITIONAL["sum-and-before"][0], USUAL, go_on=go_on)
    assert found == Conditions()
    assert len(asked) == 3


def test_a_slip_beside_a_condition_is_seen():
    wrong = claim(d(E(), V), mul(w("e", "t"), T(h("t-1"))))
    assert sets(wrong) == []


@pytest.mark.parametrize(("facts", "granted"), [
    ((), ["t >= 2"]),
    (((lin("1"), lin("t")),), ["t >= 2"]),
    (((lin("2"), lin("t")),), []),
    (((lin("3"), lin("t")),), []),
    (((lin("t"), lin("T")),), ["t >= 2"])])
def test_what_is_said_behind_a_line_is_not_said_again(facts, granted):
    line = RIGHT["two-steps"]._replace(facts=facts)
    assert [one.words for one in taken(line, USUAL)] == granted
