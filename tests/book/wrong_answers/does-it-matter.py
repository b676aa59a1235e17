WRONG = [
    ("longer-weights", "N[t]", "made of squares"),
    ("longer-weights", "sqrt(N[t])", "how the length itself answers"),
    ("longer-weights", "2 * M[t]", "before it is handed down"),
    ("longer-weights", "4 * N[t]", "less the right one"),
    ("longer-weights", "-2 * N[t]", "less the right one"),
    ("longer-weights", "total(W[i, j] * imm(N[t], W[i, j]), i, j)",
     "there is a derivative in it"),           # the question itself
    ("price-of-a-rotation", "lambda kappa, T: T * (kappa - 1)**2",
     "begins with the second step"),
    ("price-of-a-rotation", "lambda kappa, T: (kappa**(T - 1) - 1)**2",
     "not their product"),
    ("price-of-a-rotation", "lambda kappa, T: (T - 1) * (kappa**2 - 1)**2",
     "squares of lengths"),
    ("price-of-a-rotation", "lambda kappa, T: (T - 1) * (1 - kappa)",
     "too large"),
    ("price-of-a-rotation", "lambda kappa: (kappa - 1)**2", "TypeError"),
    ("five-against-none", "1 / 252", "dealt out within each pair"),
    ("five-against-none", "1 / 2**10", "One coin decides a pair"),
    ("five-against-none", "2 / 32", "the opposite as well"),
    ("five-against-none", "by_chance(0, 6)", "too small"),
    ("five-against-none", "32", "too large"),
]
RIGHT = [
    ("longer-weights", "N[t] + N[t]"),
    ("price-of-a-rotation",
     "lambda kappa, T: sum((1 - kappa)**2 for _ in range(1, T))"),
    ("five-against-none", "0.5**5"),
    ("five-against-none", "by_chance(*apart('temporal-order-10-sigmoid', "
     "'clipped', 'regularised'))"),
]
