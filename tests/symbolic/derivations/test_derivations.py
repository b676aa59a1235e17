r"""Derivations as a reader sees them: which lines, with which reasons."""
import json
from copy import deepcopy
from pathlib import Path

import pytest
from rnnlib.checker.rules import RULES
from rnnlib.symbolic import (
    LEDGER,
    claim,
    clear,
    exp,
    log,
    steps,
    sum_over,
)
from rnnlib.symbolic.derivations import folding, reading
from rnnlib.symbolic.derivations.merging import merged
from rnnlib.symbolic.derivations.reached import reached
from rnnlib.symbolic.derivations.reading import read
from rnnlib.symbolic.derivations.reasons import WORDS
from rnnlib.symbolic.derivations.showing import Row, derivation, rows, table
from rnnlib.symbolic.grammar.model import a, b, q, t, y, y_hat
from rnnlib.symbolic.ledger.ledger import Equation
from rnnlib.symbolic.recall.recall import recall

FOUND = json.loads(Path(__file__).with_name("certificates.json").read_text())
SHOWN = {
    "step-jacobian": [[
        (r"\left(J_{t}\right)_{ij} = \frac{\partial h_{t,i}}"
         r"{\partial h_{t-1,j}} = \left(1 - h_{t,i}^{2}\right) "
         r"\frac{\partial p_{t,i}}{\partial h_{t-1,j}}",
         "chain rule through (1.2)"),
        (r"= \sum_{l} \delta_{il} \left(1 - h_{t,i}^{2}\right) W_{lj} "
         r"= \left(D_{t} W\right)_{ij}", "derivative of (1.1)")]],
    "loss-logits": [[
        (r"\frac{\partial E_{t}}{\partial q_{t,b}}", ""),
        (r"= -\sum_{a} \frac{y_{t,a}}{\hat{y}_{t,a}} "
         r"\frac{\partial \hat{y}_{t,a}}{\partial q_{t,b}}",
         "chain rule through (1.5)"),
        (r"= \hat{y}_{t,b} - y_{t,b}", "derivative of (1.4), (1.6)"),
        ("= e_{t,b}", "(3.3)")]],
    "W-start": [[
        (r"\left(\mathrm{d}_W h_{0}\right)_{i} = \sum_{m} \sum_{l} "
         r"\frac{\partial h_{0,i}}{\partial W_{lm}} \, \mathrm{d}W_{lm} = 0",
         r"$h_{0,i}$ does not depend on $W_{lm}$")]],
    "jacobian-chain": [[
        (r"\frac{\partial h_{k}}{\partial h_{k}} = I", "(7.5)")], [
        (r"\frac{\partial h_{t}}{\partial h_{k}}", ""),
        (r"= J_{t} \frac{\partial h_{t-1}}{\partial h_{k}}", "(7.6)"),
        (r"= J_{t} J_{t-1} \cdots J_{k+1}",
         "the hypothesis, factors joined")]],
    "slopes-symmetric": [[
        (r"\left(D_{t}^{\mathrm{T}}\right)_{ij} = \delta_{ji} "
         r"\left(1 - h_{t,j}^{2}\right)", ""),
        (r"= \delta_{ij} \left(1 - h_{t,i}^{2}\right) "
         r"= \left(D_{t}\right)_{ij}", "equal where the delta is not 0")]],
    "through-p": [[
        (r"\frac{\partial h_{t,i}}{\partial W_{jl}} = \sum_{m} "
         r"\frac{\partial h_{t,i}}{\partial p_{t,m}} "
         r"\frac{\partial p_{t,m}}{\partial W_{jl}}",
         "chain rule through $p_{t}$")]],
}


@pytest.fixture(autouse=True)
def ledger(monkeypatch):
    """A ledger that has the statements which these certificates cite."""
    known = {label: Equation(label, "proof", None, None, "",
                             certificate=one) for label, one in FOUND.items()}
    monkeypatch.setattr(reading, "LEDGER", known)


def lines(label):
    return [[(one.latex, one.why) for one in rows(chain)]
            for chain in read(FOUND[label])]


@pytest.mark.parametrize("label", SHOWN)
def test_lines_with_their_reasons(label):
    assert lines(label) == SHOWN[label]


@pytest.mark.parametrize("label", FOUND)
def test_every_certificate_shows(label):
    text = derivation(FOUND[label])
    assert "#" not in text and "None" not in text
    for row in text.split("\n"):
        if row.startswith("| $"):
            assert row.count(" | ") == 1 and row.count("$") % 2 == 0


def test_an_induction_says_where_it_starts_and_uses_its_hypothesis():
    start, step = [chain.title for chain in read(FOUND["W-sum"])]
    assert start == "Start, at $t = 0$:"
    assert step == "Step, from $t-1$ to $t$:"
    why = [one for _, one in lines("W-sum")[1]]
    assert "the hypothesis" in why and "the last term of the sum" in why[-1]


def test_what_is_read_off_is_said():
    first, second = [chain.title for chain in read(FOUND["sum-form"])]
    assert first == "The differential:"
    assert second == r"What stands beside $\mathrm{d}W$, transposed:"
    assert lines("sum-form")[1][1][1] == "read off"


def test_one_equation_at_two_times_is_named_once():
    why = [one for _, one in lines("lost-length")[0]]
    assert why[1:3] == ["(7.11), also transposed",
                        "(5.5) at $k+1$, also transposed"]
    (_, *rest), = lines("adjoint-link")
    assert rest[2][1] == r"(7.10) at $k = t$ and $t \to s$, $k \to t$"


def test_sums_swapped_and_factors_joined_are_named():
    why = [one for _, one in lines("over-count")[0]]
    assert "order of the sums" in why
    assert "factors joined" in why


def test_a_derivation_of_one_line_shows_what_was_put_in():
    one = {"label": "x", "kind": "chain", "lhs": [
        "sum", "a", ["d", ["y_hat", "t", "a"], ["q", "t", "b"]]], "rhs": 0}
    ratio = ["*", ["exp", ["q", "t", "a"]],
             ["^", ["sum", "c", ["exp", ["q", "t", "c"]]], -1]]
    one["steps"] = [
        {"by": "definition", "cite": "softmax", "at": "t", "inside": True,
         "to": ["sum", "a", ["d", ratio, ["q", "t", "b"]]]},
        {"by": "derivative", "to": 0}]
    shown = rows(read(one)[0])
    assert [why for _, why in shown] == ["", "(1.4)", "derivative"]
    assert shown[2].latex == "= 0"
    assert r"\left(\frac{\exp q_{t,a}}{\sum_{c}" in shown[1].latex


def test_a_hidden_line_leaves_its_reason_behind():
    (chain,) = read(FOUND["loss-logits"])
    shown = merged(chain.lines)
    assert [step.data for line in shown for step in line.steps] \
        == FOUND["loss-logits"]["steps"]
    assert len(shown) < len(chain.lines)


def test_first_and_last_line_are_always_shown():
    for one in FOUND.values():
        for chain in read(one):
            shown = merged(chain.lines)
            assert shown[0].term == chain.lines[0].term
            assert shown[-1].term == chain.lines[-1].term


def test_every_rule_has_words():
    assert {*RULES} - {*WORDS} == {
        "definition", "derivative", "premise", "bound"}


def test_bounds_have_their_sign():
    known = {"label": "x", "kind": "chain", "sign": "<=",
             "lhs": ["*", ["@", "W"], ["T", ["@", "W"]]],
             "rhs": ["^", "sigma", 2], "steps": [
                 {"by": "premise", "cite": "norm", "to": [
                     "+", ["^", "sigma", 2],
                     ["*", -1, ["@", "S"], ["T", ["@", "S"]]]]},
                 {"by": "square", "to": ["^", "sigma", 2]}]}
    assert [one.latex for one in rows(read(known)[0])] == [
        r"W W^{\mathrm{T}}", r"= \sigma^{2} I - S S^{\mathrm{T}}",
        r"\preceq \sigma^{2} I"]
    assert rows(read(known)[0])[-1].why \
        == r"$S S^{\mathrm{T}}$ left out, a square"


def test_how_far_both_sides_got():
    one = FOUND["lost-length"]
    text = reached(one, one["steps"][:1], [])
    left, right = text.split("\n\nThe right side stays as it is:\n\n")
    assert left.startswith("The left side got to here:\n\n| | |\n")
    assert left.count("\n| $") == 1 and "(7.11)" in left
    assert right.count("\n| $") == 1
    many = reached(one, deepcopy(one["steps"]) + [
        {"by": "premise", "cite": f"x{n}", "to": ["*", n, one["lhs"]]}
        for n in range(2, 9)], [])
    assert r"\vdots" in many


def test_steps_is_a_word(monkeypatch):
    clear()
    recall("softmax")
    shown = claim("log-softmax", log(y_hat[t, a]),
                  q[t, a] - log(sum_over(exp(q[t, b]), b)))
    with pytest.raises(KeyError, match="no equation is labelled"):
        steps("other")
    with pytest.raises(ValueError, match="'softmax' has no steps"):
        steps("softmax")
    known = {**LEDGER, "log-softmax": shown._replace(
        certificate=FOUND["log-softmax"])}
    monkeypatch.setattr("rnnlib.symbolic.ledger.ledger.LEDGER", known)
    assert repr(steps("log-softmax")) == "log-softmax: 1 step"
    text = steps("log-softmax")._repr_markdown_()
    assert text.startswith("| | |") and "(1.4)" in text
    clear()


def test_a_proof_has_a_fold(monkeypatch):
    one = Equation("log-softmax", "proof", None, None, "",
                   certificate=FOUND["log-softmax"])
    text = folding.fold(one)
    assert text.startswith('<details class="steps"><summary>The steps</s')
    assert text.endswith("\n\n</details>")
    monkeypatch.setenv("RNNLIB_BOOK", "1")
    text = folding.fold(one)
    assert text.startswith("::::{derivation} The steps\n\n")
    assert "{eq}`softmax`" in text and text.endswith("\n\n::::")
    assert folding.fold(one._replace(certificate=None)) == ""


def test_equations_are_links_where_the_site_is_known(monkeypatch):
    monkeypatch.setenv("RNNLIB_SITE", "../")
    assert lines("log-softmax")[0][0][1] \
        == "[(1.4)](../book/model.html#equation-softmax)"
    unknown = deepcopy(FOUND["log-softmax"])
    unknown["steps"][0]["cite"] = "mine"
    (((_, why),),) = [rows(chain) for chain in read(unknown)]
    assert why == "(mine)"


def test_nothing_is_shown_of_what_does_not_stand():
    clear()
    one = Equation("log-softmax", "proof", y[t, a], y[t, a], "y",
                   certificate=FOUND["log-softmax"])
    data, metadata = one._repr_mimebundle_()
    assert "<details" not in data["text/markdown"] and metadata == {}


def test_a_bar_ends_no_cell_of_the_table():
    row = Row(parts=(r"\left.\frac{a}{b}\right|_{t}", r"\|W\| = |w|"), why="")
    printed = table([row]).splitlines()[-1]
    assert printed.count("|") == 3
    assert r"\right\vert _{t}" in printed and r"\Vert W\Vert " in printed
