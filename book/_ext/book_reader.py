"""A chapter as readers get it to run: one notebook for every place.

Binder, `make lab`, the site's downloads and JupyterLite all have what
`notebook` makes of a chapter's source.  It needs no Sphinx and no built book.
"""
import re
from functools import cache
from pathlib import Path

import nbformat
from book_install import install_cell
from book_markdown import SOLUTION, pieces, readable
from book_repository import pages_url
from book_roles import Roles
from book_wheel import library_version

NOTE = """> {chapter} of **{book}**{where}.
> What readers ask about it is answered on the book's page {questions};
> {run_it} says what to expect in Colab, VS Code and Jupyter.
>
> Run the next cell first. It brings the book's library where that is missing,
> and otherwise does nothing."""
QUESTIONS = "book/reader-questions", "Reader questions"
RUN_IT = "book/run-it", "Run it"
FOLDED = {"hide-input", "question"}      # tags of cells that hide their code
WORDS = {"change-me": "**Change me**", "answer": "**Your answer**"}
# A folded cell shows its first line, and that must not be the answer. Colab
# folds a cell that begins so, if its view is "form".
JUDGED = "# @title How your answer is judged\n"
OWN_CELL = ("exercise", "solution-start", "solution-end")
NEXT = re.compile(r"^\*\*Next\.\*\*\s+", re.MULTILINE)
AFTER = "### After the solution"
END = object()                           # a folded solution must end here
ENDS = re.compile(f"#{{1,{SOLUTION.count('#')}}} ")       # and does so there


@cache
def this_version():
    """The version of the rnnlib that stands beside the chapters."""
    return library_version(Path(__file__).resolve().parents[2])


def note(book, page, roles, site):
    """The cell that says what this is, and that the next one comes first."""
    questions, run_it = (
        roles.doc(f"/{name}", None) if name in book.pages else f"*{title}*"
        for name, title in (QUESTIONS, RUN_IT))
    return NOTE.format(
        book=book.title, where=f", <{site}{page.name}.html>" if site else "",
        chapter=f"Chapter {page.number}" if page.number else "A chapter",
        questions=questions, run_it=run_it)


def first_cells(book, page, known, roles, site):
    """What stands above a chapter's own cells."""
    return [markdown(note(book, page, roles, site)),
            install_cell(this_version(), site, known)]


def markdown(text, **metadata):
    """A cell of text."""
    return nbformat.v4.new_markdown_cell(text, metadata=metadata)


def text_cells(text, roles):
    """The cells of a text: exercises and what folds stand in their own."""
    text = NEXT.sub("\n## Next\n\n", text)
    for name, piece in pieces(text, OWN_CELL):
        if name == "solution-end":
            yield END
        elif said := readable(piece, roles):
            folds = name == "solution-start"
            yield markdown(said, **{"jp-MarkdownHeadingCollapsed": True}
                           if folds else {})


def code_cells(cell):
    """A cell of code, not yet run, below the words that its tag stands for."""
    tags = cell.metadata.get("tags", [])
    yield from (markdown(words) for tag, words in WORDS.items()
                if tag in tags)
    metadata = {"tags": tags} if tags else {}
    if FOLDED.intersection(tags):
        metadata["jupyter"] = {"source_hidden": True}
    judged = "question" in tags
    if judged:
        metadata["cellView"] = "form"
    yield nbformat.v4.new_code_cell(JUDGED * judged + cell.source,
                                    metadata=metadata)


def chapter_cells(page, roles):
    """The cells of a chapter, and END after each solution."""
    for cell in page.notebook().cells:
        yield from (text_cells(cell.source, roles)
                    if cell.cell_type == "markdown" else code_cells(cell))


def unfolded(cells):
    """The cells, with a heading after each solution: only that ends a fold.

    A heading of the solution's own level does, or one above it.
    """
    ended = False
    for cell in cells:
        if cell is END:
            ended = True
            continue
        headed = cell.cell_type == "markdown" and ENDS.match(cell.source)
        if ended and not headed:
            yield markdown(AFTER)
        ended = False
        yield cell


def notebook(book, page, known=None, site=None):
    """A chapter as a notebook.

    book: the Contents; known: its Repository, if it has one; site: the
    address of the site, if another than that of the repository's Pages.
    """
    roles = Roles(book, page.name, pages_url(known) if site is None else site)
    cells = [*first_cells(book, page, known, roles, site or ""),
             *unfolded(chapter_cells(page, roles))]
    for place, cell in enumerate(cells):
        cell["id"] = f"cell-{place}"     # the same each time it is made
    kernel = page.notebook().metadata.kernelspec
    return nbformat.v4.new_notebook(cells=cells, metadata={
        "kernelspec": {"display_name": kernel["display_name"],
                       "name": kernel["name"], "language": "python"},
        "language_info": {"name": "python"}})
