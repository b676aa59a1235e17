"""Why a line is equal to the one before: in plain words, with links."""
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...checker import Language
from ...checker.terms import Term, is_entry, scalar, walk
from ..ledger import called
from ..ledger.ledger import built, listed
from ..printing.statements import width
from ..printing.terms import latex, signed, tight
from ..recall import homes
from .merging import is_open
from .reading import Line, Step

SHORT = 20                    # so wide may be a formula in a reason


def reason(before: Term, line: Line) -> str:
    """What stands beside a line, as Markdown."""
    said: list[str] = []
    for one in told(before, line.steps, line.term):
        if one and one not in said:
            said.append(one)
    return ", ".join(said)


def told(before: Term, steps: Sequence[Step], after: Term
         ) -> Iterable[str]:
    """The parts of a reason."""
    taken: list[str] = []
    if any(one.rule == "derivative" for one in steps):
        taken = [] if is_open(before) else [
            label for one in steps if one.rule == "definition"
            for label in one.cited]
        yield differentiated(before, taken, after)
    for one in steps:
        yield from (cited(label, instances(label, steps),
                                steps[0].known)
                    for label in one.cited if label not in taken)
        if one.rule in WORDS and (
                one.rule != "algebra" or len(steps) == 1):
            yield WORDS[one.rule](one)


def instances(label: str, steps: Sequence[Step]
              ) -> list[Mapping[str, Any]]:
    """All instances of an equation in some steps."""
    return [at for one in steps if label in one.cited
            for at in ([{"t": one.data["at"]}] if one.rule == "definition"
                       else one.data.get("at", [{}]))]


def differentiated(before: Term, taken: Sequence[str], after: Term) -> str:
    """That a derivative was taken, of what, and by which rule."""
    labels = [*dict.fromkeys(taken)]
    of = in_words([*map(equation, labels)])
    if not labels:
        return after == 0 and independent(before) or rule(
            "derivative", "differentiation")
    if open_ones(after) - open_ones(before):
        return rule("chain rule", "chain rule") + f" through {of}"
    return rule("derivative", "differentiation") + f" of {of}"


def in_words(some: Sequence[str]) -> str:
    """Some things in a row: a, b and c."""
    *first, last = some or [""]
    return " and ".join(filter(None, [", ".join(first), last]))


def independent(e: Term) -> str:
    """That an entry does not move with another; "" if that is not it."""
    pairs = open_ones(e)
    if len(pairs) != 1 or is_open(e):
        return ""
    ((top, by, *_),) = pairs
    return f"${latex(top)}$ does not depend on ${latex(by)}$"


def open_ones(e: Term) -> set[Term]:
    """The derivatives of entries in a line."""
    return {part[1:] for part in walk(e) if isinstance(part, tuple)
            and part[0] in ("d", "imm") and is_entry(part[1])}


def rule(words: str, term: str) -> str:
    """The name of a rule, as a link to the glossary where there is one."""
    if not built():
        return words
    return f"{{term}}`{words}`" if words == term \
        else f"{{term}}`{words} <{term}>`"


def equation(label: str) -> str:
    """The number of an equation, as a link where it can be followed."""
    home = homes.book()["statements"].get(label)
    if built() or home is None:
        return listed([label], "")
    return called.linked(f"({called.equation(label)})", home["page"], label)


def cited(label: str, some: Sequence[Mapping[str, Any]],
          known: Language) -> str:
    """An equation, and at which times it is used."""
    out = rule("the hypothesis", "induction") if label == "hypothesis" \
        else equation(label)
    where = [*dict.fromkeys(instance(at, known) for at in some)]
    if any(where):
        out += " at " + in_words([one or "$t$" for one in where])
    turned = [bool(one.get("turned")) for one in some]
    return out + (", transposed" if all(turned) else
                  ", also transposed" if any(turned) else "")


def instance(at: Mapping[str, Any], known: Language) -> str:
    """The times of an instance; "" if they are those of the equation."""
    times = {v: tight(known.time(new)) for v, new in at.items()
             if v != "turned" and known.space(v) == "time" and new != v}
    if len(times) == 1:
        ((v, new),) = times.items()
        return f"${new}$" if v == "t" or new[0] == v else f"${v} = {new}$"
    return ", ".join(f"${v} \\to {new}$" for v, new in times.items())


# the rules

def through(step: Step) -> str:
    """By way of one name."""
    known = step.known.time(step.data["at"])
    name = latex(("@", step.data["name"], known))
    return rule("chain rule", "chain rule") + f" through ${name}$"


def backwards(step: Step) -> str:
    """By way of all that an entry enters."""
    of = latex(step.known.term(step.data["of"])[2])
    return rule("chain rule", "chain rule") + f", by all that ${of}$ enters"


def term(step: Step) -> str:
    """A term off a sum, or back into it."""
    end = "first" if "first" in step.data else "last"
    return rule(f"the {end} term of the sum", "term of a sum")


def algebra(step: Step) -> str:
    """What reckoning did."""
    before, after = step.before, step.after
    if count(after, "delta") < count(before, "delta"):
        return rule("the delta leaves one term", "Kronecker delta")
    if count(after, "delta") and letters(before) != letters(after):
        return rule("equal where the delta is not 0", "Kronecker delta")
    more = products_of_sums(after) - products_of_sums(before)
    said = "rearranged" if not more else (
        "factored out" if more > 0 else "multiplied out")
    return rule(said, "algebra")


def letters(e: Term) -> list[str]:
    """All entries of a term as text, sorted."""
    return sorted(str(part) for part in walk(e) if is_entry(part))


def count(e: Term, head: str) -> int:
    """How many parts of a term begin so."""
    return sum(isinstance(part, tuple) and part[0] == head
               for part in walk(e))


def products_of_sums(e: Term) -> int:
    """How many factors are sums."""
    return sum(isinstance(part, tuple) and part[0] == "*" and any(
        isinstance(f, tuple) and f[0] in ("+", "over") for f in part[1:])
        for part in walk(e))


def link(step: Step) -> str:
    """Products over time joined, or a factor taken off."""
    if not count(step.before, "chain") and not count(step.after, "chain"):
        return algebra(step)
    return rule("factors joined" if factors(step.after) < factors(step.before)
                else "product split", "joining")


def factors(e: Term) -> int:
    """How many matrices and products over time stand in a term."""
    return count(e, "@") + count(e, "chain")


def square(step: Step) -> str:
    """What a bound leaves out."""
    before, after = addends(step.before), addends(step.after)
    kept = [in_one_order(one) for one in (*before, *after)]
    minus = [signed(one) for one, key in zip(before, kept, strict=False)
             if key not in kept[len(before):]]
    if not all(one for one, _ in minus) or any(
            key not in kept[:len(before)] for key in kept[len(before):]):
        return rule("a square left out", "square left out")
    texts = [latex(one) for _, one in minus]
    what = "a square" if len(minus) == 1 else "squares"
    if sum(map(width, texts)) > SHORT:
        return "what is subtracted is left out, " + rule(
            what, "square left out")
    lost = in_words([f"${text}$" for text in texts])
    return f"{lost} left out, " + rule(what, "square left out")


def in_one_order(e: Term) -> Term:
    """A term with its numbers sorted, to be compared."""
    some = e[1:] if isinstance(e, tuple) and e[0] == "*" else (e,)
    return (*sorted(filter(scalar, some), key=str),
            *[f for f in some if not scalar(f)])


def addends(e: Term) -> tuple[Term, ...]:
    """The terms of a sum, or the one that there is."""
    some = e[1:] if isinstance(e, tuple) and e[0] == "+" else (e,)
    return tuple(one for one in some if one != 0)


def swap(step: Step) -> str:
    """Sums over the same times in another order."""
    return rule("order of the sums", "order of summation")


def read_off(step: Step) -> str:
    """A gradient off a differential."""
    return rule("read off", "reading off")


WORDS = {"through": through, "backwards": backwards, "term": term,
         "algebra": algebra, "link": link, "square": square, "swap": swap,
         "read off": read_off}
__all__ = ["WORDS", "reason"]
