"""The page of the three sources and the machine: their verdicts agree.

Each quotation of the page has a line of the machine, computed in the build
from the formula as the source prints it. AGREE says which verdicts of the page
and of the machine go together; what the machine cannot read has a reason.
"""
import re
from urllib.parse import parse_qs

import judge_corpus as corpus
import pytest
from book_judged import (
    SILENT,
    fragment,
    lines,
    markdown,
    readings,
    said_of,
    typeset,
    verdict,
)
from chapters import ROOT

PAGE = (ROOT / "book" / "sources.md").read_text()
MACHINE = re.compile(r"^```\{machine\} (.+)\n```$")
ANCHORS = re.compile(r"\A(?:\([ABC]\d+\)=\n)*")
KINDS = ("right", "agrees", "right if", "wrong", "not read")
# our verdict: the machine's; "but": it says what it read, or was told, so
AGREE = {"Right": {"right"},
         "Right, but": {"right if", "right, but"},
         "Wrong": {"wrong"},
         "No statement": set()}
# what the judge says where the data say why it is silent
SENTENCE = {"dots": r"Dots leave open", "update": r"this is an update",
            "no equation": r"There is no = in this line",
            "no such thing": r"w below s is no time",
            "condition": r"condition on the network"}
EQUATION = re.compile(r"\$[^$]*=[^$]*\$")


def quotations(page=PAGE):
    """What is quoted, the text below it and the machine's lines there."""
    blocks = [ANCHORS.sub("", block.strip()) for block in page.split("\n\n")]
    places = [n for n, block in enumerate(blocks) if block.startswith(">")]
    for place, end in zip(places, [*places[1:], len(blocks)], strict=True):
        below = blocks[place + 1:end]
        names = [found[1].split() for block in below
                 if (found := MACHINE.match(block))]
        yield blocks[place], below[0], names


def ours(text):
    """Our verdict, which a text begins with."""
    found = re.match(r"\*\*([^*]+?)\.?\*\*", text)
    return found[1] if found else ""


def machines(names):
    """The machine's words on what is quoted, by its worst formula.

    It is "right, but" where it says how it read a line, or what it was told.
    """
    kind = max((verdict(one).kind for one in names), key=KINDS.index)
    word = kind.replace("agrees", "right")
    told = any(lines()[one].granted or readings(verdict(one))
               for one in names)
    return {word, "right, but"} if told and word == "right" else {word}


def excused(names):
    """Whether it cannot read this, for the reason that the data give."""
    silent = [one for one in names if verdict(one).kind == "not read"]
    return bool(silent) and all(
        re.search(SENTENCE.get(reason(one), "(?!)"), verdict(one).why)
        for one in silent)


def reason(name):
    """Why the data say that it is silent."""
    line = lines()[name]
    return "no equation" if line.words else line.silent


def disagreements(page=PAGE):
    """What is wrong between page and machine: (quotation, complaint)."""
    for quote, text, several in quotations(page):
        if len(several) != 1:
            yield quote, "has not one line of the machine"
        elif unknown := [one for one in several[0] if one not in lines()]:
            yield quote, f"there is no line {unknown[0]}"
        elif not agree(ours(text), several[0]):
            yield quote, f"{ours(text)!r} and {machines(several[0])}"


def agree(word, names):
    """Whether our word and what the machine says go together."""
    return word in AGREE and bool(
        AGREE[word] & machines(names) or excused(names))


QUOTED = list(quotations())
USED = [name for *_, several in QUOTED
        for names in several for name in names]


def test_page_and_machine_agree():
    assert list(disagreements()) == []


def test_each_line_stands_on_the_page_once():
    assert sorted(USED) == sorted(lines())
    assert len(QUOTED) > 45


@pytest.mark.parametrize(("quote", "text", "several"), QUOTED)
def test_what_is_quoted_with_an_equation_is_judged_as_printed(
        quote, text, several):
    printed = [lines()[name].printed for name in several[0]]
    assert all(printed) or not any(printed)
    assert bool(EQUATION.search(quote)) <= all(printed)


@pytest.mark.parametrize(("before", "after"), [
    ("```{machine} A-softmax\n```\n", ""),
    ("```{machine} A-softmax\n```\n", "```{machine} A-p\n```\n"),
    ("```{machine} A-softmax\n```\n", "```{machine} A-smooth\n```\n"),
    ("**Wrong** (A1).", "**Right**"), ("**Wrong** (A1).", "**Right, but**"),
    ("**Wrong** (A1).", "**No statement**"), ("**Wrong** (A1).", "It is"),
    ("**Right.** This is {eq}`pre-act", "**Wrong.** This is {eq}`pre-act"),
    ("**Right.** This is {eq}`chain-l", "**Right, but** this is {eq}`chain-l"),
    ("**Right, but** (A9). This is", "**Right.** This is"),
    ("**Right, but** (B5).", "**Wrong** (B5)."),
    ("**Right, but** (A6). The logits", "**Wrong** (A6). The logits")])
def test_a_formula_or_a_verdict_that_changes_is_found(before, after):
    changed = PAGE.replace(before, after, 1)
    assert changed != PAGE
    assert len(list(disagreements(changed))) == 1


def test_the_corpus_of_the_judge_has_the_same_formulas():
    def squeezed(latex):
        return re.sub(r"\\(begin|end)\{\w+\}|\\\\|&|\s", "", latex)

    ours = {(line.alphabet, squeezed(line.text))
            for line in lines().values() if line.printed}
    theirs = {(line.alphabet, squeezed(line.latex))
              for line in corpus.all_lines() if line.source}
    whole = [text for _, text in theirs - ours]      # several links in one
    assert ours <= theirs
    assert all(sum(text in other for _, other in theirs) > 1
               or any(mine in text for _, mine in ours)
               for text in whole)


def test_the_corpus_has_the_verdicts_of_the_page():
    pages = {lines()[name].text: ours(text) for _, text, several in QUOTED
             for names in several for name in names}
    found = [(line.latex, line.page, pages[line.latex])
             for line in corpus.all_lines() if line.latex in pages]
    assert len(found) > 30
    assert [one for one in found if one[1] != one[2]] == []


def test_words_have_no_link_and_formulas_bring_all_of_theirs():
    assert fragment(["A-plan"]) == ""
    found = parse_qs(fragment(["A-V", "A-b_y"]).removeprefix("#"))
    assert found["alphabet"] == ["source-a"]
    assert found["text"] == [
        f"{lines()['A-V'].text}\n{lines()['A-b_y'].text}"]


def test_what_is_said():
    assert markdown(["A-plan"]) == (
        "**Machine:** cannot read this. There is no = in this line.")
    assert markdown(["A-V"]) == (
        "**Machine:** right if the entries of $y_{t}$ sum to 1.")
    assert markdown(["B-states", "B-predictions"]).startswith(
        "**Machine:** both formulas: right, on ")
    three = markdown(["A-chain-W", "A-two-factors", "A-third-factor"])
    assert re.findall(r"\w+ formula:|Second:|Third:", three) == [
        "First formula:", "Second:", "Third:"]
    assert "Dots leave open" in said_of("A-line-4")
    assert r"`\sum_{k=1}^{t}`" in said_of("A-line-4")
    assert r"\partial^{+} s_{k}" in said_of("B-product")


@pytest.mark.parametrize(("sentence", "markdown"), [
    ("It holds if t >= 2 and k < t.", r"It holds if $t \ge 2$ and $k < t$."),
    ("l for k at y_hat", r"$l$ for $k$ at $\hat y$"),
    ("a matrix (units x units)",
     "a matrix (units \N{MULTIPLICATION SIGN} units)"),
    ("write s_t, or s_{t,i}", "write $s_{t}$, or $s_{t,i}$"),
    ("A sum, as I said, is a number.", "A sum, as I said, is a number.")])
def test_letters_in_a_sentence_are_typeset(sentence, markdown):
    assert typeset(sentence) == markdown


def test_reasons_to_be_silent_are_those_of_the_data():
    assert {*SILENT} == {*SENTENCE} == {
        line.silent for line in lines().values() if line.silent}
