"""make versions: what it tries, what it says, and when it fails."""
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
WORKFLOW = ROOT / ".github" / "workflows" / "test.yml"
HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"


@pytest.fixture
def versions(monkeypatch, tmp_path):
    """The tool, in an empty folder."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    import versions
    monkeypatch.setattr(versions, "BUILD", tmp_path / "_build" / "versions")
    monkeypatch.setattr(versions, "ROOT", tmp_path)
    return versions


def ran(versions, monkeypatch, code, words, found=("3.11",)):
    """Run the tool where these Pythons are and pytest ends with a code."""
    def run(command, log):
        log.write_text("the end of the log")
        report = [part for part in map(str, command) if "--junit" in part]
        if report:
            Path(report[0].partition("=")[2]).write_text(
                "<s><testcase/><testcase><skipped/></testcase></s>")
        return not (report and code)

    monkeypatch.setattr(versions, "run", run)
    monkeypatch.setattr(versions, "install", lambda libraries: [])
    monkeypatch.setattr("pythons.find", lambda version: (
        ["python"] if version in found else None))
    return versions.main(words)


@pytest.mark.parametrize("code", [0, 1])
def test_a_failure_fails_all(versions, monkeypatch, capsys, code):
    assert ran(versions, monkeypatch, code, []) == code
    said = capsys.readouterr().out
    assert said.count("1 passed, 1 skipped") == 2
    assert said.count("FAILED") == said.count("the end of the log") == 2 * code
    kept = json.loads((versions.ROOT / "_build/versions.json").read_text())
    assert [one["passed"] for one in kept["results"]] == 2 * [not code]
    for python in ("3.12", "3.13", "3.14"):
        assert (f"Not run: Python {python} with oldest and newest libraries: "
                "neither on the PATH nor") in said
        assert python in kept["not run"]


@pytest.mark.parametrize("words, found", [
    ([], ()), (["3.12"], ()), (["3.11", "3.12"], ("3.11",))])
def test_what_is_asked_for_and_not_found_fails(
        versions, monkeypatch, words, found):
    assert ran(versions, monkeypatch, 0, words, found) == 1


def test_words_choose_combinations(versions):
    both = ["oldest", "newest"]
    assert versions.sought([]) == dict.fromkeys(versions.PYTHONS, both)
    assert versions.sought(["3.12", "newest"]) == {"3.12": ["newest"]}
    with pytest.raises(SystemExit, match="got 3.1; expected some of 3.11"):
        versions.sought(["3.1"])


def test_pythons_are_found_and_start(versions, monkeypatch, tmp_path):
    broken = tmp_path / "python3.99"
    broken.write_text("#!/bin/sh\nexit 127\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{Path(sys.executable).parent}")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    from pythons import find
    assert find("3.99") is None
    [python] = find(HERE)
    said = subprocess.check_output([python, "-V"], text=True)
    assert said.startswith(f"Python {HERE}.")


def test_why_debian_has_none(versions, monkeypatch):
    import pythons
    assert pythons.refusal("3.12") == "Debian has none either"
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(LookupError, match="debootstrap needs root"):
        pythons.bootstrap("3.14", ROOT, ROOT)


def oldest(python):
    """What requirements-oldest.txt asks for on a Python."""
    where = {**default_environment(), "python_version": python}
    lines = (ROOT / "requirements-oldest.txt").read_text().splitlines()
    wanted = [Requirement(line) for line in (
        re.sub(r"\s*#.*", "", line) for line in lines) if line]
    return [(one.name, str(one.specifier)) for one in wanted
            if not one.marker or one.marker.evaluate(where)]


def test_the_oldest_are_the_bounds(versions):
    bounds = {Requirement(line).name: Requirement(line).specifier
              for lines in ([PROJECT["dependencies"]]
                            + [*PROJECT["optional-dependencies"].values()])
              for line in lines}
    first = dict(oldest(versions.PYTHONS[0]))
    for python in versions.PYTHONS:
        assert len(dict(oldest(python))) == len(oldest(python)) == len(first)
    assert {name: first[name].replace("==", ">=") for name in bounds} == {
        name: str(bound) for name, bound in bounds.items()}


def test_versions_are_the_same_everywhere(versions):
    jobs = yaml.safe_load(WORKFLOW.read_text())["jobs"]
    assert jobs["versions"]["strategy"]["matrix"] == {
        "python": [*versions.PYTHONS], "libraries": [*versions.LIBRARIES]}
    assert PROJECT["requires-python"] == f">={versions.PYTHONS[0]}"
    assert [line.rpartition(" :: ")[2] for line in PROJECT["classifiers"]
            if "Python :: 3." in line] == [*versions.PYTHONS]
