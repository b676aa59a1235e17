"""What the page Run it says of the copy that it is in."""
from types import SimpleNamespace

import pytest
from book_copy import listed
from book_repository import derive
from bs4 import BeautifulSoup


def said(address="", lite=False, site="", pdf=False):
    """The list, as text, and its links."""
    config = SimpleNamespace(book_lite=lite, book_pdf=pdf, html_baseurl=site,
                             book_repository=derive({}, address))
    soup = BeautifulSoup(listed(config, lambda path, _: f"../{path}"),
                         "html.parser")
    return ([one.get_text() for one in soup.find_all("li")],
            [one["href"] for one in soup.find_all("a")])


def test_a_copy_that_knows_nothing_says_so():
    lines, links = said()
    assert [line.partition(":")[0] for line in lines] == [
        "Live code", "JupyterLite", "Binder and Colab", "The library",
        "The whole book on paper"]
    assert "after the click" in lines[0] and ": no, " in lines[1]
    assert "without a public repository" in lines[2]
    assert lines[4].endswith("no PDF was made.")
    assert links == ["../wheels/index.html"]


def test_a_published_copy_names_its_places():
    lines, links = said("https://github.com/a/b", True, "https://a.b/c/", True)
    assert lines[0].startswith("Live code and JupyterLite: yes")
    assert lines[1:3] == ["Binder: yes, from a/b.", "Colab: yes, from a/b."]
    assert "pip install -r https://a.b/c/wheels/rnnlib.txt" in lines[3]
    assert links[-1].endswith(".pdf")


@pytest.mark.parametrize(("address", "binder", "colab"), [
    ("https://gitlab.com/a/b", "yes, from a/b", "no: it does not read from g"),
    ("https://codeberg.org/a/b", "no: it does", "no: it does")])
def test_hosts_that_some_cannot_read_are_named(address, binder, colab):
    lines = said(address)[0]
    assert lines[2].startswith(f"Binder: {binder}")
    assert lines[3].startswith(f"Colab: {colab}")
