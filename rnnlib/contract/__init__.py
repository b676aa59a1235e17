"""What every function asks of its arguments: kinds, shapes, finite numbers."""
