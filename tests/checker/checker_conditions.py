"""Networks that obey conditions: which names are made so, and how."""


def antisymmetric(world, size, what):
    """A random matrix with A^T = -A."""
    rng = world.rng("turn", what, size)
    a = [[0] * size for _ in range(size)]
    for n in range(size):
        for m in range(n):
            a[n][m] = world.field.drawn(rng, False)
            a[m][n] = -a[n][m]
    return a


def orthogonal(world, size, what):
    """(1 - A) (1 + A)^-1, which is orthogonal."""
    if (size, what) not in world.orthogonal:
        a = antisymmetric(world, size, what)
        one = [[int(n == m) for m in range(size)] for n in range(size)]
        minus = [[-v for v in row] for row in a]
        world.orthogonal[size, what] = world.multiplied(
            world.added(one, minus), world.inverse(world.added(one, a)))
    return world.orthogonal[size, what]


def of_one_gain(world, name, time, n, m):
    """W = kappa times an orthogonal matrix."""
    return world.times((world.numbers["kappa"], orthogonal(
        world, world.sizes["n_h"], "W")[n][m]))


def half(world, name, time, n, m):
    """[W S] = sigma times half the rows of an orthogonal matrix."""
    size = world.sizes["n_h"]
    both = orthogonal(world, 2 * size, "W S")
    return world.times((world.numbers["sigma"],
                        both[n][m + size * (name == "lack")]))


def by_eigenvectors(world, name, time, n, m):
    """W = Q Lam Q_inv."""
    return world.product([world.named(one, ())
                          for one in ("Q", "Lam", "Q_inv")])[n][m]


def inverse_basis(world, name, time, n, m):
    """Q_inv = Q^-1."""
    return world.inverse(world.named("Q", ()))[n][m]


def slack(world, name, time, n):
    """K_t = gamma^2 - D_t^2, on its diagonal."""
    h = world.value(("h", time, n))
    gamma = world.numbers["gamma"]
    return world.field.tidy(gamma * gamma - (1 - h * h)**2)


def frame(world, name, time, n, m):
    """F_t is orthogonal."""
    return orthogonal(world, world.sizes["n_h"], f"F {time}")[n][m]


def triangle(world, name, time, n, m):
    """R_t = F_t^-1 J_t F_(t-1)."""
    return world.product([
        world.inverse(world.named("F", (time,))), world.named("J", (time,)),
        world.named("F", (time - 1,))])[n][m]


def share(world, name, time, n):
    """Targets that add up to 1."""
    if n < world.sizes["n_y"] - 1:
        return world.field.drawn(world.rng(name, time, n), False)
    return world.field.tidy(1 - sum(share(world, name, time, m)
                                    for m in range(n)))


OBEYED = {"W": (("W",), of_one_gain), "norm": (("W", "lack"), half),
          "eigen": (("W",), by_eigenvectors),
          "eigen_left": (("basis_inv",), inverse_basis),
          "eigen_right": (("basis_inv",), inverse_basis),
          "slopes": (("slack",), slack), "qr": (("triangle",), triangle),
          "qr_frame": (("frame",), frame), "y": (("y",), share)}
