"""Derivations as a reader sees them, from the certificates of proofs."""
from ..ledger.ledger import BELOW
from .folding import fold

BELOW["proof"] = fold
