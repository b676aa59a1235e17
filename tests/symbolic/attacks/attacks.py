"""Random statements and slips at every door of the prover.

An attack is drawn from its number. What a door accepts, or refutes, is
worked out again by `exactly`: at sizes from 1, at times next to each other
and far apart, with 40 digits. `python attacks.py 5000` runs as many; a test
runs some each time.
"""
import random
import sys
from collections import Counter
from contextlib import suppress
from itertools import product

import exactly
from attack_doors import DOORS, OFTEN, REFUSALS, ns, xs, ys
from attack_pages import open_page
from rnnlib.symbolic.grammar.model import T, k, s, t
from rnnlib.symbolic.terms.language import SPACE, TIME
from sympy import Rational

SIZES = ((1, 1, 1), (2, 1, 2), (1, 2, 2), (2, 3, 2), (1, 4, 3))
TIMES = [dict(zip((t, s, k, T), pick, strict=True))
         for pick in product(range(1, 5), range(5), range(5), range(1, 5))]


def differs(lhs, rhs, facts, conditions, sign, chance, tries=14):
    """Where the numbers differ; None if nowhere, False if there are none."""
    free = exactly.letters(lhs, rhs)
    times = [v for v in free if SPACE[v] == TIME]
    fitting = [env for env in TIMES if all(
        fact.subs(env) == True for fact in facts)]  # noqa: E712
    seen = False
    for n in range(tries):
        sizes = SIZES[n % len(SIZES)]
        net = NETS.setdefault((sizes, conditions), exactly.Net(
            sizes, conditions, chance.randrange(10**9)))
        if not fitting:
            return False
        env = {v: value for v, value in chance.choice(fitting).items()
               if v in times or not lhs.is_commutative}
        env |= {v: chance.randrange(net.sizes[SPACE[v]]) for v in free
                if SPACE[v] != TIME}
        with suppress(exactly.NoNumber):
            seen = True if exactly.gap(
                lhs, rhs, net, env, sign) < exactly.SMALL else [sizes, env]
            if seen is not True:
                return seen
    return None if seen else False


NETS = {}


def fault(found, chance):
    """What is wrong with an outcome: '' if nothing is."""
    sense, lhs, rhs, facts, conditions, sign = found
    if sense == "raw":
        return "a node was read that no word of the language makes"
    if sense == "calculated":
        return wrong_algebra(lhs, rhs, facts, chance)
    off = differs(lhs, rhs, facts, conditions, sign, chance,
                  14 if sense == "accepted" else 60)
    if sense == "accepted":
        empty = off is False and lhs != rhs     # A = A is all that it says
        return f"false at {off}" if off else "says nothing" * empty
    return "" if off else "true, but refuted"


def wrong_algebra(lhs, rhs, scope, chance):
    """Whether an exact equation fails where its scope does not exclude it."""
    for x_, y_, n_ in product((-2, -1, 0, 1, Rational(1, 3)), (1, 2), (0, 2)):
        values = {xs: x_, ys: y_, ns: n_}
        left, right = lhs.subs(values), rhs.subs(values)
        if left.is_finite and right.is_finite and left.is_real \
                and abs((left - right).evalf(30)) > 1e-20 * (1 + abs(left)):
            return f"false at {values}"
        if right.is_finite and not left.is_finite and r"\neq" not in scope:
            return f"no number at {values}, and no condition in {scope!r}"
    return ""


def attack(number):
    """One attack: (door, its outcome, what is wrong with that)."""
    chance = random.Random(number)
    door = chance.choice(OFTEN)
    pages, method = DOORS[door]
    page = open_page(chance.choice(pages.split()))
    try:
        found = method(chance, page)
    except REFUSALS:
        return door, "refused", ""
    except RecursionError:
        return door, "refused", "ended by the stack"
    if found is None:
        return door, "open", ""
    return door, found[0], said(number, found, fault(found, chance))


def said(number, found, wrong):
    return wrong and (f"attack {number}: {found[1]} = {found[2]} when "
                      f"{found[3]} if {found[4]}: {wrong}")


def run(numbers):
    """(how often each door had each outcome, all faults)."""
    outcomes, faults = Counter(), []
    for number in numbers:
        door, outcome, wrong = attack(number)
        outcomes[door, outcome] += 1
        faults += [wrong] * bool(wrong)
    return outcomes, faults


if __name__ == "__main__":
    first, last = [0, *map(int, sys.argv[1:])][-2:]
    counted, wrongs = run(range(first, last))
    for pair, times_ in sorted(counted.items()):
        print(*pair, times_)
    print(*wrongs, f"{len(wrongs)} faults", sep="\n")
    sys.exit(bool(wrongs))
