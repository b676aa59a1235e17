"""What texts call the things of the network: one table each."""
