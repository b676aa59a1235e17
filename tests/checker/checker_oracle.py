"""Whether certificates are true, line by line, in random networks.

`complaints` is told what a theorem rests on, and evaluates the lines of its
certificate in networks made so, at sizes from 1 and times that its facts
allow. It knows nothing of rules: a line has to be worth what the one before
it is worth.
"""
import random
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np
from checker_fields import Inexact, Padic, Real
from checker_world import TIME, Undefined, World, matrices_in

SIZES = ((1, 1, 1), (2, 3, 1), (3, 2, 2), (1, 2, 3), (2, 2, 2), (1, 3, 2))
LATEST = 4                    # times are drawn from 0 .. 4
DATA = {}                     # the data of a language, by its id


class Rests(NamedTuple):
    """What a theorem rests on: {name: number of its formula}, conditions."""

    chosen: tuple[tuple[str, int], ...]
    conditions: frozenset[str]


class Part(NamedTuple):
    """Lines to be compared, where facts hold; put: letters that are times."""

    lines: list
    facts: list
    put: dict
    entry: tuple | None = None     # a row and column: sides are matrices


def parts(cert, data, source=None):
    """The lines of a certificate, in parts."""
    lhs, rhs, facts = cert["lhs"], cert["rhs"], [*cert.get("facts", [])]
    steps = [step["to"] for step in cert.get("steps", ())]
    kind = cert["kind"]
    if kind == "chain":
        return [Part([lhs, *steps, rhs], facts, {})]
    if kind == "entries":
        return [Part([lhs, cert["from"], *steps, rhs], facts, {},
                     (cert.get("row"), cert.get("column")))]
    if kind == "induction":
        over, start, way = cert["over"], cert["start"], cert["way"]
        base = [step["to"] for step in cert["base"]]
        low, high = (later(start), over) if way == 1 else (
            later(over), start)
        return [Part([lhs, *base, rhs], facts, {over: start}),
                Part([lhs, *steps, rhs], [*facts, (low, high)], {})]
    if kind == "read off":
        whole = [step["to"] for step in cert["whole"]]
        return [Part([source["lhs"], source["rhs"], *whole], facts, {}),
                Part([lhs, cert["from"], *steps, rhs], facts, {})]
    return [Part([lhs, rhs], facts, {}, own_letters(lhs, data))]


def own_letters(lhs, data):
    """The row and column of a matrix that is laid down by its entries."""
    matrix = lhs[0] == "@" and data["matrices"].get(lhs[1])
    return matrix[1:3] if matrix else None


def later(time):
    """The time one step later, as text."""
    letter, shift = TIME.match(time).groups()
    return f"{letter or ''}{int(shift or 0) + 1:+d}" if letter \
        else str(int(shift) + 1)


@lru_cache(maxsize=400)
def world(language, exact, place, chosen, conditions, seed):
    """A network of the sizes at a place."""
    sizes = dict(zip(("n_x", "n_h", "n_y"), SIZES[place], strict=True))
    return World(DATA[language], Padic() if exact else Real(), sizes,
                 1 + (place + seed) % LATEST, chosen, conditions,
                 (place, seed))


def networks(data, rests, place):
    """Formulas for all names: those that were used, any of the others."""
    chance = random.Random(place)
    chosen = {name: chance.randrange(len(formulas))
              for name, formulas in data["formulas"].items()}
    return tuple(sorted({**chosen, **dict(rests.chosen)}.items()))


def complaints(cert, data, rests, source=None, draws=6, seed=0):
    """What is wrong with the lines of a certificate; [] if nothing is."""
    DATA[id(data)] = data
    chance = random.Random(f"{seed} {cert['label']}")
    found, judged = [], 0
    for part in parts(cert, data, source):
        for n in range(draws):
            exact = n % 3 != 2 and cert.get("sign", "=") == "="
            try:
                net = world(id(data), exact, (n + seed) % len(SIZES),
                            networks(data, rests, n),
                            rests.conditions, seed)
                out = wrong(part, net, cert.get("sign", "="), chance)
            except Inexact:
                try:
                    net = world(id(data), False, (n + seed) % len(SIZES),
                                networks(data, rests, n),
                                rests.conditions, seed)
                    out = wrong(part, net, cert.get("sign", "="), chance)
                except Inexact:
                    continue
            judged += 1
            if out:
                found.append(out)
    return found if judged else ["no numbers"]


def wrong(part, net, sign, chance, tries=4):
    """The first thing that is wrong with some lines in one network."""
    fitting = times(part, net)
    if not fitting:
        return None
    for env in picked(fitting, net, chance, tries):
        for full in envs(part, net, env, chance):
            out = unlike(part, net, full, sign)
            if out:
                return {"wrong": out, "at": full, "sizes": net.sizes,
                        "T": net.last}
    return None


def picked(fitting, net, chance, tries):
    """Some choices of times, in unlike orders: the earliest, ties, gaps."""
    looks = {}
    for env in chance.sample(fitting, len(fitting)):
        some = [*env.values(), 1, net.last]
        looks.setdefault(tuple(max(-2, min(2, v - w)) for v in some
                               for w in some), env)
    most = [*looks.values()]
    return [fitting[0], *chance.sample(most, min(tries, len(most)))]


def times(part, net):
    """Choices of times that the facts allow; the earliest ones first."""
    kinds = net.data["spaces"]
    names = sorted({v for v in letters([part.lines, part.facts, part.put])
                    if kinds.get(v[0]) == "time" and v != "T"})
    names = [v for v in names if v not in part.put]
    first = [1 if v == "t" else 0 for v in names]
    last = LATEST if len(names) < 5 else 2
    out = []
    for pick in product(*[range(n, last + 1) for n in first]):
        env = dict(zip(names, pick, strict=True))
        if all(net.time(low, env) <= net.time(high, env)
               for low, high in part.facts):
            out.append({**env, **{v: net.time(time, env)
                                  for v, time in part.put.items()}})
    return out


def envs(part, net, env, chance):
    """env with numbers for indices: each row and column, some of others."""
    row, column = part.entry or (None, None)
    free = {v for v in letters(part.lines) if v[0] in net.data["spaces"]
            and net.data["spaces"][v[0]] != "time"}
    env = dict(env)
    for v in sorted(free):
        size = net.sizes[net.data["spaces"][v[0]]]
        env[v] = chance.randrange(size)
    env |= net.pair
    out = [env]
    for letter in (row, column):
        if letter:
            out = [both for one in out for both in net.each(letter, one)]
    return out


def letters(e):
    """All text in a formula that may be a letter or a time's letter."""
    if isinstance(e, str):
        found = TIME.match(e)
        return {found[1]} if found and found[1] else set()
    if isinstance(e, dict):
        return letters(list(e.items()))
    if isinstance(e, (list, tuple)):
        return set().union(*map(letters, e))
    return set()


def unlike(part, net, env, sign):
    """The lines that differ, or '' if none does."""
    worth = {}
    for n in (0, len(part.lines) - 1, *range(1, len(part.lines) - 1)):
        line = part.lines[n]
        side = part.entry and n in (0, len(part.lines) - 1) \
            and (n == 0 or matrices_in(line) or len(part.lines) > 2)
        try:
            found = net.matrix(line, env)
        except Undefined as error:
            if n in (0, len(part.lines) - 1):
                return ""                  # it says nothing of these times
            return f"line {n} has no value: {error}"
        worth[n] = entry_of(found, env, *part.entry) if side else found
    for n in range(len(worth) - 1):
        one, two = worth[n], worth[n + 1]
        if (differ if sign == "=" else above)(net, one, two):
            return f"lines {n} and {n + 1}"
    return ""


def entry_of(e, env, row, column):
    """The entry of a matrix at the row and column of a part."""
    n, m = env.get(row, 0), env.get(column, 0)
    if not isinstance(e, list):
        return e if n == m or not (row and column) else 0
    return e[n][m]


def differ(net, one, two):
    """Whether two matrices, or numbers, are not the same."""
    one, two = same_shape(net, one, two)
    pairs = [pair for rows in zip(one, two, strict=True)
             for pair in zip(*rows, strict=True)]
    scale = 0 if net.field.exact else max(abs(v) for p in pairs for v in p)
    return any(net.field.differ(p, q, scale) for p, q in pairs)


def same_shape(net, one, two):
    """Two matrices as lists of rows; a number is a multiple of 1."""
    if not isinstance(one, list) and not isinstance(two, list):
        return [[one]], [[two]]
    zero = [[0] * len(row) for row in (one if isinstance(one, list)
                                       else two)]
    return [e if isinstance(e, list) else net.added(zero, e)
            for e in (one, two)]


def above(net, one, two):
    """Whether two - one has a negative eigenvalue, or is not symmetric."""
    one, two = same_shape(net, one, two)
    if len(one) != len(one[0]):
        return differ(net, one, two)
    gap = np.array(two, float) - np.array(one, float)
    scale = max(1, abs(np.array(one)).max(), abs(np.array(two)).max())
    return abs(gap - gap.T).max() > 1e-9 * scale or \
        np.linalg.eigvalsh(gap + gap.T).min() < -1e-9 * scale


__all__ = ["Rests", "complaints"]
