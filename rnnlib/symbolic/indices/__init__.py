"""The calculus by indices: inside one time step, entry by entry."""
