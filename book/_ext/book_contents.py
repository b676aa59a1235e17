"""What the sources alone tell of the book: pages, numbers, citations.

Notebooks are made where there is no built book and no Sphinx, on Binder, and
carry the site's numbers all the same.  A number is a place in an order, and
the order stands in the sources: no list of numbers can go stale.  That these
are the numbers of the built site is tested.
"""
import ast
import json
import re
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import jupytext
import yaml
from book_memory import Remembering
from pybtex.database import parse_file
from pybtex.richtext import Text

# What publishes an equation where a cell ends in it.
PUBLISHERS = {"define", "assume", "claim", "lemma", "exact", "at_most",
              "induct", "induct_at_most", "read_off", "backward"}
EXERCISE = re.compile(r"^`{3,}\{exercise\}.*\n((?:[ \t]*:[\w-]+:.*\n)*)",
                      re.MULTILINE)
LABEL = re.compile(r"^[ \t]*:label:[ \t]*(\S+)", re.MULTILINE)
TARGET = re.compile(r"^\(([\w:-]+)\)=\n", re.MULTILINE)
TERMS = re.compile(r"^```\{glossary\}\n(.*?)^```", re.MULTILINE | re.DOTALL)
ENTRY = re.compile(r"^\.\. auto(?:function|class|exception|data)::[ \t]+(\S+)"
                   r"|^\.\. automodule::[ \t]+(\S+)", re.MULTILINE)


class Page(NamedTuple):
    """A page: its name in the table of contents, its number, its text."""

    name: str
    number: str          # "" outside the numbered parts
    text: str

    @property
    def title(self):
        """The first heading."""
        return re.search(r"^# (.*)$", self.text, re.MULTILINE)[1].strip()

    @property
    def has_cells(self):
        """Whether it is a notebook."""
        return "kernelspec" in self.text.partition("\n---\n")[0]

    def notebook(self):
        """The page as a notebook, as it is written."""
        return read(self.text)


@Remembering
def read(text):
    """A page's text as a notebook; who gets it changes nothing in it."""
    return jupytext.reads(text, fmt="md:myst")


def numbered(toc):
    """The names of all pages in order, each with its number or ""."""
    yield toc["root"], ""
    count = 0
    for part in toc["parts"]:
        for entry in part["chapters"]:
            count += bool(part.get("numbered"))
            yield entry["file"], str(count) if part.get("numbered") else ""


def published(source):
    """The label of the equation that a cell shows, or None."""
    try:
        last = ast.parse(source).body[-1:]
    except SyntaxError:                      # the build names such a cell
        return None
    call = last and isinstance(last[0], ast.Expr) and last[0].value
    if source.rstrip().endswith(";") or not isinstance(call, ast.Call):
        return None
    name = getattr(call.func, "id", None)
    if name not in PUBLISHERS or not call.args:
        return None
    return getattr(call.args[0], "value", None)


@Remembering
def labels_of(page):
    """The labels of the equations that a page shows, in order."""
    cells = (cell for cell in page.notebook().cells
             if cell.cell_type == "code")
    return [label for cell in cells if (label := published(cell.source))]


def exercises_of(page):
    """The labels of a page's exercises, in order; None for one without."""
    found = (LABEL.search(options) for options in EXERCISE.findall(page.text))
    return [label and label[1] for label in found]


def family_name(person):
    """A person's family name, without the braces of BibTeX."""
    parts = person.prelast_names + person.last_names
    return str(Text.from_latex(" ".join(parts)))


def author_and_year(entry):
    """A source as the pages cite it: Squire and Trapp, 1998."""
    people = entry.persons.get("author") or entry.persons["editor"]
    names = [family_name(person) for person in people]
    who = f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
    return f"{who}, {entry.fields.get('year', 'n.d.')}"


class Contents:
    """The book in a folder: what can be referred to, and its numbers."""

    def __init__(self, root):
        self.root = root
        toc = yaml.safe_load((root / "_toc.yml").read_text())
        self.title = yaml.safe_load(
            (root / "_config.yml").read_text())["title"]
        files = {name: root / f"{name}.md" for name, _ in numbered(toc)}
        self.pages = {
            name: Page(name, number, files[name].read_text(encoding="utf-8"))
            for name, number in numbered(toc)
            if files[name].exists()}         # the build names what is not

    @cached_property
    def notebooks(self):
        """The pages that have cells, in order."""
        return [page for page in self.pages.values() if page.has_cells]

    def _numbers(self, labels):
        """{label: (page, number)} for what labels(page) lists of pages."""
        return {label: (page.name, f"{page.number}.{count}".lstrip("."))
                for page in self.notebooks
                for count, label in enumerate(labels(page), start=1) if label}

    @cached_property
    def equations(self):
        """{label: (page, number)} of the equations."""
        return self._numbers(labels_of)

    @cached_property
    def exercises(self):
        """{label: (page, number)} of the exercises."""
        return self._numbers(exercises_of)

    @cached_property
    def targets(self):
        """{label: page} of places in a text that have a name."""
        return {label: page.name for page in self.pages.values()
                for label in TARGET.findall(page.text)}

    @cached_property
    def terms(self):
        """{term: page} of the glossary."""
        return {line.strip(): page.name for page in self.pages.values()
                for block in TERMS.findall(page.text)
                for line in block.splitlines() if re.match(r"\S", line)}

    @cached_property
    def entries(self):
        """{dotted name: page} of the library reference."""
        return {one or other: page.name for page in self.pages.values()
                for one, other in ENTRY.findall(page.text)}

    @cached_property
    def modules(self):
        """The modules that the reference describes as such."""
        return {other for page in self.pages.values()
                for _, other in ENTRY.findall(page.text) if other}

    @cached_property
    def sources(self):
        """{key: author and year} of the bibliography."""
        file = self.root / "book" / "references.bib"
        return {key: author_and_year(entry)
                for key, entry in parse_file(file).entries.items()}

    def names(self):
        """What rnnlib calls equations and sources where a cell prints them."""
        numbers = {label: number
                   for label, (_, number) in self.equations.items()}
        return json.dumps({"equations": numbers, "sources": self.sources},
                          indent=1, ensure_ascii=False) + "\n"


NAMES = Path("rnnlib", "data", "names.json")
STATEMENTS = Path("rnnlib", "data", "statements.json")


def write_names(root):
    """Bring rnnlib's names up to date with the chapters."""
    file, now = root / NAMES, Contents(root).names()
    if not file.exists() or file.read_text(encoding="utf-8") != now:
        file.write_text(now, encoding="utf-8")
