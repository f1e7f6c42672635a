"""Kind `integral.enclosure`: a definite integral over an interval, a half-line or the line.

Theorem. Let p_0 < p_1 < ... < p_m cover the domain but for its tails. On a cell [c - h, c + h]
  order n, even, > 0:  f(x) = sum_{k < n} f^(k)(c)/k! (x - c)^k + f^(n)(xi)/n! (x - c)^n: the
      integral is sum_{k < n even} 2 f^(k)(c)/k! h^(k+1)/(k+1) + 2 r h^(n+1)/(n+1), where r lies
      between the least and the largest value of f^(n)/n! on the cell, since (x - c)^n >= 0;
  order 0:  it is 2 h r, r between the least and the largest value of f on the cell.
On a tail x >= X (or x <= X) let w = exp(a |x - X|) with a > 0, or w = (x/X)^p with p >= 2 and
X > 0 (or X < 0). If C1 <= f w <= C2 there, then |f| <= max(|C1|, |C2|)/w is integrable, and its
integral lies between C1 J and C2 J, J = 1/a or |X|/(p - 1), the integral of 1/w.

f is defined on every closed cell and on the closed tails; what the grammar can say is continuous
where it is defined.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flint import arb, fmpq

from cap.certificate import Json, Reader, read_rational
from cap.claims.inequality import LEAST_BITS, MOST_BITS
from cap.claims.inequality_rules import Goal, Proof
from cap.claims.kind import Margins
from cap.claims.polynomial import Domain
from cap.kernels.ball import precision
from cap.kernels.expression import ALLOWED, parse
from cap.kernels.interval import Box, Interval, down, up
from cap.kernels.jet import jet
from cap.kernels.need import need
from cap.kernels.term import Term, Terms
from cap.verdict import Inconclusive, Malformed

CELL_LIMIT, ORDER_LIMIT = 4000, 60
WORK_LIMIT = 4_000_000  # (order + 1) * terms, over all cells


@dataclass(frozen=True)
class Integral:
    """lower <= integral of the integrand over the domain <= upper."""

    integrand: str
    domain: Domain
    lower: fmpq
    upper: fmpq

    @staticmethod
    def read(parameters: Json) -> Integral:
        reader = Reader(parameters, "$.claim.parameters")
        reader.only("integrand", "domain", "lower", "upper")
        domain = Domain.read(reader)
        if domain.a is not None and domain.a == domain.b:
            raise Malformed(f"{reader.path}.domain: expected two ends", a=domain.a, b=domain.b)
        integrand = reader.text("integrand", ALLOWED)
        claim = Integral(integrand, domain, reader.rational("lower"), reader.rational("upper"))
        claim.term(Terms(), integrand)
        return claim

    @staticmethod
    def term(terms: Terms, text: str) -> Term:
        """A formula in x."""
        return terms.of(parse(text), ("x",))


@dataclass(frozen=True)
class Tail:
    """C1 <= f w <= C2 on a half-line that begins at X; `side` is 1 for x >= X, -1 for x <= X."""

    weight: str
    mass: fmpq
    c1: fmpq
    c2: fmpq
    box: Box

    @staticmethod
    def read(reader: Reader, start: fmpq, side: int) -> Tail:
        if "power" in reader.tree:
            p = reader.only("power", "least", "most").integer("power", 2, ORDER_LIMIT)
            need(start * side > 0, "a power needs a tail that does not meet 0", start=start)
            weight, mass = f"(x/({start}))**{p}", abs(start) / (p - 1)
        else:
            a = reader.only("rate", "least", "most").rational("rate")
            need(a > 0, "the rate of a tail must be positive", rate=a)
            weight, mass = f"exp(({a * side})*(x-({start})))", 1 / a
        ends = (start, None) if side > 0 else (None, start)
        c1, c2 = reader.rational("least"), reader.rational("most")
        return Tail(weight, mass, c1, c2, {"x": ends})

    def prove(self, terms: Terms, proof: Proof, f: str) -> Interval:
        """The integral over the half-line."""
        for text in (f"({f})*{self.weight}-({self.c1})", f"({self.c2})-({f})*{self.weight}"):
            proof.prove(Goal(Integral.term(terms, text), ">=", self.box))
        return Interval(down(arb(self.c1 * self.mass)), up(arb(self.c2 * self.mass)))


def cell(terms: Terms, proof: Proof, f: Term, ends: tuple[fmpq, fmpq], n: int) -> Interval:
    """The integral over one cell."""
    p, q = ends
    c, h = (p + q) / 2, (q - p) / 2
    if n == 0:
        goal = Goal(f, ">=", {"x": ends})
        values = proof.enclosed(proof.define(goal, f), f)
        finite = bool(values.lower.is_finite()) and bool(values.upper.is_finite())
        need(finite, "the enclosure must be bounded", cell=ends)
        return values * Interval.exact(2 * h)
    at_c = jet(terms, f, arb(c), n)
    everywhere = jet(terms, f, arb(p).union(arb(q)), n)
    total = sum((2 * at_c[k] * h ** (k + 1) / (k + 1) for k in range(0, n, 2)), arb(0))
    total += 2 * everywhere[n] * h ** (n + 1) / (n + 1)
    need(bool(total.is_finite()), "the integral over a cell must be finite", cell=ends)
    return Interval(down(total), up(total))


class IntegralEnclosure:
    """`integral.enclosure`: lower <= integral <= upper. Witness: bits of the balls; the points
    between the cells, and the order of each; the tails of a half-line; a proof, rules in prefix
    order, for cells of order 0 whose definedness is no matter of form, from left to right, then the
    left and the right tail.
    """

    @staticmethod
    def statement(parameters: Json) -> str:
        claim = Integral.read(parameters)
        return (
            f"For all {claim.domain} the function\n  f(x) = {claim.integrand}\nis defined and "
            f"continuous, |f| has a finite integral over these x, and\n"
            f"  {claim.lower} <= integral of f(x) dx <= {claim.upper}."
        )

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        claim = Integral.read(parameters)
        a, b = claim.domain.a, claim.domain.b
        tails = {"left": a is None, "right": b is None}
        keys = [side for side, infinite in tails.items() if infinite]
        reader = Reader(witness, "$.witness").only("bits", "points", "orders", "proof", *keys)
        listed = reader.sequence("points")
        if not 1 <= len(listed) <= CELL_LIMIT + 1:
            raise Malformed("$.witness.points: wrong number of points", limit=CELL_LIMIT + 1)
        points = [read_rational(p, "$.witness.points") for p in listed]
        orders = reader.sequence("orders")
        for n in orders:
            if type(n) is not int or n % 2 or not 0 <= n <= ORDER_LIMIT:
                raise Malformed("$.witness.orders: expected even integers", limit=ORDER_LIMIT)
        need(len(orders) == len(points) - 1, "each cell needs an order", cells=len(points) - 1)
        need(a is None or points[0] == a, "the cells must begin at the end of the domain", a=a)
        need(b is None or points[-1] == b, "the cells must end at the end of the domain", b=b)
        terms = Terms()
        f = Integral.term(terms, claim.integrand)
        work = (sum(orders) + len(orders)) * len(terms.order(f))
        if work > WORK_LIMIT:
            raise Inconclusive("too many cells of a large order", work=work, limit=WORK_LIMIT)
        proof = Proof(terms, reader.sequence("proof"))
        with precision(reader.integer("bits", LEAST_BITS, MOST_BITS)):
            total = Interval.exact(0)
            for p, q, n in zip(points[:-1], points[1:], orders, strict=True):
                need(p < q, "the points must rise", point=p, after=q)
                total += cell(terms, proof, f, (p, q), n)
            for key in keys:
                ends = (points[0], -1) if key == "left" else (points[-1], 1)
                total += Tail.read(reader.child(key), *ends).prove(terms, proof, claim.integrand)
            proof.end()
            above = bool(total.lower >= arb(claim.lower))
            need(above, "the integral may be smaller", lower=total.lower, upper=total.upper)
            below = bool(total.upper <= arb(claim.upper))
            need(below, "the integral may be larger", lower=total.lower, upper=total.upper)
            return {"width": (total.upper - total.lower).str(6, radius=False)}
