"""Terms: indices, tensors, sums, derivatives, products of matrices."""
