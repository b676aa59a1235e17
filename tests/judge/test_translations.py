"""Lines in the prover's words: what they become, or why there are none."""
import pytest
from proving import claims
from rnnlib.judge.alphabets.alphabet import load
from rnnlib.judge.proofs import proving
from rnnlib.judge.proofs.guarding import agrees
from rnnlib.judge.proofs.names import Untranslated
from rnnlib.judge.proofs.proof import prove
from rnnlib.judge.proofs.statements import (
    by_entries,
    by_words,
    network_of,
    ready,
)

LINEAR, TANH = (("linear",),), (("tanh",),)


def one(latex, alphabet="book"):
    return next(claims(latex, load(alphabet)))


def put(way, claim, settings, conditions=()):
    """The claim in the prover's words; Untranslated if there are none."""
    kind = network_of(settings, conditions)
    return way(ready(claim, settings, conditions, kind), kind, settings.bias,
               settings)


# a line, and the reason why it is no formula of entries, no matrix
NO_ENTRIES = [
    (r"W^{t-k} = W^{t-k}", "a power with a letter above"),
    (r"W^{12} = W W^{11}", "such a power of a matrix"),
    (r"W^0 = I", "such a power of a matrix"),
    (r"\frac{\partial h_t}{\partial W} = 0", "a number beside an array"),
    (r"\mathrm{relu}(p_t) = p_t", "relu"),
    (r"\frac{\partial^+ (W h_{t-1})}{\partial h_{t-1}} = W",
     "an immediate derivative of an expression"),
    (r"W^{(t)} h_t = W h_t", "a copy of a parameter"),
    (r"\lambda_t = V^\top e_t", "the loss over all steps"),
    (r"\sum_{k=1}^{t} h_k = h_t", "overtime among entries")]
NO_WORDS = [
    (r"(W + D_t)^6 = W", "too many terms"),
    (r"(W + D_t)^5 + (D_t + W)^5 = W", "too many terms"),
    (r"(\frac{\partial E_t}{\partial W_{ij}})^2 W_{ij} = W_{ij}",
     "a power of entries"),
    (r"\frac{\partial E_t}{\partial W_{ij}} "
     r"\frac{\partial E_t}{\partial W_{ij}} W_{ij} = W_{ij}",
     "a derivative by a parameter in a product"),
    (r"W^{2t} = W", "such an exponent"),
    (r"diag(q_t^2) = I", "a power of entries"),
    (r"\frac{\partial (W h_t)}{\partial h_t} = W",
     "a derivative of an expression"),
    (r"\frac{\partial e_t}{\partial q_t} = I", "a derivative of e"),
    (r"\frac{\partial^+ h_t}{\partial h_{t-1}} = J_t", "a derivative by h"),
    (r"\frac{\partial E_t}{\partial q_k} = 0",
     "a derivative by another step"),
    (r"\frac{\partial E_t}{\partial W^{(k)}} = 0", "the copy of another step"),
    (r"W^{(t)} h_t = W h_t", "a copy of a parameter"),
    (r"\frac{\partial^+ E}{\partial V} = 0",
     "an immediate derivative of the whole loss"),
    (r"\prod_{k=1}^{t} h_{k,i} = h_{t,i}", "a product of numbers over times"),
    (r"\prod_{k=1}^{t} (W + D_k) = W", "a product over time of a sum"),
    (r"\hat y_t = \mathrm{softmax}(V h_t + b_y)", "softmax among products"),
    (r"W_{ij} h_{t,l} = h_{t,l} W_{ij}", "too many letters"),
    (r"h_{t,i} \delta_{ij} = \delta_{ij} h_{t,j}",
     "a delta beside something"),
    (r"\sum_i \delta_{ii} = n_h", "a delta of one letter"),
    (r"\sum_i W_{ii} = 0", "a trace"),
    (r"\sum_j W_{ik} = n_h W_{ik}",
     "a sum of what is the same for all letters"),
    (r"1 - h_t^2 = 1 - h_t \odot h_t", "slopes alone"),
    (r"E_t W = W E_t", "a number beside a matrix"),
    (r"\sum_j \sum_l W_{jl} \sum_{k=1}^t h_{k,i} h_{k,j} h_{k,l} = h_{t,i}",
     "a factor with many letters"),
    (r"\sum_{i,j} \frac{\partial E_t}{\partial W_{ij}} = 0",
     "a sum over the entries of a parameter"),
    (r"\frac{\partial E_t}{\partial W} \frac{\partial E_t}{\partial W} = W",
     "derivatives by several parameters"),
    (r"h_{t,i} \sum_{k=1}^t \frac{\partial E_k}{\partial W_{ij}} = W_{ij}",
     "a derivative by a parameter beside its letters")]


@pytest.mark.parametrize("way, latex, reason", [
    *[(by_entries, *case) for case in NO_ENTRIES],
    *[(by_words, *case) for case in NO_WORDS]])
def test_the_prover_has_no_words_for(way, latex, reason):
    with pytest.raises(Untranslated) as found:
        put(way, *one(latex))
    assert str(found.value) == reason


# a line, what is said of it, and its sides as products of matrices
MATRICES = [
    (r"W + I = W", (), ["+", ["@", "W"], 1], ["@", "W"]),
    (r"I + I = 2 I", (), ["+", 1, 1], 2),
    (r"\frac{1}{2} W = W", (), ["*", ["/", 1, 2], ["@", "W"]], ["@", "W"]),
    (r"W^2 = W", (), ["*", ["@", "W"], ["@", "W"]], ["@", "W"]),
    (r"D_t W = W", LINEAR, ["@", "W"], ["@", "W"]),
    (r"\phi'(p_t) \odot \lambda_t = \lambda_t", LINEAR, ["@", "lam", "t"],
     ["@", "lam", "t"]),
    (r"(D_t)_{ij} = \delta_{ij} (1 - h_{t,i}^2)", (), ["@", "D", "t"],
     ["@", "D", "t"]),
    (r"D_{t,ij} = \delta_{ij} (1 - h_{t,i} h_{t,i})", (), ["@", "D", "t"],
     ["@", "D", "t"]),
    (r"(diag(1 - h_t^2))_{ij} = (D_t)_{ij}", (), ["@", "D", "t"],
     ["@", "D", "t"]),
    (r"1 - 2 E_t = 1 - E_t y_t^\top y_t", (), ["+", 1, [
        "*", -2, ["@", "E", "t"]]], ["+", 1, ["*", -1, ["T", [
            "@", "y", "t"]], ["@", "y", "t"], ["@", "E", "t"]]]),
    (r"D_t = I - diag(h_t)^2", (), ["@", "D", "t"], ["@", "D", "t"]),
    (r"D_t = diag(1 - h_t \odot h_t)", (), ["@", "D", "t"],
     ["@", "D", "t"]),
    (r"D_t = diag(\phi'(p_t))", (), ["@", "D", "t"], ["@", "D", "t"]),
    (r"\hat y_t = \mathrm{softmax}(q_t)", (), ["@", "y_hat", "t"],
     ["@", "y_hat", "t"]),
    (r"\sum_j \delta_{ij} \frac{\partial h_{t,j}}{\partial W_{lm}} = "
     r"\frac{\partial h_{t,i}}{\partial W_{lm}}", (), ["@", "dh_W", "t"],
     ["@", "dh_W", "t"]),
    (r"(1 - h_t^2) \odot \sum_{k=t}^{T} \frac{\partial E_k}{\partial h_t} ="
     " a_t", (), ["*", ["@", "D", "t"], ["over", "k", "t", "T", [
         "@", "G", "k", "t"]]], ["@", "a", "t"]),
    (r"E_t h_t h_t^\top = W", (), ["*", ["@", "h", "t"], ["@", "E", "t"], [
        "T", ["@", "h", "t"]]], ["@", "W"]),
    (r"\frac{\partial E}{\partial E_t} = 1", (), 1, 1)]


@pytest.mark.parametrize("latex, conditions, left, right", MATRICES)
def test_lines_as_products_of_matrices(latex, conditions, left, right):
    claim, settings = one(latex)
    found = put(by_words, claim, settings, conditions)
    assert (found.lhs, found.rhs) == (left, right)
    assert agrees(claim, found, settings, conditions)


# a line, what is said of it, and its right side as a formula of entries
SLOPE = ["slope", ["p", "t", "i"]]
ENTRIES = [
    (r"W = I", (), ["delta", "i", "j"]),
    (r"W = J_t", LINEAR, ["W", "i", "j"]),
    (r"h_t = \phi(p_t)", TANH, ["tanh", ["p", "t", "i"]]),
    (r"h_t = \phi(p_t)", LINEAR, ["p", "t", "i"]),
    (r"h_t = \phi'(p_t)", LINEAR, 1),
    (r"h_t = \phi'(p_t)", TANH, ["+", 1, ["*", -1, ["^", [
        "tanh", ["p", "t", "i"]], 2]]]),
    (r"D_t \phi(p_t) = \phi'(p_t)", (), SLOPE),
    (r"\hat y_{t,a} = \sqrt{\hat y_{t,a}}", (), ["^", ["y_hat", "t", "a"], [
        "/", 1, 2]]),
    (r"D_{t,ii} = 1 - h_{t,i} h_{t,i}", (), ["+", 1, ["*", -1, [
        "h", "t", "i"], ["h", "t", "i"]]]),
    (r"D_{t,ii} = 1 - 2 h_{t,i} - h_{t,i}", (), ["+", 1, ["*", -2, [
        "h", "t", "i"]], ["*", -1, ["h", "t", "i"]]]),
    (r"W^2 = W^1", (), ["W", "i", "j"]),
    (r"W^3 = W^2", (), ["sum", "i1", ["*", ["W", "i", "i1"], [
        "W", "i1", "j"]]]),
    (r"\sum_j W_{ik} = n_h W_{ik}", (), ["*", "n_h", ["W", "i", "l"]]),
    (r"\sum_i \delta_{ii} = n_h", (), "n_h"),
    (r"h_t = \frac{\partial 2}{\partial h_t}", (), [
        "d", 2, ["h", "t", "i"]])]


@pytest.mark.parametrize("latex, conditions, right", ENTRIES)
def test_lines_as_formulas_of_entries(latex, conditions, right):
    claim, settings = one(latex)
    found = put(by_entries, claim, settings, conditions)
    assert found.rhs == right
    assert agrees(claim, found, settings, conditions)


# what is said of the lines, their scope
FURTHER = [
    (r"\frac{\partial h_t}{\partial h_{t-1}} + I + I = D_t W + 2 I", (),
     "for all sizes and all steps t >= 1"),
    (r"\frac{\partial h_t}{\partial p_1} = J_t "
     r"\frac{\partial h_{t-1}}{\partial p_1}", (("at least", "t", "2"),),
     "for all sizes and all steps t >= 2"),
    (r"\frac{\partial h_t}{\partial h_{t-5}} = D_t W "
     r"\frac{\partial h_{t-1}}{\partial h_{t-5}}", (),
     "for all sizes and all steps t >= 5"),
    (r"\frac{\partial h_t}{\partial h_{t-6}} = D_t W "
     r"\frac{\partial h_{t-1}}{\partial h_{t-6}}", (),
     "for all sizes and all steps t >= 6"),
    (r"\sum_{k=t}^{3} W h_k = \sum_{s=t}^3 W h_s", (),
     "for all sizes and all steps t >= 1 and t <= 4"),
    (r"E_t h_t h_t^\top = h_t h_t^\top E_t", (),
     "for all sizes and all steps t >= 1"),
    (r"\sum_b \hat y_{t,a} (\delta_{ab} - \hat y_{t,a}) = "
     r"\hat y_{t,a} (1 - n_y \hat y_{t,a})", (),
     "for all sizes and all steps t >= 1"),
    (r"\frac{1}{2} W + \frac12 W = W", (), "for all sizes"),
    (r"\sum_j W_{ik} = n_h W_{ik}", (), "for all sizes"),
    (r"\sum_i \delta_{ii} = n_h", (), "for all sizes"),
    (r"D_t = diag(\phi'(p_t))", (), "for all sizes and all steps t >= 1"),
    (r"\phi'(p_t) = 1 - h_t^2", TANH, "for all sizes and all steps t >= 1"),
    (r"\phi'(p_t) = 1", LINEAR, "for all sizes and all steps t >= 1")]


@pytest.mark.parametrize("latex, conditions, scope", FURTHER)
def test_further_lines_are_proved(latex, conditions, scope):
    proof = prove(*one(latex), conditions, seconds=60)
    assert proof is not None and proof.scope == scope


@pytest.mark.parametrize("latex, conditions", [
    (r"\sqrt{q_{t,a}^2} = q_{t,a}", ()), (r"W = n_h W", ()),
    (r"\sum_j W_{ik} = W_{ik}", ()), (r"\phi'(p_t) = 1 - h_t^2", ()),
    (r"\phi'(p_t) = 1 - h_t", TANH), (r"\phi'(p_t) = p_t", LINEAR),
    (r"D_t W = W", ()), (r"W + I = W + 2 I", ()),
    (r"\sum_i \delta_{ii} = 1", ()),
    (r"E_t h_t h_t^\top = h_t h_t^\top", ()),
    (r"\frac{\partial E}{\partial E_t} = T", ()),
    (r"\frac{\partial E_t}{\partial q_k} = 0", ()),
    (r"\frac{\partial h_t}{\partial p_1} = J_t "
     r"\frac{\partial h_{t-1}}{\partial p_1}", ()),
    (r"\sigma(p_t) = h_t", (("logistic",),))])
def test_other_lines_are_not(latex, conditions):
    """The last is right, but the prover knows no network of its kind."""
    assert prove(*one(latex), conditions, seconds=2) is None


def test_a_translation_that_says_something_else_is_not_proved(monkeypatch):
    claim, settings = one(r"W = 2 W")

    def wrong(claim, settings, conditions):
        found = put(by_words, claim, settings)
        yield found._replace(rhs=found.lhs)
    monkeypatch.setattr(proving, "translated", wrong)
    assert prove(claim, settings) is None
