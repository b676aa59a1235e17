import corpus
import pytest
from forging import lay_out
from rnnlib.symbolic.ledger.ledger import LEDGER, clear


@pytest.fixture
def model():
    """A ledger with all definitions of the model, and nothing else."""
    corpus.lay_down()
    yield LEDGER
    clear()


def published_page(definitions, formulas):
    """Every equation of a page, proved and compared."""
    corpus.lay_down(definitions)
    for formula in formulas:
        formula.publish()
    return dict(LEDGER)


@pytest.fixture(scope="session")
def published():
    """Every equation of the corpus, proved once for the whole run."""
    return published_page(corpus.DEFINITIONS, corpus.FORMULAS)


@pytest.fixture(scope="session")
def published_copies():
    """The page on which each step has its own copy of W."""
    return published_page(corpus.COPIES_DEFINITIONS, corpus.COPIES)


def opened(page):
    lay_out(page)
    yield LEDGER
    clear()


@pytest.fixture
def book(published):
    """A ledger that holds the whole corpus."""
    yield from opened(published)


@pytest.fixture
def copies(published_copies):
    """A ledger that holds the page with the copies."""
    yield from opened(published_copies)
