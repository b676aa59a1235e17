r"""Textbook LaTeX of the checker's terms: what is shown was checked.

Nothing is sorted here, and nothing is simplified: factors, terms and the
letters that sums bind stand as the term has them. Only what a fraction has
below its line leaves its place in a row.
"""
import re
from collections.abc import Sequence
from fractions import Fraction

from ...checker.language import scalar
from ...checker.terms import (
    Term,
    Time,
    free,
    is_entry,
    is_time,
    number,
    product,
    put,
)
from .looks import LOOKS, NAMES, fraction

GREEK = ("kappa", "sigma", "gamma")
LETTER = re.compile(r"([a-zA-Z]+)_?([0-9xhy]*)")


def latex(e: Term) -> str:
    """The LaTeX of a term."""
    if number(e):
        return of_number(e)
    if isinstance(e, str):
        return name(e)
    if is_entry(e):
        return entry(e)
    return PRINTS[e[0]](e)


def of_number(n: int | Fraction) -> str:
    """A number, as a fraction if it is none that is whole."""
    sign, size = "-" if n < 0 else "", abs(Fraction(n))
    if size.denominator == 1:
        return f"{sign}{size}"
    return rf"{sign}\frac{{{size.numerator}}}{{{size.denominator}}}"


def name(letter: str) -> str:
    """A letter, or a number that has a name: n_h, kappa."""
    head, below = LETTER.findall(letter.replace("#", "_"))[0]
    head = "\\" + head if head in GREEK else head
    return f"{head}_{{{below}}}" if below else head


def tight(index: str | Time) -> str:
    """An index without blanks: i, t-1, 0."""
    if isinstance(index, str):
        return name(index)
    letter, shift = index
    return name(letter) + (f"{shift:+d}" if shift else "") if letter \
        else str(shift)


def entry(e: Term) -> str:
    """An entry of a tensor: h_{t-1,j}, W_{ij}."""
    timed = is_time(e[1])
    rest = "".join(map(tight, e[1 + timed:]))
    look = NAMES.get(e[0], "")
    if "@0" in look:                            # the copy of W at a step
        return f"{look.replace('@0', tight(e[1]))}_{{{rest}}}"
    if timed:
        rest = ",".join(filter(None, [tight(e[1]), rest]))
    return subscript(e[0], rest)


def subscript(tensor: str, index: str) -> str:
    """A name with its index, behind the one that it may have already."""
    head, _, tail = NAMES.get(tensor, tensor).partition("_")
    index = ",".join(filter(None, [tail, index]))
    return f"{head}_{{{index}}}" if index else head


# sums and products

def signed(e: Term) -> tuple[bool, Term]:
    """Whether a minus stands before a term, and the term without it."""
    if number(e):
        return e < 0, abs(e)
    if head_of(e) == "*":
        minus = [n for n, f in enumerate(e) if number(f) and f < 0]
        if len(minus) == 1:
            (n,) = minus
            return True, product(*e[1:n], -e[n], *e[n + 1:])
    return False, e


def sum_of(e: Term) -> str:
    """A sum; a number beside matrices is a multiple of I."""
    return "".join(terms_of(e)).removeprefix(" + ").strip()


def terms_of(e: Term) -> list[str]:
    """The terms of a sum in print, each with its sign before it."""
    matrices = not scalar(e)
    out = []
    for part in e[1:]:
        minus, rest = signed(part)
        out.append((" - " if minus else " + ") + (
            multiple_of_I(rest) if matrices and scalar(rest)
            else bracket(rest, "+")))
    return out


def multiple_of_I(n: Term) -> str:
    """A number that stands for that multiple of the identity."""
    if n in (0, 1):
        return "I" if n else "0"
    return f"{bracket(n, '+', 'sum')} I"


def product_of(e: Term) -> str:
    """A product, as a fraction if something stands below the line."""
    minus, rest = signed(e)
    sign = "-" if minus else ""
    if minus and not (isinstance(rest, tuple) and rest[0] == "*"):
        return sign + bracket(rest, "+")
    over, under = over_and_under(rest[1:])
    if not under:
        return sign + row(over)
    beside = [f for f in over if head_of(f) in ("d", "imm")] \
        if all(head_of(f) != "+" for f in over) else []
    over = [f for f in over if f not in beside]
    out = sign + rf"\frac{{{row(over)}}}{{{row(under)}}}"
    return " ".join([out, row(beside)]) if beside else out


def over_and_under(factors: Sequence[Term]) -> tuple[list[Term], list[Term]]:
    """The factors above and below the line of a fraction."""
    over, under = [], []
    for f in factors:
        if below(f):
            under.append(power(f[1], -f[2]))
        elif isinstance(f, Fraction):
            over += [f.numerator] if f.numerator != 1 else []
            under += [f.denominator]
        else:
            over.append(f)
    return over, under


def head_of(e: Term) -> str:
    """What a term begins with; "" for numbers and letters."""
    return e[0] if isinstance(e, tuple) else ""


def below(e: Term) -> bool:
    """Whether a factor stands below the line of a fraction."""
    return head_of(e) == "^" and number(e[2]) and e[2] < 0


def row(some: Sequence[Term]) -> str:
    """Factors side by side; a sum that is not the last in brackets."""
    last = len(some) - 1
    text = " ".join(
        bracket(f, "+", "-", *(("sum", "over") if n < last else ()),
                *(("number",) if n else ()))
        if last else bracket(f) for n, f in enumerate(some)) or "1"
    if all(map(scalar, some)):                # no logistic function
        text = re.sub(r"(\\sigma(\^\{\w+\})?) (?=\\left\()", r"\1 \\cdot ",
                      text)
    text = re.sub(r"(?<=[\w}]) (?=\\mathrm\{d\})", r" \\, ", text)
    text = re.sub(r"(\\sum_\{\w+\}) \\,", r"\1", text)
    return re.sub(r"(\\mathrm\{d\}[UWV]) (?=[\w\\])(?!\\,)", r"\1 \\, ", text)


def bracket(e: Term, *kinds: str) -> str:
    """e in print, in brackets if it is of one of these kinds.

    "-" is what begins with a minus.
    """
    if head_of(e) in kinds or "-" in kinds and signed(e)[0] \
            or "number" in kinds and number(e):
        return rf"\left({latex(e)}\right)"
    return latex(e)


def sum_over(e: Term) -> str:
    """A sum over a whole size, without bounds."""
    body = e[2]
    inner = latex(body) if body[0] == "sum" else bracket(body, "+", "-")
    return rf"\sum_{{{name(e[1])}}} {inner}"


def power(base: Term, exponent: Term) -> Term:
    """A power; the first one is the base itself."""
    return base if exponent == 1 else ("^", base, exponent)


def power_of(e: Term, blanks: bool = True) -> str:
    """A power; what ends in a fraction or a T gets brackets first."""
    _, base, exponent = e
    if number(exponent) and exponent < 0:
        return rf"\frac{{1}}{{{latex(power(base, -exponent))}}}"
    if isinstance(exponent, Fraction) and exponent == Fraction(1, 2):
        return rf"\sqrt{{{latex(base)}}}"
    head = head_of(base)
    up = latex(exponent) if blanks else latex(exponent).replace(" ", "")
    if head in FUNCTIONS:
        return function(base, f"^{{{up}}}")
    inside = latex(base)
    plain = head == "@" or not head or is_entry(base) or head in ("d", "imm")
    if not plain or r"\frac" in inside or "^" in inside or signed(base)[0]:
        inside = rf"\left({inside}\right)"
    return rf"{inside}^{{{up}}}"


FUNCTIONS = {"exp": r"\exp", "log": r"\log", "tanh": r"\tanh"}


def function(e: Term, up: str = "") -> str:
    """A function of a number."""
    if e[0] == "logistic":
        return rf"\sigma{up}\left({latex(e[1])}\right)"
    return f"{FUNCTIONS[e[0]]}{up} " + bracket(e[1], "+", "*", "sum", "-")


def delta(e: Term) -> str:
    """Kronecker's delta."""
    return rf"\delta_{{{''.join(map(name, e[1:]))}}}"


def derivative(e: Term) -> str:
    """A derivative; of a compound, with brackets behind it."""
    top, by = e[1], latex(e[2])
    out = fraction(latex(top), by) if is_entry(top) else (
        rf"\frac{{\partial}}{{\partial {by}}}\left({latex(top)}\right)")
    if e[0] == "d":
        return out
    out = out.replace(r"\partial", r"\partial^{+}", 1)
    if is_entry(top) and top[1] == e[3]:      # the time that may move
        return out
    return rf"\left.{out}\right|_{{{tight(e[3])}}}"


# matrices

def matrix(e: Term) -> str:
    """A matrix at its times."""
    _, known, *times = e
    times = [*map(tight, times)]
    if known not in LOOKS:
        return subscript(known, ",".join(times))
    look = LOOKS[known]
    for place, time in enumerate(times):
        look = look.replace(f"@{place}", time)
    return look


def transpose(e: Term) -> str:
    """A transpose, in brackets if there is something up there already."""
    inside = latex(e[1])
    plain = e[1][0] == "@" and not re.search(r"\\frac|\^|\\mathrm", inside)
    inside = inside if plain else rf"\left({inside}\right)"
    return rf"{inside}^{{\mathrm{{T}}}}"


def chain(e: Term) -> str:
    """A product over time: J_t J_{t-1} \\cdots J_{k+1}."""
    _, letter, first, last, step, factor = e
    length = steps(first, last, step)
    if length == 0:
        return "I"
    times = [(first[0], first[1] + n * step) for n in range(length or 2)] \
        if length is None or length <= 3 else [
            first, (first[0], first[1] + step)]
    if length is not None and length <= 3:
        return row([put(factor, {letter: one}) for one in times])
    if letter not in free(factor):
        return power_of(("^", factor, exponent_between(first, last, step)),
                        blanks=False)
    one, two, end = [latex(put(factor, {letter: time}))
                     for time in (*times, last)]
    return rf"{one} {two} \cdots {end}"


def steps(first: Time, last: Time, step: int) -> int | None:
    """How many factors there are, if that is known."""
    return (last[1] - first[1]) * step + 1 if first[0] == last[0] else None


def exponent_between(first: Time, last: Time, step: int) -> Term:
    """The length of a product over time, as a term: t-k."""
    high, low = (first, last) if step == -1 else (last, first)
    shift = high[1] - low[1] + 1
    parts: list[Term] = [high[0]] if high[0] else []
    parts += [("*", -1, low[0])] if low[0] else []
    parts += [shift] if shift else []
    return parts[0] if len(parts) == 1 else ("+", *parts)


def over(e: Term) -> str:
    """A sum over times, with its bounds."""
    _, letter, low, high, body = e
    return (rf"\sum_{{{name(letter)}={tight(low)}}}^{{{tight(high)}}} "
            + bracket(body, "+", "-"))


PRINTS = {"+": sum_of, "*": product_of, "^": power_of, "sum": sum_over,
          "delta": delta, "d": derivative, "imm": derivative, "@": matrix,
          "T": transpose, "chain": chain, "over": over,
          "logistic": function} | dict.fromkeys(FUNCTIONS, function)
