"""What has no meaning ends in a sentence, with the place of it."""
import pytest
from rnnlib.judge.alphabets.alphabet import Alphabet, load
from rnnlib.judge.reading.meaning import read_text
from rnnlib.judge.tree.errors import NotRead

UNTIMED = Alphabet.of({}, implied="")


@pytest.mark.parametrize(("name", "text", "words", "place"), [
    # indices and times
    ("book", r"\sum_i i h_{t,i} = 1", "stands here as a factor", "i"),
    ("book", "h_{t=1} = 1", "A relation below a letter", "t=1"),
    ("book", "h_{t - i j} = 1", "write t-1", "t - i j"),
    ("book", "h_{t,0} = 1", "0 is no index", "0"),
    ("book", r"h_{i,\text{a}} = 1", "i below h is no time", "i"),
    ("book", r"h_{i,\text{rec}} = 1", "i below h is no time", "i"),
    ("book", r"\frac{\partial E}{\partial W}_{(W)} = 1", "has 2 indices",
     None),
    ("book", r"\sum_{s=1}^t h_{t,s} = 1", "s is a time of the sum", "s"),
    ("book", "(W h_{t-1})_t = 1", "t is a time and an index", "t"),
    ("book", "(W h_t)_{ij} = 1", "has 1 index", None),
    ("goodfellow", "L^{(t)}_i = 1", "L has no indices", "i"),
    (UNTIMED, "h = 1", "h has no time here", "h"),
    ("book", "W_{y_t} = 1", "an entry of a column, not of a matrix",
     "W_{y_t}"),
    ("book", r"\delta_i = 1", "has two indices", r"\delta_i"),
    ("book", r"\delta_{ij}^t = 1", "Kronecker's here", r"\delta_{ij}^t"),
    ("book", "(i=j) = 1", "have no meaning", "i=j"),
    ("book", "1_{i = 2 j} = 1", "Two indices", "i = 2 j"),
    ("book", "2_i = 1", "Below a number", "i"),
    ("tutorial", r"\delta_{\text{rec}}^{(t)} = 1", "two times", None),
    ("tutorial", r"\delta_{k,i,j}^{(t)} = 1", "two times", None),
    # above
    ("book", "h^{a,b} = 1", "a comma or a relation", "^{a,b}"),
    ("book", "h^{t - W x} = 1", "cannot stand above", "^{t - W x}"),
    ("book", r"h^{\text{rec}} = 1", "rec above this", r"\text{rec}"),
    ("book", "h^{+} = 1", "+ above this", "+"),
    ("book", "W^{n_h} = W", "n_h above this", "n_h"),
    ("book", "W^{i j k} = W", "ijk above this", "i j k"),
    ("book", "W^{2000} = W", "too large", "2000"),
    ("book", "e^{W} = 1", "e to the power of a matrix", "e^{W}"),
    # derivatives
    ("book", r"\frac{\partial}{\partial W}^\top E_t = 1",
     "write brackets around both", None),
    ("book", r"\frac{\partial}{\partial W} = 1", "nothing to work on", None),
    ("book", r"\frac{\partial E_t + 1}{\partial W} = 1", "has two parts",
     r"\partial"),
    ("book", r"\frac{\partial E_t}{\partial} = 1", "Nothing stands behind",
     r"\partial"),
    ("book", r"\partial E_t / \partial = 1", "Nothing stands behind",
     r"\partial"),
    ("book", r"\nabla E_t = 1", r"write \nabla_W E", r"\nabla"),
    ("book", r"\nabla_W = 1", "Nothing stands behind this sign",
     r"\nabla_W"),
    ("book", r"\nabla_{h_k} h_t = 1", "one of a number", None),
    ("book", r"\frac{\partial W}{\partial W} = 1", "write it in entries",
     None),
    # functions
    ("book", r"\log'(h_t) = 1", "The slope of log", "h_t"),
    ("book", r"\operatorname{softmax}(q_{t,a}) = 1", "of a whole column",
     "q_{t,a}"),
    ("book", r"\tanh_i(p_t) = 1", "Below a function", "_i"),
    ("book", r"\tanh^{t}(p_t) = 1", "Above a function", "t"),
    ("book", r"\tanh(p_t, h_t) = 1", "without commas", "p_t, h_t"),
    # products and brackets
    ("book", r"\mathbf{1} h_t^\top = 1", "A column of ones", None),
    ("book", r"h_t \odot W \cdot = h_t", "Nothing stands behind", r"\cdot"),
    ("book", "h_t {+} 1 = 2", "cannot stand here", "+"),
    ("book", r"\langle W, h_t \rangle = 1", "two columns", None),
    ("book", r"(\langle h_t < 1, h_t \rangle) = 1", "two columns", None),
    ("book", r"\prod_{s=1}^2 h_t + \tanh = 1", "Nothing stands behind tanh",
     None),
    ("book", "E = " + "f2" * 1490, "too many parts", None),
    ("book", "h_t + 1", "There is no =", "h_t + 1")])
def test_what_has_no_meaning(name, text, words, place):
    alphabet = load(name) if isinstance(name, str) else name
    with pytest.raises(NotRead) as error:
        read_text(text, alphabet)
    assert words in str(error.value)
    assert str(error.value).endswith(".")
    underlined = text[error.value.start:error.value.end]
    assert place is None or underlined.strip() == place


@pytest.mark.parametrize(("text", "words"), [
    ("(h_t + x_t)_i = 1", "stand in one sum"),
    ("(W x_t + h_t)_i = 1", "is no product"),
    (r"h_t \odot W / 2 = h_t", "no product entry by entry"),
    (r"U h_t \odot h_t = h_t", "is no product")])
def test_a_clash_inside_is_kept(text, words):
    assert words in read_text(text, load("book")).clash[0]
