D, S_T = "mat.D(t)", "tr(mat.S)"
RIGHT = {"what-a-step-loses": [
    f"{D} * mat.S * {S_T} * {D}", f"{D} * mat.S * tr({D} * mat.S)",
    f"{D} * mat.S * tr(mat.S) * tr({D})", f"tr({D}) * mat.S * {S_T} * {D}",
    f"tr({D} * mat.S * {S_T} * {D})", f"({D} * mat.S) * ({S_T} * {D})",
    f"tr({S_T} * {D}) * {S_T} * {D}", f"2 * {D} * mat.S * {S_T} * {D} / 2",
    f"over_time(mat.D(s) * mat.S * {S_T} * mat.D(s), s, t, t)",
    f"falling(mat.D(s), s, t, t) * mat.S * {S_T} * {D}",
    f"tr(tr({D} * mat.S)) * tr({D} * mat.S)"]}
WRONG = {"what-a-step-loses": [
    "0", "1", f"mat.S * {S_T}", f"{D} * mat.S * {S_T}", f"mat.S * {S_T} * {D}",
    f"-{D} * mat.S * {S_T} * {D}", f"2 * {D} * mat.S * {S_T} * {D}",
    f"{D} * {S_T} * mat.S * {D}", f"{D} * mat.S * {D}",
    f"mat.D(t-1) * mat.S * {S_T} * mat.D(t-1)",
    f"{D} * mat.S * {S_T} * {D} + {D}", f"{D}**2 * mat.S * {S_T}",
    f"sigma**2 * {D}**2 - {D} * mat.W * tr(mat.W) * {D}",
    "sigma**2 * mat.D(t)"]}
