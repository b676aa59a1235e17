"""The page that corrects the three sources: each line has its verdict."""
import ast
import re

import pytest
from chapters import CHAPTERS, ROOT, code_cells

PAGE = "sources"
PUBLISHING = {"define", "claim", "induct", "read_off", "lemma", "exact",
              "at_most", "induct_at_most"}
VERDICTS = ("Right", "Right, but", "Wrong", "No statement")
SLIPS = {"A": 9, "B": 13, "C": 9}  # how many each source has
KEY = r"[ABC]\d+"


def blocks(name=PAGE):
    """The text of a chapter, block by block."""
    return [block.strip() for cell in CHAPTERS[name].cells
            if cell.cell_type == "markdown"
            for block in cell.source.split("\n\n") if block.strip()]


def published(source):
    """The label that a cell shows as an equation; None if it shows none."""
    last = ast.parse(source).body[-1:]
    if source.rstrip().endswith(";") or not last or not isinstance(
            last[0], ast.Expr) or not isinstance(last[0].value, ast.Call):
        return None
    call = last[0].value
    shows = isinstance(call.func, ast.Name) and call.func.id in PUBLISHING
    return ast.literal_eval(call.args[0]) if shows else None


def homes():
    """Each label of the book with the chapters that show its equation."""
    found = {}
    for name, notebook in CHAPTERS.items():
        for cell in code_cells(notebook):
            label = published(cell.source)
            if label is not None:
                found.setdefault(label, []).append(name)
    return found


def lines_of_sources():
    """What a source says, its slips' anchors before it, the text after it."""
    text = blocks()
    for place, block in enumerate(text):
        anchors, quote = re.fullmatch(
            rf"((?:\({KEY}\)=\n)*)(.*)", block, re.DOTALL).groups()
        if quote.startswith(">"):
            yield quote, re.findall(KEY, anchors), text[place + 1]


LINES = list(lines_of_sources())


@pytest.mark.parametrize(("source", "label"), [
    ('x = 1\nclaim("a", 1, 2)', "a"), ('claim("a", 1, 2);', None),
    ('induct("b",\n  1)', "b"), ("refute(1, 2)", None), ("x = 1", None),
    ("", None), ("mat.claim(1)", None)])
def test_published_reads_the_last_line(source, label):
    assert published(source) == label


def test_each_equation_of_the_page_is_shown_by_one_chapter():
    cited = set(re.findall(r"\{eq\}`([^`]+)`", "\n".join(blocks())))
    shown = homes()
    assert len(cited) > 40
    assert {label: shown.get(label, []) for label in cited
            if len(shown.get(label, [])) != 1} == {}


def test_each_slip_has_an_anchor_a_line_and_a_link():
    keys = [f"{source}{n}" for source, count in SLIPS.items()
            for n in range(1, count + 1)]
    anchors = [key for _, keys_here, _ in LINES for key in keys_here]
    linked = re.findall(rf"\{{ref\}}`{KEY} <({KEY})>`", "\n".join(blocks()))
    assert sorted(anchors) == sorted(keys)
    assert linked == keys


def test_there_are_lines_of_every_source():
    assert len(LINES) > 45


@pytest.mark.parametrize(("quote", "anchors", "verdict"), LINES)
def test_each_line_has_a_verdict_that_names_its_slips(
        quote, anchors, verdict):
    given = re.match(r"\*\*([^*]+)\*\*", verdict)
    assert given, quote
    given = given[1].rstrip(".")
    assert given in VERDICTS, quote
    slips = set(re.findall(KEY, verdict))
    assert set(anchors) <= slips, quote
    assert slips or given in ("Right", "No statement"), quote


QUESTIONS = re.findall(
    r"^### (.+)\n\n((?:(?!^##).*\n)+)",
    (ROOT / "book" / "reader-questions.md").read_text(), re.MULTILINE)


def test_the_sources_lead_to_the_questions_of_readers():
    asked = "\n".join(blocks()).partition("## Reader questions")[2]
    assert "{doc}`reader-questions`" in asked
    assert len(QUESTIONS) >= 30


@pytest.mark.parametrize(("question", "answer"), QUESTIONS)
def test_a_question_has_a_short_answer_that_leads_on(question, answer):
    assert question.endswith("?")
    assert len(answer.split()) <= 130
    assert "{doc}`" in answer or "{eq}`" in answer
