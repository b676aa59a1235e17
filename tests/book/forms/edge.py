D = "mat.D(t)"
RIGHT = {"squares-of-a-rotation": [
    f"gain**2 * {D}**2", f"{D} * {D} * gain**2", f"gain * {D} * {D} * gain",
    f"gain**2 * {D} * {D}.T", f"gain**2 * {D}.T * {D}",
    f"gain**2 * transpose({D}) * transpose({D})",
    f"transpose(gain * {D}) * gain * {D}",
    f"transpose(gain**2 * {D}**2)", f"2 * gain**2 * {D}**2 / 2",
    f"gain**2 * {D}**2 / 3 + 2 * gain**2 * {D}**2 / 3",
    f"(gain * {D})**2", f"over_time(gain**2 * {D}**2, s, 1, 1)"]}
WRONG = {"squares-of-a-rotation": [
    "0", "1", "gain**2", f"gain * {D}**2", f"gain**2 * {D}", f"{D}**2",
    f"-gain**2 * {D}**2", f"2 * gain**2 * {D}**2", f"gain**2 * {D}**3",
    f"gain**4 * {D}**2", "gain**2 * mat.D(t-1)**2",
    f"gain**2 * {D} * mat.D(t-1)", f"gain**2 * {D}**2 + 1"]}
