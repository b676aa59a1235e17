"""What the cells of the book say to readers: answers, sliders, live Python.

`answers` asks and judges, with `formulas` for what the prover judges;
`sliders` and `frames` make figures move; `live` runs a page's cells.
"""
