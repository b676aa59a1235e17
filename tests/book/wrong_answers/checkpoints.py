WRONG = [
    ("reach-of-four", "comb(8, 5)", "five places"),
    ("reach-of-four", "comb(6, 3)", "$h_0$ takes one of them"),
    ("reach-of-four", "comb(8, 4)", "for four times"),
    ("reach-of-four", "comb(6, 4)", "for two times"),
    ("reach-of-four", "4 * 3", "more than a product"),
    ("reach-of-four", "4**3", "too large"),
    ("fewest-places", "lambda T, r: fewest(T + 1, r)", "just a reach"),
    ("fewest-places", "lambda T, r: fewest(T, r) - 1", "takes a place too"),
    ("fewest-places", "lambda T, r: fewest(T, r + 1)", "once more"),
    ("fewest-places", "comb(4, 2)", "a function is needed"),
    ("digits-undone", "14", "still below 0.1"),
    ("digits-undone", "50", "and not $w$ alone"),
    ("digits-undone", "21", "without $w$"),
]
RIGHT = [
    ("reach-of-four", "next(T for T in range(1, 99) if "
     "checkpoints.repeats(T + 1, 4) > 3)"),
    ("fewest-places", "lambda T, r: next(n for n in range(1, T + 1) if "
     "checkpoints.repeats(T, n) <= r)"),
    ("digits-undone", "15"),
]
