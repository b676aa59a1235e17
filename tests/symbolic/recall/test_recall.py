"""Statements of other pages: where they come from, and what comes of them."""
import json
import re
from collections import defaultdict

import pytest
from chapters_of_book import fingerprints
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import E, h, i, j, p, q, t
from rnnlib.symbolic.ledger import called
from rnnlib.symbolic.ledger.ledger import LEDGER, clear
from rnnlib.symbolic.methods.claims import claim
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.networks.lstm import cell, f, g, z
from rnnlib.symbolic.recall import homes
from rnnlib.symbolic.recall import recall as recalling
from rnnlib.symbolic.recall.recall import recall
from rnnlib.symbolic.terms.errors import Failed
from sympy import tanh

BOOK = homes.book()
TEXTS = {label: one["text"] for label, one in BOOK["statements"].items()
         if one["text"]}
PAGES = {page: [label for label in TEXTS
                if BOOK["statements"][label]["page"] == page]
         for page in BOOK["pages"]}
# pages with the same words, one after the other, each on what came before
WORDS = defaultdict(list)
for page in filter(PAGES.get, PAGES):
    WORDS[tuple(BOOK["pages"][page]["words"])].append(page)


@pytest.fixture(autouse=True)
def empty():
    """Each test begins with a page that has nothing, and leaves none."""
    clear()
    yield
    clear()


@pytest.fixture
def tampered(monkeypatch):
    """The file as somebody else may have left it: tampered(label, text=...)"""
    changed = json.loads(json.dumps(BOOK))
    monkeypatch.setattr(homes, "book", lambda: changed)

    def change(label, **parts):
        changed["statements"].setdefault(label, {
            "page": "book/model", "text": "", "rests": []}).update(parts)
        return changed
    return change


# what comes

def test_what_it_rests_on_comes_along():
    recall("step-back")
    assert set(LEDGER) == {
        "pre-activation", "state", "tanh-slope", "slopes",
        "pre-activation-step", "step-matrix", "step-jacobian",
        "slopes-symmetric", "step-back"}
    assert LEDGER["step-back"].kind == "proof"


def test_a_definition_brings_nothing_else():
    recall("logits", "target")
    assert {one.label: one.kind for one in LEDGER.values()} == {
        "logits": "definition", "target": "condition"}


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_all_statements_of_pages_can_be_recalled(words):
    """They come out as the ledger of the book has them, roots and all."""
    for page in WORDS[words]:
        try:
            recall(*PAGES[page])
        except ValueError:              # other definitions than pages above
            clear()
            recall(*PAGES[page])
        assert {label: LEDGER[label].fingerprint()
                for label in PAGES[page]} == {
            label: fingerprints()[label] for label in PAGES[page]}


@pytest.mark.parametrize("label", ["W-loss", "isometry", "loss-over-copies",
                                   "forget-credit", "credit-bound"])
def test_one_alone_can_be_recalled(label):
    recall(label)
    assert LEDGER[label].fingerprint() == fingerprints()[label]


def test_twice_is_as_once():
    recall("step-back")
    before = dict(LEDGER)
    recall("step-back")
    assert all(LEDGER[label] is one for label, one in before.items())


def test_what_stands_here_is_not_made_again():
    own = define("state", h[t, i], tanh(p[t, i]))
    recall("tanh-slope")
    assert LEDGER["state"] is own


# errors

@pytest.mark.parametrize(("labels", "said"), [
    ((), "got none"), (("stat",), "got 'stat'; there is state"),
    (("state", "logits", "state"), "got 'state' twice"), ((3,), "got 3"),
    ((["state"],), "got ['state']"), (("",), "got ''"),
    (("jordan-2",), "lives on its page only, One unit and linear networks"),
    (("state", "nowhere-at-all"), "got 'nowhere-at-all'")])
def test_a_label_that_there_is_not(labels, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        recall(*labels)
    assert not LEDGER


@pytest.mark.parametrize(("first", "second", "said"), [
    ("linear-state", "state", r"of this one h\[t, i\] is 'linear-state'"),
    ("state", "linear-state", r"of this one h\[t, i\] is 'state'"),
    ("linear-state", "tanh-slope",
     "'state', on which 'tanh-slope' rests, cannot be recalled here"),
    ("untied", "step-jacobian", r"of this one p\[t, i\] is 'untied'"),
    ("gated-state", "pre-activation", "a page has one network"),
    ("step-jacobian", "cell-path", "a page has one network"),
    ("pre-activation", "one-copy", "define C before p")])
def test_a_page_has_one_network(first, second, said):
    recall(first)
    with pytest.raises(ValueError, match=said):
        recall(second)
    assert second not in LEDGER


def test_what_says_something_else_under_the_label_stays():
    own = claim("step-jacobian", mat.W, mat.W)
    for label in ("step-jacobian", "step-back"):
        with pytest.raises(ValueError, match="says something else than in "
                                             "The Jacobian of one step"):
            recall(label)
    assert LEDGER["step-jacobian"] is own


@pytest.mark.parametrize(("around", "said"), [
    ({"state": ["state"]}, "'state' would rest on itself: state <- state"),
    ({"state": ["logits"], "logits": ["softmax"], "softmax": ["state"]},
     "'state' would rest on itself: state <- softmax <- logits <- state")])
def test_a_circle_is_seen(tampered, around, said):
    for label, rests in around.items():
        tampered(label, rests=rests)
    with pytest.raises(ValueError, match=said):
        recall("state")
    assert not LEDGER


# a file that is not as the chapters have made it

@pytest.mark.parametrize("text", [
    'claim("step-jacobian", mat.J(t), mat.W * mat.D(t))',
    'claim("step-jacobian", mat.J(t), mat.D(t) * mat.W, given=["slopes"])',
    'define("step-jacobian", mat.J(t), mat.W * mat.D(t))',
    'define("step-jacobian", h[t, i], h[t, i])',
    'claim("step-jacobian", 1, 2)'])
def test_nothing_false_is_proved(tampered, text):
    tampered("step-jacobian", text=text)
    with pytest.raises((Failed, ValueError)):
        recall("step-back")
    assert not {"step-jacobian", "step-back"} & {*LEDGER}


@pytest.mark.parametrize("text", [
    "", "1", "state", 'claim("other", mat.J(t), mat.D(t) * mat.W)',
    'claim(mat.J(t), mat.D(t) * mat.W)', 'clear()', 'recall("state")',
    '__import__("os").getcwd()', '(lambda: 1)()', 'claim("state"', "claim()",
    'claim("state", 1, 1); claim("state", 2, 2)', "exact('state', 1, 1)",
    'publish("state", "laid_down", h[t, i], tanh(p[t, i]))',
    'mat.J("state")', "claim('state', 1, 1)\nclear()"])
def test_a_text_is_the_statement_of_this_label(tampered, text):
    tampered("state", text=text)
    with pytest.raises(ValueError, match="'state' (must be a call of|lives)"):
        recall("state")
    assert not LEDGER


@pytest.mark.parametrize("part", [
    '__import__("os").getcwd()', "exp('__import__(\"os\").getcwd()')",
    "h['t', 'i']", '"x" * 2', "mat.__class__", "h.name", "mat.J.__globals__",
    "mat.nothing(t)", "[one for one in (t,)]", "(lambda x: x)(t)", "t if t "
    "else t", "f'{t}'", "(one := t)", "t and t", "*(t,)", "h[t, i:]", "1.5",
    "None", "True", "...", "b'x'", "LEDGER", "clear()", "recall('state')",
    "claim('state', 1, 1)", "define", "sum_over(exp('x'), a)", "os",
    "print(1)", "open('x')", "at('x', {t: k})", "{t, i}", "not t"])
def test_a_statement_is_made_of_formulas_alone(tampered, part):
    tampered("state", text=f'define("state", h[t, i], {part})')
    with pytest.raises(ValueError, match="'state' must be made of the words"):
        recall("state")
    assert not LEDGER


def test_texts_are_for_labels_only(tampered):
    """A door is told labels; a formula among them is none."""
    for given in ("[exp('x')]", "[['symmetric']]", "('x' + 'y',)"):
        tampered("step-jacobian", text=(
            'claim("step-jacobian", mat.J(t), mat.D(t) * mat.W, '
            f'given={given})'))
        with pytest.raises(ValueError, match="must be made of the words"):
            recall("step-jacobian")


@pytest.mark.parametrize(("label", "rests", "error"), [
    ("input-start", [], (Failed, ValueError)),
    ("input-start", ["slopes"], (Failed, ValueError)),
    ("input-start", ["state", "input-jacobian"], (Failed, ValueError)),
    ("step-jacobian", [], KeyError),          # it names two in given=
    ("step-jacobian", ["state", "tanh-slope"], KeyError)])
def test_a_proof_without_its_premises_fails(tampered, label, rests, error):
    tampered(label, rests=rests)
    with pytest.raises(error):
        recall(label)
    assert label not in LEDGER


def test_premises_that_are_none_are_seen(tampered):
    tampered("step-jacobian", rests=["nowhere"])
    with pytest.raises(ValueError, match="got 'nowhere'"):
        recall("step-jacobian")


@pytest.mark.parametrize("words", [["os"], ["rnnlib.symbolic.x.y"], [
    "rnnlib.symbolic.os"], ["rnnlib.symbolic_"], ["builtins"]])
def test_words_are_those_of_the_prover(tampered, words):
    tampered("state")["pages"]["book/model"]["words"] = words
    with pytest.raises((ValueError, ModuleNotFoundError)):
        recall("state")
    assert not LEDGER


def test_a_module_without_words_gives_none(tampered):
    """`publishing` has doors of its own, and lists no words."""
    tampered("state", text='publish("state", "laid_down", 1, 1)')[
        "pages"]["book/model"]["words"] = [
            "rnnlib.symbolic.methods.publishing"]
    with pytest.raises(ValueError, match="must be a call of"):
        recall("state")


def test_a_title_says_no_more_than_a_title(tampered):
    tampered("state")["pages"]["book/model"]["title"] = "x* *Proved* for all"
    recap = recall("state")
    with pytest.raises(ValueError, match="a title is plain words"):
        recap._repr_markdown_()


def test_a_page_is_called_as_a_file(tampered):
    pages = tampered("state", page="one) *Proved* [x](")["pages"]
    pages["one) *Proved* [x]("] = pages["book/model"]
    with pytest.raises(ValueError, match="a page is called as its file"):
        recall("state")


def test_a_lemma_says_no_more_than_that_it_is_cited(tampered):
    tampered("norm-shortfall",
             text='lemma("norm-shortfall", "W = 0", "*Proved*")')
    with pytest.raises(ValueError, match="source of a lemma"):
        recall("norm-shortfall")


# what is shown

def test_a_recap_has_numbers_titles_and_formulas(monkeypatch):
    monkeypatch.delenv("RNNLIB_BOOK", raising=False)
    recap = recall("credit-through-chain", "target", "state")
    text = recap._repr_markdown_()
    places = [text.index(part) for part in (
        "From *The model and its shapes*:",
        f"- ({called.equation('state')}) ", r"\tanh p_{t,i}$ by definition",
        f"- ({called.equation('target')}) ", "= 1$ as a condition",
        "From *Unrolling: the sum over earlier steps*:",
        "$ proved for every $n_h$, $n_y$ if (1.6)",
        "Proved again here, from 10 other statements of the book.")]
    assert places == sorted(places)
    assert repr(recap).startswith(r"(1.2) state: h_{t,i} = \tanh p_{t,i}")


def test_in_the_book_it_has_links(monkeypatch):
    monkeypatch.setenv("RNNLIB_BOOK", "1")
    text = recall("step-jacobian")._repr_markdown_()
    assert "From {doc}`/book/tanh-jacobian`:" in text
    assert "\n- {eq}`step-jacobian` $" in text
    assert "from {eq}`pre-activation`, {eq}`state`, " in text


def test_where_the_site_is_known_it_has_links(monkeypatch):
    monkeypatch.delenv("RNNLIB_BOOK", raising=False)
    monkeypatch.setenv("RNNLIB_SITE", "../")
    text = recall("gradient-b_h")._repr_markdown_()
    assert text.startswith("From [*The other gradients*](../book/"
                           "other-parameters.html):\n\n- [(8.16)](../"
                           "book/other-parameters.html#equation-gradient-b-h")


def test_a_lemma_is_shown_with_its_source():
    text = recall("norm-shortfall")._repr_markdown_()
    assert "From *Norm bounds*:" in text
    assert re.search(r"\$ cited from Horn and Johnson, \d+, theorem 7\.2\.7,",
                     text)
    assert "roved" not in text


def test_many_are_counted():
    text = recall("credit-chain")._repr_markdown_()
    assert "\n\nProved again here, from 18 other statements of the" in text


def test_definitions_are_not_said_to_be_proved():
    text = recall("whole-W")._repr_markdown_()
    assert "They rest on (" in text and "roved" not in text


def test_the_page_keeps_what_was_recalled():
    data, metadata = recall("step-jacobian", "state")._repr_mimebundle_()
    assert metadata["recalled"] == {
        label: fingerprints()[label] for label in ("state", "step-jacobian")}
    assert [one["label"] for one in metadata["proofs"]] == [*LEDGER]
    assert metadata.keys() == {"recalled", "proofs"}
    assert set(data) == {"text/plain", "text/markdown"}


def test_what_stands_no_more_is_not_shown_as_if_it_did():
    recap = recall("step-jacobian")
    define("slopes", mat.D(t))
    assert recap.stand()
    clear()
    assert "stand in the ledger any more" in recap._repr_markdown_()
    assert recap._repr_mimebundle_()[1] == {"recalled": {}}


def test_the_circle_is_no_matter_of_luck():
    """`bring` is asked for each label with those above it."""
    with pytest.raises(ValueError, match="would rest on itself"):
        recalling.bring("state", ("logits", "state"))


def test_other_names_of_the_vocabulary():
    """LSTM words do not shadow those of the model when both are there."""
    known = homes.words_on("book/lstm")
    assert [known[name] for name in ("cell", "f", "g", "z", "h", "E", "q")] \
        == [cell, f, g, z, h, E, q] and known["j"] == j
