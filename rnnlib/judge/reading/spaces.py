"""Which range each index letter has: inputs, units or classes.

A letter has one range all through its scope, given by the places where it
stands; Kronecker's delta ties two letters together.
"""
from ..tree import nodes as tree
from ..tree.names import NAMES, SPACES
from .layouts import shape_of
from .scopes import children, counts, rebuilt, renamed
from .state import State


class Cell:
    """What is known of the range of a letter in its scope."""

    def __init__(self, letter: str) -> None:
        self.letter = letter
        self.space: str | None = None
        self.same: Cell | None = None
        self.used = False

    def root(self) -> "Cell":
        """The cell that stands for all that are tied to this one."""
        cell = self
        while cell.same is not None:
            cell = cell.same
        return cell


class Ranges:
    """The cells of a line: free letters share theirs between both sides."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.free: dict[str, Cell] = {}
        self.sums: list[Cell] = []
        self.letters: set[str] = set()

    def visit(self, node: tree.Node, scope: dict[str, Cell]) -> None:
        """Learns from a tree; a letter with two ranges is a clash."""
        match node:
            case tree.Entry(name, _, indices):
                self.stands(indices, NAMES[name].axes, scope)
            case tree.Part(of, indices):
                shape = shape_of(of)
                if shape:
                    self.stands(indices, shape.out + shape.by, scope)
            case tree.Delta(first, second):
                self.tied(first, second, scope)
            case tree.SumOver(letter, _, body):
                cell = Cell(letter)
                self.sums.append(cell)
                self.visit(body, {**scope, letter: cell})
                self.unused(cell, body, scope)
                return
        for child in children(node):
            self.visit(child, scope)

    def unused(self, cell: Cell, body: tree.Node,
               scope: dict[str, Cell]) -> None:
        """Notes a sum without its letter, which has the range of another."""
        if cell.used:
            return
        self.state.note(f"{cell.letter} stands nowhere behind its sum, which "
                        "is read as so many times the same")
        others = [self.cell(one, scope).space for one in sorted(counts(body))]
        cell.space = next((one for one in others if one), None)

    def cell(self, letter: str, scope: dict[str, Cell]) -> Cell:
        """The cell of a letter at a place."""
        cell = scope.get(letter) or self.free.setdefault(letter,
                                                         Cell(letter))
        cell.used = True
        return cell.root()

    def stands(self, indices: tuple[str | int, ...], axes: tuple[str, ...],
               scope: dict[str, Cell]) -> None:
        """Letters stand where these axes are."""
        for index, axis in zip(indices, axes, strict=False):
            if isinstance(index, str):
                cell = self.cell(index, scope)
                self.agree(cell, axis, index)

    def agree(self, cell: Cell, space: str | None, letter: str) -> None:
        """Gives a cell its range; another one is a clash."""
        if space and cell.space and cell.space != space:
            start, end = self.place(letter, -1)
            self.state.clashes(
                f"{letter} runs over {SPACES[cell.space]} and over "
                f"{SPACES[space]}: take two letters.", start, end)
        cell.space = cell.space or space

    def tied(self, first: str | int, second: str | int,
             scope: dict[str, Cell]) -> None:
        """Two letters of one delta have one range."""
        cells = [self.cell(one, scope) for one in (first, second)
                 if isinstance(one, str)]
        if len(cells) == 2 and cells[0] is not cells[1]:
            self.agree(cells[0], cells[1].space, str(first))
            cells[1].same = cells[0]

    def place(self, letter: str, which: int) -> tuple[int, int]:
        """Where a letter stands in the paste."""
        return self.state.places.get(letter, [(0, 0)])[which]

    def space_of(self, cell: Cell) -> str:
        """The range of a cell; the alphabet's if nothing else says it."""
        cell = cell.root()
        if cell.space is None:
            cell.space = self.state.alphabet.indices.get(cell.letter, "n_h")
            self.state.note(f"{cell.letter} is read as counting "
                            f"{SPACES[cell.space]}")
        return cell.space

    def filled(self, node: tree.Node, found: dict[str, str]) -> tree.Node:
        """The same tree, its sums with their ranges; in visiting order.

        A letter that has another range elsewhere becomes another letter.
        """
        if not isinstance(node, tree.SumOver):
            return rebuilt(node, [self.filled(child, found)
                                  for child in children(node)])
        space, letter = self.space_of(self.sums.pop(0)), node.letter
        body = self.filled(node.body, found)
        if found.get(letter, space) != space:
            letter = self.fresh(found, space)
            body = renamed(body, node.letter, letter)
        found[letter] = space
        return tree.SumOver(letter, space, body)

    def fresh(self, found: dict[str, str], space: str) -> str:
        """A letter that stands for nothing else in the line."""
        taken = {*found, *self.state.places, *self.state.times,
                 *self.letters}
        return next(letter for letter in self.own(space) if letter
                    not in taken)

    def own(self, space: str) -> list[str]:
        """Letters for a range: the alphabet's first."""
        first = [letter for letter, size in
                 self.state.alphabet.indices.items() if size == space]
        return [*first, *"ijlmnuvabcgrwz", *(f"i{n}" for n in range(99))]


def settle(state: State, left: tree.Node, right: tree.Node) -> tuple[
        tree.Node, tree.Node, tuple[tuple[str, str], ...]]:
    """(left, right, the range of each letter), all sums with their range."""
    ranges = Ranges(state)
    ranges.visit(left, {})
    ranges.visit(right, {})
    ranges.letters = {cell.letter for cell in ranges.sums}
    found = {letter: ranges.space_of(cell)
             for letter, cell in ranges.free.items()}
    sides = ranges.filled(left, found), ranges.filled(right, found)
    return *sides, tuple(sorted(found.items()))


__all__ = ["settle"]
