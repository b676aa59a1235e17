"""The nearest right lines of lines with one slip."""
import itertools
import time
from fractions import Fraction

import pytest
from judge_building import (
    D,
    E,
    T,
    V,
    W,
    add,
    claim,
    d,
    delta,
    e,
    mul,
    neg,
    outer,
    sq,
    sub,
    total_over,
    w,
)
from judge_lines import RIGHT, SUM, WRONG, h, lam, slope
from rnnlib.judge.numbers.comparing import decide
from rnnlib.judge.numbers.networks import Settings
from rnnlib.judge.repairs.changes import negative, renamed
from rnnlib.judge.repairs.exchanges import exchanged
from rnnlib.judge.repairs.nearest import repairs
from rnnlib.judge.repairs.words import said
from rnnlib.judge.tree.nodes import Derivative, Entry, Linear, Number, Whole
from rnnlib.judge.tree.walking import parts

USUAL = Settings()
# a wrong line: the right one that was meant
MEANT = {
    "step-order": "step-jacobian", "step-transpose": "step-jacobian",
    "step-entry-transposed": "step-jacobian-entry",
    "step-entry-slope": "step-jacobian-entry",
    "chain-rising": "jacobian-chain", "chain-low": "jacobian-chain",
    "chain-high": "jacobian-chain", "chain-shifted": "jacobian-chain",
    "adjoint-no-transpose": "loss-by-start", "input-order": "loss-by-input",
    "step-time": "step-jacobian", "W-time": "loss-by-W",
    "W-low": "loss-by-W-matrix", "W-high": "loss-by-W-matrix",
    "adjoint-time": "adjoint-any-y", "softmax-index": "softmax-jacobian",
    "V-index": "logits-by-V", "immediate-W-index": "immediate-W",
    "immediate-for-total": "state-by-W",
    "total-for-immediate": "immediate-adds-up",
    "sign-prediction": "loss-by-prediction", "twice": "tanh-jacobian-matrix",
    "slope-no-square": "tanh-jacobian-matrix",
    "slope-of-p": "tanh-jacobian-matrix", "no-slope": "step-by-input",
    "b-no-slope": "loss-by-b", "W-no-slope": "loss-by-W-matrix",
    "adjoint-no-slope": "adjoint-any-y",
    "quotient-for-log": "loss-by-prediction",
    "total-for-step": "adjoint-is-a-sum",
    "step-for-total": "loss-by-W-adjoint", "start-time": "loss-by-start",
    "exponent": "quotient-rule",
}
# another repair is nearer, and as right
OTHER_FIRST = {"chain-shifted", "softmax-index"}
UNITY = Number(Fraction(1))
HOPELESS = claim(d(E(), W), mul(h(), T(h()), W, W))


def found(line, settings=USUAL, **more):
    return repairs(line, settings, **more)


def text(line):
    return repr((line.left, line.right))


@pytest.mark.parametrize("name", MEANT)
def test_the_line_that_was_meant_is_among_the_nearest(name):
    near = [text(one.claim) for one in found(WRONG[name])]
    place = near.index(text(RIGHT[MEANT[name]]))
    assert place <= 1 if name in OTHER_FIRST else place == 0


@pytest.mark.parametrize("name", [*MEANT][::3])
def test_every_repair_is_right(name):
    for one in found(WRONG[name]):
        settings = Settings(y="sums to 1") if one.needs else USUAL
        assert decide(one.claim, settings, again=9).kind == "equal"
        assert one.words


def test_a_right_line_under_the_condition_that_it_needs():
    line = claim(lam(), add(mul(T(V), w("e", "t")),
                            mul(W, D("t+1"), lam("t+1"))))
    first = found(line)[0]
    assert first.words == "W transposed"
    assert [one.words for one in first.needs] == [SUM]
    assert found(line, Settings(y="one-hot"))[0].needs == ()


def test_two_right_repairs_are_both_shown():
    line = WRONG["softmax-index"]
    both = {text(one.claim) for one in found(line)}
    assert len(both) == 2


def test_a_line_whose_shapes_do_not_fit():
    line = claim(d(E(), h()), mul(V, d(E(), w("q", "t"))))
    assert decide(line, USUAL).kind == "shapes"
    assert found(line)[0].words == "V transposed"
    line = claim(d(E(), V), outer(h(), d(E(), w("q", "t"))))
    assert found(line)[0].words == "both sides exchanged"


def test_a_slip_on_the_left():
    line = claim(d(h("t-1"), h("t-1")), mul(D(), W))
    first = found(line)[0]
    assert (first.side, first.words) == ("left", "h at t for t - 1")


def test_nothing_is_derived_by_a_transpose():
    """Where all matrices of a side are transposed, and one stands below."""
    side = mul(sub(w("y_hat", "t"), w("y", "t")), T(V), d(h("t"), W))
    for change in exchanged(side):
        for node in parts(change.node):
            if isinstance(node, Derivative):
                assert isinstance(node.below, Entry | Whole)


def test_known_right_sides_lend_terms_and_factors():
    right = RIGHT["adjoint-any-y"]
    line = claim(lam(), mul(T(V), d(E(), w("q", "t"))))
    assert not any(text(one.claim) == text(right) for one in found(line))
    with_help = found(line, known=[right.right])
    assert [one.words for one in with_help] == [
        "the loss of step t", "with a term more"]
    assert text(with_help[1].claim) == text(right)
    odd = claim(lam(), e("E", "t"))._replace(right=h())
    assert text(found(odd, known=[right.right])[-1].claim) == text(right)


def test_right_lines_and_hopeless_ones():
    assert found(claim(lam(), lam())) == []
    assert found(HOPELESS) == []
    nonsense = claim(e("h", "t", "z"), e("h", "t", "i"))
    assert found(nonsense) is not None


def test_the_search_ends_when_told():
    asked = []

    def go_on():
        asked.append(1)
        return len(asked) < 5
    assert found(HOPELESS, go_on=go_on) == []
    assert len(asked) == 5


def tries(line, **more):
    """How many changes are tried before the search ends."""
    asked = []
    found(line, go_on=lambda: asked.append(1) is None, **more)
    return len(asked)


def test_the_search_ends_after_so_much_work():
    some, more = (tries(HOPELESS, work=work) for work in (500, 2000))
    assert 1 < some < more < tries(HOPELESS)


def test_a_search_through_long_lines_comes_to_its_end():
    terms = [mul(W, D(), lam(), T(h()), h("t-1")) for _ in range(60)]
    began = time.process_time()
    assert found(claim(lam(), add(*terms))) == []
    assert time.process_time() - began < 20


@pytest.mark.parametrize("name", ["chain-low", "step-transpose", "W-high"])
def test_a_search_can_be_repeated_whatever_the_clock_says(
        name, monkeypatch):
    first = found(WRONG[name])
    assert first
    hours = itertools.count(0, 3600)
    for clock in ("monotonic", "perf_counter", "process_time", "time"):
        monkeypatch.setattr(time, clock, lambda: next(hours))
    assert found(WRONG[name]) == first


def test_times_in_words():
    t = (("t", 1),)
    assert said(Linear(t, -1)) == "t - 1"
    assert said(Linear(t, 0)) == "t"
    assert said(Linear((), 3)) == "3"
    assert said(Linear((), 0)) == "0"
    assert said(Linear((("T", 1), ("k", -2)), 1)) == "T - 2 k + 1"
    assert said(Linear((("k", -1),), 0)) == "-k"


def test_signs_and_letters():
    assert negative(neg(W)) == W
    assert negative(W) == neg(W)
    assert negative(neg(mul(W, W))) == mul(W, W)
    assert renamed(e("h", "t", "i"), "i", "j") == e("h", "t", "j")
    assert renamed(sub(W, W), "i", "j") == sub(W, W)
    summed = total_over("i", e("h", "t", "i"))
    assert renamed(summed, "i", "j") is summed


@pytest.mark.parametrize(("line", "words"), [
    (claim(d(e("h", "t", "m"), e("p", "t", "i")), total_over("l", mul(
        delta("m", "l"), slope("t", "l")))), "i for l, not summed"),
    (claim(w("D", "t"), sub(UNITY, sq(h()))), "with diag")])
def test_a_sum_or_a_diag_too_few_or_too_many(line, words):
    assert words in [one.words for one in found(line)]


def test_very_long_lines_are_not_searched():
    assert found(claim(h(), add(*[h("t-1")] * 500))) == []
    assert tries(claim(h(), add(*[h("t-1")] * 500))) == 0
