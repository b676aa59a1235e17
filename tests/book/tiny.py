"""A tiny book, built by the same machinery as the real one."""
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from chapters import ROOT

BUILD = [sys.executable, ROOT / "tools" / "book_build.py"]
HEADER = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  name: python3
---

# A chapter

"""
CLAIM = """
from IPython.display import display

def claim(label, latex, **more):
    record = {"label": label, "latex": latex, "kind": "proof",
              "scope": "every $n$", "rests_on": {}, "fingerprint": latex,
              "conditions": [], "agreement": 2e-16, "source": None,
              "rules": ["algebra"], **more}
    display({"text/markdown": f"$$\\n{latex}\\n$$ ({label})\\n\\nProved.",
             "text/plain": label}, raw=True, metadata={"ledger": record})
"""


def cell(source, head=""):
    """A code cell of a chapter."""
    return f"```{{code-cell}} ipython3\n{head}{source.strip()}\n```\n\n"


def claim(*args, **more):
    """A cell that publishes an equation and its record."""
    names = "".join(f", {name}={value!r}" for name, value in more.items())
    return cell(f"{CLAIM}\nclaim({', '.join(map(repr, args))}{names})")


@dataclass
class Book:
    """The folder of the tiny book."""

    folder: Path

    def write(self, name, *parts):
        """Write a chapter."""
        (self.folder / "book" / f"{name}.md").write_text(
            HEADER + "".join(parts))

    def build(self):
        """Build it; the exit code and what was printed."""
        done = subprocess.run(
            BUILD, cwd=self.folder, text=True,
            env={**os.environ, "PYTHONPATH": str(self.folder)},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        return done.returncode, done.stdout

    def page(self, name):
        """The HTML of a page."""
        return (self.folder / "_build/html/book" / f"{name}.html").read_text()


def assemble(folder):
    """The machinery of the real book, without its chapters."""
    for name in ("book/_ext", "book/_live", "book/_static", "book/_templates",
                 "rnnlib"):
        shutil.copytree(ROOT / name, folder / name,
                        ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("_config.yml", "constraints.txt", "book/references.bib",
                 "book/bibliography.md", "book/ledger.md", "pyproject.toml",
                 "LICENSE"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    (folder / "book" / "index.md").write_text(
        "# Book\n\nHello.\n\n```{py:function} rnnlib.explore(draw)\n"
        "Sliders.\n```\n\n```{py:function} softmax(q)\n"
        ":module: rnnlib.activations\nProbabilities.\n```\n")
    (folder / "_toc.yml").write_text(
        "format: jb-book\nroot: book/index\nparts:\n"
        "  - numbered: true\n    chapters:\n"
        "      - file: book/one\n      - file: book/two\n"
        "  - chapters:\n"
        "      - file: book/ledger\n      - file: book/bibliography\n")


def two_chapters(folder):
    """A book of two chapters that builds."""
    assemble(folder)
    book = Book(folder)
    book.write("one", claim("first", "a = b", kind="definition"))
    book.write("two", claim("second", "b = c", rests_on={"first": "a = b"}))
    return book
