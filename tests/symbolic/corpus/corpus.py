"""Every formula of the book's subject, as data for the tests to loop over."""
import formulas_adjoint
import formulas_copies
import formulas_time
from formula import Formula
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import (
    E,
    U,
    V,
    W,
    a,
    b,
    b_h,
    b_y,
    e,
    gain,
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
    v,
    x,
    y,
    y_hat,
)
from rnnlib.symbolic.ledger.ledger import clear
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.terms.language import d, delta, sum_over
from rnnlib.symbolic.terms.products import falling, rising
from sympy import exp, log, sympify, tanh

DEFINITIONS = (
    ("pre-activation", p[t, i], sum_over(U[i, u] * x[t, u], u)
     + sum_over(W[i, j] * h[t-1, j], j) + b_h[i]),
    ("state", h[t, i], tanh(p[t, i])),
    ("logits", q[t, a], sum_over(V[a, i] * h[t, i], i) + b_y[a]),
    ("softmax", y_hat[t, a], exp(q[t, a]) / sum_over(exp(q[t, b]), b)),
    ("loss", E[t], -sum_over(y[t, a] * log(y_hat[t, a]), a)),
    ("target", sum_over(y[t, a], a), 1),
    ("error", e[t, a], y_hat[t, a] - y[t, a]),
    ("orthogonal", mat.W * mat.W.T, gain**2),
    ("slopes", mat.D(t), delta(i, j) * (1 - h[t, i]**2)),
    ("jacobians", mat.J(t), d(h[t, i], h[t-1, j])),
    ("products", mat.P(t, k), d(h[t, i], h[k, j])),
    ("credits", mat.G(t, k), d(E[t], h[k, j])),
    *formulas_time.DEFINITIONS, *formulas_adjoint.DEFINITIONS,
)


slope = 1 - h[t, i]**2
one_step = slope * W[i, j]


def recursion(own, w):
    """dh_{t,i}/dw = (1 - h^2) (own + sum_m W_im dh_{t-1,m}/dw)."""
    return slope * (own + sum_over(W[i, m] * d(h[t-1, m], w), m))


def through_state(w):
    """dE_t/dw = sum_al e_a V_al dh_{t,l}/dw."""
    return sum_over(e[t, a] * V[a, l] * d(h[t, l], w), a, l)


FORMULAS = (
    # softmax and cross-entropy
    Formula("softmax-jacobian", d(y_hat[t, a], q[t, b]),
            y_hat[t, a] * (delta(a, b) - y_hat[t, b])),
    Formula("softmax-rows", sum_over(d(y_hat[t, a], q[t, b]), b), sympify(0)),
    Formula("softmax-columns", sum_over(d(y_hat[t, a], q[t, b]), a),
            sympify(0)),
    Formula("softmax-sum", sum_over(y_hat[t, a], a), sympify(1)),
    Formula("softmax-shift", exp(q[t, a] + x[t, u])
            / sum_over(exp(q[t, b] + x[t, u]), b), y_hat[t, a]),
    Formula("log-softmax", log(y_hat[t, a]),
            q[t, a] - log(sum_over(exp(q[t, b]), b))),
    Formula("log-softmax-jacobian", d(log(y_hat[t, a]), q[t, b]),
            delta(a, b) - y_hat[t, b]),
    Formula("dE-dyhat", d(E[t], y_hat[t, a]), -y[t, a] / y_hat[t, a]),
    Formula("dE-dq-any", d(E[t], q[t, b]),
            y_hat[t, b] * sum_over(y[t, a], a) - y[t, b]),
    Formula("dE-dq", d(E[t], q[t, b]), e[t, b], ("target",)),
    # output layer
    Formula("dq-dV", d(q[t, a], V[b, i]), delta(a, b) * h[t, i]),
    Formula("dq-dby", d(q[t, a], b_y[b]), delta(a, b)),
    Formula("dq-dh", d(q[t, a], h[t, i]), V[a, i]),
    Formula("dE-dV", d(E[t], V[a, i]), e[t, a] * h[t, i], ("target",)),
    Formula("dE-dby", d(E[t], b_y[a]), e[t, a], ("target",)),
    Formula("dE-dh", d(E[t], h[t, i]), sum_over(e[t, a] * V[a, i], a),
            ("target",)),
    # one step of the state
    Formula("tanh-jacobian", d(h[t, i], p[t, j]), delta(i, j) * slope),
    Formula("dp-dh", d(p[t, i], h[t-1, j]), W[i, j]),
    Formula("dh-dh", d(h[t, i], h[t-1, j]), one_step),
    Formula("dh-dx", d(h[t, i], x[t, u]), slope * U[i, u]),
    # recursions in time
    Formula("dp-dW", d(p[t, i], W[j, l]), delta(i, j) * h[t-1, l]
            + sum_over(W[i, m] * d(h[t-1, m], W[j, l]), m)),
    Formula("dh-dW", d(h[t, i], W[j, l]),
            recursion(delta(i, j) * h[t-1, l], W[j, l])),
    Formula("dh-dU", d(h[t, i], U[j, u]),
            recursion(delta(i, j) * x[t, u], U[j, u])),
    Formula("dh-dbh", d(h[t, i], b_h[j]), recursion(delta(i, j), b_h[j])),
    Formula("dh-dhk", d(h[t, i], h[k, j]), recursion(0, h[k, j]),
            when=k < t),
    Formula("dh-dxs", d(h[t, i], x[s, u]), recursion(0, x[s, u]),
            when=s < t),
    Formula("dh0-dW", d(h[0, i], W[j, l]), sympify(0)),
    Formula("no-flow-back", d(h[s, i], h[t, j]), sympify(0), when=s < t),
    # the loss at step t
    Formula("dE-dW", d(E[t], W[i, j]), through_state(W[i, j]), ("target",)),
    Formula("dE-dU", d(E[t], U[i, u]), through_state(U[i, u]), ("target",)),
    Formula("dE-dbh", d(E[t], b_h[i]), through_state(b_h[i]), ("target",)),
    Formula("dE-dhk", d(E[t], h[k, i]), through_state(h[k, i]), ("target",),
            k < t),
    Formula("dE-dxs", d(E[t], x[s, v]), through_state(x[s, v]), ("target",),
            s < t),
    # matrices through time
    Formula("symmetric", mat.D(t).T, mat.D(t)),
    Formula("jacobian", mat.J(t), mat.D(t) * mat.W),
    Formula("jacobian-turned", mat.J(t).T, mat.W.T * mat.D(t),
            ("jacobian", "symmetric")),
    Formula("start", mat.P(k, k), sympify(1)),
    Formula("step", mat.P(t, k), mat.J(t) * mat.P(t-1, k), when=k < t),
    Formula("product", mat.P(t, k), falling(mat.J(s), s, t, k+1),
            steps=(t, k, "start", "step")),
    Formula("composed", mat.P(t, k), mat.P(t, s) * mat.P(s, k),
            ("product",), (k < s, s <= t)),
    Formula("credit-out", mat.G(t, k),
            mat.P(t, k).T * mat.V.T * mat.e(t), ("target",), k < t),
    Formula("credit", mat.G(t, k),
            rising(mat.J(s).T, s, k+1, t) * mat.V.T * mat.e(t),
            ("product", "credit-out"), k < t),
    Formula("credit-step", mat.G(t, k), mat.J(k+1).T * mat.G(t, k+1),
            ("credit",), k + 1 < t),
    Formula("norm", mat.G(t, k).T * mat.G(t, k),
            gain**2 * mat.G(t, k+1).T * mat.D(k+1)**2 * mat.G(t, k+1),
            ("credit-step", "jacobian", "symmetric", "orthogonal"),
            k + 1 < t),
) + formulas_time.FORMULAS + formulas_adjoint.FORMULAS

# the page on which each step has its own copy of W
COPIES_DEFINITIONS = formulas_copies.DEFINITIONS + DEFINITIONS[1:]
COPIES = formulas_copies.FORMULAS


def lay_down(definitions=DEFINITIONS):
    """An empty ledger with the definitions of a page."""
    clear()
    for definition in definitions:
        define(*definition)
