"""The ledger lists the equations that the pages number."""
import pytest
from serving import Visit, pages

# Numbers are in the page as it is served: no page need be drawn for them.
NUMBERED = """async address => {
    const page = new DOMParser().parseFromString(
        await (await fetch(address)).text(), "text/html");
    return [...page.querySelectorAll('div.math[id^="equation-"]')].map(e => [
        e.id, e.querySelector(".eqno").firstChild.textContent]); }"""


@pytest.fixture(scope="module")
def page(site, browser):
    """The ledger's page."""
    with Visit(browser, f"{site}/book/ledger.html") as visit:
        yield visit.page


@pytest.fixture(scope="module")
def shown(site, page):
    """Every numbered equation on any page: id and number."""
    return [equation for name in pages()
            for equation in page.evaluate(NUMBERED, f"{site}/{name}.html")]


@pytest.fixture(scope="module")
def rows(page):
    """The ledger's rows: id of the equation linked to, and its number."""
    links = page.locator("table.ledger tbody tr td:first-child a").all()
    return [[link.get_attribute("href").split("#")[1], link.inner_text()]
            for link in links]


def test_ledger_lists_every_numbered_equation_in_order(shown, rows):
    assert rows
    assert rows == shown


def test_ledger_file_says_the_same(ledger, rows):
    assert [f"({'.'.join(map(str, entry['number']))})"
            for entry in ledger] == [number for _, number in rows]


def test_summary_counts_the_rows(page, ledger):
    kinds = [entry["kind"] for entry in ledger]
    text = page.locator(".ledger-summary").inner_text()
    counts = [int(word) for word in text.split() if word.isdigit()]
    assert counts == [len(kinds), kinds.count("definition"),
                      kinds.count("proof"), kinds.count("lemma")]
