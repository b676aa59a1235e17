"""One server and one browser for all tests of the site."""
import json

import pytest
from engines import ENGINES, missing
from serving import HTML, ROOT, chromium, serve
from wanted import want
from watching import Watched, outside


@pytest.fixture(scope="session")
def site():
    """The address of the served site."""
    assert HTML.is_dir(), "no book to test: run make book"
    with serve() as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    """The browser."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def ledger():
    """The entries of the ledger."""
    return json.loads((ROOT / "_build" / "ledger.json").read_text())


@pytest.fixture(scope="module", params=ENGINES)
def name(request):
    """An engine other than Chromium, all of whose programs are installed."""
    absent = missing(request.param)
    want(not absent, f"{request.param} needs {absent}: run make engines")
    return request.param


@pytest.fixture(scope="session")
def self_hosted():
    """The site brings its own Python; without it nothing can be tested."""
    want((HTML / "pyodide" / "pyodide-lock.json").exists(),
         "the site has no Pyodide of its own: run make pyodide")


@pytest.fixture(scope="module")
def watched():
    """The site, which notes what it has not, and a proxy for other hosts."""
    with serve(handler=Watched) as site, outside() as (proxy, asked):
        yield site, proxy, asked
