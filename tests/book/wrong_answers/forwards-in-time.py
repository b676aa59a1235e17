OWN = "mat.G(t, t).T * mat.D(t) * mat.dW * mat.h(t-1)"
FRONT = "mat.G(t, t-1).T * mat.dh_W(t-1)"
WRONG = [
    ("best-of-blocks", "3 / 64", "as many steps as there are units"),
    ("best-of-blocks", "1 / 16", "the step across alone"),
    ("best-of-blocks", "2 / 64", "without the step across"),
    ("best-of-blocks", "2 * 64**3 + 64**4 / 16", "What part of"),
    ("one-step-apart", OWN, "Earlier uses"),
    ("one-step-apart", FRONT, "That of step $t$"),
    ("one-step-apart",
     f"{FRONT} + mat.G(t, t).T * mat.D(t) * mat.dW * mat.h(t)",
     "the previous state"),
    ("one-step-apart", f"mat.G(t, t).T * mat.dh_W(t-1) + {OWN}",
     "the credit of its own step"),
    ("one-step-apart", f"{FRONT} + mat.G(t, t).T * mat.dW * mat.h(t-1)",
     "The slopes of step $t$"),
    ("reach-by-hand", "lambda W, n: powers_of(W, n, 1)", "is missing"),
    ("reach-by-hand", "lambda W, n: powers_of(W, n + 1)", "too many"),
    ("reach-by-hand", "lambda W, n: powers_of(W.T, n)", "turned round"),
    ("reach-by-hand", "lambda W, n: powers_of(W, n, n - 1)", "exactly"),
]
RIGHT = [
    ("best-of-blocks", "0.0938"),
    ("one-step-apart", f"{OWN} + {FRONT}"),
    ("reach-by-hand", "lambda W, n: powers_of(W, n)"),
]
