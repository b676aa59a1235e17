"""Lines that must be read: their alphabet, their text, their tree.

The trees are built with the short words below; a line that says the same in
another spelling has the same tree.
"""
from fractions import Fraction

from rnnlib.judge.reading.linear import linear
from rnnlib.judge.tree import nodes as tree
from rnnlib.judge.tree.nodes import (
    Delta,
    Derivative,
    Diag,
    Entry,
    EntryByEntry,
    Function,
    Outer,
    Over,
    OverTime,
    Part,
    Plus,
    Power,
    SumOver,
    Times,
    Turned,
    Whole,
)


def at(number=0, **letters):
    """t - 1 as at(-1, t=1)."""
    return linear(letters.items(), number)


t, t1, k, s, T = at(t=1), at(-1, t=1), at(k=1), at(s=1), at(T=1)
one, minus, two = (tree.Number(Fraction(n)) for n in (1, -1, 2))
square = at(2)
total = Entry("total", None, ())
U, W, V, b_h, b_y = (Whole(name, None) for name in "U W V b_h b_y".split())


def E(when=t):
    return Entry("E", when, ())


def of(name, when=t):
    """A vector at a time, or its entry: of("h")."""
    return Whole(name, when)


def entry(name, when, *indices):
    return Entry(name, when, indices)


def neg(node):
    return Times((minus, node))


h, p, q, x, y, y_hat = (of(name) for name in "h p q x y y_hat".split())
before = of("h", t1)
Wij = entry("W", None, "i", "j")
slopes = Plus((one, neg(Power(h, square))))
error = Plus((y_hat, neg(y)))
hi, pi = entry("h", t, "i"), entry("p", t, "i")
dW = Derivative(E(), Wij)
step = Derivative(h, before)
recurrent = Plus((Times((U, x)), Times((W, before)), b_h))
outer = Times((of("e"), Turned(h)))
by_V = Derivative(E(), V)
cross = Times((minus, SumOver("a", "n_y", Times((
    entry("y", t, "a"), Function("log", entry("y_hat", t, "a")))))))
softmax_entry = Over(
    Function("exp", entry("q", t, "a")),
    SumOver("b", "n_y", Function("exp", entry("q", t, "b"))))
jacobian = Times((Diag(slopes), W))
product = OverTime("product", "s", at(1, k=1), t, of("J", s))
lam, lam_next = of("lambda"), of("lambda", at(1, t=1))
slope_i = Plus((one, neg(Power(hi, square))))
softmax_slope = Times((entry("y_hat", t, "a"), Plus((
    Delta("a", "b"), neg(entry("y_hat", t, "b"))))))
over_a = SumOver("a", "n_y", Times((
    entry("e", t, "a"), entry("V", None, "a", "j"))))
rank_one = OverTime("sum", "t", at(1), T, Times((of("a"), Turned(before))))
rank_one_ij = OverTime("sum", "t", at(1), T, Times((
    entry("a", t, "i"), entry("h", t1, "j"))))
by_W_total = Derivative(total, W)

BOOK = [
    (r"p_t = U x_t + W h_{t-1} + b_h", p, recurrent),
    (r"\mathbf{p}_t = \mathbf U\mathbf x_t + \mathbf{W}\mathbf{h}_{t-1}"
     r"+ \mathbf{b}_h", p, recurrent),
    (r"\boldsymbol p_t = {U} {x}_t + {W} h_{(t-1)} + b_{h}", p, recurrent),
    (r"p^{(t)} = U x^{(t)} + W h^{(t-1)} + b_h", p, recurrent),
    (r"p_t = U \cdot x_t + W \times h_{t - 1} + b_{\mathrm h}", p, recurrent),
    (r"h_t = \tanh p_t", h, Function("tanh", p)),
    (r"h_t = \tanh(p_t)", h, Function("tanh", p)),
    (r"h_t = \tanh\!\left[p_t\right]", h, Function("tanh", p)),
    (r"h_t = \mathrm{tanh}\bigl(p_t\bigr)", h, Function("tanh", p)),
    (r"h_t = tanh{(p_t)}", h, Function("tanh", p)),
    (r"h_{t,i} = \tanh p_{t,i}", hi, Function("tanh", pi)),
    (r"h_{ti} = \tanh p_{ti}", hi, Function("tanh", pi)),
    (r"h_{t_i} = \tanh(p_{t_i})", hi, Function("tanh", pi)),
    (r"{h_t}_i = \tanh({p_t}_i)", hi, Function("tanh", pi)),
    (r"(h_t)_i = \tanh((p_t)_i)", hi, Function("tanh", pi)),
    (r"h^t_i = \tanh(p^t_i)", hi, Function("tanh", pi)),
    (r"h_i^t = \tanh p_i^t", hi, Function("tanh", pi)),
    (r"h_i^{(t)} = \tanh p_i^{(t)}", hi, Function("tanh", pi)),
    (r"h_{i,t} = \tanh p_{i,t}", hi, Function("tanh", pi)),
    (r"h_t^i = \tanh p_t^i", hi, Function("tanh", pi)),
    (r"[h_t]_i = \tanh([p_t]_i)", hi, Function("tanh", pi)),
    (r"h_{t,i} = \tanh(p_t)_i", hi, Part(Function("tanh", p), ("i",))),
    (r"q_t = V h_t + b_y", q, Plus((Times((V, h)), b_y))),
    (r"\hat y_t = \operatorname{softmax} q_t", y_hat, Function("softmax", q)),
    (r"\hat{y}_t = \mathrm{softmax}(q_t)", y_hat, Function("softmax", q)),
    (r"\hat{y_t} = \text{softmax}\left(q_t\right)", y_hat,
     Function("softmax", q)),
    (r"\widehat{\mathbf{y}}_t = softmax(q_t)", y_hat, Function("softmax", q)),
    (r"\hat y_{t,a} = \frac{e^{q_{t,a}}}{\sum_b e^{q_{t,b}}}",
     entry("y_hat", t, "a"), softmax_entry),
    (r"\hat y_{t,a} = \frac{\exp(q_{t,a})}{\sum_{b=1}^{n_y} \exp(q_{t,b})}",
     entry("y_hat", t, "a"), softmax_entry),
    (r"\hat y_{t,a} = \exp q_{t,a} / \sum_b \exp q_{t,b}",
     entry("y_hat", t, "a"), softmax_entry),
    (r"E_t = -\sum_a y_{t,a} \log \hat y_{t,a}", E(), cross),
    (r"E_t = - \sum_{a} y_{t,a} \ln(\hat{y}_{t,a})", E(), cross),
    (r"E_t(y_t, \hat y_t) = -\sum_{a=1}^{n_y} y_{t,a}\log\hat y_{t,a}", E(),
     cross),
    (r"E_t = -y_t^\top \log \hat y_t", E(),
     Times((minus, Turned(y), Function("log", y_hat)))),
    (r"E = \sum_{t=1}^{T} E_t", total,
     OverTime("sum", "t", at(1), T, E())),
    (r"E = \sum_t E_t", total, OverTime("sum", "t", at(1), T, E())),
    (r"E = \sum_{1 \le t \le T} E_t", total,
     OverTime("sum", "t", at(1), T, E())),
    (r"E = ∑_{t=1}^T E_t", total, OverTime("sum", "t", at(1), T, E())),
    (r"D_t = \operatorname{diag}(1 - h_t^2)", of("D"), Diag(slopes)),
    (r"D_t = \mathrm{diag}\left(1 - (h_t)^2\right)", of("D"), Diag(slopes)),
    (r"D_t = diag[1 - h_t^{2}]", of("D"), Diag(slopes)),
    (r"D_t = \text{diag}\{ \mathbf{1} - {h_t}^2 \}", of("D"), Diag(slopes)),
    (r"D_t = \operatorname{diag}(1 - h_t \odot h_t)", of("D"),
     Diag(Plus((one, neg(EntryByEntry(h, h)))))),
    (r"D_t = \operatorname{diag}(\tanh'(p_t))", of("D"),
     Diag(Function("tanh", p, True))),
    (r"D_t = \operatorname{diag}(1 - \tanh^2(p_t))", of("D"),
     Diag(Plus((one, neg(Power(Function("tanh", p), square)))))),
    (r"\frac{\partial h_t}{\partial h_{t-1}}"
     r" = \operatorname{diag}(1 - h_t^2) W", step, jacobian),
    (r"\partial h_t / \partial h_{t-1} = \operatorname{diag}(1 - h_t^2) W",
     step, jacobian),
    (r"\frac{dh_t}{dh_{t-1}} = \operatorname{diag}(1 - h_t^2)\, W", step,
     jacobian),
    (r"\frac{\mathrm{d} h_t}{\mathrm{d} h_{t-1}}"
     r" = \operatorname{diag}(1 - h_t^2) \cdot W", step, jacobian),
    (r"dh_t/dh_{t-1} = \operatorname{diag}(1 - h_t^2) W", step, jacobian),
    (r"∂h_t/∂h_{t−1} = \operatorname{diag}(1 - h_t^2) W", step, jacobian),
    (r"\dfrac{\partial h_{t}}{\partial h_{t-1}} "
     r"= \operatorname{diag}(1 - h_t^{2}) W.", step, jacobian),
    (r"\frac{\partial h_{t,i}}{\partial h_{t-1,j}} = (1 - h_{t,i}^2) W_{ij}",
     Derivative(hi, entry("h", t1, "j")), Times((slope_i, Wij))),
    (r"\left(\frac{\partial h_t}{\partial h_{t-1}}\right)_{ij}"
     r" = (1 - h_{t,i}^2) W_{i,j}",
     Derivative(hi, entry("h", t1, "j")), Times((slope_i, Wij))),
    (r"\frac{\partial h_t}{\partial h_k} = \prod_{s=k+1}^{t} J_s",
     Derivative(h, of("h", k)), product),
    (r"\frac{\partial h_t}{\partial h_k} = \prod_{t \ge s > k} J_s",
     Derivative(h, of("h", k)), product),
    (r"\frac{\partial h_t}{\partial h_k} = \prod_{k < s \leq t} J_s",
     Derivative(h, of("h", k)), product),
    (r"\frac{\partial h_t}{\partial h_k} = \prod_{s=k+1}^t D_s W",
     Derivative(h, of("h", k)),
     OverTime("product", "s", at(1, k=1), t, Times((of("D", s), W)))),
    (r"\frac{\partial \hat y_{t,a}}{\partial q_{t,b}}"
     r" = \hat y_{t,a} (\delta_{ab} - \hat y_{t,b})",
     Derivative(entry("y_hat", t, "a"), entry("q", t, "b")), softmax_slope),
    (r"\partial \hat y_{t,a}/\partial q_{t,b}"
     r" = \hat y_{t,a} (\mathbb 1_{a=b} - \hat y_{t,b})",
     Derivative(entry("y_hat", t, "a"), entry("q", t, "b")), softmax_slope),
    (r"\frac{\partial \hat y_{t,a}}{\partial q_{t,b}}"
     r" = \hat y_{t,a} ([a = b] - \hat y_{t,b})",
     Derivative(entry("y_hat", t, "a"), entry("q", t, "b")), softmax_slope),
    (r"\frac{\partial E_t}{\partial V} = e_t h_t^\top", by_V, outer),
    (r"\frac{\partial E_t}{\partial V} = e_t h_t^T", by_V, outer),
    (r"\frac{\partial E_t}{\partial V} = e_t h_t^{\mathsf T}", by_V, outer),
    (r"\frac{\partial E_t}{\partial V} = e_t h_t^{\mathrm{T}}", by_V, outer),
    (r"\nabla_V E_t = e_t {h_t}^{\intercal}", by_V, outer),
    (r"\partial_V E_t = e_t (h_t)^\top", by_V, outer),
    (r"\frac{\partial}{\partial V} E_t = e_t h_t^\top", by_V, outer),
    (r"\frac{\partial E_t}{\partial V} = e_t \otimes h_t", by_V,
     Outer(of("e"), h)),
    (r"\nabla_{q_t} E_t = \hat y_t - y_t", Derivative(E(), q), error),
    (r"(\nabla_{q_t} E_t)_a = (\hat y_t - y_t)_a",
     Derivative(E(), entry("q", t, "a")), Part(error, ("a",))),
    (r"\frac{\partial E_t}{\partial h_{t,j}} = e_{t,a} V_{aj}",
     Derivative(E(), entry("h", t, "j")), over_a),
    (r"\frac{\partial E_t}{\partial h_{t,j}} = \sum_a e_{t,a} V_{aj}",
     Derivative(E(), entry("h", t, "j")), over_a),
    (r"\lambda_t = V^\top e_t + J_{t+1}^\top \lambda_{t+1}", lam,
     Plus((Times((Turned(V), of("e"))),
           Times((Turned(of("J", at(1, t=1))), lam_next))))),
    (r"a_t = (1 - h_t^2) \odot \lambda_t", of("a"), EntryByEntry(slopes,
                                                                 lam)),
    (r"a_t = (1 - h_t^2) * \lambda_t", of("a"), EntryByEntry(slopes, lam)),
    (r"a_t = (1 - h_t^2) \circ \lambda_t", of("a"),
     EntryByEntry(slopes, lam)),
    (r"a_T = (1 - h_T^2) \odot V^\top e_T", of("a", T), EntryByEntry(
        Plus((one, neg(Power(of("h", T), square)))),
        Times((Turned(V), of("e", T))))),
    (r"a_t = V^\top e_t \odot (1 - h_t^2)", of("a"), EntryByEntry(
        Times((Turned(V), of("e"))), slopes)),
    (r"\frac{\partial E}{\partial W} = \sum_t a_t h_{t-1}^\top", by_W_total,
     rank_one),
    (r"\frac{\partial E}{\partial W} = \sum_{t=1}^T a_t h_{t-1}^{T}",
     by_W_total, rank_one),
    (r"\frac{\partial E}{\partial W_{ij}} = \sum_t a_{t,i} h_{t-1,j}",
     Derivative(total, Wij), rank_one_ij),
    (r"\frac{\partial E}{\partial W_{ij}} = \sum_t^T a_{t i} h_{t-1 j}",
     Derivative(total, Wij), rank_one_ij),
    (r"\frac{\partial^+ h_{t,i}}{\partial W_{ij}} = (1-h_{t,i}^2) h_{t-1,j}",
     Derivative(hi, Wij, True),
     Times((slope_i, entry("h", t1, "j")))),
    (r"\frac{\partial E}{\partial W}"
     r" = \sum_t \frac{\partial E}{\partial W^{(t)}}", by_W_total,
     OverTime("sum", "t", at(1), T, Derivative(total, Whole("W", None, t)))),
    (r"\frac{\partial E_t}{\partial h_k} = (W^\top)^{t-k} V^\top e_t",
     Derivative(E(), of("h", k)),
     Times((Power(Turned(W), at(t=1, k=-1)), Turned(V), of("e")))),
    (r"\frac{\partial E_t}{\partial \hat y_t} = -\frac{y_t}{\hat y_t}",
     Derivative(E(), y_hat), Times((minus, Over(y, y_hat)))),
    (r"\frac{\partial E_t}{\partial \hat y_t} = -y_t / \hat y_t",
     Derivative(E(), y_hat), Times((minus, Over(y, y_hat)))),
    (r"2 E_t = 2 \cdot E_t", Times((two, E())), Times((two, E()))),
]

__all__ = ["BOOK", "at"]
