"""Two ways to write one thing: both sides are the same on all networks."""
from fractions import Fraction

import pytest
from rnnlib.judge.alphabets.alphabet import Alphabet, load
from rnnlib.judge.numbers.comparing import decide
from rnnlib.judge.numbers.networks import Settings
from rnnlib.judge.reading.meaning import read_text
from rnnlib.judge.tree import nodes as tree


def kind(text, name="book"):
    """What numbers say of a line."""
    claim = read_text(text, load(name))
    return decide(claim, Settings.of(claim)).kind


@pytest.mark.parametrize("text", [
    # indices that are compared
    r"I_{i=j} = \delta_{ij}", r"I[i=j] = \delta_{ij}",
    r"1[i=j] = \delta_{ij}", r"1(i=j) = \delta_{ij}",
    r"1_{[i=j]} = \delta_{ij}", r"\delta_{i=j} = \delta_{ij}",
    r"[i=j] = \delta_{ij}", r"(\delta_{ij})^2 = \delta_{ij}",
    r"1_{a, y_t} = 1_{a = y_t}", r"1_{y_t = a} = 1_{a = y_t}",
    # brackets behind a loss are left out, a number is a factor
    "E_t (2) = 2 E_t", "E_t(W) = E_t", "E_t([W, U]) = E_t",
    r"E(W, h_t) = E_t",
    # derivatives
    r"\frac{{\partial E_t}}{{\partial h_t}} = "
    r"\frac{\partial E_t}{\partial h_t}",
    r"\frac{\partial}{\partial h_{t,i}} h_{t,i} h_{t,i} = 2 h_{t,i}",
    r"\frac{\partial}{\partial h_{t,i}} (h_{t,i}) h_{t,i} = h_{t,i}",
    r"\partial / \partial h_{t,i} (h_{t,i} h_{t,i}) = 2 h_{t,i}",
    r"\left(\frac{\partial h_t}{\partial W_{ij}}\right)_l = "
    r"\frac{\partial h_{t,l}}{\partial W_{ij}}",
    # numbers
    r"\frac{{1 + 2}}{{3}} = 1", r"\frac{{4 + 2}}{{3}} h_t = 2 h_t",
    r"e^{-h_{t,i}} = \exp(-h_{t,i})", r"e^{h_t} = \exp(h_t)",
    r"\sqrt{h_t \odot h_t}^2 = h_t^2",
    # powers and turns
    r"h_t^{\odot 2} = h_t \odot h_t", r"h^2 = h_t \odot h_t",
    r"W^{2 t} = W^t W^t", "J_3^{(2)} = J_3 J_3", r"h_{t,i}^{(2)} = h_{t,i}^2",
    r"(W h_t)^\top_i = (W h_t)_i", r"((W h_t)^2)_i = (W h_t)_i^2",
    # functions
    r"\tanh^{\prime}(p_t) = 1 - h_t^2", r"\tanh W h_t = \tanh(W h_t)",
    r"\operatorname{diag}(h_t^\top) = \operatorname{diag}(h_t)",
    r"\operatorname{diag}(h_t)_{ii} = h_{t,i}",
    # products
    r"h_t \otimes x_t^\top = h_t x_t^\top",
    r"h_{t,i} \otimes h_t = h_{t,i} h_t",
    r"(h_t \otimes h_t)_{ij} = h_{t,i} h_{t,j}",
    r"h_t \odot W \cdot h_t = h_t \odot (W h_t)",
    r"h_t \odot W h_t = h_t \odot (W h_t)",
    r"\prod_{s=1}^2 \operatorname{diag}(h_t) h_t = h_t \odot h_t \odot h_t",
    r"\prod_{s=1}^2 2 h_t = 4 h_t",
    r"\prod_{s=1}^2 D_s h_t = D_2 D_1 h_t",
    # sums
    r"W_{ij} h_{t,j} \sum_j h_{t,j} = (\sum_j W_{ij} h_{t,j}) "
    r"\sum_l h_{t,l}",
    r"\sum_j W_{ij} h_{t,j} + \sum_j U_{ij} x_{t,j} \sum_j h_{t,j} = "
    r"(W h_t)_i + (U x_t)_i \sum_l h_{t,l}",
    r"\sum_j W_{ij} h_{t,j} + \sum_j U_{ij} (x_t + x_t)_j = "
    r"(W h_t + 2 U x_t)_i",
    r"\sum_j W_{ij} h_{t,j} + \sum_j U_{ij} \delta_{ju} = (W h_t)_i + U_{iu}",
])
def test_two_spellings_mean_the_same(text):
    assert kind(text) == "equal"


@pytest.mark.parametrize("text", [
    r"\sum_j W_{ij} h_{t,j} + \sum_j U_{ij} x_{t,j} \sum_j h_{t,j} = "
    r"(W h_t)_i + (U x_t)_i \sum_u x_{t,u}",
    r"\prod_{s=1}^2 2 h_t = 4 h_t \odot h_t",
    r"\frac{\partial}{\partial h_{t,i}} (h_{t,i}) h_{t,i} = 2 h_{t,i}",
    "1 = h_{t,i}", r"(W h_t)^\top_i = (W^\top h_t)_i"])
def test_what_only_looks_the_same_is_different(text):
    assert kind(text) == "different"


@pytest.mark.parametrize(("name", "text"), [
    ("tutorial", r"\delta_{k,i}^{(t)} = "
     r"\frac{\partial E_t}{\partial p_{k,i}}"),
    ("tutorial", r"\delta_k^{(t)} = \frac{\partial E_t}{\partial p_k}"),
    ("d2l", r"\ell(o, y) = \ell(o_t, y_t)"),
    ("d2l", r"\ell(W_{hh}, 2) = \ell(o_t, y_t)"),
    ("goodfellow", r"h^{t-1\top} h^{t-1} = \sum_i (h_i^{(t-1)})^2"),
    ("goodfellow", "h_3^{(2)} = (h^{(2)})_3"),
    ("min-char-rnn", r"\mathrm{dh}_t = \frac{\partial L}{\partial h_t}"),
    ("cs224n", r"W_{hh} h^{(t)} = W^{(hh)} h^{(t)}")])
def test_two_spellings_in_other_alphabets(name, text):
    assert kind(text, name) == "equal"


def test_a_letter_below_a_loss_with_its_time_above_is_no_time():
    left = read_text(r"\delta_k^{(t)} = 1", load("tutorial")).left
    assert isinstance(left, tree.Derivative)
    assert left.below.time == tree.Linear((("k", 1),))


@pytest.mark.parametrize(("said", "facts"), [
    (r"t = 3", [("t", 3), (3, "t")]),
    (r"t \ge 2", [(2, "t")]), (r"t > 2", [(3, "t")]),
    (r"2 \le t < T", [(2, "t"), (("t", 1), "T")]),
    (r"t = 1, \dots, n m", []), (r"i j > 2", [])])
def test_what_is_said_behind_a_formula(said, facts):
    claim = read_text(rf"h_t = \tanh p_t, \quad {said}", load("book"))
    assert list(claim.facts) == [tuple(map(form, fact)) for fact in facts]


def form(one):
    """3, "t" or ("t", 1) as a form."""
    if isinstance(one, int):
        return tree.Linear((), one)
    letter, number = one if isinstance(one, tuple) else (one, 0)
    return tree.Linear(((letter, 1),), number)


@pytest.mark.parametrize(("own", "text", "node", "network"), [
    ({"delta_h": "a"}, r"\delta_{h,t} = 1", tree.Whole("a", form("t")),
     "tanh"),
    ({"c": {"is": "b_y", "zero": True}}, "c = 1", tree.Number(Fraction(0)),
     "tanh"),
    ({"A": {"is": "W", "network": "linear"}}, "A = 1", tree.Whole("W", None),
     "linear")])
def test_what_a_letter_of_the_reader_says(own, text, node, network):
    claim = read_text(text, Alphabet.of(own))
    assert repr(claim.left) == repr(node)
    assert claim.network == network
