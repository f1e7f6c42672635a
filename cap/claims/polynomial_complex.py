"""Kinds about all complex roots of a polynomial, counted with multiplicity: `polynomial.roots`,
`polynomial.half-plane`.

Theorem (Pellet). If |a_m| r^m > sum over i != m of |a_i| r^i for the Taylor coefficients a_i of p
at c, then p has exactly m roots in |x - c| < r and none with |x - c| = r. If m_1 + m_2 + ... over
disjoint discs is the degree, every root is in one of them.

Theorem (Routh, Hurwitz). Without roots of real part = bound the number of those with a larger real
part is (n + I)/2, I the Cauchy index of kernels/complex_roots.py, found by a chain of remainders.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from flint import fmpq

from cap.certificate import Json, Reader, read_rational
from cap.claims.kind import Margins
from cap.claims.polynomial import Source
from cap.kernels.complex_roots import pellet_margin, right_half_plane
from cap.kernels.need import need
from cap.kernels.sturm import DEGREE_LIMIT
from cap.verdict import Malformed

CONCLUSION = (
    "Then these discs are disjoint, every complex root of p lies in one of them, and they",
    "hold so many roots, counted with multiplicity (i^2 = -1):",
)


@dataclass(frozen=True)
class Disc:
    """|z - (x + i y)| <= r, said to hold exactly m roots."""

    x: fmpq
    y: fmpq
    r: fmpq
    m: int

    @staticmethod
    def read(reader: Reader) -> Disc:
        reader.only("center", "radius", "roots")
        center, path = reader.sequence("center"), f"{reader.path}.center"
        if len(center) != 2:
            raise Malformed(f"{path}: expected [real part, imaginary part]", seen=len(center))
        x, y = (read_rational(part, path) for part in center)
        r, m = reader.rational("radius"), reader.integer("roots", 1, DEGREE_LIMIT)
        if r <= 0:
            raise Malformed(f"{reader.path}.radius: expected a positive number", value=r)
        return Disc(x, y, r, m)

    def __str__(self) -> str:
        return f"|x - ({self.x}) - ({self.y}) i| <= {self.r}: exactly {self.m}"

    def is_apart(self, other: Disc) -> bool:
        """The closed discs are disjoint: the distance of the centres exceeds the sum of radii."""
        u, v, s = self.x - other.x, self.y - other.y, self.r + other.r
        return u * u + v * v > s * s


class Roots:
    """`polynomial.roots`: disjoint discs, how many roots each has, and no root elsewhere. No
    witness.
    """

    @staticmethod
    def read(parameters: Json) -> tuple[Source, list[Disc]]:
        reader = Reader(parameters, "$.claim.parameters").only("coefficients", "discs")
        source, discs = Source.read(reader), [Disc.read(item) for item in reader.items("discs")]
        if not 1 <= len(discs) <= DEGREE_LIMIT:
            raise Malformed(f"{reader.path}.discs: expected at least one", seen=len(discs))
        return source, discs

    @staticmethod
    def statement(parameters: Json) -> str:
        source, discs = Roots.read(parameters)
        return "\n".join([source.definition, *CONCLUSION, *(f"  {disc}" for disc in discs)])

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        source, discs = Roots.read(parameters)
        Reader(witness, "$.witness").only()
        total = sum(disc.m for disc in discs)
        need(total == source.degree, "the discs must hold all roots", seen=total, n=source.degree)
        for one, other in combinations(discs, 2):
            need(one.is_apart(other), "the discs must be disjoint", one=one, other=other)
        for disc in discs:
            need(
                pellet_margin(source.f, disc.x, disc.y, disc.r, disc.m) > 0,
                "on the circle one Taylor term must be larger than all others together",
                disc=disc,
            )
        return {"largest radius": str(max(disc.r for disc in discs))}


class HalfPlane:
    """`polynomial.half-plane`: exactly so many roots have a real part > the bound, and none has the
    bound as real part. No witness.
    """

    @staticmethod
    def read(parameters: Json) -> tuple[Source, fmpq, int]:
        reader = Reader(parameters, "$.claim.parameters")
        reader.only("coefficients", "real-part", "count", optional=("sqrt",))
        count = reader.integer("count", 0, DEGREE_LIMIT)
        return Source.read(reader), reader.rational("real-part"), count

    @staticmethod
    def statement(parameters: Json) -> str:
        source, bound, count = HalfPlane.read(parameters)
        return (
            f"{source.definition}\nThen exactly {count} complex roots of p, counted with "
            f"multiplicity, have a real\npart > {bound}, and none has the real part {bound}."
        )

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        source, bound, count = HalfPlane.read(parameters)
        Reader(witness, "$.witness").only()
        found = right_half_plane(source.f, bound)
        need(found == count, "the number must be that of the claim", roots=found, claimed=count)
        return {"roots with a smaller real part": str(source.degree - count)}
