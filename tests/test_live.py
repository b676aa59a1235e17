"""Cells run as in the reader's page, without a notebook."""
import sys

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from rnnlib import sliders
from rnnlib.live import Session

DRAW = """
import matplotlib.pyplot as plt, rnnlib
def draw(gain):
    figure, ax = plt.subplots()
    ax.set_title(f"gain {gain:g}")
    return figure
"""


@pytest.fixture
def session(monkeypatch):
    monkeypatch.delenv("RNNLIB_BOOK", raising=False)
    monkeypatch.setattr(sliders, "live_figures", None)
    yield Session()
    plt.close("all")


def test_the_last_line_is_the_value(session):
    assert session.run("a = 2\na + 1") == {
        "outputs": [("text/plain", "3")], "error": ""}
    assert session.run("a + 1;")["outputs"] == []
    assert session.run("a = 5")["outputs"] == []
    assert session.run("")["outputs"] == []
    assert session.run("print('hi'); a")["outputs"] == [
        ("text/plain", "hi\n"), ("text/plain", "5")]


def test_an_error_says_where_and_leaves_the_session_alive(session):
    answer = session.run("def f(x):\n    return 1 / x\n\nprint('go')\nf(0)")
    assert answer["outputs"] == [("text/plain", "go\n")]
    lines = [line for line in answer["error"].splitlines()
             if set(line) - set(" ~^")]          # carets came with 3.11
    assert lines == [
        '  File "<cell 1>", line 5, in <module>', "    f(0)",
        '  File "<cell 1>", line 2, in f', "    return 1 / x",
        "ZeroDivisionError: division by zero"]
    assert "SyntaxError" in session.run("f(")["error"]
    assert "SystemExit" in session.run("raise SystemExit")["error"]
    assert session.run("1")["outputs"] == [("text/plain", "1")]


def test_an_error_inside_the_library_shows_the_reader_s_lines(session):
    error = session.run("import rnnlib\nrnnlib.init(0, 1, 1)")["error"]
    assert error.count("File") == 1
    assert "n_x" in error


def test_the_richest_form_is_shown(session):
    answer = session.run("import sympy\nsympy.Symbol('x')**2")
    assert answer["outputs"] == [("text/latex", r"$\displaystyle x^{2}$")]
    (mime, text), = session.run(
        "from rnnlib.symbolic import *\nclear()\n"
        "define('state', h[t, i], tanh(p[t, i]))")["outputs"]
    assert mime == "text/markdown"
    assert text.startswith("$$\nh_{t,i} = \\tanh p_{t,i} \\tag{1.2}\n$$")


def test_figures_are_shown_and_closed(session):
    answer = session.run(DRAW + "draw(1);draw(2);")
    assert [mime for mime, _ in answer["outputs"]] == 2 * ["text/html"]
    assert "<!-- gain 2 -->" in answer["outputs"][1][1]
    assert plt.get_fignums() == []


def test_a_slider_calls_python(session):
    answer = session.run(DRAW + "rnnlib.explore(draw, gain=[1.0, 2.0], "
                         "alt='A title')")
    (mime, html), = answer["outputs"]
    assert mime == "text/html" and "<template>" not in html
    key = next(iter(sliders.live_figures))
    assert f'data-live="{key}"' in html and 'max="4"' in html
    assert "<!-- gain 1.25 -->" in session.redraw(key, [1])
    assert plt.get_fignums() == []


def test_a_cell_without_figures_loads_no_matplotlib(session, monkeypatch):
    monkeypatch.delitem(sys.modules, "matplotlib.pyplot")
    assert session.run("1 + 1")["outputs"] == [("text/plain", "2")]
    assert "matplotlib.pyplot" not in sys.modules
    assert mpl.get_backend().lower() == "agg"
