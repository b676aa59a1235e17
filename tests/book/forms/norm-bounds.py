D, S_T = "mat.D(t)", "mat.S.T"
RIGHT = {"what-a-step-loses": [
    f"{D} * mat.S * {S_T} * {D}", f"{D} * mat.S * transpose({D} * mat.S)",
    f"{D} * mat.S * mat.S.T * transpose({D})", f"transpose({D}) * mat.S "
                                               f"* {S_T} * {D}",
    f"transpose({D} * mat.S * {S_T} * {D})", f"({D} * mat.S) * ({S_T} * {D})",
    f"transpose({S_T} * {D}) * {S_T} * {D}", f"2 * {D} * mat.S * {S_T} "
                                             f"* {D} / 2",
    f"over_time(mat.D(s) * mat.S * {S_T} * mat.D(s), s, t, t)",
    f"falling(mat.D(s), s, t, t) * mat.S * {S_T} * {D}",
    f"transpose(transpose({D} * mat.S)) * transpose({D} * mat.S)"]}
WRONG = {"what-a-step-loses": [
    "0", "1", f"mat.S * {S_T}", f"{D} * mat.S * {S_T}", f"mat.S * {S_T} * {D}",
    f"-{D} * mat.S * {S_T} * {D}", f"2 * {D} * mat.S * {S_T} * {D}",
    f"{D} * {S_T} * mat.S * {D}", f"{D} * mat.S * {D}",
    f"mat.D(t-1) * mat.S * {S_T} * mat.D(t-1)",
    f"{D} * mat.S * {S_T} * {D} + {D}", f"{D}**2 * mat.S * {S_T}",
    f"sigma**2 * {D}**2 - {D} * mat.W * mat.W.T * {D}",
    "sigma**2 * mat.D(t)"]}
