"""Lines that are right, proved: tree to the checker's terms, and a search.

`proof.prove` is the door. What it returns the checker has made a theorem of.
"""
