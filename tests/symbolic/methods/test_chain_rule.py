"""The chain rule backwards: true at every step, and nothing else proved."""
import formulas_copies
import formulas_lstm
import pytest
from corpus import COPIES_DEFINITIONS, DEFINITIONS, lay_down
from mutants import letters_in, mutants
from rnnlib.symbolic.certificates.statements import statement
from rnnlib.symbolic.grammar.model import (
    C,
    E,
    U,
    V,
    W,
    a,
    alpha,
    e,
    h,
    i,
    j,
    k,
    l,
    m,
    p,
    q,
    s,
    t,
    u,
    x,
)
from rnnlib.symbolic.ledger.ledger import LEDGER, clear
from rnnlib.symbolic.ledger.premises import NotProved
from rnnlib.symbolic.methods.certified import shown
from rnnlib.symbolic.methods.chain_rule import backward, prove_back
from rnnlib.symbolic.methods.conditions import conditions_of
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.methods.goals import Goal
from rnnlib.symbolic.methods.publishing import Refuted
from rnnlib.symbolic.networks.lstm import (
    W_f,
    W_g,
    W_o,
    W_z,
    cell,
    f,
    g,
    o,
    p_f,
    p_g,
    p_o,
    p_z,
    z,
)
from rnnlib.symbolic.oracle.draws import own
from rnnlib.symbolic.oracle.oracle import sides
from rnnlib.symbolic.oracle.world import World
from rnnlib.symbolic.terms.language import d, imm, sum_over
from sympy import S, default_sort_key, sympify, tanh
from test_mutants import SIZES, TIMES

within = (1 <= k, k <= t)


def to_mixtures(top):
    """What `top` hands to h_k by way of the four mixtures of step k + 1."""
    return sum_over(sum(W_[i, j] * d(top, p_[k+1, i]) for W_, p_ in (
        (W_f, p_f), (W_g, p_g), (W_o, p_o), (W_z, p_z))), i)


def to_cells(top):
    """And to c_k, by way of c_{k+1} and of h_k."""
    return f[k+1, j] * d(top, cell[k+1, j]) \
        + o[k, j] * (1 - tanh(cell[k, j])**2) * d(top, h[k, j])


# (left side, right side, when, through)
GATED = [(d(top, w), rhs, when, through) for top in (
    E[t], h[t, m], cell[t, m]) for w, rhs, when, through in (
    (h[k, j], to_mixtures(top), k < t, ()),
    (cell[k, j], to_cells(top), (1 <= k, k < t), ()),
    (cell[0, j], f[1, j] * d(top, cell[1, j]), (), ()),
    (f[k, j], cell[k-1, j] * d(top, cell[k, j]), (1 <= k, k < t), ()),
    (p_f[k, j], d(top, cell[k, j]) * cell[k-1, j] * f[k, j]
     * (1 - f[k, j]), (1 <= k, k < t), (f,)),
    (p_g[k, j], d(top, cell[k, j]) * z[k, j] * g[k, j] * (1 - g[k, j]),
     (1 <= k, k < t), (g,)),
    (p_o[k, j], d(top, h[k, j]) * tanh(cell[k, j]) * o[k, j]
     * (1 - o[k, j]), (1 <= k, k < t), (o,)),
    (p_z[k, j], d(top, cell[k, j]) * g[k, j] * (1 - z[k, j]**2),
     (1 <= k, k < t), (z,)))]
PLAIN = [
    (d(E[t], h[k, j]), sum_over(W[i, j] * d(E[t], p[k+1, i]), i), k < t, ()),
    (d(E[t], h[k, j]), sum_over(W[i, j] * d(E[t], p[k+1, i]), i)
     + sum_over(V[a, j] * d(E[t], q[k, a]), a), within, ()),
    (d(E[t], p[k, j]), (1 - h[k, j]**2) * d(E[t], h[k, j]), within, ()),
    (d(h[t, i], p[k, j]), (1 - h[k, j]**2) * sum_over(
        W[l, j] * d(h[t, i], p[k+1, l]), l), (1 <= k, k < t), (h,)),
    (d(E[t], x[k, u]), sum_over(U[i, u] * d(E[t], p[k, i]), i), 1 <= k, ())]
COPIED = [
    (d(h[t, m], C[k, i, j]), h[k-1, j] * d(h[t, m], p[k, i]), within, ()),
    (d(h[t, m], h[k, j]), sum_over(C[k+1, i, j] * d(h[t, m], p[k+1, i]), i),
     k < t, ())]
PAGES = {"gated": (formulas_lstm.DEFINITIONS, GATED),
         "plain": (DEFINITIONS, PLAIN), "copied": (COPIES_DEFINITIONS, COPIED)}
ALL = [(page, n) for page, (_, some) in PAGES.items()
       for n in range(len(some))]


@pytest.fixture(autouse=True)
def empty_ledger():
    yield
    clear()


def facts_of(when):
    return when if isinstance(when, tuple) else (when,)


def opened(page, n):
    lay_down(PAGES[page][0])
    return PAGES[page][1][n]


@pytest.mark.parametrize("page, n", ALL)
def test_it_is_proved_and_agrees(page, n):
    lhs, rhs, when, through = opened(page, n)
    equation = backward("back", lhs, rhs, when=when, through=through)
    assert equation.agreement < 1e-12
    assert "chain rule backwards" in equation.scope
    assert set(equation.rests_on) <= set(LEDGER)


@pytest.mark.mutants
@pytest.mark.parametrize("page, n", ALL)
def test_wrong_right_hand_sides_are_rejected(page, n):
    lhs, rhs, when, through = opened(page, n)
    used = shown(prove_back(Goal(lhs, sympify(rhs), (), facts_of(when)),
                            through)).rests
    world = World(SIZES, {*conditions_of(used), *own(lhs, sympify(rhs))})
    found = sorted(mutants(sympify(rhs), letters_in(lhs, rhs)),
                   key=default_sort_key)
    bad = [wrong for wrong in found[::1 + len(found) // 12]
           if false_in(world, lhs, wrong)]
    assert bad
    for wrong in bad:
        with pytest.raises((NotProved, TypeError)):
            shown(prove_back(Goal(lhs, wrong, (), facts_of(when)), through))


def false_in(world, lhs, rhs):
    try:
        left, right = sides(lhs, rhs, world, TIMES)
    except (ValueError, TypeError, IndexError):
        return True
    return abs(left - right).max() > 1e-9 * max(abs(left).max(), 1e-3)


@pytest.mark.parametrize("lhs, rhs, when, message", [
    (d(E[t], h[k, j]), to_mixtures(E[t]), k <= t, "at time 0"),
    (d(E[t], h[k, j]), to_mixtures(E[t]), within, "left of the difference"),
    (d(E[t], cell[k, j]), to_cells(E[t]), k < t, "at time 0"),
    (d(E[t], f[k, j]), cell[k-1, j] * d(E[t], cell[k, j]), (), "at time 0"),
    (d(h[t, i], h[k, j]), to_mixtures(h[t, i]), (), "is h.* the same"),
    (d(h[t, i], h[k, j]), to_mixtures(h[t, i]), k <= t, "is h.* the same"),
    (d(cell[t, i], cell[t, j]), S.Zero, (), "is cell.* the same"),
    (d(h[t, i], cell[k, j]), f[k+1, j] * d(h[t, i], cell[k+1, j]),
     (1 <= k, k < t), "left of the difference"),
    (d(cell[t, i], q[k, a]), S.Zero, (), "is not made of q"),
    (d(h[t, i], p[k, j]), S.Zero, (), "is not made of p"),
    (d(h[t, i], C[k, j, l]), S.Zero, (), "is not made of C"),
])
def test_what_does_not_follow(lhs, rhs, when, message):
    lay_down(formulas_lstm.DEFINITIONS)
    with pytest.raises(NotProved, match=message):
        prove_back(Goal(lhs, sympify(rhs), (), facts_of(when)))


@pytest.mark.parametrize("lhs, message", [
    (imm(h[t, i], h[t-1, j]), "takes the derivative"),
    (d(h[t, i], W_f[j, l]), "takes the derivative"),
    (d(h[t, i]**2, h[k, j]), "takes the derivative"),
    (h[t, i], "takes the derivative")])
def test_what_it_is_for(lhs, message):
    lay_down(formulas_lstm.DEFINITIONS)
    with pytest.raises(ValueError, match=message):
        prove_back(Goal(lhs, S.Zero))
    with pytest.raises(ValueError, match="contradict each other"):
        prove_back(Goal(d(E[t], h[k, j]), S.Zero, (), (k < t, t < k)))


@pytest.mark.parametrize("missing", ["lstm-o", "lstm-p_g", "logits"])
def test_every_name_below_has_to_be_defined(missing):
    lay_down([one for one in formulas_lstm.DEFINITIONS if one[0] != missing])
    with pytest.raises(NotProved, match="define .* first"):
        prove_back(Goal(d(E[t], h[k, j]), to_mixtures(E[t]), (), (k < t,)))


def test_copies_have_to_be_defined(model):
    """On a page with one W for all steps, p is not made of copies."""
    with pytest.raises(NotProved, match="is not made of C"):
        prove_back(Goal(d(h[t, i], C[k, j, l]), S.Zero))
    with pytest.raises(NotProved, match="is not made of alpha"):
        prove_back(Goal(d(h[t, i], alpha[k, j]), S.Zero))
    assert formulas_copies.DEFINITIONS[0][0] == "copies"


def test_premises_are_used_and_needed(model):
    out = d(E[t], h[t, j]), sum_over(V[a, j] * e[t, a], a)
    assert "target" in backward("out", *out, given=["target"]).rests_on
    with pytest.raises(NotProved, match="left of the difference"):
        prove_back(Goal(*out))
    same = d(E[t], p[t, j]), (1 - h[t, j]**2) * d(E[t], h[t, j])
    assert prove_back(Goal(*same))
    with pytest.raises(ValueError, match="without 'target'"):
        backward("same", *same, given=["target"])


def test_the_checker_and_the_oracle_are_asked_as_well(model, monkeypatch):
    wrong = d(h[t, i], h[s, j]), W[i, j]
    made = {**statement(*wrong, (s < t,)), "kind": "chain", "steps": []}
    monkeypatch.setattr("rnnlib.symbolic.methods.chain_rule.prove_back",
                        lambda *_, **__: made)
    with pytest.raises(NotProved, match="the checker refuses this proof"):
        backward("wrong", *wrong, when=s < t)
    monkeypatch.setattr("rnnlib.symbolic.methods.publishing.checked",
                        lambda found: found)
    with pytest.raises(Refuted):
        backward("wrong", *wrong, when=s < t)


def test_another_state_may_feed_another_one():
    """Linear states: p is handed on as it is."""
    clear()
    define("p", *DEFINITIONS[0][1:])
    define("linear", h[t, i], p[t, i])
    backward("handed", d(h[t, i], p[k, j]), sum_over(
        W[l, j] * d(h[t, i], p[k+1, l]), l), when=(1 <= k, k < t),
        through=[h])
