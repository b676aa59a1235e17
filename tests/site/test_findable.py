"""All can be linked to and found: anchors, search, glossary, lost readers."""
import re

import book_anchors
import matplotlib.image
import nbformat
import pytest
from anchors import FORMER, anchors, html, recorded
from book_anchors import Linked, name_of
from book_sentences import FORMULA
from book_site import SIZE, address, draw_card, sitemap
from bs4 import BeautifulSoup
from chapters import CHAPTERS, ROOT, code_cells
from docutils import nodes
from queries import ask, misses, read
from serving import HTML, Visit, pages
from sphinx.errors import ExtensionError
from weigh import OURS, weigh

PAGE = "book/adjoint"
LINKED = re.compile(r'<a class="headerlink" href="#([^"]+)" aria-label="')
SEEN = """e => e.checkVisibility({visibilityProperty: true,
    opacityProperty: true})"""
EXCERPTS = """queries => queries.flatMap(query =>
    inTurn(finder.find(query)).slice(0, 5)
        .filter(({ one }) => !["equation", "source"].includes(one.kind))
        .map(({ one }) => [one.page, finder.excerpt(one, query)]))"""
SENTENCE = re.compile(r"[A-Z\d“‘\\].*[.?!][)”’]*", re.DOTALL)
# Rests of code, of TeX, and of the page's buttons: one page speaks of those.
ODD = re.compile(r"\\|[{}$]|^import |>>>|Show code|Contents|Link to")
BUTTONS = re.compile("JupyterLite|Download|Live code")
SPEAKS = "book/run-it"
COPIED = "() => navigator.clipboard.readText()"


def test_what_could_once_be_linked_to_still_can():
    assert recorded() - anchors() == set()


def has_picture(cell):
    """Whether a cell shows a picture or sliders."""
    data = [output.get("data", {}) for output in cell.outputs]
    return any("image/png" in one or 'class="explore"' in one.get(
        "text/html", "") for one in data)


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_equation_figure_and_exercise_has_a_link(name, ledger):
    page, executed = f"book/{name}", ROOT / "_build" / "jupyter_execute"
    linked = set(LINKED.findall(html(page)))
    found = {one.partition("#")[2] for one in anchors()
             if one.startswith(f"{page}#")} - set(FORMER.findall(html(page)))
    assert linked >= found
    cells = code_cells(nbformat.read(executed / f"{page}.ipynb", 4))
    assert len([one for one in found if one.startswith("figure-")]) == sum(
        map(has_picture, cells))
    assert found >= {f"equation-{entry['label'].lower().replace('_', '-')}"
                     for entry in ledger if entry["page"] == page}
    labels = re.findall(r"\{exercise(?:-start)?\}.*\n:label: (\S+)",
                        (ROOT / f"{page}.md").read_text())
    assert found >= set(labels)


@pytest.fixture(scope="module")
def page(site, browser):
    """A page with all three, and a clipboard."""
    with Visit(browser, f"{site}/{PAGE}.html") as visit:
        visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visit.settle()
        yield visit.page


@pytest.fixture(params=["equation-adjoint-step", "some-losses", "figure-"
                        "length-derivative-each-loss"])
def link(page, request):
    """The link to an equation, an exercise and a figure."""
    page.mouse.move(0, 0)
    return page.locator(f'a.headerlink[href="#{request.param}"]')


def test_a_link_shows_when_its_part_is_pointed_at(page, link):
    part = page.locator(link.get_attribute("href"))
    part.scroll_into_view_if_needed()
    part.hover(position={"x": 5, "y": 5})
    assert link.evaluate(SEEN)


def test_a_link_is_reached_by_keyboard_and_copies_itself(page, link):
    link.evaluate("e => e.focus({focusVisible: true})")
    assert link.evaluate(SEEN)
    assert link.get_attribute("aria-label").startswith("Link to ")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Link copied").wait_for()
    assert page.evaluate(COPIED) == page.url
    assert page.url.endswith(link.get_attribute("href"))


@pytest.fixture(scope="module")
def search(site, browser):
    """The search page, whose finder takes other queries too."""
    with Visit(browser, f"{site}/search.html?q=adjoint") as visit:
        visit.page.wait_for_function("() => window.finder")
        yield visit


def test_search_finds_what_readers_type(search):
    queries = read()
    assert len(queries) >= 120
    missed = misses(queries, ask(search.page, queries))
    assert len(missed) <= 0.05 * len(queries), missed


def test_a_query_that_leads_elsewhere_is_missed():
    queries = {"a b": ["x", "y#part"], "c": ["z#part"], "d": ["x"]}
    assert misses(queries, [
        [["book/w", ""], ["book/y", "part"]], [["book/z", "other"]],
        []]) == {"c": [["book/z", "other"]], "d": []}


@pytest.mark.parametrize(("query", "result"), [
    ("adjoint-step", "adjoint#equation-adjoint-step"),
    ("total W", "adjoint#equation-total-w"),
    ("softmax Jacobian", "softmax-jacobian#equation-softmax-jacobian"),
    ("clip_by_norm", "api#rnnlib.optim.clip_by_norm"),
    ("spectral radius", "glossary#term-spectral-radius")])
def test_search_finds_formulas_and_words_by_name(search, query, result):
    assert misses({query: [result]}, ask(search.page, [query])) == {}


@pytest.mark.parametrize(("query", "page"), [
    ("softmax jacobian", "softmax-jacobian"), ("norm bound", "norm-bounds"),
    ("vanishing gradients", "vanishing"), ("output weights",
                                           "output-weights")])
def test_what_a_title_says_is_found_first(search, query, page):
    [[first, *_]] = ask(search.page, [query])
    assert first == [f"book/{page}", ""]


@pytest.mark.parametrize("query", [
    "jaccobian", "vanishing zebra", "normalize", "initialisations", "h_{t-1}",
    r"\\lambda_t", "backprop", "the zebra of gradient clipping"])
def test_slips_and_strange_words_leave_no_empty_page(search, query):
    assert len(search.page.evaluate("query => finder.find(query)", query)) > 2


def test_what_is_not_in_the_book_is_said(search, site):
    search.page.goto(f"{site}/search.html?q=zzyzx")
    search.page.get_by_role("status").get_by_text(
        "Nothing was found for “zzyzx”.").wait_for()
    search.page.goto(f"{site}/search.html?q=vanishing+zebra")
    search.page.get_by_role("status").get_by_text(
        "No part of the book has all of these words.").wait_for()
    search.page.goto(f"{site}/search.html?q=adjoint")
    search.page.wait_for_function("() => window.finder")


def test_excerpts_are_sentences(search):
    shown = search.page.evaluate(EXCERPTS, list(read()))
    assert len(shown) > 500
    assert [one for page, one in shown if not SENTENCE.fullmatch(one)
            or ODD.search(FORMULA.sub("", one))
            or BUTTONS.search(one) and page != SPEAKS] == []


def test_results_show_formulas_as_the_page_does(search):
    page = search.page
    page.locator("#search-results .context").nth(20).wait_for()
    page.wait_for_function("() => !document.querySelector("
                           "'#search-results .math:not(:has(mjx-container))')")
    term = page.locator("#search-results li:has(a[href$='#term-adjoint'])")
    assert term.locator(".where").inner_text().strip() == "Glossary"
    assert term.locator(".context").inner_text().startswith(
        "The total derivative of the whole loss by one state,")
    texts = page.locator("#search-results .context").all_inner_texts()
    assert [one for one in texts if "\\" in one] == []
    assert search.errors == search.failed == search.foreign == []
    assert weigh(search)[0] <= OURS


def test_the_index_lists_the_words_of_readers():
    page = BeautifulSoup(html("genindex"), "html.parser")
    found = {link.get_text(): link["href"] for link in page.select("td a")}
    assert found["hidden size"].startswith("book/model.html#the-model")
    assert found["dhraw"] == "book/adjoint.html#equation-adjoint-slopes"


def test_no_page_has_two_results_before_others_had_theirs(search):
    [places] = search.page.evaluate(
        "() => [inTurn(finder.find('gradient')).slice(0, 12)"
        ".map(({ one }) => one.page)]")
    assert max(map(places.count, places)) <= 2


@pytest.fixture(scope="module")
def glossary():
    """The glossary: names of each term, with their anchors; its meaning."""
    page = BeautifulSoup(html("book/glossary"), "html.parser")
    found, names = [], {}
    for part in page.select("dl.glossary > *"):
        if part.name == "dt":
            names[part.find(string=True).strip()] = part["id"]
        else:
            found.append((names, part))
            names = {}
    return found


def test_glossary_is_sorted(glossary):
    terms = [next(iter(names)).lower() for names, _ in glossary]
    assert 50 <= len(terms) <= 90
    assert terms == sorted(terms)


def test_no_two_terms_have_one_name(glossary):
    names = [name for names, _ in glossary for name in names]
    assert len(names) == len(set(names)) > 90


def test_each_term_leads_to_a_page_and_is_linked_from_one(glossary):
    text = "".join(html(f"book/{name}")
                   for name in (*CHAPTERS, "reader-questions"))
    linked = set(re.findall(r'href="glossary\.html#(term-[^"]+)"', text))
    for names, explained in glossary:
        assert linked & set(names.values()), names
        assert re.search(r'href="(?!glossary|notation|api)[\w-]+\.html',
                         str(explained)), explained


@pytest.mark.parametrize("name", CHAPTERS)
def test_each_chapter_leads_to_the_questions_of_readers(name):
    assert 'href="reader-questions.html"' in html(f"book/{name}")
    note = nbformat.read(HTML / "notebooks" / "book" / f"{name}.ipynb", 4)
    assert "*Reader questions*" in note.cells[0].source


@pytest.fixture(scope="module")
def lost(site, browser):
    """An address that never was, deep below the book."""
    with Visit(browser, f"{site}/book/old/deep/none.html") as visit:
        visit.page.locator("html[data-root]").wait_for()
        yield visit


def test_a_lost_reader_is_told_and_led_home(lost, site):
    assert lost.failed[0].startswith("404 ")
    assert lost.page.locator("h1").inner_text() == "There is no such page"
    links = lost.page.get_by_role("link").evaluate_all(
        "links => links.map(link => link.href)")
    assert links == [f"{site}/book/{name}.html"
                     for name in ("index", "glossary", "ledger")]
    lost.page.get_by_role("searchbox").fill("adjoint")
    lost.page.keyboard.press("Enter")
    lost.page.wait_for_url(f"{site}/search.html?q=adjoint")
    assert lost.foreign == []


@pytest.mark.parametrize("name", pages())
def test_the_source_of_each_page_can_be_downloaded(name):
    source = f"_sources/{name}.md"
    assert f'href="../{source}"' in html(name)
    assert (HTML / source).read_text() == (ROOT / f"{name}.md").read_text()


@pytest.mark.parametrize(("alt", "name"), [
    ("Two norms against lag, and a line.", "two-norms-lag-line"),
    ("In the end: $W$", "end-w"), ("", "")])
def test_a_figure_is_called_after_its_alt_text(alt, name):
    assert name_of(alt) == name


def cell(alt, **metadata):
    """A cell that shows a picture, as it stands in a page."""
    output = nodes.container("", nodes.image(alt=alt, uri="x.png"),
                             nb_element="cell_code_output")
    return nodes.container("", output, nb_element="cell_code",
                           cell_metadata=metadata)


@pytest.mark.parametrize(("cells", "names", "complaints"), [
    ([cell("A line"), cell("A point", name="dot")], ["line", "dot"], 0),
    ([cell("A line"), cell("One line")], ["line", "line"], 1)])
def test_figures_of_a_page_have_different_names(
        cells, names, complaints, monkeypatch):
    heard = []
    monkeypatch.setattr(book_anchors.LOG, "warning",
                        lambda *said, **more: heard.append(said))
    book_anchors.name_figures(None, nodes.section("", *cells))
    assert [one[0]["ids"] for one in cells] == [
        [f"figure-{name}"] for name in names]
    assert len(heard) == complaints


def test_numbers_become_links():
    writer, node = Linked.__new__(Linked), nodes.math_block(ids=["equation-a"])
    writer.body = ['<span class="eqno">(1.2)']
    writer.add_permalink_ref(node, "Link")
    assert writer.body == [
        '<span class="eqno"><a class="headerlink" href="#equation-a" '
        'aria-label="Link to equation (1.2)">(1.2)</a>']
    writer.body = ["(1.2)"]
    with pytest.raises(ExtensionError, match=re.escape("(1.2)")):
        writer.add_permalink_ref(node, "Link")


@pytest.mark.parametrize(("named", "is_at"), [
    ("", ""), ("https://a.org", "https://a.org/"),
    ("http://a.org:80/b/", "http://a.org:80/b/")])
def test_the_address_comes_from_the_environment(named, is_at, monkeypatch):
    monkeypatch.setenv("BOOK_URL", named)
    assert address() == is_at


@pytest.mark.parametrize("named", [
    "a.org", "/srv/x", "https://a.org/?x", "ftp://a.org"])
def test_an_address_that_is_none_is_refused(named, monkeypatch):
    monkeypatch.setenv("BOOK_URL", named)
    with pytest.raises(ExtensionError, match=re.escape(named)):
        address()


def test_a_sitemap_names_addresses():
    assert "<loc>https://a.org/x?a&amp;b</loc>" in sitemap(
        ["https://a.org/x?a&b"])


def test_a_card_has_its_size(tmp_path):
    draw_card("A title", [[0.0, 1.0]], tmp_path / "card.png")
    picture = matplotlib.image.imread(tmp_path / "card.png")
    assert picture.shape[1::-1] == SIZE
    assert picture[..., :3].min() < 0.5
