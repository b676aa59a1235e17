"""The book's ledger, as its build has left it."""
import json
from functools import cache
from pathlib import Path

from wanted import want

BUILT = Path(__file__).resolve().parents[3] / "_build" / "ledger.json"


@cache
def fingerprints():
    """{label: what the build found it to say and to rest on}."""
    want(BUILT.exists(), "make book writes the ledger that this compares with")
    return {one["label"]: one["fingerprint"]
            for one in json.loads(BUILT.read_text())}
