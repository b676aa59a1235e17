r"""Products whose index runs down in time: \prod_{j=0}^{t-k-1} D_{t-j}.

With s = t - j they run up, over s = k + 1, ..., t, so that the latest factor
is that of the largest index.
"""
from collections.abc import Callable

from ..tree import nodes as tree
from ..tree.nodes import Linear
from .linear import linear, plus, scaled
from .scopes import bound_times, children, linears, rebuilt

Change = Callable[[Linear], Linear]


def upwards(node: tree.OverTime) -> tree.OverTime:
    """The same, running up in time if all its times run down.

    Where another letter cannot be had its order is turned around.
    """
    letter = node.letter
    times = [one for one in times_in(node.body) if letter in dict(one.letters)]
    if not times or any(dict(one.letters)[letter] != -1 for one in times):
        return node
    latest = max(times, key=lambda one: one.number)
    start = linear([one for one in latest.letters if one[0] != letter],
                   latest.number)
    if bound_times(node.body) & dict(latest.letters).keys():
        return node._replace(falling=not node.falling)

    def turned(form: Linear) -> Linear:
        """The form with start - letter for the letter."""
        many = dict(form.letters).get(letter, 0)
        moved = linear([(letter, -2 * many)])
        return plus(form, plus(moved, scaled(start, many)))
    return node._replace(low=plus(start, scaled(node.high, -1)),
                         high=plus(start, scaled(node.low, -1)),
                         body=changed(node.body, turned))


def times_in(node: tree.Node) -> list[Linear]:
    """The steps of all that stands in a tree."""
    own = linears(node) if isinstance(node, tree.Entry | tree.Whole) else []
    return [*own, *(one for child in children(node)
                    for one in times_in(child))]


def changed(node: tree.Node, change: Change) -> tree.Node:
    """The tree with other times, counts, exponents and bounds."""
    node = rebuilt(node, [changed(one, change) for one in children(node)])
    match node:
        case tree.Entry(_, time, _, copy) | tree.Whole(_, time, copy):
            return node._replace(time=time and change(time),
                                 copy=copy and change(copy))
        case tree.Count(value):
            return tree.Count(change(value))
        case tree.Power(_, exponent) if isinstance(exponent, Linear):
            return node._replace(exponent=change(exponent))
        case tree.OverTime(_, _, low, high):
            return node._replace(low=change(low), high=change(high))
    return node


__all__ = ["upwards"]
