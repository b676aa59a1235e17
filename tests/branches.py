"""Whether the tests took enough branches: branches.py report.json least [part]

The report is slipcover's. Branches in files whose names begin with `part` are
left out.
"""
import json
import sys


def main(report, least, left_out=None):
    with open(report) as file:
        files = json.load(file)["files"]
    taken = total = 0
    for name, found in files.items():
        if left_out and name.startswith(left_out):
            continue
        taken += found["summary"]["covered_branches"]
        total += found["summary"]["covered_branches"] \
            + found["summary"]["missing_branches"]
        for start, end in found["missing_branches"]:
            print(f"{name}: from line {start} never to {end}")
    share = 100 * taken / total
    print(f"Branches taken: {share:.1f} % of {total}, to be {least} or more")
    return share >= float(least)


if __name__ == "__main__":
    sys.exit(not main(*sys.argv[1:]))
