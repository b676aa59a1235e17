"""Claims on random networks: equal, or where they differ."""
