"""The language of the proofs: letters, tensors, sums and derivatives.

Everything inside one time step is written in index notation over symbolic
sizes, so that one line speaks about every n_x, n_h and n_y at once. Bound
letters are private dummies: no substitution can capture them.
"""
from sympy import (Dummy, Expr, GreaterThan, IndexedBase, KroneckerDelta,
                   LessThan, S, StrictGreaterThan, StrictLessThan, Sum,
                   Symbol, sympify)
from sympy.tensor.indexed import Indexed

TIME = Symbol("time")         # what a time slot runs over; never summed here
STRICT = (StrictLessThan, StrictGreaterThan)
SPACE = {}                    # letter -> what it runs over
SLOTS = {}                    # tensor name -> what each of its slots runs over


def register(letter, space):
    """Note what `letter` runs over; a second meaning is an error."""
    if SPACE.setdefault(letter, space) != space:
        raise ValueError(f"letter {letter} already runs over "
                         f"{SPACE[letter]}, it cannot run over {space} too")
    return letter


def idx(letters, space):
    """Letters that run over 0 .. space-1 (or over TIME), as symbols.

    >>> idx("a b", n_y)
    (a, b)
    """
    if "_" in letters:                       # the prover's own names have one
        raise ValueError(f"letters have no underscore, got {letters!r}")
    return tuple(register(Symbol(name, integer=True), space)
                 for name in letters.split())


def fresh(letter):
    """A private twin of `letter`, which nobody else can write down."""
    return register(Dummy(letter.name, integer=True), SPACE[letter])


class Tensor(IndexedBase):
    """A named array; its slots know which letters fit: W[i, j], h[t, i]."""

    def __new__(cls, name, *slots):
        if SLOTS.setdefault(str(name), slots) != slots:
            raise ValueError(f"{name} has the slots {SLOTS[str(name)]} "
                             "already")
        return super().__new__(cls, name)

    def __getitem__(self, index):
        index = index if isinstance(index, tuple) else (index,)
        check_slots(self.name, index)
        return super().__getitem__(index)


def check_slots(name, index):
    """Raise unless each index runs over what its slot expects."""
    slots = SLOTS[name]
    if len(index) != len(slots):
        raise ValueError(f"{name} takes {len(slots)} indices, got {index}")
    for place, (entry, slot) in enumerate(zip(index, slots), start=1):
        found = space_of(entry)
        if found not in (slot, None if slot == TIME else slot):
            raise ValueError(f"index {place} of {name} runs over {slot}, "
                             f"got {entry} over {found}")


def space_of(entry):
    """What an index runs over; None for a plain number.

    A time may be shifted, as t-1; i+1 would leave the range of i.
    """
    entry = sympify(entry)
    shift, letter = entry.as_coeff_Add()
    if entry.is_Integer and entry >= 0:
        return None
    own = letter.is_Symbol and letter.name.startswith("_") \
        and not isinstance(letter, Dummy)      # a name that `canonical` gave
    if own or letter not in SPACE or not shift.is_Integer or (
            shift and SPACE[letter] != TIME):
        raise ValueError(f"{entry} is not an index: that is one letter, as i "
                         "or t, and only a time may be shifted, by a whole "
                         "number, as t - 1")
    return SPACE[letter]


def delta(a, b):
    """Kronecker's delta of two letters over the same range.

    >>> delta(a, a)
    1
    """
    if space_of(a) != space_of(b):
        raise ValueError(f"delta needs letters over one range, got {a} over "
                         f"{space_of(a)} and {b} over {space_of(b)}")
    return KroneckerDelta(a, b)


def total(f, *letters):
    """The sum of f over the whole range of each letter, capture-proof."""
    for letter in letters:
        if SPACE.get(letter, TIME) == TIME:
            raise ValueError(f"total needs letters over a size, got {letter}")
        private = fresh(letter)
        f = Sum(sympify(f).xreplace({letter: private}),
                (private, 0, SPACE[letter] - 1))
    return f


class d(Expr):
    """The derivative of e by w, written and not yet taken."""

    def __new__(cls, e, w):
        if not isinstance(w, Indexed):
            raise TypeError(f"d takes the derivative by an entry, got {w}")
        if sympify(e).has(d):
            raise TypeError(f"second derivatives are not taken: {e}")
        if not sympify(e).is_commutative:
            raise TypeError(f"d takes entries, not matrices: {e}")
        return super().__new__(cls, sympify(e), w)

    # d(e, w) neither binds letters nor distributes: it waits for `resolve`.
    is_commutative = True


class imm(d):
    """The immediate derivative of an entry by w: earlier times hold still.

    If w is an entry of the time before, w alone moves of all that is earlier.
    """

    def __new__(cls, e, w):
        derivative = super().__new__(cls, e, w)
        time, other = map(time_of, (e, w)) if isinstance(e, Indexed) else (
            None, None)
        if time is None or other not in (None, time, time - 1):
            raise TypeError("imm takes an entry at a time, and a parameter or "
                            "an entry of the same time or of the time before: "
                            f"got {e} and {w}")
        return derivative


def time_of(e):
    """The time of an entry; None for a parameter."""
    return e.indices[0] if SLOTS[e.base.name][0] == TIME else None


def letters_of(*sides):
    """The letters that can be chosen freely: those not summed over."""
    return {letter for e in sides for letter in e.atoms(Symbol)
            if letter in SPACE and type(letter) is Symbol
            and not letter.name.startswith("_")}


def renewed(e):
    """The same expression with every bound letter replaced by a new one."""
    bound = {v for s in e.atoms(Sum) for v in s.variables}
    return e.xreplace({v: fresh(v) for v in bound})


class Order:
    """What is known of times: pairs (low, high) with low <= high."""

    def __init__(self, *pairs):
        self.pairs = pairs

    @classmethod
    def given(cls, *facts):
        """From relations of times, like k < t and k <= t."""
        facts = [fact for fact in facts if fact is not S.true]
        for fact in facts:
            if not isinstance(fact, (LessThan, GreaterThan, *STRICT)) or {
                    SPACE.get(v) for v in fact.free_symbols} != {TIME}:
                raise ValueError(f"a relation of times is needed, as k < t: "
                                 f"got {fact}")
        return cls(*[(fact.lts + 1 if isinstance(fact, STRICT) else fact.lts,
                      fact.gts) for fact in facts])

    def holds(self, low, high):
        """Whether low <= high follows, using each pair at most once."""
        gap = sympify(high - low).expand()
        return bool(gap.is_nonnegative) or any(
            Order(*self.pairs[n:]).holds(most, gap + least)
            for n, (least, most) in enumerate(self.pairs, start=1))
