"""What would make a wrong line right: conditions, and small changes."""
