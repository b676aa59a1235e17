"""Where each statement of the book lives, and what it says there.

The file is made from the chapters by `book/_ext/book_statements.py`: for each
label the page, the text of the statement, and what it rests on. A text is
read as a formula in the words of its page, and as nothing else that Python
can say. So whatever the file holds, it can only be laid down or proved, by
the doors through which every statement goes.
"""
import ast
import json
import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.resources import files
from inspect import signature
from typing import Any, NamedTuple

# what a statement may begin with
DOORS = ("define", "claim", "lemma", "at_most", "induct", "induct_at_most",
         "read_off", "backward")
NO_FORMULA = {*DOORS, "exact", "recall", "steps", "clear", "LEDGER"}
# what a door is told in texts: SymPy would read other ones as Python
TEXTS = {"label", "given", "base", "step", "source", "latex", "scope"}
SYNTAX = (ast.Call, ast.keyword, ast.Name, ast.Load, ast.Attribute,
          ast.Subscript, ast.Constant, ast.Tuple, ast.List, ast.Dict,
          ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow,
          ast.UnaryOp, ast.USub, ast.Compare, ast.Lt, ast.LtE, ast.Gt,
          ast.GtE)
TITLE = re.compile(r"[\w ,:?'()-]+")
PAGE = re.compile(r"[\w/-]+")


class Home(NamedTuple):
    """A statement as it stands on its page; rests: labels it needs."""

    label: str
    page: str
    text: str
    rests: tuple[str, ...]


@cache
def book() -> dict[str, Any]:
    """{"pages": {name: {title, words}}, "statements": {label: {...}}}."""
    file = files("rnnlib").joinpath("data", "statements.json")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def home(label: str) -> Home:
    """Where the statement lives; ValueError if it cannot be recalled."""
    known = book()["statements"]
    if not isinstance(label, str) or label not in known:
        close = get_close_matches(str(label), known, 3)
        raise ValueError("labels must be those of numbered equations of the "
                         f"book, got {label!r}" + (
                             f"; there is {' and '.join(close)}"
                             if close else ""))
    found = known[label]
    if not found["text"] or found["rests"] is None:
        raise ValueError(f"{label!r} lives on its page only, "
                         f"{title(found['page'])}: it is made of names of "
                         "that page, and cannot be recalled")
    if not PAGE.fullmatch(found["page"]):
        raise ValueError(f"a page is called as its file, got "
                         f"{found['page']!r}")
    return Home(label, found["page"], found["text"], tuple(found["rests"]))


def title(page: str) -> str:
    """What a page is called."""
    found: str = book()["pages"][page]["title"]
    if not TITLE.fullmatch(found):
        raise ValueError(f"a title is plain words, got {found!r}")
    return found


def place(label: str) -> tuple[int, str]:
    """The place of a statement in the order of the book; others come last."""
    known = list(book()["statements"])
    return known.index(label) if label in known else len(known), label


@cache
def words(*modules: str) -> dict[str, Any]:
    """What a page can write formulas with that imports these modules."""
    found: dict[str, Any] = {}
    for name in modules:
        if not re.fullmatch(r"rnnlib\.symbolic(\.\w+)*", name):
            raise ValueError("the words of statements are those of "
                             f"rnnlib.symbolic, got {name!r}")
        module = import_module(name)
        found |= {one: getattr(module, one)
                  for one in getattr(module, "__all__", ())}
    return found


def words_on(page: str) -> dict[str, Any]:
    """The words of a page's statements."""
    return words(*book()["pages"][page]["words"])


def call_of(label: str, text: str, known: dict[str, Any]) -> ast.Call:
    """The call of a door that a text is; ValueError if it is more, or less.

    known: the words that it may use.
    """
    try:
        call = ast.parse(text, mode="eval").body
    except SyntaxError:
        call = ast.Constant(None)
    if not isinstance(call, ast.Call) or door_of(call) not in DOORS \
            or not call.args \
            or getattr(call.args[0], "value", None) != label:
        raise ValueError(f"the statement {label!r} must be a call of "
                         f"{', '.join(DOORS)} with this label, got {text!r}")
    told = {id(one) for one in texts_in(call, known[door_of(call)])}
    for node in ast.walk(call):
        if node is not call.func and not fits(node, known, id(node) in told):
            raise ValueError(f"the statement {label!r} must be made of the "
                             "words of rnnlib.symbolic, got "
                             f"{ast.unparse(node)!r} in it")
    return call


def door_of(call: ast.Call) -> str:
    """The name of the function that is called; "" if it has none."""
    return getattr(call.func, "id", "")


def fits(node: ast.AST, known: dict[str, Any], told: bool) -> bool:
    """Whether a part of a statement is one that a formula may have.

    told: whether a door is told something here that may be a text.
    """
    if isinstance(node, ast.Name):
        return node.id in known and node.id not in NO_FORMULA
    if isinstance(node, ast.Attribute):
        transposed = node.attr == "T" and isinstance(
            node.value, (ast.Attribute, ast.Call))
        return transposed or getattr(node.value, "id", None) == "mat" \
            and node.attr in vars(known["mat"])
    if isinstance(node, ast.Constant):
        return type(node.value) is int or told and isinstance(node.value, str)
    return isinstance(node, SYNTAX)


def texts_in(call: ast.Call, door: Any) -> Iterator[ast.AST]:
    """The parts of a call that may be texts: labels, sources, a lemma."""
    for name, value in arguments(call, door).items():
        if name in TEXTS:
            for one in getattr(value, "elts", [value]):
                moved = isinstance(one, ast.Call) and door_of(one) == "at"
                yield from one.args[:1] if moved else [one]


def arguments(call: ast.Call, door: Any) -> dict[str | None, ast.expr]:
    """What a door is called with, by the names of its parameters."""
    return dict(zip(signature(door).parameters, call.args, strict=False)) | {
        one.arg: one.value for one in call.keywords}


def value_of(node: ast.expr, known: dict[str, Any]) -> Any:
    """The value of a part of a statement that `call_of` has let pass."""
    code = compile(ast.Expression(node), "<a statement of the book>", "eval")
    return eval(code, {"__builtins__": {}, **known})
