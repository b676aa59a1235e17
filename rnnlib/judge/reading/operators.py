"""Sums, products and functions: how far they reach, and what they make."""
from ..text.items import Item, Script, hoisted, only, walk
from ..tree import nodes as tree
from ..tree.errors import NotRead
from .bounds import Bounds, bounds_of
from .calculus import apply, part
from .combining import multiply
from .downward import upwards
from .letters import raised
from .linear import shifted
from .slots import Above, above, flat
from .state import State, Value

BRACKETS = ("round", "square", "group")


def read_big(state: State, items: list[Item], at: int) -> tuple[Value, int]:
    """A sum over the rest of its term; a product as far as its letter goes.

    Raises NotRead if nothing stands behind it.
    """
    item = items[at]
    ranges = bounds_of(state, item)
    if at + 1 >= len(items):
        raise NotRead(f"Nothing stands behind this {item.name}: put what it "
                      "runs over in brackets.", item.start, item.end)
    last = len(items) if item.name == "sum" else \
        reach(items, at, {one.letter for one in ranges})
    body, last = under(state, items[at + 1:last], ranges, item, last,
                       items)
    for bounds in reversed(ranges):
        body = body._replace(node=bound(state, item, bounds, body.node))
    return body._replace(start=item.start), last


def reach(items: list[Item], at: int, letters: set[str]) -> int:
    """Where a product ends: behind the last factor with its letter."""
    with_letter = [place for place in range(at + 1, len(items))
                   if letters & {one.name for one in walk((items[place],))}]
    return with_letter[-1] + 1 if with_letter else next_factor(items, at + 1)


def next_factor(items: list[Item], at: int) -> int:
    """Where the factor that begins at a place ends, as far as items tell."""
    if items[at].kind == "function" and at + 1 < len(items) \
            and items[at + 1].kind in BRACKETS:
        return at + 2
    alone = items[at].kind not in ("function", "big", "partial", "nabla")
    return at + 1 if alone else len(items)


def under(state: State, body: list[Item], ranges: list[Bounds], item: Item,
          last: int, items: list[Item]) -> tuple[Value, int]:
    """What a sum or product runs over, read with its letters bound.

    A product takes square matrices directly behind it along.
    """
    if not ranges:
        value = state.read_items(body)
        if item.name == "product" and square(value) and not closed(body):
            value, last = squares_behind(state, value, items, last)
        return value, last
    first = ranges[0]
    with state.inside(first.letter, first.is_time):
        return under(state, body, ranges[1:], item, last, items)


def closed(body: list[Item]) -> bool:
    """Whether a bracket says already what a product runs over."""
    return len(body) == 1 and body[0].kind in ("round", "square")


def square(value: Value) -> bool:
    """Whether a value is a square matrix."""
    return value.shape.out == value.shape.by and len(value.shape.by) == 1


def squares_behind(state: State, value: Value, items: list[Item], last: int
                   ) -> tuple[Value, int]:
    """A product's body with the square matrices that stand behind it."""
    start = last
    while (at := behind_a_dot(items, last)) < len(items) \
            and plain_matrix(items[at]):
        factor, after = state.read_next(items, at)
        if not square(factor) or isinstance(factor.node, tree.Derivative):
            break
        value, last = multiply(state, value, factor), after
    if last > start:
        state.note("the product is read as reaching over the square matrices "
                   "behind it; brackets around all that it multiplies would "
                   "say so")
    return value, last


def behind_a_dot(items: list[Item], at: int) -> int:
    r"""The place of the next factor, behind a \cdot or \times if one stands
    there."""
    return at + (at < len(items) and items[at].kind == "op"
                 and items[at].name in ("dot", "times"))


def plain_matrix(item: Item) -> bool:
    """Whether an item may be a matrix by itself: no sum, no operator."""
    return hoisted(item).kind in ("letter", "function", "round")


def bound(state: State, item: Item, bounds: Bounds, body: tree.Node
          ) -> tree.Node:
    """A sum or product over one letter."""
    if bounds.low is None or bounds.high is None:
        if item.name == "product":
            raise NotRead("Products are read over times only.", item.start,
                          item.end)
        state.places.setdefault(bounds.letter, []).append(
            (item.start, item.end))
        return tree.SumOver(bounds.letter, "", body)
    falling = state.alphabet.product == "falling"
    found = tree.OverTime(item.name, bounds.letter, bounds.low, bounds.high,
                          body, falling)
    if item.name == "product":
        found = in_time(state, found)
    if found.low.letters or found.high.letters:
        state.facts.append((shifted(found.low, -1), found.high))
    return found


def in_time(state: State, found: tree.OverTime) -> tree.OverTime:
    """A product that runs up in time, with notes of its order."""
    before, found = found, upwards(found)
    if found is not before:
        state.note(f"the times of the product over {found.letter} run down, "
                   "and it is read as running up")
    state.note(f"in the product over {found.letter} the latest factor stands "
               f"on the {'left' if found.falling else 'right'}")
    return found


def read_function(state: State, items: list[Item], at: int
                  ) -> tuple[Value, int]:
    """A function of the bracket behind it, else of the next factor."""
    item = items[at]
    name = item.name if item.kind == "function" \
        else state.alphabet.functions[item.name]
    slope, ups = scripts_of(item)
    if at + 1 >= len(items) or items[at + 1].kind == "op":
        raise NotRead(f"Nothing stands behind {item.name}: write "
                      f"{item.name}(...).", item.start, item.end)
    behind: tuple[Script, ...] = ()
    if items[at + 1].kind in BRACKETS:
        of, behind = argument(state, items[at + 1])
        last = at + 2
    else:
        of, last = without_brackets(state, items, at + 1, name)
    value = raised(state, apply(state, name, of, slope), ups)
    value = value._replace(start=item.start)
    for script in behind:
        value = scripted(state, value, script)
    return value, last


def scripts_of(item: Item) -> tuple[bool, tuple[Above, ...]]:
    """(whether it is the slope, the powers) of a function's scripts."""
    slope, ups = False, []
    for script in item.scripts:
        if script.where == "_":
            raise NotRead("Below a function nothing can be read.",
                          script.start, script.end)
        for up in above(script):
            if slope and up.kind == "prime":
                raise NotRead("Only first derivatives are read: a function "
                              "has one prime at most.", up.start, up.end)
            if up.kind == "prime":
                slope = True
            elif up.form is None or up.form.letters or up.form.number < 1:
                raise NotRead("Above a function a power such as 2, or a "
                              "prime, can stand.", up.start, up.end)
            else:
                ups.append(up._replace(outer=True))
    return slope, tuple(ups)


def argument(state: State, item: Item) -> tuple[Value, tuple[Script, ...]]:
    """What stands in the bracket of a function, and the scripts behind."""
    whole = only(item.parts[0])
    if whole is None:
        chains = item.parts[0]
        raise NotRead("A function of one argument is read here: write what "
                      "it is of, without commas.", chains[0].start,
                      chains[-1].end)
    return state.read_sum(whole), item.scripts


def without_brackets(state: State, items: list[Item], at: int, name: str
                     ) -> tuple[Value, int]:
    r"""\tanh W h: factors until there is a column or a number."""
    of, last = state.read_next(items, at)
    while of.shape.by and of.shape.out and last < len(items) \
            and items[last].kind != "op":
        factor, last = state.read_next(items, last)
        of = multiply(state, of, factor)
        state.note(f"{name} is read as reaching over a product")
    return of, last


def scripted(state: State, value: Value, script: Script) -> Value:
    """f(x)_i and f(x)^2: scripts behind the bracket belong to the value."""
    if script.where != "_":
        ups = tuple(up._replace(outer=True) for up in above(script))
        return raised(state, value, ups)
    indices = tuple(state.as_index(slot.form, slot.start, slot.end)
                    for slot in flat(script.entries))
    return part(state, value, indices, script.end)


__all__ = ["read_big", "read_function", "scripted"]
