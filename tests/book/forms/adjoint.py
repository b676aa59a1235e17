D, OUT, A = "mat.D(t)", "tr(mat.V) * mat.e(t)", "mat.a(t+1)"
BACK = f"tr(mat.W) * {A}"
RIGHT = {
    "recursion-of-a": [
        f"{D} * ({OUT} + {BACK})", f"{D} * {OUT} + {D} * {BACK}",
        f"{D} * {BACK} + {D} * {OUT}", f"tr({D}) * ({OUT} + {BACK})",
        f"tr(mat.V * {D}) * mat.e(t) + tr(mat.W * {D}) * {A}",
        f"tr(tr({OUT} + {BACK}) * {D})",
        f"{D} * tr(tr(mat.e(t)) * mat.V + tr({A}) * mat.W)",
        f"2 * {D} * ({OUT} + {BACK}) / 2",
        f"{D} * {OUT} + tr(mat.W * {D}) * over_time(mat.a(s), s, t+1, t+1)",
        f"rising(mat.D(s), s, t, t) * ({OUT} + {BACK})",
        f"over_time({D} * ({OUT} + {BACK}), s, 1, 1)"],
    "input-feels-all": [
        f"tr(mat.U) * {D} * ({OUT} + {BACK})",
        f"tr({D} * mat.U) * ({OUT} + {BACK})",
        f"tr(mat.U) * {D} * {OUT} + tr(mat.U) * {D} * {BACK}",
        f"tr(mat.V * {D} * mat.U) * mat.e(t) + tr(mat.W * {D} * mat.U) * {A}",
        f"tr(tr({OUT} + {BACK}) * {D} * mat.U)",
        f"tr(mat.U) * tr({D}) * ({BACK} + {OUT})",
        f"3 * tr(mat.U) * {D} * ({OUT} + {BACK}) / 3",
        f"tr(mat.U) * falling(mat.D(s), s, t, t) * ({OUT} + {BACK})",
        "over_time(tr(mat.U) * mat.D(s) * (tr(mat.V) * mat.e(s)"
        " + tr(mat.W) * mat.a(s+1)), s, t, t)",
        f"tr(mat.U) * {D} * tr(tr(mat.e(t)) * mat.V) + "
        f"tr(mat.U) * {D} * {BACK}"],
}
WRONG = {
    "recursion-of-a": [
        "0", "mat.a(t+1)", f"{D} * {OUT}", f"{D} * ({OUT} - {BACK})",
        f"-{D} * ({OUT} + {BACK})", f"2 * {D} * ({OUT} + {BACK})",
        f"mat.D(t+1) * ({OUT} + {BACK})", f"{D} * ({OUT} + mat.W * {A})",
        f"{D} * ({OUT} + {BACK}) + {A}", f"{D}**2 * ({OUT} + {BACK})",
        f"{D} * ({OUT} + tr(mat.W) * {D} * {A})",
        f"{D} * (tr(mat.V) * mat.e(t+1) + {BACK})"],
    "input-feels-all": [
        "0", f"{D} * ({OUT} + {BACK})", f"tr(mat.U) * ({OUT} + {BACK})",
        f"tr(mat.U) * {D} * ({OUT} - {BACK})",
        f"-tr(mat.U) * {D} * ({OUT} + {BACK})",
        f"tr(mat.U) * mat.D(t-1) * ({OUT} + {BACK})",
        f"tr(mat.U) * {D} * {BACK}", f"tr(mat.U) * {D} * {OUT}",
        f"tr(mat.U) * {D} * ({OUT} + mat.W * {A})",
        f"tr(mat.U) * {D} * ({OUT} + {BACK}) * 2",
        f"tr(mat.U) * {D} * {D} * ({OUT} + {BACK})",
        f"tr(mat.U) * (tr(mat.V) * mat.e(t) + tr(mat.W) * {D} * {A})"],
}
