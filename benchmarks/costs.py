"""What bptt costs as T, B and n_h grow: the curves of costs.md.

Processor time, the least of many rounds, and peak memory, which is counted;
then gradient_flow beside bptt. On one thread, in float64.
"""
from measuring import digits, least, problem, write  # first: one thread

# isort: split
import rnnlib
from rnnlib import costs

BASE = {"T": 64, "B": 16, "n_x": 32, "n_h": 64, "n_y": 32}
SIZES = {"T": [2**n for n in range(13)], "B": [2**n for n in range(12)],
         "n_h": [2**n for n in range(1, 11)]}
FLOW_BASE = BASE | {"B": 4}
FLOW_T = [2**n for n in range(4, 9)]
ROUNDS = 15


def calls(letter):
    """{size: a call of bptt} where one size grows."""
    def call(size):
        args = problem(**BASE | {letter: size})
        return lambda: rnnlib.bptt(*args)
    return {size: call(size) for size in SIZES[letter]}


def flows(T):
    """bptt, and gradient_flow for the last loss and for all, as calls."""
    args = problem(**FLOW_BASE | {"T": T})

    def flow(steps):
        return rnnlib.gradient_flow(*args, steps=steps, jacobian=False)

    return {"bptt": lambda: rnnlib.bptt(*args), "one loss": lambda: flow(T),
            "all losses": lambda: flow(None)}


def grown(letter):
    """Seconds and bytes for each of the sizes of one letter."""
    each = calls(letter)
    best = least(each, ROUNDS)
    return {"sizes": list(each), "seconds": digits([*best.values()]),
            "bytes": [costs.peak_memory(call) for call in each.values()]}


def main():
    """Print exponents and write rnnlib/data/costs.json."""
    record = {"base": BASE, "rounds": ROUNDS}
    for letter in SIZES:
        record[letter] = one = grown(letter)
        print(f"{letter:>4}: exponent over the last factor of 8",
              *(f"{costs.slope(one['sizes'][-4:], one[what][-4:]):.2f} "
                f"({what})" for what in ("seconds", "bytes")))
    rows = [least(flows(T), ROUNDS, budget=20) for T in FLOW_T]
    record["flow"] = {"base": FLOW_BASE, "T": FLOW_T} | {
        name: digits([row[name] for row in rows]) for name in rows[0]}
    write("costs", record)


if __name__ == "__main__":
    main()
