r"""Lines beside the corpus, in other spellings, and the verdicts they get.

Written with their verdicts before any was judged; (alphabet, line, verdict),
where "mine" has the letters below.
"""
MINE = {"W_x": "U", "W_h": "W", "W_y": "V", "b": "b_h", "c": "b_y",
        "J": "total", r"\ell": "E", "z": "p", r"\hat{p}": "y_hat"}
FURTHER = [
    ("book", r"\vec h_t = \tanh\bigl( U \vec x_t + W \vec h_{t-1} + \vec b_h"
             r" \bigr)", "right"),
    ("book", r"\frac{\partial h_t}{\partial b_h} = D_t \left( I + W "
             r"\frac{\partial h_{t-1}}{\partial b_h} \right)", "right"),
    ("book", r"\frac{\partial h_t}{\partial b_h} = D_t + "
             r"\frac{\partial h_{t-1}}{\partial b_h}", "wrong"),
    ("book", r"\frac{\mathrm{d} E}{\mathrm{d} W} = \sum_{t=1}^{T} "
             r"\sum_{k=1}^{t} \left( \frac{\partial h_t}{\partial h_k} D_k "
             r"\right)^{\!\top} V^\top e_t h_{k-1}^\top", "right if"),
    ("book", r"\lambda_{t-1} = V^\top e_{t-1} + W^\top D_t \lambda_t",
     "right if"),
    ("book", r"\lambda_T = V^\top e_T", "right if"),
    ("book", r"a_{t,i} = (1 - h_{t,i}^2) \sum_j W_{ji} a_{t+1,j} + "
             r"(1-h_{t,i}^2) \sum_b V_{bi} e_{t,b}", "right if"),
    ("book", r"\frac{\partial E_t}{\partial q_t} = \mathrm{softmax}(q_t) - "
             r"y_t", "right if"),
    ("book", r"\partial E/\partial U = \sum_t a_t x_t^\top", "right"),
    ("book", r"\frac{\partial h_{t+1}}{\partial h_t} = D_{t+1} W", "right"),
    ("book", r"\frac{\partial E}{\partial h_t} = \sum_{s=t}^{T} \left("
             r"\frac{\partial h_s}{\partial h_t}\right)^\top V^\top e_s",
     "right if"),
    ("book", r"E = -\sum_{t=1}^T \log \hat y_{t, y_t}", "right if"),
    ("book", r"\frac{\partial E_t}{\partial h_{t}} = V e_t", "wrong"),
    ("book", r"\frac{\partial \hat y_t}{\partial q_t} = "
             r"\operatorname{diag}(\hat y_t) (I - \mathbf 1 \hat y_t^\top)",
     "right"),
    ("book", r"\tanh'(p_t) = 1 - h_t \odot h_t", "right"),
    ("book", r"J_t = W^\top D_t", "wrong"),
    ("book", r"\frac{\partial h_t}{\partial h_{t-3}} = J_t J_{t-1} J_{t-2}",
     "right if"),
    ("goodfellow", r"\nabla_{h^{(t)}} L = W^\top \mathrm{diag}(1 - "
                   r"(h^{(t+1)})^2) \nabla_{h^{(t+1)}} L + V^\top "
                   r"\nabla_{o^{(t)}} L", "right"),
    ("goodfellow", r"\nabla_{c} L = \sum_{t} \nabla_{o^{(t)}} L", "right"),
    ("goodfellow", r"\nabla_U L = \sum_{t=1}^{\tau} \operatorname{diag}(1-"
                   r"(h^{(t)})^2) (\nabla_{h^{(t)}} L) {x^{(t)}}^\top",
     "right"),
    ("goodfellow", r"\nabla_W L = \sum_t (\nabla_{h^{(t)}} L) "
                   r"{h^{(t-1)}}^\top", "wrong"),
    ("goodfellow", r"\nabla_{W} L = \sum_t \sum_i \left(\frac{\partial L}"
                   r"{\partial h_i^{(t)}}\right) \nabla_{W^{(t)}} h_i^{(t)}",
     "right"),
    ("goodfellow", r"\frac{\partial L}{\partial L^{(t)}} = 0", "wrong"),
    ("goodfellow", r"h^{(t)} = \tanh(b + W h^{(t-1)} + U x^{(t)})", "right"),
    ("goodfellow", r"\nabla_{h^{(\tau)}} L = V \nabla_{o^{(\tau)}} L",
     "wrong"),
    ("pytorch", r"h_t = \tanh(W_{ih} x_t + b_{ih} + W_{hh} h_{(t-1)} + "
                r"b_{hh})", "right"),
    ("pytorch", r"\frac{\partial L}{\partial b_{hh}} = \frac{\partial L}"
                r"{\partial b_{ih}}", "right"),
    ("pytorch", r"\frac{\partial L}{\partial W_{ih}} = \sum_t \left[ (1 - "
                r"h_t^2) \odot \frac{\partial L}{\partial h_t} \right] "
                r"x_t^\top", "right"),
    ("pytorch", r"\frac{\partial L}{\partial W_{ih}} = \sum_t x_t \left[ (1 "
                r"- h_t^2) \odot \frac{\partial L}{\partial h_t} \right]"
                r"^\top", "wrong"),
    ("min-char-rnn", r"dx_t = W_{xh}^T dhraw_t", "right"),
    ("min-char-rnn", r"dby = \sum_t (p_t - target_t)", "right"),
    ("min-char-rnn", r"dWhh = \sum_t h_{t-1} dhraw_t^T", "wrong"),
    ("min-char-rnn", r"loss = -\sum_t \sum_i target_{t,i} \log p_{t,i}",
     "right"),
    ("d2l", r"\partial L/\partial h_T = W_{qh}^\top \partial L/\partial o_T",
     "right"),
    ("d2l", r"\frac{\partial L}{\partial \mathbf{h}_t} = "
            r"\mathbf{W}_{hh}^\top \frac{\partial L}{\partial "
            r"\mathbf{h}_{t+1}} + \mathbf{W}_{qh}^\top \frac{\partial L}"
            r"{\partial \mathbf{o}_t}", "right"),
    ("d2l", r"\frac{\partial L}{\partial \mathbf W_{hh}} = \sum_{t=1}^{T} "
            r"\frac{\partial L}{\partial \mathbf h_t} \mathbf h_{t-1}^\top",
     "right"),
    ("d2l", r"\frac{\partial L}{\partial \mathbf W_{hh}} = \frac{1}{T}"
            r"\sum_{t=1}^{T} \frac{\partial L}{\partial \mathbf h_t} "
            r"\mathbf h_{t-1}^\top", "wrong"),
    ("d2l", r"\frac{\partial L}{\partial o_t} = \frac1T (\hat y_t - y_t)",
     "right if"),
    ("d2l", r"h_t = W_{hh}^t h_0 + \sum_{s=1}^{t} W_{hh}^{t-s} W_{hx} x_s",
     "right"),
    ("pascanu", r"\frac{\partial \mathcal{E}}{\partial \theta} = "
                r"\sum_{1 \leq t \leq T} \frac{\partial \mathcal{E}_t}"
                r"{\partial \theta}", "right"),
    ("pascanu", r"\frac{\partial x_t}{\partial x_k} = \prod_{i=k+1}^{t} "
                r"W_{rec}\, \mathrm{diag}(\sigma'(x_{i-1}))", "right"),
    ("pascanu", r"\frac{\partial x_t}{\partial x_k} = \prod_{t \ge i > k} "
                r"W_{rec}^T diag(\sigma'(x_{i-1}))", "wrong"),
    ("pascanu", r"\frac{\partial^+ x_k}{\partial b} = I", "right"),
    ("pascanu", r"\frac{\partial \mathcal{E}_t}{\partial x_k} = "
                r"\frac{\partial \mathcal{E}_t}{\partial x_t} "
                r"\frac{\partial x_t}{\partial x_k}", "right"),
    ("cs224n", r"\frac{\partial J^{(t)}}{\partial h^{(t-1)}} = "
               r"\frac{\partial J^{(t)}}{\partial h^{(t)}} "
               r"\frac{\partial h^{(t)}}{\partial h^{(t-1)}}", "right"),
    ("cs224n", r"\frac{\partial h^{(t)}}{\partial h^{(t-1)}} = W_h^\top "
               r"\mathrm{diag}(\sigma'(W_h h^{(t-1)} + W_e e^{(t)} + b_1))",
     "wrong"),
    ("cs224n", r"\frac{\partial h_t}{\partial h_{t-1}} = \mathrm{diag}\big("
               r"f'(W^{(hh)} h_{t-1} + W^{(hx)} x_t)\big) W^{(hh)}",
     "right"),
    ("cs224n", r"\frac{\partial J}{\partial U} = \frac1T \sum_t (\hat "
               r"y^{(t)} - y^{(t)}) {h^{(t)}}^\top", "right if"),
    ("tutorial", r"\frac{\partial E_3}{\partial V} = \frac{\partial E_3}"
                 r"{\partial \hat y_3} \frac{\partial \hat y_3}{\partial "
                 r"z_3} \frac{\partial z_3}{\partial V} = (\hat y_3 - y_3) "
                 r"\otimes s_3", "right if"),
    ("tutorial", r"\delta_t^{(t)} = (\hat y_t - y_t)^\top V \mathrm{diag}(1 "
                 r"- s_t^2)", "right if"),
    ("tutorial", r"\frac{\partial E}{\partial W} = \sum_{t=1}^T "
                 r"\sum_{k=1}^t \frac{\partial E_t}{\partial s_t}"
                 r"\frac{\partial s_t}{\partial s_k}\frac{\partial^+ s_k}"
                 r"{\partial W}", "right"),
    ("tutorial", r"\frac{\partial s_3}{\partial s_1} = \frac{\partial s_3}"
                 r"{\partial s_2}\frac{\partial s_2}{\partial s_1}",
     "right"),
    ("tutorial", r"\frac{\partial E_2}{\partial U} = (V^\top (\hat y_2 - "
                 r"y_2)) \odot (1 - s_2^2) \otimes x_2", "wrong"),
    ("source-a", r"\frac{\partial {h_t}_m}{\partial {h_{t-1}}_n} = T^t_{mk} "
                 r"W_{kn}", "right"),
    ("source-a", r"\frac{\partial p_{t_k}}{\partial U_{ij}} = \delta_{ik} "
                 r"{x_t}_j + W_{kl} \frac{\partial {h_{t-1}}_l}{\partial "
                 r"U_{ij}}", "right"),
    ("source-a", r"\frac{\partial E_t}{\partial q_{t_l}} = {y_t}_l - "
                 r"{\hat{y}_t}_l", "wrong"),
    ("source-c", r"\frac{\partial L}{\partial o_2} = \frac{\partial L}"
                 r"{\partial o_4}\frac{\partial o_4}{\partial o_3}"
                 r"\frac{\partial o_3}{\partial o_2}", "right if"),
    ("mine", r"z_t = W_x x_t + W_h h_{t-1} + b, \quad h_t = \tanh(z_t)",
     "right"),
    ("mine", r"\frac{\partial J}{\partial W_h} = \sum_{t=1}^T "
             r"\frac{\partial J}{\partial z_t} h_{t-1}^\top", "right"),
    ("mine", r"\frac{\partial J}{\partial z_t} = \left( W_y^\top (\hat p_t "
             r"- y_t) + W_h^\top \frac{\partial J}{\partial z_{t+1}} "
             r"\right) \odot (1 - h_t^2)", "right if"),
    ("mine", r"\frac{\partial J}{\partial z_t} = W_y^\top (\hat p_t - y_t) "
             r"\odot (1 - h_t^2)", "wrong"),
]

__all__ = ["FURTHER", "MINE"]
