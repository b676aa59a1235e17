"""Which terms are formulas, and what matrices they may speak of."""
