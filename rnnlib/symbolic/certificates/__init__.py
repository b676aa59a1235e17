"""Certificates: statements of SymPy as terms of the checker, and proofs."""
