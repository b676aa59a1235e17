OLD, NEW = "mat.D(t) * mat.W * mat.kron(t-1)", "mat.D(t)"
WRONG = [
    ("draws-needed", "120", "falls with the root"),
    ("draws-needed", "144", "as long as the gradient"),
    ("draws-needed", "1440", "before it is squared"),
    ("uniform-signs", "3", "for each"),
    ("uniform-signs", "1 / np.sqrt(3)", "below 1"),
    ("uniform-signs", "2", "squares that count"),
    ("too-much", f"{OLD} * mat.dW * mat.row(t-1) + {NEW} * mat.dW "
     "* mat.h(t-1)", "what should be there"),
    ("too-much", f"({OLD} + {NEW}) * mat.dW * (mat.row(t-1) + mat.h(t-1))",
     "all of it"),
    ("too-much", f"{OLD} * mat.dW * mat.h(t-1)", "old and new"),
    ("too-much", f"{NEW} * mat.dW * mat.row(t-1)", "new and old"),
    ("too-much", f"-{OLD} * mat.dW * mat.h(t-1) - {NEW} * mat.dW "
     "* mat.row(t-1)", "are added"),
]
RIGHT = [
    ("draws-needed", "14_400"),
    ("uniform-signs", "1.732"),
    ("too-much", f"{NEW} * mat.dW * mat.row(t-1) + {OLD} * mat.dW "
     "* mat.h(t-1)"),
]
