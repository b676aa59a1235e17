"""Trees as LaTeX, in the letters of an alphabet."""
