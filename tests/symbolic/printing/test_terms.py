r"""What is shown is what was checked: the LaTeX of the checker's terms."""
from collections import defaultdict
from fractions import Fraction

import pytest
from rnnlib.checker import Refused
from rnnlib.checker.language import scalar
from rnnlib.checker.scalars import Scalars
from rnnlib.checker.terms import is_entry, is_time, mapped, parts, walk
from rnnlib.checker.words import Words
from rnnlib.symbolic.certificates.statements import language
from rnnlib.symbolic.derivations.reading import renamed
from rnnlib.symbolic.networks import family
from rnnlib.symbolic.printing.breaking import equation, in_lines
from rnnlib.symbolic.printing.formulas import textbook
from rnnlib.symbolic.printing.statements import LINE, textbook_equation, width
from rnnlib.symbolic.printing.terms import latex
from terms_of_book import sides, term_of, terms

PRINTED = [
    (("*", 2, ("h", ("t", -1), "i")), r"2 h_{t-1,i}"),
    (("*", -1, ("x", ("t", 0), "u")), r"-x_{t,u}"),
    (("*", Fraction(-1, 2), ("E", ("t", 0))), r"-\frac{E_{t}}{2}"),
    (("^", ("sum", "a", ("y", ("t", 0), "a")), -1),
     r"\frac{1}{\sum_{a} y_{t,a}}"),
    (("*", ("sum", "a", ("y", ("t", 0), "a")), ("E", ("t", 0))),
     r"\left(\sum_{a} y_{t,a}\right) E_{t}"),
    (("sum", "a", ("*", ("y", ("t", 0), "a"), ("E", ("t", 0)))),
     r"\sum_{a} y_{t,a} E_{t}"),
    (("imm", ("h", ("t", 0), "i"), ("W", "j", "l"), ("t", 0)),
     r"\frac{\partial^{+} h_{t,i}}{\partial W_{jl}}"),
    (("imm", ("h", ("t", 0), "i"), ("h", ("t", -1), "j"), ("t", -1)),
     r"\left.\frac{\partial^{+} h_{t,i}}{\partial h_{t-1,j}}\right|_{t-1}"),
    (("*", ("over", "s", ("", 1), ("t", 0), ("@", "J", ("s", 0))),
      ("@", "W")), r"\left(\sum_{s=1}^{t} J_{s}\right) W"),
    (("+", 1, ("*", -1, ("@", "K", ("t", 0)))), r"I - K_{t}"),
    (("*", 2, 3), r"2 \left(3\right)"),
    (("chain", "s", ("t", 0), ("k", 1), -1, ("@", "J", ("s", 0))),
     r"J_{t} J_{t-1} \cdots J_{k+1}"),
    (("chain", "s", ("t", 0), ("k", 1), -1, ("@", "W")), r"W^{t-k}"),
    (("chain", "s", ("t", 0), ("t", 1), -1, ("@", "J", ("s", 0))), "I"),
    (("T", ("*", ("@", "W"), ("@", "J", ("t", 0)))),
     r"\left(W J_{t}\right)^{\mathrm{T}}"),
    (("*", ("y", ("t", 0), "a"), ("^", ("y_hat", ("t", 0), "a"), -1),
      ("d", ("y_hat", ("t", 0), "a"), ("q", ("t", 0), "b"))),
     r"\frac{y_{t,a}}{\hat{y}_{t,a}} "
     r"\frac{\partial \hat{y}_{t,a}}{\partial q_{t,b}}")]


@pytest.mark.parametrize(("term", "text"), PRINTED)
def test_terms_in_print(term, text):
    assert latex(term) == text


@pytest.mark.parametrize("label", sides())
def test_statements_print_as_they_do_from_sympy(label):
    lhs, rhs, sign = sides()[label]
    assert latex(term_of(lhs, rhs)) == textbook(lhs, [rhs])
    assert latex(term_of(rhs, lhs)) == textbook(rhs, [lhs])
    if lhs.is_commutative == rhs.is_commutative or rhs.is_number:
        known = "=" if sign == "=" else "<="
        assert equation(term_of(lhs, rhs), term_of(rhs, lhs), language(),
                        known) == textbook_equation(lhs, rhs, sign)


def test_long_sums_are_broken():
    long = ("+", *[("*", ("W", "i", v), ("h", ("t", 0), v)) for v in "jlm"])
    text = in_lines("", "=", long, latex(long), most=20)
    assert text.count(r"\\") == 1
    assert text.replace(r"\\ &\quad ", "").replace("&", "").replace(
        r"\begin{aligned}", "").replace(r"\end{aligned}", "").split() \
        == ["=", *latex(long).split()]
    assert width(latex(long)) < LINE
    assert in_lines("", "=", long, latex(long)) == f" = {latex(long)}"


# What is not the same does not print the same.

def mutants(e):
    """Terms like e, with one thing altered."""
    yield from altered(e)
    for n, part in enumerate(parts(e)):
        for other in mutants(part):
            yield replaced(e, n, other)


def replaced(e, place, other):
    """e with another part in the place of one."""
    some = iter(range(99))
    return mapped(e, lambda part: other if next(some) == place else part)


def altered(e):
    """Terms with another head, letter, time, sign or order than e."""
    yield from (("*", -1, e), ("*", 2, e), ("^", e, 2))
    if not isinstance(e, tuple):
        return
    yield "T", e
    if e[0] in ("+", "*"):
        rest = e[2:]
        yield rest[0] if len(rest) == 1 else (e[0], *rest)
        yield (e[0], *reversed(e[1:]))
        yield ("*" if e[0] == "+" else "+", *e[1:])
    if e[0] in ("sum", "over", "chain", "T"):
        yield e[-1]
    if e[0] == "chain":
        yield (*e[:2], e[3], e[2], -e[4], e[5])
    if e[0] == "d" and is_time(e[1][1]):
        yield ("imm", *e[1:], e[1][1])
    if e[0] == "imm":
        yield e[:1] + e[1:3] + ((e[3][0], e[3][1] - 1),)
        yield ("d", *e[1:3])
    yield from renamings(e)
    yield from with_other_letters(e)


def renamings(e):
    """Terms with another name of as many indices."""
    data = language().data
    if is_entry(e):
        yield from ((name, *e[1:]) for name, slots in data["tensors"].items()
                    if slots == data["tensors"][e[0]] and together(name, e[0]))
    if e[0] == "@":
        known = {**data["matrices"], **data["sums"]}
        yield from (("@", name, *e[2:]) for name, one in known.items()
                    if len(one[0]) == len(e[2:]))


def together(one, other):
    """Whether two tensors may stand on one page."""
    return None in (family(one), family(other)) \
        or family(one) == family(other)


def with_other_letters(e):
    """Terms with another letter or time in one place."""
    for n, part in enumerate(e):
        if is_time(part):
            yield (*e[:n], (part[0], part[1] + 1), *e[n + 1:])
            yield from ((*e[:n], (v, part[1]), *e[n + 1:])
                        for v in "tskT" if v != part[0])
        elif n > (e[0] == "@") and isinstance(part, str) and len(part) == 1:
            row = next(row for row in ("ijlm", "uv", "abc", "tskrT")
                       if part in row)
            yield from ((*e[:n], v, *e[n + 1:]) for v in row if v != part)


def normal(e):
    """What is the same for equal terms; None for what is no formula."""
    try:
        e = language().term(as_json(e))
        language().shape_of(e)
        scalars = Scalars(language())
        found = scalars.normal(e) if scalar(e) else Words(
            scalars).normal(e, ())
        return str(sorted(found.items(), key=str))
    except (Refused, StopIteration):
        return None


def as_json(e):
    """A term as a certificate has it."""
    if isinstance(e, Fraction):
        return ["/", e.numerator, e.denominator]
    if is_time(e):
        return f"{e[0]}{e[1]:+d}" if e[0] and e[1] else e[0] or str(e[1])
    return [*map(as_json, e)] if isinstance(e, tuple) else e


@pytest.mark.parametrize(("label", "term"), terms())
def test_what_prints_alike_is_equal(label, term):
    alike = defaultdict(set)
    for one in {term, *mutants(term)}:
        if (known := normal(one)) is not None:
            alike[latex(one)].add(known)
    assert alike
    assert {text: len(some) for text, some in alike.items()
            if len(some) > 1} == {}


def test_private_letters_get_the_names_that_a_reader_knows():
    own = ("over", "s#7", ("", 1), ("t", 0), ("@", "J", ("s#7", 0)))
    assert renamed(own, language()) == ("over", "s", ("", 1), ("t", 0),
                            ("@", "J", ("s", 0)))
    taken = renamed(("over", "s#7", ("", 1), ("s", 0),
                     ("@", "J", ("s#7", 0))), language())
    assert taken[1] != "s"
    assert not any("#" in str(part) for part in walk(taken))
