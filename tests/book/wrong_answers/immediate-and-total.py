PAST = "sum_over(W[i, m] * d(h[t-1, m], b_h[j]), m)"
SLOPE = "(1 - h[t, i]**2)"

WRONG = [
    ("two-derivatives", "[both, now]", "comes first"),
    ("two-derivatives", "[both, both]", "Both are total"),
    ("two-derivatives", "[now, now]", "Both are immediate"),
    ("two-derivatives", "[now, both - now]", "only what comes through"),
    ("two-derivatives", "whole", "an array of numbers is needed"),
    ("two-derivatives", "both", "shape (2,)"),
    ("recursion-for-b", f"{SLOPE} * delta(i, j)", "a second part"),
    ("recursion-for-b", "imm(h[t, i], b_h[j])", "a second part"),
    ("recursion-for-b", f"{SLOPE} * (delta(i, j) * h[t-1, j] + {PAST})",
     "What does a bias multiply?"),
    ("recursion-for-b", f"{SLOPE} * delta(i, j) + {PAST}",
     "needs the slope"),
    ("recursion-for-b", f"{SLOPE} * {PAST}", "immediate part is missing"),
    ("recursion-for-b", f"{SLOPE} * (delta(i, j) - {PAST})",
     "it should be"),
    ("recursion-for-b", "d(h[t, i], b_h[j])", "is what was asked for"),
    ("recursion-for-b", "imm(h[t, i], b_h[j]) + sum_over(d(h[t, i], h[t-1, l])"
     " * d(h[t-1, l], b_h[j]), l)", "there is a derivative in it"),
    ("immediate-input-weights", f"{SLOPE} * x[t, u]", "move the other units"),
    ("immediate-input-weights", "delta(i, j) * x[t, u]",
     "squashing is missing"),
    ("immediate-input-weights", f"delta(i, j) * {SLOPE} * x[t-1, u]",
     "of the same step"),
    ("immediate-input-weights", f"delta(i, j) * {SLOPE} * h[t-1, l]",
     "$l$ would have to be free"),
    ("immediate-input-weights", "delta(i, j) * (1 + h[t, i]**2) * x[t, u]",
     "it should be"),
]
RIGHT = [
    ("two-derivatives", "np.array([0.37595, 0.69586])"),
    ("recursion-for-b", "(1 - h[t, i]**2) * delta(i, j) + sum_over(W[i, l]"
     " * (1 - h[t, i]**2) * d(h[t-1, l], b_h[j]), l)"),
    ("immediate-input-weights", "(1 - h[t, j]**2) * delta(i, j) * x[t, u]"),
]
