"""The ledger: labels, what rests on what, and what a page records."""
import os
import re
import subprocess
import sys
from pathlib import Path

import corpus
import pytest
from corpus import FORMULAS
from rnnlib.symbolic.grammar.matrices import CONDITIONS, mat
from rnnlib.symbolic.grammar.model import W, a, b, c, h, i, j, k, p, q, s, t, y
from rnnlib.symbolic.ledger.ledger import (
    LAID_DOWN,
    LEDGER,
    Equation,
    _enter,
    called,
    clear,
    closure,
    dependents,
)
from rnnlib.symbolic.ledger.premises import NotProved, at
from rnnlib.symbolic.methods.claims import claim
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.methods.publishing import lemma, publish
from rnnlib.symbolic.terms.language import d, delta, imm, sum_over
from rnnlib.symbolic.terms.products import falling, over_time, rising
from rnnlib.symbolic.terms.structure import structure

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
# the statements of some equations, in a process of their own
SCRIPT = """
import corpus
corpus.lay_down()
for formula in corpus.FORMULAS[:9:2] + corpus.FORMULAS[33:36]:
    print(formula.publish().fingerprint())
"""
CHOSEN = FORMULAS[:9:2] + FORMULAS[33:36]


def test_unknown_labels_name_the_known_ones(model):
    with pytest.raises(KeyError, match="softmax"):
        claim("wrong", W[i, j], W[i, j], given=["nowhere"])
    with pytest.raises(KeyError, match="no equation is labelled"):
        at("nowhere", {t: k})


def test_nothing_rests_on_itself(model):
    claim("jacobian", mat.J(t), mat.D(t) * mat.W)
    claim("symmetric", mat.D(t).T, mat.D(t))
    claim("turned", mat.J(t).T, mat.W.T * mat.D(t),
          given=["jacobian", "symmetric"])
    for label in ("turned", "jacobian"):
        with pytest.raises(ValueError, match="would rest on itself"):
            _enter(model[label]._replace(rests_on=("turned",)))
    assert model["jacobian"].rhs == mat.D(t) * mat.W


def test_a_new_statement_removes_what_rested_on_the_old_one(book):
    later = dependents("step")
    assert {"product", "credit", "credit-step", "norm"} <= set(later)
    claim("step", mat.P(t, t - 1), mat.J(t))
    assert not set(later) & set(book)
    assert "jacobian" in book


def test_the_same_statement_keeps_what_rests_on_it(book):
    before = set(book)
    next(f for f in FORMULAS if f.label == "step").publish()
    assert set(book) == before


def test_at_speaks_of_the_ledger_as_it_is(model):
    """A premise put aside before its label was given away is not used."""
    claim("fact", mat.J(t), mat.D(t) * mat.W)
    aside = at("fact", {t: k + 1})
    claim("fact", mat.J(t) * mat.W, mat.D(t) * mat.W**2)
    with pytest.raises(ValueError, match="holds without|fixed length"):
        claim("later", mat.J(k + 1) * mat.W, mat.J(k + 1) * mat.W,
              given=[aside])


def test_everything_rests_on_definitions(book):
    for label in (formula.label for formula in FORMULAS):
        roots = {one for one in closure([label]) if not book[one].rests_on}
        assert all(book[one].kind in LAID_DOWN or one == label
                   for one in roots)


def test_the_page_gets_label_status_and_record(book):
    data, metadata = book["dE-dq"]._repr_mimebundle_()
    assert data["text/markdown"].startswith("$$\n" + book["dE-dq"].latex)
    assert r"\tag{dE-dq}" in data["text/markdown"]      # the book has no such
    assert "*Proved* for every $n_y$ if (1.6); rests on (error), " \
        in data["text/markdown"]
    record = metadata["ledger"]
    assert set(record) == {"label", "kind", "latex", "scope", "rests_on",
                           "conditions", "fingerprint", "agreement", "source",
                           "rules"}
    assert metadata["proofs"][0]["label"] == "dE-dq"
    assert "definition" in record["rules"]
    assert record["conditions"] == ["target"]
    assert set(record["rests_on"]) == {"error", "loss", "softmax", "target"}
    assert record["rests_on"]["loss"] == book["loss"].fingerprint()


def test_a_lemma_needs_a_source(model):
    with pytest.raises(ValueError, match="source"):
        lemma("norms", r"\|AB\| \leq \|A\| \|B\|", "")
    cited = lemma("norms", r"\|AB\| \leq \|A\| \|B\|", "golub")
    assert "Cited lemma" in cited.status() and "golub" in cited.status()


def test_statements_differ_by_scope(model):
    first = claim("same", d(h[k, i], h[k, j]), delta(i, j))
    second = claim("same", d(h[k, i], h[k, j]), delta(i, j), when=k < t)
    assert first.statement() != second.statement()


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_statements_do_not_depend_on_the_process(book, seed):
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH":
           os.pathsep.join([str(HERE.parent / "corpus"), str(ROOT)])}
    out = subprocess.run([sys.executable, "-c", SCRIPT], env=env, check=True,
                         capture_output=True, text=True).stdout
    assert out.split() == [book[f.label].fingerprint() for f in CHOSEN]


# one door

def test_the_ledger_cannot_be_written_to(model):
    with pytest.raises(TypeError, match="item assignment"):
        LEDGER["forged"] = model["state"]
    with pytest.raises(AttributeError):
        LEDGER.update(forged=model["state"])


def test_what_no_method_has_returned_has_no_class(model):
    """An equation made by hand prints no class and leaves no record."""
    wrong = Equation("forged", "proof", W[i, j], W[j, i], "W = W^T")
    for equation in (wrong, model["state"]._replace(rhs=h[t, i]),
                     model["state"]._replace(kind="proof")):
        data, metadata = equation._repr_mimebundle_()
        assert "Proved" not in data["text/markdown"] + repr(equation)
        assert "does not stand in the ledger" in data["text/markdown"]
        assert metadata == {}


@pytest.mark.parametrize(("label", "method"), [
    ("x", "prove"), ("x", ""), ("x", None), ("x", "theorem"),
    ("x", "os.system"), ("", "by_claim"), ("*Proved*", "by_claim"),
    ("a b", "by_claim"), (("a",), "by_claim"), ("a`b", "by_claim")])
def test_the_door_takes_its_own_methods_and_names(model, label, method):
    with pytest.raises(ValueError, match="must be"):
        publish(label, method, W[i, j], W[j, i], (), ())
    assert label not in LEDGER


def test_a_method_proves_before_it_is_entered(model):
    for method in ("by_claim", "by_chain_rule"):
        with pytest.raises((NotProved, TypeError, ValueError)):
            publish("wrong", method, W[i, j], W[j, i], (), (), *[()] * (
                method == "by_chain_rule"))
    assert "wrong" not in LEDGER


def test_only_publishing_writes():
    """No other module of the book or of rnnlib names what writes."""
    writers = {path.name for folder in ("rnnlib", "book")
               for path in (ROOT / folder).rglob("*.py")
               if {"_ENTRIES", "_enter"} & set(re.findall(
                   r"\w+", path.read_text()))}
    assert writers == {"ledger.py", "publishing.py"}


@pytest.mark.parametrize("scope", [
    "*Proved* for every $n_h$", "for all $n$. Proved", "**for all**",
    "_for_ all", "`x`", "for all\n\n*Proved*", "a definition", "{eq}`state`",
    "<b>Proved</b>", "PROVED", "a [link](x) | cell"])
def test_a_lemma_says_no_more_than_that_it_is_cited(model, scope):
    with pytest.raises(ValueError, match="plain words"):
        lemma("cited", r"\|AB\| \leq 1", "golub", scope)
    with pytest.raises(ValueError, match="must hold no"):
        lemma("cited", r"x$$ *Proved* $$y", "golub")


# conditions

def test_a_condition_is_no_definition(model):
    assert {label for label in model if model[label].kind == "condition"} \
        == {"target", "orthogonal"}
    assert model["orthogonal"].status() == "*Condition*."


@pytest.mark.parametrize("key", CONDITIONS)
def test_each_condition_of_the_model_is_one(model, key):
    assert define("assumed", *CONDITIONS[key]).kind == "condition"


def test_a_linear_state_is_a_condition():
    clear()
    assert define("linear", h[t, i], p[t, i]).kind == "condition"
    equation = claim("slope", d(h[t, i], p[t, j]), delta(i, j))
    assert equation.conditions() == ["linear"]
    clear()


def test_all_that_follows_from_a_condition_says_if(book):
    """However far away it is: credit-step rests on it through others."""
    for label in book:
        assumed = {one for one in closure([label])
                   if book[one].kind == "condition"} - {label}
        assert set(book[label].conditions()) == assumed
        for one in assumed:
            assert re.search(rf" if .*\({called.equation(one)}\)",
                             book[label].status())
    assert book["credit-step"].conditions() == ["target"]
    assert book["norm"].conditions() == ["orthogonal", "target"]


# what a statement is

def test_a_statement_does_not_depend_on_how_it_prints(model):
    """P(t, t-1) and J_t print alike but are two statements."""
    first = model["state"]
    assert first._replace(latex="x").statement() == first.statement()
    for other in ({"rhs": h[t, i]}, {"lhs": h[t, j]}, {"sign": "<"},
                  {"kind": "proof"}, {"facts": (k < t,)}, {"scope": "x"}):
        assert first._replace(**other).statement() != first.statement()


def test_another_proof_of_the_same_is_seen(model):
    """The same words, once from tanh and once from a linear state."""
    link = claim("link", mat.P(t, k), mat.J(t) * mat.P(t-1, k), when=k < t)
    tied, said = link.fingerprint(), link.statement()
    clear()
    for definition in corpus.DEFINITIONS:
        label, *sides = definition
        if label == "state":
            sides = h[t, i], p[t, i]
        define(label, *sides)
    link = claim("link", mat.P(t, k), mat.J(t) * mat.P(t-1, k), when=k < t)
    assert link.statement() == said
    assert link.fingerprint() != tied


@pytest.mark.parametrize(("one", "other"), [
    (sum_over(y[t, a] * q[t, b], a), sum_over(y[t, b] * q[t, a], b)),
    (sum_over(y[t, a], a), sum_over(q[t, a], a)),
    (falling(mat.J(s), s, t, k), rising(mat.J(s), s, t, k)),
    (falling(mat.J(s), s, t, k), falling(mat.J(s), s, t, k + 1)),
    (over_time(mat.J(s), s, 1, t), over_time(mat.J(t), s, 1, t)),
    (mat.J(t) * mat.W, mat.W * mat.J(t)), (mat.J(t), mat.J(t).T),
    (d(h[t, i], h[k, j]), imm(h[t, i], h[t, j])),
    (sum_over(sum_over(y[t, a] * y[s, b], a), b),
     sum_over(sum_over(y[t, a] * y[s, a], a), b)),
])
def test_other_statements_have_another_structure(one, other):
    assert structure(one) != structure(other)


@pytest.mark.parametrize("build", [
    lambda v, w: sum_over(v[t, a] + w[t, a], a) * q[t, b],
    lambda v, w: sum_over(sum_over(v[t, a] * w[t, b], a), b),
    lambda v, w: sum_over(v[t, a], a) + sum_over(w[t, b], b)])
def test_bound_letters_do_not_matter(build):
    swapped = build(y, q).xreplace({a: c})
    assert structure(build(y, q)) == structure(build(y, q))
    assert structure(sum_over(y[t, a] * q[t, b], a)) == structure(
        sum_over(y[t, c] * q[t, b], c))
    assert structure(swapped).count("?") == 0


@pytest.mark.parametrize("latex, source", [
    ("x = 1", "golub`; *Proved* {`x"), ("x = 1", "golub; Proved"),
    ("x = 1", "*Proved*"), ("x = 1", 7),
    (r"x = 1 \text{ (Proved)}", "golub"), (r"\text{proved: } x", "golub")])
def test_a_citation_claims_no_proof_in_its_other_parts(latex, source):
    with pytest.raises(ValueError, match="(source|latex) of a lemma must"):
        lemma("cited", latex, source)
