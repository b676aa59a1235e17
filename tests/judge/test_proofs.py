"""Right lines are proved, and wrong ones never, even without the numbers."""
import subprocess
import sys
import time
from fractions import Fraction

import pytest
from proving import claims, of_corpus, of_derivations
from rnnlib.checker import Language, check
from rnnlib.judge.alphabets.alphabet import load
from rnnlib.judge.numbers.comparing import decide
from rnnlib.judge.proofs import networks
from rnnlib.judge.proofs.facts import at, constant, written
from rnnlib.judge.proofs.guarding import agrees
from rnnlib.judge.proofs.ledger import Ledger
from rnnlib.judge.proofs.names import Letters, Untranslated, plus
from rnnlib.judge.proofs.names import times as product
from rnnlib.judge.proofs.proof import prove
from rnnlib.judge.proofs.proving import attempts, translated
from rnnlib.judge.proofs.searching import Stopped, Watch
from rnnlib.judge.proofs.spelling import earlier, single, turned
from rnnlib.judge.tree.nodes import Claim, Linear, Number, Plus

LONG = 60                       # seconds: other tests may be running
LOOKS = 25                      # at the clock, on each wrong line
SUM = (("sum",),)
PROVED = [
    ("book", r"p_{t,i} = \sum_u U_{iu} x_{t,u} + \sum_j W_{ij} h_{t-1,j}"
     r" + b_{h,i}", ()),
    ("book", r"\frac{\partial \hat y_{t,a}}{\partial q_{t,b}} = "
     r"\hat y_{t,a} (\delta_{ab} - \hat y_{t,b})", ()),
    ("book", r"\frac{\partial E_t}{\partial q_t} = \hat y_t - y_t", SUM),
    ("book", r"\frac{\partial h_t}{\partial h_{t-1}} = D_t W", ()),
    ("book", r"\frac{\partial h_t}{\partial h_{t-2}} = D_t W D_{t-1} W", ()),
    ("book", r"\frac{\partial h_t}{\partial h_k} = \prod_{s=k+1}^t J_s", ()),
    ("book", r"\frac{\partial E_t}{\partial h_k} = W^\top D_{k+1} "
     r"\frac{\partial E_t}{\partial h_{k+1}}", (("before", "k", "t"),)),
    ("book", r"\frac{\partial h_t}{\partial h_k} = W^{t-k}",
     (("linear",),)),
    ("book", r"\frac{\partial E_t}{\partial W} = \sum_{k=1}^t D_k "
     r"\frac{\partial E_t}{\partial h_k} h_{k-1}^\top", ()),
    ("book", r"\frac{\partial E_t}{\partial W} = \sum_{k=2}^t D_k "
     r"\frac{\partial E_t}{\partial h_k} h_{k-1}^\top", (("start",),)),
    ("book", r"\lambda_t = V^\top e_t + W^\top a_{t+1}", SUM),
    ("book", r"\frac{\partial E}{\partial W} = \sum_{t=1}^T a_t "
     r"h_{t-1}^\top", ()),
    ("book", r"\frac{\partial E}{\partial V} = \sum_t e_t h_t^\top", SUM),
    ("book", r"\frac{\partial E}{\partial h_0} = W^\top a_1", ()),
    ("pascanu", r"\frac{\partial x_t}{\partial x_k} = \prod_{t \ge i > k} "
     r"W_{rec} diag(\sigma'(x_{i-1}))", ()),
    ("pascanu", r"\frac{\partial \mathcal{E}_t}{\partial \theta} = \sum_{1 "
     r"\le k \le t} \frac{\partial \mathcal{E}_t}{\partial x_t} "
     r"\frac{\partial x_t}{\partial x_k} \frac{\partial^+ x_k}"
     r"{\partial \theta}", ()),
    ("d2l", r"\frac{\partial L}{\partial \mathbf{h}_t} = \sum_{i=t}^T "
     r"{\left(\mathbf{W}_{hh}^\top\right)}^{T-i} \mathbf{W}_{qh}^\top "
     r"\frac{\partial L}{\partial \mathbf{o}_{T+t-i}}", ()),
    ("source-b", r"\frac{\partial E_{3}}{\partial W}=\sum_{k=1}^{3}"
     r"\frac{\partial E_{3}}{\partial s_{3}}"
     r"\frac{\partial s_{3}}{\partial s_{k}}"
     r"\frac{\partial^+ s_{k}}{\partial W}", ()),
]


def one(alphabet, latex):
    return next(claims(latex, load(alphabet)))


@pytest.mark.parametrize("alphabet, latex, conditions", PROVED)
def test_right_lines_are_proved(alphabet, latex, conditions):
    proof = prove(*one(alphabet, latex), conditions, seconds=LONG)
    assert proof is not None
    assert proof.scope.startswith("for all sizes")
    assert len(proof.lines) > 1
    assert all(latex and "\n" not in latex for latex, _ in proof.lines)


@pytest.mark.parametrize("alphabet, latex, conditions", PROVED[::4])
def test_a_certificate_is_all_that_it_takes(alphabet, latex, conditions):
    """The checker alone, from the data, makes the theorem again."""
    certificate = prove(*one(alphabet, latex), conditions,
                        seconds=LONG).certificate
    network = certificate["network"]
    known = Ledger(network["kind"], network["bias"])
    language = Language(networks.data(**network))
    theorems = {**known.definitions,
                **{label: known.theorem(label) for label in known.laid_down}}
    for lemma in certificate["lemmas"]:
        theorems[lemma["label"]] = check(lemma, language, theorems)
    assert check(certificate["line"], language, theorems).kind == "proof"


@pytest.mark.parametrize("alphabet, latex, conditions", [
    case for case in PROVED if case[2]])
def test_no_proof_without_its_condition(alphabet, latex, conditions):
    if conditions[0][0] != "before":
        assert prove(*one(alphabet, latex), seconds=2) is None


def test_what_a_proof_says():
    claim, settings = one("book", PROVED[10][1])
    proof = prove(claim, settings, SUM, seconds=LONG)
    assert proof.conditions == ("the entries of y_t sum to 1",)
    assert "adjoint" in [found.label for found in proof.rests_on]
    assert all(found.page.startswith("book/") for found in proof.rests_on)
    assert proof.scope == "for all sizes and all steps t >= 1 and t < T"
    assert proof.lines[0] == (r"\lambda_{t}", "")


def unguarded(claim, settings):
    """Whether the prover shows any translation, agreeing or not."""
    looks = iter(range(LOOKS))
    watch = Watch(LONG, lambda: next(looks, None) is not None)
    try:
        return any(True for found in translated(claim, settings, ())
                   for _ in attempts(found, [], watch))
    except Stopped:
        return False


WRONG = [(latex, claim, settings)
         for latex, claim, settings in of_corpus("wrong") + of_derivations()
         if decide(claim, settings).kind != "equal"]


def test_there_are_enough_wrong_lines():
    assert len(WRONG) >= 100


@pytest.mark.parametrize("latex, claim, settings", WRONG)
def test_wrong_lines_are_never_proved(latex, claim, settings):
    """Without the numbers, and without the guard."""
    assert not unguarded(claim, settings)


@pytest.mark.parametrize("latex, claim, settings",
                         of_corpus("right", "right if")[::3])
def test_translations_say_what_the_line_says(latex, claim, settings):
    if "W^{(" not in latex and "w_" not in latex and not settings.p_0:
        assert all(agrees(claim, found, settings, ())
                   for found in translated(claim, settings, ()))


def test_a_wrong_translation_is_found():
    claim, settings = one("book", PROVED[3][1])
    for found in translated(claim, settings, ()):
        assert agrees(claim, found, settings, ())
        other = found._replace(rhs=["*", 2, found.rhs])
        assert not agrees(claim, other, settings, ())


def test_the_search_can_be_stopped():
    claim, settings = one("book", PROVED[10][1])
    began = time.process_time()
    assert prove(claim, settings, SUM, seconds=0) is None
    assert prove(claim, settings, SUM, go_on=lambda: False) is None
    assert time.process_time() - began < LONG


def test_faults_of_the_program_are_seen():
    """A line without a proof has none; what is no line comes out."""
    claim, settings = one("book", PROVED[0][1])
    odd = claim._replace(left=claim.left._replace(indices=("?",)))
    assert prove(odd, settings) is None
    with pytest.raises(AttributeError):
        prove(claim._replace(left=None), settings)


def test_a_line_nested_too_deep_has_no_proof():
    claim, settings = one("book", PROVED[0][1])
    for _ in range(2000):
        claim = claim._replace(left=Plus((claim.left, Number(Fraction(1)))))
    assert prove(claim, settings) is None


def test_sympy_is_not_loaded_before_it_is_asked_for():
    code = ("import sys, rnnlib.judge.proofs.proof as proof; "
            "sys.exit('sympy' in sys.modules)")
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


@pytest.mark.parametrize("module, raised", [
    ("sympy", ""), ("rnnlib.checker", "ModuleNotFoundError")])
def test_sympy_alone_may_be_missing(module, raised):
    code = (f"import sys; sys.modules[{module!r}] = None; "
            "from rnnlib.judge.proofs.proof import prove; "
            "sys.exit(prove(None, None) is not None)")
    said = subprocess.run([sys.executable, "-c", code], capture_output=True,
                          text=True)
    assert bool(said.returncode) == bool(raised) and raised in said.stderr


W, SLOPES = ["@", "W"], ["@", "D", "s"]


@pytest.mark.parametrize("word, name", [
    (["@", "P", "s", "s-1"], ["@", "J", "s"]),
    (["@", "d_p_p", "s", "s-1"], ["@", "K", "s"]),
    (["T", ["@", "P", "s", "s-1"]], ["T", ["@", "J", "s"]]),
    (["@", "P", "t", "s"], ["@", "P", "t", "s"]),
    (["*", SLOPES, W], ["@", "J", "s"]),
    (["*", W, SLOPES], ["@", "K", "s+1"]),
    (["*", ["T", W], SLOPES], ["T", ["@", "J", "s"]]),
    (["*", SLOPES, ["T", W]], ["T", ["@", "K", "s+1"]])])
def test_a_factor_of_a_product_over_time_has_a_name(word, name):
    assert single(word) == name


@pytest.mark.parametrize("word", [["*", W, W], ["*", 2, SLOPES, W],
                                  ["+", W, SLOPES]])
def test_other_factors_of_a_product_over_time_have_none(word):
    with pytest.raises(Untranslated, match="a product over time of such"):
        single(word)


def test_times_some_steps_away():
    assert [earlier(one) for one in ("t", "t-1", "t+1", "3")] == [
        "t-1", "t-2", "t", "2"]
    assert earlier("s", 1) == "s+1"


@pytest.mark.parametrize("word, other", [
    (2, 2), (["^", "T", -1], ["^", "T", -1]), (SLOPES, SLOPES),
    (["@", "E", "t"], ["@", "E", "t"]), (W, ["T", W]), (["T", W], W),
    (["*", SLOPES, W], ["*", ["T", W], SLOPES])])
def test_transposes_of_words(word, other):
    assert turned(word) == other and turned(other) == word


@pytest.fixture
def names():
    """The letters of a line in which i counts units."""
    line = Claim(Number(Fraction(1)), Number(Fraction(1)), (("i", "n_h"),), ())
    return Letters(line, "T")


def test_names_of_letters(names):
    assert names.of("i") == "i" and names.of("j", "n_h") == "j"
    assert names.of("r", "n_h") == "l" and names.of("r") == "l"
    assert names.time(Linear((("t", 1),), -1)) == "t-1"
    assert names.time(Linear((), 2)) == "2"
    assert names.number(Linear((("n_h", 1), ("t", 2)), 3)) == [
        "+", "n_h", ["*", 2, "t"], 3]
    assert names.within("k", "s").time(Linear((("k", 1),), 0)) == "s"


def test_what_is_no_letter_of_a_line(names):
    for wrong in (lambda: names.of(1), lambda: names.of("z"),
                  lambda: names.of("i", "n_x"), lambda: names.when("i"),
                  lambda: names.when("n_h"), lambda: names.time(None),
                  lambda: names.time(Linear((), -1)),
                  lambda: names.time(Linear((("s", 2),), 0)),
                  lambda: [names.fresh("n_h") for _ in range(70)]):
        with pytest.raises(Untranslated):
            wrong()


def test_products_and_sums_without_what_changes_nothing():
    assert product(2, 0, W) == 0 and product(1, 1) == 1
    assert product(["*", 2, W], W) == ["*", 2, W, W]
    assert plus(0, 0) == 0 and plus(["+", W, 1], 0) == ["+", W, 1]


def test_facts_of_times_as_the_checker_reads_them(names):
    two = Linear((("k", 1), ("t", 1)), 0)
    assert written([(constant(-1), at("t")), (constant(-1), at("t")),
                    (at("k", 1), at("t")), (two, at("t")),
                    (at("t"), at("t", 1))], names) == [
        ["0", "t+1"], ["k+1", "t"]]
