ONE = """lambda w, h_0, y: sum(
    (tanh(w * h_0) - y[0]) * (1 - tanh(w * h_0)**2) * h_0 for _ in y[:1])"""

WRONG = [
    ("fourth-step", "1", "leaves the prices"),
    ("fourth-step", "41", "below its target"),
    ("fourth-step", "-32", "alone"),
    ("fourth-step", "-61", "misread"),
    ("fourth-step", "23", "wrong sign"),
    ("fourth-step", "9", "below 0"),
    ("fourth-step", "'-23'", "one number"),
    ("priced-start", "3", "the price of $h_1$"),
    ("priced-start", "7", "no error joins"),
    ("priced-start", "8", "the last loss"),
    ("priced-start", "14", "without the errors"),
    ("priced-start", "12", "not two"),
    ("priced-start", "9", "by a factor of 1.5"),
    ("any-unit", "lambda w, h_0, y: carried(w, h_0, y,"
     " slope=lambda h, old: 1)", "slopes"),
    ("any-unit", "lambda w, h_0, y: carried(w, h_0, y,"
     " slope=lambda h, old: 1 - old**2)", "previous state"),
    ("any-unit", "lambda w, h_0, y: carried(w, h_0, y, late=True)",
     "not $h_t$"),
    ("any-unit", "lambda w, h_0, y: carried(w, h_0, y, on=False)",
     "passed on"),
    ("any-unit", ONE, "too small"),
    ("any-unit", "lambda w, h_0, y: -carried(w, h_0, y)", "sign"),
    ("any-unit", "total", "a function is needed"),
]
RIGHT = [
    ("fourth-step", "-23"),
    ("priced-start", "2 * 1 - 4 * 1 + 8 * 1"),
    ("any-unit", "lambda w, h_0, y: tanh_by_hand and any_unit(w, h_0, y)"),
    ("any-unit", "carried"),
]
