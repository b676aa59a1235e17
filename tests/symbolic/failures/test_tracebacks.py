"""What stands where a traceback would: in a terminal, and in a notebook."""
from types import SimpleNamespace

import pytest
from rnnlib.symbolic.failures import tracebacks
from rnnlib.symbolic.terms.errors import NotProved


class TerminalShell(SimpleNamespace):
    """A shell that typesets nothing."""


class NotebookShell(SimpleNamespace):
    """A shell that does."""


def failed(raised=True):
    """A failure, as it is once it was raised."""
    error = NotProved("a is not b")
    if raised:
        with pytest.raises(NotProved):
            raise error
    return error


def use(monkeypatch, shell, compile=None):
    monkeypatch.setattr(tracebacks, "running_shell",
                        lambda: shell(compile=compile))


def test_a_terminal_is_told_the_whole(monkeypatch):
    use(monkeypatch, TerminalShell)
    *where, said = tracebacks.in_notebook(failed())
    assert said.endswith(": a is not b") and "NotProved" in said
    assert where[0].startswith("In this cell, line ")
    assert where[1] == "    raise error"


def test_a_notebook_shows_the_verdict_once(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display",
                        lambda data, raw: shown.append(data))
    use(monkeypatch, NotebookShell, SimpleNamespace(
        format_code_name=lambda file: ("Cell", "In[3]")))
    error = failed()
    first, second = (tracebacks.in_notebook(error) for _ in range(2))
    assert first == second and first[-1].endswith("see above")
    assert first[0].startswith("Cell In[3], line ")
    (data,) = shown
    assert data["text/plain"] == "a is not b"
    assert data["text/markdown"].startswith("*Not proved*")


def test_an_error_that_was_never_raised_has_no_place(monkeypatch):
    use(monkeypatch, TerminalShell)
    assert len(tracebacks.in_notebook(failed(raised=False))) == 1
