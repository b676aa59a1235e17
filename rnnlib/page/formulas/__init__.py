"""Exercises whose answer is a formula, judged by the prover."""
