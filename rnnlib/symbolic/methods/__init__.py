"""Methods of proof, each a door to the ledger."""
