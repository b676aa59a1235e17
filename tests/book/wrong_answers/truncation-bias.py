WRONG = [
    ("shorter-chain", "6", "influence turns"),
    ("shorter-chain", "12", "counted from 0"),
    ("shorter-chain", "31", "a loss at every step"),
    ("term-of-lag-one",
     "mat.D(t) * mat.D(t+1) * mat.W * mat.G(t+1, t+1) * mat.h(t-1).T",
     "transposed"),
    ("term-of-lag-one",
     "mat.W.T * mat.D(t+1) * mat.G(t+1, t+1) * mat.h(t-1).T",
     "The slopes of step $t$"),
    ("term-of-lag-one",
     "mat.D(t) * mat.W.T * mat.G(t+1, t+1) * mat.h(t-1).T",
     "The slopes of step $t + 1$"),
    ("term-of-lag-one",
     "mat.D(t) * mat.W.T * mat.D(t+1) * mat.G(t+1, t+1) * mat.h(t).T",
     "the previous state"),
    ("least-to-go-on", "1 / (1 - 0.98)", "squares"),
    ("least-to-go-on", "0.98**2", "least $"),
    ("least-to-go-on", "0.98**2 / (1 - 0.98**2)", "Lag 0"),
]
RIGHT = [
    ("shorter-chain", "13"),
    ("term-of-lag-one",
     "mat.D(t) * transpose(mat.D(t+1) * mat.W) * mat.G(t+1, t+1) "
     "* mat.h(t-1).T"),
    ("least-to-go-on", "25.25"),
]
