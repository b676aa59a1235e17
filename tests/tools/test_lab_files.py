"""What `make lab` writes: notebooks that keep edits, chapters left alone."""
import importlib.util
from types import SimpleNamespace

import jupytext
import nbformat
import pytest
from book_contents import Contents
from chapters import CHAPTERS, ROOT
from tiny import HEADER, cell


def script(path):
    """A script as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


notebooks = script(ROOT / "tools" / "notebooks.py")
unchanged = script(ROOT / "tools" / "author" / "unchanged.py")


@pytest.fixture
def book(tmp_path):
    """A book of one chapter; update(text) makes its notebook: what is kept."""
    folder, made = tmp_path / "src", tmp_path / "made"
    (folder / "book").mkdir(parents=True)
    (folder / "_config.yml").write_text("title: T")
    (folder / "_toc.yml").write_text("root: book/one\nparts: []")

    def update(text):
        (folder / "book" / "one.md").write_text(HEADER + text)
        return notebooks.write(Contents(folder), made, None, "")
    return SimpleNamespace(update=update, file=made / "one.ipynb")


def change(file, edit):
    """Open a notebook, edit it, save it, as Lab would."""
    notebook = nbformat.read(file, as_version=4)
    edit(notebook)
    nbformat.write(notebook, file)


def run(notebook):
    """Leave an output, as a cell that was run."""
    notebook.cells[-1].outputs = [nbformat.v4.new_output("stream", text="1")]
    notebook.cells[-1].execution_count = 3
    notebook.metadata["kernelspec"]["display_name"] = "Python 3 (ipykernel)"


def answer(notebook):
    """Type an answer."""
    notebook.cells[-1].source = "answer = 2"


def test_a_notebook_is_made_and_left_alone(book):
    assert book.update(cell("1")) == []
    change(book.file, run)
    seen = book.file.read_bytes()
    assert book.update(cell("1")) == []
    assert book.file.read_bytes() == seen


def test_a_changed_chapter_is_made_anew_even_if_it_was_run(book):
    book.update(cell("1"))
    change(book.file, run)
    assert book.update(cell("2")) == []
    assert "2" in nbformat.read(book.file, as_version=4).cells[-1].source


def test_a_cell_that_folds_now_is_made_anew(book):
    book.update(cell("1"))
    assert book.update(cell("1", ":tags: [hide-input]\n\n")) == []
    assert "source_hidden" in book.file.read_text()


@pytest.mark.parametrize("forgotten", [False, True])
def test_edits_are_kept_and_said(book, forgotten):
    book.update(cell("1"))
    change(book.file, answer)
    if forgotten:
        (book.file.parent / notebooks.MADE).unlink()
    else:
        assert book.update(cell("1")) == []      # nothing to say
    for text in (cell("2"), cell("3")):
        assert book.update(text) == [book.file]
        assert "answer = 2" in book.file.read_text()


def test_a_notebook_that_cannot_be_read_is_kept(book):
    book.update(cell("1"))
    book.file.write_text("half a")
    assert book.update(cell("2")) == [book.file]
    assert book.file.read_text() == "half a"


def test_one_that_is_renamed_comes_anew(book):
    book.update(cell("1"))
    change(book.file, answer)
    book.file.rename(book.file.with_name("mine.ipynb"))
    assert book.update(cell("2")) == []
    assert "2" in book.file.read_text()


def saved(text, edit=lambda notebook: None):
    """What jupytext would write of a chapter, after an edit."""
    notebook = jupytext.reads(text, fmt="md:myst")
    edit(notebook)
    notebook.metadata["kernelspec"]["display_name"] = "Python 3 (ipykernel)"
    return jupytext.writes(notebook, fmt="md:myst")


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_that_was_not_edited_stays_to_the_letter(name):
    text = (ROOT / "book" / f"{name}.md").read_text()
    assert saved(text) != text
    assert unchanged.kept(text, saved(text)) == text


def test_only_what_was_edited_is_written_anew():
    text = (ROOT / "book" / "adjoint.md").read_text()

    def edit(notebook):
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        code[5].source += "\n# mine"
        notebook.cells[0].source += "\n\nAnd this."
        notebook.cells.append(nbformat.v4.new_code_cell("last"))
    after = unchanged.kept(text, saved(text, edit)).split("\n")
    before = text.split("\n")
    assert {line for line in before if line} <= {*after}
    assert [line for line in after if line not in before] == [
        "And this.", "# mine", "last"]
    assert len(after) - len(before) <= 8


def test_the_hook_leaves_other_files_alone(tmp_path):
    manager = SimpleNamespace(root_dir=str(tmp_path))
    (tmp_path / "a.py").write_text("x")
    for model, path in (({"type": "file", "content": "y"}, "a.py"),
                        ({"type": "file", "content": "y"}, "new.md"),
                        ({"type": "directory"}, "d.md")):
        before = dict(model)
        unchanged.keep(model=model, path=path, contents_manager=manager)
        assert model == before
