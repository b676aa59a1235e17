"""One server and one browser for all tests of the site."""
import json

import pytest
from serving import HTML, ROOT, chromium, serve


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
