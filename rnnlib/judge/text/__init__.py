"""A paste of LaTeX to lines, sides and flat items, each with its place."""
