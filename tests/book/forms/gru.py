SHARE, FLAT, W_IJ = "(1 - keep[t, i])", "(1 - new[t, i]**2)", "W_new[i, j]"
OLD, SLOPE = "h[t-1, j]", "r[t, j] * (1 - r[t, j])"
RIGHT = {"state-feels-reset-mixture": [
    f"{SHARE} * {FLAT} * {W_IJ} * {OLD} * {SLOPE}",
    f"{SLOPE} * {OLD} * {W_IJ} * {FLAT} * {SHARE}",
    f"{FLAT} * {W_IJ} * {OLD} * {SLOPE}"
    f" - keep[t, i] * {FLAT} * {W_IJ} * {OLD} * {SLOPE}",
    f"-(keep[t, i] - 1) * {FLAT} * {W_IJ} * {OLD} * {SLOPE}",
    f"{SHARE} * (1 - new[t, i]) * (1 + new[t, i]) * {W_IJ} * {OLD} * {SLOPE}",
    f"{SHARE} * (1 - tanh(p_new[t, i])**2) * {W_IJ} * {OLD} * {SLOPE}",
    f"{SHARE} * {FLAT} * {W_IJ} * {OLD} * (r[t, j] - r[t, j]**2)",
    f"{SHARE} * {FLAT} * {W_IJ} * {OLD} * exp(-p_r[t, j])"
    " / (1 + exp(-p_r[t, j]))**2",
    f"logistic(-p_keep[t, i]) * {FLAT} * {W_IJ} * {OLD} * {SLOPE}",
    f"sum_over({SHARE} * {FLAT} * W_new[i, l] * h[t-1, l] * r[t, l]"
    " * (1 - r[t, l]) * delta(l, j), l)",
    f"{SHARE} * {FLAT} * {W_IJ} * {OLD} * logistic(p_r[t, j])"
    " * (1 - r[t, j])"]}
WRONG = {"state-feels-reset-mixture": [
    "0", "1", f"{SHARE} * {W_IJ} * {OLD} * {SLOPE}",
    f"{FLAT} * {W_IJ} * {OLD} * {SLOPE}",
    f"keep[t, i] * {FLAT} * {W_IJ} * {OLD} * {SLOPE}",
    f"{SHARE} * {FLAT} * {W_IJ} * h[t, j] * {SLOPE}",
    f"{SHARE} * {FLAT} * {W_IJ} * {OLD}",
    f"{SHARE} * {FLAT} * {W_IJ} * {SLOPE}",
    f"{SHARE} * {FLAT} * W_new[j, i] * {OLD} * {SLOPE}",
    f"{SHARE} * {FLAT} * {W_IJ} * {OLD} * r[t, j]",
    f"-{SHARE} * {FLAT} * {W_IJ} * {OLD} * {SLOPE}",
    f"2 * {SHARE} * {FLAT} * {W_IJ} * {OLD} * {SLOPE}",
    f"{SHARE} * {FLAT} * {W_IJ} * {OLD} * {SLOPE} + 1",
    f"{SHARE} * (1 - h[t, i]**2) * {W_IJ} * {OLD} * {SLOPE}",
    f"{SHARE} * {FLAT} * W_r[i, j] * {OLD} * {SLOPE}",
    f"delta(i, j) * {SHARE} * {FLAT} * {W_IJ} * {OLD} * {SLOPE}"]}
