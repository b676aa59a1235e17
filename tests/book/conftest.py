"""A tiny book that builds."""
import pytest
from tiny import Book, assemble, claim


@pytest.fixture
def book(tmp_path):
    """A book of two chapters that builds."""
    assemble(tmp_path)
    tiny = Book(tmp_path)
    tiny.write("one", claim("first", "a = b", kind="definition"))
    tiny.write("two", claim("second", "b = c", rests_on={"first": "a = b"}))
    return tiny
