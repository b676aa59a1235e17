r"""What is read is what was proved: the LaTeX of formulas, exactly."""
import re
from contextlib import suppress
from itertools import product

import pytest
from corpus import FORMULAS
from rnnlib.symbolic.grammar.grammar import MODEL, check
from rnnlib.symbolic.grammar.matrices import MATRICES, SUMS, layout, mat
from rnnlib.symbolic.grammar.model import (
    E,
    T,
    U,
    V,
    W,
    a,
    alpha,
    b,
    b_h,
    gain,
    h,
    i,
    j,
    k,
    l,
    n_h,
    n_x,
    n_y,
    q,
    s,
    sigma,
    t,
    u,
    v,
    x,
    y,
    y_hat,
)
from rnnlib.symbolic.printing.formulas import free_name, textbook
from rnnlib.symbolic.printing.statements import textbook_equation
from rnnlib.symbolic.search.comparing import same
from rnnlib.symbolic.terms.functions import logistic
from rnnlib.symbolic.terms.language import (
    SLOTS,
    SPACE,
    TENSORS,
    TIME,
    d,
    delta,
    imm,
    sum_over,
)
from rnnlib.symbolic.terms.products import (
    Matrix,
    falling,
    over_time,
    rising,
    transpose,
)
from sympy import Dummy, Rational, S, exp, log, tanh

SLOPE = 1 - h[t, i]**2
FRACTION = r"\frac{\partial h_{t}}{\partial h_{k}}"


@pytest.mark.parametrize("e, latex", [
    (y_hat[t, a] * (delta(a, b) - y_hat[t, b]),
     r"\hat{y}_{t,a} \left(\delta_{ab} - \hat{y}_{t,b}\right)"),
    (sum_over(W[i, j] * h[t-1, j], j) + sum_over(U[i, u] * x[t, u],
                                                 u) + b_h[i],
     r"\sum_{u} U_{iu} x_{t,u} + \sum_{j} W_{ij} h_{t-1,j} + b_{h,i}"),
    (exp(q[t, a]) / sum_over(exp(q[t, b]), b),
     r"\frac{\exp q_{t,a}}{\sum_{b} \exp q_{t,b}}"),
    (-sum_over(y[t, a] * log(y_hat[t, a]), a),
     r"-\sum_{a} y_{t,a} \log \hat{y}_{t,a}"),
    (1 - h[t, i]**2, r"1 - h_{t,i}^{2}"),
    (tanh(b_h[i] + 1), r"\tanh \left(1 + b_{h,i}\right)"),
    (d(E[t], h[k, j]), r"\frac{\partial E_{t}}{\partial h_{k,j}}"),
    (d(log(y_hat[t, a]), q[t, b]),
     r"\frac{\partial}{\partial q_{t,b}}\left(\log \hat{y}_{t,a}\right)"),
    (V[a, i] * Rational(1, 2), r"\frac{V_{ai}}{2}"),
    (mat.D(t) * mat.W, "D_{t} W"),
    (mat.P(t, k).T * mat.V.T * mat.e(t),
     rf"\left({FRACTION}\right)^{{\mathrm{{T}}}} V^{{\mathrm{{T}}}} e_{{t}}"),
    (falling(mat.J(s), s, t, k + 1), r"J_{t} J_{t-1} \cdots J_{k+1}"),
    (rising(mat.J(s).T, s, k + 1, t),
     r"J_{k+1}^{\mathrm{T}} J_{k+2}^{\mathrm{T}} \cdots J_{t}^{\mathrm{T}}"),
    (over_time(mat.J(s) * mat.e(s), s, 1, t), r"\sum_{s=1}^{t} J_{s} e_{s}"),
    (gain**2 * mat.D(k + 1)**2, r"\kappa^{2} D_{k+1}^{2}"),
    (falling(mat.W, s, t, k + 1), r"W^{t-k}"),
])
def test_latex(e, latex):
    assert textbook(e) == latex


def test_bound_letters_never_clash_with_free_ones():
    assert textbook(b_h[j] * sum_over(W[i, j] * h[t, j], j)) == \
        r"b_{h,j} \sum_{l} W_{il} h_{t,l}".replace(
            "l", re.search(r"sum_\{(.)\}", textbook(
                b_h[j] * sum_over(W[i, j], j)))[1])
    inner = sum_over(W[i, j] * h[t, j], j)
    outer = textbook(sum_over(inner * W[j, i], i))
    bound = re.findall(r"\\sum_\{(\w)\}", outer)
    assert len(set(bound)) == 2 and "j" not in bound
    assert textbook_equation(sum_over(y[t, a], a), y[t, a]).count("a") == 1


def test_a_number_beside_a_matrix_is_a_multiple_of_one():
    assert textbook_equation(mat.P(k, k), 1 + 0 * k).endswith("= I")
    assert textbook_equation(mat.W * mat.W.T, gain**2).endswith("^{2} I")


def test_different_statements_print_differently(book):
    latex = [f"{book[f.label].latex} {book[f.label].scope}"
             for f in FORMULAS]
    assert len(set(latex)) == len(latex)
    assert textbook(falling(mat.W, s, t, k)) != \
        textbook(falling(mat.W, s, t, k + 1))
    assert textbook(W[i, l]) != textbook(W[l, i])


def test_no_double_superscripts():
    for e in (mat.W.T**2, mat.P(t, k)**2, falling(mat.W.T, s, t, k),
              sum_over(b_h[i], i)**2, b_h[i]**2, d(E[t], b_h[i])**2,
              transpose(falling(mat.J(s), s, t, k)), exp(b_h[i])**2,
              tanh(b_h[i])**2, delta(i, j) * mat.h(t).T):
        latex = textbook(e)
        assert not re.search(r"\^\{[^{}]*(\{[^{}]*\})?\}\^", latex), latex
        assert latex.count("{") == latex.count("}")


@pytest.mark.parametrize("e, latex", [
    (mat.W.T**2, r"\left(W^{\mathrm{T}}\right)^{2}"),
    (mat.P(t, k)**2, rf"\left({FRACTION}\right)^{{2}}"),
    (falling(mat.W.T, s, t, k + 1),
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
    (mat.dh(t).T, r"\left(\mathrm{d}h_{t}\right)^{\mathrm{T}}"),
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


# an order that can be read

@pytest.mark.parametrize("e, latex", [
    (delta(i, j) * h[t-1, l] * SLOPE,
     r"\delta_{ij} \left(1 - h_{t,i}^{2}\right) h_{t-1,l}"),
    (W[i, j] * SLOPE, r"\left(1 - h_{t,i}^{2}\right) W_{ij}"),
    (W[j, i] * SLOPE, r"W_{ji} \left(1 - h_{t,i}^{2}\right)"),
    (V[a, i] * W[i, j] * SLOPE,
     r"V_{ai} \left(1 - h_{t,i}^{2}\right) W_{ij}"),
    (U[i, u] * x[t, u] * SLOPE,
     r"\left(1 - h_{t,i}^{2}\right) U_{iu} x_{t,u}"),
    (SLOPE**2 * alpha[t, i] * 2,
     r"2 a_{t,i} \left(1 - h_{t,i}^{2}\right)^{2}"),
    (logistic(b_h[i]) * (1 - logistic(b_h[i])),
     r"\sigma\left(b_{h,i}\right) "
     r"\left(1 - \sigma\left(b_{h,i}\right)\right)"),
    (mat.lam(t).T * mat.dh(t) - mat.lam(t+1).T * mat.dh(t+1)
     + mat.lam(t+1).T * mat.dh_now(t+1),
     r"\lambda_{t}^{\mathrm{T}} \, \mathrm{d}h_{t} - "
     r"\lambda_{t+1}^{\mathrm{T}} \, \mathrm{d}h_{t+1} + "
     r"\lambda_{t+1}^{\mathrm{T}} \, \mathrm{d}^{+} h_{t+1}"),
    (mat.J(t) - mat.J(k) + mat.W, "J_{t} - J_{k} + W"),
    (mat.W * mat.h(k) - mat.J(t) * mat.h(t) + mat.J(k) * mat.h(k),
     "J_{k} h_{k} - J_{t} h_{t} + W h_{k}"),
])
def test_an_order_that_reads(e, latex):
    assert textbook(e) == latex


def test_order_is_that_of_the_matrices():
    """W_ij between the slopes of i and j, as D_t W D_{t-1}."""
    before = 1 - h[t-1, j]**2
    assert textbook(before * SLOPE * W[i, j]) == (
        r"\left(1 - h_{t,i}^{2}\right) W_{ij} "
        r"\left(1 - h_{t-1,j}^{2}\right)")


# what prints alike is equal

TIMES = (S.Zero, S.One, t, t - 1, t + 1, k, T, s)
UNITS = {n_h: (i, j), n_x: (u, v), n_y: (a, b)}
ENDS = [(t, k), (t, k + 1), (t, t), (t, t - 1), (t, t - 2), (t, t - 3), (k, t),
        (t, 1), (3, 1), (t, t + 1), (k, k + 1)]


def entries():
    for name, slots in SLOTS.items():
        for at in product(*[TIMES if slot == TIME else UNITS[slot]
                            for slot in slots if name in MODEL]):
            yield from [TENSORS[name][at]] if name in MODEL else []


def matrices():
    for name in (*MATRICES, *SUMS):
        for at in product(TIMES, repeat=len(layout(name)[0])):
            yield Matrix(name, *at)


def over_times():
    letters = [mat.J(s), mat.J(s).T, mat.W, mat.P(s, k), mat.P(s, s),
               mat.P(k, s), mat.J(s + 1)]
    for letter, ends in product(letters, ENDS):
        yield from (falling(letter, s, *ends), rising(letter, s, *ends),
                    over_time(letter, s, *ends))


def products():
    some = [mat.J(t), mat.W, mat.P(t, k), falling(mat.J(s), s, t, k),
            mat.dW, mat.Q_inv, mat.J(t).T, mat.J(t)**2,
            over_time(mat.J(s), s, 1, t), falling(mat.W, s, t, k)]
    for one, other in product(some, repeat=2):
        yield from (one * other, one + other, one - other,
                    transpose(one * other),
                    transpose(one + other), (one * other)**2, (one + other)**2,
                    (one + other) * one, 2 * one, gain * (one + other))


def formulas():
    some = [W[i, j], b_h[i], gain, sigma, h[t, i], tanh(b_h[i]),
            exp(b_h[i]), logistic(b_h[i]), 1 + b_h[i], sum_over(b_h[i], i),
            delta(i, j), d(E[t], b_h[i]), t, n_h, SLOPE, S(2), S.Half, S(-1)]
    for one, other in product(some, repeat=2):
        yield from (one * other, one + other, sum_over(one * other, i),
                    sum_over(one, i) * other, sum_over(one + other, i),
                    one / (other + b_h[j]), one * (other + 1))
        for f in (tanh, exp, logistic):
            yield from (f(one * other), one * f(other), f(one)**2 * other,
                        f(one + other), one * f(other + 1))
        if not (one * other).has(d):
            yield d(one * other, b_h[j])


def equal(one, other):
    return one.is_commutative == other.is_commutative and same(one, other)


def seen(latex):
    """What an eye sees: no blanks but those that end a command."""
    return re.sub(r"\\,|(?<![a-zA-Z]) | (?![a-zA-Z])", "", latex)


@pytest.mark.parametrize("family", [
    (entries, matrices), (matrices, over_times), (products,), (formulas,),
    (over_times, products)], ids=lambda family: family[-1].__name__)
def test_what_prints_alike_is_equal(family):
    """Names at all times, products over time, brackets, functions."""
    shown = {}
    for e in [e for part in family for e in part()]:
        with suppress(TypeError, ValueError):          # not in the language
            check(e)
            other = shown.setdefault(seen(textbook(e)), e)
            assert other == e or equal(other, e), (other, e, textbook(e))
    assert len(shown) > 100


def test_what_prints_alike_was_not_equal():
    """Each of these pairs once was one formula on the page."""
    for one, other in (
            (mat.W * mat.J(t)**2, (mat.W * mat.J(t))**2),
            (mat.W + mat.J(t)**2, (mat.W + mat.J(t))**2),
            (sigma * (1 + b_h[i]), logistic(1 + b_h[i])),
            (sigma**2 * (1 + b_h[i]), logistic(1 + b_h[i])**2)):
        assert seen(textbook(one)) != seen(textbook(other))
    with pytest.raises(TypeError, match="there is no step 0"):
        check(mat.dh_now(0))
    assert textbook(mat.dh_now(t)) != textbook(mat.dh_0)


@pytest.mark.parametrize("ends, latex", [
    ((t, t + 1), "I"), ((t, t), "J_{t}"), ((t, t - 1), "J_{t} J_{t-1}"),
    ((t, t - 2), "J_{t} J_{t-1} J_{t-2}"),
    ((t, t - 3), r"J_{t} J_{t-1} \cdots J_{t-3}"),
    ((t, k), r"J_{t} J_{t-1} \cdots J_{k}")])
def test_short_products_over_time_are_written_out(ends, latex):
    assert textbook(falling(mat.J(s), s, *ends)) == latex
    power = textbook(falling(mat.W, s, *ends))
    assert power == {"I": "I", "J_{t}": "W"}.get(latex, power) != "W^{1}"
