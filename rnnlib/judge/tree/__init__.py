"""What a line means, as data: nodes, walks over them, names."""
