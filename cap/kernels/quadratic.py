"""The rings Z and Z[sqrt d], d an integer that is no square: exact numbers a + b sqrt d.

Z[sqrt d] has an order for d > 0; d = -1 gives the Gaussian integers, of which no sign is asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpz


@dataclass(frozen=True)
class Quadratic:
    """a + b sqrt d; all numbers of one computation have the same d."""

    a: fmpz
    b: fmpz
    d: int

    def __add__(self, other: Quadratic) -> Quadratic:
        return Quadratic(self.a + other.a, self.b + other.b, self.d)

    def __sub__(self, other: Quadratic) -> Quadratic:
        return Quadratic(self.a - other.a, self.b - other.b, self.d)

    def __mul__(self, other: Quadratic | fmpz | int) -> Quadratic:
        if isinstance(other, Quadratic):
            return Quadratic(
                self.a * other.a + self.d * self.b * other.b,
                self.a * other.b + self.b * other.a,
                self.d,
            )
        return Quadratic(self.a * other, self.b * other, self.d)

    def __floordiv__(self, other: fmpz) -> Quadratic:
        return Quadratic(self.a // other, self.b // other, self.d)

    def __bool__(self) -> bool:
        # sqrt d is no rational: a + b sqrt d = 0 only if a = b = 0.
        return bool(self.a) or bool(self.b)

    def conjugate(self) -> Quadratic:
        """The number a - b sqrt d; the product of both is the integer a^2 - d b^2."""
        return Quadratic(self.a, -self.b, self.d)


def sign(x: fmpz | Quadratic) -> int:
    """-1, 0 or 1, for d > 0.

    If a and b have opposite signs, a + b sqrt d has the sign of a if a^2 > d b^2, and else of b.
    """
    if not isinstance(x, Quadratic):
        return (x > 0) - (x < 0)
    a, b = sign(x.a), sign(x.b)
    if a * b >= 0:
        return a or b
    return a if x.a * x.a > x.d * x.b * x.b else b


def parts(x: fmpz | Quadratic) -> tuple[fmpz, ...]:
    """The integers of which a number is made."""
    return (x.a, x.b) if isinstance(x, Quadratic) else (x,)
