"""Kinds about the values of a polynomial p on a closed domain a <= x <= b of real numbers:
`polynomial.sign`, `polynomial.sign-refuted`, `polynomial.real-roots`.

Theorem (real roots). Let f be p without its roots at a and b. The number of distinct roots of f of
multiplicity >= k in a < x < b is V(a) - V(b) for the k-th chain of f (kernels/sturm.py).

Theorem (sign). Let a < b. p > 0 on the domain if and only if p has no root there and is positive
right of a. p >= 0 if and only if p has no root of odd multiplicity in a < x < b and is positive
right of a: p changes its sign exactly at those roots. Right of a, p has the sign that p/(x - a)^k
has at a, k the multiplicity of the root a.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from flint import fmpq

from cap.certificate import Json, Reader
from cap.claims.kind import Margins
from cap.claims.polynomial import Domain, Source
from cap.kernels.need import need
from cap.kernels.sturm import DEGREE_LIMIT, Polynomial, deflate, index, sign_at, towers
from cap.verdict import Malformed

OPPOSITE = {"> 0": "<= 0", ">= 0": "< 0"}


@dataclass(frozen=True)
class RootCounts:
    """The real roots of a polynomial in a domain, as counts."""

    at_a: int  # multiplicity; 0: no root
    at_b: int
    inside: list[int]  # [k - 1]: distinct roots of multiplicity >= k in a < x < b
    sign: int  # of the polynomial right of a; at a, if a = b

    @staticmethod
    def of(f: Polynomial, domain: Domain) -> RootCounts:
        a, b = domain.a, domain.b
        at_a, right = deflate(f, a)
        if a is not None and a == b:
            return RootCounts(at_a, 0, [], 0 if at_a else sign_at(right, a, 0))
        at_b, rest = deflate(right, b)
        inside = [index(found, a, b) for found in towers(rest)]
        return RootCounts(at_a, at_b, inside, sign_at(right, a, 0))

    def distinct(self) -> int:
        """All distinct roots of the closed domain."""
        return (self.at_a > 0) + (self.at_b > 0) + sum(self.inside[:1])

    def odd(self) -> int:
        """The distinct roots of odd multiplicity in a < x < b."""
        return sum(self.inside[0::2]) - sum(self.inside[1::2])


@dataclass(frozen=True)
class Sign:
    """The parameters of `polynomial.sign` and of its opposite."""

    source: Source
    domain: Domain
    relation: str

    @staticmethod
    def read(parameters: Json) -> Sign:
        reader = Reader(parameters, "$.claim.parameters")
        reader.only("coefficients", "domain", "relation", optional=("sqrt",))
        relation = reader.choice("relation", *OPPOSITE)
        return Sign(Source.read(reader), Domain.read(reader), relation)

    def decide(self) -> tuple[bool, RootCounts]:
        """Whether p has the sign on the whole domain."""
        roots = RootCounts.of(self.source.f, self.domain)
        if self.relation == "> 0":
            return roots.sign > 0 and roots.distinct() == 0, roots
        return roots.sign >= 0 and roots.odd() == 0, roots


class PolynomialSign:
    """`polynomial.sign`: p > 0 or p >= 0 on the whole domain. No witness."""

    @staticmethod
    def statement(parameters: Json) -> str:
        claim = Sign.read(parameters)
        return f"{claim.source.definition}\nThen p(x) {claim.relation} for all {claim.domain}."

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        claim = Sign.read(parameters)
        Reader(witness, "$.witness").only()
        holds, roots = claim.decide()
        need(holds, "p must have the sign on the whole domain", seen=roots)
        return {"distinct roots in the domain": str(roots.distinct())}


class PolynomialSignRefuted:
    """`polynomial.sign-refuted`: somewhere in the domain p has not that sign. No witness."""

    @staticmethod
    def statement(parameters: Json) -> str:
        claim = Sign.read(parameters)
        opposite = OPPOSITE[claim.relation]
        return f"{claim.source.definition}\nThen p(x) {opposite} for some {claim.domain}."

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        claim = Sign.read(parameters)
        Reader(witness, "$.witness").only()
        holds, roots = claim.decide()
        need(not holds, "p has the sign on the whole domain", seen=roots)
        return {"distinct roots in the domain": str(roots.distinct())}


@dataclass(frozen=True)
class Isolated:
    """l <= x <= u, said to hold exactly one root, of this multiplicity."""

    domain: Domain
    l: fmpq  # noqa: E741 - lower end
    u: fmpq
    multiplicity: int

    @staticmethod
    def read(reader: Reader) -> Isolated:
        reader.only("domain", "multiplicity")
        domain = Domain.read(reader)
        if domain.a is None or domain.b is None:
            raise Malformed(f"{reader.path}.domain: expected rational ends")
        multiplicity = reader.integer("multiplicity", 1, DEGREE_LIMIT)
        return Isolated(domain, domain.a, domain.b, multiplicity)


class RealRoots:
    """`polynomial.real-roots`: exactly so many distinct roots in the domain, each with an interval
    and its multiplicity if the statement names them. No witness.
    """

    @staticmethod
    def read(parameters: Json) -> tuple[Source, Domain, int, list[Isolated]]:
        reader = Reader(parameters, "$.claim.parameters")
        reader.only("coefficients", "domain", "count", optional=("sqrt", "intervals"))
        count = reader.integer("count", 0, DEGREE_LIMIT)
        intervals: list[Isolated] = []
        if "intervals" in reader.tree:
            intervals = [Isolated.read(item) for item in reader.items("intervals")]
            if len(intervals) != count or count == 0:
                raise Malformed(
                    f"{reader.path}.intervals: expected one for each root", seen=len(intervals)
                )
        return Source.read(reader), Domain.read(reader), count, intervals

    @staticmethod
    def statement(parameters: Json) -> str:
        source, domain, count, intervals = RealRoots.read(parameters)
        lines = [
            source.definition,
            f"Then p has exactly {count} distinct roots among all {domain}"
            + (", namely" if intervals else "."),
        ]
        lines += [
            f"  exactly one with {i.l} <= x <= {i.u}, of multiplicity {i.multiplicity}"
            for i in intervals
        ]
        return "\n".join(lines) + "." * bool(intervals)

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        source, domain, count, intervals = RealRoots.read(parameters)
        Reader(witness, "$.witness").only()
        roots = RootCounts.of(source.f, domain)
        found = roots.distinct()
        need(found == count, "the number must be that of the claim", roots=found, claimed=count)
        for left, right in pairwise(intervals):
            need(
                left.u < right.l, "the intervals must ascend, disjoint", left=left.u, right=right.l
            )
        chains = list(towers(source.f)) if intervals else []
        for i in intervals:
            contained = domain.holds(i.l) and domain.holds(i.u)
            need(contained, "the intervals must lie in the domain", l=i.l, u=i.u)
            multiplicity, _ = deflate(source.f, i.l)
            if i.l < i.u:
                free = multiplicity == 0 and sign_at(source.f, i.u, 1) != 0
                need(
                    free, "a root must not be an end of its interval, unless a point", l=i.l, u=i.u
                )
                inside = [index(chain, i.l, i.u) for chain in chains]
                need(inside[:1] == [1], "an interval must hold one root", l=i.l, u=i.u)
                multiplicity = sum(inside)
            good = multiplicity == i.multiplicity
            need(good, "the multiplicity must be that of the claim", l=i.l, seen=multiplicity)
        return {"distinct roots in the domain": str(count)}
