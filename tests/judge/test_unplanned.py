"""Random trees, most of them nonsense: every one ends in a Decision."""
import random
from fractions import Fraction

import pytest
from judge_building import SPACES, claim
from rnnlib.judge.numbers.comparing import decide
from rnnlib.judge.numbers.networks import ACTIVATIONS, Settings
from rnnlib.judge.repairs.conditions import conditions
from rnnlib.judge.repairs.nearest import repairs
from rnnlib.judge.tree.nodes import (
    Count,
    Delta,
    Derivative,
    Diag,
    Entry,
    EntryByEntry,
    Function,
    Linear,
    Number,
    Outer,
    Over,
    OverTime,
    Part,
    Plus,
    Power,
    SumOver,
    Times,
    Turned,
    Whole,
)

NAMES = ["U", "W", "V", "b_h", "b_y", "x", "p", "h", "q", "y_hat", "y", "E",
         "e", "total", "D", "J", "lambda", "a", "c"]
RANK = {"U": 2, "W": 2, "V": 2, "D": 2, "J": 2, "E": 0, "total": 0}
TIMELESS = {"U", "W", "V", "b_h", "b_y", "total"}
FUNCTIONS = ["tanh", "exp", "log", "softmax", "phi", "logistic", "relu",
             "sin"]


class Writer:
    """Writes random trees, which make sense in places."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def linear(self):
        pick = self.random
        letter = pick.choice(["t", "k", "s", "T", ""])
        number = pick.choice([0, 0, 0, 1, -1, 2, 30])
        return Linear(((letter, 1),) if letter else (), number)

    def time(self, name):
        right = self.random.random() < 0.95
        return self.linear() if (name in TIMELESS) != right else None

    def index(self):
        return self.random.choice([*SPACES, 1, 2, 0, 9])

    def leaf(self):
        pick = self.random
        name = pick.choice(NAMES)
        time = self.time(name)
        copy = self.linear() if name == "W" and pick.random() < 0.2 else None
        if pick.random() < 0.5:
            return Whole(name, time, copy)
        count = RANK.get(name, 1) if pick.random() < 0.95 else 1
        return Entry(name, time, tuple(
            self.index() for _ in range(count)), copy)

    def node(self, depth):
        pick = self.random
        if depth == 0:
            return pick.choice([
                self.leaf, self.leaf, self.leaf,
                lambda: Number(Fraction(pick.choice([0, 1, -1, 2]),
                                        pick.choice([1, 2]))),
                lambda: Count(self.linear()),
                lambda: Delta(self.index(), self.index())])()
        below = self.node

        def several():
            return tuple(below(depth - 1)
                         for _ in range(pick.choice([1, 2, 2, 3])))
        return pick.choice([
            lambda: Plus(several()), lambda: Times(several()),
            lambda: Times(several()),
            lambda: EntryByEntry(below(depth - 1), below(depth - 1)),
            lambda: Over(below(depth - 1), below(depth - 1)),
            lambda: Outer(below(depth - 1), below(depth - 1)),
            lambda: Power(below(depth - 1), pick.choice(
                [self.linear(), Linear((), 2), Fraction(1, 2)])),
            lambda: Function(pick.choice(FUNCTIONS), below(depth - 1),
                             pick.random() < 0.3),
            lambda: Diag(below(depth - 1)), lambda: Turned(below(depth - 1)),
            lambda: Derivative(below(depth - 1), self.leaf(),
                               pick.random() < 0.3),
            lambda: Derivative(self.leaf(), self.leaf(), False),
            lambda: SumOver(pick.choice([*SPACES]), pick.choice(
                ["n_h", "n_x", "n_y"]), below(depth - 1)),
            lambda: OverTime(pick.choice(["sum", "product"]), pick.choice(
                "kst"), self.linear(), self.linear(), below(depth - 1),
                pick.random() < 0.5),
            lambda: Part(below(depth - 1), (self.index(),)),
        ])()


def lines(first, last):
    for seed in range(first, last):
        writer = Writer(seed)
        depth = writer.random.choice([1, 1, 2, 2, 3])
        left = writer.node(depth)
        right = left if seed % 3 == 0 else writer.node(depth)
        yield seed, claim(left, right)


@pytest.mark.parametrize("first", range(0, 1500, 100))
def test_no_tree_ends_in_an_exception(first):
    for seed, line in lines(first, first + 100):
        settings = Settings(ACTIVATIONS[seed % len(ACTIVATIONS)],
                            y=("any", "one-hot")[seed % 2])
        decision = decide(line, settings)
        assert decision.kind in ("equal", "different", "shapes", "undecided")
        assert bool(decision.why) == (decision.kind != "equal")
        if seed % 3 == 0:       # a side beside itself
            assert decision.kind != "different", line


def test_nor_does_a_search():
    for seed, line in lines(0, 60):
        if seed % 3:
            conditions(line, Settings())
            repairs(line, Settings(), work=3000)


def test_many_lines_make_sense():
    """Else this file would test but one way out."""
    kinds = [decide(line, Settings()).kind for _, line in lines(0, 300)]
    assert kinds.count("equal") > 10
    assert kinds.count("different") > 2
    assert kinds.count("shapes") > 20
    assert kinds.count("undecided") > 3
