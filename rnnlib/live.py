"""Run a chapter's cells where there is no notebook: in the reader's page.

A Session does what a kernel would: it runs a cell, catches what it prints,
and hands back its last value and its figures as (mime type, text) pairs that
the page can show.
"""
import ast
import contextlib
import io
import linecache
import sys
import traceback

from . import frames, sliders

SHOWN = ("text/html", "text/markdown", "text/latex", "text/plain")


class Session:
    """The variables of a page, and the cells that have run."""

    def __init__(self):
        self.names = {"__name__": "__main__"}
        self.count = 0
        # explore now asks this page
        self.figures = sliders.live_figures = {}

    def run(self, code):
        """Run a cell: {"outputs": [(mime, text), ...], "error": text}."""
        self.count += 1
        printed, outputs, error = io.StringIO(), [], ""
        with contextlib.redirect_stdout(printed), \
                contextlib.redirect_stderr(printed):
            try:
                value = evaluate(code, self.names, f"<cell {self.count}>")
                outputs = [*shown(value), *figures()]
            except BaseException as exception:   # SystemExit ends no page
                error = readable(exception)
        text = printed.getvalue()
        first = [("text/plain", text)] if text else []
        return {"outputs": first + outputs, "error": error}

    def redraw(self, key, places):
        """The SVG of a live slider's figure, its sliders at these places."""
        return self.figures[key].frame(places)


def evaluate(code, names, file):
    """Run code; the value of its last line, or None after a semicolon."""
    linecache.cache[file] = (len(code), None, code.splitlines(True), file)
    body = ast.parse(code, file).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), file, "exec"), names)
    if last is None:
        return None
    value = eval(compile(ast.Expression(last.value), file, "eval"), names)
    return None if code.rstrip().endswith(";") else value


def shown(value):
    """The richest form of a value, as at most one (mime, text) pair."""
    if value is None:
        return []
    bundle = {"text/plain": repr(value)}
    for mime in SHOWN[:-1]:
        method = getattr(value, f"_repr_{mime.split('/')[1]}_", None)
        if callable(method):
            bundle[mime] = method()
    if hasattr(value, "_repr_mimebundle_"):
        data = value._repr_mimebundle_()
        bundle |= data[0] if isinstance(data, tuple) else data
    return [next((mime, bundle[mime]) for mime in SHOWN if bundle.get(mime))]


def figures():
    """The figures that are open, as SVG; they are closed then."""
    if "matplotlib.pyplot" not in sys.modules:
        return []
    plt = sys.modules["matplotlib.pyplot"]
    found = [plt.figure(number) for number in plt.get_fignums()]
    plt.close("all")
    return [("text/html", frames.svg(figure, f"live{n}-"))
            for n, figure in enumerate(found)]


def readable(exception):
    """The error and where in the reader's cells it arose."""
    frames = [frame for frame in traceback.extract_tb(exception.__traceback__)
              if frame.filename.startswith("<cell")]
    where = "".join(traceback.format_list(frames))
    what = "".join(traceback.format_exception_only(exception))
    return where + what
