"""A paste to lines and sides, each with its place in the paste."""
import pytest
from rnnlib.judge.text.blanks import cleaned
from rnnlib.judge.text.lines import MOST_CHARACTERS, MOST_LINES, read_lines
from rnnlib.judge.text.parsing import parse
from rnnlib.judge.tree.errors import NotRead


def sides(text):
    """The sides of each line, without space around them."""
    return [[side.text.strip() for side in line.sides]
            for line in read_lines(text)]


@pytest.mark.parametrize("text", [
    "a = b = c", "$a = b = c$", "$$a = b = c$$", r"\[a = b = c\]",
    r"\(a = b = c\)", r"\\[ a = b = c \\]", "a = b = c.",
    r"\begin{equation} a = b = c \end{equation}",
    r"\begin{equation*} a = b = c \label{eq:1} \end{equation*}",
    r"\begin{align} a &= b = c \tag{1} \\ \end{align}",
    "% a remark\na = b = c % another",
    "a\\;=\\,b\\!=\\ c", "a = b = c,",
    r"\boxed{}a = b = c", r"a \overset{!}{=} b \stackrel{\text{def}}{=} c",
    r"a \equiv b = c"])
def test_one_line_of_three_sides(text):
    assert [[one.replace("{}", "").strip() for one in line]
            for line in sides(text)] == [["a", "b", "c"]]


def test_a_line_that_begins_with_an_equals_sign_goes_on():
    text = "\\begin{align}\na &= b \\\\\n &= c \\\\ d &= e\n\\end{align}"
    first, second, third = read_lines(text)
    assert [line.continues for line in (first, second, third)] == [
        False, True, False]
    assert second.sides[0] == first.sides[-1]
    assert [one.text.strip() for one in second.sides] == ["b", "c"]
    assert third.number == 3


def test_places_are_those_of_the_paste():
    text = "Let $q$ be, as in\n\\begin{align}\n  h_t &= \\tanh\\left( p_t" \
        "\\right) \\\\\n      &= x \\end{align}"
    for line in read_lines(text):
        for side in line.sides:
            assert len(side.text) == side.end - side.start
            for word in side.text.split():
                at = side.start + side.text.index(word)
                assert text[at:at + len(word)] == word


@pytest.mark.parametrize("text", [
    "a = b\nc = d_1", "a = b \\\\ c = d_1", "$$a = b$$ and $$c = d_1$$",
    r"$a = b$ and so $c = d_1$", r"a = b, \quad c = d_1",
    r"a = b \qquad c = d_1",
    r"\begin{gather} a = b \\ c = d_1 \end{gather}",
    r"\begin{align} a &= b & c &= d_1 \end{align}",
    r"\begin{align*} a &= b, \\[2pt] c &= d_1. \end{align*}",
    r"\begin{equation}\begin{aligned} a &= b \\ c &= d_1 \end{aligned}"
    r"\end{equation}", r"a = b \Rightarrow c = d_1",
    "a =\n b\nc = d_1"])
def test_two_lines(text):
    assert sides(text) == [["a", "b"], ["c", "d_1"]]


@pytest.mark.parametrize(("text", "found"), [
    ("a = b\n + c", [["a", "b + c"]]),
    ("a = (b\n + c)", [["a", "(b + c)"]]),
    ("a = b +\n c", [["a", "b + c"]]),
    (r"\begin{align} a &= b \\ &\quad + c \end{align}", [["a", "b + c"]])])
def test_a_formula_may_go_over_lines(text, found):
    assert [[" ".join(side.split()) for side in line]
            for line in sides(text)] == found


@pytest.mark.parametrize("where", [
    r", \quad t = 1, \dots, T", r" \quad \text{for } t \ge 2",
    r", \qquad 1 \le k \le t", r" \quad (t > 1)", r", t = 1, ..., T",
    r", \quad \forall t", r" \text{ for all } t \geq 1."])
def test_what_is_said_of_times_is_no_side(where):
    line, = read_lines("h_t = x_{t,i}" + where)
    assert [side.text.strip() for side in line.sides] == ["h_t", "x_{t,i}"]
    assert line.where is not None


@pytest.mark.parametrize(("text", "words"), [
    ("h_t", "no = in this line"),
    ("a = ", "Nothing stands behind"),
    ("= a", "above it stands no equation"),
    (r"W \leftarrow W - a", "an update"), ("W := 1", "an update"),
    ("W += 1", "an update"), (r"a \le b", "an inequality"),
    ("a < b = c", "an inequality"), (r"a \approx b", "only = can"),
    ("a = (b", "opened and not closed"), ("a = b)", "none was opened"),
    (" = ".join("a" * 40), "signs =")])
def test_lines_that_are_no_equation_say_why(text, words):
    line = read_lines(text)[-1]
    assert words in str(line.refused)
    assert 0 <= line.refused.start <= line.refused.end <= len(text)


def test_cases_are_one_line():
    text = r"a = \begin{cases} 1 & x \\ 2 & y \end{cases} \\ c = d_1"
    first, second = read_lines(text)
    assert r"\begin{cases}" in first.sides[1].text
    assert [side.text.strip() for side in second.sides] == ["c", "d_1"]


@pytest.mark.parametrize("text", ["", " \n ", "%", "words alone",
                                  r"\begin{align}\end{align}"])
def test_a_paste_without_formula(text):
    try:
        assert all(line.refused for line in read_lines(text))
    except NotRead as error:
        assert "no formula" in str(error)


def test_sizes_are_bounded():
    with pytest.raises(NotRead, match="characters are read"):
        read_lines("a" * (MOST_CHARACTERS + 1))
    with pytest.raises(NotRead, match="lines are read"):
        read_lines("a = b_1\n" * (MOST_LINES + 1))
    assert len(read_lines("a = b_1\n" * MOST_LINES)) == MOST_LINES


@pytest.mark.parametrize(("text", "left"), [
    (r"\left( a \right)", "( a )"), (r"\left. a \right|", "a |"),
    (r"\leftarrow", r"\leftarrow"), (r"\bigl( a \Bigr)", "( a )"),
    (r"\underbrace{a}_{\text{b}}", "{a}"), (r"a \nonumber", "a"),
    (r"\textcolor{red}{a}", "a"), (r"\boxed{a = b}", "a = b"),
    (r"\text{loss} W_{\text{rec}}", r"\text{loss} W_{\text{rec}}"),
    (r"\sum\limits_k", r"\sum _k"),
    (r"{\bf h}", r"\bf{h}"), (r"a\,b\;c\ d", "a b c d"),
    (r"\sum_{j=1}^{|V|}", r"\sum_{j=1}^{ V }"),
    (r"\begin{aligned}[t] a", "a"), (r"\hspace{2em} a", "a")])
def test_what_means_nothing_is_blanked(text, left):
    out = cleaned(text)
    assert len(out) == len(text)
    assert out.split() == left.split() or "".join(out.split()) == "".join(
        left.split())


def test_prose_around_formulas_is_left_out():
    text = ("We start from $h_t = \\tanh(p_t)$ (for $t = 3$), so\n"
            "$$\\frac{\\partial E}{\\partial W} = x.$$\nDone.")
    assert sides(text) == [["h_t", r"\tanh(p_t)"],
                           [r"\frac{\partial E}{\partial W}", "x"]]


PASTE = r"""
By the chain rule, with \( h_t = \tanh(p_t) \) and $t = 1, \dots, T$:

\[
\begin{aligned}
a &= \sum_{t=1}^{T} b && \text{(sum rule)} \\
  &= \left( c
     + d_1 \right) \tag{2} \\
  &= e_1 ,
\end{aligned}
\]

$$ f_1 = g, \qquad h_1 = i \quad (t = T-1, \dots, 1) $$
$$\boxed{j = k_1}$$

```latex
l = m
  = n_1 \text{ by symmetry}
```
"""


def test_a_paste_as_it_comes():
    lines = read_lines(PASTE)
    assert not any(line.refused for line in lines)
    assert [[" ".join(side.text.split()) for side in line.sides]
            for line in lines] == [
        ["h_t", r"\tanh(p_t)"], ["a", r"\sum_{t=1}^{T} b"],
        [r"\sum_{t=1}^{T} b", "( c + d_1 )"], ["( c + d_1 )", "e_1"],
        ["f_1", "g"], ["h_1", "i"], ["j", "k_1"], ["l", "m"], ["m", "n_1"]]
    for line in lines:
        for side in line.sides:
            for word in side.text.split():
                at = side.start + side.text.index(word)
                assert PASTE[at:at + len(word)] == word


@pytest.mark.parametrize("text", [
    r"\underbrace{a}_{words of more} = b", r"\underbrace{a}_x = b",
    r"\underbrace{a}_\ast = b", r"\overbrace{a}^{n} = b",
    r"\underbrace{a} = b", r"\boxed{a = b}", r"\boxed{a} = b",
    r"\underbrace{a}_{b^2} = b", r"a \overset{!}{=} b"])
def test_what_stands_around_a_formula_is_blanked_out(text):
    assert [[one.strip(" {}") for one in line] for line in sides(text)] \
        == [["a", "b"]]
    assert len(cleaned(text)) == len(text)


@pytest.mark.parametrize(("text", "words"), [
    (r"\underbrace{a = b", "opened and not closed"),
    (r"\boxed{a = b", "opened and not closed")])
def test_a_brace_that_is_not_closed(text, words):
    assert words in str(read_lines(text)[0].refused)


@pytest.mark.parametrize(("text", "words"), [
    (r"\underbrace a = b", "no macro"), (r"\overset{!} = b", "!")])
def test_what_lacks_its_group_is_refused_by_name(text, words):
    first, *_ = read_lines(text)[0].sides
    with pytest.raises(NotRead, match=words):
        parse(first.text, first.start)


def test_blocks_in_a_fence_are_formulas_of_their_own():
    text = "```latex\n$$a = b$$\n\\[c = d_1\\]\n```"
    assert sides(text) == [["a", "b"], ["c", "d_1"]]
    line = read_lines(text)[0]
    assert text[line.start:line.end] == "a = b"


def test_what_is_too_long_is_not_put_together():
    long = "a = " + "x" * (MOST_CHARACTERS // 4)
    first, second = read_lines(f"{long}\n+ b")
    assert "at most" in str(first.refused)
    assert "no =" in str(second.refused)
