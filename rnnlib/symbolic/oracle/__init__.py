"""Numbers for both sides of a statement, on random networks."""
