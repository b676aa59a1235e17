"""make says what is wrong, and runs in folders with any name."""
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RECIPES = [line for line in (ROOT / "Makefile").read_text().split("\n")
           if line.startswith("\t")]


@pytest.fixture
def folder(tmp_path):
    """A folder with spaces in its name, and the Makefile."""
    made = tmp_path / "a path" / "with spaces"
    shutil.copytree(ROOT / ".binder", made / ".binder")
    (made / "benchmarks").mkdir()
    for file in (*ROOT.glob("*.txt"), *ROOT.glob("benchmarks/*.txt"),
                 ROOT / "Makefile", ROOT / "pyproject.toml"):
        shutil.copy(file, made / file.relative_to(ROOT))
    return made


def program(file, text):
    """A shell script, to stand for a program."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return file


def old_python(file):
    """A Python that says that it is 3.10."""
    return program(file, f'[ "$1" = -c ] || exec "{sys.executable}" "$@"\n'
                   'code="import sys; sys.version_info = (3, 10, 4)\n$2"\n'
                   f'exec "{sys.executable}" -c "$code"')


def make(folder, *words, **environ):
    """The exit code of make and what it printed, as if no make ran this."""
    outside = {name: value for name, value in os.environ.items()
               if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
    done = subprocess.run(
        ["make", *words], cwd=folder, text=True, check=False,
        env={**outside, **environ},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    return done.returncode, done.stdout


def unquoted(line):
    """What stands of make's paths outside of double quotes."""
    outside = re.sub(r'"[^"]*"', "", line)
    return re.findall(r"\$\((?:CURDIR|PYTHON|READER)\)", re.sub(
        r"\$\((?:call|if) .*", "", outside))


def test_paths_are_quoted_in_every_recipe():
    assert unquoted("\t@PYTHONPATH=$(CURDIR) python") == ["$(CURDIR)"]
    assert [line for line in RECIPES if unquoted(line)] == []


@pytest.mark.parametrize(("target", "stamp", "python"), [
    ("test-reader", ".venv-reader/stamp", ".venv-reader/bin/python"),
    ("bench-bptt", ".venv-bench/stamp", ".venv-bench/bin/python")])
def test_paths_with_spaces(folder, target, stamp, python):
    program(folder / python, 'echo "in <$PYTHONPATH>"')
    code, said = make(folder, "-o", stamp, target, f"READER={sys.executable}")
    assert code == 0 and {*said.splitlines()} == {f"in <{folder}>"}


def test_binder_in_a_path_with_spaces(folder):
    pip = program(folder / ".venv-binder/bin/pip", 'echo "$0"')
    python = program(folder / ".venv-binder/bin/python", 'echo "$0 $*"')
    env = {**os.environ, "NB_PYTHON_PREFIX": str(folder / ".venv-binder")}
    done = subprocess.run(["sh", ".binder/postBuild"], cwd=folder, env=env,
                          text=True, capture_output=True, check=True)
    assert done.stdout == f"{pip}\n{python} tools/notebooks.py notebooks\n"
    assert list(folder.glob(".venv-binder/share/jupyter/lab/settings/*"))
    line = next(line for line in RECIPES if "postBuild" in line)
    assert '"$(CURDIR)/.venv-binder"' in line


@pytest.mark.parametrize("target", ["book", "dev", "mutants", "bench-bptt"])
def test_an_old_python_is_refused_before_anything_is_made(folder, target):
    before = {*folder.iterdir()}
    code, said = make(folder, target,
                      f"PYTHON={old_python(folder.parent / 'python3.10')}")
    assert code != 0
    assert "python3.10, but Python 3.11 or later is needed" in said
    assert f"make {target} PYTHON=" in said and "network" not in said
    assert {*folder.iterdir()} == before


def test_an_old_environment_is_named(folder):
    old_python(folder / ".venv/bin/python")
    code, said = make(folder, "book")
    assert code != 0
    assert "3.11 or later is needed: remove .venv" in said


def test_no_program_at_all(folder):
    code, said = make(folder, "book", "PYTHON=/nowhere/python3")
    assert code != 0 and "/nowhere/python3 is no program" in said


def test_browsers_that_are_missing_are_named(folder):
    program(folder / "bin/id", "echo 1000")
    program(folder / "bin/apt-get", "echo installed")
    code, said = make(folder, "engines", "CHROMIUM=Makefile",
                      "ENGINES=/nowhere/one /nowhere/two",
                      PATH=f"{folder}/bin:{os.environ['PATH']}")
    assert code != 0 and "installed" not in said
    assert ("apt-get install firefox-esr webkit2gtk-driver xvfb"
            in said.splitlines()[0])


def test_root_installs_the_browsers_that_are_missing_once(folder):
    program(folder / "bin/id", "echo 0")
    program(folder / "bin/apt-get", 'echo "$@" >> done')
    code, _ = make(folder, "engines", "CHROMIUM=Makefile",
                   "ENGINES=/nowhere/one /nowhere/two",
                   PATH=f"{folder}/bin:{os.environ['PATH']}")
    assert code == 0
    assert (folder / "done").read_text().splitlines() == [
        "update -q", "install -qy --no-install-recommends"
        " firefox-esr webkit2gtk-driver xvfb"]


def failing(folder, name, text):
    """make book where one tool fails, for a reason that it prints."""
    program(folder / ".venv/bin/python", f'exec "{sys.executable}" "$@"')
    for tool in ("pip", "npm"):
        program(folder / f".venv/bin/{tool}", text if tool == name else "")
    for file in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / file, folder / file)
    return make(folder, "book")


@pytest.mark.parametrize("tool", ["pip", "npm"])
def test_the_reason_of_a_failure_is_shown(folder, tool):
    code, said = failing(folder, tool, 'case "$*" in *silent*) ;; '
                         '*) echo "EACCES: no such luck" >&2;; esac; exit 1')
    assert code != 0
    assert f"EACCES: no such luck\n{tool} failed: see above." in said


def serve(port):
    return subprocess.Popen(
        [sys.executable, ROOT / "tools/serve.py", ".", str(port)], text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))


def test_a_taken_port_is_named():
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        taken.listen()
        port = taken.getsockname()[1]
        out, said = serve(port).communicate(timeout=20)
    assert not out and said.startswith(f"Port {port} cannot be used: Addr")
    assert f"make serve PORT={port + 1}" in said and said.count("\n") == 1


@pytest.mark.parametrize("port", ["0", "70000", "http", "-1", "", "80 80"])
def test_what_is_no_port_is_named(port):
    out, said = serve(port).communicate(timeout=20)
    assert not out and said == (
        f"PORT must be a number from 1 to 65535, got {port!r}\n")


def test_a_free_port_is_served_until_ctrl_c():
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    process = serve(port)
    assert f"http://localhost:{port}/book" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=20)[1] == ""
    assert process.returncode == 0


def given_to_pytest(target):
    """The tests that each pytest of a target is given, READER or not."""
    lines = subprocess.run(
        ["make", "-n", target, "CI=true", "PYTHON=python3", "READER=python3"],
        cwd=ROOT, text=True, capture_output=True, check=True).stdout
    return [re.findall(r" (tests/\S+)", line)
            for line in lines.replace("\\\n", " ").splitlines()
            if re.search(r"\bpytest\b", line)]


def test_make_test_runs_all_tests_and_each_once():
    there = [f"tests/{one.name}" for one in (ROOT / "tests").iterdir()
             if (one.is_dir() and one.name != "__pycache__")
             or one.name.startswith("test_")]
    again, *once = given_to_pytest("test")
    assert "tests/book/test_execute.py" in again
    assert sorted(one for line in once for one in line) == sorted(there)
    assert all((ROOT / one).exists() for one in again)
