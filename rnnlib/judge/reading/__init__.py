"""Items of a line, and an alphabet, to a claim."""
