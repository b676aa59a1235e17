"""Where a proof says that it rests on the book, the book says the same."""
import zlib

import numpy as np
import pytest
from rnnlib.judge.numbers.networks import PARAMETERS, Settings, draw
from rnnlib.judge.proofs import networks
from rnnlib.judge.proofs.accepted import OF_ERRORS, in_the_book
from rnnlib.judge.proofs.proving import ledger
from rnnlib.judge.proofs.worth import Worth, arranged
from rnnlib.symbolic.certificates.writing import Writer
from rnnlib.symbolic.recall import homes
from rnnlib.symbolic.recall.recall import sides

KINDS = ("tanh", "linear", "open")
TIMES = {"t": 4, "k": 2}
# in the book with entries; with the product of J for P
WRITTEN_OTHERWISE = ("error", "dh_W-sum")


def known_here(kind):
    """Both sides of all that the prover knows, by our labels."""
    known = ledger(kind, True)
    return {**{one["label"]: (one["lhs"], one["rhs"])
               for one in networks.definitions(kind)},
            **{label: (one["lhs"], one["rhs"])
               for label, one in known.laid_down.items()},
            **{label: (one.lhs, one.rhs)
               for label, one in known.lemmas.items()}}


def in_book(label):
    """Both sides of a statement of the book, as its text there has them.
    """
    said = sides(homes.home(label))
    return [Writer().term(said[name]) for name in ("lhs", "rhs", "closed")
            if name in said]


class Loose(Worth):
    """Words in which each matrix is any numbers, whatever it is made of.

    Else two true statements about one matrix could not be told apart. What
    is the same stays so: J is W and D is 1 in a linear network, and e_t is
    dE_t/dq_t where its statements are for such targets.
    """

    def named(self, name, at, env):
        if self.kind == "linear" and name in ("D", "J"):
            return super().named(name, at, env) if name == "D" \
                else self.named("W", [], env)
        if name == "e":
            name = "d_E_q"
        steps = [self.step(one, env) for one in at]
        rng = np.random.default_rng(zlib.crc32(repr((name, steps)).encode()))
        return rng.standard_normal(super().named(name, at, env).shape)


def worth(kind, of=Worth):
    """Numbers of terms on a network of a kind, whose targets are any."""
    rng = np.random.default_rng(5)
    network = draw(rng, Settings(activation=kind, steps=6))
    return of(network, kind, TIMES, {f"d{name}": rng.standard_normal(
        network.arrays[name].shape) for name in PARAMETERS})


def letters(term):
    """The letters of units and classes in a formula of entries, in order."""
    if isinstance(term, list):
        return [one for part in term[1:] for one in letters(part)]
    return [term] if str(term) in "ijlmuvabc" else []


def numbers(term, like, on):
    """The numbers of a term, in a row; like: the side that has its letters."""
    if "@" in str(like):
        return on.matrix(term, {}).ravel()
    free, order = on.of(like, {})[0], dict.fromkeys(letters(like))
    return arranged(on.of(term, {}), tuple(
        one for one in order if one in free), on.network).ravel()


def same(ours, theirs, on):
    """Whether both sides have the numbers of the other statement's."""
    return all(np.allclose(numbers(mine, ours[0], on),
                           numbers(other, theirs[0], on))
               for mine, other in zip(ours, theirs, strict=True))


CASES = [(kind, *pair) for kind in KINDS for pair in sorted(in_the_book(
    kind, {*known_here(kind)}).items())]


def test_much_of_what_is_known_is_in_the_book():
    assert len(CASES) > 70
    assert {ours for _, ours, _ in CASES} >= {*OF_ERRORS, "sum", "error"}


@pytest.mark.parametrize("kind, ours, theirs", CASES)
def test_the_book_says_the_same(kind, ours, theirs):
    both = known_here(kind)[ours], in_book(theirs)
    if ours not in WRITTEN_OTHERWISE:
        assert same(*both, worth(kind, Loose))
    if ours not in OF_ERRORS:
        assert same(*both, worth(kind))


@pytest.mark.parametrize("kind, ours, theirs", [
    ("open", "slope-of-a-state", "tanh-slope"),
    ("open", "open-state", "state"), ("tanh", "chain-link", "chain-early-end"),
    ("tanh", "dh_dx-link", "input-chain"), ("linear", "states", "states-sum")])
def test_other_statements_are_told_apart(kind, ours, theirs):
    known = known_here(kind)
    other = known[theirs] if theirs in known else in_book(theirs)
    assert not same(known[ours], other, worth(kind, Loose))


@pytest.mark.parametrize("ours, theirs", OF_ERRORS.items())
def test_errors_are_gradients_for_some_targets_only(ours, theirs):
    """So a proof rests on them only where it says that y_t sums to 1."""
    assert not same(known_here("tanh")[ours], in_book(theirs), worth("tanh"))
    assert ours not in in_the_book("tanh", {ours})
    assert in_the_book("tanh", {ours, "sum"})[ours] == theirs
