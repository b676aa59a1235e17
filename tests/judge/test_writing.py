"""Trees as LaTeX: what is written reads as the same tree."""
import pytest
from alphabets_read import LINES
from hypothesis import given
from hypothesis import strategies as st
from readable import BOOK, at, h, of, t
from rnnlib.judge.alphabets.alphabet import Alphabet, load
from rnnlib.judge.reading.meaning import read_text
from rnnlib.judge.tree import nodes as tree
from rnnlib.judge.tree.nodes import Derivative, Entry, Turned
from rnnlib.judge.writing.formulas import equation, latex

EACH = [(name, line) for name, lines in LINES.items() for line in lines]


def again(claim, alphabet):
    """A claim, written and read."""
    return read_text(equation(claim, alphabet), alphabet, summed=False)


@pytest.mark.parametrize(("name", "line"), EACH + [
    ("book", line) for line, *_ in BOOK])
def test_what_is_written_reads_the_same(name, line):
    alphabet = load(name)
    claim = read_text(line, alphabet)
    back = again(claim, alphabet)
    assert (back.left, back.right) == (claim.left, claim.right)
    assert back.spaces == claim.spaces


NAMES = st.sampled_from(["h", "p", "lambda", "a"])
TIMES = st.sampled_from([t, at(-1, t=1), at(1, t=1), at(3), at(t=1, k=-1)])
ENTRIES = st.builds(lambda *parts: Entry(*parts), NAMES, TIMES,
                    st.sampled_from([("i",), ("j",), (2,)]))
NUMBERS = st.builds(lambda n: tree.Number(n), st.fractions(
    min_value=-3, max_value=3, max_denominator=4).filter(bool))


def scalars(below):
    """Scalars made of scalars, in the form that reading gives."""
    plain = below.filter(lambda one: not isinstance(
        one, tree.Plus | tree.Times | tree.Number))
    return st.one_of(
        st.builds(lambda a, b: tree.Plus((a, b)), plain, plain),
        st.builds(lambda a, b: tree.Times((a, b)), plain, plain),
        st.builds(lambda a, b: tree.Times((a, b)), NUMBERS, plain),
        st.builds(lambda a, b: tree.Over(a, b), plain, plain),
        st.builds(lambda a, n: tree.Power(a, n), plain,
                  st.sampled_from([at(2), at(t=1)])),
        st.builds(lambda name, a: tree.Function(name, a),
                  st.sampled_from(["tanh", "log", "exp"]), plain),
        st.builds(lambda a: tree.OverTime("sum", "s", at(1), t, a), plain),
        st.builds(lambda a: tree.OverTime("product", "s", at(1), t, a),
                  plain),
        st.builds(lambda a: tree.SumOver("l", "n_h", tree.Times(
            (Entry("h", t, ("l",)), a))), plain),
        st.builds(lambda a: Derivative(a, Entry("h", t, ("i",))), plain))


@given(st.recursive(ENTRIES, scalars, max_leaves=8))
def test_any_tree_of_numbers_comes_back(node):
    book = load("book")
    pinned = tree.Times((Entry("h", t, ("i",)), Entry("p", t, ("j",)), node))
    line = f"{latex(pinned, book)} = 0"
    back = read_text(line, book, summed=False).left
    flat = tree.Times((*pinned.factors[:2], *node.factors)) \
        if isinstance(node, tree.Times) else pinned
    assert back == flat


def test_letters_are_those_of_the_alphabet():
    state = tree.Whole("h", at(-1, t=1))
    assert latex(state, load("book")) == "h_{t-1}"
    assert latex(state, load("goodfellow")) == "h^{(t-1)}"
    assert latex(state, load("source-b")) == "s_{t-1}"
    assert latex(state, Alphabet.of({"z": "h"})) == "z_{t-1}"
    weights = Entry("W", None, ("i", "j"))
    assert latex(weights, load("d2l")) == "W_{hh,ij}"
    assert latex(weights, load("pascanu")) == r"W_{\mathrm{rec},ij}"
    slopes = Entry("D", t, ("i", "j"))
    assert latex(slopes, load("source-a")) == "T_{ij}^{t}"
    assert latex(tree.Whole("y_hat", t), load("book")) == r"\hat{y}_{t}"
    assert latex(Entry("total", None, ()), load("min-char-rnn")) == "L"


def test_things_without_a_letter_are_written_out():
    assert latex(of("e"), load("source-b")) == r"\hat{y}_{t} - y_{t}"
    assert latex(of("D"), load("source-b")) == \
        r"\operatorname{diag}\left(1 - s_{t}^{2}\right)"
    assert latex(of("lambda"), load("source-b")) == \
        r"\frac{\partial E}{\partial s_{t}}"


def test_rows_are_written_as_rows():
    gradient = Derivative(Entry("E", t, ()), h)
    rows = Alphabet.of({}, gradients="row")
    plain = r"\frac{\partial E_{t}}{\partial h_{t}}"
    assert latex(Turned(gradient), rows) == plain
    assert latex(gradient, load("book")) == plain
    assert latex(gradient, rows) == rf"\left({plain}\right)^\top"


LABELS = {"W^{hh}": "W", r"U_{\theta}": "U"}


@pytest.mark.parametrize(("alphabet", "line"), [
    (load("book"), r"h_{t,i} = \sqrt{h_{t,i}}"),
    (load("book"), r"h_t = h_t + (h_t - (h_t - h_{t-1}))"),
    (load("book"), r"\frac{\partial p_{t,k}}{\partial W_{ij}} = "
                   r"\frac{\partial}{\partial W_{ij}} (W_{kl} h_{t-1,l})"),
    (Alphabet.of(LABELS), r"p_t = U_{\theta} x_t + W^{(hh)} h_{t-1} + b_h"),
    (Alphabet.of(LABELS), r"\lambda_t = W^{(hh)\top} a_{t+1}")])
def test_roots_brackets_and_labels_read_the_same(alphabet, line):
    claim = read_text(line, alphabet)
    back = again(claim, alphabet)
    assert (back.left, back.right) == (claim.left, claim.right)


def test_a_name_without_letter_or_definition_is_written_as_in_the_book():
    q = tree.Whole("q", t)
    assert latex(q, load("source-c")) == "q_{t}"
    assert latex(q, load("d2l")) == "o_{t}"


def test_a_sum_within_a_sum_keeps_its_brackets():
    assert latex(tree.Plus((h, tree.Plus((h, h)))), load("book")) == \
        r"h_{t} + \left(h_{t} + h_{t}\right)"
