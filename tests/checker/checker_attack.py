"""Slips of a book's certificates: which are refused, and what is true.

python tests/checker/checker_attack.py proofs.json [so many of a kind]
"""
import random
import sys
import time

from checker_book import Refused, language, made, read, rests, unlike
from checker_mutants import mutants
from checker_oracle import complaints

SLOW = 2.0                    # seconds; nothing takes longer to be refused


def attacked(certs, book, most, shown=print):
    """{(kind, rule): [made, refused, true, false]} of some slips.

    Of each kind and certificate `most` are drawn, always the same ones. The
    rule is that of the step which is another.
    """
    table = {}
    for cert, _, known, sources in unlike(certs, book):
        for kind, other in drawn(cert, book, known, most):
            row = table.setdefault((kind, rule(cert, other)), [0, 0, 0, 0])
            row[0] += 1
            row[judged(other, book, known, sources, shown, kind)] += 1
    return table


def drawn(cert, book, known, most):
    """Some slips of a certificate, at most so many of each kind."""
    kinds = {}
    for kind, other in mutants(cert, book.data, [*known]):
        kinds.setdefault(kind, []).append(other)
    chance = random.Random(cert["label"])
    return [(kind, other) for kind, some in kinds.items()
            for other in chance.sample(some, min(most, len(some)))]


def judged(cert, book, known, sources, shown, kind):
    """1 if it is refused, 2 if true, 3 if false; what is false is shown."""
    since = time.perf_counter()
    try:
        theorem = made(cert, book, known)
    except Refused:
        theorem = None
    if time.perf_counter() - since > SLOW:
        shown("slow", kind, cert)
    if theorem is None:
        return 1
    found = complaints(cert, book.data, rests(theorem, book),
                       sources.get(cert.get("source")), draws=3)
    if found:
        shown(kind, found[0], cert)
    return 3 if found else 2


def rule(cert, other):
    """The rule of the first step that is another, or "claim"."""
    for name in ("whole", "base", "steps"):
        before = cert.get(name, [])
        after = [*other.get(name, []), *[None] * len(before)]
        for one, two in zip(before, after, strict=False):
            if one != two and other.get("rhs") == cert.get("rhs"):
                return one["by"]
    return "claim"


def summed(table, n):
    """A table by kind alone, or by rule alone."""
    out = {}
    for place, row in table.items():
        old = out.get(place[n], [0] * 4)
        out[place[n]] = [sum(pair) for pair in zip(old, row, strict=True)]
    return out


def printed(table):
    """The table as text: by kind, and by rule."""
    rows = []
    for n, title in enumerate(("kind", "rule")):
        one = summed(table, n)
        rows += [(title, "made", "refused", "true", "false"),
                 *[(name, *row) for name, row in sorted(one.items())],
                 ("all", *map(sum, zip(*one.values(), strict=True))), ("",)]
    return "\n".join(f"{row[0]:24}" + "".join(f"{n:>9}" for n in row[1:])
                     for row in rows[:-1])


if __name__ == "__main__":
    book = language()
    found = attacked(read(sys.argv[1]), book,
                     int(sys.argv[2]) if len(sys.argv) > 2 else 4)
    print(printed(found))
    if any(row[3] for row in found.values()):
        sys.exit("The checker accepts what is false: see above.")

__all__ = ["attacked", "printed"]
