"""The checker: what has to be believed, and nothing else does.

It reads certificates, proofs as data, and alone makes a `Theorem`. It imports
neither SymPy nor NumPy, and nothing of the search that found the proofs.
"""
from .language import Language
from .terms import Refused
from .theorems import Theorem, check, lay_down

__all__ = ["Language", "Refused", "Theorem", "check", "lay_down"]
