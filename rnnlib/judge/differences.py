"""A difference in words: one network, one step, one entry, two numbers."""
from .numbers.comparing import Difference


def in_numbers(found: Difference | None) -> str:
    """Where the sides differ most, in a sentence; "" if it is not known."""
    if found is None:
        return ""
    sizes = found.network.sizes
    network = ", ".join([f"{name} = {sizes[name]}"
                         for name in ("n_x", "n_h", "n_y")]
                        + [f"T = {found.network.steps}"])
    place = ", ".join(f"{name} = {at}" for name, at in
                      (*sorted(found.times.items()), *found.entry)
                      if name != "T")
    at = f" at {place}" if place else ""
    left, right = number(found.left), number(found.right)
    return (f"On a random network with {network}{at} the left side is "
            f"{left}, the right side {right}.")


def number(value: float) -> str:
    """Four digits; a minus sign that is one."""
    return f"{value:.4g}".replace("-", "\N{MINUS SIGN}")


__all__ = ["in_numbers", "number"]
