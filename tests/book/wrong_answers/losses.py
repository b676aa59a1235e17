WRONG = [
    ("counted-weights", "e[t, a] * h[t, i]", "weight 1"),
    ("counted-weights", "mask[t]**2 * e[t, a] * h[t, i]", "once"),
    ("counted-weights", "mask[t] * e[t, a] * h[t-1, i]", "its own step"),
    ("counted-weights", "mask[t] * e[t, a]", "bias"),
    ("mean-in-parts", "lambda grads, counts: np.mean(grads, axis=0)",
     "short part counts more"),
    ("mean-in-parts",
     "lambda grads, counts: sum(g * n for g, n in zip(grads, counts))",
     "gradient of the sum"),
    ("mean-in-parts", "lambda grads, counts: sum(grads) / sum(counts)",
     "divided by its number once"),
    ("smoothed-odds", "np.log(244)", "exponential"),
    ("smoothed-odds", "0.9 * 27 / 0.1", "its share too"),
    ("smoothed-odds", "0.9 * 26 / 0.1", "all 27, not 26"),
    ("smoothed-odds", "9.38", "all wrong classes together"),
]
RIGHT = [
    ("counted-weights", "mask[t] * (y_hat[t, a] - y[t, a]) * h[t, i]"),
    ("mean-in-parts", "lambda grads, counts: np.average("
     "grads, axis=0, weights=counts)"),
    ("smoothed-odds", "1 + 0.9 * 27 / 0.1"),
]
