"""An answer in LaTeX: read by the judge, said in the words of the prover.

`letters` says in which letters a question is answered, `reading` finds the
sides of what was typed, `entries` and `words` put a side into the prover's
words, and `answers` has it judged there.
"""
