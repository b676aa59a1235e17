"""Text to flat items: macros, scripts, fonts, and what is refused."""
import pytest
from rnnlib.judge.text.items import all_items, hoisted, lone
from rnnlib.judge.text.parsing import parse
from rnnlib.judge.tree.errors import NotRead


def kinds(text):
    """Kind and name of the items of the first term."""
    return [(item.kind, item.name) for item in parse(text).terms[0].items]


@pytest.mark.parametrize(("text", "found"), [
    ("h_t", [("letter", "h")]),
    (r"\hat y_t", [("letter", "hat y")]),
    (r"\hat{\mathbf{y}}_t", [("letter", "hat y")]),
    (r"\hat{y_t}", [("letter", "hat y")]),
    (r"\mathbf{h}", [("letter", "h")]), (r"\mathbf h", [("letter", "h")]),
    (r"\boldsymbol{h}", [("letter", "h")]), (r"\bm h", [("letter", "h")]),
    (r"\mathcal{L}", [("letter", "L")]), (r"\vec h", [("letter", "h")]),
    (r"\mathrm{h}", [("letter", "h")]), (r"\text{h}", [("letter", "h")]),
    (r"\mathrm{softmax}", [("function", "softmax")]),
    (r"\operatorname{diag}", [("function", "diag")]),
    (r"\operatorname*{diag}", [("function", "diag")]),
    (r"\textrm{tanh}", [("function", "tanh")]),
    ("tanh", [("function", "tanh")]), (r"\tanh", [("function", "tanh")]),
    (r"\ln", [("function", "log")]),
    ("ln", [("letter", "l"), ("letter", "n")]),
    (r"\mathrm{loss}", [("word", "loss")]),
    (r"\mathrm{d}h", [("letter", "d"), ("letter", "h")]),
    (r"\mathrm d h", [("letter", "d"), ("letter", "h")]),
    (r"\partial h", [("partial", "partial"), ("letter", "h")]),
    ("∂h", [("partial", "partial"), ("letter", "h")]),
    (r"\nabla E", [("nabla", "nabla"), ("letter", "E")]),
    (r"a \odot b", [("letter", "a"), ("op", "odot"), ("letter", "b")]),
    (r"a \circ b", [("letter", "a"), ("op", "odot"), ("letter", "b")]),
    (r"a * b", [("letter", "a"), ("op", "odot"), ("letter", "b")]),
    (r"a \otimes b", [("letter", "a"), ("op", "otimes"), ("letter", "b")]),
    (r"a \times b", [("letter", "a"), ("op", "times"), ("letter", "b")]),
    (r"a / b", [("letter", "a"), ("op", "over"), ("letter", "b")]),
    (r"\theta \ell", [("letter", "theta"), ("letter", "ell")]),
    ("θ λ", [("letter", "theta"), ("letter", "lambda")]),
    (r"\sum_k ∏_s", [("big", "sum"), ("big", "product")]),
    (r"\frac12 3", [("frac", "frac"), ("digit", "3")]),
    (r"\tfrac{a}{b}", [("frac", "frac")]), ("0.5", [("decimal", "0.5")]),
    (r"\{ a \}", [("round", r"\{")]), ("[ a ]", [("square", "[")]),
    (r"\langle a \rangle", [("round", r"\langle")]),
    ("T_{ln}", [("letter", "T")])])
def test_macros(text, found):
    assert kinds(text) == found


def test_ln_is_two_indices_below_a_letter():
    names = [item.name for item in all_items(parse("T_{ln} + W_{log}"))]
    assert names[:3] == ["T", "l", "n"]


@pytest.mark.parametrize("text", [
    "h_t^2", "h^2_t", "{h_t}^2", "(h_t)^2", "{{h}_t}^{2}", "h_{t}^{2}"])
def test_scripts_of_brackets_go_to_the_letter(text):
    item = hoisted(parse(text).terms[0].items[0])
    assert item.name == "h"
    assert sorted(script.where for script in item.scripts) == ["^", "_"]


def test_scripts_take_one_token_as_tex_does():
    items = parse("h_ti").terms[0].items
    assert [item.name for item in items] == ["h", "i"]
    assert lone(items[0].scripts[0].entries).name == "t"


def test_relations_and_commas_in_scripts():
    big, = parse(r"\sum_{t \ge i > k}^{T}").terms[0].items
    below, above = big.scripts
    assert below.entries[0].relations == (">=", ">")
    letter, = parse("h_{t,i}").terms[0].items
    assert len(letter.scripts[0].entries) == 2


def test_signs():
    assert [term.sign for term in parse("-a + b - -c − d").terms] == [
        -1, 1, 1, -1]
    partial, = parse(r"\partial^+").terms[0].items
    assert lone(partial.scripts[0].entries).kind == "sign"


@pytest.mark.parametrize("text", [
    r"\frac{\partial E_t}{\partial W_{ij}} + h_t", r"\hat{y_{3}} x",
    r"\mathbf{h}_{t-1} \sum_{k=1}^{t} W"])
def test_places_count_from_the_offset(text):
    for item in all_items(parse(text, 0)):
        assert text[item.start:item.end].strip()
    shifted = [(item.start - 7, item.end - 7)
               for item in all_items(parse(text, 7))]
    assert shifted == [(item.start, item.end)
                       for item in all_items(parse(text, 0))]
    name, = [item for item in all_items(parse(text)) if item.end == len(text)
             and item.kind == "letter"][:1]
    assert text[name.start:name.end].endswith(text[-1])


@pytest.mark.parametrize(("text", "words", "place"), [
    (r"a \cdots b", "write the sum", r"\cdots"),
    ("a + ... + b", "write the sum", "..."),
    (r"a, \ldots", "write the sum", r"\ldots"),
    (r"\begin{cases} a \end{cases}", "one line for each", None),
    (r"\begin{pmatrix} a \end{pmatrix}", "give its entry", None),
    (r"\lVert a \rVert", "Norms", r"\lVert"), (r"\|a\|", "Norms", r"\|"),
    ("|a|", "Bars", "|"), (r"a \leftarrow b", "update", r"\leftarrow"),
    (r"\int a", "no integral", r"\int"), (r"a \pm b", "both", r"\pm"),
    (r"\sin a", "not among those", r"\sin"),
    (r"\softmax a", r"write \operatorname{softmax}", r"\softmax"),
    (r"\foo a", r"\foo is no macro", r"\foo"), ("a ä", "'ä'", "ä"),
    (r"\hat{a + b}", "over one letter", r"\hat{a + b}"),
    ("a_", "stops too early", "_"), ("(a", "stops too early", "a"),
    ("a )", "not expected", ")"), ("a_{}", "not expected", "}"),
    ("a__b", "not expected", "_"), ("", "stops too early", ""),
    ("{" * 30 + "a" + "}" * 30, "more than 24 deep", "{"),
    ("a" * 3001, "at most 3000", None)])
def test_refused_with_place_and_advice(text, words, place):
    with pytest.raises(NotRead) as error:
        parse(text, 5)
    assert words in str(error.value)
    start, end = error.value.start - 5, error.value.end - 5
    assert 0 <= start <= end <= len(text)
    assert place is None or text[start:end] == place
