"""For each alphabet lines that it must read, its definitions first."""
LINES = {
    "book": [
        r"p_t = U x_t + W h_{t-1} + b_h", r"h_t = \tanh p_t",
        r"q_t = V h_t + b_y", r"\hat y_t = \operatorname{softmax} q_t",
        r"E_t = -\sum_a y_{t,a} \log \hat y_{t,a}", r"E = \sum_t E_t",
        r"e_t = \hat y_t - y_t", r"D_t = \operatorname{diag}(1 - h_t^2)",
        r"J_t = D_t W", r"\lambda_t = \frac{\partial E}{\partial h_t}",
        r"a_t = D_t \lambda_t"],
    "source-a": [
        r"p_t = U x_t + W h_{t-1} + b_h", r"h_t = \tanh(p_t)",
        r"q = V h_t + b_y", r"q_l = V_{lm} h_m + {b_y}_l",
        r"\hat y_t = \mathrm{softmax}(q_t)",
        r"E_t = -{y_t}_k \log {\hat y_t}_k",
        r"\frac{\partial h_{t_m}}{\partial p_{t_k}} = T^t_{mk}",
        r"T^t = \operatorname{diag}(1 - \textrm{tanh}^2(p_t))",
        r"\frac{\partial E_t}{\partial b_{y_i}} = {\hat{y}_t}_i - {y_t}_i",
        r"\frac{\partial h_{t_m}}{\partial W_{ij}} = T^t_{mi} {h_{t-1}}_j "
        r"+ (T^t W T^{t-1})_{mi} {h_{t-2}}_j"],
    "source-b": [
        r"s_{t} = tanh(U x_{t} + W s_{t-1})",
        r"\hat{y_{t}} = softmax(V s_{t})", r"z_t = V s_t",
        r"E_{t}(y_{t},\hat{y_{t}}) = -y_{t}log(\hat{y_{t}})",
        r"E = \sum_{t} E_{t}(y_{t},\hat{y_{t}})",
        r"\frac{\partial E}{\partial W}"
        r" = \sum_{t}\frac{\partial E_{t}}{\partial W}",
        r"\frac{\partial E_{3}}{\partial V} = (\hat{y_{3}} - y_{3})"
        r" \otimes s_{3}",
        r"\frac{\partial E_{3}}{\partial W}=\sum_{k=0}^{3}"
        r"\frac{\partial E_{3}}{\partial \hat{y_{3}}}"
        r"\frac{\partial \hat{y_{3}}}{\partial s_{3}}"
        r"(\prod_{j = k+1}^{3} \frac{\partial s_{j}}{\partial s_{j-1}})"
        r"\frac{\partial s_{k}}{\partial W}"],
    "source-c": [
        r"o_3 = \sigma(w_1 o_2 + p_3 - w_1 o_2)",
        r"\hat y_i = \mathrm{softmax}(w_3 o_4)",
        r"L = \sum_{t=1}^4 L_t", r"\text{loss} = \sum_t L_t",
        r"L_t = -y_t^\top \log \hat y_t",
        r"\frac{\partial L}{\partial w_3} = \frac{\partial L}"
        r"{\partial \hat{y}_i} \times \frac{\partial \hat{y}_i}"
        r"{\partial w_3}"],
    "notes": [
        r"z_t = W_{xh} x_t + W_{hh} h_{t-1} + b_h", r"h_t = \tanh(z_t)",
        r"o_t = W_{hy} h_t + b_y", r"\hat y_t = \mathrm{softmax}(o_t)",
        r"J = \sum_{t=1}^T J_t", r"\delta_t = \frac{\partial J}"
        r"{\partial z_t}",
        r"\delta_t = (1 - h_t^2) \odot (W_{hh}^\top \delta_{t+1}"
        r" + W_{hy}^\top \frac{\partial J_t}{\partial o_t})",
        r"\frac{\partial h_{t,i}}{\partial z_{t,j}}"
        r" = \delta_{ij} (1 - h_{t,i}^2)"],
    "pytorch": [
        r"h_t = \tanh(W_{ih} x_t + b_{ih} + W_{hh} h_{(t-1)} + b_{hh})",
        r"h_t = \tanh(x_t W_{ih}^T + b_{ih} + h_{t-1}W_{hh}^T + b_{hh})",
        r"o_t = W_{ho} h_t + b_o", r"\hat y_t = \mathrm{softmax}(o_t)",
        r"L = \sum_{t=1}^T L_t", r"L_t = -y_t^\top \log \hat y_t",
        r"a_t = W_{ih} x_t + W_{hh} h_{t-1} + b_h",
        r"\frac{\partial L}{\partial W_{hh}} = \sum_t \frac{\partial L}"
        r"{\partial a_t} h_{t-1}^\top"],
    "min-char-rnn": [
        r"h_t = \tanh(W_{xh} x_t + W_{hh} h_{t-1} + b_h)",
        r"y_t = W_{hy} h_t + b_y", r"p_t = \mathrm{softmax}(y_t)",
        r"L = \sum_t L_t", r"\mathrm{loss} = \sum_t L_t",
        r"L_t = -\mathrm{target}_t^T \log p_t",
        r"dy_t = p_t - target_t", r"dWhy = \sum_t dy_t h_t^T",
        r"dh_{raw,t} = (1 - h_t * h_t) * dh_t",
        r"dh_t = W_{hy}^T dy_t + W_{hh}^T dh_{raw,t+1}",
        r"dWhh = \sum_t dhraw_t h_{t-1}^T", r"dbh = \sum_t dhraw_t"],
    "goodfellow": [
        r"a^{(t)} = b + W h^{(t-1)} + U x^{(t)}",
        r"h^{(t)} = \tanh(a^{(t)})", r"o^{(t)} = c + V h^{(t)}",
        r"\hat{y}^{(t)} = \mathrm{softmax}(o^{(t)})", r"L = \sum_t L^{(t)}",
        r"L^{(t)} = -\log \hat y^{(t)}_{y^{(t)}}",
        r"(\nabla_{\boldsymbol{o}^{(t)}} L)_i = \hat y_i^{(t)} "
        r"- \mathbf{1}_{i = y^{(t)}}",
        r"\nabla_{h^{(\tau)}} L = V^\top \nabla_{o^{(\tau)}} L",
        r"\nabla_W L = \sum_t \mathrm{diag}\left(1-(h^{(t)})^2\right)"
        r"(\nabla_{h^{(t)}} L) h^{(t-1)\top}"],
    "pascanu": [
        r"x_t = W_{rec} \sigma(x_{t-1}) + W_{in} u_t + b",
        r"\mathcal{E} = \sum_{1 \le t \le T} \mathcal{E}_t",
        r"q_t = V \sigma(x_t) + b_y", r"\hat y_t = \mathrm{softmax}(q_t)",
        r"\mathcal E_t = -\log(\hat y_t)^\top y_t",
        r"\frac{\partial x_{k+1}}{\partial x_k} = \mathbf{W}_{\text{rec}} "
        r"\mathrm{diag}(\sigma'(x_k))",
        r"\frac{\partial \mathcal{E}_t}{\partial \theta} = \sum_{1 \le k \le"
        r" t} \left( \frac{\partial \mathcal{E}_t}{\partial x_t} "
        r"\frac{\partial x_t}{\partial x_k} \frac{\partial^+ x_k}"
        r"{\partial \theta} \right)",
        r"\frac{\partial x_t}{\partial x_k} = \prod_{t \ge i > k} "
        r"\mathbf{W}_{rec}^T diag(\sigma'(x_{i-1}))"],
    "d2l": [
        r"\mathbf{h}_t = \mathbf{W}_{hx} \mathbf{x}_t + \mathbf{W}_{hh} "
        r"\mathbf{h}_{t-1}", r"\mathbf{o}_t = \mathbf{W}_{qh} \mathbf{h}_t",
        r"L = \frac{1}{T} \sum_{t=1}^T \ell(\mathbf{o}_t, y_t)",
        r"\hat y_t = \mathrm{softmax}(o_t)",
        r"\ell_t = -y_t^\top \log \hat y_t",
        r"\frac{\partial L}{\partial \mathbf{o}_t} = \frac{\partial \ell "
        r"(\mathbf{o}_t, y_t)}{T \cdot \partial \mathbf{o}_t}",
        r"\frac{\partial L}{\partial \mathbf{h}_t} = \sum_{i=t}^T "
        r"{\left(\mathbf{W}_{hh}^\top\right)}^{T-i} \mathbf{W}_{qh}^\top "
        r"\frac{\partial L}{\partial \mathbf{o}_{T+t-i}}"],
    "cs224n": [
        r"h_t = \sigma(W^{(hh)} h_{t-1} + W^{(hx)} x_t)",
        r"\hat y_t = softmax(W^{(S)} h_t)",
        r"h^{(t)} = \sigma(W_h h^{(t-1)} + W_e e^{(t)} + b_1)",
        r"\hat y^{(t)} = \mathrm{softmax}(U h^{(t)} + b_2)",
        r"J(\theta) = \frac{1}{T} \sum_{t=1}^T J^{(t)}(\theta)",
        r"J^{(t)}(\theta) = -\sum_{j=1}^{|V|} y_{t,j} \times "
        r"\log(\hat y_{t,j})",
        r"\frac{\partial h_t}{\partial h_k} = \prod_{j=k+1}^t W_h^T \times "
        r"diag[f'(h_{j-1})]"],
    "tutorial": [
        r"s_t = \tanh(U x_t + W s_{t-1})",
        r"\hat y_t = \mathrm{softmax}(V s_t)", "z_t = V s_t",
        r"E_t(y_t, \hat y_t) = - y_t \log \hat y_t",
        r"E = \sum_{t=1}^T E_t",
        r"\delta_2^{(3)} = (\hat y_3 - y_3)^\top V \mathrm{diag}(1-s_3^2) W"
        r" \mathrm{diag}(1-s_2^2)",
        r"\frac{\partial E_3}{\partial V} = (\hat y_3 - y_3) \otimes s_3"],
    "mine": [
        r"p_t = U x_t + W h_{t-1} + b_h", r"h_t = \tanh p_t",
        r"q_t = V h_t + b_y", r"E = \sum_t E_t",
        r"\hat y_t = \operatorname{softmax} q_t"],
}

__all__ = ["LINES"]
