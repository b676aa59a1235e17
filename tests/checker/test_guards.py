"""Each guard of the checker refuses something that nothing else refuses."""
import pytest
from checker_guards import ATTACKS
from checker_knockout import accepted, checker, guards, outcome

# What these say is said by an error as well, or by another guard.
DOUBLE = ("some", "not one.by_entries", "len(names) == len(values)",
          "head in SLOPES", "is_entry(top)", "base >= 0",
          "abs(x) < 1", "self.lhs[0] == '@'", "s not in free(n)",
          "self.language.tensors.get(name, ())[:1] == ['time']")
BY_HAND = ("door is DOOR",)
CHECKER = checker()


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused_in_words(name):
    said = outcome(CHECKER, *ATTACKS[name])
    assert said and "Error" not in said, said


@pytest.mark.mutants
@pytest.mark.parametrize(("module", "n", "text"), [
    guard for guard in guards()
    if guard[2].partition(" ")[2] not in DOUBLE + BY_HAND])
def test_without_a_guard_an_attack_comes_in(module, n, text):
    assert accepted(checker(module, n)), f"no attack for {text}"


def test_what_is_double_is_there():
    texts = {text.partition(" ")[2] for *_, text in guards()}
    assert {*DOUBLE, *BY_HAND} <= texts


def test_only_the_door_makes_a_theorem():
    with pytest.raises(CHECKER["terms"].Refused, match="certificate"):
        CHECKER["theorems"].Theorem(object(), "false", "proof", 1, 2)


def test_a_theorem_does_not_change():
    theorems = CHECKER["theorems"]
    one = theorems.Theorem(theorems.DOOR, "true", "proof", 1, 1)
    with pytest.raises(CHECKER["terms"].Refused, match="change"):
        one.rhs = 2
