"""Formulas of + - * / ** as quotients of polynomials over Q; nothing is cancelled.

Theorem. Let N / (q_1^{e_1} q_2^{e_2} ...) be the quotient of a formula in a ring. At a point where
no divisor of the ring is 0 the formula is defined, with this value; and where the formula is
defined, none of the q_i that belong to its own divisions is 0, and it has this value.

Proof, by the structure of the formula: a divisor w = N_w / (...) in it is 0 where N_w is; N_w is a
number other than 0, times a divisor of the ring unless it is constant.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from cap.kernels.expression import Tree, evaluate
from cap.kernels.need import need

PAIR_LIMIT = 4_000_000  # products of two terms in all products of polynomials in one ring
TERM_LIMIT = 5000
DEGREE_LIMIT = 200


@dataclass
class QuotientRing:
    """Quotients in these variables; `divisors` are what was divided by, in this order, each once
    and with leading coefficient 1 (lexicographic order of the variables); no numbers.
    """

    names: tuple[str, ...]
    divisors: list[fmpq_mpoly] = field(default_factory=list)
    pairs: int = 0

    def context(self) -> fmpq_mpoly_ctx:
        """The ring of polynomials."""
        return fmpq_mpoly_ctx.get(self.names, Ordering.lex)

    def number(self, value: int | fmpq) -> Quotient:
        """A constant."""
        return Quotient(self, self.context().constant(value), {})

    def value(self, tree: Tree) -> Quotient:
        """The quotient of a formula.

        Raises:
            Malformed: for a name that is no variable, or a function.
        """
        gens = (Quotient(self, gen, {}) for gen in self.context().gens())
        result: Quotient = evaluate(tree, dict(zip(self.names, gens, strict=True)), self.number, {})
        return result

    def times(self, p: fmpq_mpoly, q: fmpq_mpoly) -> fmpq_mpoly:
        """The product, within the limits."""
        self.pairs += len(p) * len(q)
        need(self.pairs <= PAIR_LIMIT, "formulas with too many terms", limit=PAIR_LIMIT)
        r = p * q
        need(len(r) <= TERM_LIMIT, "a formula with too many terms", limit=TERM_LIMIT)
        degree = int(r.total_degree())
        need(degree <= DEGREE_LIMIT, "a formula of too high a degree", degree=degree)
        return r


@dataclass(frozen=True)
class Quotient:
    """numerator / product of divisors[i]^e over i -> e of `below`, e > 0."""

    ring: QuotientRing
    numerator: fmpq_mpoly
    below: dict[int, int]

    def over(self, below: dict[int, int]) -> fmpq_mpoly:
        """The numerator for a multiple of the denominator."""
        p = self.numerator
        for i, e in below.items():
            for _ in range(e - self.below.get(i, 0)):
                p = self.ring.times(p, self.ring.divisors[i])
        return p

    def __neg__(self) -> Quotient:
        return Quotient(self.ring, -self.numerator, self.below)

    def __add__(self, other: Quotient) -> Quotient:
        p, q = self.below, other.below
        below = {i: max(p.get(i, 0), q.get(i, 0)) for i in p | q}
        return Quotient(self.ring, self.over(below) + other.over(below), below)

    def __sub__(self, other: Quotient) -> Quotient:
        return self + -other

    def __mul__(self, other: Quotient) -> Quotient:
        p, q = self.below, other.below
        below = {i: p.get(i, 0) + q.get(i, 0) for i in p | q}
        return Quotient(self.ring, self.ring.times(self.numerator, other.numerator), below)

    def __truediv__(self, other: Quotient) -> Quotient:
        need(not other.numerator.is_zero(), "a divisor that is zero everywhere")
        unit = other.numerator.leading_coefficient()
        # 1/other = (its divisors) / (unit * q)
        inverse = Quotient(self.ring, self.ring.context().constant(1), {}).over(other.below)
        if other.numerator.is_constant():
            return self * Quotient(self.ring, inverse / unit, {})
        q, divisors = other.numerator / unit, self.ring.divisors
        if q not in divisors:
            divisors.append(q)
        return self * Quotient(self.ring, inverse / unit, {divisors.index(q): 1})
