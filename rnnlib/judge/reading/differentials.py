r"""Derivatives as they are written: \frac{\partial E}{\partial W}, dE/dW.

Also \nabla_W E, \partial_W E, and dW where the alphabet has it for the
gradient of the loss.
"""
from ..text.items import Item, Script, only
from ..tree import nodes as tree
from ..tree.errors import NotRead
from .calculus import derivative
from .combining import over
from .letters import raised, read_letter
from .naming import find, lifted
from .prepare import prepared
from .slots import above
from .state import State, Value, number


def is_differential(state: State, item: Item) -> bool:
    """Whether an item is the d of a derivative."""
    return item.kind == "partial" or (
        item.kind == "letter" and item.name == "d"
        and "d" not in state.alphabet.letters and not any(
            script.where == "_" for script in item.scripts))


def immediate(item: Item) -> bool:
    r"""Whether a d has the sign of the immediate derivative, \partial^+.

    Raises NotRead for anything else above or below it.
    """
    if not item.scripts:
        return False
    for script in item.scripts:
        whole = only(script.entries)
        sign = whole and whole.terms[0].items[0]
        if script.where == "^" and sign and sign.kind == "sign" \
                and sign.name == "+":
            continue
        raise NotRead(
            "Only first derivatives are read, and \\partial^+ for the "
            "immediate one.", script.start, script.end)
    return True


def fraction_of_differentials(state: State, item: Item) -> Value | None:
    """A fraction as a derivative; None if it is an ordinary one.

    With nothing above the d, it is an operator: see `operator`.
    """
    top, below = split(state, item)
    if top is None or below is None:
        return None
    if not top[1:]:
        raise NotRead("Nothing can stand above or below this derivative "
                      "before it has something to work on: write brackets "
                      "around both, and this behind them.", item.start,
                      item.end)
    return quotient(state, state.read_items(top[1:]), top[0], below)


def split(state: State, item: Item) -> tuple[list[Item] | None,
                                             list[Item] | None]:
    """The items of both parts of a fraction, if each begins with a d."""
    parts: list[list[Item] | None] = []
    for entries in item.parts:
        whole = only(entries)
        found = None
        if whole and len(whole.terms) == 1 and whole.terms[0].sign == 1:
            ready = prepared(state.alphabet, whole.terms[0].items)
            if len(ready) == 1 and ready[0].kind == "group":
                ready = opened(state, ready[0])
            found = ready if any(is_differential(state, one)
                                 for one in ready) else None
        parts.append(found)
    top, below = parts
    if top is None or below is None or not is_differential(state, top[0]):
        return None, None
    return top, below


def opened(state: State, item: Item) -> list[Item]:
    """The items in a lone pair of braces."""
    whole = only(item.parts[0])
    if whole and len(whole.terms) == 1 and not item.scripts:
        return prepared(state.alphabet, whole.terms[0].items)
    return [item]


def quotient(state: State, top: Value, sign: Item, below: list[Item]
             ) -> Value:
    """d top / (n d below): what stands before the d below divides."""
    at = next(place for place, one in enumerate(below)
              if is_differential(state, one))
    if not below[at + 1:]:
        raise NotRead("Nothing stands behind the d below: write by what the "
                      "derivative is taken.", below[at].start, below[at].end)
    now = immediate(sign) | immediate(below[at])
    with state.differentiating():
        under = state.read_items(below[at + 1:])
    value = derivative(state, top, under, now)
    before = below[:at]
    if before and before[-1].kind == "op":
        before = before[:-1]
    if before:
        value = over(state, value, state.read_items(before))
    return value


def operator(state: State, items: list[Item], at: int
             ) -> tuple[list[Item], Item, int] | None:
    r"""\frac{\partial}{\partial W} as (below, its d, next place), or None."""
    item = items[at]
    if item.kind == "frac" and not item.scripts:
        top, below = split(state, item)
        if top is not None and below is not None and len(top) == 1:
            return below, top[0], at + 1
    return None


def applied(state: State, items: list[Item], at: int,
            found: tuple[list[Item], Item, int]) -> tuple[Value, int]:
    """An operator on the next bracket, else on the rest of the term."""
    below, sign, rest = found
    if rest >= len(items):
        raise NotRead("This derivative has nothing to work on: write what is "
                      "differentiated behind it.", items[at].start,
                      items[at].end)
    last = rest + 1 if items[rest].kind in ("round", "square") \
        else len(items)
    if last == len(items) and last - rest > 1:
        state.note("a derivative is read as reaching over the rest of its "
                   "term")
    top = state.read_items(items[rest:last])
    return quotient(state, top, sign, below), last


def inline_differential(state: State, items: list[Item], at: int
                        ) -> tuple[Value, int] | None:
    r"""\partial E_t / \partial W_{ij}; None if no such thing begins here."""
    slash = next((place for place in range(at + 1, len(items) - 1)
                  if items[place].name == "over"
                  and is_differential(state, items[place + 1])), None)
    if slash is None or any(is_differential(state, one)
                            for one in items[at + 1:slash]):
        return None
    if slash + 2 >= len(items):
        raise NotRead("Nothing stands behind the d below: write by what the "
                      "derivative is taken.", items[-1].start, items[-1].end)
    below = items[slash + 1:slash + 3]
    if slash == at + 1:
        return applied(state, items, at, (below, items[at], slash + 3))
    top = state.read_items(items[at + 1:slash])
    return quotient(state, top, items[at], below), slash + 3


def nabla(state: State, items: list[Item], at: int) -> tuple[Value, int]:
    r"""\nabla_W E and \partial_W E: the derivative of the next factor."""
    item = items[at]
    below = [one for one in item.scripts if one.where == "_"]
    whole = only(below[0].entries) if len(below) == 1 else None
    if whole is None or len(whole.terms) != 1:
        raise NotRead(r"Say below this sign by what is differentiated: write "
                      r"\nabla_W E.", item.start, item.end)
    if at + 1 >= len(items) or items[at + 1].kind == "op":
        raise NotRead("Nothing stands behind this sign.", item.start,
                      item.end)
    rest = item._replace(scripts=tuple(
        one for one in item.scripts if one.where != "_"))
    under = state.read_items(prepared(state.alphabet, whole.terms[0].items))
    top, last = state.read_next(items, at + 1)
    if item.kind == "nabla" and top.shape.out:
        raise NotRead("The gradient is one of a number; of a column write "
                      r"\frac{\partial h_t}{\partial h_k}.", item.start,
                      top.end)
    value = derivative(state, top, under, immediate(rest))
    return value._replace(start=item.start), last


def prefixed(state: State, items: list[Item], at: int) -> Value:
    """dW, dh_t: the gradient of the loss over all steps."""
    item = lifted(state, items[at + 1])
    named = find(state, item) if item.kind == "letter" else None
    if named is None:
        raise NotRead("d stands before a letter for its gradient here, and "
                      "this is no letter of the alphabet.", items[at].start,
                      items[at + 1].end)
    turns = tuple(script for script in item.scripts if is_turn(script))
    below = read_letter(state, item._replace(scripts=tuple(
        script for script in item.scripts if script not in turns)))
    total = number(tree.Entry("total", None, ()), item.start, item.end)
    value = derivative(state, total, below, False)
    ups = tuple(up for script in turns for up in above(script))
    return raised(state, value, ups)


def is_turn(script: Script) -> bool:
    """Whether a script is a transpose and nothing else."""
    return script.where == "^" and all(
        up.kind in ("turn", "T") for up in above(script))


__all__ = ["applied", "fraction_of_differentials", "inline_differential",
           "is_differential", "nabla", "operator", "prefixed"]
