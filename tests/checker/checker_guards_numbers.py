"""For each guard of exact equations something that only it refuses."""

POINTS = [{"x": "1"}, {"x": "2"}, {"x": "3"}]
NUMBERS = {name: ({"label": "false", "kind": "exact", "pairs": pairs},)
           for name, pairs in {
    "nothing is compared": [],
    "at two points": [{"left": "x", "right": "x", "at": POINTS[:2]}],
    "at one point, three times": [{"left": ["^", "x", 2], "right": "x",
                                   "at": POINTS[:1] * 3}],
    "pi is 3": [{"left": "pi", "right": "x", "at": [
        {"x": x, "pi": x} for x in ("1", "2", "3")]}],
    "at no number": [{"left": "x", "right": "x", "at": [
        {"x": "NaN"}, *POINTS]}],
    "x = x + 1e-30": [{"left": "x", "right": ["+", "x", ["^", 10, -30]],
                       "at": POINTS}],
    "1 / 0 = 1 / 0": [{"left": ["/", "x", 0], "right": ["/", "x", 0],
                       "at": POINTS}],
    "a name without a number": [{"left": "y", "right": "y", "at": POINTS}],
    "no exact formula": [{"left": ["foo", "x"], "right": 1, "at": POINTS}],
    "an exponent of 10^7": [{"left": ["^", 1, 10**7], "right": 1,
                             "at": []}],
    "a root of -1": [{"left": ["^", -1, ["/", 1, 2]], "right": 0,
                      "at": []}],
    "log(0)": [{"left": ["log", 0], "right": 1, "at": []}],
    "0^(-1/2)": [{"left": ["^", 0, ["/", -1, 2]], "right": 0, "at": []}],
    "atanh(2)": [{"left": ["atanh", 2], "right": 1, "at": []}],
    "sin(1000)": [{"left": ["sin", 1000], "right": ["sin", 1000],
                   "at": []}],
    "3 over 1/2": [{"left": ["binomial", 3, ["/", 1, 2]], "right": 1,
                    "at": []}]}.items()}
NUMBERS["an equation whose label is a number"] = ({
    "label": 5, "kind": "exact",
    "pairs": [{"left": 1, "right": 1, "at": []}]},)
