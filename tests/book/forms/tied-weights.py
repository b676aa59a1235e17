SLOPE, OLD = "(1 - h[t, i]**2)", "h[t-1, j]"
OUT, OWN = "mat.e(t).T * mat.V", "mat.dh_dCij(t-2, t-2)"
RIGHT = {
    "logit-by-copy": [
        f"V[a, i] * {SLOPE} * {OLD}", f"{OLD} * {SLOPE} * V[a, i]",
        f"V[a, i] * {OLD} - V[a, i] * h[t, i]**2 * {OLD}",
        f"-V[a, i] * (h[t, i]**2 - 1) * {OLD}",
        f"sum_over(V[a, m] * delta(m, i) * (1 - h[t, m]**2), m) * {OLD}",
        f"V[a, i] * (1 - h[t, i]) * (1 + h[t, i]) * {OLD}",
        f"V[a, i] * (1 - tanh(p[t, i])**2) * {OLD}",
        f"V[a, i] * {SLOPE} * sum_over(delta(j, m) * h[t-1, m], m)",
        f"V[a, i] * 4 / (exp(p[t, i]) + exp(-p[t, i]))**2 * {OLD}",
        f"sum_over(delta(a, b) * V[b, i], b) * {SLOPE} * {OLD}",
        f"V[a, i] * {SLOPE} * {OLD} / 2 + V[a, i] * {SLOPE} * {OLD} / 2"],
    "two-copies-back": [
        f"{OUT} * mat.J(t) * mat.J(t-1) * {OWN}",
        f"transpose(mat.V.T * mat.e(t)) * mat.J(t) * mat.J(t-1) * {OWN}",
        f"transpose({OUT} * mat.J(t) * mat.J(t-1) * {OWN})",
        f"transpose({OWN}) * mat.J(t-1).T * mat.J(t).T * mat.V.T * mat.e(t)",
        f"{OUT} * falling(mat.J(s), s, t, t-1) * {OWN}",
        f"transpose(transpose(mat.J(t) * mat.J(t-1)) * mat.V.T * mat.e(t)) "
        f"* {OWN}",
        f"transpose(mat.J(t) * mat.J(t-1) * {OWN}) * mat.V.T * mat.e(t)",
        f"{OUT} * transpose(mat.J(t-1).T * mat.J(t).T) * {OWN}",
        f"2 * {OUT} * mat.J(t) * mat.J(t-1) * {OWN} / 2",
        f"over_time({OUT} * mat.J(t) * mat.J(t-1) * mat.dh_dCij(s, s), s, t-2,"
        " t-2)",
        f"transpose(transpose(mat.V * mat.J(t)) * mat.e(t)) * mat.J(t-1) "
        f"* {OWN}"],
}
WRONG = {
    "logit-by-copy": [
        "0", "1", f"V[a, i] * {OLD}", f"-V[a, i] * {SLOPE} * {OLD}",
        f"2 * V[a, i] * {SLOPE} * {OLD}", f"V[a, i] * {SLOPE} * h[t, j]",
        "V[a, j] * (1 - h[t, j]**2) * h[t-1, i]", f"{SLOPE} * {OLD}",
        f"V[a, i] * {SLOPE}", f"V[a, i] * (1 + h[t, i]**2) * {OLD}",
        f"V[a, i] * {SLOPE} * {OLD} + 1",
        f"V[a, i] * (1 - h[t-1, i]**2) * {OLD}",
        f"sum_over(V[a, i] * {SLOPE}, i) * {OLD}",
        f"V[a, i] * d(h[t, i], p[t, i]) * {OLD}"],
    "two-copies-back": [
        "0", "1", f"{OUT} * mat.J(t) * {OWN}", f"{OUT} * {OWN}",
        f"{OUT} * mat.J(t-1) * mat.J(t) * {OWN}",
        f"-{OUT} * mat.J(t) * mat.J(t-1) * {OWN}",
        f"2 * {OUT} * mat.J(t) * mat.J(t-1) * {OWN}",
        f"{OUT} * mat.J(t) * mat.J(t-1) * mat.J(t-2) * {OWN}",
        f"{OUT} * mat.J(t).T * mat.J(t-1) * {OWN}",
        f"{OUT} * mat.J(t)**2 * {OWN}",
        f"{OUT} * mat.J(t) * mat.dh_dCij(t-1, t-2)",
        f"{OUT} * mat.dh_dCij(t, t-2)",
        f"{OUT} * mat.J(t) * mat.J(t-1) * mat.dh_dWij(t-2)",
        f"{OUT} * mat.J(t) * mat.J(t-1) * {OWN} + {OUT} * {OWN}"],
}
