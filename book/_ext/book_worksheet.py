"""The worksheet of the page *By hand*, blank and solved, a page of A4 each.

Both are made of one template and one table of numbers. In the blank one an
answer is an empty place of its own width, so the two cannot come to differ.
``{worksheet}`the text <blank>``` links to one of them.
"""
from decimal import Decimal
from fractions import Fraction
from math import tanh
from pathlib import Path

from docutils import nodes
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sphinx.util.docutils import ReferenceRole
from sphinx.util.osutil import relative_uri

PAGE = "book/by-hand"
FILE = "book/worksheet-{}.html"
KINDS = ("blank", "solved")
TEMPLATES = Path(__file__).parents[1] / "_templates"
LINEAR = Fraction(2), Fraction(1), (1, 5, 7)          # w, h_0, y_1 to y_3
TANH = 2.0, 0.5, (0.5, 1, 0)
NUDGED = Fraction(2001, 1000), Fraction(1999, 1000)


def passes(w, h_0, y, f=lambda p: p, slope=lambda h: 1):
    """Both passes of one unit: {letter: {step: number}}, and dE/dw."""
    steps = range(1, len(y) + 1)
    h, a = {0: h_0}, {len(y) + 1: 0 * w}
    p, e, lam, back = {}, {}, {}, {}
    for t in steps:
        p[t] = w * h[t-1]
        h[t] = f(p[t])
        e[t] = h[t] - y[t-1]
    for t in reversed(steps):
        back[t] = w * a[t+1]
        lam[t] = e[t] + back[t]
        a[t] = slope(h[t]) * lam[t]
    share = {t: a[t] * h[t-1] for t in steps}
    return {"h": h, "p": p, "e": e, "E": {t: e[t]**2 / 2 for t in steps},
            "slope": {t: slope(h[t]) for t in steps}, "back": back,
            "lam": lam, "a": a, "share": share,
            "gradient": sum(share.values())}


def triangle(w, h_0, y):
    """{(t, k): what use k of w puts in by the loss of step t}, linear."""
    got = passes(w, h_0, y)
    return {(t, k): got["e"][t] * w**(t - k) * got["h"][k-1]
            for t in got["e"] for k in range(1, t + 1)}


def misread(w, h_0, y):
    """The same with total derivatives in place of immediate ones."""
    got, moved = passes(w, h_0, y), {0: 0}
    for t in got["e"]:
        moved[t] = got["h"][t-1] + w * moved[t-1]
    return {(t, k): got["e"][t] * w**(t - k) * moved[k]
            for t in got["e"] for k in range(1, t + 1)}


def written(value):
    """A number as it is written: exact, or a float with four digits; words."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return f"{value:.4f}".replace("-", "\N{MINUS SIGN}")
    top, below = Fraction(value).as_integer_ratio()
    text = f"{Decimal(top) / below:f}" if below >= 10 else str(value)
    return text.replace("-", "\N{MINUS SIGN}")


def numbers():
    """All that the sheets show."""
    six, (_, *rest) = triangle(*LINEAR), LINEAR
    nudged = {w: passes(w, *rest) for w in NUDGED}
    losses = [sum(got["E"].values()) for got in nudged.values()]
    return {"given_linear": LINEAR, "linear": passes(*LINEAR), "six": six,
            "rows": {t: sum(six[t, k] for k in range(1, t + 1))
                     for t in (1, 2, 3)},
            "wrong": misread(*LINEAR), "nudged": nudged, "losses": losses,
            "quotient": (losses[0] - losses[1]) / (NUDGED[0] - NUDGED[1]),
            "tanh": passes(*TANH, tanh, lambda h: 1 - h**2),
            "tanh_given": TANH, "steps": (1, 2, 3)}


def sheet(kind):
    """The HTML of a sheet, "blank" or "solved"."""
    def answer(value):
        said = "" if kind == "blank" else written(value)
        return f'<span class="answer">{said}</span>'

    templates = Environment(loader=FileSystemLoader(TEMPLATES),
                            undefined=StrictUndefined, trim_blocks=True)
    return templates.get_template("worksheet.html").render(
        numbers(), kind=kind, answer=answer, written=written,
        other=KINDS[kind == "blank"])


def write_sheets(app, error):
    """Put both sheets beside their page, where the book has it."""
    if not error and PAGE in app.env.found_docs:
        for kind in KINDS:
            Path(app.outdir, FILE.format(kind)).write_text(
                sheet(kind), encoding="utf-8")


class worksheet_link(nodes.General, nodes.Inline, nodes.TextElement):
    """The link to a sheet."""


class Worksheet(ReferenceRole):
    """``{worksheet}`text <kind>```."""

    def run(self):
        """A link to the sheet of that kind."""
        if self.target not in KINDS:
            said = self.inliner.reporter.error(
                f"there is no worksheet {self.target!r}: one of {KINDS}",
                line=self.lineno)
            return [self.inliner.problematic(
                self.rawtext, self.rawtext, said)], [said]
        return [worksheet_link("", self.title, kind=self.target)], []


def visit(self, node):
    """A link on the site; the printed book has the words alone."""
    if self.builder.name == "html":
        here = self.builder.get_target_uri(self.builder.current_docname)
        uri = relative_uri(here, FILE.format(node["kind"]))
        self.body.append(f'<a class="reference internal" href="{uri}">')


def depart(self, node):
    """The end of it."""
    if self.builder.name == "html":
        self.body.append("</a>")


def setup(app):
    """Register with Sphinx."""
    app.add_role("worksheet", Worksheet())
    app.add_node(worksheet_link, html=(visit, depart))
    app.connect("build-finished", write_sheets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
