"""The site has all proofs as data, and the checker alone accepts them."""
import json
import subprocess
import sys
from pathlib import Path

from serving import HTML

BUILT = HTML / "proofs.json"
RNNLIB = Path(__file__).parents[2] / "rnnlib"


def checked(file):
    """The checker run on a file, with Python and its own folder only."""
    return subprocess.run(
        [sys.executable, "-S", "-m", "checker", str(file)], check=False,
        env={"PYTHONPATH": str(RNNLIB)}, capture_output=True, text=True)


def test_the_whole_book_holds(ledger):
    done = checked(BUILT)
    assert done.returncode == 0, done.stdout
    pages = json.loads(BUILT.read_text())["pages"]
    for record in ledger:
        if record["kind"] != "lemma":
            assert record["label"] in [
                one["label"] for one in pages[record["page"]]]


def test_a_spoiled_book_does_not_hold(tmp_path):
    book = json.loads(BUILT.read_text())
    some = [one for one in book["pages"]["book/adjoint"]
            if one["label"] == "adjoint-link"]
    some[0]["rhs"][2][1][1][2] = "t"          # J_t instead of J_{t+1}
    file = tmp_path / "spoiled.json"
    file.write_text(json.dumps(book))
    done = checked(file)
    assert done.returncode == 1
    assert "refused: adjoint-link on book/adjoint" in done.stdout
