BACK = "mat.W.T * mat.D({}) * mat.W.T * mat.D({}) * {} * mat.e(t)"
LINE = ("mat.D(t) * mat.dW * mat.h(t-1) + D_W * mat.D(t-1) * mat.dW"
        " * mat.h(t-2) + D_W_D_W * mat.D(t-2) * mat.dW * mat.h(t-3)")
FOURTH = "D_W_D_W * mat.D(t-2) * mat.W * mat.D(t-3)"

WRONG = [
    ("credit-two-back", "mat.P(t, t-2).T * mat.V.T * mat.e(t)",
     "is not to be in it"),
    ("credit-two-back", "mat.J(t-1).T * mat.G(t, t-1)",
     "is not to be in it"),
    ("credit-two-back", BACK.format("t", "t-1", "mat.V.T"), "next to it"),
    ("credit-two-back", BACK.format("t-2", "t-1", "mat.V.T"),
     "one step too early"),
    ("credit-two-back", BACK.format("t-1", "t", "mat.V"), "shapes clash"),
    ("credit-two-back", "-" + BACK.format("t-1", "t", "mat.V.T"),
     "it should be"),
    ("credit-two-back", "mat.W.T * mat.D(t) * mat.V.T * mat.e(t)",
     "not two"),
    ("credit-two-back", "mat.G(t, t-2)", "is what was asked for"),
    ("wrong-order", "lambda J: reduce(np.matmul, J)", "opposite one"),
    ("wrong-order", "lambda J: np.prod(J, axis=0)", "entry by entry"),
    ("wrong-order", "lambda J: chain(J).T", "carries errors back"),
    ("wrong-order", "lambda J: chain(J[1:])", "is missing"),
    ("wrong-order", "lambda J: J[-1] @ J[0]", "entries are off"),
    ("wrong-order", "truth", "a function is needed"),
    ("four-terms", f"{LINE} + {FOURTH} * mat.dW * mat.h(t-4)",
     "only at $t = 4$"),
    ("four-terms", f"{LINE} + {FOURTH} * mat.dW * mat.h(t-4)"
     " + mat.dh_W(t-4)", "all the way"),
    ("four-terms", f"{LINE} + {FOURTH} * (mat.dW * mat.h(t-4)"
     " - mat.W * mat.dh_W(t-4))", "it should be"),
    ("four-terms", "mat.dh_W(t)", "is what was asked for"),
]
RIGHT = [
    ("credit-two-back", "transpose(mat.D(t) * mat.W * mat.D(t-1) * mat.W)"
     " * mat.V.T * mat.e(t)"),
    ("wrong-order", "lambda J: np.linalg.multi_dot(J[::-1])"),
    ("wrong-order", "lambda J: reduce(lambda late, J_t: J_t @ late, J)"),
    ("four-terms",
     f"{LINE} + {FOURTH} * mat.dW * mat.h(t-4)"
     " + D_W_D_W * mat.D(t-2) * mat.W * mat.J(t-3) * mat.dh_W(t-4)"),
]
