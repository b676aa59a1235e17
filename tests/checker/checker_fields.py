"""Numbers in which formulas are evaluated: p-adic ones, exactly, and floats.

Near 0 the power series of exp, tanh and the others converge among p-adic
numbers too, and their identities hold digit by digit. So a network whose
states are divisible by P is reckoned in whole numbers modulo P**DIGITS, and
two formulas that differ do so there. Signs and roots need floats.
"""
import math
from fractions import Fraction

P, DIGITS = 101, 40
WHOLE = P**DIGITS
CLOSE = 1e-9


class Inexact(Exception):
    """Has no value among these numbers: a root, or 1 / 0."""


class Padic:
    """Whole numbers modulo a power of a prime."""

    exact = True

    def of(self, n):
        """A fraction."""
        n = Fraction(n)
        return n.numerator * self.inverse(n.denominator) % WHOLE

    def inverse(self, x):
        """1 / x, if x is no multiple of P."""
        if x == 1:
            return 1
        if x % P == 0:
            raise Inexact("divides by a multiple of P")
        return pow(x, -1, WHOLE)

    def tidy(self, x):
        """The number between 0 and WHOLE."""
        return x % WHOLE

    def power(self, x, n):
        """x**n for a whole n."""
        if Fraction(n).denominator != 1:
            raise Inexact("a root")
        return pow(x if n >= 0 else self.inverse(x), abs(int(n)), WHOLE)

    def exp(self, x):
        """The series of exp."""
        if x % P:
            raise Inexact("exp of what is not small")
        out, one = 1, 1
        for n in range(1, DIGITS):
            one = one * x * self.inverse(n) % WHOLE
            out += one
        return out % WHOLE

    def tanh(self, x):
        """1 - 2 / (1 + exp(2 x))."""
        return (1 - 2 * self.inverse(1 + self.exp(2 * x % WHOLE))) % WHOLE

    def logistic(self, x):
        """1 / (1 + exp(-x))."""
        return self.inverse(1 + self.exp(-x % WHOLE))

    def log(self, x):
        """The logarithm that turns products into sums, 0 at roots of 1."""
        if x % P == 0:
            raise Inexact("log of a multiple of P")
        z, out, one = pow(x, P - 1, WHOLE) - 1, 0, -1
        for n in range(1, DIGITS):
            one = -one * z % WHOLE
            out += one * self.inverse(n)
        return out * self.inverse(P - 1) % WHOLE

    def drawn(self, rng, small):
        """A random number; small: near 0."""
        n = rng.randrange(WHOLE)
        return n * P % WHOLE if small else n

    def positive(self, rng):
        """A random number that stands for a positive one."""
        return 1 + rng.randrange(P - 1) + P * rng.randrange(WHOLE // P)

    def differ(self, x, y, scale):
        """Whether two numbers are not the same."""
        return (x - y) % WHOLE != 0


class Real:
    """Floats."""

    exact = False

    def of(self, n):
        """A fraction."""
        return float(n)

    def inverse(self, x):
        """1 / x."""
        if abs(x) < 1e-12:
            raise Inexact("divides by 0")
        return 1 / x

    def tidy(self, x):
        """The number, unless it is too large."""
        if not math.isfinite(x):
            raise Inexact("too large")
        return x

    def power(self, x, n):
        """x**n."""
        if x < 0 and Fraction(n).denominator != 1:
            raise Inexact("a root of a negative number")
        return float((x if n >= 0 else self.inverse(x))**float(abs(n)))

    def exp(self, x):
        """exp(x)."""
        return self.tidy(math.exp(x)) if x < 700 else self.tidy(math.inf)

    def tanh(self, x):
        """tanh(x)."""
        return math.tanh(x)

    def logistic(self, x):
        """1 / (1 + exp(-x))."""
        return (1 + math.tanh(x / 2)) / 2

    def log(self, x):
        """log(x)."""
        if x <= 0:
            raise Inexact("log of what is not positive")
        return math.log(x)

    def drawn(self, rng, small):
        """A random number."""
        return rng.gauss(0, 0.7)

    def positive(self, rng):
        """A random positive number."""
        return rng.uniform(0.5, 1.2)

    def differ(self, x, y, scale):
        """Whether two numbers are further apart than rounding takes them."""
        return abs(x - y) > CLOSE * max(1, abs(x), abs(y), scale)
