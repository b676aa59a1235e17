WRONG = [
    ("moved-by-teacher", "kept[t] * (1 - h[t, i]**2) * W[i, j]",
     "*own* state"),
    ("moved-by-teacher", "(1 - h[t, i]**2) * W[i, j]", "all were told"),
    ("moved-by-teacher", "(1 - kept[t]) * W[i, j]", "which has a slope"),
    ("moved-by-teacher", "(1 - kept[t]) * (1 - h[t, i]**2) * W[j, i]",
     "which way round"),
    ("share-for-a-window", "1 - np.exp(-0.4)", "keeps the gradient level"),
    ("share-for-a-window", "1 - np.exp(-np.log(1000) / 200 - 0.4)",
     "not less"),
    ("share-for-a-window", "np.exp(np.log(1000) / 200 - 0.4)",
     "part that is kept"),
    ("share-for-a-window", "1 - np.exp(3 / 200 - 0.4)", "natural logarithm"),
    ("forced-by-hand", "lambda W, start, told, alpha: by_plain_network("
     "W, start, told, 1 - alpha)", "turned round"),
    ("forced-by-hand", "lambda W, start, told, alpha: by_plain_network("
     "W, start, told, alpha)[1:]", "belongs to the states"),
    ("forced-by-hand", "mixed_late", "mixes after the step"),
]
RIGHT = [
    ("moved-by-teacher", "(1 - h[t, i]**2) * (W[i, j] - kept[t] * W[i, j])"),
    ("share-for-a-window", "1 - 1000**0.005 / np.exp(0.4)"),
    ("forced-by-hand", "by_plain_network"),
]
