"""Claims decided by numbers: both sides on random networks."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from ..tree.nodes import Claim
from .draws import Plan, Times, in_turn, networks, planned, possible, seeded
from .entrywise import aligned
from .functions import Array
from .networks import Network, Settings
from .reader import Run, Value
from .scenes import FUEL, Scene
from .shapes import Shape, common
from .troubles import NoNumber, OutOfTime, ShapeSlip, TooMuch, Trouble
from .values import reading, valued

NEAR, FLOOR = 1e-9, 1e-12        # relative to the largest entry; absolute
FIRST, MORE = 8, 16              # networks
TRIES = 40                       # times tried on a network
MOST_SPENT, FEWEST = 20000, 6    # nodes worked out; networks in any case
Allowed = Callable[[Times, Network], bool]


class Difference(NamedTuple):
    """Where the sides differ most: a network, times, entries, two numbers.

    entry: ((letter or "row" or "column", place from 1), ...).
    """

    network: Network
    times: Times
    entry: tuple[tuple[str, int], ...]
    left: float
    right: float


class Decision(NamedTuple):
    """What numbers say of a claim.

    kind: "equal", "different" (then `difference` is there), "shapes" (the
    sides cannot be equal, whatever the network, or one cannot be worked
    out) or "undecided". why: a sentence, "" if equal. tried: networks on
    which both sides had numbers; failed: on how many of these they differed.
    zero: both sides were 0 on all. spent: how many nodes were worked out.
    """

    kind: str
    why: str = ""
    tried: int = 0
    failed: int = 0
    difference: Difference | None = None
    zero: bool = False
    spent: int = 0


class Sides(NamedTuple):
    """Both sides of a claim, read, with one shape.

    spent: how many nodes have been worked out so far, in a list.
    """

    shape: Shape
    left: Run
    right: Run
    plan: Plan
    spent: list[int]


def sides(claim: Claim, settings: Settings) -> Sides:
    """Raises ShapeSlip or TooMuch if a side has no meaning."""
    left, right = reading((claim.left, claim.right), dict(claim.spaces),
                          settings)
    right = laid_like(left, right, settings)
    shape = common([left.shape, right.shape],
                   "The sides have different shapes")
    return Sides(shape, aligned(left, shape), aligned(right, shape),
                 planned((claim.left, claim.right), settings), [0])


def laid_like(left: Value, right: Value, settings: Settings) -> Value:
    """A row is taken for a column, and a column for a row, if either will do.
    """
    if not settings.either or left.shape.axes != right.shape.axes or len(
            left.shape.axes) != 1:
        return right
    return right._replace(shape=right.shape._replace(
        rows=left.shape.rows, cols=left.shape.cols))


class Outcome(NamedTuple):
    """Both sides on one network; differs: the largest difference counts."""

    network: Network
    times: Times
    left: Array
    right: Array

    @property
    def off(self) -> float:
        """The largest difference, as a fraction of the largest entry."""
        largest = max(_most(self.left), _most(self.right))
        gap = float(np.abs(self.left - self.right).max(initial=0))
        return 0.0 if gap <= FLOOR else gap / largest

    @property
    def differs(self) -> bool:
        return not self.off <= NEAR


def _most(array: Array) -> float:
    return float(np.abs(array).max(initial=0))


def always(times: Times, network: Network) -> bool:
    """Allows all times."""
    return True


def outcome(both: Sides, network: Network, turn: int, settings: Settings,
            rng: np.random.Generator, allowed: Allowed = always) -> Outcome:
    """Both sides at times of the turn. Raises Trouble if there are none."""
    scene = Scene(network, settings.last)
    trouble: Trouble = OutOfTime("No step fits all that this line names.")
    found = [times for times in possible(both.plan, network, settings.last)
             if allowed(times, network)]
    for times in in_turn(found, turn, rng)[:TRIES]:
        scene.times |= times
        try:
            return Outcome(network, times, *np.broadcast_arrays(
                worked_out(both.left, scene, both.spent),
                worked_out(both.right, scene, both.spent)))
        except OutOfTime as out:       # raised if no times do
            trouble = out
    raise trouble


def worked_out(run: Run, scene: Scene, spent: list[int]) -> Array:
    """A side's array; counts the nodes that are worked out for it."""
    try:
        return valued(Value(Shape(), frozenset(), run), scene)
    finally:
        spent[0] += FUEL - scene.fuel[0]


def outcomes(both: Sides, settings: Settings, rng: np.random.Generator,
             many: int, allowed: Allowed = always
             ) -> Iterator[Outcome | Trouble]:
    """Both sides on fresh networks, or why there are no numbers.

    Lines that take long are tried on fewer networks, but on FEWEST.
    """
    for turn, network in enumerate(networks(rng, settings, both.plan, many)):
        if both.spent[0] > MOST_SPENT and turn >= FEWEST:
            return
        try:
            yield outcome(both, network, turn, settings, rng, allowed)
        except (OutOfTime, NoNumber) as trouble:
            yield trouble


def decide(claim: Claim, settings: Settings, *, again: int = 0,
           first: int = FIRST, more: int = MORE,
           allowed: Allowed = always) -> Decision:
    """Whether both sides are equal on random networks and times.

    again: another number draws other networks. Tries `first` networks, and
    `more` if they found no difference. Never raises a Trouble.
    """
    try:
        both = sides(claim, settings)
        rng = seeded(claim, settings, again)
        found = list(outcomes(both, settings, rng, first, allowed))
        if not _failed(found):
            found += outcomes(both, settings, rng, more, allowed)
    except ShapeSlip as slip:
        return Decision("shapes", str(slip))
    except (TooMuch, RecursionError) as much:
        return Decision("undecided", str(much) if isinstance(much, Trouble)
                        else "This line is too deep.")
    return _decided(both, found)._replace(spent=both.spent[0])


def _failed(found: list[Outcome | Trouble]) -> list[Outcome]:
    return [one for one in found if isinstance(one, Outcome) and one.differs]


def _decided(both: Sides, found: list[Outcome | Trouble]) -> Decision:
    tried = [one for one in found if isinstance(one, Outcome)]
    failed = _failed(found)
    if failed:
        worst = max(failed, key=_telling)
        return Decision("different", "The sides differ.", len(tried),
                        len(failed), _difference(both.shape, worst))
    if 2 * len(tried) < len(found):
        why = next(str(one) for one in found if isinstance(one, Trouble))
        return Decision("undecided", why, len(tried))
    return Decision("equal", tried=len(tried), zero=not any(
        _most(one.left) for one in tried))


def _telling(one: Outcome) -> tuple[bool, bool, float]:
    """How much a difference shows: best on networks that are not tiny."""
    roomy = min(one.network.sizes[space] for space in ("n_h", "n_y")) > 1
    return roomy, bool(one.left.any() and one.right.any()), one.off


def _difference(shape: Shape, worst: Outcome) -> Difference:
    gap = np.abs(worst.left - worst.right)
    place = np.unravel_index(int(gap.argmax()), gap.shape)
    names = (*shape.letters, *["row"] * len(shape.rows),
             *["column"] * len(shape.cols))
    return Difference(
        worst.network, worst.times,
        tuple((name, int(at) + 1)
              for name, at in zip(names, place, strict=True)),
        float(worst.left[place]), float(worst.right[place]))
