"""The ledger of all statements, and premises taken from it."""
