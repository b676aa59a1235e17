WRONG = [
    ("entropy-of-letters", "1.75", "in bits"),
    ("entropy-of-letters", "np.log(4)", "equally frequent"),
    ("entropy-of-letters", "-1.75 * np.log(2)", "with a minus sign"),
    ("entropy-of-letters", "-np.log([1/2, 1/4, 1/8, 1/8]).mean()",
     "Weight each letter"),
    ("entropy-of-letters", "2.0", "too large"),
    ("entropy-of-letters", "[1/2, 1/4]", "one number is needed"),
    ("reach-of-credit", "lambda one: reached(np.append(1.0, one[1:]))",
     "Measure against lag 0"),
    ("reach-of-credit",
     "lambda one: int(np.flatnonzero(one >= one[0] / 1000)[-1]) + 1",
     "not the last that is above"),
    ("reach-of-credit",
     "lambda one: int(np.argmax(one < one[0] / 1000))",
     "the answer is the number of entries"),
    ("reach-of-credit", "lambda one: reached(one) + 1", "too large"),
    ("reach-of-credit", "lambda one: one", "one number is needed"),
]
RIGHT = [
    ("entropy-of-letters",
     "sum(f * -np.log(f) for f in (.5, .25, .125, .125))"),
    ("reach-of-credit",
     "lambda one: next((n for n, z in enumerate(one) if z < one[0] / 1000), "
     "len(one))"),
]
