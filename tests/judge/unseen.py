r"""Lines as notes, blogs and papers write them, and what must be said of each.

Written, with their verdicts, before any of them was judged; then 14 verdicts
of 86 were changed to what the rules of the book say: an immediate derivative
written as a total one is wrong, a gradient in a chain is a row. Letters: None,
if the judge has to guess the alphabet; the name of an alphabet; or the
reader's own. "right" stands for "right" and "agrees".
"""
from typing import NamedTuple


class Line(NamedTuple):
    """A line, its letters, and the verdict that it must get."""

    tex: str
    letters: "str | dict[str, object] | None"
    verdict: str


class Derivation(NamedTuple):
    """Rows, and for each its verdict against the truth."""

    tex: str
    letters: "str | dict[str, object] | None"
    verdicts: tuple[str, ...]


# W_hh, W_xh, W_hy, z the logits, as in most blogs
Y = {"W_{hh}": "W", "W_{xh}": "U", "W_{hy}": "V", "b_h": "b_h", "b_y": "b_y",
     "h": "h", "x": "x", "z": "q", r"\hat{y}": "y_hat", "y": "y", "L": "E"}
# the same, z the pre-activation and delta its gradient
Z = {**Y, "z": "p", "o": "q", r"\delta": "a"}
# Chen, A gentle tutorial
C = {"W_{hz}": "V", "W_{hh}": "W", "W_{xh}": "U", "b_z": "b_y", "b_h": "b_h",
     r"\alpha": "q", "z": "y_hat", "y": "y", "h": "h", "x": "x",
     "L": "E"}
# Bengio, Simard, Frasconi
B = {"C": "E", "a": "h", "W": "W"}
# Ng's course
N = {"a": ["h", "above"], "x": ["x", "above"], "W_{aa}": "W", "W_{ax}": "U",
     "W_{ya}": "V", "b_a": "b_h", "b_y": "b_y", r"\hat{y}": ["y_hat", "above"]}

LINES = [
    # min-char-rnn and CS231n
    Line(r"dW_{hh} = \sum_t ((1-h_t^2) \odot dh_t)\, h_{t-1}^T", None,
         "right"),
    Line(r"dh_t = W_{hy}^T dy_t + W_{hh}^T ((1-h_{t+1}^2) \odot dh_{t+1})",
         None, "right"),
    Line(r"dh_t = W_{hy}^T dy_t + W_{hh}^T ((1-h_t^2) \odot dh_{t+1})", None,
         "wrong"),
    Line(r"dW_{xh} = \sum_{t=1}^T x_t ((1-h_t^2) \odot dh_t)^T", None,
         "wrong"),
    Line(r"db_y = \sum_{t=1}^T dy_t", None, "right"),
    Line(r"h_t = \tanh(W_{hh}h_{t-1} + W_{xh}x_t)", None, "right if"),
    Line(r"\frac{\partial h_t}{\partial h_{t-1}} = "
         r"\tanh'(W_{hh}h_{t-1} + W_{xh}x_t)W_{hh}", None, "wrong"),
    Line(r"\frac{\partial L_T}{\partial W} = \sum_{t=1}^{T} "
         r"\frac{\partial L_T}{\partial h_T} \left(\prod_{k=t+1}^{T} "
         r"\frac{\partial h_k}{\partial h_{k-1}}\right) "
         r"\frac{\partial h_t}{\partial W}", None, "wrong"),
    # blogs with W_hh, z and L
    Line(r"\frac{\partial L}{\partial W_{hy}} = "
         r"\sum_{t} (\hat{y}_{t} - y_{t}) \cdot h_{t}^T", Y, "right if"),
    Line(r"\frac{\partial L_t}{\partial z_t} = \hat{y}_t - y_t", Y,
         "right if"),
    Line(r"\frac{\partial L}{\partial b_y} = \sum_{t} (y_{t} - \hat{y}_{t})",
         Y, "wrong"),
    Line(r"\frac{\partial h_t}{\partial W_{hh}} = \sum_{k=1}^{t} \left( "
         r"\prod_{j=k+1}^{t} \frac{\partial h_j}{\partial h_{j-1}} \right) "
         r"\frac{\partial h_k}{\partial W_{hh}}", Y, "wrong"),
    Line(r"\frac{\partial h_t}{\partial W_{hh}} = "
         r"\frac{\partial h_t}{\partial W_{hh}} + "
         r"\frac{\partial h_t}{\partial h_{t-1}} \cdot "
         r"\frac{\partial h_{t-1}}{\partial W_{hh}}", Y, "wrong"),
    Line(r"\frac{\partial h_t}{\partial W_{hh}} = "
         r"\frac{\partial^+ h_t}{\partial W_{hh}} + "
         r"\frac{\partial h_t}{\partial h_{t-1}} "
         r"\frac{\partial h_{t-1}}{\partial W_{hh}}", Y, "right"),
    Line(r"\frac{\partial h_t}{\partial W_{hh}} = \sum_{k=1}^{t} "
         r"\frac{\partial h_t}{\partial h_k} "
         r"\frac{\partial^+ h_{k-1}}{\partial W_{hh}}", Y, "wrong"),
    Line(r"\frac{\partial L}{\partial W_{hh}} = \sum_{t} "
         r"(\hat{y}_{t} - y_{t}) \cdot W_{hy}^T \cdot "
         r"\frac{\partial h_t}{\partial W_{hh}}", Y, "wrong"),
    Line(r"\frac{\partial h_{t+1}}{\partial h_t} = \text{diag}(\tanh'(W_{hh} "
         r"h_t + W_{xh} x_{t+1} + b_h)) \cdot W_{hh}", Y, "right"),
    Line(r"\frac{\partial h_j}{\partial h_{j-1}} = \text{diag}(1 - h_j^2) \, "
         r"W_{hh}^T", Y, "wrong"),
    Line(r"\frac{\partial h_j}{\partial h_{j-1}} = W_{hh}^T \, "
         r"\text{diag}(1 - h_j^2)", Y, "wrong"),
    Line(r"\frac{\partial h_k}{\partial h_t} = \prod_{i=t+1}^k "
         r"\text{diag}(\tanh'(W_{hh} h_{i-1} + W_{xh} x_i + b_h)) \cdot "
         r"W_{hh}", Y, "right"),
    Line(r"\frac{\partial L}{\partial h_t} = \frac{\partial L_t}{\partial h_t}"
         r" + \sum_{k=t+1}^T \frac{\partial L_k}{\partial h_k} \cdot "
         r"\frac{\partial h_k}{\partial h_t}", Y, "right"),
    Line(r"\frac{\partial L}{\partial h_t} = \sum_{k=t}^{T} "
         r"\frac{\partial L}{\partial h_k} \prod_{i=t+1}^{k} "
         r"\frac{\partial h_i}{\partial h_{i-1}}", Y, "wrong"),
    Line(r"\frac{\partial L}{\partial h_t} = \left(\frac{\partial \hat{y}_t}"
         r"{\partial h_t}\right)^T \frac{\partial L}{\partial \hat{y}_t} + "
         r"\left(\frac{\partial h_{t+1}}{\partial h_t}\right)^T "
         r"\frac{\partial L}{\partial h_{t+1}}", Y, "right"),
    Line(r"\frac{\partial L}{\partial h_t} = \left(\frac{\partial \hat{y}_t}"
         r"{\partial h_t}\right)^T \frac{\partial L}{\partial \hat{y}_t} + "
         r"\frac{\partial h_{t+1}}{\partial h_t} "
         r"\frac{\partial L}{\partial h_{t+1}}", Y, "wrong"),
    Line(r"\frac{\partial L}{\partial W_{hh}} = \sum_{t=1}^{T-1} "
         r"\frac{\partial L}{\partial h_{t}} \odot (1-h_t^2)\, h_{t-1}^T", Y,
         "wrong"),
    Line(r"L = \sum_{t} L_t = -\sum_{t} y_{t}^\top \log(\hat{y}_{t})", Y,
         "right"),
    Line(r"L = -\frac{1}{T}\sum_{t=1}^{T} y_{t}^\top \log\hat{y}_{t}", Y,
         "wrong"),
    # the same with delta
    Line(r"\delta_t = \Big(W_{hy}^T\, (\hat y_t - y_t) + W_{hh}^T\, "
         r"\delta_{t+1}\Big) \odot \tanh'(z_t)", Z, "right if"),
    Line(r"\delta_t = W_{hy}^T\, (\hat y_t - y_t) + W_{hh}^T\, \delta_{t+1} "
         r"\odot \tanh'(z_t)", Z, "wrong"),
    Line(r"\delta_T = \Big(W_{hy}^T\, (\hat y_T - y_T)\Big) \odot "
         r"(1-\tanh^2(z_T))", Z, "right if"),
    Line(r"\frac{\partial L}{\partial W_{hh}} = \sum_{t=1}^{T} \delta_t\, "
         r"h_{t-1}^T.", Z, "right"),
    Line(r"\frac{\partial L}{\partial W_{hh}} = \sum_{t=1}^{T} \delta_t\, "
         r"h_{t}^T", Z, "wrong"),
    Line(r"\frac{\partial L}{\partial W_{hh}} = \sum_{t=2}^{T} \delta_t\, "
         r"h_{t-1}^T", Z, "right if"),
    Line(r"\frac{\partial L}{\partial W_{xh}} = \sum_{t=1}^{T} x_t\, "
         r"\delta_t^T", Z, "wrong"),
    Line(r"\frac{\partial L}{\partial b_h} = \sum_{t=1}^{T} \delta_t", Z,
         "right"),
    Line(r"\delta_t \equiv \frac{\partial L}{\partial z_t} = "
         r"\frac{\partial L}{\partial h_t} \odot (1 - h_t^2)", Z, "right"),
    Line(r"\delta_t = \frac{\partial L_t}{\partial z_t}", Z, "wrong"),
    # Goodfellow, Bengio, Courville
    Line(r"\nabla_{\boldsymbol{h}^{(\tau)}} L = \boldsymbol{V}^\top "
         r"\nabla_{\boldsymbol{o}^{(\tau)}} L", None, "right"),
    Line(r"(\nabla_{\boldsymbol{o}^{(t)}} L)_i = \hat{y}_i^{(t)} - "
         r"\mathbf{1}_{i = y^{(t)}}", None, "right if"),
    Line(r"\nabla_{\boldsymbol{h}^{(t)}} L = \boldsymbol{W}^\top "
         r"\mathrm{diag}\left(1-\left(\boldsymbol{h}^{(t+1)}\right)^2\right)"
         r"(\nabla_{\boldsymbol{h}^{(t+1)}} L) + \boldsymbol{V}^\top "
         r"(\nabla_{\boldsymbol{o}^{(t)}} L)", None, "right"),
    Line(r"\nabla_{\boldsymbol{h}^{(t)}} L = \boldsymbol{W}^\top "
         r"(\nabla_{\boldsymbol{h}^{(t+1)}} L)\,\mathrm{diag}\left(1-\left("
         r"\boldsymbol{h}^{(t+1)}\right)^2\right) + \boldsymbol{V}^\top "
         r"(\nabla_{\boldsymbol{o}^{(t)}} L)", None, "wrong"),
    Line(r"\nabla_{\boldsymbol{W}} L = \sum_t \mathrm{diag}\left(1-\left("
         r"\boldsymbol{h}^{(t)}\right)^2\right)(\nabla_{\boldsymbol{h}^{(t)}}"
         r" L)\,\boldsymbol{h}^{(t-1)\top}", None, "right"),
    Line(r"\nabla_{\boldsymbol{U}} L = \sum_t \mathrm{diag}\left(1-\left("
         r"\boldsymbol{h}^{(t)}\right)^2\right)(\nabla_{\boldsymbol{h}^{(t)}}"
         r" L)\,\boldsymbol{x}^{(t-1)\top}", None, "not read"),
    Line(r"\nabla_{\boldsymbol{c}} L = \sum_t \left(\frac{\partial "
         r"\boldsymbol{o}^{(t)}}{\partial \boldsymbol{c}}\right)^\top "
         r"\nabla_{\boldsymbol{o}^{(t)}} L = \sum_t "
         r"\nabla_{\boldsymbol{o}^{(t)}} L", None, "right"),
    Line(r"\nabla_{\boldsymbol{b}} L = \sum_t \mathrm{diag}\left(1-"
         r"\boldsymbol{h}^{(t)}\right) \nabla_{\boldsymbol{h}^{(t)}} L",
         None, "wrong"),
    Line(r"\nabla_{\boldsymbol{V}} L = \sum_t \sum_i \left("
         r"\frac{\partial L}{\partial o_i^{(t)}}\right) "
         r"\nabla_{\boldsymbol{V}} o_i^{(t)}", None, "right"),
    # Dive into Deep Learning
    Line(r"\frac{\partial L}{\partial \mathbf{o}_t} = \frac{\partial "
         r"l(\mathbf{o}_t, y_t)}{T \cdot \partial \mathbf{o}_t}", None,
         "right"),
    Line(r"\frac{\partial L}{\partial \mathbf{W}_\textrm{qh}} = "
         r"\sum_{t=1}^T \frac{\partial L}{\partial \mathbf{o}_t} "
         r"\mathbf{h}_t^\top", None, "right"),
    Line(r"\frac{\partial L}{\partial \mathbf{h}_t} = \sum_{i=t}^T "
         r"{\left(\mathbf{W}_{hh}^\top\right)}^{T-i} \mathbf{W}_{qh}^\top "
         r"\frac{\partial L}{\partial \mathbf{o}_{T+t-i}}", None, "right"),
    Line(r"\frac{\partial L}{\partial \mathbf{h}_t} = \sum_{i=t}^T "
         r"{\left(\mathbf{W}_{hh}^\top\right)}^{T-i} \mathbf{W}_{qh}^\top "
         r"\frac{\partial L}{\partial \mathbf{o}_{i}}", None, "wrong"),
    Line(r"\frac{\partial L}{\partial \mathbf{W}_{hx}} = \sum_{t=1}^T "
         r"\frac{\partial L}{\partial \mathbf{h}_t} \mathbf{x}_t^\top", None,
         "right"),
    Line(r"\frac{\partial L}{\partial \mathbf{W}_{hh}} = \sum_{t=1}^T "
         r"\frac{\partial L}{\partial \mathbf{h}_t} \mathbf{h}_t^\top", "d2l",
         "wrong"),
    # Pascanu, Mikolov, Bengio
    Line(r"\frac{\partial \mathbf{x}_t}{\partial \mathbf{x}_k} = "
         r"\prod_{t \ge i > k} \mathbf{W}_{rec}\, "
         r"diag(\sigma'(\mathbf{x}_{i-1}))", None, "right"),
    Line(r"\frac{\partial \mathbf{x}_t}{\partial \mathbf{x}_k} = "
         r"\prod_{t \ge i > k} \mathbf{W}_{rec}\, "
         r"diag(\sigma'(\mathbf{x}_{i}))", None, "wrong"),
    Line(r"\frac{\partial \mathcal{E}}{\partial \theta} = "
         r"\sum_{1 \le t \le T} \frac{\partial \mathcal{E}_t}"
         r"{\partial \theta}", None, "right"),
    Line(r"\frac{\partial \mathcal{E}_t}{\partial \theta} = "
         r"\sum_{1 \le k \le t} \left( \frac{\partial \mathcal{E}_t}"
         r"{\partial \mathbf{x}_t} \frac{\partial \mathbf{x}_t}"
         r"{\partial \mathbf{x}_k} \frac{\partial^+ \mathbf{x}_k}"
         r"{\partial \theta} \right)", None, "right"),
    Line(r"\frac{\partial \mathcal{E}_t}{\partial \theta} = "
         r"\sum_{1 \le k \le t} \frac{\partial \mathcal{E}_t}"
         r"{\partial \mathbf{x}_k} \frac{\partial \mathbf{x}_t}"
         r"{\partial \mathbf{x}_k} \frac{\partial^+ \mathbf{x}_k}"
         r"{\partial \theta}", None, "wrong"),
    Line(r"\left\|\frac{\partial \mathbf{x}_{k+1}}{\partial \mathbf{x}_k}"
         r"\right\| \le \|\mathbf{W}_{rec}\| \|diag(\sigma'(\mathbf{x}_k))\|",
         None, "not read"),
    # CS224n
    Line(r"\frac{\partial J^{(t)}}{\partial \boldsymbol{W}_h} = "
         r"\sum_{i=1}^t \left.\frac{\partial J^{(t)}}"
         r"{\partial \boldsymbol{W}_h}\right|_{(i)}", None, "right"),
    Line(r"\frac{\partial h^{(t)}}{\partial h^{(t-1)}} = \text{diag}(\sigma'"
         r"(W_h h^{(t-1)} + W_x x^{(t)} + b_1)) W_h", None, "right"),
    Line(r"\frac{\partial J^{(i)}(\theta)}{\partial h^{(j)}} = "
         r"\frac{\partial J^{(i)}(\theta)}{\partial h^{(i)}} "
         r"\prod_{j < t \le i} \frac{\partial h^{(t)}}{\partial h^{(t-1)}}",
         "cs224n", "right"),
    Line(r"\frac{\partial J^{(i)}}{\partial h^{(j)}} = "
         r"\frac{\partial J^{(i)}}{\partial h^{(i)}} W_h^{i-j}", "cs224n",
         "right if"),
    Line(r"J(\theta) = \frac{1}{T} \sum_{t=1}^{T} J^{(t)}(\theta) = "
         r"-\frac{1}{T} \sum_{t=1}^{T} \sum_{j=1}^{|V|} y_j^{(t)} "
         r"\log \hat{y}_j^{(t)}", "cs224n", "right"),
    Line(r"\frac{\partial E}{\partial W} = \sum_{t=1}^{T} \sum_{k=1}^{t} "
         r"\frac{\partial E_t}{\partial y_t} \frac{\partial y_t}"
         r"{\partial h_t} \frac{\partial h_t}{\partial h_k} "
         r"\frac{\partial h_k}{\partial W}", "tutorial", "wrong"),
    Line(r"\frac{\partial h_t}{\partial h_k} = \prod_{j=k+1}^{t} W^T \times "
         r"diag[f'(h_{j-1})]", "tutorial", "wrong"),
    # tutorials with s
    Line(r"\frac{\partial E_3}{\partial V} = (\hat{y}_3 - y_3) \otimes s_3",
         None, "right if"),
    Line(r"\frac{\partial E_3}{\partial V} = (\hat{y}_3 - y_3) \otimes s_2",
         None, "wrong"),
    Line(r"\frac{\partial E_3}{\partial W} = \sum_{k=0}^{3} "
         r"\frac{\partial E_3}{\partial \hat{y}_3} "
         r"\frac{\partial \hat{y}_3}{\partial s_3} "
         r"\frac{\partial s_3}{\partial s_k} "
         r"\frac{\partial s_k}{\partial W}", None, "wrong"),
    # Chen
    Line(r"\frac{\partial L}{\partial \alpha_t} = -(y_t - z_t)", C,
         "right if"),
    Line(r"\frac{\partial L}{\partial W_{hh}} = \sum_{t=0}^{T-1} "
         r"\sum_{k=1}^{t+1} \frac{\partial L(t+1)}{\partial z_{t+1}} "
         r"\frac{\partial z_{t+1}}{\partial h_{t+1}} "
         r"\frac{\partial h_{t+1}}{\partial h_k} "
         r"\frac{\partial h_k}{\partial W_{hh}}", C, "wrong"),
    Line(r"\frac{\partial L}{\partial b_z} = -\sum_t (z_t - y_t)", C,
         "wrong"),
    # Bengio, Simard, Frasconi
    Line(r"\frac{\partial C_t}{\partial W} = \sum_{\tau \le t} "
         r"\frac{\partial C_t}{\partial a_\tau} "
         r"\frac{\partial a_\tau}{\partial W}", B, "wrong"),
    Line(r"\frac{\partial C_t}{\partial a_\tau} = "
         r"\frac{\partial C_t}{\partial a_t} "
         r"\frac{\partial a_t}{\partial a_\tau}", B, "right"),
    # Ng
    Line(r"a^{\langle t \rangle} = \tanh(W_{ax} x^{\langle t \rangle} + "
         r"W_{aa} a^{\langle t-1 \rangle} + b_a)", N, "right"),
    Line(r"a^{\langle t \rangle} = \tanh(W_{ax} x^{\langle t-1 \rangle} + "
         r"W_{aa} a^{\langle t-1 \rangle} + b_a)", N, "wrong"),
    # indices, in the letters of the book
    Line(r"\frac{\partial h_{t,i}}{\partial h_{t-1,j}} = (1-h_{t,i}^2) "
         r"W_{ij}", None, "right"),
    Line(r"\frac{\partial h_{t,i}}{\partial h_{t-1,j}} = (1-h_{t,j}^2) "
         r"W_{ij}", None, "wrong"),
    Line(r"\frac{\partial h_{t,i}}{\partial W_{jk}} = (1-h_{t,i}^2)\left("
         r"\delta_{ij} h_{t-1,k} + \sum_l W_{il} "
         r"\frac{\partial h_{t-1,l}}{\partial W_{jk}}\right)", "book",
         "right"),
    Line(r"\frac{\partial h_{t,i}}{\partial W_{jk}} = (1-h_{t,i}^2)\left("
         r"\delta_{ik} h_{t-1,j} + \sum_l W_{il} "
         r"\frac{\partial h_{t-1,l}}{\partial W_{jk}}\right)", "book",
         "wrong"),
    Line(r"\frac{\partial \hat y_{t,a}}{\partial q_{t,b}} = \hat y_{t,a} "
         r"(1 - \hat y_{t,b})", "book", "wrong"),
    Line(r"\frac{\partial E_t}{\partial \hat y_t} = -\frac{y_t}{\hat y_t}",
         "book", "right"),
    # the book's own
    Line(r"\frac{\partial E}{\partial W} = \sum_{t=1}^{T} \sum_{k=1}^{t} "
         r"D_k \left(\prod_{j=k+1}^{t} D_j W\right)^\top V^\top e_t "
         r"h_{k-1}^\top", "book", "right if"),
    Line(r"\frac{\partial E}{\partial W} = \sum_{t=1}^{T} \sum_{k=1}^{t} "
         r"D_k \left(\prod_{j=k+1}^{t} W^\top D_j\right) V^\top e_t "
         r"h_{k-1}^\top", "book", "right if"),
    Line(r"\lambda_t = V^\top e_t + J_{t+1}\lambda_{t+1}", "book", "wrong"),
    Line(r"W \leftarrow W - \eta \frac{\partial E}{\partial W}", "book",
         "not read"),
    Line(r"h_t = \tanh(x_t W_{ih}^T + b_{ih} + h_{t-1} W_{hh}^T + b_{hh})",
         None, "right"),
]

DERIVATIONS = [
    Derivation(r"""\begin{align}
\frac{\partial L}{\partial W_{hh}}
&= \sum_{t=1}^{T} \frac{\partial L_t}{\partial W_{hh}} \\
&= \sum_{t=1}^{T} \frac{\partial L_t}{\partial h_t}
   \frac{\partial h_t}{\partial W_{hh}} \\
&= \sum_{t=1}^{T} \sum_{k=1}^{T} \frac{\partial L_t}{\partial h_t}
   \frac{\partial h_t}{\partial h_k}
   \frac{\partial^+ h_k}{\partial W_{hh}} \\
&= \sum_{t=1}^{T} \sum_{k=1}^{t-1} \frac{\partial L_t}{\partial h_t}
   \frac{\partial h_t}{\partial h_k}
   \frac{\partial^+ h_k}{\partial W_{hh}}
\end{align}""", Y, ("right", "right", "right", "wrong")),
    Derivation(r"""\begin{align}
\frac{\partial L}{\partial h_t} &= W_{hy}^\top (\hat{y}_t - y_t)
  + W_{hh}^\top \delta_{t+1} \\
\delta_t &= \frac{\partial L}{\partial h_t} \odot (1 - h_t^2) \\
\delta_t &= \left( W_{hy}^\top (\hat{y}_t - y_t)
  + W_{hh} \delta_{t+1} \right) \odot (1 - h_t^2) \\
\frac{\partial L}{\partial b_h} &= \sum_{t=1}^T \delta_t
\end{align}""", Z, ("right if", "right", "wrong", "right")),
    Derivation(r"""\begin{aligned}
\frac{\partial h_t}{\partial h_{k}} &= \prod_{j=k+1}^{t}
  \frac{\partial h_j}{\partial h_{j-1}} \\
&= \prod_{j=k+1}^{t} \mathrm{diag}(1-h_j^2) W_{hh} \\
&= W_{hh}^{t-k} \prod_{j=k+1}^{t} \mathrm{diag}(1-h_j^2)
\end{aligned}""", Y, ("right", "right", "wrong")),
    Derivation(r"""\begin{align*}
\nabla_{h^{(t)}} L &= \left(\frac{\partial h^{(t+1)}}{\partial h^{(t)}}
  \right)^\top (\nabla_{h^{(t+1)}} L) + \left(\frac{\partial o^{(t)}}
  {\partial h^{(t)}}\right)^\top (\nabla_{o^{(t)}} L) \\
&= W^\top \mathrm{diag}\left(1 - (h^{(t+1)})^2\right)
  (\nabla_{h^{(t+1)}} L) + V^\top (\nabla_{o^{(t)}} L) \\
&= W^\top \mathrm{diag}\left(1 - (h^{(t)})^2\right)
  (\nabla_{h^{(t+1)}} L) + V^\top (\nabla_{o^{(t)}} L)
\end{align*}""", "goodfellow", ("right", "right", "wrong")),
    Derivation(r"""\begin{align}
\frac{\partial L}{\partial \mathbf{h}_T} &= \mathbf{W}_{qh}^\top
  \frac{\partial L}{\partial \mathbf{o}_T} \\
\frac{\partial L}{\partial \mathbf{h}_t} &= \mathbf{W}_{hh}^\top
  \frac{\partial L}{\partial \mathbf{h}_{t+1}} + \mathbf{W}_{qh}^\top
  \frac{\partial L}{\partial \mathbf{o}_t} \\
\frac{\partial L}{\partial \mathbf{h}_t} &= \sum_{i=t}^{T}
  (\mathbf{W}_{hh}^\top)^{i-t} \mathbf{W}_{qh}^\top
  \frac{\partial L}{\partial \mathbf{o}_i} \\
\frac{\partial L}{\partial \mathbf{W}_{hh}} &= \sum_{t=1}^{T}
  \sum_{i=t}^{T} (\mathbf{W}_{hh}^\top)^{i-t} \mathbf{W}_{qh}^\top
  \frac{\partial L}{\partial \mathbf{o}_i} \mathbf{h}_t^\top
\end{align}""", None, ("right", "right", "right", "wrong")),
    Derivation(r"""\begin{align}
s_t &= \tanh(U x_t + W s_{t-1}) \\
\hat{y}_t &= \mathrm{softmax}(V s_t) \\
\frac{\partial E_3}{\partial W} &= \frac{\partial E_3}{\partial \hat{y}_3}
  \frac{\partial \hat{y}_3}{\partial s_3}\frac{\partial s_3}{\partial W} \\
\frac{\partial E_3}{\partial W} &= \sum_{k=1}^{3}
  \frac{\partial E_3}{\partial \hat{y}_3}
  \frac{\partial \hat{y}_3}{\partial s_3}
  \left(\prod_{j=k}^{3} \frac{\partial s_j}{\partial s_{j-1}}\right)
  \frac{\partial^+ s_k}{\partial W}
\end{align}""", None, ("right", "right", "right", "wrong")),
    Derivation(r"""\[ E_t = -\sum_a y_{t,a} \log \hat y_{t,a} \]
\[ \frac{\partial E_t}{\partial q_{t,b}} =
   -\sum_a y_{t,a} \frac{1}{\hat y_{t,a}}
   \frac{\partial \hat y_{t,a}}{\partial q_{t,b}} \]
\[ = -\sum_a y_{t,a} (\delta_{ab} - \hat y_{t,b}) \]
\[ = -y_{t,b} + \hat y_{t,b} \sum_a y_{t,a} \]
\[ = y_{t,b} - \hat y_{t,b} \]""", "book",
               ("right", "right", "right", "right", "wrong")),
    Derivation(r"""$$dy_t = p_t - y_t$$
$$dh_t = W_{hy}^\top dy_t + W_{hh}^\top dhraw_{t+1}$$
$$dhraw_t = (1 - h_t^2) \odot dh_t$$
$$dW_{hh} = \sum_t dhraw_t\, h_{t-1}^\top$$
$$dW_{xh} = \sum_t dh_t\, x_t^\top$$""", "min-char-rnn",
               ("wrong", "right", "right", "right", "wrong")),
]
