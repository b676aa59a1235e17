import sys
from pathlib import Path

import pytest
from rnnlib.symbolic.ledger import LEDGER, clear

sys.path.insert(0, str(Path(__file__).parent))      # for `import corpus`

import corpus  # noqa: E402


@pytest.fixture
def model():
    """A ledger with all definitions of the model, and nothing else."""
    corpus.lay_down()
    yield LEDGER
    clear()


@pytest.fixture(scope="session")
def published():
    """Every equation of the corpus, proved once for the whole run."""
    corpus.lay_down()
    for formula in corpus.FORMULAS:
        formula.publish()
    return dict(LEDGER)


@pytest.fixture
def book(published):
    """A ledger that holds the whole corpus."""
    clear()
    LEDGER.update(published)
    yield LEDGER
    clear()
