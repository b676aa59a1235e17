"""The book's ledger, as its build has left it."""
import json
from pathlib import Path

BUILT = Path(__file__).resolve().parents[3] / "_build" / "ledger.json"
LEDGER = {one["label"]: one for one in json.loads(BUILT.read_text())}
FINGERPRINTS = {label: one["fingerprint"] for label, one in LEDGER.items()}
