"""The ledger lists the equations that the pages number."""
import pytest
from serving import Visit, pages

NUMBERED = """() => [...document.querySelectorAll(
    'div.math[id^="equation-"]')].map(e => [
        e.id, e.querySelector(".eqno").firstChild.textContent])"""


@pytest.fixture(scope="module")
def shown(site, browser):
    """Every numbered equation on any page: id and number."""
    found = []
    for name in pages():
        with Visit(browser, f"{site}/{name}.html",
                   java_script_enabled=True) as visit:
            found += visit.page.evaluate(NUMBERED)
    return found


@pytest.fixture(scope="module")
def rows(site, browser):
    """The ledger's rows: id of the equation linked to, and its number."""
    with Visit(browser, f"{site}/book/ledger.html") as visit:
        links = visit.page.locator(
            "table.ledger tbody tr td:first-child a").all()
        yield [[link.get_attribute("href").split("#")[1],
                link.inner_text()] for link in links]


def test_ledger_lists_every_numbered_equation_in_order(shown, rows):
    assert rows
    assert rows == shown


def test_ledger_file_says_the_same(ledger, rows):
    assert [f"({'.'.join(map(str, entry['number']))})"
            for entry in ledger] == [number for _, number in rows]


def test_summary_counts_the_rows(site, browser, ledger):
    kinds = [entry["kind"] for entry in ledger]
    with Visit(browser, f"{site}/book/ledger.html") as visit:
        text = visit.page.locator(".ledger-summary").inner_text()
    counts = [int(word) for word in text.split() if word.isdigit()]
    assert counts == [len(kinds), kinds.count("definition"),
                      kinds.count("proof"), kinds.count("lemma")]
