"""Lines of BPTT as trees: right ones, wrong ones, and conditions."""
from judge_building import (
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
    claim,
    count,
    d,
    delta,
    di,
    diag,
    e,
    fn,
    had,
    half,
    mul,
    neg,
    one,
    outer,
    over,
    part,
    power,
    slope,
    sq,
    steps,
    sub,
    total,
    total_over,
    two,
    w,
    zero,
)

SUM = "the entries of y_t sum to 1"
ONE_HOT = "y_t is one-hot"
LINEAR = "the units are linear"


def h(time="t"):
    return w("h", time)


def dE(k, *index):
    """dE_t/dh_{k,i}, or by the whole."""
    return d(E(), e("h", k, *index) if index else w("h", k))


def lam(t="t"):
    return d(total, w("h", t))


def J(t):
    return mul(D(t), W)


RIGHT = {
    # one step
    "state": claim(h(), fn("tanh", w("p", "t"))),
    "state-by-phi": claim(h(), fn("phi", w("p", "t"))),
    "preactivation": claim(w("p", "t"), add(
        mul(U, w("x", "t")), mul(W, h("t-1")), b_h)),
    "preactivation-entry": claim(e("p", "t", "i"), add(
        total_over("u", mul(e("U", None, "i", "u"), e("x", "t", "u"))),
        total_over("j", mul(e("W", None, "i", "j"), e("h", "t-1", "j"))),
        e("b_h", None, "i"))),
    "logits": claim(w("q", "t"), add(mul(V, h()), b_y)),
    "softmax": claim(w("y_hat", "t"), fn("softmax", w("q", "t"))),
    "softmax-entry": claim(e("y_hat", "t", "a"), over(
        fn("exp", e("q", "t", "a")),
        total_over("b", fn("exp", e("q", "t", "b"))))),
    "loss": claim(E(), neg(total_over("a", mul(
        e("y", "t", "a"), fn("log", e("y_hat", "t", "a")))))),
    "loss-as-a-product": claim(E(), neg(mul(
        T(w("y", "t")), fn("log", w("y_hat", "t"))))),
    "error": claim(w("e", "t"), sub(w("y_hat", "t"), w("y", "t"))),
    "total-is-a-sum": claim(total, steps("t", "1", "T", E("t"))),
    "predictions-sum-to-one": claim(
        total_over("a", e("y_hat", "t", "a")), one),
    "softmax-jacobian": claim(
        d(e("y_hat", "t", "a"), e("q", "t", "b")),
        mul(e("y_hat", "t", "a"),
            sub(delta("a", "b"), e("y_hat", "t", "b")))),
    "softmax-matrix": claim(
        d(w("y_hat", "t"), w("q", "t")),
        sub(diag(w("y_hat", "t")),
            outer(w("y_hat", "t"), w("y_hat", "t")))),
    "loss-by-prediction": claim(
        d(E(), w("y_hat", "t")), neg(over(w("y", "t"), w("y_hat", "t")))),
    "loss-by-logit-any-y": claim(
        d(E(), e("q", "t", "a")),
        sub(mul(e("y_hat", "t", "a"),
                total_over("b", e("y", "t", "b"))), e("y", "t", "a"))),
    "tanh-jacobian": claim(
        d(e("h", "t", "i"), e("p", "t", "j")),
        mul(delta("i", "j"), slope("t", "i"))),
    "tanh-jacobian-matrix": claim(d(h(), w("p", "t")), D()),
    "tanh-slope": claim(fn("tanh", w("p", "t"), True), sub(one, sq(h()))),
    "logits-by-state": claim(d(w("q", "t"), h()), V),
    "logits-by-V": claim(
        d(e("q", "t", "a"), e("V", None, "b", "j")),
        mul(delta("a", "b"), e("h", "t", "j"))),
    "chain-through-q": claim(
        d(E(), V), outer(d(E(), w("q", "t")), h())),
    "step-jacobian": claim(d(h(), h("t-1")), J("t")),
    "step-jacobian-entry": claim(
        d(e("h", "t", "i"), e("h", "t-1", "j")),
        mul(slope("t", "i"), e("W", None, "i", "j"))),
    "step-by-input": claim(d(h(), w("x", "t")), mul(D(), U)),
    "immediate-W": claim(
        di(e("h", "t", "i"), e("W", None, "j", "l")),
        mul(delta("i", "j"), slope("t", "i"), e("h", "t-1", "l"))),
    "immediate-U": claim(
        di(e("h", "t", "i"), e("U", None, "j", "u")),
        mul(delta("i", "j"), slope("t", "i"), e("x", "t", "u"))),
    "immediate-b": claim(di(h(), b_h), D()),
    "immediate-of-a-product": claim(
        di(part(mul(W, h("t-1")), "l"), e("W", None, "i", "j")),
        mul(delta("l", "i"), e("h", "t-1", "j"))),
    "no-later-state": claim(d(h("t"), h("t+1")), zero),
    "itself": claim(d(h(), h()), one),
    # through time
    "jacobian-chain": claim(
        d(h(), h("k")), chain("j", "k+1", "t", J("j"))),
    "jacobian-one-more": claim(
        d(h("t+1"), h("k")), mul(J("t+1"), d(h(), h("k")))),
    "two-steps": claim(d(h(), h("t-2")), mul(J("t"), J("t-1"))),
    "rising-transposed": claim(
        T(d(h(), h("k"))),
        chain("j", "k+1", "t", mul(T(W), D("j")), falling=False)),
    "state-by-W": claim(
        d(h(), e("W", None, "i", "j")),
        steps("k", "1", "t", mul(d(h(), h("k")),
                                 di(h("k"), e("W", None, "i", "j"))))),
    "state-by-W-whole": claim(
        d(h(), W), add(di(h(), W), mul(d(h(), h("t-1")), d(h("t-1"), W)))),
    "loss-by-W": claim(
        d(E(), e("W", None, "i", "j")),
        steps("k", "1", "t", mul(dE("k", "i"), slope("k", "i"),
                                 e("h", "k-1", "j")))),
    "loss-by-W-matrix": claim(
        d(E(), W), steps("k", "1", "t", mul(D("k"), dE("k"), T(h("k-1"))))),
    "loss-by-W-odot": claim(
        d(E(), W), steps("k", "1", "t", mul(
            had(dE("k"), sub(one, sq(h("k")))), T(h("k-1"))))),
    "loss-by-W-total": claim(
        d(total, W), steps("t", "1", "T", steps("k", "1", "t", mul(
            D("k"), dE("k"), T(h("k-1")))))),
    "loss-by-W-adjoint": claim(
        d(total, W), steps("t", "1", "T", mul(D(), lam(), T(h("t-1"))))),
    "loss-by-W-named": claim(
        d(total, W), steps("t", "1", "T", mul(w("a", "t"), T(h("t-1"))))),
    "loss-by-U": claim(
        d(total, U), steps("t", "1", "T", mul(D(), lam(), T(w("x", "t"))))),
    "loss-by-U-entry": claim(
        d(E(), e("U", None, "i", "u")),
        steps("k", "1", "t", mul(dE("k", "i"), slope("k", "i"),
                                 e("x", "k", "u")))),
    "loss-by-b": claim(
        d(total, b_h), steps("t", "1", "T", mul(D(), lam()))),
    "loss-by-copy": claim(
        d(E(), w("W", copy="k")), mul(D("k"), dE("k"), T(h("k-1")))),
    "copies-add-up": claim(
        d(total, W), steps("k", "1", "T", d(total, w("W", copy="k")))),
    "immediate-adds-up": claim(
        d(E(), e("W", None, "i", "j")),
        steps("k", "1", "t", total_over("l", mul(
            dE("k", "l"), di(e("h", "k", "l"), e("W", None, "i", "j")))))),
    "loss-by-state-chain": claim(
        dE("k"), mul(T(d(h(), h("k"))), dE("t"))),
    "loss-by-start": claim(d(total, h("0")), mul(T(W), D("1"), lam("1"))),
    "loss-by-input": claim(
        d(total, w("x", "t")), mul(T(U), D(), lam())),
    "adjoint-any-y": claim(
        lam(), add(mul(T(V), d(E(), w("q", "t"))),
                   mul(T(W), D("t+1"), lam("t+1")))),
    "adjoint-is-a-sum": claim(
        lam("k"), steps("t", "k", "T", dE("k"))),
    "total-by-V": claim(
        d(total, V), steps("t", "1", "T", mul(d(E(), w("q", "t")), T(h())))),
    "total-by-b-y": claim(
        d(total, b_y), steps("t", "1", "T", d(E(), w("q", "t")))),
    "number-of-a-step": claim(d(h("3"), h("1")), mul(J("3"), J("2"))),
    "counted": claim(steps("k", "1", "t", one), count("t")),
    "sizes-counted": claim(total_over("i", one), count("n_h")),
    "trace": claim(part(T(W), "i", "j"), e("W", None, "j", "i")),
    "squares": claim(mul(T(h()), h()), total_over("i", sq(
        e("h", "t", "i")))),
    "halves": claim(add(mul(half, h()), mul(half, h())), h()),
    "transposed-step": claim(T(d(h(), h("t-1"))), mul(T(W), D())),
    "one-over": claim(
        power(e("y_hat", "t", "a"), "-1"), over(one, e("y_hat", "t", "a"))),
    "quotient-rule": claim(
        d(over(one, e("y_hat", "t", "a")), e("q", "t", "b")),
        neg(over(d(e("y_hat", "t", "a"), e("q", "t", "b")),
                 sq(e("y_hat", "t", "a"))))),
}

WRONG = {
    # transposed or out of order
    "step-order": claim(d(h(), h("t-1")), mul(W, D())),
    "step-transpose": claim(d(h(), h("t-1")), mul(D(), T(W))),
    "step-entry-transposed": claim(
        d(e("h", "t", "i"), e("h", "t-1", "j")),
        mul(slope("t", "i"), e("W", None, "j", "i"))),
    "step-entry-slope": claim(
        d(e("h", "t", "i"), e("h", "t-1", "j")),
        mul(slope("t", "j"), e("W", None, "i", "j"))),
    "chain-rising": claim(
        d(h(), h("k")), chain("j", "k+1", "t", J("j"), falling=False)),
    "adjoint-no-transpose": claim(
        d(total, h("0")), mul(W, D("1"), lam("1"))),
    "input-order": claim(
        d(total, w("x", "t")), mul(T(U), lam())),
    # one step too many, or at the wrong time
    "step-time": claim(d(h(), h("t-1")), mul(D("t-1"), W)),
    "chain-low": claim(d(h(), h("k")), chain("j", "k", "t", J("j"))),
    "chain-high": claim(d(h(), h("k")), chain("j", "k+1", "t+1", J("j"))),
    "chain-shifted": claim(d(h(), h("k")), chain("j", "k", "t-1", J("j"))),
    "W-time": claim(
        d(E(), e("W", None, "i", "j")),
        steps("k", "1", "t", mul(dE("k", "i"), slope("k", "i"),
                                 e("h", "k", "j")))),
    "W-low": claim(
        d(E(), W), steps("k", "2", "t", mul(D("k"), dE("k"), T(h("k-1"))))),
    "W-high": claim(
        d(E(), W), steps("k", "1", "t-1", mul(D("k"), dE("k"),
                                              T(h("k-1"))))),
    "U-time": claim(
        d(total, U), steps("t", "2", "T", mul(D(), lam(), T(w("x", "t-1"))))),
    "adjoint-time": claim(
        lam(), add(mul(T(V), d(E(), w("q", "t"))),
                   mul(T(W), D("t"), lam("t+1")))),
    # indices
    "softmax-index": claim(
        d(e("y_hat", "t", "a"), e("q", "t", "b")),
        mul(e("y_hat", "t", "a"),
            sub(delta("a", "b"), e("y_hat", "t", "a")))),
    "V-index": claim(
        d(e("q", "t", "a"), e("V", None, "b", "j")),
        mul(delta("a", "b"), e("h", "t", "i")), i="n_h"),
    "immediate-W-index": claim(
        di(e("h", "t", "i"), e("W", None, "j", "l")),
        mul(delta("i", "l"), slope("t", "i"), e("h", "t-1", "j"))),
    # immediate for total
    "immediate-for-total": claim(
        d(h(), e("W", None, "i", "j")),
        steps("k", "1", "t", mul(di(h(), h("k")),
                                 di(h("k"), e("W", None, "i", "j"))))),
    "total-for-immediate": claim(
        d(E(), e("W", None, "i", "j")),
        steps("k", "1", "t", total_over("l", mul(
            dE("k", "l"), d(e("h", "k", "l"), e("W", None, "i", "j")))))),
    "one-step-only": claim(
        d(E(), W), mul(D(), dE("t"), T(h("t-1")))),
    # signs, numbers, functions
    "sign-softmax": claim(
        d(e("y_hat", "t", "a"), e("q", "t", "b")),
        mul(e("y_hat", "t", "a"),
            sub(e("y_hat", "t", "b"), delta("a", "b")))),
    "sign-prediction": claim(
        d(E(), w("y_hat", "t")), over(w("y", "t"), w("y_hat", "t"))),
    "twice": claim(d(h(), w("p", "t")), mul(two, D())),
    "slope-no-square": claim(d(h(), w("p", "t")), diag(sub(one, h()))),
    "slope-of-p": claim(
        d(h(), w("p", "t")), diag(sub(one, sq(w("p", "t"))))),
    "logistic-slope": claim(
        d(h(), w("p", "t")), diag(had(h(), sub(one, h())))),
    # left out
    "no-slope": claim(d(h(), w("x", "t")), mul(D(), D(), U)),
    "b-no-slope": claim(
        d(total, b_h), steps("t", "1", "T", lam())),
    "W-no-slope": claim(
        d(E(), W), steps("k", "1", "t", mul(dE("k"), T(h("k-1"))))),
    "adjoint-no-slope": claim(
        lam(), add(mul(T(V), d(E(), w("q", "t"))), mul(T(W), lam("t+1")))),
    "adjoint-no-loss": claim(lam(), mul(T(W), D("t+1"), lam("t+1"))),
    "quotient-for-log": claim(
        d(E(), w("y_hat", "t")), neg(over(w("y_hat", "t"), w("y", "t")))),
    "total-for-step": claim(
        lam("k"), steps("t", "k", "T", d(total, h("k")))),
    "step-for-total": claim(
        d(E(), W), steps("t", "1", "T", mul(D(), lam(), T(h("t-1"))))),
    "start-time": claim(d(total, h("0")), mul(T(W), D("1"), lam("2"))),
    "zero": claim(d(h(), h("t-1")), zero),
    "last-step": claim(lam(), mul(T(V), d(E(), w("q", "t")))),
    "exponent": claim(
        d(over(one, e("y_hat", "t", "a")), e("q", "t", "b")),
        neg(over(d(e("y_hat", "t", "a"), e("q", "t", "b")),
                 e("y_hat", "t", "a")))),
}

# name: (claim, [sets of conditions, in words])
CONDITIONAL = {
    "error": (claim(d(E(), w("q", "t")), w("e", "t")), [[SUM]]),
    "error-entry": (claim(
        d(E(), e("q", "t", "a")),
        sub(e("y_hat", "t", "a"), e("y", "t", "a"))), [[SUM]]),
    "V": (claim(d(E(), V), mul(w("e", "t"), T(h()))), [[SUM]]),
    "b_y": (claim(d(total, b_y), steps("t", "1", "T", w("e", "t"))),
            [[SUM]]),
    "adjoint": (claim(lam(), add(mul(T(V), w("e", "t")),
                                 mul(T(W), D("t+1"), lam("t+1")))), [[SUM]]),
    "loss-at-the-class": (claim(E(), neg(fn("log", mul(
        T(w("y", "t")), w("y_hat", "t"))))), [[ONE_HOT]]),
    "squares-of-y": (claim(had(w("y", "t"), w("y", "t")), w("y", "t")),
                     [[ONE_HOT]]),
    "powers": (claim(d(h(), h("k")), power(W, "t-k")), [[LINEAR]]),
    "powers-by-U": (claim(d(h(), w("x", "k")), mul(power(W, "t-k"), U)),
                    [[LINEAR]]),
    "linear-state": (claim(h(), add(mul(W, h("t-1")), mul(U, w("x", "t")))),
                     [["there is no bias", LINEAR]]),
    "before": (claim(dE("k"), mul(T(W), D("k+1"), dE("k+1"))),
               [["k < t"]]),
    "before-chain": (claim(d(h(), h("k")), mul(d(h(), h("k+1")), J("k+1"))),
                     [["k < t"]]),
    "start": (claim(d(total, w("W", copy="1")), zero), [["h_0 = 0"]]),
    "start-late": (claim(
        d(total, W), steps("t", "2", "T", mul(D(), lam(), T(h("t-1"))))),
        [["h_0 = 0"]]),
    "no-bias": (claim(w("p", "t"), add(mul(U, w("x", "t")),
                                       mul(W, h("t-1")))),
                [["there is no bias"]]),
    "meant-immediate": (claim(
        d(e("h", "t", "i"), e("W", None, "j", "l")),
        mul(delta("i", "j"), slope("t", "i"), e("h", "t-1", "l"))),
        [["its derivatives are immediate"]]),
    "sum-and-immediate": (claim(
        d(E(), e("b_h", None, "i")),
        mul(slope("t", "i"), total_over("a", mul(
            e("e", "t", "a"), e("V", None, "a", "i"))))),
        [["its derivatives are immediate", SUM]]),
    "sum-and-before": (claim(
        dE("k"), mul(T(J("k+1")), T(d(h(), h("k+1"))), T(V), w("e", "t"))),
        [["k < t", SUM]]),
}

# name of a wrong line: corners in which it is right, said with "wrong"
CORNERS = {
    "step-transpose": ["with one unit"],
    "step-order": ["with one unit"],
    "step-entry-slope": ["with one unit"],
    "chain-shifted": ["at k = t"],
    "one-step-only": ["at t = 1"],
    "immediate-for-total": ["at t = 1"],
    "last-step": ["at t = T"],
    "adjoint-no-loss": [],
    "twice": [],
}
