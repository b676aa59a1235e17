"""The short way: its stops are there, and take the time that is promised."""
import pickle
import re

import pytest
import yaml
from book_map import builds_on
from book_path import FILE, chosen, faults, mark, minutes, stops
from book_reading import FIGURE, FORMULA, LINE, SIGN, WORD, sections
from chapters import PAGES, ROOT
from docutils import nodes
from rnnlib.judge import judge_latex
from sphinx.errors import ExtensionError

WAY = stops(yaml.safe_load((ROOT / FILE).read_text()))
SECTIONS = {"": ("", 30), "a": ("A", 90), "b": ("B", 60),
            "exercises": ("Exercises", 600)}
BOX = [line.split(" | ") for line in
       (ROOT / "book" / "one-page.md").read_text().splitlines()
       if line.startswith("| ") and "$" in line]
FORMULAS = [formula for row in BOX for formula in re.findall(
    r"\$(?:\\displaystyle )?(.+?)\$", row[1])]


def as_built(page):
    """A page as the build has read it."""
    file = ROOT / "_build" / ".doctrees" / f"{page}.doctree"
    return pickle.loads(file.read_bytes())


def test_each_stop_is_there_and_all_take_about_two_hours():
    pages = {stop.page: sections(as_built(stop.page)) for stop in WAY}
    assert [*faults(WAY, pages)] == []
    assert len(pages) == len(WAY)                  # each page once
    assert 90 <= sum(minutes(stop, pages[stop.page]) for stop in WAY) <= 150


def test_the_way_follows_the_order_of_the_book():
    toc = (ROOT / "_toc.yml").read_text()
    places = [toc.index(f"file: {stop.page}\n") for stop in WAY]
    assert places == sorted(places)


def test_only_what_is_read_takes_time():
    stop, = stops({"stops": [{"page": "x", "why": "So.", "read": ["b"]}]})
    assert (chosen(stop, SECTIONS), minutes(stop, SECTIONS)) == (["b"], 2)
    whole = stop._replace(read=())
    assert (chosen(whole, SECTIONS), minutes(whole, SECTIONS)) == (
        ["a", "b"], 3)


@pytest.mark.parametrize(("page", "anchor", "said"), [
    ("y", "a", "stop 1: there is no page book/y"),
    ("x", "c", "stop 1: book/x has no section #c; it has #a, #b, #exercises")])
def test_what_is_not_there_is_named(page, anchor, said):
    way = stops({"stops": [{"page": page, "why": "So.", "read": [anchor]}]})
    assert [*faults(way, {"book/x": SECTIONS})] == [said]


@pytest.mark.parametrize("stop", [
    {"page": "x"}, {"page": "x", "why": "So.", "reads": []}])
def test_a_stop_of_another_form_is_refused(stop):
    with pytest.raises(ExtensionError, match="stop 1 must have a page"):
        stops({"stops": [stop]})


def cell(*tags):
    """A cell with two lines of code, and a formula and words as output."""
    output = nodes.container("", nodes.math_block("", "x"), nodes.paragraph(
        "", "not counted"), nb_element="cell_code_output")
    source = nodes.container("", nodes.literal_block("", "a\nb"),
                             nb_element="cell_code_source")
    return nodes.container("", source, output, nb_element="cell_code",
                           cell_metadata={"tags": tags})


def test_words_formulas_figures_and_open_code_are_counted():
    fold = nodes.Element("", nodes.paragraph("", "a folded proof"))
    fold.tagname = "fold"
    page = nodes.section(
        "", nodes.title("", "T"), nodes.paragraph("", "", nodes.Text(
            "three words and"), nodes.math("", "x"), nodes.image(alt="x")),
        nodes.section("", nodes.title("", "A "), cell(), fold, ids=["a"]),
        nodes.section("", nodes.title("", "B"), cell("hide-input"),
                      nodes.raw("", "<svg>"), ids=["b"]))
    assert {name: time for name, (_, time) in sections(
        nodes.container("", page)).items()} == pytest.approx({
            "": 3 * WORD + SIGN + FIGURE, "a": WORD + 2 * LINE + FORMULA,
            "b": WORD + FORMULA + FIGURE})


def test_the_contents_are_marked_where_a_stop_is():
    marked = mark('<li><a class="x" href="a.html">A</a><li><a href="b.html">B'
                  "</a>", {"a.html": 3})
    assert re.findall(r">(\w)<span .*stop 3 .*</a>", marked) == ["A"]
    assert marked.endswith('<a href="b.html">B</a>')


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_map_has_what_each_chapter_says_it_builds_on(path):
    said = re.search(r"^\*\*What it builds on\.\*\*(.*?)\n\n",
                     path.read_text(), re.MULTILINE | re.DOTALL)
    links = re.findall(r"\{(?:doc|eq)\}`([\w-]+)`", said[1] if said else "")
    found = builds_on(as_built(f"book/{path.stem}"))
    assert [target for _, target in found] == links


def test_a_page_without_that_paragraph_builds_on_nothing():
    assert builds_on(nodes.container("", nodes.paragraph("", "So."))) == []


@pytest.mark.parametrize("formula", FORMULAS)
def test_every_formula_of_the_one_page_is_proved(formula):
    line, = judge_latex(formula).lines
    assert line.verdict.kind in ("right", "right if"), formula


def test_each_row_of_the_box_leads_to_proofs():
    assert len(FORMULAS) >= 20
    assert all("{eq}`" in row[2] for row in BOX)


def test_the_program_on_one_page_has_ten_lines():
    text = (ROOT / "book" / "one-page.md").read_text()
    program = text.partition("def bptt")[2].partition("```")[0]
    assert len(program.strip().splitlines()) == 10
