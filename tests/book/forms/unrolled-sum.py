W_T, LATE, EARLY = "mat.W.T", "mat.D(t)", "mat.D(t-1)"
TOLD = "mat.V.T * mat.e(t)"
ANSWER = f"{W_T} * {EARLY} * {W_T} * {LATE} * {TOLD}"
D = ["mat.D(t)", "mat.D(t-1)", "mat.D(t-2)", "mat.D(t-3)"]
TERM = [f"{D[0]} * mat.dW * mat.h(t-1)",
        f"{D[0]} * mat.W * {D[1]} * mat.dW * mat.h(t-2)",
        f"{D[0]} * mat.W * {D[1]} * mat.W * {D[2]} * mat.dW * mat.h(t-3)",
        f"{D[0]} * mat.W * {D[1]} * mat.W * {D[2]} * mat.W * {D[3]} * mat.dW"
        " * mat.h(t-4)"]
REST = (f"{D[0]} * mat.W * {D[1]} * mat.W * {D[2]} * mat.W * {D[3]} * mat.W"
        " * mat.dh_W(t-4)")
FOUR = " + ".join([*TERM, REST])
JJJ = "mat.J(t) * mat.J(t-1) * mat.J(t-2)"
NEXT = f"({D[0]} * mat.dW * mat.h(t-1) + {D[0]} * mat.W * ({{}}))"
THIRD = (f"{D[2]} * mat.dW * mat.h(t-3) + {D[2]} * mat.W * ({D[3]} * mat.dW"
         f" * mat.h(t-4) + {D[3]} * mat.W * mat.dh_W(t-4))")
RIGHT = {
    "credit-two-back": [
        ANSWER, f"transpose({LATE} * mat.W * {EARLY} * mat.W) * {TOLD}",
        f"transpose(mat.V * {LATE} * mat.W * {EARLY} * mat.W) * mat.e(t)",
        f"transpose(mat.e(t).T * mat.V * {LATE} * mat.W * {EARLY} * mat.W)",
        f"transpose({EARLY} * mat.W) * transpose({LATE} * mat.W) * {TOLD}",
        f"{W_T} * transpose({EARLY}) * {W_T} * transpose({LATE}) * {TOLD}",
        f"{W_T} * {EARLY} * {W_T} * {LATE} * transpose(mat.e(t).T * mat.V)",
        f"2 * {ANSWER} / 2", f"over_time({ANSWER}, s, 1, 1)",
        f"{W_T} * {EARLY} * transpose(mat.V * {LATE} * mat.W) * mat.e(t)",
        f"{W_T} * falling(mat.D(s), s, t-1, t-1) * {W_T} * {LATE} * {TOLD}"],
    "four-terms": [
        FOUR, " + ".join([REST, *reversed(TERM)]),
        NEXT.format(f"{D[1]} * mat.dW * mat.h(t-2)"
                    f" + {D[1]} * mat.W * ({THIRD})"),
        f"{TERM[0]} + {TERM[1]}"
        f" + {D[0]} * mat.W * {D[1]} * mat.W * ({THIRD})",
        f"{TERM[0]} + mat.J(t) * {D[1]} * mat.dW * mat.h(t-2)"
        f" + mat.J(t) * mat.J(t-1) * {D[2]} * mat.dW * mat.h(t-3)"
        f" + {JJJ} * {D[3]} * mat.dW * mat.h(t-4)"
        f" + {JJJ} * mat.J(t-3) * mat.dh_W(t-4)",
        f"{TERM[0]} + {TERM[1]} + {TERM[2]} + {JJJ} * ({D[3]} * mat.dW"
        " * mat.h(t-4) + mat.J(t-3) * mat.dh_W(t-4))",
        f"{TERM[0]} + {TERM[1]} + {TERM[2]} + {JJJ} * {D[3]} * (mat.dW"
        " * mat.h(t-4) + mat.W * mat.dh_W(t-4))",
        f"2 * ({FOUR}) / 2", f"transpose(transpose({FOUR}))",
        f"{TERM[0]} + {TERM[1]} + {TERM[2]} + {TERM[3]}"
        " + falling(mat.J(s), s, t, t-3) * mat.dh_W(t-4)",
        f"{D[0]} * (mat.dW * mat.h(t-1)"
        f" + mat.W * {D[1]} * mat.dW * mat.h(t-2))"
        f" + {TERM[2]} + {TERM[3]} + {REST}"],
}
WRONG = {
    "credit-two-back": [
        "0", "1", f"{W_T} * {LATE} * {W_T} * {EARLY} * {TOLD}",
        f"{EARLY} * {W_T} * {LATE} * {W_T} * {TOLD}", f"-{ANSWER}",
        f"2 * {ANSWER}", f"{W_T} * {LATE} * {TOLD}", f"{ANSWER} + {TOLD}",
        f"{LATE} * mat.W * {EARLY} * mat.W * {TOLD}",
        f"{W_T} * {EARLY} * {W_T} * {LATE} * mat.V.T * mat.e(t-2)",
        f"{W_T} * {EARLY} * mat.W * {LATE} * {TOLD}",
        f"{W_T} * mat.D(t-2) * {W_T} * {EARLY} * {TOLD}",
        f"mat.J(t-1).T * mat.J(t).T * {TOLD}", "mat.G(t, t-2)",
        "mat.P(t, t-2).T * mat.V.T * mat.e(t)"],
    "four-terms": [
        "0", " + ".join(TERM), " + ".join(TERM[:3]), f"-({FOUR})",
        f"2 * ({FOUR})", f"{FOUR} + mat.dh_W(t-4)",
        " + ".join([*TERM, "mat.dh_W(t-4)"]), FOUR.replace("h(t-4)", "h(t-3)"),
        " + ".join([TERM[0], TERM[2], TERM[1], REST]),
        FOUR.replace("+", "-"), " + ".join([*TERM, f"2 * {REST}"]),
        "mat.dh_W(t)", f"{TERM[0]} + mat.J(t) * mat.dh_W(t-1)",
        f"{TERM[0]} + {TERM[1]} + {TERM[2]} + {JJJ} * mat.dh_W(t-3)"],
}
