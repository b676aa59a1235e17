"""The first cell of a notebook: rnnlib comes from the site's wheel, once.

A new environment has all that chapters need but rnnlib, and no package index:
what is installed there can only come from the server of this test.  The tests
follow one reader, from day to day.
"""
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from book_install import install_cell, write_wheels
from book_repository import derive
from book_wheel import library_files, library_version
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from serving import HTML, ROOT, serve

CHAPTER = HTML / "notebooks" / "book" / "softmax-jacobian.ipynb"
SITE_PACKAGES = Path(nbformat.__file__).parents[1]
OWN = ("rnnlib", "__editable__", "pip", "_pytest", "distutils-precedence")


def environment(folder):
    """A virtual environment that lacks rnnlib only; its Python."""
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"],
                   check=True)
    links = folder / "links"
    links.mkdir()
    for entry in SITE_PACKAGES.iterdir():
        if not entry.name.startswith(OWN):
            (links / entry.name).symlink_to(entry)
    own, = (folder / "venv").glob("lib/python*/site-packages")
    (own / "others.pth").write_text(f"{links}\n")
    return folder / "venv" / "bin" / "python"


class Kernel(AsyncKernelManager):
    """The kernel of that environment, without an index and a search path."""

    python = None

    @property
    def kernel_spec(self):
        return KernelSpec(argv=[
            str(self.python), "-Xfrozen_modules=off", "-m",
            "ipykernel_launcher", "-f", "{connection_file}"],
            env={"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull,
                 "PYTHONPATH": "", "RNNLIB_BOOK": "", "MPLBACKEND": "",
                 "NO_PROXY": "*", "PIP_FIND_LINKS": ""})


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """A reader's environment and folder, and the site that he visits."""
    folder = tmp_path_factory.mktemp("reader")
    (folder / "site").mkdir()
    (folder / "desk").mkdir()
    with serve(folder / "site") as address:
        yield SimpleNamespace(
            python=environment(folder), desk=folder / "desk",
            site=f"{address}/", wheels=folder / "site" / "wheels",
            folder=folder)


def publish(reader, root=ROOT):
    """Have the site offer the library of some folder; its version."""
    write_wheels(root, reader.wheels, reader.site, "The book")
    return library_version(root)


def run(reader, *cells):
    """Run a notebook of these cells; what each has shown."""
    notebook = nbformat.v4.new_notebook(cells=list(cells))
    manager = type("Own", (Kernel,), {"python": reader.python})
    NotebookClient(notebook, timeout=300, kernel_manager_class=manager,
                   resources={"metadata": {"path": reader.desk}}).execute()
    return ["".join(one.get("text", "") or str(one.get("data", ""))
                    for one in cell.outputs) for cell in notebook.cells
            if cell.cell_type == "code"]


def first(reader, made_for, site=None, known=None):
    """What the first cell says, alone in a kernel."""
    return run(reader, install_cell(
        made_for, reader.site if site is None else site, known))[0]


def code(source):
    return nbformat.v4.new_code_cell(source)


@pytest.fixture(scope="module")
def later(reader):
    """The library of another day."""
    root = reader.folder / "later"
    for file in library_files(ROOT):
        copy = root / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    with (root / "rnnlib" / "rnn.py").open("a") as source:
        source.write("\nLATER = True\n")
    return root


def test_without_an_address_the_reader_is_told_what_to_do(reader):
    said = first(reader, library_version(ROOT), site="")
    assert said.startswith("Not here: rnnlib. This copy of the book does not")
    assert said.count("\n") == 1


def test_a_site_that_does_not_answer_is_no_traceback(reader):
    said = first(reader, library_version(ROOT), site="http://127.0.0.1:9/")
    assert "Not installed: rnnlib. pip says: ERROR: " in said
    assert "http://127.0.0.1:9/book/run-it.html says what else" in said
    assert "Traceback" not in said


def test_a_repository_that_does_not_answer_is_no_traceback(reader):
    known = derive({}, "https://github.com/a/b")._replace(host="127.0.0.1:9")
    said = first(reader, library_version(ROOT), "", known)
    assert "Not installed: rnnlib. pip says: fatal: unable to access" in said
    assert "Traceback" not in said and "https://127.0.0.1:9/a/b" in said


def test_a_chapter_installs_the_wheel_and_runs_whole(reader):
    made_for = publish(reader)
    chapter = nbformat.read(CHAPTER, as_version=4)
    own = [cell for cell in chapter.cells
           if "install" not in cell.metadata.get("tags", [])]
    assert len(own) == len(chapter.cells) - 1
    said, *shown, where = run(
        reader, install_cell(made_for, reader.site, None), *own,
        code("import rnnlib; print(rnnlib.__file__)"))
    assert said == (f"Installing rnnlib from {reader.site} ...\n"
                    f"Installed rnnlib "
                    f"{made_for.partition('+')[0]} from {reader.site}.\n")
    assert str(reader.folder / "venv") in where
    assert "Proved" in str(shown)
    assert "application/vnd.jupyter.widget-view+json" in str(shown)


def test_where_it_is_nothing_is_asked_for(reader):
    said = first(reader, library_version(ROOT), site="http://127.0.0.1:9/")
    assert said == "rnnlib 0.1.0 is here.\n"


def test_a_newer_notebook_renews_what_an_earlier_one_brought(reader, later):
    made_for = publish(reader, later)
    used, said, again = run(
        reader, code("import rnnlib"), *(code(install_cell(
            made_for, reader.site, None).source) for time in range(2)))
    assert "Restart the kernel: it has loaded the earlier one." in said
    assert again == "rnnlib 0.1.0 is here.\n"
    assert run(reader, code("from rnnlib.rnn import LATER; LATER"))[0]


def test_an_older_notebook_takes_what_there_is(reader):
    said = first(reader, library_version(ROOT))
    assert said.endswith("rnnlib 0.1.0 is here.\n")
    assert "pip says" not in said


def test_without_a_network_what_is_here_stays(reader):
    said = first(reader, library_version(ROOT), site="http://127.0.0.1:9/")
    assert "rnnlib 0.1.0 is here. pip says: ERROR: " in said
    assert run(reader, code("from rnnlib.rnn import LATER; LATER"))[0]


def test_a_wheel_beside_the_notebook_is_taken(reader):
    publish(reader)
    wheel, = reader.wheels.glob("*.whl")
    shutil.copy(wheel, reader.desk)
    said = first(reader, library_version(ROOT), site="")
    assert said.endswith(f"from {reader.desk / wheel.name}.\n")
    (reader.desk / wheel.name).unlink()


def test_another_package_of_that_name_is_not_taken_for_ours(reader):
    about, = (reader.folder / "venv").rglob("rnnlib-*/METADATA")
    about.write_text("Metadata-Version: 2.4\nName: rnnlib\nVersion: 9\n"
                     "Summary: A stranger's.\n")
    said = first(reader, library_version(ROOT))
    assert said.startswith("The rnnlib that is here is not this book's.")


def test_a_library_of_the_readers_own_is_left_alone(reader):
    about, = (reader.folder / "venv").rglob("rnnlib-*/METADATA")
    about.write_text("Metadata-Version: 2.4\nName: rnnlib\nVersion: 0.0.9\n"
                     "Summary: The library of Backpropagation Through Time\n")
    assert first(reader, "0.1.0+site1", site="http://127.0.0.1:9/") == (
        "rnnlib 0.0.9 is here. This notebook was made with 0.1.0.\n")
