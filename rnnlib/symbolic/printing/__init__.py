"""Formulas and equations as the page prints them."""
