"""The ledger: labels, what rests on what, and what a page records."""
import os
import subprocess
import sys
from pathlib import Path

import pytest
from corpus import FORMULAS
from rnnlib.symbolic.language import d, delta
from rnnlib.symbolic.ledger import closure, dependents, enter
from rnnlib.symbolic.matrices import mat
from rnnlib.symbolic.model import W, h, i, j, k, t
from rnnlib.symbolic.premises import at
from rnnlib.symbolic.proofs import claim
from rnnlib.symbolic.publishing import lemma
from rnnlib.symbolic.words import tr

HERE = Path(__file__).parent
# the statements of some equations, in a process of their own
SCRIPT = """
import corpus
corpus.lay_down()
for formula in corpus.FORMULAS[:9:2] + corpus.FORMULAS[33:36]:
    print(formula.publish().statement())
"""
CHOSEN = FORMULAS[:9:2] + FORMULAS[33:36]


def test_unknown_labels_name_the_known_ones(model):
    with pytest.raises(KeyError, match="softmax"):
        claim("wrong", W[i, j], W[i, j], given=["nowhere"])
    with pytest.raises(KeyError, match="no equation is labelled"):
        at("nowhere", {t: k})


def test_nothing_rests_on_itself(model):
    claim("jacobian", mat.J(t), mat.D(t) * mat.W)
    claim("symmetric", tr(mat.D(t)), mat.D(t))
    claim("turned", tr(mat.J(t)), tr(mat.W) * mat.D(t),
          given=["jacobian", "symmetric"])
    for label in ("turned", "jacobian"):
        with pytest.raises(ValueError, match="would rest on itself"):
            enter(model[label]._replace(rests_on=("turned",)))
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
        assert all(book[one].kind == "definition" or one == label
                   for one in roots)


def test_the_page_gets_label_status_and_record(book):
    data, metadata = book["dE-dq"]._repr_mimebundle_()
    assert data["text/markdown"].startswith("$$\n" + book["dE-dq"].latex)
    assert "(dE-dq)" in data["text/markdown"]
    assert "*Proved* for every $n_y$" in data["text/markdown"]
    record = metadata["ledger"]
    assert set(record) == {"label", "kind", "latex", "scope", "rests_on",
                           "statement", "agreement", "source"}
    assert set(record["rests_on"]) == {"error", "loss", "softmax", "target"}
    assert record["rests_on"]["loss"] == book["loss"].statement()


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
           os.pathsep.join([str(HERE), str(HERE.parents[1])])}
    out = subprocess.run([sys.executable, "-c", SCRIPT], env=env, check=True,
                         capture_output=True, text=True).stdout
    assert out.split() == [book[f.label].statement() for f in CHOSEN]
