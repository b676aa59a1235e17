"""A tiny book that builds."""
import pytest
from tiny import two_chapters


@pytest.fixture
def book(tmp_path):
    """A book of two chapters that builds."""
    return two_chapters(tmp_path)
