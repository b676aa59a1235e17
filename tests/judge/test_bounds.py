"""What stands at a sum or product, and how far a product reaches."""
import pytest
from rnnlib.judge.alphabets.alphabet import Alphabet, load
from rnnlib.judge.numbers.comparing import decide
from rnnlib.judge.numbers.networks import Settings
from rnnlib.judge.reading.meaning import read_text
from rnnlib.judge.tree.errors import NotRead
from rnnlib.judge.tree.nodes import Linear, OverTime, SumOver

UNENDED = Alphabet.of({}, last="")
NO_TIMES = Alphabet.of({}, times=("t",))


def form(text):
    """t+1 as a form, with one letter at most."""
    letter = text[0] if text[0].isalpha() else ""
    number = int(text[len(letter):] or 0)
    return Linear(((letter, 1),) if letter else (), number)


def said(text, alphabet):
    """What is said of a line that is not read."""
    with pytest.raises(NotRead) as error:
        read_text(text, alphabet)
    return str(error.value)


@pytest.mark.parametrize(("name", "text", "words"), [
    (UNENDED, r"\prod_s W D_s = W", r"write \prod_{s=1}^{t}"),
    (NO_TIMES, r"\prod_s W D_s = W", r"write \prod_{s=1}^{t}"),
    ("tutorial", r"\prod_s W D_s = W", r"write \prod_{s=1}^{t}"),
    ("source-a", r"\prod_s W D_s = W", r"write \prod_{s=1}^{t}"),
    (UNENDED, r"\sum_s D_s = W", r"write \sum_{s=1}^{t}"),
    ("book", r"\prod W D_s = W", r"write \prod_{k=1}^{t}"),
    ("book", r"\sum D_s = W", r"write \sum_{k=1}^{t}"),
    ("book", r"\sum^t D_s = W", r"write \sum_{k=1}^{t}"),
    ("book", r"\prod_{s=1} W D_s = W", r"write \prod_{s=1}^{t}"),
    ("book", r"\prod_{\text{all}} W = W", "wanted below this product"),
    ("book", r"\sum_{\text{all}} W = W", "wanted below this sum"),
    ("book", r"\sum_{2} W = W", "wanted below this sum"),
    ("book", r"\prod_i h_{t,i} = 1", "over times only"),
    ("book", r"\sum_{s=1, k=1}^t D_s = W", "one sum for each letter"),
    ("book", r"\sum_{s \ne t} D_s = W", "This range cannot be read"),
    ("book", r"\sum_{1 \le s}^t D_s = W", "This range cannot be read"),
    ("book", r"\sum_{1 \le s \le k \le t} D_s = W",
     "This range cannot be read"),
    ("book", r"\sum_{1 \le s \ge k} D_s = W", "This range cannot be read"),
    ("book", r"\sum_{s < h_t} D_s = W", "This range cannot be read"),
    ("book", r"\sum_{h_t < s < t} D_s = W", "This is no time"),
    ("book", r"\sum_{s_1 = 1}^t D_s = W", "A single letter is wanted"),
    ("book", r"\sum_{i=2} h_{t,i} = 1", "over its whole range"),
    ("book", r"\sum_{s=1}^{s} D_s = W", "s stands in its own bounds"),
    ("book", r"\sum_{s=1}^{i} D_s W_{ij} = 1",
     "i is an index, and a bound of times"),
    (UNENDED, r"\sum_{t < s} D_s = W", "no letter for the last step")])
def test_bounds_that_are_missing_or_wrong(name, text, words):
    alphabet = load(name) if isinstance(name, str) else name
    assert words in said(text, alphabet)


@pytest.mark.parametrize(("bounds", "low", "high", "note"), [
    (r"_s^t", "1", "t", "the sum over s is read from 1"),
    (r"_{1 \le s \le t}", "1", "t", None),
    (r"_{t \ge s > k}", "k+1", "t", None),
    (r"_{1 < s < t}", "2", "t-1", None),
    (r"_{s < t}", "1", "t-1", "s is read as running from 1"),
    (r"_{s \le k}", "1", "k", "s is read as running from 1"),
    (r"_{t \le s}", "t", "T", "s is read as running up to T"),
    (r"_{s > t}", "t+1", "T", "s is read as running up to T"),
    (r"_{t+1 < s}", "t+2", "T", "s is read as running up to T"),
    (r"_{s=1}^{N}", "1", "T", "N is read as the last step")])
def test_ways_to_write_bounds(bounds, low, high, note):
    claim = read_text(rf"\sum{bounds} h_s = h_t", load("book"))
    assert claim.left == OverTime("sum", "s", form(low), form(high),
                                  claim.left.body)
    assert note is None or note in claim.notes


@pytest.mark.parametrize("bounds", ["_i", "_{i=1}^n", "_i^n", "_{i=1}"])
def test_an_index_runs_over_its_whole_range(bounds):
    left = read_text(rf"\sum{bounds} h_{{t,i}} = 2", load("book")).left
    assert isinstance(left, SumOver)
    assert (left.letter, left.space) == ("i", "n_h")


@pytest.mark.parametrize(("text", "noted"), [
    (r"\prod_{s=1}^2 D_s W = D_2 W D_1 W", True),
    (r"\prod_{s=1}^2 D_s \cdot W = D_2 W D_1 W", True),
    (r"\prod_{s=1}^2 (D_s W) = D_2 W D_1 W", False),
    (r"\prod_{s=1}^2 (D_s W) W = D_2 W D_1 W W", False),
    (r"\prod_{s=1}^2 \left[ D_s \right] W = D_2 D_1 W", False),
    (r"\left(\prod_{s=1}^2 D_s\right) W = D_2 D_1 W", False)])
def test_brackets_say_how_far_a_product_reaches(text, noted):
    claim = read_text(text, load("book"))
    assert decide(claim, Settings.of(claim)).kind == "equal"
    assert noted == any("brackets around all" in note
                        for note in claim.notes)
