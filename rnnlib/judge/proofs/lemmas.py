"""What the prover knows beside the definitions: equations, each proved once.

Their order is that in which they are tried on a line. Most say what a name
is in terms of a few: P and G, the matrices of a step, and changes of the
parameters.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from .networks import SLOPES, derivative

Json = Any


class Lemma(NamedTuple):
    """lhs = rhs where facts hold, and how that is proved.

    given: labels of lemmas that the proof may use. base, step: of an
    induction over t, from `start`; "" for a chain of lines.
    """

    label: str
    lhs: Json
    rhs: Json
    facts: tuple[tuple[str, str], ...] = ()
    given: tuple[str, ...] = ()
    start: str = ""
    base: str = ""
    step: str = ""


def word(text: str) -> Json:
    """A product from text: "D(t) W dh_W(t-1)", with ' for a transpose."""
    factors = [factor(part) for part in text.split()]
    return factors[0] if len(factors) == 1 else ["*", *factors]


def factor(text: str) -> Json:
    """One factor from text."""
    if text.endswith("'"):
        return ["T", factor(text[:-1])]
    name, _, times = text.partition("(")
    return ["@", name, *times.rstrip(")").split(",")] if times else [
        "@", name]


def sum_over(low: str, high: str, text: str, letter: str = "k") -> Json:
    """A sum over times from text."""
    return ["over", letter, low, high, word(text)]


LATER = (("k+1", "t"),)
ONWARD = (("1", "k"), ("k+1", "t"))
HERE = (("1", "k"), ("k", "t"))
INPUTS = {"W": "dW h({}-1)", "U": "dU x({})", "b_h": "db_h"}
OUTPUTS = {"V": "dV h(t)", "b_y": "db_y"}


def lemmas(kind: str, bias: bool) -> dict[str, Lemma]:
    """The lemmas of a kind of network, by label."""
    slope = kind != "linear"
    found = [*of_a_step(kind), *of_states(slope), *of_outputs(),
             *of_inputs(slope, bias), *backwards()]
    for name, moved in INPUTS.items():
        found += along_early(
            name, moved, () if slope else ("no-slopes",))
    for name, moved in OUTPUTS.items():
        found += along_late(name, moved)
    return {one.label: one for one in found}


def of_a_step(kind: str) -> Iterator[Lemma]:
    """The matrices of one step."""
    slope = kind != "linear"
    yield Lemma("slope-of-a-state", ["d", ["h", "t", "i"], ["p", "t", "j"]],
                ["*", ["delta", "i", "j"], SLOPES[kind]] if slope
                else ["delta", "i", "j"])
    yield Lemma("slopes-symmetric", word("D(t)'"), word("D(t)"))
    if not slope:
        yield Lemma("no-slopes", word("D(t)"), 1)
    yield Lemma("step-jacobian", word("J(t)"), word("D(t) W" if slope
                                                    else "W"))
    yield Lemma("step-of-p", word("K(t)"), word("W D(t-1)" if slope
                                                else "W"), (("2", "t"),),
                ("slope-of-a-state at t-1",))
    yield Lemma("one-step", word("P(t,t-1)"), word("J(t)"))
    yield Lemma("one-step-of-p", word("d_p_p(t,t-1)"), word("K(t)"),
                (("2", "t"),))


def of_states(slope: bool) -> Iterator[Lemma]:
    """States and pre-activations, and what moves them."""
    more = () if slope else ("no-slopes",)
    yield Lemma("chain-start", word("P(k,k)"), 1)
    yield Lemma("chain-link", word("P(t,k)"), word("J(t) P(t-1,k)"), LATER)
    one = "J(s)" if slope else "W"
    if not slope:
        yield Lemma("linear-link", word("P(t,k)"), word("W P(t-1,k)"), LATER)
    yield Lemma("jacobian-chain", word("P(t,k)"),
                ["chain", "s", "t", "k+1", -1, word(one)], (), (),
                "k", "chain-start", "chain-link" if slope else "linear-link")
    yield Lemma("chain-early-end", word("P(t,k)"),
                word("P(t,k+1) J(k+1)"), LATER,
                ("jacobian-chain",) if slope else (
                    "jacobian-chain", "step-jacobian"))
    for below, start in (("p", "D(t)"), ("x", "D(t) U")):
        name = derivative("h", below)
        tail = " D(k)" if below == "p" else " D(k) U"
        yield Lemma(f"{name}-start", word(f"{name}(t,t)"), word(start))
        yield Lemma(f"{name}-link", word(f"{name}(t,k)"),
                    word(f"J(t) {name}(t-1,k)"), ONWARD)
        yield Lemma(f"{name}-chain", word(f"{name}(t,k)"),
                    word("P(t,k)" + tail), (("1", "k"),),
                    ("chain-start", "chain-link"), "k", f"{name}-start",
                    f"{name}-link")
        own = derivative("p", below)
        yield Lemma(f"{own}-start", word(f"{own}(t,t)"),
                    1 if below == "p" else word("U"))
        yield Lemma(f"{own}-link", word(f"{own}(t,k)"),
                    word(f"W {name}(t-1,k)"), ONWARD)
    yield Lemma("d_p_h-link", word("d_p_h(t,k)"), word("W P(t-1,k)"), LATER)
    yield Lemma("d_p_p-step", word("d_p_p(t,k)"),
                word("K(t) d_p_p(t-1,k)"), ONWARD,
                ("d_p_p-link", "step-of-p", "d_h_p-by-p",
                 *more))
    yield Lemma("d_p_p-chain", word("d_p_p(t,k)"),
                ["chain", "s", "t", "k+1", -1, word(
                    "K(s)" if slope else "W")], (("1", "k"),),
                () if slope else ("step-of-p",), "k", "d_p_p-start-k",
                "d_p_p-step")
    yield Lemma("d_p_p-start-k", word("d_p_p(k,k)"), 1, (("1", "k"),))
    yield Lemma("d_h_p-by-p", word("d_h_p(t,k)"), word("D(t) d_p_p(t,k)"),
                HERE)


def of_outputs() -> Iterator[Lemma]:
    """Logits, predictions and losses."""
    for below in ("h", "p", "x"):
        name = derivative("h", below)
        for top in ("q", "y_hat", "E"):
            lhs = word(f"{derivative(top, below)}(t,k)")
            rhs = {"q": f"V {name}(t,k)",
                   "y_hat": f"d_y_hat_q(t) V {name}(t,k)",
                   "E": f"{name}(t,k)' V' d_E_q(t)"}[top]
            facts = () if below == "h" else (("1", "k"),)
            yield Lemma(f"{derivative(top, below)}-out", lhs, word(rhs),
                        facts)
    yield Lemma("chain-of-the-loss", word("d_y_hat_q(t)' d_E_y_hat(t)"),
                word("d_E_q(t)"))
    yield Lemma("loss-of-logs", word("E(t)"), ["*", -1, *word(
        "y(t)' logs(t)")[1:]])
    yield Lemma("error", word("d_E_q(t)"), ["+", word("y_hat(t)"), [
        "*", -1, word("y(t)")]], (), ("sum",))


def of_inputs(slope: bool, bias: bool) -> Iterator[Lemma]:
    """What the network computes."""
    more = [word("b_h")] * bias
    if not slope:
        inputs = ["+", word("U x(k)"), *more] if bias else word("U x(k)")
        yield Lemma("states", word("h(t)"), [
            "+", word("U x(t)"), word("W h(t-1)"), *more])
        yield Lemma("states-start", word("h(0)"), word("h(0)"))
        yield Lemma("states-sum", word("h(t)"), [
            "+", ["*", ["chain", "s", "t", "1", -1, word("W")],
                  word("h(0)")], ["over", "k", "1", "t", ["*", [
                      "chain", "s", "t", "k+1", -1, word("W")], inputs]]],
            (), (), "0", "states-start", "states")
    yield Lemma("pre-activations", word("p(t)"), [
        "+", word("U x(t)"), word("W h(t-1)"), *more])
    yield Lemma("outputs", word("q(t)"), [
        "+", word("V h(t)"), word("b_y")] if bias else word("V h(t)"))


def along_early(name: str, moved: str, more: tuple[str, ...]
                ) -> Iterator[Lemma]:
    """Changes of what moves the states."""
    now, then = moved.format("t"), moved.format("k")
    h, p, E = (derivative(top, name) for top in "hpE")
    q, y_hat = derivative("q", name), derivative("y_hat", name)
    yield Lemma(f"imm_h_{name}-now", word(f"imm_h_{name}(t)"),
                word("D(t) " + now))
    yield Lemma(f"imm_p_{name}-now", word(f"imm_p_{name}(t)"), word(now))
    yield Lemma(f"{h}-start", word(f"{h}(0)"), 0)
    yield Lemma(f"imm_h_{name}-start", word(f"imm_h_{name}(0)"), 0)
    yield Lemma(f"{h}-step", word(f"{h}(t)"), [
        "+", word("D(t) " + now), word(f"J(t) {h}(t-1)")])
    yield Lemma(f"{h}-sum", word(f"{h}(t)"), sum_over(
        "1", "t", "P(t,k) D(k) " + then), (),
        ("chain-link", "chain-start"), "0", f"{h}-start", f"{h}-step")
    yield Lemma(f"{p}-step", word(f"{p}(t)"), [
        "+", word(now), word(f"W {h}(t-1)")])
    first = moved.format("1").replace("1-1", "0")
    yield Lemma(f"{p}-start", word(f"{p}(1)"), word(first), (),
                (f"{p}-step", f"{h}-start"))
    yield Lemma(f"{p}-onward", word(f"{p}(t)"), [
        "+", word(now), word(f"K(t) {p}(t-1)")], (("2", "t"),),
        (f"{p}-step", f"{h}-of-p", "step-of-p", *more))
    yield Lemma(f"{p}-sum", word(f"{p}(t)"), sum_over(
        "1", "t", "d_p_p(t,k) " + then), (),
        ("d_p_p-step", "d_p_p-start-k"), "1", f"{p}-start", f"{p}-onward")
    yield Lemma(f"{h}-of-p", word(f"{h}(t)"), word(f"D(t) {p}(t)"))
    yield Lemma(f"{q}-out", word(f"{q}(t)"), word(f"V {h}(t)"))
    yield Lemma(f"{y_hat}-out", word(f"{y_hat}(t)"),
                word(f"d_y_hat_q(t) V {h}(t)"))
    yield Lemma(f"{E}-out", word(f"{E}(t)"), word(f"d_E_q(t)' V {h}(t)"))


def along_late(name: str, moved: str) -> Iterator[Lemma]:
    """Changes of what moves the logits alone."""
    q, y_hat, E = (derivative(top, name) for top in ("q", "y_hat", "E"))
    yield Lemma(f"{q}-out", word(f"{q}(t)"), word(moved))
    yield Lemma(f"{y_hat}-out", word(f"{y_hat}(t)"),
                word("d_y_hat_q(t) " + moved))
    yield Lemma(f"{E}-out", word(f"{E}(t)"), word("d_E_q(t)' " + moved))


def backwards() -> Iterator[Lemma]:
    """The gradient of the loss over all steps."""
    yield Lemma("adjoint-step-back", word("lam(t)"), [
        "+", word("V' d_E_q(t)"), word("J(t+1)' lam(t+1)")],
        (("t+1", "T"),),
        ("adjoint", "G-out", "chain-start", "chain-early-end"))


def names(term: Json) -> set[str]:
    """The names of the matrices in a word."""
    if not isinstance(term, list):
        return set()
    if term[0] == "@":
        return {term[1]}
    return set().union(*map(names, term[1:]))


__all__ = ["Lemma", "lemmas", "names"]
