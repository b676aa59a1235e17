"""How the chapters are written."""
import nbformat
import pytest
from chapters import CHAPTERS, PAGES, ROOT, assigned, code_cells

each_chapter = pytest.mark.parametrize("name", CHAPTERS)


def test_there_are_chapters():
    assert CHAPTERS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_with_code_is_a_notebook(page):
    assert page.stem in CHAPTERS or "{code-cell}" not in page.read_text()


@each_chapter
def test_header_names_kernel_and_format(name):
    metadata = CHAPTERS[name].metadata
    assert metadata.kernelspec.name == "python3"
    assert metadata.jupytext.text_representation.format_name == "myst"


@each_chapter
def test_cells_are_short_and_narrow(name):
    for cell in code_cells(CHAPTERS[name]):
        lines = cell.source.split("\n")
        assert len(lines) <= 20, cell.source
        assert max(map(len, lines)) <= 79, cell.source


@each_chapter
def test_outputs_hold_no_warning_and_no_error(name):
    executed = ROOT / "_build" / "jupyter_execute" / "book" / f"{name}.ipynb"
    notebook = nbformat.read(executed, as_version=4)
    cells = code_cells(notebook)
    outputs = [output for cell in cells for output in cell.outputs]
    assert [cell.source for cell in cells] == [
        cell.source for cell in code_cells(CHAPTERS[name])]
    assert not cells or outputs
    assert not [output for output in outputs
                if output.output_type == "error"
                or output.get("name") == "stderr"]


@each_chapter
def test_cells_that_promise_a_picture_show_one(name):
    executed = ROOT / "_build" / "jupyter_execute" / "book" / f"{name}.ipynb"
    for cell in code_cells(nbformat.read(executed, as_version=4)):
        promised = "alt" in cell.metadata.get("mystnb", {}).get("image", {})
        shown = [output for output in cell.outputs
                 if "image/png" in output.get("data", {})]
        assert promised == bool(shown), cell.source


@each_chapter
def test_change_me_cells_assign_literals_only(name):
    for cell in code_cells(CHAPTERS[name]):
        if "change-me" in cell.metadata.get("tags", ()):
            names = assigned(cell.source)
            assert cell.metadata.alternatives
            for other in cell.metadata.alternatives:
                assert names >= set(other)
