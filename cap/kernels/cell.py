"""Signs of polynomials on boxes with bounded and unbounded sides, by their coefficients.

A side is all real x with a <= x <= b (None: no bound), or the point a = b. Its coordinate t:
    x = (a + b t)/(1 + t) with (1 + t)^n before it, t >= 0 (a < b; t = infinity is b),
    x = a + t or x = b - t, t >= 0 (one bound),   x = t (none),   x = a (a point).

Theorem. Let R be the polynomial in these coordinates, of degree n_i in that of side i. If no
coefficient is negative and the exponents in coordinates without bound are even, then R >= 0 on the
box, t = infinity included (as the limit of R/(1 + t)^n). R > 0 if moreover all monomials with the
exponent 0 or n_i in the coordinates with two bounds, and 0 in the others, have positive
coefficients.

Proof. Write t^k as t^k s^{n - k} on a bounded side, s + t = 1: all monomials are >= 0. At a point
with s > 0 on some bounded sides (exponent 0) and s = 0, t = 1 on the others (exponent n_i), the
monomial of these exponents is positive.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from flint import fmpq, fmpz

from cap.kernels.complex_roots import shifted
from cap.kernels.need import need
from cap.verdict import Inconclusive

Powers = tuple[int, ...]
Terms = Mapping[Powers, fmpq]  # a polynomial; no coefficient is 0
WORK_LIMIT = 4_000_000_000


@dataclass(frozen=True)
class Side:
    """All real x with low <= x <= high; None is infinity."""

    low: fmpq | None
    high: fmpq | None

    def bounded(self) -> bool:
        """Both ends are numbers."""
        return self.low is not None and self.high is not None

    def in_coordinate(self, p: list[fmpq]) -> list[fmpq]:
        """The coefficients of p(x), ascending, as a polynomial in t."""
        a, b, one = self.low, self.high, fmpz(1)
        if a is None:
            if b is None:
                return p
            return [c * (-1) ** k for k, c in enumerate(shifted(p, b, one))]
        p = shifted(p, a, one)
        if b is None:
            return p
        if a == b:
            return p[:1]
        # sum of c_k (b - a)^k t^k (1 + t)^{n - k}: backwards, a shift by 1
        scaled = [c * (b - a) ** k for k, c in enumerate(p)]
        return shifted(scaled[::-1], fmpz(1), one)[::-1]

    def bits(self) -> int:
        """The bits of the ends."""
        ends = [end for end in (self.low, self.high) if end is not None]
        return sum(_bits(end) for end in ends)


class Work:
    """What has been done; a file cannot ask for more than minutes."""

    def __init__(self) -> None:
        self.done = 0

    def add(self, terms: Terms, sides: Sequence[Side], degrees: Powers) -> None:
        """Count a substitution before it is done.

        Raises:
            Inconclusive: over the limit.
        """
        size = 1
        for n in degrees:
            size *= n + 1
        bits = max(map(_bits, terms.values()), default=0)
        bits += sum(n * side.bits() for n, side in zip(degrees, sides, strict=True))
        self.done += size * (sum(degrees) + 1) * (bits + 64)
        if self.done > WORK_LIMIT:
            raise Inconclusive(
                "too large: coefficients * degrees * bits, over all cells",
                work=self.done,
                limit=WORK_LIMIT,
            )


def _bits(x: fmpq) -> int:
    return int(x.p.bit_length()) + int(x.q.bit_length())


def degrees_of(terms: Terms, count: int) -> Powers:
    """The degree in each of `count` variables; 0 for the zero polynomial."""
    return tuple(max((powers[i] for powers in terms), default=0) for i in range(count))


def in_coordinates(terms: Terms, sides: Sequence[Side], work: Work) -> tuple[Terms, Powers]:
    """The polynomial in the coordinates of the sides, and the degrees n_i (0 for a point)."""
    degrees = degrees_of(terms, len(sides))
    work.add(terms, sides, degrees)
    for i, (n, side) in enumerate(zip(degrees, sides, strict=True)):
        lines: dict[Powers, list[fmpq]] = {}
        for powers, c in terms.items():
            rest = (*powers[:i], 0, *powers[i + 1 :])
            lines.setdefault(rest, [fmpq(0)] * (n + 1))[powers[i]] = c
        terms = {
            (*rest[:i], k, *rest[i + 1 :]): c
            for rest, line in lines.items()
            for k, c in enumerate(side.in_coordinate(line))
            if c != 0
        }
    return terms, tuple(
        0 if side.low is not None and side.low == side.high else n
        for n, side in zip(degrees, sides, strict=True)
    )


def need_sign(
    terms: Terms, degrees: Powers, sides: Sequence[Side], why: str, *, strict: bool
) -> None:
    """The theorem above: R >= 0, or > 0, on the box."""
    need(all(c > 0 for c in terms.values()), f"{why}: a negative coefficient")
    even = all(
        k % 2 == 0 or side.low is not None or side.high is not None
        for powers in terms
        for k, side in zip(powers, sides, strict=True)
    )
    need(even, f"{why}: an odd power of a coordinate without bound")
    if strict:
        ends = [(0, n) if side.bounded() else (0,) for n, side in zip(degrees, sides, strict=True)]
        need(all(corner in terms for corner in product(*ends)), f"{why}: not positive at a corner")
