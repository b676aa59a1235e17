WRONG = [
    ("draws-for-a-bias", "32", "*root*"),
    ("draws-for-a-bias", "1023", "a little larger"),
    ("draws-for-a-bias", "256", "Square it"),
    ("draws-for-a-bias", "64", "bias of one"),
    ("input-of-its-own", "lambda params, x, y: rnnlib.bptt("
     "params, x, y)[1].b_h", "sum over all steps"),
    ("input-of-its-own", "lambda *task: each_use(*task, last_only=True)",
     "last step alone"),
    ("input-of-its-own", "lambda *task: each_use(*task, slopes=False)",
     "credit of the states"),
    ("input-of-its-own", "lambda *task: each_use(*task).T", "transpose"),
]
RIGHT = [
    ("draws-for-a-bias", "2**10"),
    ("input-of-its-own", "lambda *task: each_use(*task)"),
]
