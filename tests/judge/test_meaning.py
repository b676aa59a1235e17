"""Lines to claims: each must give its tree, whatever its spelling."""
import re
import time

import pytest
from alphabets_read import LINES
from hypothesis import given
from hypothesis import strategies as st
from readable import BOOK, E, Wij, at, h, k, of, t, total
from rnnlib.judge.alphabets.alphabet import Alphabet, load, names
from rnnlib.judge.numbers.comparing import decide
from rnnlib.judge.numbers.networks import Settings
from rnnlib.judge.reading.meaning import read, read_text
from rnnlib.judge.text.lines import read_lines
from rnnlib.judge.tree import nodes as tree
from rnnlib.judge.tree.errors import NotRead, ShapeClash
from rnnlib.judge.tree.nodes import (
    Derivative,
    Entry,
    Plus,
    Times,
    Turned,
    Whole,
)


@pytest.mark.parametrize(("text", "left", "right"), BOOK)
def test_a_line_gives_its_tree(text, left, right):
    claim = read_text(text, load("book"))
    assert claim.left == left
    assert claim.right == right


def said(text, name="book", summed=None):
    """(what is said of a line that is not read, the part underlined)."""
    with pytest.raises(NotRead) as error:
        read_text(text, load(name), summed)
    return str(error.value), text[error.value.start:error.value.end]


@pytest.mark.parametrize(("text", "words", "place"), [
    (r"h_{t,i} = h_{t,j}", "i stands on the left side only", "i"),
    (r"W_t = W", "the same at every step", "t"),
    (r"W_{i} = 1", "a matrix with two indices", "i"),
    (r"h_{t,i,j} = 1", "a vector with one index", "t,i,j"),
    (r"h' = h", r"write ^\top", "'"),
    (r"h_t = \foo", r"\foo is no macro", r"\foo"),
    (r"E_t = x_1 + \cdots + x_t", "Dots", r"\cdots"),
    (r"E_t = \|h_t\|", "Norms", r"\|"),
    (r"\frac{\partial^2 E}{\partial W^2} = 0", "first derivatives", "^2"),
    (r"\frac{\partial E}{\partial (2 W)} = 0", "by a letter", None),
    (r"h_t = \tanh", "Nothing stands behind tanh", None),
    (r"h_t = h_t +", "stops too early", "+"),
    (r"h_t = \sum_k", "Nothing stands behind", r"\sum_k"),
    ("W^{(2)} = W", "a condition on the network", "W^{(2)} = W"),
    (r"h_t = x^12", "write braces", "^12"),
    (r"\delta_t = e_t", "Kronecker", r"\delta_t"),
    (r"W = W - \eta \frac{\partial E}{\partial W}", "this is an update",
     r"\eta"),
    (r"\hat{y + 1} = 0", "A hat stands over one letter", r"\hat{y + 1}"),
    (r"s_t = h_t", 's is no letter of the alphabet "This book"', "s_t"),
    (r"E_t = h_{t,k} h_{t-k,i}", "t - k below h is no time", "t-k"),
    (r"E_t = h_{t,k} h_{t,i} 2^k", "neither a time nor a number", "k"),
    (r"E_t = " + r"\sum_i " * 50 + "h_{t,i}", "too deep", None),
    (r"h_t = \operatorname{diag}(W)", "diag is of a column", "W"),
    (r"h_t = h_t / 0", "divided by 0", None),
    (r"h_t = \sqrt{W}", "A root is of numbers", "W"),
    (r"h_t = W^{a}", "neither a time nor a number", "a"),
    (r"\mathbf{1}^\top y_t = 1", "write the sum", r"\mathbf{1}^\top"),
    (r"h^{(L)} = h_t", "L above h is no time", "(L)"),
    (r"\sum_{k=1} h_k = 1", "Say where k begins", None),
    (r"E_t = h_t \odot", "Nothing stands behind this sign", r"\odot"),
    (r"E_t = \odot h_t", "without a factor", r"\odot"),
])
def test_what_cannot_be_read_is_said_in_words(text, words, place):
    message, underlined = said(text)
    assert words in message
    assert place is None or underlined == place


@pytest.mark.parametrize(("text", "words", "place"), [
    (r"h_t = W x_t", "a column (inputs) is no product", "W x_t"),
    (r"W_{ik} = U_{ij} W_{jk}", "j runs over inputs and over units", "j"),
    (r"E_t = h_t^\top", "the right side a row", r"h_t^\top"),
    (r"e_t h_t = 1", "an outer product", "e_t h_t"),
    (r"h_t h_t = 1", "for a dot product", "h_t h_t"),
    (r"h_t W = 1", "If gradients are rows", "h_t W"),
    (r"h_t + W = 1", "stand in one sum", "W"),
    (r"h_t = U^2 x_t", "has no powers", "U^2"),
    (r"h_t = x_t \odot h_t", "no product entry by entry", r"x_t \odot h_t"),
    (r"h_t = W \otimes h_t", "outer product is one of two columns",
     r"W \otimes h_t"),
    (r"h_t = h_t / x_t", "cannot be divided by", "h_t / x_t"),
    (r"\frac{\partial h_t}{\partial W}^\top = W", "has no transpose", None),
    (r"h_t = V e_t + W x_t", "(classes x units) times a column (classes)",
     "V e_t")])
def test_a_clash_of_shapes_is_kept_and_reading_goes_on(text, words, place):
    claim = read_text(text, load("book"))
    message, start, end = claim.clash
    assert words in message and message.endswith(".")
    assert place is None or text[start:end] == place
    assert decide(claim, Settings.of(claim)).kind == "shapes"


def test_the_tree_of_a_clash_is_that_of_the_line():
    claim = read_text("q_t = W h_t + b_h", load("book"))
    assert claim.right == Plus((Times((Whole("W", None), h)),
                                Whole("b_h", None)))
    assert claim.clash[0].startswith("The left side is a column (classes)")
    assert read_text("q_t = V h_t + b_y", load("book")).clash is None


def test_a_clash_without_a_tree_is_raised():
    line = r"h_t = \tanh(x_t W + b_h)"
    with pytest.raises(ShapeClash, match="is no product") as error:
        read_text(line, load("book"))
    assert line[error.value.start:error.value.end] == "x_t W"
    with pytest.raises(NotRead) as plain:
        read_text(r"h_t = \sqrt{W}", load("book"))
    assert not isinstance(plain.value, ShapeClash)


def test_a_sum_whose_letter_stands_nowhere():
    claim = read_text(r"h_{t,i} = \sum_j h_{t,i}", load("book"))
    assert claim.right == tree.SumOver("j", "n_h", Entry("h", t, ("i",)))
    assert "j stands nowhere behind its sum" in claim.notes[0]


def test_a_time_that_is_free_on_one_side_only():
    claim = read_text(r"E_t = \sum_{t=1}^T E_t", load("book"))
    assert claim.notes[0].startswith("t is free on one side")
    assert decide(claim, Settings.of(claim)).kind == "different"


def test_T_is_the_last_step_in_any_text():
    claim = read_text(r"h^{(T)} = \tanh(a^{(T)})", load("goodfellow"))
    assert claim.left == Whole("h", at(tau=1))
    assert "T is read as tau, the last step" in claim.notes


def test_what_an_alphabet_fixes_comes_with_the_claim():
    two = read_text("h_t = h_t", load("pytorch"))
    assert Settings.of(two).b_2
    begun = read_text("x_t = x_t", load("pascanu"))
    assert Settings.of(begun).p_0
    four = Settings.of(read_text("o_4 = o_4", load("source-c")))
    assert (four.steps, four.last, four.unsaid) == (4, "i", ("end",))
    notes = read_text("h_t = W^{(hh)} h_{t-1}", load("cs224n"))
    slides = read_text("h^{(t)} = W_h h^{(t-1)}", load("cs224n"))
    assert (notes.bias, slides.bias) == (False, True)


def test_a_time_must_be_one_where_no_time_is_implied():
    assert said(r"\frac{\partial s_3}{\partial s_w} = W", "source-b") == (
        "w below s is no time, and s needs one: write s_t, or s_{t,i} for an "
        "entry.", "w")


def test_repeated_letters_are_summed_if_that_is_ticked():
    line = r"\frac{\partial E_t}{\partial h_{t,j}} = e_{t,a} V_{aj}"
    claim = read_text(line, load("book"))
    assert "summed over a, which stands twice" in claim.notes
    assert isinstance(claim.right, tree.SumOver)
    assert "repeated letters are summed" in said(line, summed=False)[0]
    trace = r"\frac{\partial h_{t,i}}{\partial h_{t-1,i}} = D_{t,ii} W_{ii}"
    free = read_text(trace, load("book"))
    assert dict(free.spaces) == {"i": "n_h"}
    assert isinstance(free.left, Derivative)
    both = read_text(trace, load("book"), summed=True)
    assert isinstance(both.left, tree.SumOver)
    assert isinstance(both.right, tree.SumOver)


def test_a_letter_that_stands_once_is_free_everywhere():
    claim = read_text(
        r"\frac{\partial \hat y_{t_k}}{\partial q_l}"
        r" = \hat{y}_{t_k} (\delta_{kl} - \hat{y}_{t_k})", load("source-a"))
    assert dict(claim.spaces) == {"k": "n_y", "l": "n_y"}
    assert isinstance(claim.right, Times)


def test_sums_stand_at_the_smallest_product():
    claim = read_text(r"h_{t,i} = W_{ij} h_{t-1,j} + U_{iu} x_{t,u}",
                      load("book"))
    assert [type(term) for term in claim.right.terms] == [tree.SumOver] * 2
    assert [term.space for term in claim.right.terms] == ["n_h", "n_x"]


def test_the_same_letter_may_count_two_things_in_two_sums():
    claim = read_text(r"p_{t,i} = \sum_j W_{ij} h_{t-1,j} "
                      r"+ \sum_j U_{ij} x_{t,j} + b_{h,i}", load("book"))
    first, second = claim.right.terms[:2]
    assert (first.letter, first.space) == ("j", "n_h")
    assert (second.letter, second.space) == ("u", "n_x")
    assert second.body == Times((Entry("U", None, ("i", "u")),
                                 Entry("x", t, ("u",))))
    assert dict(claim.spaces) == {"i": "n_h", "j": "n_h", "u": "n_x"}


def test_a_letter_is_an_index_where_it_stands_as_one():
    claim = read_text(r"h_{t,k} = \sum_s W_{ks} h_{t-1,s}", load("book"))
    assert claim.times == ("t",)
    assert dict(claim.spaces) == {"k": "n_h", "s": "n_h"}


def test_gradients_lie_as_the_alphabet_has_them():
    line = r"\frac{\partial E_t}{\partial h_t} = \frac{\partial E_t}" \
        r"{\partial q_t} V"
    gradient = Derivative(E(), of("q"))
    assert "If gradients are rows" in read_text(line, load("book")).clash[0]
    for layout in ("row", "either"):
        mine = Alphabet.of({}, gradients=layout)
        claim = read_text(line, mine)
        assert claim.right == Times((Turned(gradient), Whole("V", None)))
        assert claim.left == Turned(Derivative(E(), h))
    assert any("gradient is read as a row" in note for note in claim.notes)


def test_the_chain_rule_is_read_in_any_layout():
    line = r"\frac{\partial E_t}{\partial h_k} = \frac{\partial E_t}" \
        r"{\partial h_t} \frac{\partial h_t}{\partial h_k}"
    for layout in ("column", "row", "either"):
        claim = read_text(line, Alphabet.of({}, gradients=layout))
        assert claim.left == Turned(Derivative(E(), of("h", k)))
        assert claim.right == Times((
            Turned(Derivative(E(), h)), Derivative(h, of("h", k))))
        assert bool(claim.notes) == (layout != "row")
    entries = read_text(
        r"\frac{\partial E_t}{\partial W_{ij}} = \frac{\partial E_t}"
        r"{\partial h_t} \frac{\partial h_t}{\partial W_{ij}}", load("book"))
    assert entries.right == Times((Turned(Derivative(E(), h)),
                                   Derivative(h, Wij)))


def test_notes_tell_each_guess():
    claim = read_text(r"\frac{\partial h_t}{\partial h_k} = "
                      r"\prod_{s=k+1}^t D_s W", load("book"))
    assert [note.split()[:3] for note in claim.notes] == [
        ["the", "product", "is"], ["in", "the", "product"]]
    claim = read_text("h = h_t", load("book"))
    assert claim.notes == ("h without a time is read at step t",)


def test_what_is_said_of_times_becomes_facts():
    claim = read_text(r"h_t = \tanh p_t, \quad 2 \le t < T", load("book"))
    assert claim.facts == ((at(2), t), (at(1, t=1), at(T=1)))
    claim = read_text(r"h_t = \tanh p_t, \quad t = 1, \dots, T",
                      load("book"))
    assert claim.facts == ((at(1), t), (t, at(T=1)))
    claim = read_text(r"\frac{\partial h_t}{\partial h_k} = "
                      r"\left(\prod_{s=k+1}^t J_s\right)", load("book"))
    assert claim.facts == ((k, t),)


def test_conventions_come_with_the_claim():
    claim = read_text(r"L = \frac1T \sum_{t=1}^T \ell(o_t, y_t)",
                      load("d2l"))
    assert (claim.network, claim.bias, claim.mean) == ("linear", False, True)
    claim = read_text(r"(\nabla_{o^{(t)}} L)_i = \hat y_i^{(t)} "
                      r"- 1_{i = y^{(t)}}", load("goodfellow"))
    assert claim.one_hot and claim.last == "tau"
    assert claim.left == Derivative(total, Entry("q", t, ("i",)))
    assert read_text(r"h_t = \tanh p_t", load("book")).network == "tanh"
    assert read_text(r"h_t = \phi(p_t)", load("book")).network == "open"
    assert read_text("s_t = s_t", load("tutorial")).network == "tanh"
    assert read_text("h_t = h_t", load("cs224n")).network == "open"


def test_a_loss_with_brackets_has_the_time_of_what_is_in_them():
    claim = read_text(r"\ell(o_3, y_3) = \ell(o_3, y_3)", load("d2l"))
    assert claim.left == E(at(3))


def test_an_untimed_loss_is_the_total():
    claim = read_text(r"\frac{\partial E}{\partial W_{ij}} = \sum_t "
                      r"\frac{\partial E_t}{\partial W_{ij}}", load("book"))
    assert claim.left == Derivative(total, Wij)


def test_times_on_the_right_only_are_noted():
    claim = read_text(r"s_{3} = tanh(U x_{t} + W s_{2})", load("source-b"))
    assert claim.notes[-1].startswith("t stands on the right side only")


def test_letters_of_many_steps_are_read():
    claim = read_text(r"\frac{\partial s_3}{\partial s_1} = \frac{\partial "
                      r"s_3}{\partial s_2}\frac{\partial s_2}{\partial s_1}",
                      load("source-b"))
    assert claim.left == Derivative(of("h", at(3)), of("h", at(1)))


@pytest.mark.parametrize("line", [
    "h(t) = W h(t-1)", "h[t] = W h[t-1]", r"\mathbf{h}(t) = W \mathbf h(t-1)"])
def test_times_in_brackets_behind_a_letter(line):
    claim = read_text(line, load("book"))
    assert claim.left == h
    assert claim.right == Times((Whole("W", None), of("h", at(-1, t=1))))
    assert read_text("h_t (t - k) = h_t", load("book")).left == Times((
        h, tree.Count(at(t=1, k=-1))))


@pytest.mark.parametrize("line", [
    r"\prod_{s=t}^{k+1} J_s = W", r"\prod_{s=k+1}^{t} J_s = W",
    r"\prod_{s=T}^{1} J_s = W", r"\sum_{s=t}^{T} J_s = W"])
def test_bounds_may_run_down(line):
    node = read_text(line, load("book")).left
    low, high = (at(1), at(T=1)) if "{1}" in line else \
        (t, at(T=1)) if "{T}" in line else (at(1, k=1), t)
    assert (node.low, node.high) == (low, high)


def test_a_bracket_stays_where_it_is_needed():
    plain = read_text(r"D_t (W h_{t-1}) = D_t W h_{t-1}", load("book"))
    assert plain.left == plain.right
    kept = read_text(r"W (h_t^\top h_t) h_{t-1} = h_t", load("book")).left
    assert kept == Times((Whole("W", None), Times((Turned(h), h)),
                          of("h", at(-1, t=1))))


@pytest.mark.parametrize("line", [
    r"E_t = -y_t \cdot \log \hat y_t", r"E_t = -y_t^\top \log \hat y_t",
    r"E_t = -\langle y_t, \log \hat y_t \rangle"])
def test_dot_products(line):
    assert read_text(line, load("book")).right == read_text(
        r"E_t = -y_t^\top \log(\hat y_t)", load("book")).right


def test_copies_of_weights():
    claim = read_text("w_1 o_2 = w_2 o_3", load("source-c"))
    assert claim.left.factors[0] == Whole("W", None, at(3))
    assert claim.right.factors[0] == Whole("W", None, at(4))


PIECES = (
    r"h_t W U V x_t \hat{y}_t y_t e_t E_t E D_t h_{t,i} W_{ij} \delta_{ij} "
    r"\lambda_t b_h T t k 1 2 \frac{1}{2} \frac{\partial E_t}{\partial W} "
    r"\frac{\partial}{\partial W_{ij}} \sum_k \sum_{k=1}^{t} \sum_{i} "
    r"\prod_{s=k+1}^t ( ) \left( \right) [ ] { } \{ \} + - = = \odot \otimes "
    r"* / ^ _ ^2 ^T ^\top ^{(t)} _i _{ij} ' \tanh \log \exp "
    r"\operatorname{softmax} \operatorname{diag} \hat \bar d \partial "
    r"\partial^+ \nabla_W , ; & \\ \quad e^{q_{t,a}} \sqrt 1_{i=y_t} < \le "
    r"\cdots | \foo \leftarrow $ % \tag{1} \begin{align} \end{align} "
    r"\begin{cases} s_t L \ell L^{(t)} \sigma(x) x^12 dW_{xh} \frac \frac12 "
    r"∂ ∑ − é \mathsf T W^{(t-1)\top} {h_t}_i \underbrace{h}_{a} \text{for}"
).split(" ")
SOUP = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)
EQUATION = st.builds("{} = {}".format, SOUP, SOUP)
TEXT = st.text(max_size=60)


def all_of(text, alphabet, summed):
    """Reads every line of a text; all that may leave it is NotRead."""
    try:
        lines = read_lines(text)
    except NotRead as error:
        yield error
        return
    for line in lines:
        if line.refused:
            yield line.refused
        for left, right in zip(line.sides, line.sides[1:], strict=False):
            try:
                yield read(left, right, alphabet, summed, line.where)
            except NotRead as error:
                yield error


TOKEN = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)
RIGHT = [(name, TOKEN.findall(line)) for name, lines in LINES.items()
         for line in lines] + [("book", TOKEN.findall(line))
                               for line, *_ in BOOK]
TOKENS = sorted({token for _, tokens in RIGHT for token in tokens})
CHANGE = st.tuples(st.integers(0, 200), st.integers(0, 1),
                   st.sampled_from(["", *TOKENS]))


@given(st.sampled_from(RIGHT), st.lists(CHANGE, min_size=1, max_size=3),
       st.sampled_from([None, True, False]))
def test_slips_of_the_pen_end_in_a_claim_or_in_a_sentence(line, changes,
                                                          summed):
    name, tokens = line
    tokens = [*tokens]
    for number, replaced, token in changes:
        place = number % (len(tokens) + 1)
        tokens[place:place + replaced] = [token]
    ends_well("".join(tokens), name, summed)


@given(SOUP | EQUATION | TEXT, st.sampled_from(names()),
       st.sampled_from([None, True, False]))
def test_soup_ends_in_a_claim_or_in_a_sentence(text, name, summed):
    ends_well(text, name, summed)


def ends_well(text, name, summed):
    """Whether reading ends within a second, as it should."""
    began = time.process_time()
    for end in all_of(text, load(name), summed):
        if isinstance(end, NotRead):
            assert str(end).endswith(".") and len(str(end)) > 10
            assert 0 <= end.start <= end.end <= len(text)
        else:
            assert isinstance(end, tree.Claim)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("text", [
    "(" * 500 + "h" + ")" * 500 + " = 1",
    "E = " + "+".join(["h_t"] * 700),
    "E = " + r"\sum_{i}" * 300 + "1",
    "E = " + r"\frac{" * 300,
    "E = " + "h_t " * 700,
    "E = " + r"\left(" * 20 + "h_t" + r"\right)^2" * 20,
    r"E = \sum_{k=1}^{100000000} h_k",
    "E = W^{99999999999999999999}",
    "E = " + "9" * 2000,
    "E = h_{" + "1" * 2000 + "}",
    "=" * 2000, "{" * 3000, "&" * 3000, "\\\\" * 1500, "E=E\n" * 100,
    "$" * 3001, "E = " + "_{t" * 200, "a" * 40000,
    "E = " + r"\tanh " * 400 + "h_t",
    r"E = \begin{cases} " * 100,
    "E = " + r"\hat{" * 15 + "y" + "}" * 15,
    "E = " + "h_{t_{" * 10 + "i" + "}}" * 10])
def test_hostile_lines_end_within_a_second(text):
    for name in ("book", "min-char-rnn", "source-a"):
        began = time.process_time()
        ends = list(all_of(text, load(name), None))
        assert ends
        assert time.process_time() - began < 1
