"""What the kinds about a polynomial in one variable share: its coefficients and its domain.

The coefficients are rationals, ascending, or with the parameter "sqrt": d pairs [a, b] that mean
a + b sqrt(d), d >= 2 no square. The last one is not zero: the degree is what it seems to be.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt

from flint import fmpq, fmpz

from cap.certificate import Json, Reader, digest, read_rational
from cap.kernels.quadratic import Quadratic
from cap.kernels.sturm import DEGREE_LIMIT, End, Polynomial
from cap.verdict import Malformed

SHOWN_DEGREE = 30  # polynomials of a larger degree stand in the statement with their sha256
ROOT_LIMIT = 10**6  # of d


@dataclass(frozen=True)
class Source:
    """The polynomial of the parameters: `f` is a positive integer multiple of p."""

    definition: str
    f: Polynomial

    @property
    def degree(self) -> int:
        """The degree n."""
        return len(self.f) - 1

    @staticmethod
    def read(reader: Reader) -> Source:
        path, entries = f"{reader.path}.coefficients", reader.sequence("coefficients")
        d = reader.integer("sqrt", 2, ROOT_LIMIT) if "sqrt" in reader.tree else 0
        if d and isqrt(d) ** 2 == d:
            raise Malformed(f"{reader.path}.sqrt: expected no square", value=d)
        if not 1 <= len(entries) <= DEGREE_LIMIT + 1:
            raise Malformed(
                f"{path}: expected 1 to {DEGREE_LIMIT + 1} coefficients", seen=len(entries)
            )
        pairs = [_pair(entry, d, f"{path}[{k}]") for k, entry in enumerate(entries)]
        if not any(pairs[-1]):
            raise Malformed(f"{path}: the last coefficient is zero", degree=len(entries) - 1)
        scale = fmpz(1)
        for pair in pairs:
            for part in pair:
                scale = scale.lcm(part.q)
        integers = [((a * scale).p, (b * scale).p) for a, b in pairs]
        f = [Quadratic(a, b, d) if d else a for a, b in integers]
        return Source(_definition(entries, pairs, d), f)


def _pair(entry: Json, d: int, path: str) -> tuple[fmpq, fmpq]:
    if not d:
        return read_rational(entry, path), fmpq(0)
    if not isinstance(entry, list) or len(entry) != 2:
        raise Malformed(f"{path}: expected a pair [a, b], that is a + b sqrt(d)", value=entry)
    return read_rational(entry[0], path), read_rational(entry[1], path)


def _definition(entries: list[Json], pairs: list[tuple[fmpq, fmpq]], d: int) -> str:
    if len(entries) - 1 > SHOWN_DEGREE:
        each = (
            f"the pairs [a, b] of its coefficients a + b sqrt({d})," if d else "its coefficients,"
        )
        return (
            f"Let p be the polynomial of degree {len(entries) - 1} for which the list of\n"
            f"{each} ascending, has as canonical JSON the {digest(entries)}."
        )
    terms = [
        f"({f'{a} + {b} sqrt({d})' if d else a})" + ("" if k == 0 else f" x^{k}")
        for k, (a, b) in enumerate(pairs)
        if a or b
    ]
    return f"Let p(x) = {' + '.join(terms)}."


@dataclass(frozen=True)
class Domain:
    """All real x with a <= x <= b; None is infinity."""

    a: End
    b: End

    @staticmethod
    def read(reader: Reader) -> Domain:
        path, ends = f"{reader.path}.domain", reader.sequence("domain")
        if len(ends) != 2:
            raise Malformed(f"{path}: expected [a, b]", seen=len(ends))
        a = None if ends[0] == "-inf" else read_rational(ends[0], f"{path}[0]")
        b = None if ends[1] == "inf" else read_rational(ends[1], f"{path}[1]")
        if a is not None and b is not None and a > b:
            raise Malformed(f"{path}: empty", a=a, b=b)
        return Domain(a, b)

    def __str__(self) -> str:
        bounds = [f"x >= {self.a}"] * (self.a is not None)
        bounds += [f"x <= {self.b}"] * (self.b is not None)
        return " with ".join(["real x", *[" and ".join(bounds)] * bool(bounds)])

    def holds(self, x: fmpq) -> bool:
        """Whether x is in the domain."""
        return (self.a is None or self.a <= x) and (self.b is None or x <= self.b)
