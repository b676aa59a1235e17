WRONG = [
    ("held-by-input", "(1 - fresh[t, i]**2) * U[i, u]", "runs on"),
    ("held-by-input", "mask[t] * (1 - h[t, i]**2) * U[i, u]",
     "what was squashed"),
    ("held-by-input", "mask[t] * U[i, u]", "A slope is missing"),
    ("held-by-input", "mask[t] * (1 - fresh[t, i]**2) * U[i, u] + 1 - mask[t]",
     "what is kept"),
    ("states-at-lengths", "lambda h, lengths: h[-1]", "behind the padding"),
    ("states-at-lengths",
     "lambda h, lengths: h[lengths - 1, np.arange(len(lengths))]",
     "One step too early"),
    ("states-at-lengths", "lambda h, lengths: h[lengths]",
     "a row of states for each length"),
    ("credit-through-padding", "0.8**50", "each step of the array"),
    ("credit-through-padding", "0.8**39", "too few"),
    ("credit-through-padding", "0.8**41", "too many"),
    ("credit-through-padding", "0.8**-40", "other way round"),
]
RIGHT = [
    ("held-by-input", "mask[t] * U[i, u] * (1 - tanh(p[t, i])**2)"),
    ("states-at-lengths", "lambda h, lengths: np.take_along_axis("
     "h, lengths[None, :, None], axis=0)[0]"),
    ("credit-through-padding", "0.8**40"),
]
