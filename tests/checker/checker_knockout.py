"""The checker without one of its guards: which attacks does it accept?

`guards` lists every `need(...)`, `without` makes the checker that lacks one.
"""
import ast
import importlib.util
import json
import sys
from functools import cache
from itertools import count
from pathlib import Path

import rnnlib.checker
from checker_guards import ATTACKS
from checker_statements import DATA

FOLDER = Path(rnnlib.checker.__file__).parent
NAMES = count()
# The modules in an order in which each finds what it imports.
PARTS = ("terms", "times", "exponents", "signs", "language", "numbers",
         "naming", "scalars", "existing", "words", "gradients", "slopes",
         "rules", "theorems", "__init__", "__main__")


def needs(tree):
    """The statements need(...) of a module, in order."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Call)
            and getattr(node.value.func, "id", "") == "need"]


def conditions(tree):
    """(node, n): the n-th operand of each `and` and `or`."""
    return [(node, n) for node in ast.walk(tree)
            if isinstance(node, ast.BoolOp)
            for n in range(len(node.values))]


def guards():
    """Each guard: (module, number, its text)."""
    return [(path.stem, n, f"{path.stem}:{node.lineno} "
             f"{ast.unparse(node.value.args[0])[:70]}")
            for path in sorted(FOLDER.glob("[a-z]*.py"))
            for n, node in enumerate(needs(ast.parse(path.read_text())))]


def operands():
    """Each condition that stands among others: (module, number, text)."""
    return [(path.stem, n, f"{path.stem}:{node.lineno} "
             f"{ast.unparse(node.values[m])[:60]}")
            for path in sorted(FOLDER.glob("[a-z]*.py"))
            for n, (node, m) in enumerate(conditions(
                ast.parse(path.read_text())))]


def without_need(tree, n):
    """The n-th need(...) is `pass`."""
    node = needs(tree)[n]
    node.value = ast.Constant(None)


def without_operand(tree, n):
    """The n-th operand is left out."""
    node, m = conditions(tree)[n]
    del node.values[m]
    if len(node.values) == 1:
        node.values *= 2                      # a and a


def checker(module="", n=0, change=without_need):
    """A copy of the checker, changed in one place of a module."""
    if not module:
        return copied()
    tree = ast.parse(source(module))
    change(tree, n)
    return copied({module: ast.fix_missing_locations(tree)})


def source(part):
    """The text of a module."""
    return (FOLDER / f"{part}.py").read_text(encoding="utf-8")


@cache
def compiled(part):
    """A module as it is."""
    return compile(source(part), part, "exec")


def copied(other=None):
    """A copy of the checker; other: {module: what stands there instead}."""
    name = f"checker_copy_{next(NAMES)}"
    loaded = {part: new_module(
        name if part == "__init__" else f"{name}.{part}", part)
        for part in PARTS}
    sys.modules |= {one.__name__: one for one in loaded.values()}
    for part, one in loaded.items():
        made = (other or {}).get(part)
        exec(compile(made, part, "exec") if made else compiled(part),
             one.__dict__)
    for one in loaded.values():
        del sys.modules[one.__name__]
    return loaded


def new_module(full, part):
    """An empty module, or package."""
    spec = importlib.util.spec_from_loader(full, None,
                                           is_package=part == "__init__")
    return importlib.util.module_from_spec(spec)


def made(code, book, cert, known):
    """The theorem of a certificate in a checker."""
    theorems = code["theorems"]
    if cert["kind"] == "forged":
        return theorems.Theorem(
            theorems.DOOR, cert["label"], "proof", book.term(cert["lhs"]),
            book.term(cert["rhs"]), tuple(
                (book.time(low), book.time(high))
                for low, high in cert["facts"]), cert["sign"])
    if cert["kind"] in ("definition", "condition"):
        return theorems.lay_down(cert, book)
    return theorems.check(cert, book, known)


def outcome(code, cert, before=()):
    """Why a checker refuses an attack; "" if it accepts it."""
    book = code["language"].Language(DATA)
    known = {}
    for one in json.loads(json.dumps(before)):
        if isinstance(one, str):
            del known[one[1:]]
        else:
            known[one["label"]] = made(code, book, one, known)
    try:
        made(code, book, json.loads(json.dumps(cert)), known)
    except code["terms"].Refused as refusal:
        return str(refusal)
    return ""


def accepted(code, attacks=ATTACKS):
    """The first attack that is accepted, or falls into an error; or None."""
    for name, attack in attacks.items():
        try:
            said = outcome(code, *attack)
        except Exception as error:
            return f"{name}: {type(error).__name__}"
        if not said or "Error" in said:
            return name
    return None


def main():
    """Print which attack finds which guard gone, and what none finds."""
    change, some = (without_operand, operands()) if "operands" in sys.argv \
        else (without_need, guards())
    lacking = []
    for module, n, text in some:
        found = accepted(checker(module, n, change))
        print(f"{text:90} {found}", flush=True)
        lacking += [] if found else [text]
    print(f"{len(some) - len(lacking)} of {len(some)}; without an attack:",
          *lacking, sep="\n  ")


if __name__ == "__main__":
    main()
