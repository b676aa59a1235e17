SHARE, FLAT, W_IJ = "(1 - keep[t, i])", "(1 - new[t, i]**2)", "W_new[i, j]"
RESET = "h[t-1, j] * r[t, j] * (1 - r[t, j])"
WRONG = [
    ("state-feels-reset-mixture", f"{SHARE} * {W_IJ} * {RESET}",
     "a slope is missing"),
    ("state-feels-reset-mixture", f"{FLAT} * {W_IJ} * {RESET}",
     "what the *candidate* feels"),
    ("state-feels-reset-mixture", f"keep[t, i] * {FLAT} * {W_IJ} * {RESET}",
     "the share that is kept"),
    ("state-feels-reset-mixture", f"{SHARE} * {FLAT} * {W_IJ} * h[t, j]"
     " * (r[t, j] - r[t, j]**2)", "the *previous* state"),
    ("state-feels-reset-mixture", f"{SHARE} * {FLAT} * {W_IJ} * h[t-1, j]",
     "it has a slope too"),
    ("state-feels-reset-mixture", f"{SHARE} * {FLAT} * {W_IJ} * r[t, j]",
     "it should be"),
    ("state-feels-reset-mixture", "d(h[t, i], p_r[t, j])",
     "is what was asked for"),
    ("state-feels-reset-mixture",
     f"{SHARE} * d(new[t, i], p_r[t, j])", "there is a derivative in it"),
    ("tenth-after-hundred", "np.log(tenth / (1 - tenth))",
     "through the gate alone"),
    ("tenth-after-hundred", "2 * tenth - 1", "That is the gate"),
    ("tenth-after-hundred", "4.27", "a half is left"),
    ("tenth-after-hundred", "0.981", "Of an LSTM"),
    ("tenth-after-hundred", "np.log(0.1)", "is above 0"),
]
RIGHT = [
    ("state-feels-reset-mixture",
     f"{W_IJ} * (r[t, j] - r[t, j]**2) * h[t-1, j]"
     f" * ({FLAT} - keep[t, i] * {FLAT})"),
    ("tenth-after-hundred", "-np.log(1 / (2 * 0.1**0.01 - 1) - 1)"),
]
