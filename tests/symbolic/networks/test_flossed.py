"""Changes of frames and triangles: what is proved, and what is not."""
import numpy as np
import pytest
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import h, i, j, t
from rnnlib.symbolic.ledger.ledger import clear
from rnnlib.symbolic.methods.claims import claim, proved
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.networks.flossed import NETWORK
from rnnlib.symbolic.networks.plain import NETWORK as PLAIN
from rnnlib.symbolic.oracle.draws import world
from rnnlib.symbolic.terms.language import d

KEYS = ("floss_change", "floss_frame", "floss_inverse", "floss_weights",
        "qr", "qr_frame")
CONDITIONS = PLAIN.conditions | NETWORK.conditions


@pytest.fixture
def page():
    define("step-matrix", mat.J(t), d(h[t, i], h[t-1, j]))
    for key in KEYS:
        define(key.replace("_", "-"), *CONDITIONS[key])
    claim("triangle", mat.R(t), mat.F(t).T * mat.J(t) * mat.F(t-1),
          given=["qr", "floss-frame"])
    claim("pull", mat.F(t).T * mat.J(t), mat.R(t) * mat.F(t-1).T,
          given=["triangle", "qr-frame"])
    yield
    clear()


OWN = mat.F(t).T * mat.dJ(t) * mat.F(t-1)
EARLIER = mat.R(t) * mat.F(t-1).T * mat.dF(t-1)
LATER = mat.F(t).T * mat.dF(t) * mat.R(t)
PREMISES = ("floss-change", "pull", "floss-frame")


def test_a_change_of_triangles_is_proved_and_agrees(page):
    equation = claim("true", mat.dR(t), OWN + EARLIER - LATER,
                     given=[*PREMISES])
    assert equation.kind == "proof" and equation.agreement < 1e-9


@pytest.mark.parametrize("without", PREMISES)
def test_each_premise_is_needed(page, without):
    assert not proved(mat.dR(t), OWN + EARLIER - LATER, given=[
        label for label in PREMISES if label != without])


@pytest.mark.parametrize("wrong", [
    OWN + EARLIER, OWN - LATER, OWN + EARLIER + LATER, OWN - EARLIER - LATER])
def test_slips_are_not_proved(page, wrong):
    assert not proved(mat.dR(t), wrong, given=[*PREMISES])


@pytest.mark.parametrize("place", range(4))
def test_there_are_numbers_that_obey(place):
    given = world(5, place, KEYS).given
    F, R, R_inv, dJ, dF, dR, Y = [given[name] for name in (
        "frame", "triangle", "R_inv", "dJ", "dF", "dR", "Y")]
    one = np.eye(len(F[0]))
    for time in range(1, len(F)):
        J = F[time] @ R[time] @ F[time-1].T
        for found, want in (
                (F[time].T @ F[time], one), (R[time] @ R_inv[time], one),
                (dJ[time] @ F[time-1], dF[time] @ R[time]
                 + F[time] @ dR[time] - J @ dF[time-1]),
                (Y[time-1], R[time].T @ Y[time] @ R_inv[time].T),
                (np.tril(dR[time], -1), 0 * one)):
            off = abs(found - want).max()
            assert off < 1e-7 * (1 + abs(found).max() + abs(want).max())
        skew = F[time].T @ dF[time]
        assert abs(skew + skew.T).max() < 1e-7 * (1 + abs(skew).max())
