"""Words that claim more than a book can show, unless a source says so."""
import re

import pytest
from chapters import PAGES, ROOT

FILES = [*PAGES, ROOT / "README.md"]
# Of texts and people that were not counted; praise; and hearsay.
CLAIMS = re.compile(r"""\b(
    popular | famous(ly)? | well-known | celebrated | seminal | classic
    | notorious(ly)? | much-\w+
    | widely[ ](read|used|known|taught|quoted) | often[ ]quoted
    | often[ ](mixed|taken|done|called|said|written) | (better|best)[ ]known
    | (?<!as[ ])usual | people | study[ ]notes | seen[ ]in[ ]print
    | (an?other|other|some)[ ](text|book|paper)s? | an?[ ]published
    | most[ ](texts|books|papers|people|programs|students|derivations
              |tutorials|published|quoted|of[ ]them[ ]published)
    | (many|few)[ ](texts|books|papers|people|derivations|tutorials
                    |programs[ ]do)
    | almost[ ]every[ ](text|book|paper|program) | (nearly[ ])?every(one|body)
    | it[ ]is[ ](often[ ])?said | can[ ]be[ ]read(?![ ]off)
    | one[ ](reads|((can|may|also|often)[ ])+(read|meet|find)s?)
    | (course|lecture)[ ]notes | good[ ]libraries
    | state[ ]of[ ]the[ ]art | simply | obviously | powerful
    )\b""", re.VERBOSE | re.IGNORECASE)
# Who says what a box corrects: a text with a name, or a reader who might.
NAMED = re.compile(r"\{cite\}|\b[Ss]ource [ABC]\b|\bOne might\b")
BOX = re.compile(r"^```\{admonition\} ([^\n]*)\n:class: warning\n(.*?)^```",
                 re.MULTILINE | re.DOTALL)
# For the backward pass, the forward pass, the previous step or state; and what
# is said so in another language.
BORROWED = re.compile(r"\bway\s+(back|forward)\b"
                      r"|\b(step|state)\s+before(?=[,.:?]|\s+it\b)"
                      r"|\bWhoever\b|\bdearer\b|\b[Bb]y\s+the\s+sizes\b"
                      r"|\b(lay|lays|laid)\s+a\s+line\s+through\b")
# The adjoint is a price, and a loss gives credit: no third word for either.
PICTURES = re.compile(r"(?<!-)\b(blam\w+|pays?|paid|paying|charg\w+"
                      r"|hears?|heard|feels?|felt)\b(?!-)", re.IGNORECASE)
ONE_NAME = ("adjoint", "immediate-and-total")
FENCE = re.compile(r"^(`{3,}|~{3,})\{code-cell\}.*?^\1$",
                   re.MULTILINE | re.DOTALL)


def sentences(text):
    """The sentences of a page, code cells left out."""
    text = " ".join(FENCE.sub("\n", text).split())
    return re.split(r"(?<=[.!?:]) (?=[A-Z*$'`{(])", text)


def unsupported(text):
    """Sentences that claim so and cite nobody."""
    return [sentence for sentence in sentences(text)
            if CLAIMS.search(sentence) and "{cite}" not in sentence]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_called_famous_without_a_source(path):
    assert unsupported(path.read_text()) == []


@pytest.mark.parametrize("claim", [
    "A popular text does.", "A much-copied\nline.", "Most texts do.",
    "Everyone knows.", "These are\ncourse notes.", "One reads this.",
    "In study notes\none also meets it.", "Both can be read.",
    "The two are often mixed up.", "This is better known.",
    "The usual line.", "As people ask.", "Another text stops there.",
    "A published maximum."])
def test_such_claims_are_found(claim):
    assert unsupported(f"First. {claim} Last.")


@pytest.mark.parametrize("fine", [
    "A famous paper {cite}`pascanu2013` says so.", "A populous line.",
    "Most of the work is there.", "```{code-cell} x\n# famous\n```\n",
    "It can be read off the output.", "Differentiate as usual."])
def test_other_words_are_left_alone(fine):
    assert unsupported(fine) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_corrected_has_a_name_beside_it(path):
    assert [title for title, box in BOX.findall(path.read_text())
            if not NAMED.search(box)] == []


def test_a_box_that_accuses_nobody_in_particular_is_found():
    box = "```{{admonition}} T\n:class: warning\n{}\n```\n".format
    (_, accused), (_, asked) = BOX.findall(
        box("One can read it.") + box("One might think it."))
    assert not NAMED.search(accused) and NAMED.search(asked)


@pytest.mark.parametrize("path", [*FILES, *sorted(
    (ROOT / "rnnlib").glob("*.py"))], ids=lambda path: path.name)
def test_passes_and_steps_have_the_words_of_the_field(path):
    assert [found[0] for found in BORROWED.finditer(path.read_text())] == []


@pytest.mark.parametrize("said", [
    "on the way\nback", "the state before it", "Whoever walks", "is dearer",
    "By the sizes, yes.", "We lay a line through them."])
def test_borrowed_words_are_found(said):
    assert BORROWED.search(said)


@pytest.mark.parametrize("said", [
    "in a way backwards", "the state before step 3", "whoever it is",
    "a line laid through"])
def test_words_that_only_look_borrowed_are_left_alone(said):
    assert not BORROWED.search(said)


@pytest.mark.parametrize("name", ONE_NAME)
def test_the_adjoint_has_one_name_where_it_is_explained(name):
    text = FENCE.sub("\n", (ROOT / "book" / f"{name}.md").read_text())
    assert [found[0] for found in PICTURES.finditer(text)] == []


@pytest.mark.parametrize(("said", "found"), [
    ("The loss feels it.", True), ("Step 3 pays\nfor it.", True),
    ("It is charged.", True), ("input-feels-all", False),
    ("a price for each credit", False)])
def test_a_third_name_is_found(said, found):
    assert bool(PICTURES.search(said)) is found
