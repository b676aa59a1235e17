"""Words in which certificates are written by hand."""
import json

from rnnlib.symbolic.certificates.models import data as model

DATA = json.loads(json.dumps(model()))
H, HJ, P, Q = ["h", "t", "i"], ["h", "t", "j"], ["p", "t", "i"], \
    ["q", "t", "a"]
W = ["@", "W"]
SQUARE = ["*", W, ["T", W]]


def m(name, *times):
    """A matrix."""
    return ["@", name, *times]


def minus(*e):
    """The negative of a product."""
    return ["*", -1, *e]


def claim(lhs, rhs, *steps, label="false", kind="chain", **more):
    """A claim, shown by some steps; the last step leads to rhs."""
    steps = [dict(step) for step in steps]
    if steps:
        steps[-1].setdefault("to", rhs)
    return {"label": label, "lhs": lhs, "rhs": rhs, "kind": kind,
            "steps": steps, **more}


def same(e, **more):
    """e = e."""
    return claim(e, e, **more)


def normal(e):
    """e = e, compared in normal form."""
    return claim(e, e, by("algebra"), label="false")


def line(e):
    """W = W, by way of a line that adds 0 times e."""
    return claim(W, W, by("algebra", ["+", W, ["*", 0, e]]), by("algebra"))


def by(rule, *to, **more):
    """A step."""
    return {"by": rule, **({"to": to[0]} if to else {}), **more}


def premise(label, *to, **at):
    """A step that cites a premise, at one instance."""
    return by("premise", *to, cite=label, at=[at])


def induction(lhs, rhs, base=(), steps=(), over="t", start="0", way=1,
              **more):
    """A claim shown by induction."""
    return claim(lhs, rhs, *steps, kind="induction", over=over, start=start,
                 way=way, base=list(base), **more)


def entries(lhs, rhs, row, column, first, *steps, **more):
    """A claim shown by entries."""
    return claim(lhs, rhs, *steps, kind="entries", row=row, column=column,
                 **{"from": first, **more})


def read_off(lhs, rhs, first=None, whole=(), **more):
    """A gradient read off a differential."""
    return claim(lhs, rhs, kind="read off", source="source",
                 whole=list(whole), **{"from": first or rhs, **more})


def defined(name, *, made_of="", kind="definition", **more):
    """The first definition, or condition, of a name that uses another."""
    entry, formula = next(
        some for one, *some in DATA["formulas"][name]
        if one == kind and f"'{made_of}" in str(some[1]))
    return {"label": name, "kind": kind, "lhs": entry, "rhs": formula,
            **more}


def matrix(name, **more):
    """The definition of a matrix."""
    times, _, _, meant = (DATA["matrices"].get(name)
                          or DATA["sums"][name])[:4]
    return {"label": name, "kind": "definition", "lhs": m(name, *times),
            "rhs": meant, **more}


def condition(key):
    """A condition of the networks."""
    left, right = DATA["conditions"][key]
    return {"label": key, "kind": "condition", "lhs": left, "rhs": right}


def forged(lhs, rhs, facts=(), sign="="):
    """A theorem from which something is read off, as if it were shown."""
    return {"label": "source", "kind": "forged", "lhs": lhs, "rhs": rhs,
            "facts": list(facts), "sign": sign}
