"""Slips of certificates: one thing of one line, or of the claim, is other.

`mutants` yields each with its kind. Most are false and must be refused; what
is accepted has to be true, which the oracle says.
"""
from copy import deepcopy

SPACES = {"n_h": "ijlm", "n_x": "uv", "n_y": "abc", "time": "tskT"}
TIMES = "tskT"
MATRICES = ("D", "J", "P", "G", "U", "W", "V", "h", "x", "e", "b_h", "b_y",
            "y")
RULES = ("algebra", "link", "swap", "definition", "derivative", "premise",
         "term", "through", "backwards", "square", "bound")


def mutants(cert, data, labels=()):
    """All slips of a certificate, as (kind, certificate)."""
    for kind, other in slips(cert, data, labels):
        if other != cert:
            yield kind, other


def slips(cert, data, labels):
    """The slips, some of them twice, or none at all."""
    for path in formulas(cert):
        for kind, new in of_formula(at(cert, path), data):
            yield kind, changed(cert, path, new)
    yield from of_claim(cert, data)
    for name in ("whole", "base", "steps"):
        for n, step in enumerate(cert.get(name, ())):
            for kind, new in of_step(step, labels):
                yield kind, changed(cert, (name, n), new)
        yield from of_lines(cert, name)
    yield from of_facts(cert)
    yield from of_induction(cert)
    yield from of_both(cert, data)


def formulas(cert):
    """Where formulas stand in a certificate."""
    yield from (path for path in (("lhs",), ("rhs",), ("from",))
                if path[0] in cert)
    for name in ("whole", "base", "steps"):
        for n, step in enumerate(cert.get(name, ())):
            yield name, n, "to"
            yield from ((name, n, key) for key in ("of", "times")
                        if key in step)


def at(e, path):
    """What stands at a path."""
    for part in path:
        e = e[part]
    return e


def changed(e, path, new):
    """e with something else at a path; e itself stays."""
    if not path:
        return new
    out = list(e) if isinstance(e, list) else dict(e)
    out[path[0]] = changed(e[path[0]], path[1:], new)
    return out


# formulas

def of_formula(e, data):
    """Slips anywhere in a formula."""
    if not isinstance(e, list):
        yield from of_leaf(e)
        return
    yield from of_node(e, data)
    head = e[0]
    inner = range(1, len(e)) if head in ("+", "*", "^", "d", "exp", "log",
                                         "tanh", "logistic", "T", "imm") \
        else (len(e) - 1,) if head in ("sum", "chain", "over") else ()
    for n in inner:
        for kind, new in of_formula(e[n], data) if not (
                head == "imm" and n == 3) else of_time(e[n]):
            yield kind, changed(e, (n,), new)


def of_leaf(e):
    """Slips of a number or a name of one."""
    if isinstance(e, int):
        yield "number", e + 1
        yield "number", -e if e else 2
    elif isinstance(e, str):
        yield "number", 1
        yield from (("name", one) for one in (
            "kappa", "sigma", "gamma", "n_h", "T", "t") if one != e)


def of_node(e, data):
    """Slips of what a formula begins with."""
    head = e[0]
    yield "sign", ["*", -1, e]
    yield "factor 2", ["*", 2, e]
    yield "dropped", 0
    yield "dropped", 1
    if head in data["tensors"]:
        yield from of_entry(e, data)
    elif head in ("+", "*"):
        yield from of_row(e)
    elif head == "^":
        yield "power", e[1]
        yield "power", [*e[:2], ["+", e[2], 1]] if not isinstance(
            e[2], int) else [*e[:2], e[2] + 1]
        yield "power", [*e[:2], ["*", -1, e[2]]] if not isinstance(
            e[2], int) else [*e[:2], -e[2]]
    elif head in ("sum", "chain", "over"):
        yield from of_binder(e)
    elif head == "delta":
        yield from of_delta(e)
    elif head == "T":
        yield "transposed", e[1]
    elif head == "@":
        yield "transposed", ["T", e]
        yield from of_matrix(e, data)
    elif head == "d":
        yield from (("immediate", ["imm", *e[1:], time])
                    for time in ("t", "k"))
    elif head == "imm":
        yield "immediate", ["d", *e[1:3]]
    elif head in ("exp", "log", "tanh", "logistic"):
        yield "dropped", e[1]
        yield from (("name", [one, e[1]]) for one in
                    ("exp", "log", "tanh", "logistic") if one != head)


def of_entry(e, data):
    """Slips of an entry: other letters, times and names."""
    slots = data["tensors"][e[0]]
    for n, slot in enumerate(slots, 1):
        if slot == "time":
            for kind, new in of_time(e[n]):
                yield kind, changed(e, (n,), new)
        else:
            yield from (("index", changed(e, (n,), v))
                        for v in SPACES[slot] if v != e[n])
    if len(e) > 2 and slots[-1] == slots[-2]:
        yield "transposed", [*e[:-2], e[-1], e[-2]]
    alike = [name for name, own in data["tensors"].items()
             if own == slots and name != e[0]]
    yield from (("name", [name, *e[1:]]) for name in alike[:8])


def of_time(time):
    """Other times."""
    letter = time.rstrip("0123456789+-") if time[0].isalpha() else ""
    shift = int(time[len(letter):] or 0)
    for n in (-1, 1):
        new = shift + n
        yield f"time {n:+d}", f"{letter}{new:+d}" if letter and new \
            else letter or str(max(new, 0))
    for other in TIMES:
        if other != letter:
            yield "time letter", f"{other}{shift:+d}" if shift else other
    yield "time letter", "0"
    yield "time letter", "1"


def of_row(e):
    """Slips of a sum or product."""
    rest = e[1:]
    yield "+ for *", ["*" if e[0] == "+" else "+", *rest]
    for n in range(len(rest)):
        less = rest[:n] + rest[n + 1:]
        yield "dropped", [e[0], *less] if len(less) > 1 else less[0]
        yield "doubled", [e[0], *rest[:n + 1], *rest[n:]]
    for n in range(len(rest) - 1):
        yield "order", [e[0], *rest[:n], rest[n + 1], rest[n], *rest[n + 2:]]


def of_binder(e):
    """Slips of what binds a letter."""
    head, letter = e[:2]
    space = next(v for v in SPACES.values() if letter[0] in v)
    yield from (("bound letter", [head, v, *e[2:]])
                for v in space if v not in (letter, "T"))
    if head == "sum":
        yield "sum gone", e[2]
        return
    for n in (2, 3):
        for _, new in of_time(e[n]):
            yield "limits", changed(e, (n,), new)
    yield "limits", [head, letter, e[3], e[2], *e[4:]]
    if head == "chain":
        yield "limits", [*e[:4], -e[4], e[5]]
        yield "limits", [*e[:2], e[3], e[2], -e[4], e[5]]


def of_delta(e):
    """Slips of a delta: gone (see `dropped`), or of other letters."""
    space = next(v for v in SPACES.values() if e[1][0] in v)
    for n in (1, 2):
        yield from (("index", changed(e, (n,), v)) for v in space
                    if v != e[n])


def of_matrix(e, data):
    """Slips of a matrix: another time, another name."""
    for n in range(2, len(e)):
        for kind, new in of_time(e[n]):
            yield kind, changed(e, (n,), new)
    if len(e) == 4:
        yield "order", [*e[:2], e[3], e[2]]
    tables = {**data["matrices"], **data["sums"]}
    own = tables[e[1]]
    alike = [name for name, other in tables.items() if name != e[1]
             and len(other[0]) == len(own[0])
             and [data["spaces"].get(v) for v in other[1:3]]
             == [data["spaces"].get(v) for v in own[1:3]]]
    yield from (("name", ["@", name, *e[2:]]) for name in alike[:8])
    if len(own[0]) < 2:
        yield from (("name", ["@", name, *["t"] * len(tables[name][0])])
                    for name in MATRICES if name != e[1]
                    and len(tables[name][0]) < 2)


# steps, facts, and all else

def of_step(step, labels):
    """Slips of how a step is justified."""
    for rule in RULES:
        if rule != step["by"]:
            yield "rule", {**step, "by": rule}
    if "cite" in step:
        yield from (("premise", {**step, "cite": label}) for label in labels
                    if label != step["cite"])
    if step["by"] == "premise":
        yield from of_instances(step)
    for key in ("first", "last", "at"):
        if isinstance(step.get(key), str):
            for kind, new in of_time(step[key]):
                yield kind, {**step, key: new}
    if "first" in step or "last" in step:
        end = {"first": "last", "last": "first"}
        yield "end of a sum", {end.get(k, k): v for k, v in step.items()}
    if "inside" in step:
        yield "inside", {k: v for k, v in step.items() if k != "inside"}
    elif step["by"] == "definition":
        yield "inside", {**step, "inside": True}
    if "name" in step:
        yield from (("name", {**step, "name": one})
                    for one in ("h", "p", "q", "y_hat", "E", "x", "cell"))


def of_instances(step):
    """Slips of where a premise is used."""
    some = step.get("at", [{}])
    for n, one in enumerate(some):
        yield "instance", {**step, "at": some[:n] + some[n + 1:]}
        yield "turned", {**step, "at": changed(some, (n,), {
            **one, "turned": not one.get("turned")})}
        for letter, value in one.items():
            if letter == "turned":
                continue
            yield "instance", {**step, "at": changed(some, (n,), {
                k: v for k, v in one.items() if k != letter})}
            others = of_time(value) if letter[0] in TIMES else [
                ("", v) for v in next(s for s in SPACES.values()
                                      if letter[0] in s) if v != value]
            yield from (("instance", {**step, "at": changed(
                some, (n, letter), new)}) for _, new in others)
        for letter in "tskTijab":
            if letter not in one:
                for new in ("t-1", "t+1", "k", "s", "t", "0") \
                        if letter in TIMES else ("j", "l", "b"):
                    yield "instance", {**step, "at": changed(
                        some, (n,), {**one, letter: new})}


def of_lines(cert, name):
    """A line gone, or two that changed places."""
    steps = cert.get(name, [])
    for n in range(len(steps)):
        yield "line gone", {**cert, name: steps[:n] + steps[n + 1:]}
        if n:
            yield "lines swapped", {**cert, name: [
                *steps[:n - 1], steps[n], steps[n - 1], *steps[n + 1:]]}
            both = deepcopy(steps)
            both[n]["to"], both[n - 1]["to"] = (both[n - 1]["to"],
                                                both[n]["to"])
            yield "lines swapped", {**cert, name: both}


def of_facts(cert):
    """Facts that are gone, turned or weaker; or there is one more."""
    facts = cert.get("facts", [])
    for n, (low, high) in enumerate(facts):
        rest = facts[:n] + facts[n + 1:]
        yield "fact", {**cert, "facts": rest}
        yield "fact", {**cert, "facts": [*rest, [high, low]]}
        yield from (("fact", {**cert, "facts": [*rest, [new, high]]})
                    for _, new in of_time(low))
        yield from (("fact", {**cert, "facts": [*rest, [low, new]]})
                    for _, new in of_time(high))
    for more in (["k", "t"], ["t", "T"], ["t", "k"], ["t", "0"],
                 ["k+1", "k"]):
        yield "fact", {**cert, "facts": [*facts, more]}


def of_induction(cert):
    """Another start, way or letter."""
    if cert["kind"] != "induction":
        return
    for _, new in of_time(cert["start"]):
        yield "start", {**cert, "start": new}
    yield "way", {**cert, "way": -cert["way"]}
    yield from (("over", {**cert, "over": v}) for v in TIMES
                if v != cert["over"])
    yield "no base", {**cert, "base": []}


def of_claim(cert, data):
    """Another kind or sign; another row or column, or another source."""
    for kind in ("chain", "entries", "induction", "read off", "definition"):
        yield "kind", {**cert, "kind": kind}
    yield "claim sign", {**cert, "sign": "<=" if cert.get(
        "sign", "=") == "=" else "="}
    for side in ("row", "column"):
        if side in cert:
            yield from (("row or column", {**cert, side: v})
                        for v in (None, *"ijlmuvab") if v != cert[side])
    yield "sides", {**cert, "lhs": cert["rhs"], "rhs": cert["lhs"]}


def of_both(cert, data):
    """Slips of the claim, and of its last line with it."""
    steps = cert.get("steps")
    for kind, new in of_formula(cert["rhs"], data):
        out = {**cert, "rhs": new}
        if steps:
            out = changed(out, ("steps", len(steps) - 1, "to"), new)
        yield f"claim: {kind}", out
    for kind, new in of_formula(cert["lhs"], data):
        if cert["kind"] == "entries":
            continue
        yield f"claim: {kind}", {**cert, "lhs": new}
