BY_HAND = """lambda w, b, T, x_0: [z := (x_0, 0.0), *(
    z := (w * s(np.float64(z[0])) + b, {}) for _ in range(T))][-1][1]"""
LINK = "w * s(np.float64(z[0])) * (1 - s(np.float64(z[0])))"
LATE = LINK.replace("z[0]", "w * s(np.float64(z[0])) + b")

WRONG = [
    ("steps-to-a-million", "86", "a share of its own"),
    ("steps-to-a-million", "first_above(5 / 4)", "it is less"),
    ("steps-to-a-million", "74", "not yet above"),
    ("steps-to-a-million", "74.84", "close, but"),
    ("steps-to-a-million", "1e6", "too large"),
    ("derivative-by-bias", BY_HAND.format(f"1 + {LATE} * z[1]"),
     "the *old* state"),
    ("derivative-by-bias", BY_HAND.format(f"{LINK} * z[1] + (z[1] == 0)"),
     "not only at the first"),
    ("derivative-by-bias", BY_HAND.format("1"), "what the last step adds"),
    ("derivative-by-bias", BY_HAND.format(f"1 + {LINK} / w * z[1]"),
     "too small"),
    ("derivative-by-bias", BY_HAND.format(f"{LINK} * z[1]"), "above 0"),
    ("derivative-by-bias", "lambda *args: cliff(*args)[2]",
     "derivative of the error"),
    ("derivative-by-bias", "by_bias(5.0, -2.6, 4, 0.5)",
     "a function is needed"),
]
RIGHT = [
    ("steps-to-a-million",
     "next(n for n in range(99) if (J_5**n - 1) / (J_5 - 1) > 1e6)"),
    ("derivative-by-bias", BY_HAND.format(f"1 + {LINK} * z[1]")),
]
