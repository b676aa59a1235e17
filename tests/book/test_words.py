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
    | most[ ](texts|books|papers|people|programs|students|derivations
              |tutorials|published|quoted|of[ ]them[ ]published)
    | (many|few)[ ](texts|books|papers|people|derivations|tutorials
                    |programs[ ]do)
    | almost[ ]every[ ](text|book|paper|program) | (nearly[ ])?every(one|body)
    | people[ ](say|think|believe) | it[ ]is[ ](often[ ])?said
    | one[ ]reads | (course|lecture)[ ]notes | good[ ]libraries
    | state[ ]of[ ]the[ ]art | simply | obviously | powerful
    )\b""", re.VERBOSE | re.IGNORECASE)
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
    "Everyone knows.", "These are\ncourse notes.", "One reads this."])
def test_such_claims_are_found(claim):
    assert unsupported(f"First. {claim} Last.")


@pytest.mark.parametrize("fine", [
    "A famous paper {cite}`pascanu2013` says so.", "A populous line.",
    "Most of the work is there.", "```{code-cell} x\n# famous\n```\n"])
def test_other_words_are_left_alone(fine):
    assert unsupported(fine) == []
