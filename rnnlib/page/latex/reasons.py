"""What the judge says of a wrong answer, but not what the right one is."""
import re

from rnnlib.judge.alphabets.alphabet import Alphabet
from rnnlib.judge.text.lines import Side
from rnnlib.judge.tree.names import BEYOND
from rnnlib.judge.tree.nodes import Claim, Entry, Whole
from rnnlib.judge.tree.walking import parts
from rnnlib.judge.verdicts import Asking, Verdict, judged
from rnnlib.symbolic.ledger.laid_down import definitions
from sympy import tanh

DIFFER = "The two sides differ."
# what a repair changes -> what to look at
LOOK_AT = (
    (r"transposed", "what is transposed"),
    (r"order|in reverse", "the order of the factors"),
    (r"^the indices of", "the order of the indices"),
    (r" for \S+ at ", "an index"),
    (r"^(the )?\S+ at ", "a time"),
    (r"^the (sum|product) ", "where a sum or a product begins and ends"),
    (r"derivative", "which derivative is total and which immediate"),
    (r"^with the slope", "the squashing"),
    (r"^the loss", "which loss it is"),
    (r"sign", "a sign"),
    (r"squared|exponent", "an exponent"),
    (r"factor", "the factors"),
    (r"term", "the terms"),
    (r" for ", "a letter or a number"))


def computed(claim: Claim) -> bool:
    """Whether the judge has numbers for all that a claim names."""
    named = {part.name for side in (claim.left, claim.right)
             for part in parts(side) if isinstance(part, (Entry, Whole))}
    state = definitions().get("h")
    plain = state is None or state[2].has(tanh)
    return plain and not named & set(BEYOND)


def verdict_of(claim: Claim, side: Side, alphabet: Alphabet
               ) -> Verdict | None:
    """What the judge says of left = right; None if it has no numbers."""
    if not computed(claim):
        return None
    return judged(claim, side, Asking(alphabet))


def reasons(said: Verdict | None, hinted: bool = False) -> str:
    """All that the judge can add to two numbers, as sentences.

    hinted: whether it has been said what to look at.
    """
    if said is None or said.kind not in ("wrong", "right if"):
        return ""
    return " ".join(one for one in (
        said.why.removeprefix(DIFFER).strip(),
        *(f"It would be right if {one}." for one in said.unless),
        known_as(said, hinted)) if one)


def known_as(said: Verdict, hinted: bool) -> str:
    """The slip that it looks like, or what to look at."""
    if said.slip:
        return (f"It looks like this slip: {said.slip.words} (chapter "
                f"{said.slip.page}).")
    if hinted or not said.repairs:
        return ""
    words = said.repairs[0].words
    place = next((what for sign, what in LOOK_AT if re.search(sign, words)),
                 "")
    return f"It is one small change from a right one: look at {place}." \
        if place else ""
