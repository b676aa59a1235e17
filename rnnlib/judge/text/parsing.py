"""The text of one side to flat items: lark's part, and what it refuses."""
import re
import unicodedata
from functools import cache
from pathlib import Path

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput

from ..tree.errors import NotRead
from .items import Chain, Item, Script, Sum, Term, lone
from .refusals import refuse

GRAMMAR = Path(__file__).with_name("latex.lark")
FUNCTIONS = {
    "tanh": "tanh", "log": "log", "ln": "log", "exp": "exp",
    "softmax": "softmax", "sigmoid": "logistic", "logistic": "logistic",
    "relu": "relu", "ReLU": "relu", "diag": "diag", "Diag": "diag"}
OPERATORS = {
    "cdot": "dot", "times": "times", "·": "dot", "×": "times",
    "odot": "odot", "circ": "odot", "ast": "odot", "*": "odot", "⊙": "odot",
    "∘": "odot", "otimes": "otimes", "⊗": "otimes", "/": "over",
    "div": "over"}
ACCENTS = {"hat": "hat", "widehat": "hat", "tilde": "tilde",
           "widetilde": "tilde", "bar": "bar", "overline": "bar",
           "check": "check", "dot": "dot"}
MARKS = {"\u0302": "hat", "\u0303": "tilde", "\u0304": "bar",
         "\u0305": "bar", "\u0307": "dot", "\u030c": "check"}
RELATIONS = {"le": "<=", "leq": "<=", "leqslant": "<=", "≤": "<=",
             "ge": ">=", "geq": ">=", "geqslant": ">=", "≥": ">=",
             "lt": "<", "gt": ">", "ne": "!=", "neq": "!="}
GREEK = dict(zip(
    "αβγδεζηθικλμνξπρσςτυφχψωΓΔΘΛΞΠΣΦΨΩℓ⊤",
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu "
    "xi pi rho sigma sigma tau upsilon phi chi psi omega Gamma Delta Theta "
    "Lambda Xi Pi Sigma Phi Psi Omega ell top".split(), strict=True))
BOLD = ("mathbf", "boldsymbol", "bm", "mathbb", "mathds", "vec", "pmb", "bf")
SAME = {"intercal": "top", "varphi": "phi", "varepsilon": "epsilon",
        "vartheta": "theta"}


def bare(token: str) -> str:
    """A macro without its backslash."""
    return token.removeprefix("\\")


class ToItems(Transformer):
    """Lark's callbacks: each gets tokens and items, and makes an item."""

    def __init__(self, offset: int = 0) -> None:
        super().__init__(visit_tokens=False)
        self.offset = offset

    def place(self, parts: list) -> tuple[int, int]:
        """Where in the paste the first part begins and the last one ends."""
        first, last = parts[0], parts[-1]
        start = (first.start_pos or 0) + self.offset \
            if isinstance(first, Token) else first.start
        end = (last.end_pos or 0) + self.offset \
            if isinstance(last, Token) else last.end
        return start, end

    def make(self, kind: str, name: str, parts: list,
             inner: tuple = ()) -> Item:
        return Item(kind, name, inner, (), *self.place(parts))

    def wrapped(self, atom: Item) -> tuple[Chain, ...]:
        """An item as the only entry of a pair of brackets."""
        if atom.kind == "group" and not atom.scripts:
            return atom.parts[0]
        place = atom.start, atom.end
        one = Sum((Term(1, (atom,), *place),), *place)
        return (Chain((one,), (), *place),)

    def start(self, parts: list) -> Sum:
        return parts[0]

    def entries(self, parts: list) -> tuple[Chain, ...]:
        return tuple(one for one in parts if isinstance(one, Chain))

    def chain(self, parts: list) -> Chain:
        sums = tuple(one for one in parts if isinstance(one, Sum))
        signs = tuple(RELATIONS.get(bare(one), str(one)) for one in parts
                      if isinstance(one, Token))
        return Chain(sums, signs, *self.place(parts))

    def sum(self, parts: list) -> Sum:
        terms, sign = [], 1
        for part in parts:
            if isinstance(part, Token):
                sign = sign if part == "+" else -sign
            else:
                terms.append(part._replace(sign=sign))
                sign = 1
        return Sum(tuple(terms), *self.place(parts))

    def term(self, parts: list) -> Term:
        return Term(1, tuple(parts), *self.place(parts))

    def item(self, parts: list) -> Item:
        atom, *scripts = parts
        return atom._replace(scripts=atom.scripts + tuple(scripts),
                             end=self.place(parts)[1])

    def script(self, parts: list) -> Script:
        start, end = self.place(parts)
        if parts[0].type == "PRIME":
            return Script("'", (), start, end)
        if parts[0].type in ("SUBS", "SUPS"):
            return self.small(parts[0], start, end)
        inner = parts[1]
        if isinstance(inner, Token):
            inner = self.make("sign", str(inner).replace("−", "-"), [inner])
        return Script(str(parts[0]), self.wrapped(inner), start, end)

    def small(self, token: Token, start: int, end: int) -> Script:
        """A script of small signs, such as those of a t - 1 below."""
        text = "".join("⊤" if sign == "ᵀ" else unicodedata.normalize(
            "NFKC", sign) for sign in token)
        where = "_" if token.type == "SUBS" else "^"
        if text in ("+", "−"):
            sign = self.make("sign", text.replace("−", "-"), [token])
            return Script(where, self.wrapped(sign), start, end)
        offset = self.offset
        whole = parse(text, start)
        self.offset = offset
        return Script(where, (Chain((whole,), (), start, end),), start, end)

    def marked(self, parts: list) -> Item:
        """A letter with its accent in one sign, or as two signs."""
        both = unicodedata.normalize("NFD", parts[0])
        return self.make("letter", f"{MARKS[both[1]]} {both[0]}", parts)

    def letter(self, parts: list) -> Item:
        name = bare(parts[0])
        name = GREEK.get(name, SAME.get(name, name))
        return self.make("letter", name, parts)

    def digit(self, parts: list) -> Item:
        return self.make("digit", str(parts[0]), parts)

    def decimal(self, parts: list) -> Item:
        return self.make("decimal", str(parts[0]), parts)

    def word(self, parts: list) -> Item:
        name = re.sub(r"^\\[A-Za-z]+\*?[\s{]*|[\s}]+$", "", parts[0])
        if name in FUNCTIONS:
            return self.make("function", FUNCTIONS[name], parts)
        if name == "T" and not parts[0].startswith(("\\mathbf", "\\bf")):
            return self.make("letter", "top", parts)
        return self.make("letter" if len(name) == 1 else "word", name, parts)

    def function(self, parts: list) -> Item:
        return self.make("function", FUNCTIONS[bare(parts[0])], parts)

    def op(self, parts: list) -> Item:
        return self.make("op", OPERATORS[bare(parts[0])], parts)

    def big(self, parts: list) -> Item:
        name = "sum" if parts[0] in ("\\sum", "∑") else "product"
        return self.make("big", name, parts)

    def partial(self, parts: list) -> Item:
        return self.make("partial", "partial", parts)

    def nabla(self, parts: list) -> Item:
        return self.make("nabla", "nabla", parts)

    def accent(self, parts: list) -> Item:
        start, end = self.place(parts)
        inner: Item | None = parts[1]
        while inner is not None and inner.kind == "group":
            inner = inner._replace(kind="letter") if inner.scripts \
                else lone(inner.parts[0])
        name = ACCENTS[bare(parts[0])]
        if inner is None or inner.kind != "letter" or inner.parts:
            raise NotRead(f"A {name} stands over one letter here: write "
                          rf"\{name}{{y}}_t.", start, end)
        return inner._replace(name=f"{name} {inner.name}", start=start,
                              end=end)

    def font(self, parts: list) -> Item:
        inner: Item = parts[1]
        single = lone(inner.parts[0]) if inner.kind == "group" else inner
        start, end = self.place(parts)
        if single and single.name == "1" and bare(parts[0]) in BOLD:
            single = single._replace(kind="ones")
        return (single or inner)._replace(start=start, end=end)

    def frac(self, parts: list) -> Item:
        return self.make("frac", "frac", parts,
                         (self.wrapped(parts[1]), self.wrapped(parts[2])))

    def root(self, parts: list) -> Item:
        return self.make("root", "root", parts, (self.wrapped(parts[1]),))

    def group(self, parts: list) -> Item:
        return self.make("group", "", parts, (parts[1],))

    def sign_group(self, parts: list) -> Item:
        sign = self.make("sign", str(parts[1]), [parts[1]])
        return self.make("group", "", parts, (self.wrapped(sign),))

    def round(self, parts: list) -> Item:
        return self.make("round", str(parts[0]), parts, (parts[1],))

    def square(self, parts: list) -> Item:
        return self.make("square", "[", parts, (parts[1],))


@cache
def machine() -> tuple[Lark, ToItems]:
    """The parser; its tables are made once, in about a tenth of a second."""
    to_items = ToItems()
    return Lark(GRAMMAR.read_text(encoding="utf-8"), parser="lalr",
                transformer=to_items, maybe_placeholders=False), to_items


WANTED = {"LETTER": "a letter", "DIGIT": "a number", "FRAC": "a fraction",
          "OPEN_ROUND": "an opening bracket", "CLOSE_ROUND": "a )",
          "CLOSE_GROUP": "a }", "CLOSE_SQUARE": "a ]", "SIGN": "+ or -",
          "COMMA": "a comma", "$END": "the end"}


def unexpected(error: UnexpectedInput, text: str, offset: int) -> NotRead:
    """Lark's complaint in words, with at most five kinds of what may come."""
    token = getattr(error, "token", None)
    at = error.pos_in_stream
    end_of_text = token is not None and token.type == "$END"
    if at is None or at < 0 or end_of_text:
        at = len(text.rstrip())
    known = getattr(error, "expected", None) or getattr(
        error, "allowed", None) or ()
    wanted = [words for kind, words in WANTED.items() if kind in known][:5]
    hint = f" Here may stand {', '.join(wanted)}." if wanted else ""
    if end_of_text or at >= len(text):
        return NotRead("The formula stops too early." + hint,
                       offset + max(at - 1, 0), offset + at)
    sign = str(token) if token is not None else text[at]
    return NotRead(f"{sign} is not expected here.{hint}", offset + at,
                   offset + at + len(sign))


def parse(text: str, offset: int = 0) -> Sum:
    """The items of a side; places count from `offset`.

    Raises NotRead if this is no formula.
    """
    refuse(text, offset)
    parser, to_items = machine()
    to_items.offset = offset
    try:
        return parser.parse(text)  # type: ignore[return-value]
    except UnexpectedInput as error:
        raise unexpected(error, text, offset) from None


__all__ = ["parse"]
