"""Every formula of the subject is proved, agrees with rnnlib, and prints."""
import pytest
from corpus import DEFINITIONS, FORMULAS
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import t
from rnnlib.symbolic.methods.claims import proved
from rnnlib.symbolic.oracle.oracle import disagreement

LABELS = [formula.label for formula in FORMULAS]


@pytest.mark.parametrize("label", LABELS)
def test_formula_is_proved_and_agrees(book, label):
    equation = book[label]
    assert equation.kind == "proof"
    assert equation.agreement < 1e-12
    assert set(equation.rests_on) <= set(book)
    assert "Proved" in equation.status()


@pytest.mark.parametrize("label", LABELS + [one[0] for one in DEFINITIONS])
def test_formula_prints(book, label):
    latex = book[label].latex
    assert latex.count("{") == latex.count("}")
    assert latex.count(r"\left(") == latex.count(r"\right)")
    assert "Matrix" not in latex and "Sum" not in latex


def test_every_premise_is_needed(model):
    """The general loss gradient needs no target; e_t alone does."""
    general, special = [f for f in FORMULAS if f.label.startswith("dE-dq")]
    assert special.given == ("target",) and general.given == ()
    with pytest.raises(ValueError, match="without 'target'"):
        general._replace(given=("target",)).publish()


def test_the_conditions_are_conditions():
    """Without its premise a conditional formula is false in rnnlib."""
    special = next(f for f in FORMULAS if f.label == "dE-dq")
    assert disagreement(special.lhs, special.rhs) > 1e-3
    assert disagreement(special.lhs, special.rhs, (), ("y",)) < 1e-12


def test_proved_takes_labels_as_claim_does(book):
    lhs, rhs = mat.dh_W(t), mat.D(t) * mat.dW * mat.h(t-1) + \
        mat.J(t) * mat.D(t-1) * mat.dW * mat.h(t-2) + \
        mat.J(t) * mat.J(t-1) * mat.dh_W(t-2)
    assert proved(lhs, rhs, ["W-step"], when=t >= 2)
    assert not proved(lhs, rhs, ["W-step"])
    assert not proved(lhs, 2 * rhs, ["W-step"], when=t >= 2)
    with pytest.raises(KeyError, match="no equation is labelled"):
        proved(lhs, rhs, ["W-stop"])
