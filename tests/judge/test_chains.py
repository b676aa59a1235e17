"""Lines of a derivation, against the truth and against the line above."""
import pytest
from rnnlib.judge import chains, judge_latex
from rnnlib.judge.chains import FOLLOWS

SLOPE = r"\frac{\partial h_{t,i}}{\partial p_{t,j}}"


def judged(text):
    """(kinds, how each follows) of a text in the book's letters."""
    lines = judge_latex(text, "book", proofs=False).lines
    return [line.verdict.kind for line in lines], [line.follows
                                                   for line in lines]


def test_a_right_chain_follows():
    assert judged(rf"""{SLOPE} = \delta_{{ij}} (1 - \tanh^2(p_{{t,i}}))
        = \delta_{{ij}} (1 - h_{{t,i}}^2)
        = \delta_{{ij}} (1 - h_{{t,j}}^2)""") == (
        ["agrees"] * 3, ["", "yes", "yes"])


def test_a_slip_is_told_from_what_it_carries_along():
    assert judged(rf"""{SLOPE} = \delta_{{ij}} (1 - h_{{t,i}}^2)
        = \delta_{{ij}} (1 - h_{{t,i}})
        = \delta_{{ij}} (1 - h_{{t,j}})
        = \delta_{{ij}} (1 - h_{{t,j}} h_{{t,i}})
        = \delta_{{ij}} (1 + h_{{t,j}})""") == (
        ["agrees", "wrong", "wrong", "agrees", "wrong"],
        ["", "no", "carried", "again", "no"])


def test_a_left_side_said_again_goes_on():
    assert judged(r"""h_t = \tanh(p_t) \\
        h_t = \tanh(U x_t + W h_t + b_h)""") == (
        ["agrees", "wrong"], ["", "no"])


def test_another_left_side_begins_anew():
    assert judged(r"""h_t = \tanh(p_t) \\
        p_t = U x_t + W h_{t-1} + b_h""") == (["agrees"] * 2, ["", ""])


def test_what_was_not_read_is_passed_over():
    kinds, follows = judged(r"""h_t = \tanh(p_t) \\ = \Xi \\
        = \tanh(U x_t + W h_{t-1} + b_h)""")
    assert kinds == ["agrees", "not read", "agrees"]
    assert follows[2] in ("", "yes")


def test_a_line_of_several_has_the_worst_verdict():
    line = judge_latex(rf"{SLOPE} = \delta_{{ij}} (1 - h_{{t,i}}) = "
                       rf"\delta_{{ij}} (1 - h_{{t,i}}^2)", "book",
                       proofs=False).lines[0]
    assert [one.kind for one in line.verdicts] == ["wrong", "agrees"]
    assert line.verdict is line.verdicts[0]


def test_a_right_line_above_lends_what_is_missing():
    """A term that was left out may stand in a line above."""
    text = r"""\frac{\partial E_t}{\partial V_{ai}} =
        \Big(\hat y_{t,a} \sum_b y_{t,b} - y_{t,a}\Big) h_{t,i} \\
        \frac{\partial E_t}{\partial V_{ai}} =
        \hat y_{t,a} h_{t,i} \sum_b y_{t,b}"""
    wrong = judge_latex(text, "book").lines[1].verdict
    assert wrong.kind == "wrong" and wrong.repairs


@pytest.mark.parametrize("key", FOLLOWS)
def test_each_word_is_a_sentence(key):
    assert FOLLOWS[key].startswith("It ") and FOLLOWS[key].endswith(".")


def test_a_link_with_too_many_times_is_left_open():
    """k, s, tau and t are free in it, as many as nobody tries."""
    kinds, follows = judged(r"""h_t = h_t + h_k - h_k \\
        = h_t + h_s \cdot 0 + h_{\tau} \cdot 0""")
    assert kinds == ["agrees", "agrees"]
    assert follows == ["", ""]
    kinds, follows = judged(r"""h_t = h_k + h_s \\ = h_{\tau} + h_1""")
    assert kinds == ["wrong", "wrong"]
    assert follows == ["", "no"]


def test_a_proof_that_is_not_found_leaves_the_line_as_it_is():
    text = r"h_t = \tanh(p_t)"
    assert judge_latex(text, "book").lines[0].verdict.kind == "right"
    stopped = judge_latex(text, "book", go_on=lambda: False).lines[0]
    assert stopped.verdict.kind == "agrees"
    assert stopped.verdict.proof is None


def test_a_fault_of_the_prover_is_said_and_takes_no_verdict_away(monkeypatch):
    def broken(*_):
        raise KeyError("p")

    monkeypatch.setattr(chains, "prove", broken)
    said = judge_latex(r"h_t = \tanh(p_t)", "book").lines[0].verdict
    assert said.kind == "agrees"
    assert "a fault of its own (KeyError)" in said.notes[-1]
