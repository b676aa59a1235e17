"""What the first cell of a notebook decides, whatever is there or is not."""
import importlib.util
import sys
from importlib import metadata

import install_cell
import IPython
import nbformat
import pytest
from book_install import NAMED, source
from book_install import install_cell as made
from book_repository import derive

OURS = "The library of Backpropagation Through Time, Derived"
SITE = "https://a.example/b/"
ALL = {"rnnlib", "matplotlib", "sympy", "lark", "ipywidgets"}


class Reader:
    """An environment that pip changes, or not."""

    def __init__(self, monkeypatch, there, version="", summary=OURS, *,
                 brings="", answer="", loaded=False):
        self.there, self.version, self.summary = {*there}, version, summary
        self.brings, self.answer, self.asked = brings, answer, []
        monkeypatch.setattr(importlib.util, "find_spec",
                            lambda name: name in self.there or None)
        monkeypatch.setattr(metadata, "metadata", self.about)
        monkeypatch.setattr(IPython, "get_ipython", lambda: self)
        monkeypatch.delitem(sys.modules, "rnnlib", raising=False)
        if loaded:
            monkeypatch.setitem(sys.modules, "rnnlib", self)

    def about(self, name):
        if not self.version:
            raise metadata.PackageNotFoundError(name)
        return {"Version": self.version, "Summary": self.summary}

    def run_line_magic(self, name, line):
        assert name == "pip" and line.startswith("install ")
        self.asked.append(line)
        print(self.answer)
        if self.brings:
            self.there |= ALL
            self.version = self.brings


@pytest.fixture
def say(monkeypatch, tmp_path, capsys):
    """Run the cell in a folder of its own; what it asks of pip and says."""
    monkeypatch.chdir(tmp_path)

    def run(there, *about, made_for="0.1.0+site2", of=(SITE, None), **more):
        reader = Reader(monkeypatch, there, *about, **more)
        install_cell.bring_library(made_for, *source(*of))
        return reader.asked, capsys.readouterr().out.splitlines()

    return run


@pytest.mark.parametrize(("version", "said"), [
    ("0.1.0+site2", "rnnlib 0.1.0 is here."),
    ("0.1.0", "rnnlib 0.1.0 is here."),
    ("", "rnnlib of a folder is here."),
    ("0.2.0", "rnnlib 0.2.0 is here. This notebook was made with 0.1.0.")])
def test_nothing_is_asked_where_all_is_there(say, version, said):
    assert say(ALL, version) == ([], [said])


@pytest.mark.parametrize("there", [ALL, {"rnnlib"}])
def test_a_stranger_is_not_taken_for_ours(say, there):
    asked, [said] = say(there, "9.0", "Something else")
    assert asked == [] and "not this book's. Remove it by %pip uni" in said


@pytest.mark.parametrize(("there", "version"), [
    ((), ""), (ALL - {"rnnlib"}, ""), (ALL - {"rnnlib"}, "0.1.0"),
    (ALL, "0.1.0+site1"), (ALL - {"sympy"}, "0.1.0+site1")])
def test_pip_is_given_the_address_and_never_the_name(say, there, version):
    asked, said = say(there, version, brings="0.1.0+site2")
    assert asked == [f"install -q --no-color --retries 1 "
                     f"-r {SITE}wheels/{NAMED}"]
    assert said[-1] == f"Installed rnnlib 0.1.0 from {SITE}."


def test_a_library_of_the_readers_own_is_kept(say):
    asked, said = say({"rnnlib", "sympy"}, "0.1.0", brings="0.1.0")
    assert asked[0].endswith(" matplotlib lark ipywidgets")
    assert said == ["Installing matplotlib lark ipywidgets ...",
                    "rnnlib 0.1.0 is here."]


def test_a_loaded_library_needs_a_new_kernel(say):
    said = say(ALL, "0.1.0+site1", brings="0.1.0+site2", loaded=True)[1]
    assert said[-1].endswith("Restart the kernel: it has loaded the earlier "
                             "one.")


def test_an_old_notebook_is_told_of_a_new_library(say):
    said = say((), brings="0.3.0+site7")[1]
    assert "Installed rnnlib 0.3.0" in said[-1]
    assert "newer than this notebook" in said[-1]


@pytest.mark.parametrize(("answer", "why"), [
    ("WARNING: slow\nERROR: No such host.", " pip says: ERROR: No such host."),
    ("  error: externally-managed-environment\n\n× Use a venv",
     " pip says: error: externally-managed-environment."),
    ("error: subprocess-exited-with-error\n    fatal: no such repository",
     " pip says: fatal: no such repository."),
    ("", " Restart the kernel and try again.")])
def test_what_pip_says_is_passed_on(say, answer, why):
    said = say(ALL - {"rnnlib"}, answer=answer)[1]
    assert said == [f"Installing rnnlib from {SITE} ...",
                    f"Not installed: rnnlib.{why} The book's page {SITE}book/"
                    "run-it.html says what else can be done."]


def test_an_old_python_is_named(say, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    asked, [said] = say(())
    assert asked == []
    assert said.startswith("This notebook needs Python 3.11 or later; this ")


def test_the_wheel_of_this_day_is_taken_from_the_folder(say, tmp_path):
    for day in (3, 2, 1):
        (tmp_path / f"rnnlib-0.1.0+site{day}-py3-none-any.whl").touch()
    asked, _ = say((), brings="0.1.0+site2", of=("", None))
    assert asked[0].endswith(f' "{tmp_path}/rnnlib-0.1.0+site2-py3-none-any'
                             '.whl[plots,symbolic,judge]" ipywidgets')


@pytest.mark.parametrize(("site", "address", "given"), [
    (SITE, "https://github.com/a/b", f"-r {SITE}wheels/{NAMED}"),
    ("", "https://github.com/a/b",
     '"rnnlib[plots,symbolic,judge] @ git+https://github.com/a/b" ipywidgets'),
    ("", "", "")])
def test_the_site_goes_before_the_repository(site, address, given):
    assert source(site, derive({}, address))[0] == given


def test_without_a_place_the_reader_is_told_what_to_do(say):
    asked, [said] = say((), of=("", None))
    assert asked == []
    assert said.startswith(
        "Not here: rnnlib, matplotlib, sympy, lark, ipywidgets. This copy of "
        "the book does not know where ")


def test_the_cell_is_valid_and_folded():
    cell = made("0.1.0+site2", SITE, None)
    nbformat.validate(nbformat.v4.new_notebook(cells=[cell]))
    compile(cell.source, "cell", "exec")
    assert cell.source.startswith("# @title ")     # so that Colab folds it
    assert cell.metadata.jupyter.source_hidden
    assert max(map(len, cell.source.splitlines()[:-6])) <= 79
