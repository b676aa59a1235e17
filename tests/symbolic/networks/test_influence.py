"""What is carried forwards, and units by themselves: what is refused."""
import numpy as np
import pytest
from rnnlib.symbolic import define, mat, recall
from rnnlib.symbolic.grammar.model import n_h, n_x, n_y, t
from rnnlib.symbolic.ledger.ledger import clear
from rnnlib.symbolic.methods.claims import claim, proved
from rnnlib.symbolic.oracle.world import World

SIZES = {n_x: 2, n_h: 3, n_y: 4}


@pytest.fixture(autouse=True)
def empty():
    """A page without statements."""
    clear()
    yield
    clear()


def test_conditions_hold_where_they_are_asked_for():
    assert not World(SIZES, ("nothing",)).given["brought"][0].any()
    assert World(SIZES).given["brought"][0].any()
    W = World(SIZES, ("alone",)).given["W"]
    assert W.any() and (W == np.diag(np.diag(W))).all()


def test_a_step_is_kept_or_thrown():
    recall("W-step")
    define("thrown", mat.thrown(t), mat.J(t) * mat.brought(t-1)
           + mat.D(t) * mat.dW * mat.h(t-1) - mat.brought(t))
    lack = mat.dh_W(t) - mat.brought(t)
    before = mat.dh_W(t-1) - mat.brought(t-1)
    given = ["W-step", "thrown"]
    assert proved(lack, mat.J(t) * before + mat.thrown(t), given=given)
    assert not proved(lack, mat.J(t) * before - mat.thrown(t), given=given)
    assert not proved(lack, mat.J(t) * before, given=given)


def test_marks_pass_a_diagonal_and_no_other():
    recall("slopes", "step-jacobian")
    assert proved(mat.marks * mat.D(t), mat.D(t) * mat.marks)
    assert not proved(mat.marks * mat.W, mat.W * mat.marks)
    define("alone", mat.W, mat.Lam)
    assert proved(mat.marks * mat.Lam, mat.Lam * mat.marks)
    claim("past", mat.marks * mat.Lam, mat.Lam * mat.marks)
    assert proved(mat.marks * mat.W, mat.W * mat.marks,
                  given=["alone", "past"])
