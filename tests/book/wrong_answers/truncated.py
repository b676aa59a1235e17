WRONG = [
    ("terms-kept-in-windows", "1 - 1260 / 7260", "that is dropped"),
    ("terms-kept-in-windows", "(120 * 20 - 190) / 7260", "That is a band"),
    ("terms-kept-in-windows", "1260", "how many terms"),
    ("terms-kept-in-windows", "1 / 6", "over that of the text"),
    ("gradient-in-windows",
     "lambda p, x, y, n: sum(rnnlib.bptt(p, x[c:c+n], y[c:c+n])[1].W "
     "for c in range(0, len(x), n))", "begins with zeros"),
    ("gradient-in-windows", "lambda p, x, y, n: rnnlib.bptt(p, x, y)[1].W",
     "Nothing is cut"),
    ("gradient-in-windows", "lambda p, x, y, n: kept(p, x, y, n).T",
     "transposed"),
    ("gradient-in-windows", "lambda p, x, y, n: p.U", "shape"),
    ("pairs-left-together", "0.75", "it is lost"),
    ("pairs-left-together", "1 / 6", "not 10"),
    ("pairs-left-together", "1 / 3", "not 8"),
    ("pairs-left-together", "1", "either kept or lost"),
]
RIGHT = [
    ("terms-kept-in-windows", "21 / 121"),
    ("gradient-in-windows", "by_terms"),
    ("pairs-left-together", "3 / 12"),
]
