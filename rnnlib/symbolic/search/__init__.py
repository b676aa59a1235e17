"""The search for proofs: it finds certificates, and need not be trusted."""
