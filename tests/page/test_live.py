"""Cells run as in the reader's page, without a notebook."""
import asyncio
import json
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from rnnlib.page import sliders
from rnnlib.page.live import Session, output

DRAW = """
import matplotlib.pyplot as plt, rnnlib
def draw(gain):
    figure, ax = plt.subplots()
    ax.set_title(f"gain {gain:g}")
    return figure
"""
OFFERED = {"pandas": "pandas", "sklearn": "scikit-learn", "IPython": "ipython"}


class Page:
    """What the worker is to a session: keeps what it is told."""

    def __init__(self):
        self.sent, self.loaded, self.foreign = [], [], False

    def send(self, kind, *texts):
        self.sent.append((time.monotonic(), kind, *texts))

    async def load(self, names):
        self.loaded.append(names)
        if "scikit-learn" in names:
            raise RuntimeError("a file did not arrive (404)")
        sys.modules["pandas"] = ModuleType("pandas")

    async def offered(self):
        return json.dumps({"imports": OFFERED, "foreign": self.foreign})

    def of(self, kind):
        """All texts of a kind that were sent."""
        return [texts[-1] for _, one, *texts in self.sent if one == kind]


class Alone(Session):
    """A session that runs its cells at once."""

    def __init__(self):
        self.page = Page()
        super().__init__(self.page)

    def run(self, code, number=None):
        # in a thread of its own: a browser of other tests may have our loop
        with ThreadPoolExecutor(1) as own:
            return own.submit(asyncio.run,
                              super().run(code, number)).result()

    def error(self, code, number=None):
        return self.run(code, number)["error"]

    def outputs(self, code):
        answer = self.run(code)
        assert answer["error"] == ""
        return answer["outputs"]


@pytest.fixture
def session(monkeypatch):
    monkeypatch.delenv("RNNLIB_BOOK", raising=False)
    monkeypatch.setattr(sliders, "live_figures", None)
    backend = plt.get_backend()
    monkeypatch.setitem(mpl.rcParams, "backend_fallback",
                        mpl.rcParams["backend_fallback"])   # as use() sets it
    plt.switch_backend("module://rnnlib.page.live.backend")
    yield Alone()
    plt.close("all")
    plt.switch_backend(backend)
    output.current = None
    assert sys.getprofile() is None


def test_the_last_line_is_the_value(session):
    assert session.run("a = 2\na + 1") == {
        "outputs": [("text/plain", "3")], "error": ""}
    assert session.outputs("a + 1;") == []
    assert session.outputs("a = 5") == []
    assert session.outputs("") == []
    assert session.outputs("print('hi'); a") == [
        ("text/plain", "hi\n"), ("text/plain", "5")]
    assert session.outputs("float") == [("text/plain", "<class 'float'>")]


def test_a_cell_may_wait(session):
    assert session.outputs(
        "import asyncio\nawait asyncio.sleep(0)\n"
        "async def two(): return 2\nawait two()") == [("text/plain", "2")]


# Errors

def lines_of(error):
    """The lines of an error without carets, which came with 3.11."""
    return [line for line in error.splitlines() if set(line) - set(" ~^")]


def test_an_error_says_where_and_leaves_the_session_alive(session):
    answer = session.run("def f(x):\n    return 1 / x\n\nprint('go')\nf(0)")
    assert answer["outputs"] == [("text/plain", "go\n")]
    assert lines_of(answer["error"]) == [
        "Cell 1, line 5", "    f(0)", "Cell 1, line 2, in f",
        "    return 1 / x", "ZeroDivisionError: division by zero"]
    assert session.outputs("1") == [("text/plain", "1")]


def test_the_page_counts_its_cells(session):
    session.run("def f(x):\n    return 1 / x", 2)
    session.run("x = 3", 4)
    session.run("\n\ndef f(x):\n    return None", 2)      # another cell 2
    session.run("def f(x):\n    return 1 / x", 2)
    session.run("g = f\ndef h(x): return g(x)", 3)
    session.run("pass # only this stands in cell 3 now", 3)
    assert lines_of(session.error("y = 1\nh(0)", 5))[:6] == [
        "Cell 5, line 2", "    h(0)", "Cell 3, line 2, in h",
        "    def h(x): return g(x)", "Cell 2, line 2, in f",
        "    return 1 / x"]


@pytest.mark.parametrize(("code", "words"), [
    ("a = 1\nf(", ["Cell 7, line 2", "    f(", "     ^",
                   "SyntaxError: '(' was never closed"]),
    ("if 1:\npass", ["Cell 7, line 2", "IndentationError: expected"]),
    ("return 1", ["Cell 7, line 1", "SyntaxError: 'return' outside"]),
    ("{}['a']", ["KeyError: 'a'"]),
    ("assert 1 == 2", ["\n    assert 1 == 2\n           ^^^^^^\n"]),
    ("try: 1 / 0\nexcept Exception: {}[0]",
     ["ZeroDivisionError", "During handling", "KeyError: 0"]),
    ("import json\njson.loads('{')", ["Cell 7, line 2", "JSONDecodeError"]),
    ("def f(): f()\nf()", ["Cell 7, line 1, in f", "repeated",
                           "RecursionError"]),
    ("raise SystemExit", ["Cell 7, line 1", "sys.exit(): there is nothing to "
                          "leave in this page", "all variables stay."]),
    ("x = 1\nexit()", ["Cell 7, line 2", "exit(): there is nothing"]),
    ("quit()", ["quit(): there"]),
    ("name = input('Name? ')", ["Cell 7, line 1", "    name = input",
                                "input() cannot ask in this page: write"]),
    ("breakpoint()", ["no debugger"]),
    ("get_ipython().run_line_magic('who', '')", ["no notebook behind"]),
    ("open('my.csv')", ["FileNotFoundError", "my.csv", "This page sees no "
                        "files of your computer"]),
    ("import numpy as np\nnp.loadtxt('my.csv')", ["sees no files"]),
    ("raise ConnectionRefusedError", ["reaches no other computer"]),
    ("raise ExceptionGroup('several', [ValueError('one')])",
     ["several", "ValueError: one"])])
def test_errors_are_short_and_name_the_cell(session, code, words):
    error = session.error(code, 7)
    for word in words:
        assert word in error, error
    assert "site-packages" not in error and "rnnlib/page/live" not in error
    assert "<cell" not in error and "Traceback" not in error
    assert "NotInThisPage" not in error


def test_an_error_inside_the_library_shows_the_reader_s_lines(session):
    error = session.error("import rnnlib\nrnnlib.init(0, 1, 1)")
    assert error.count("line") == 1
    assert "n_x" in error
    error = session.error("from rnnlib.symbolic import *\nclear()\n"
                          "claim('a', 1, 1, given=['nope'])")
    assert error.endswith("KeyError: no equation is labelled 'nope'; the "
                          "ledger has: none")


def test_an_error_of_no_line_of_the_reader_s_shows_the_last_one(session):
    error = session.error("class A:\n    __repr__ = None\nA()")
    assert "TypeError" in error and error.count("line") == 1


def test_a_warning_names_the_cell_each_time(session):
    code = "import warnings\nwarnings.warn('watch out')"
    with pytest.warns(UserWarning) as caught:
        session.run(code, 3)
        session.run(code, 3)
    assert len(caught) == 2
    assert "Cell 3" in session.outputs("print('<cell 3, run 9>')")[0][1]


# What is printed and shown

def test_prints_come_while_a_cell_runs(session):
    code = ("import time\nprint('first')\ntime.sleep(0.3)\nprint('second')\n"
            "time.sleep(0.3)")
    start = time.monotonic()
    session.run(code)
    end = time.monotonic()
    (first, _, one), (second, _, two) = [
        sent for sent in session.page.sent if sent[2].strip()]
    assert (one.strip(), two.strip()) == ("first", "second")
    assert first - start < 0.2 < second - first and end - second > 0.2


def test_many_prints_come_in_few_messages_and_none_is_late(session):
    code = ("import time\nfor n in range(3000):\n    print(n)\n"
            "last = time.monotonic() + 1\n"
            "while time.monotonic() < last: pass")
    text = session.outputs(code)[0][1]
    end = time.monotonic()
    assert text == "".join(f"{n}\n" for n in range(3000))
    chunks = session.page.of("printed")
    assert "".join(chunks) == text and len(chunks) < 20
    assert end - session.page.sent[-1][0] > 0.5      # not only at the end


def test_a_million_lines_end_in_a_sentence(session):
    code = "for n in range(100_000): print(n)"
    text = session.outputs(code)[0][1]
    assert len(text) < 90_000
    assert text.startswith("0\n1\n2\n") and text.endswith("\n99999\n")
    assert re.search(r"\n\[60000 letters are printed. Of what follows the end "
                     r"is shown, when the cell has run.\]\n"
                     r"\[5\d{5} letters are left out\]\n", text)
    assert "".join(session.page.of("printed")) == text
    assert session.outputs("print('again')") == [("text/plain", "again\n")]
    long, = session.outputs("'a' * 10**6")
    assert len(long[1]) < 70_000 and long[1].endswith("letters more]")


def test_a_progress_bar_keeps_its_last_state(session):
    assert session.outputs("import sys\nfor n in range(3):\n"
                           "    print(f'\\r\\x1b[31m{n} of 3', end='', "
                           "flush=True)\nprint('x', file=sys.stderr)") == [
        ("text/plain", "2 of 3x\n")]


def test_text_and_pictures_keep_their_order(session):
    code = DRAW + ("print('one')\ndisplay(1, 'two')\ndraw(1)\nplt.show()\n"
                   "print('three')\ndraw(2);\n")
    parts = session.outputs(code)
    assert [text if mime == "text/plain" else mime for mime, text in parts] \
        == ["one\n", "1", "'two'", "text/html", "three\n", "text/html"]
    assert "<!-- gain 1 -->" in parts[3][1]
    assert "<!-- gain 2 -->" in parts[5][1]
    sent = "".join(texts[-1] for _, _, *texts in session.page.sent)
    assert sent == "".join(text for _, text in parts)


def test_the_richest_form_is_shown(session):
    assert session.outputs("import sympy\nsympy.Symbol('x')**2") == [
        ("text/latex", r"$\displaystyle x^{2}$")]
    (mime, text), = session.outputs(
        "from rnnlib.symbolic import *\nclear()\n"
        "define('state', h[t, i], tanh(p[t, i]))")
    assert mime == "text/markdown"
    assert text.startswith("$$\nh_{t,i} = \\tanh p_{t,i} \\tag{1.2}\n$$")


@pytest.mark.parametrize(("name", "content", "shown"), [
    ("html", "'<b>x</b>'", ("text/html", "<b>x</b>")),
    ("markdown", "'*x*'", ("text/markdown", "*x*")),
    ("latex", "'$x$', {}", ("text/latex", "$x$")),
    ("svg", "'<?xml?><svg/>'", ("text/html", "<svg/>")),
    ("png", "b'abc'", ("text/html",
                       '<img src="data:image/png;base64,YWJj" alt="">')),
    ("jpeg", "'YWJj'", ("text/html",
                        '<img src="data:image/jpeg;base64,YWJj" alt="">')),
    ("html", "None", ("text/plain", "an A")),
    ("mimebundle", "{'text/latex': '$y$'}, {}", ("text/latex", "$y$"))])
def test_objects_show_themselves(session, name, content, shown):
    made = (f"class A:\n    def __repr__(self): return 'an A'\n"
            f"    def _repr_{name}_(self): return {content}\n")
    assert session.outputs(made + "A()") == [shown]
    assert session.outputs("display(A())") == [shown]
    assert session.outputs("A")[0][0] == "text/plain"


def test_an_object_may_show_itself_in_its_own_way(session):
    assert session.outputs(
        "class A:\n    def _ipython_display_(self): print('me')\nA()") == [
        ("text/plain", "me\n")]
    assert session.outputs("display({'text/html': '<i>'}, raw=True)") == [
        ("text/html", "<i>")]


# Figures

def test_figures_are_shown_and_closed(session):
    answer = session.run(DRAW + "draw(1);draw(2);")
    assert [mime for mime, _ in answer["outputs"]] == 2 * ["text/html"]
    assert "<!-- gain 2 -->" in answer["outputs"][1][1]
    assert plt.get_fignums() == []


@pytest.mark.parametrize(("code", "kinds"), [
    ("draw(1)\nplt.show()", ["text/html"]),
    ("draw(1).show()", ["text/html"]),
    ("draw(1)", ["text/html"]),                        # fig as last line
    ("draw(1)\ndraw(2)", 2 * ["text/html"]),
    ("f = draw(1)\nplt.close(f)\nf", ["text/html"]),
    ("f = draw(1)\nplt.close(f)", []),
    ("f = draw(1)\ndisplay(f)\nf.axes[0].plot([1]);", 2 * ["text/html"]),
    ("draw(1).axes[0].plot([1])", ["text/plain", "text/html"]),
    ("draw(1).axes[0]", ["text/plain", "text/html"]),
    ("plt.show()", []),
    ("import matplotlib\nmatplotlib.use('agg')\ndraw(1)\nplt.show()",
     ["text/html"])])
def test_figures_come_as_in_a_notebook(session, code, kinds):
    parts = session.outputs(DRAW + code)
    assert sorted(mime for mime, _ in parts) == sorted(kinds)
    assert not any("non-interactive" in text for _, text in parts)
    assert session.outputs("1") == [("text/plain", "1")]


def test_a_figure_of_a_cell_that_fails_stands_under_it(session):
    answer = session.run(DRAW + "draw(1)\n1 / 0")
    assert [mime for mime, _ in answer["outputs"]] == ["text/html"]
    assert answer["error"].endswith("ZeroDivisionError: division by zero")
    assert session.outputs("1") == [("text/plain", "1")]


def test_a_figure_that_cannot_be_drawn_says_why(session):
    answer = session.run(DRAW + "draw(1).suptitle('$\\\\nothing$')\n1 / 0")
    assert "ZeroDivisionError" in answer["error"]
    assert "ValueError" in answer["error"]
    assert "ValueError" in session.error(
        "plt.figure().suptitle('$\\\\nothing$');")
    assert plt.get_fignums() == []


def test_ids_of_figures_occur_once(session):
    first = session.run(DRAW + "draw(1);draw(2);", 3)["outputs"]
    second = session.run("draw(1);", 4)["outputs"]
    for text, prefix in zip([text for _, text in first + second],
                            ("live3-0-", "live3-1-", "live4-0-"), strict=True):
        assert f'id="{prefix}' in text and "live-figure" not in text


def test_a_figure_of_too_many_points_is_a_picture(session):
    (_, text), = session.outputs(
        "import numpy as np, matplotlib.pyplot as plt\n"
        "plt.scatter(*np.random.default_rng(1).random((2, 30_000)));")
    assert text.startswith('<img src="data:image/png;base64,')
    assert len(text) < 10**6


def test_a_slider_calls_python(session):
    answer = session.run(DRAW + "rnnlib.explore(draw, gain=[1.0, 2.0], "
                         "alt='A title')")
    (mime, html), = answer["outputs"]
    assert mime == "text/html" and "<template>" not in html
    key = next(iter(sliders.live_figures))
    assert f'data-live="{key}"' in html and 'max="4"' in html
    frame, error = session.redraw(key, [1])
    assert "<!-- gain 1.25 -->" in frame and error == ""
    assert plt.get_fignums() == []


def test_a_slider_says_what_went_wrong(session):
    session.run(DRAW + "rnnlib.explore(draw, gain=[1.0, 2.0], alt='A title')\n"
                "def draw(gain): pass", 6)
    figure = next(iter(sliders.live_figures.values()))
    figure.draw = session.names["draw"]
    assert session.redraw(figure.number, [1]) == (
        "", "TypeError: draw must return a matplotlib Figure, not NoneType")


def test_a_cell_without_figures_loads_no_matplotlib(session, monkeypatch):
    monkeypatch.delitem(sys.modules, "matplotlib.pyplot")
    assert session.outputs("1 + 1") == [("text/plain", "2")]
    assert "matplotlib.pyplot" not in sys.modules
    assert mpl.get_backend() == "module://rnnlib.page.live.backend"


# Packages

@pytest.mark.parametrize("code", [
    "import pandas", "import pandas as pd, json", "from pandas import *",
    "def f():\n    import pandas.plotting\n", "if False: import pandas"])
def test_a_package_is_loaded_when_it_is_imported(session, monkeypatch, code):
    monkeypatch.delitem(sys.modules, "pandas", raising=False)
    monkeypatch.setattr("rnnlib.page.live.packages.find_spec",
                        lambda name: None)
    session.run(code)
    assert session.page.loaded == ["pandas"]
    session.run(code)
    assert session.page.loaded == ["pandas"]          # once
    monkeypatch.delitem(sys.modules, "pandas")


def test_what_is_there_is_not_loaded(session):
    session.run("import json, numpy.linalg, __main__\nfrom . import x")
    assert session.page.loaded == []


def test_a_package_that_does_not_come_is_named(session, monkeypatch):
    monkeypatch.setattr("rnnlib.page.live.packages.find_spec",
                        lambda name: None)
    assert session.error("import sklearn").startswith(
        "scikit-learn could not be loaded: a file did not arrive (404).")


@pytest.mark.parametrize(("code", "words"), [
    ("x = 1\nimport nothing.at.all", ["Cell 2, line 2", "no nothing. It has",
                                      "pandas", "sklearn", "brings its"]),
    ("def f():\n    import nothing\nf()", ["Cell 2, line 2, in f",
                                           "has no nothing"]),
    ("import importlib\nimportlib.import_module('nothing')", ["no nothing"]),
    ("try:\n    1 / 0\nexcept Exception:\n    import nothing",
     ["Cell 2, line 4", "has no nothing"]),
    ("import torch_nothing as torch", ["has no torch_nothing"]),
    ("import ipywidgets", ["no ipywidgets in this page", "rnnlib.explore"]),
    ("from json import nothing", ["ImportError", "nothing"]),
    ("import json.nothing", ["No module named 'json.nothing'"])])
def test_a_package_that_is_nowhere_is_refused(session, monkeypatch, code,
                                              words):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    error = session.error(code, 2)
    for word in words:
        assert word in error, error
    session.page.foreign = True
    session.packages.offers = {}
    assert "brings its" not in session.error("import nothing")


def test_whoever_expects_an_import_error_gets_it(session):
    assert session.outputs("try:\n    import nothing\n"
                           "except ImportError:\n    print('as said')") == [
        ("text/plain", "as said\n")]


def test_ipython_shows_below_the_cell(session, monkeypatch):
    import IPython.display
    for name in ("IPython.display", "IPython.core.display_functions"):
        for own in ("display", "clear_output"):
            monkeypatch.setattr(f"{name}.{own}", None)
    session.packages.adapt()
    assert session.outputs(
        "from IPython.display import Markdown, display, clear_output\n"
        "display('gone')\nclear_output()\ndisplay(Markdown('*kept*'))") == [
        ("text/markdown", "*kept*")]
    assert IPython.display.display == session.out.display


# What is no Python

@pytest.mark.parametrize(("code", "said", "value"), [
    ("%matplotlib inline\n1", "%matplotlib: not needed here, figures appear",
     "1"),
    ("%config InlineBackend.figure_format = 'svg'\n1", "%config: not", "1"),
    ("%%time\na = 3\na", "%%time: not measured here", "3"),
    ("a = 3\n%time a", "%time: not measured", "3"),
    ("for n in (1,):\n    %timeit -n 10 -r 3 a = n + 1\na", "%timeit: not",
     "2"),
    ("b = %time 4\nb", "%time", "4"),
    ("%load_ext autoreload\n%autoreload 2\n1", "%autoreload", "1")])
def test_commands_without_harm_are_left_out_in_words(session, code, said,
                                                     value):
    (_, text), last = session.outputs(code)
    assert text.startswith(said) or said in text
    assert last == ("text/plain", value)


@pytest.mark.parametrize(("code", "said"), [
    ("x = 1\n!pip install torch", "'!pip install torch' installs nothing"),
    ("%pip install torch", "Import the package"),
    ("%conda install torch", "installs nothing"),
    ("files = !ls", "'!ls' asks for a shell, and this page has none."),
    ("%%bash\nls", "'%%bash' is a command of notebooks"),
    ("%run other.py", "knows only Python"), ("%debug", "commands?")])
def test_commands_that_would_do_something_are_refused(session, code, said):
    error = session.error(code, 9)
    assert said in error or "command of notebooks" in error
    assert error.startswith("Cell 9, line ")
    assert session.outputs("2") == [("text/plain", "2")]


def test_a_question_mark_asks_for_help(session):
    (_, text), = session.outputs("def f():\n    'Says f.'\nf?")
    assert "Says f." in text
    assert "Says f." in session.outputs("?f")[0][1]


def test_formulas_and_texts_are_left_alone(session):
    code = "a = (7\n% 4)\nb = '''\n%matplotlib inline\n!ls\nx?\n'''\na, b"
    assert session.outputs(code) == [
        ("text/plain", "(3, '\\n%matplotlib inline\\n!ls\\nx?\\n')")]
    assert "SyntaxError" in session.error("a = = 2\n%matplotlib inline")


# Failed claims

CLAIM = """from rnnlib.symbolic import *
clear()
define('state', h[t, i], tanh(p[t, i]))
def slope(sign):
    claim('slope-of', d(h[t, i], p[t, i]), 1 + sign * h[t, i]**2)
"""


def test_a_failed_claim_is_typeset_and_its_line_is_named(session):
    session.run(CLAIM, 2)
    answer = session.run("print('so')\nslope(1)", 5)
    (_, text), (mime, said) = answer["outputs"]
    assert text == "so\n" and mime == "text/markdown"
    assert "Not proved" in said and "$$\n-2 h_{t,i}^{2}\n$$" in said
    assert lines_of(answer["error"]) == [
        "Cell 5, line 2", "    slope(1)", "Cell 2, line 5, in slope",
        "    claim('slope-of', d(h[t, i], p[t, i]), 1 + sign * h[t, i]**2)",
        "NotProved: 'slope-of' was not shown, see above"]
    assert session.outputs("slope(-1)\n'slope-of' in LEDGER")[-1][1] == "True"
