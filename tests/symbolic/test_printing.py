r"""What is read is what was proved: the LaTeX of formulas, exactly."""
import re

import pytest
from corpus import FORMULAS
from rnnlib.symbolic.language import SPACE, d, delta, imm, total
from rnnlib.symbolic.matrices import mat
from rnnlib.symbolic.model import (
    E,
    U,
    V,
    W,
    a,
    b,
    b_h,
    gain,
    h,
    i,
    j,
    k,
    l,
    q,
    s,
    t,
    u,
    x,
    y,
    y_hat,
)
from rnnlib.symbolic.printing import free_name, textbook
from rnnlib.symbolic.statements import textbook_equation
from rnnlib.symbolic.words import falling, over_time, rising, tr
from sympy import Dummy, Rational, exp, log, tanh

FRACTION = r"\frac{\partial h_{t}}{\partial h_{k}}"


@pytest.mark.parametrize("e, latex", [
    (y_hat[t, a] * (delta(a, b) - y_hat[t, b]),
     r"\hat{y}_{t,a} \left(\delta_{ab} - \hat{y}_{t,b}\right)"),
    (total(W[i, j] * h[t-1, j], j) + total(U[i, u] * x[t, u], u) + b_h[i],
     r"\sum_{u} U_{iu} x_{t,u} + \sum_{j} W_{ij} h_{t-1,j} + b_{h,i}"),
    (exp(q[t, a]) / total(exp(q[t, b]), b),
     r"\frac{\exp q_{t,a}}{\sum_{b} \exp q_{t,b}}"),
    (-total(y[t, a] * log(y_hat[t, a]), a),
     r"-\sum_{a} y_{t,a} \log \hat{y}_{t,a}"),
    (1 - h[t, i]**2, r"1 - h_{t,i}^{2}"),
    (tanh(b_h[i] + 1), r"\tanh \left(1 + b_{h,i}\right)"),
    (d(E[t], h[k, j]), r"\frac{\partial E_{t}}{\partial h_{k,j}}"),
    (d(log(y_hat[t, a]), q[t, b]),
     r"\frac{\partial}{\partial q_{t,b}}\left(\log \hat{y}_{t,a}\right)"),
    (V[a, i] * Rational(1, 2), r"\frac{V_{ai}}{2}"),
    (mat.D(t) * mat.W, "D_{t} W"),
    (tr(mat.P(t, k)) * tr(mat.V) * mat.e(t),
     rf"\left({FRACTION}\right)^{{\mathrm{{T}}}} V^{{\mathrm{{T}}}} e_{{t}}"),
    (falling(mat.J(s), s, t, k + 1), r"J_{t} J_{t-1} \cdots J_{k+1}"),
    (rising(tr(mat.J(s)), s, k + 1, t),
     r"J_{k+1}^{\mathrm{T}} J_{k+2}^{\mathrm{T}} \cdots J_{t}^{\mathrm{T}}"),
    (over_time(mat.J(s) * mat.e(s), s, 1, t), r"\sum_{s=1}^{t} J_{s} e_{s}"),
    (gain**2 * mat.D(k + 1)**2, r"\kappa^{2} D_{k+1}^{2}"),
    (falling(mat.W, s, t, k + 1), r"W^{t-k}"),
])
def test_latex(e, latex):
    assert textbook(e) == latex


def test_bound_letters_never_clash_with_free_ones():
    assert textbook(b_h[j] * total(W[i, j] * h[t, j], j)) == \
        r"b_{h,j} \sum_{l} W_{il} h_{t,l}".replace(
            "l", re.search(r"sum_\{(.)\}", textbook(
                b_h[j] * total(W[i, j], j)))[1])
    inner = total(W[i, j] * h[t, j], j)
    outer = textbook(total(inner * W[j, i], i))
    bound = re.findall(r"\\sum_\{(\w)\}", outer)
    assert len(set(bound)) == 2 and "j" not in bound
    assert textbook_equation(total(y[t, a], a), y[t, a]).count("a") == 1


def test_a_number_beside_a_matrix_is_a_multiple_of_one():
    assert textbook_equation(mat.P(k, k), 1 + 0 * k).endswith("= I")
    assert textbook_equation(mat.W * tr(mat.W), gain**2).endswith("^{2} I")


def test_different_statements_print_differently(book):
    latex = [f"{book[f.label].latex} {book[f.label].scope}"
             for f in FORMULAS]
    assert len(set(latex)) == len(latex)
    assert textbook(falling(mat.W, s, t, k)) != \
        textbook(falling(mat.W, s, t, k + 1))
    assert textbook(W[i, l]) != textbook(W[l, i])


def test_no_double_superscripts():
    for e in (tr(mat.W)**2, mat.P(t, k)**2, falling(tr(mat.W), s, t, k),
              total(b_h[i], i)**2, b_h[i]**2, d(E[t], b_h[i])**2,
              tr(falling(mat.J(s), s, t, k)), exp(b_h[i])**2,
              tanh(b_h[i])**2, delta(i, j) * tr(mat.h(t))):
        latex = textbook(e)
        assert not re.search(r"\^\{[^{}]*(\{[^{}]*\})?\}\^", latex), latex
        assert latex.count("{") == latex.count("}")


@pytest.mark.parametrize("e, latex", [
    (tr(mat.W)**2, r"\left(W^{\mathrm{T}}\right)^{2}"),
    (mat.P(t, k)**2, rf"\left({FRACTION}\right)^{{2}}"),
    (falling(tr(mat.W), s, t, k + 1),
     r"\left(W^{\mathrm{T}}\right)^{t-k}"),
    (mat.W**2, "W^{2}"),
])
def test_powers_of_matrices(e, latex):
    assert textbook(e) == latex


def test_a_sum_that_is_too_long_breaks_between_its_terms():
    word = mat.D(t) * mat.W * mat.D(t-1) * mat.dW * mat.h(t-2)
    short = word + mat.dh(t)
    long = word + mat.J(t) * word + mat.J(t) * mat.J(k) * word \
        + mat.J(t) * mat.J(k) * mat.J(s) * word
    assert textbook_equation(mat.dh(t), short) == (
        f"{textbook(mat.dh(t))} = {textbook(short)}")
    latex = textbook_equation(mat.dh(t), long)
    assert latex.startswith(r"\begin{aligned} \mathrm{d}h_{t} &= D_{t}")
    assert latex.endswith(r"\end{aligned}")
    assert latex.count(r"\\ &\quad") == 1
    plain = re.sub(r" *(\\\\ &\\quad|&|\\(begin|end)\{aligned\}) *", " ",
                   latex)
    assert " ".join(plain.split()) == (
        f"{textbook(mat.dh(t))} = {textbook(long)}")


@pytest.mark.parametrize("e, latex", [
    (mat.D(t) * mat.dW * mat.h(t), r"D_{t} \, \mathrm{d}W \, h_{t}"),
    (mat.dU * mat.x(t) + mat.db_h, r"\mathrm{d}U \, x_{t} + \mathrm{d}b_{h}"),
    (tr(mat.dh(t)), r"\left(\mathrm{d}h_{t}\right)^{\mathrm{T}}"),
    (mat.dE_to_go(t+1), r"\mathrm{d}E_{\geq t+1}"),
    (mat.dh_dCij(t, s), r"\frac{\partial h_{t}}{\partial W^{(s)}_{ij}}"),
    (imm(h[t, i], W[j, l]),
     r"\frac{\partial^{+} h_{t,i}}{\partial W_{jl}}"),
])
def test_changes_print_apart(e, latex):
    assert textbook(e) == latex


def test_a_free_name_is_not_sought_among_private_letters(monkeypatch):
    """There are thousands of those after some proofs."""
    class Unasked:
        def __eq__(self, other):
            raise AssertionError("compared")

    monkeypatch.setitem(SPACE, Dummy("i"), Unasked())
    assert free_name(i, set()) == i
    assert free_name(i, {"i"}) == j
