"""What `make check-proofs` runs: all proofs hold, and a spoilt one is told."""
import json
from pathlib import Path

from rnnlib.checker.__main__ import main

PROOFS = Path(__file__).parents[2] / "_build" / "html" / "proofs.json"


def test_all_proofs_of_the_book_hold(capsys):
    assert main(str(PROOFS)) == 0
    assert "refused" not in capsys.readouterr().out


def test_a_spoilt_proof_is_named(tmp_path, capsys):
    book = json.loads(PROOFS.read_bytes())
    page = next(page for page, some in book["pages"].items()
                if any(one.get("steps") for one in some))
    spoilt = next(one for one in book["pages"][page] if one.get("steps"))
    spoilt["rhs"] = ["+", spoilt["rhs"], 1]
    file = tmp_path / "proofs.json"
    file.write_text(json.dumps(book))
    assert main(str(file)) == 1
    assert f"refused: {spoilt['label']} on {page}" in capsys.readouterr().out
