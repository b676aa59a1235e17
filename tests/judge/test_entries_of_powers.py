"""(W^2)_{ij} is an entry of a power, W_{ij}^2 the power of an entry."""
import pytest
from rnnlib.judge.alphabets.alphabet import load
from rnnlib.judge.numbers.comparing import decide
from rnnlib.judge.numbers.networks import Settings
from rnnlib.judge.reading.meaning import read_text
from rnnlib.judge.tree.errors import NotRead
from rnnlib.judge.tree.nodes import Entry, Linear, Part, Power, Turned, Whole

W = Whole("W", None)
TWO = Linear((), 2)


def kind(line, name):
    """What numbers say of a line."""
    claim = read_text(line, load(name))
    return decide(claim, Settings.of(claim)).kind


@pytest.mark.parametrize(("name", "right", "wrong"), [
    ("book", r"(W^2)_{ij} = \sum_m W_{im} W_{mj}", r"(W^2)_{ij} = W_{ij}^2"),
    ("book", r"[W^2]_{ij} = \sum_m W_{im} W_{mj}", r"[W^2]_{ij} = W_{ij}^2"),
    ("book", r"{W^2}_{ij} = \sum_m W_{im} W_{mj}", r"{W^2}_{ij} = W_{ij}^2"),
    ("book", r"((W)^2)_{ij} = \sum_m W_{im} W_{mj}",
     r"((W)^2)_{ij} = W_{ij}^2"),
    ("book", r"(W)^2_{ij} = \sum_m W_{im} W_{mj}", r"(W)^2_{ij} = W_{ij}^2"),
    ("book", r"(W^k)_{ij} = \sum_m W_{im} (W^{k-1})_{mj}",
     r"(W^k)_{ij} = W_{ij}^k"),
    ("book", r"(W^{t-s})_{ij} = \sum_m (W^{t-s-1})_{im} W_{mj}",
     r"(W^{t-s})_{ij} = (W_{ij})^{t-s}"),
    ("book", r"(W^2)_{12} = \sum_m W_{1m} W_{m2}", r"(W^2)_{12} = W_{12}^2"),
    ("book", r"(W^2)_{ij}^2 = (\sum_m W_{im} W_{mj})^2",
     r"(W^2)_{ij}^2 = (W^4)_{ij}"),
    ("book", r"((W^\top)^2)_{ij} = (W^2)_{ji}",
     r"((W^\top)^2)_{ij} = (W^2)_{ij}"),
    ("book", r"\sum_m (W^{-1})_{im} W_{mj} = \delta_{ij}",
     r"(W^{-1})_{ij} = 1 / W_{ij}"),
    ("book", r"(W^\top)_{ij} = W_{ji}", r"(W^\top)_{ij} = W_{ij}"),
    ("book", r"(W^\top h_t)_i = \sum_j (W^\top)_{ij} h_{t,j}",
     r"(W h_t)_i = \sum_j (W^\top)_{ij} h_{t,j}"),
    ("book", r"(W^\top h_t)_i = \sum_j W^\top_{ij} h_{t,j}",
     r"(W^\top h_t)_i = \sum_j W_{ij} h_{t,j}"),
    ("book", r"(h_t^2)_i = h_{t,i}^2", r"(h_t^2)_i = h_{t,i}"),
    ("book", r"(h_t^T)_i = h_{t,i}", r"(h_t^T)_i = h_{t,i}^2"),
    ("book", r"(h^2)_t = h_t \odot h_t", r"(h^2)_t = h_t"),
    ("book", r"(D_t^2)_{ii} = (1 - h_{t,i}^2)^2",
     r"(D_t^2)_{ii} = 1 - h_{t,i}^2"),
    ("book", r"(J_t^2)_{ij} = \sum_m J_{t,im} J_{t,mj}",
     r"(J_t^2)_{ij} = J_{t,ij}^2"),
    ("d2l", r"(W_{hh}^2)_{ij} = \sum_m W_{hh,im} W_{hh,mj}",
     r"(W_{hh}^2)_{ij} = W_{hh,ij}^2"),
    ("d2l", r"(W_{hh}^\top)_{ij} 2 = 2 (W_{hh})_{ji}",
     r"(W_{hh}^\top)_{ij} 2 = 2 (W_{hh})_{ij}"),
    ("cs224n", r"((W^{(hh)})^2)_{ij} = \sum_m W^{(hh)}_{im} W^{(hh)}_{mj}",
     r"((W^{(hh)})^2)_{ij} = (W^{(hh)}_{ij})^2"),
    ("min-char-rnn", r"(Whh^2)_{ij} = \sum_m Whh_{im} Whh_{mj}",
     r"(Whh^2)_{ij} = (Whh_{ij})^2"),
    ("pascanu", r"(W_{rec}^2)_{ij} = \sum_m (W_{rec})_{im} (W_{rec})_{mj}",
     r"(W_{rec}^2)_{ij} = (W_{rec})_{ij}^2"),
    ("goodfellow", r"((h^{(t)})^2)_i = (h_i^{(t)})^2",
     r"((h^{(t)})^2)_i = h_i^{(t)}"),
    ("goodfellow", r"(W^{(t)})_{ij} 2 = 2 W^{(t)}_{ij}",
     r"(W^{(t)})_{ij} 2 = 2 W^{(t)}_{ji}")])
def test_an_entry_of_a_power_is_no_power_of_an_entry(name, right, wrong):
    assert kind(right, name) == "equal"
    assert kind(wrong, name) == "different"


@pytest.mark.parametrize(("text", "node"), [
    ("(W^2)_{ij}", Part(Power(W, TWO), ("i", "j"))),
    (r"(W^\top)_{ij}", Part(Turned(W), ("i", "j"))),
    (r"W^\top_{ij}", Entry("W", None, ("j", "i"))),
    (r"W_{ij}^T", Entry("W", None, ("j", "i"))),
    (r"(W_{ij})^\top", Entry("W", None, ("i", "j"))),
    ("W_{ij}^2", Power(Entry("W", None, ("i", "j")), TWO)),
    (r"W_{ij}^{\top 2}", Power(Entry("W", None, ("j", "i")), TWO)),
    ("(W_{ij})^2", Power(Entry("W", None, ("i", "j")), TWO))])
def test_the_tree_of_an_entry(text, node):
    claim = read_text(text + " = 2", load("book"))
    assert repr(claim.left) == repr(node)


def test_a_transpose_above_an_entry_is_noted():
    claim = read_text(r"W^\top_{ij} = 2", load("book"))
    assert claim.notes[0].startswith("a transpose above an entry of W")
    assert not read_text(r"(W^\top)_{ij} = 2", load("book")).notes


@pytest.mark.parametrize("text", ["W^2_{ij} = 1", r"W^{t-s}_{ij} = 1",
                                  r"\mathbf{W}^2_{ij} = 1",
                                  r"W^{\top 2}_{ij} = 1"])
def test_what_may_be_two_things_is_not_read(text):
    with pytest.raises(NotRead, match="write brackets") as error:
        read_text(text, load("book"))
    assert text[error.value.end:] == " = 1"


def test_a_gradient_in_short_of_an_entry_of_a_transpose_is_not_read():
    with pytest.raises(NotRead, match="no letter of the alphabet"):
        read_text(r"d(Whh^\top)_{ij} = 1", load("min-char-rnn"))
