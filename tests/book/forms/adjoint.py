D, OUT, A = "mat.D(t)", "mat.V.T * mat.e(t)", "mat.a(t+1)"
BACK = f"mat.W.T * {A}"
RIGHT = {
    "recursion-of-a": [
        f"{D} * ({OUT} + {BACK})", f"{D} * {OUT} + {D} * {BACK}",
        f"{D} * {BACK} + {D} * {OUT}", f"transpose({D}) * ({OUT} + {BACK})",
        f"transpose(mat.V * {D}) * mat.e(t) + transpose(mat.W * {D}) * {A}",
        f"transpose(transpose({OUT} + {BACK}) * {D})",
        f"{D} * transpose(mat.e(t).T * mat.V + transpose({A}) * mat.W)",
        f"2 * {D} * ({OUT} + {BACK}) / 2",
        f"{D} * {OUT} + transpose(mat.W * {D}) * over_time(mat.a(s), s, "
        f"t+1, t+1)",
        f"rising(mat.D(s), s, t, t) * ({OUT} + {BACK})",
        f"over_time({D} * ({OUT} + {BACK}), s, 1, 1)"],
    "input-feels-all": [
        f"mat.U.T * {D} * ({OUT} + {BACK})",
        f"transpose({D} * mat.U) * ({OUT} + {BACK})",
        f"mat.U.T * {D} * {OUT} + mat.U.T * {D} * {BACK}",
        f"transpose(mat.V * {D} * mat.U) * mat.e(t) + transpose(mat.W * {D} "
        f"* mat.U) * {A}",
        f"transpose(transpose({OUT} + {BACK}) * {D} * mat.U)",
        f"mat.U.T * transpose({D}) * ({BACK} + {OUT})",
        f"3 * mat.U.T * {D} * ({OUT} + {BACK}) / 3",
        f"mat.U.T * falling(mat.D(s), s, t, t) * ({OUT} + {BACK})",
        "over_time(mat.U.T * mat.D(s) * (mat.V.T * mat.e(s)"
        " + mat.W.T * mat.a(s+1)), s, t, t)",
        f"mat.U.T * {D} * transpose(mat.e(t).T * mat.V) + "
        f"mat.U.T * {D} * {BACK}"],
}
WRONG = {
    "recursion-of-a": [
        "0", "mat.a(t+1)", f"{D} * {OUT}", f"{D} * ({OUT} - {BACK})",
        f"-{D} * ({OUT} + {BACK})", f"2 * {D} * ({OUT} + {BACK})",
        f"mat.D(t+1) * ({OUT} + {BACK})", f"{D} * ({OUT} + mat.W * {A})",
        f"{D} * ({OUT} + {BACK}) + {A}", f"{D}**2 * ({OUT} + {BACK})",
        f"{D} * ({OUT} + mat.W.T * {D} * {A})",
        f"{D} * (mat.V.T * mat.e(t+1) + {BACK})"],
    "input-feels-all": [
        "0", f"{D} * ({OUT} + {BACK})", f"mat.U.T * ({OUT} + {BACK})",
        f"mat.U.T * {D} * ({OUT} - {BACK})",
        f"-mat.U.T * {D} * ({OUT} + {BACK})",
        f"mat.U.T * mat.D(t-1) * ({OUT} + {BACK})",
        f"mat.U.T * {D} * {BACK}", f"mat.U.T * {D} * {OUT}",
        f"mat.U.T * {D} * ({OUT} + mat.W * {A})",
        f"mat.U.T * {D} * ({OUT} + {BACK}) * 2",
        f"mat.U.T * {D} * {D} * ({OUT} + {BACK})",
        f"mat.U.T * (mat.V.T * mat.e(t) + mat.W.T * {D} * {A})"],
}
