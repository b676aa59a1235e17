"""The calculus by products of matrices: through time."""
