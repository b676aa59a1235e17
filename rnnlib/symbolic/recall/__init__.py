"""Statements of other pages, proved again where they are needed."""
