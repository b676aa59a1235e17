"""Trees on a network: values of each node, shapes, what is refused."""
import time
from fractions import Fraction

import numpy as np
import pytest
from judge_building import (
    LETTERS,
    SPACES,
    D,
    E,
    T,
    U,
    V,
    W,
    add,
    b_h,
    b_y,
    chain,
    count,
    d,
    delta,
    di,
    diag,
    e,
    fn,
    had,
    lin,
    minus,
    mul,
    neg,
    one,
    outer,
    over,
    part,
    power,
    sq,
    steps,
    sub,
    total,
    total_over,
    two,
    w,
)
from rnnlib.judge.numbers.moves import Moved, Slopes
from rnnlib.judge.numbers.networks import Settings, _run, draw
from rnnlib.judge.numbers.reader import Reader
from rnnlib.judge.numbers.shapes import Shape, words
from rnnlib.judge.numbers.troubles import (
    NoNumber,
    OutOfTime,
    ShapeSlip,
    TooMuch,
)
from rnnlib.judge.numbers.values import value_of
from rnnlib.judge.tree.nodes import Function, Number, OverTime, Power

DRAWN = (draw(np.random.default_rng(seed)) for seed in range(100))
NETWORK = next(network for network in DRAWN if network.steps >= 5
               and min(network.sizes.values()) >= 2)
A = NETWORK.arrays
t, k = 3, 1


def value(node, **times):
    return value_of(node, SPACES, NETWORK, {"t": t, "k": k, "s": 2} | times)


def same(node, array, **times):
    found = value(node, **times)
    assert found.shape == np.shape(array)
    np.testing.assert_allclose(found, array, rtol=1e-12, atol=1e-13)


def h(step=t):
    return A["h"][step]


def slopes(step=t):
    return 1 - h(step)**2


def test_names_and_entries():
    same(W, A["W"])
    same(w("h", "t"), h())
    same(w("h", "t-1"), h(t - 1))
    same(e("h", "t", "i"), h())
    same(e("h", "t", 2), h()[1])
    same(e("W", None, "i", "j"), A["W"])
    same(e("W", None, "j", "i"), A["W"].T)     # letters in order
    same(e("W", None, "i", "i"), np.diag(A["W"]))
    same(e("W", None, 1, "j"), A["W"][0])
    same(e("U", None, "i", 2), A["U"][:, 1])
    same(w("W", copy="t"), A["W"])
    same(E(), A["E"][t])
    same(total, A["E"][1:].sum())
    same(w("h", "0"), h(0))
    same(w("h", "T"), h(NETWORK.steps))


def test_names_that_stand_for_others():
    same(w("D", "t"), np.diag(slopes()))
    same(w("J", "t"), np.diag(slopes()) @ A["W"])
    same(e("J", "t", "i", "j"), np.diag(slopes()) @ A["W"])
    same(w("lambda", "t"), value(d(total, w("h", "t"))))
    same(e("lambda", "t", "i"), value(d(total, w("h", "t"))))
    same(w("a", "t"), slopes() * value(w("lambda", "t")))
    same(w("e", "t"), A["y_hat"][t] - A["y"][t])


def test_numbers():
    same(two, 2.0)
    same(count("t-k+1"), 3.0)
    same(count("n_h"), NETWORK.sizes["n_h"])
    same(count("T"), NETWORK.steps)
    same(sub(one, sq(w("h", "t"))), slopes())
    same(add(W, two), A["W"] + 2 * np.eye(len(A["W"])))
    same(add(one, T(w("h", "t"))), 1 + h())
    same(add(count("t"), W), A["W"] + t * np.eye(len(A["W"])))
    same(add(e("h", "t", "i"), one), 1 + h())
    same(mul(two, U), 2 * A["U"])


def test_products():
    same(mul(W, w("h", "t")), A["W"] @ h())
    same(mul(T(w("h", "t")), W), h() @ A["W"])
    same(mul(T(w("h", "t")), W, w("h", "s")), h() @ A["W"] @ h(2))
    same(mul(w("h", "t"), T(w("x", "t"))), np.outer(h(), A["x"][t]))
    same(mul(V, W, U), A["V"] @ A["W"] @ A["U"])
    same(mul(E(), W), A["E"][t] * A["W"])
    same(mul(e("h", "t", "i"), W), np.multiply.outer(h(), A["W"]))
    same(mul(e("W", None, "i", "j"), e("h", "t", "j")), A["W"] * h())
    same(mul(e("h", "t", "i"), e("x", "t", "u"), e("q", "t", "a")),
         np.einsum("i,u,a->aiu", h(), A["x"][t], A["q"][t]))
    same(outer(w("h", "t"), w("x", "t")), np.outer(h(), A["x"][t]))
    same(had(w("h", "t"), w("p", "t")), h() * A["p"][t])
    same(had(E(), w("p", "t")), A["E"][t] * A["p"][t])
    same(mul(w("h", "t"), T(w("h", "t")), w("h", "s")), h() * (h() @ h(2)))


def test_sums_over_indices():
    same(total_over("j", mul(e("W", None, "i", "j"), e("h", "t", "j"))),
         A["W"] @ h())
    same(total_over("ij", mul(e("W", None, "i", "j"), e("h", "t", "j"))),
         (A["W"] @ h()).sum())
    same(total_over("ij", e("W", None, "i", "j")), A["W"].sum())
    same(total_over("i", one), NETWORK.sizes["n_h"])
    same(total_over("i", e("x", "t", "u")),
         NETWORK.sizes["n_h"] * A["x"][t])
    same(total_over("i", mul(total_over("i", e("h", "t", "i")),
                             e("h", "s", "i"))), h().sum() * h(2).sum())
    same(total_over("i", add(e("h", "t", "i"), one)), (h() + 1).sum())
    same(total_over("i", mul(delta("i", "j"), e("h", "t", "i"))), h())
    same(total_over("i", delta("i", "i")), NETWORK.sizes["n_h"])


def test_deltas_and_parts():
    same(delta("i", "j"), np.eye(len(h())))
    same(delta("i", 2), np.eye(len(h()))[1])
    same(delta(1, 2), 0.0)
    same(delta(2, 2), 1.0)
    same(part(mul(W, U), "i", "u"), A["W"] @ A["U"])
    same(part(w("h", "t"), 1), h()[0])
    same(part(T(U), "u", "i"), A["U"])
    same(part(mul(e("h", "t", "i"), W), "i", "j"), h()[:, None] * A["W"])


def test_powers_quotients_functions():
    same(power(W, "3"), A["W"] @ A["W"] @ A["W"])
    same(power(W, "t-k"), A["W"] @ A["W"])
    same(power(W, "0"), np.eye(len(A["W"])))
    same(power(W, "-1"), np.linalg.inv(A["W"]))
    same(sq(w("h", "t")), h()**2)
    same(Power(w("y", "t"), Fraction(1, 2)), np.sqrt(A["y"][t]))
    same(power(e("h", "t", "i"), "-2"), h()**-2.0)
    same(over(w("y", "t"), w("y_hat", "t")), A["y"][t] / A["y_hat"][t])
    same(over(W, E()), A["W"] / A["E"][t])
    same(over(one, w("y", "t")), 1 / A["y"][t])
    same(over(e("h", "t", "i"), e("x", "t", "u")),
         h()[:, None] / A["x"][t])
    same(fn("tanh", w("p", "t"), True), slopes())
    same(fn("phi", w("p", "t")), h())
    same(fn("log", w("y", "t")), np.log(A["y"][t]))
    same(fn("exp", e("q", "t", "a")), np.exp(A["q"][t]))
    same(fn("softmax", w("q", "t")), A["y_hat"][t])
    same(fn("logistic", w("p", "t")), 1 / (1 + np.exp(-A["p"][t])))
    same(fn("relu", w("p", "t"), True), A["p"][t] > 0)
    same(diag(w("h", "t")), np.diag(h()))
    same(diag(T(w("h", "t"))), np.diag(h()))
    same(T(U), A["U"].T)
    same(fn("exp", one), np.e)


def test_sums_and_products_over_time():
    same(steps("s", "k", "t", w("h", "s")), h(1) + h(2) + h(3))
    same(steps("s", "1", "t", count("s")), 6)
    same(steps("s", "t+1", "t", w("h", "s")), 0 * h())
    same(steps("s", "t+1", "t", e("W", None, "i", "j")), 0 * A["W"])
    J = [None, *(np.diag(slopes(s)) @ A["W"] for s in (1, 2, 3))]
    body = mul(D("s"), W)
    same(chain("s", "1", "t", body), J[3] @ J[2] @ J[1])
    same(chain("s", "1", "t", body, falling=False), J[1] @ J[2] @ J[3])
    same(chain("s", "t+1", "t", body), np.eye(len(h())))
    same(chain("s", "2", "3", e("h", "s", "i")), h(2) * h(3))
    same(chain("s", "t+1", "t", e("h", "s", "i")), np.ones(len(h())))
    same(chain("s", "1", "2", mul(e("h", "s", "i"), W)),
         np.einsum("i,jk->ijk", h(1) * h(2), A["W"] @ A["W"]))
    # the outer s is another one
    same(mul(count("s"), steps("s", "1", "2", count("s"))), 2 * 3)
    same(steps("s", "1", "2", steps("k", "1", "s", count("s"))), 1 + 4)


def test_derivatives_by_the_table():
    of_W = Slopes(NETWORK, Moved("W")).of("h")[t]
    n = len(h())
    same(d(e("h", "t", "i"), e("W", None, "j", "l")),
         of_W.reshape(n, n, n))
    same(d(e("h", "t", "i"), e("W", None, "i", "l")),
         np.einsum("iil->il", of_W.reshape(n, n, n)))
    same(d(e("h", "t", "i"), e("W", None, "i", "i")),
         np.einsum("iii->i", of_W.reshape(n, n, n)))
    same(d(e("h", "t", 1), e("W", None, 2, 1)), of_W.reshape(n, n, n)[0, 1, 0])
    same(d(w("h", "t"), W), of_W.reshape(n, n, n))
    same(d(w("h", "t"), e("W", None, "j", "l")),
         np.moveaxis(of_W.reshape(n, n, n), 0, -1))
    same(d(e("h", "t", "i"), W), of_W.reshape(n, n, n))
    same(d(E(), W), Slopes(NETWORK, Moved("W")).of("E")[t].reshape(n, n))
    same(d(total, b_y), Slopes(NETWORK, Moved("b_y")).of("total"))
    same(d(w("q", "t"), w("h", "t")), A["V"])
    same(d(w("h", "s"), w("h", "t")), np.zeros((n, n)))
    same(d(W, e("W", None, 1, 2)), np.eye(n)[0][:, None] * np.eye(n)[1])
    same(d(total, E("t")), 1.0)


@pytest.mark.parametrize("top", [w("h", "t"), w("p", "t"), w("y_hat", "t"),
                                 w("q", "t"), w("e", "t"), b_h, W])
@pytest.mark.parametrize("below", [w("h", "s"), w("x", "k"), W, U, b_h,
                                   w("W", copy="s"), w("h", "0"),
                                   w("p", "t")])
@pytest.mark.parametrize("by", [d, di])
def test_an_imaginary_step_gives_what_the_table_has(top, below, by):
    """2 top - top is no name, so that its derivative is stepped."""
    same(by(sub(mul(two, top), top), below), value(by(top, below)))


def test_derivatives_of_expressions():
    n = len(h())
    same(d(mul(T(w("h", "t")), w("h", "t")), w("h", "t")), 2 * h())
    same(d(sq(w("h", "t")), w("h", "t")), np.diag(2 * h()))
    same(d(fn("phi", w("p", "t"), True), w("p", "t")),
         np.diag(-2 * h() * slopes()))
    same(d(mul(e("h", "t", "i"), e("h", "t", "j")), e("h", "t", "l")),
         np.einsum("il,j->ijl", np.eye(n), h())
         + np.einsum("jl,i->ijl", np.eye(n), h()))
    same(d(mul(e("h", "t", "i"), e("h", "t", "j")), e("h", "t", "i")),
         h()[None, :] + np.diag(h()) + 0 * np.eye(n))
    same(d(steps("s", "1", "T", E("s")), W), value(d(total, W)))
    same(d(chain("s", "1", "t", e("y_hat", "s", 1)), e("q", "t", 1)),
         A["y_hat"][1:4, 0].prod() * (1 - A["y_hat"][3, 0]))
    same(d(one, w("h", "t")), 0 * h())
    same(d(steps("s", "t+1", "t", E("s")), W), 0 * A["W"])
    same(d(power(W, "2"), e("W", None, 1, 1)), value(add(
        mul(d(W, e("W", None, 1, 1)), W), mul(W, d(W, e("W", None, 1, 1))))))


def test_the_first_index_of_two_alike_is_a_diagonal():
    """d(h_i h_j)/dh_i, the same i: of the entry with that i."""
    n = len(h())
    full = value(d(mul(e("h", "t", "i"), e("h", "t", "j")),
                   e("h", "t", "l")))
    same(d(mul(e("h", "t", "i"), e("h", "t", "j")), e("h", "t", "i")),
         np.einsum("iji->ij", full))
    assert full.shape == (n, n, n)


@pytest.mark.parametrize("below", ["W", "U", "V", "b_h", "b_y"])
@pytest.mark.parametrize("top", [E(), w("h", "t"), total])
@pytest.mark.parametrize("by", [w("h", "s"), W, w("q", "t"), b_h])
def test_derivatives_of_derivatives(below, top, by):
    """Beside central differences of the first one."""
    inner, outer = d(top, by), []
    for place in np.ndindex(A[below].shape):
        near = []
        for step in (1e-5, -1e-5):
            arrays = {name: array.copy() for name, array in A.items()}
            arrays[below][place] += step
            _run(arrays, NETWORK.steps, NETWORK.phi)
            near.append(value_of(inner, SPACES, NETWORK._replace(
                arrays=arrays), {"t": t, "s": 2}))
        outer.append((near[0] - near[1]) / 2e-5)
    found = value(d(inner, w(below)))
    if np.ndim(outer[0]) == 0:
        found = found[None]
    true = np.stack(outer, axis=-1)
    np.testing.assert_allclose(found.reshape(true.shape), true, atol=1e-8)


def test_second_derivatives_that_are_known():
    n = NETWORK.sizes["n_y"]
    y, y_hat = A["y"][t], A["y_hat"][t]
    same(d(d(E(), w("q", "t")), w("q", "t")),
         y.sum() * (np.diag(y_hat) - np.outer(y_hat, y_hat)))
    same(d(d(E(), e("q", "t", "a")), e("q", "t", "b")),
         y.sum() * (np.diag(y_hat) - np.outer(y_hat, y_hat)))
    same(d(d(w("h", "t"), w("p", "t")), w("p", "t")),
         np.einsum("ij,ik,i->ijk", *[np.eye(len(h()))] * 2,
                   -2 * h() * slopes()))
    same(d(w("e", "t"), w("y", "t")), -np.eye(n))


def test_immediate_derivatives():
    same(di(w("h", "t"), w("h", "t-1")), np.diag(slopes()) @ A["W"])
    same(di(w("h", "t"), w("h", "t-2")), 0 * A["W"])
    same(di(w("h", "t"), b_h), np.diag(slopes()))
    same(di(E(), w("h", "t")), value(d(E(), w("h", "t"))))
    # what is written in terms of W moves with it alone
    same(di(part(mul(W, w("h", "t-1")), "i"), e("W", None, "j", "l")),
         np.einsum("ij,l->ijl", np.eye(len(h())), h(t - 1)))
    same(di(add(E("t"), E("t-1")), b_y), value(di(E(), b_y)))
    same(di(steps("s", "1", "t", E("s")), b_y), sum(
        value(di(E("s"), b_y), s=s) for s in (1, 2, 3)))


def test_mean_and_sum():
    network = NETWORK._replace(mean=True)
    node = d(total, W)
    np.testing.assert_allclose(
        value_of(node, SPACES, network, {}) * network.steps,
        value(node), rtol=1e-13)
    np.testing.assert_allclose(
        value_of(total, SPACES, network, {}) * network.steps, value(total),
        rtol=1e-13)


@pytest.mark.parametrize(("node", "said"), [
    (mul(W, T(w("h", "t"))), "cannot be multiplied by a row"),
    (mul(U, w("h", "t")), "matrix .units x inputs. cannot be multiplied by "
                          "a column .units"),
    (mul(w("h", "t"), w("h", "t")), "cannot be multiplied"),
    (add(W, U), "different shapes: a matrix"),
    (add(w("h", "t"), T(w("h", "t"))), "a column .units. and a row"),
    (add(U, one), "and a number"),
    (add(W, E()), "different shapes"),
    (had(w("h", "t"), T(w("h", "t"))), "entry by entry"),
    (over(w("h", "t"), w("x", "t")), "quotient"),
    (power(U, "2"), "no powers"),
    (Power(W, Fraction(1, 2)), "whole powers"),
    (diag(W), "diag takes a column"),
    (outer(W, w("h", "t")), "outer product takes"),
    (fn("softmax", W), "softmax takes a column"),
    (fn("sinc", W), "sinc is no function"),
    (chain("s", "1", "t", w("h", "s")), "numbers or square matrices"),
    (e("h", "t", "a"), "a runs over classes, but counts units"),
    (e("h", "t", "z"), "z has no range"),
    (e("h", "t"), "has 1 indices, not 0"),
    (e("W", None, "i"), "has 2 indices, not 1"),
    (e("h", "t", 0), "counted from 1"),
    (part(W, "i"), "no entry with 1 indices"),
    (delta("i", "a"), "counts"),
    (w("h", None), "h has a time"),
    (w("W", "t"), "W has no time"),
    (w("c", "t"), "not computed by this network"),
    (w("h", "r"), "r is no time"),
    (d(E(), w("e", "t")), "Nothing is computed from e"),
    (d(E(), w("D", "t")), "not computed"),
    (OverTime("integral", "s", lin("1"), lin("t"), one), "no integral"),
    (steps("s", "r", "t", one), "r is no time"),
])
def test_what_has_no_shape_is_said(node, said):
    with pytest.raises(ShapeSlip, match=said):
        value(node)


@pytest.mark.parametrize("node", [
    w("h", "t+9"), w("h", "k-2"), w("p", "k-1"), w("x", "0"),
    w("W", copy="0"), d(E(), w("h", "t+9")), d(E(), w("W", copy="t+9")),
    steps("s", "0", "t", w("p", "s")), steps("s", "t", "k", one),
    chain("s", "t+2", "t", W), power(W, "k-t")])
def test_steps_that_are_not_there(node):
    with pytest.raises(OutOfTime):
        value(node)


@pytest.mark.parametrize("node", [
    over(one, sub(w("h", "t"), w("h", "t"))),
    over(one, Number(Fraction(0))),
    fn("log", neg(w("y", "t"))),
    Power(neg(w("y", "t")), Fraction(1, 2)),
    fn("exp", mul(Number(Fraction(10**6)), w("y", "t"))),
    power(sub(W, W), "-1"),
    power(Number(Fraction(0)), "-1"),
    power(power(count("t"), "64"), "64"),
    e("h", "t", 6),
])
def test_what_is_no_number(node):
    with pytest.raises(NoNumber):
        value(node)


def nested(depth):
    node = count("+".join(f"s{number}" for number in range(depth)))
    for number in range(depth):
        node = steps(f"s{number}", "1", "T", node)
    return node


@pytest.mark.parametrize("node", [
    nested(8), steps("s", "1", "100000000", one),
    chain("s", "1", "100000000", W), power(W, "99999999"),
    power(two, "-99999999"),
    mul(*[e("W", None, i, j) for i, j in
          ("ij", "jl", "lm", "mn", "ni", "im", "ln")],
        e("q", "t", "a"), e("q", "t", "b"), e("x", "t", "u")),
    Number(Fraction(10**400)), Power(one, Fraction(10**400)),
    d(d(sq(E()), w("h", "t")), W), di(d(E(), w("h", "t")), W),
    d(d(E(), w("h", "t")), w("W", copy="t")),
    mul(*[W] * 80), add(*[one] * 7000),
])
def test_work_is_bounded(node):
    begun = time.process_time()
    with pytest.raises(TooMuch):
        value(node)
    assert time.process_time() - begun < 2


def test_depth_is_bounded():
    node = one
    for _ in range(3000):
        node = neg(node)
    with pytest.raises(TooMuch):
        value(node)


def test_shapes_in_words():
    assert words(Shape(rows=("n_h",))) == "a column (units)"
    assert words(Shape(cols=("n_y",))) == "a row (classes)"
    assert words(Shape(("i",))) == "a number"
    assert words(Shape(rows=("n_h",), cols=("n_h", "n_x"))) == \
        "an array (units x units x inputs)"


def test_two_nodes_alike_are_not_confused():
    """Nodes are tuples, and tuples of other kinds are equal to them."""
    assert add(W, U) == mul(W, U)
    reader = Reader(SPACES, Settings())
    assert reader.value(mul(W, W)).shape.square
    assert reader.value(T(w("h", "t"))).shape.cols == ("n_h",)
    assert reader.value(diag(w("h", "t"))).shape.square
    same(add(mul(minus, W), Function("tanh", W)), np.tanh(A["W"]) - A["W"])


def test_letters_of_the_tests():
    assert {"t", "T"} <= {*LETTERS}
