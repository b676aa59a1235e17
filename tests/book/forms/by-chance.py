J, A, D, W = ("mat.D(t) * mat.W", "mat.kron(t-1)", "mat.D(t)", "mat.dW")
ROW, H = "mat.row(t-1)", "mat.h(t-1)"
RIGHT = {"too-much": [
    f"{J} * {A} * {W} * {H} + {D} * {W} * {ROW}",
    f"{D} * {W} * {ROW} + {J} * {A} * {W} * {H}",
    f"({J} * {A}) * {W} * {H} + {D} * ({W} * {ROW})",
    f"{J} * ({A} * {W}) * {H} + ({D} * {W}) * {ROW}",
    f"2 * {J} * {A} * {W} * {H} / 2 + {D} * {W} * {ROW}",
    f"-(-{J} * {A} * {W} * {H} - {D} * {W} * {ROW})",
    f"({J} * {A} + {D}) * {W} * {H} + {D} * {W} * ({ROW} - {H})",
    f"{J} * {A} * {W} * ({H} - {ROW}) + ({J} * {A} + {D}) * {W} * {ROW}",
    f"({J} * {A} * {W} * {H} + {D} * {W} * {ROW}) * 1",
    f"{J} * {A} * {W} * transpose(transpose({H})) + {D} * {W} * {ROW}",
    f"transpose({H}.T * {W}.T * {A}.T * transpose({J})) + {D} * {W} * {ROW}"]}
WRONG = {"too-much": [
    f"{J} * {A} * {W} * {ROW} + {D} * {W} * {H}",
    f"{J} * {A} * {W} * {H}", f"{D} * {W} * {ROW}",
    f"-{J} * {A} * {W} * {H} - {D} * {W} * {ROW}",
    f"{J} * {A} * {W} * {H} - {D} * {W} * {ROW}",
    f"2 * {J} * {A} * {W} * {H} + 2 * {D} * {W} * {ROW}",
    f"{A} * {W} * {H} + {D} * {W} * {ROW}",
    f"{A} * {J} * {W} * {H} + {D} * {W} * {ROW}",
    f"{J} * {A} * {W} * mat.h(t) + {D} * {W} * {ROW}",
    f"{J} * {A} * {W} * {H} + {D} * {W} * mat.row(t)",
    f"{J} * mat.kron(t) * {W} * {H} + {D} * {W} * {ROW}",
    f"{J} * {A} * {W} * {H} + {D} * {W}.T * {ROW}",
    f"({J} * {A} + {D}) * {W} * ({ROW} + {H})"]}
