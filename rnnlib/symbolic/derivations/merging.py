"""Which lines a person would write: the others join the one after them.

Nothing is left out of a certificate. Here a line goes that holds a
derivative of a formula, not yet taken, or a function written out on the way;
its reason stands beside the next line.
"""
import re
from collections.abc import Iterator, Sequence

from ...checker.terms import Term, is_entry, walk
from ..printing.statements import LINE, width
from ..printing.terms import latex
from .reading import Line, Step

FUNCTIONS = ("exp", "log", "tanh", "logistic")
FACTOR = r"\w+_\{[^{}]*\}(?:\^\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})?"
# J_t J_{t-1} J_{t-2} \cdots
THIRD = re.compile(rf"({FACTOR} {FACTOR}) {FACTOR} \\cdots")
MOST = 6                      # reasons that one line may have


def merged(lines: Sequence[Line]) -> list[Line]:
    """The lines that are shown, with all reasons."""
    if len(lines) < 3:
        return list(lines)
    out = [lines[0]]
    waiting: tuple[Step, ...] = ()
    known = functions(lines[0].term) & functions(lines[-1].term)
    for n, line in enumerate(lines[1:], start=1):
        waiting += line.steps
        if n < len(lines) - 1 and hidden(
                line, lines[n + 1], out[-1], waiting, known):
            continue
        out.append(Line(line.term, waiting))
        waiting = ()
    out = without_repeats(out)
    return out if len(out) > 2 else in_two(lines, out)


def in_two(lines: Sequence[Line], out: list[Line]) -> list[Line]:
    """A derivation of one line, with one of those that were hidden.

    The first one that holds a derivative not yet taken, if that is short:
    a reader sees what was put in.
    """
    place = next((n for n, line in enumerate(lines[1:-1], start=1)
                  if is_open(line.term) and width(latex(line.term)) < LINE
                  and look(line.term) != look(lines[0].term)), None)
    if place is None:
        return out
    steps = [step for line in lines for step in line.steps]
    return [lines[0], Line(lines[place].term, tuple(steps[:place])),
            Line(lines[-1].term, tuple(steps[place:]))]


def hidden(line: Line, after: Line, before: Line, waiting: Sequence[Step],
           known: set[Term]) -> bool:
    """Whether a line is not shown by itself."""
    following = after.steps[0]
    if is_open(line.term) or look(line.term) == look(after.term):
        return True
    if folds(following, waiting) or turns(waiting[-1], following):
        return True
    if len(waiting) >= MOST:
        return False
    if functions(line.term) - functions(before.term) - known:
        return True
    return following.rule == "algebra" or len(waiting) == 1 and \
        waiting[0].rule == "algebra" and is_small(before, line)


def look(e: Term) -> str:
    """A term in print, with two factors before the dots of a product."""
    return THIRD.sub(r"\1 \\cdots", latex(e))


def is_open(e: Term) -> bool:
    """Whether a derivative of a formula is not taken yet."""
    return any(isinstance(part, tuple) and part[0] in ("d", "imm")
               and not is_entry(part[1]) for part in walk(e))


def functions(e: Term) -> set[str]:
    """The functions that are written out in a line."""
    return {part[0] for part in walk(e)
            if isinstance(part, tuple) and part[0] in FUNCTIONS}


def folds(step: Step, waiting: Sequence[Step]) -> bool:
    """Whether a name comes back that was put in on the way."""
    return step.rule == "definition" and any(
        one.rule == "definition" and {*one.cited} & {*step.cited}
        for one in waiting)


def turns(first: Step, second: Step) -> bool:
    """Whether two steps use one premise, turned and as it is."""
    return first.rule == second.rule == "premise" \
        and first.cited == second.cited


def is_small(before: Line, line: Line) -> bool:
    """Whether one line is only the other one in another order."""
    return sorted(map(str, walk(before.term))) == sorted(
        map(str, walk(line.term)))


def without_repeats(lines: Sequence[Line]) -> list[Line]:
    """The lines, but for those that print like the one before."""
    return list(different(lines))


def different(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines that differ in print from the one before them."""
    before = ""
    for line in lines:
        text = look(line.term)
        if text != before:
            yield line
        before = text
