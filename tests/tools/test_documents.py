"""What a newcomer reads is true: commands, files, versions, the example."""
import re
import subprocess
import sys
from pathlib import Path

import jupytext
import numpy as np
import pytest
import rnnlib
import yaml
from book_repository import NOTEBOOKS

ROOT = Path(__file__).resolve().parents[2]
READ = ["README.md", "CONTRIBUTING.md", "STYLE.md", "CODE_OF_CONDUCT.md",
        "CHANGELOG.md"]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
COMMAND = re.compile(r"(?:`|^ {4,}|run: )make\s+([^`#\n]+)", re.MULTILINE)
VARIABLE = re.compile(r"(\w+)=(?:\"[^\"]*\"|\S*)")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)|src(?:set)?=\"([^\"]+)\"")
PATH = re.compile(r"`([\w.*-]+/[\w./*-]*|[\w*-]+\.(?:txt|md|yml|cff|toml))`")
MADE = re.compile(r"_build|notebooks/|.*/loud-unit\.|name/|owner/")
EXAMPLE = re.compile(r"````markdown\n(.*?)````", re.DOTALL)
BY_NAME = re.compile(r"pip3? install (?:[^\n@]* )?[\"']?rnnlib(?![\w./])"
                     r"(?![^\n]* @ )")
# Jobs that may write, by workflow.
WRITERS = {"pages": {"deploy", "notebooks"}, "release": {"publish"}}
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
CLIP = re.compile(r"(?<=[#\"])p[0-9a-f]{10}\b")     # a hash of numbers


def text(name):
    return (ROOT / name).read_text()


@pytest.mark.parametrize("name", [*READ, *WORKFLOWS],
                         ids=lambda path: Path(path).name)
def test_commands_are_targets(name):
    makefile = text("Makefile")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    for command in COMMAND.findall(text(name)):
        words = VARIABLE.sub("", command).split()
        assert targets >= {*words}, command
        for variable in VARIABLE.findall(command):
            assert variable in makefile or variable.startswith("BOOK_")


@pytest.mark.parametrize("name", READ)
def test_files_are_there(name):
    named = ["".join(found) for found in LINK.findall(text(name))]
    named += [path for path in PATH.findall(text(name))
              if not MADE.match(path)]
    assert [path for path in named if not [*ROOT.glob(path)]] == []


def test_versions_and_titles_are_the_same():
    cited = yaml.safe_load(text("CITATION.cff"))
    book = yaml.safe_load(text("_config.yml"))
    for said in (cited, cited["preferred-citation"]):
        assert said["version"] == rnnlib.__version__
        assert said["title"] == book["title"]
        assert [one["name"] for one in said["authors"]] == [book["author"]]
    assert str(cited["preferred-citation"]["year"]) == book["copyright"]
    latest = re.search(r"^## (\S+?)(,.*)?$", text("CHANGELOG.md"), re.M)
    assert latest[1] == rnnlib.__version__


@pytest.mark.parametrize(("schema", "files"), [
    ("vendor.citation-file-format", [ROOT / "CITATION.cff"]),
    ("vendor.github-workflows", WORKFLOWS)])
def test_files_follow_their_schema(schema, files):
    assert files
    subprocess.run([sys.executable, "-m", "check_jsonschema",
                    "--force-filetype", "yaml", "--builtin-schema", schema,
                    *files], check=True)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_may_only_read_but_to_publish(workflow):
    said = yaml.safe_load(workflow.read_text())
    assert said["permissions"] == {"contents": "read"}
    assert all("timeout-minutes" in job for job in said["jobs"].values())
    asked = {job: what for job, one in said["jobs"].items()
             for what in one.get("permissions", {}).items()
             if what[1] == "write"}
    assert {*asked} <= WRITERS.get(workflow.stem, set())


def test_notebooks_are_pushed_to_the_branch_that_colab_is_sent_to():
    job = yaml.safe_load(text(".github/workflows/pages.yml"))["jobs"][
        "notebooks"]
    assert job["permissions"] == {"contents": "write"}
    assert job["needs"] == "deploy"        # the wheel is on the site first
    assert job["steps"][-1]["run"].split()[-1] == NOTEBOOKS


def push(folder, remote):
    """Push a folder's notebooks; the exit code and what is said."""
    done = subprocess.run([ROOT / ".ci" / "notebooks", folder, remote, "nb"],
                          text=True, capture_output=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_branch_holds_the_newest_notebooks_and_nothing_else(tmp_path):
    remote, folder = tmp_path / "remote", tmp_path / "made" / "book"
    folder.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", "--bare", remote], check=True)
    code, said = push(folder.parent, remote)
    assert code == 1 and "holds no notebooks: nothing was pushed" in said
    for name in ("old", "new"):
        for earlier in folder.iterdir():
            earlier.unlink()
        (folder / f"{name}.ipynb").write_text("{}")
        assert push(folder.parent, remote) == (0, "")
    show = ["git", "-C", remote]
    assert subprocess.check_output(
        [*show, "ls-tree", "-r", "--name-only", "nb"], text=True
        ) == "book/new.ipynb\n"
    assert subprocess.check_output([*show, "rev-list", "--count", "nb"],
                                   text=True) == "1\n"


def test_only_a_tag_is_published_and_only_where_the_owner_says_so():
    job = yaml.safe_load(text(".github/workflows/release.yml"))["jobs"][
        "publish"]
    assert job["if"] == ("github.ref_type == 'tag' && "
                         "vars.PUBLISH_TO_PYPI == 'yes'")
    assert job["permissions"] == {"id-token": "write"}
    assert job["needs"] == "build"


@pytest.mark.parametrize("file", [
    *ROOT.glob("*.md"), *ROOT.glob("book/**/*.md"), *ROOT.glob("book/**/*.py"),
    *ROOT.glob("tools/*"), *WORKFLOWS], ids=lambda path: path.name)
def test_nobody_is_told_to_install_rnnlib_by_its_name(file):
    """Which is anyone's on PyPI."""
    if file.is_file():
        assert not BY_NAME.search(file.read_text())


@pytest.mark.parametrize(("command", "by_name"), [
    ("pip install rnnlib", True), ("pip install -U 'rnnlib[plots]'", True),
    ("pip3 install numpy rnnlib==1", True), ("pip installs rnnlib", False),
    ("pip install 'rnnlib[plots] @ git+https://a.b/c'", False),
    ("pip install -r https://a.b/wheels/rnnlib.txt", False),
    ("pip install ./rnnlib-0.1.0-py3-none-any.whl", False)])
def test_names_are_told_from_addresses(command, by_name):
    assert bool(BY_NAME.search(command)) == by_name


def test_the_example_is_a_chapter_that_runs():
    chapter = jupytext.reads(EXAMPLE.search(text("CONTRIBUTING.md"))[1],
                             fmt="md:myst")
    cells = [cell for cell in chapter.cells if cell.cell_type == "code"]
    names = {}
    for cell in cells:
        exec(cell.source, names)
        lines = cell.source.split("\n")
        assert len(lines) <= 12 and max(map(len, lines)) <= 79
    assert abs(names["step"] - (1 - names["output"]**2)) < 1e-15
    assert names["check"]("half-open", 0.5).said.startswith("*Not yet*: That")
    assert names["check"]("half-open", 0.707)
    assert len(cells) == 8


def test_the_picture_is_that_of_the_sonnet(monkeypatch):
    """But for rounding, which differs between processors."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    import picture
    for name, svg in picture.pictures().items():
        kept, svg = (CLIP.sub("clip", one) for one in (
            (picture.FOLDER / name).read_text(), svg))
        assert NUMBER.sub("0", kept) == NUMBER.sub("0", svg)
        numbers = [np.array(NUMBER.findall(one), float)
                   for one in (kept, svg)]
        assert abs(np.subtract(*numbers)).max() < 0.05
