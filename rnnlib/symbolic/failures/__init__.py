"""What a statement says that was not shown."""
