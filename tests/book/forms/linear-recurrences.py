BEND = "write[t, i] * (1 - write[t, i])"
GAP = "(cand[t, i] - h[t-1, i])"
RIGHT = {"state-feels-write-mixture": [
    f"delta(i, j) * {BEND} * {GAP}", f"{GAP} * {BEND} * delta(i, j)",
    f"delta(i, j) * {BEND} * cand[t, i] - delta(i, j) * {BEND} * h[t-1, i]",
    f"delta(i, j) * (write[t, i] - write[t, i]**2) * {GAP}",
    f"-delta(i, j) * {BEND} * (h[t-1, i] - cand[t, i])",
    f"delta(i, j) * write[t, i] * factor[t, i] * {GAP}",
    f"2 * delta(i, j) * {BEND} * {GAP} / 2",
    f"delta(j, i) * {BEND} * {GAP}",
    "delta(i, j) * write[t, j] * (1 - write[t, j]) * (cand[t, j] - h[t-1, j])",
    f"sum_over(delta(i, l) * delta(l, j) * {BEND} * {GAP}, l)"]}
WRONG = {"state-feels-write-mixture": [
    "0", "1", f"{BEND} * {GAP}", f"delta(i, j) * {GAP}",
    f"delta(i, j) * {BEND}", f"delta(i, j) * {BEND} * cand[t, i]",
    f"-delta(i, j) * {BEND} * {GAP}",
    f"delta(i, j) * {BEND} * (cand[t, i] - h[t, i])",
    f"delta(i, j) * {BEND} * (cand[t, i] + h[t-1, i])",
    f"delta(i, j) * write[t, i] * {GAP}",
    f"delta(i, j) * (1 - write[t, i]**2) * {GAP}",
    f"2 * delta(i, j) * {BEND} * {GAP}",
    f"delta(i, j) * {BEND} * (cand[t-1, i] - h[t-1, i])"]}
