BEND = "write[t, i] * (1 - write[t, i])"
GAP = "(cand[t, i] - h[t-1, i])"
WRONG = [
    ("state-feels-write-mixture", f"{BEND} * {GAP}", "another unit"),
    ("state-feels-write-mixture", f"delta(i, j) * {GAP}", "it has a slope"),
    ("state-feels-write-mixture", f"delta(i, j) * {BEND} * cand[t, i]",
     "wipes out the old state"),
    ("state-feels-write-mixture", f"-delta(i, j) * {BEND} * {GAP}",
     "Turn the sign"),
    ("state-feels-write-mixture",
     f"delta(i, j) * {BEND} * (cand[t, i] - h[t, i])", "*previous* state"),
    ("adjoints-by-scan", "lambda alpha, nu: scan(alpha, nu)[1:]",
     "forwards in time"),
    ("adjoints-by-scan",
     "lambda alpha, nu: scan(alpha[::-1], nu[::-1])[:0:-1]",
     "the factor is that of step"),
    ("adjoints-by-scan", "lambda alpha, nu: by_loop(alpha, nu)[::-1]",
     "turn them round"),
    ("share-that-lasts", "(0.9999 - 0.5**0.001) / 0.0999", "over the radius"),
    ("share-that-lasts",
     "(0.9999**2 - np.exp(-0.002)) / (0.9999**2 - 0.9**2)", "above $1/e$"),
    ("share-that-lasts", "0.5**0.001", "That is the modulus"),
]
RIGHT = [
    ("state-feels-write-mixture",
     f"delta(i, j) * write[t, i] * factor[t, i] * {GAP}"),
    ("adjoints-by-scan",
     "lambda alpha, nu: scan_back(alpha, np.zeros((len(nu) + 1, "
     "nu.shape[1])), nu).beta"),
    ("share-that-lasts", "(0.9999**2 - 0.25**0.001) / (0.9999**2 - 0.81)"),
]
