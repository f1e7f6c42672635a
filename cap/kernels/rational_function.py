"""Rational functions of symbols that run over all real numbers >= 0, with a positive denominator,
by exact arithmetic.

A symbol s stands for "index = first + s": what holds for all s >= 0 holds for every integer index
from `first` on. Three questions are answered, each with "certainly" or a refusal: equality (the
difference is the zero polynomial), sign (all coefficients of the numerator have one sign), and
integrality of an affine form.
"""

from __future__ import annotations

from dataclasses import dataclass

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from cap.kernels.need import need

TERM_LIMIT = 5000


def ring(*names: str) -> fmpq_mpoly_ctx:
    """The polynomial ring over Q in the given symbols."""
    return fmpq_mpoly_ctx.get(names, Ordering.lex)


@dataclass(frozen=True)
class RationalFunction:
    """numerator / denominator; invariant: denominator > 0 wherever all symbols are >= 0."""

    numerator: fmpq_mpoly
    denominator: fmpq_mpoly

    @staticmethod
    def constant(context: fmpq_mpoly_ctx, value: int | fmpq) -> RationalFunction:
        """The same number for all symbols."""
        return RationalFunction(context.constant(value), context.constant(1))

    @staticmethod
    def symbols(context: fmpq_mpoly_ctx) -> tuple[RationalFunction, ...]:
        """The symbols themselves."""
        return tuple(RationalFunction(symbol, context.constant(1)) for symbol in context.gens())

    def __add__(self, other: RationalFunction) -> RationalFunction:
        if self.denominator == other.denominator:
            return _reduced(self.numerator + other.numerator, self.denominator)
        return _reduced(
            self.numerator * other.denominator + other.numerator * self.denominator,
            self.denominator * other.denominator,
        )

    def __neg__(self) -> RationalFunction:
        return RationalFunction(-self.numerator, self.denominator)

    def __sub__(self, other: RationalFunction) -> RationalFunction:
        return self + -other

    def __mul__(self, other: RationalFunction) -> RationalFunction:
        return _reduced(self.numerator * other.numerator, self.denominator * other.denominator)

    def __truediv__(self, other: RationalFunction) -> RationalFunction:
        """Refused unless the divisor is certainly of one strict sign wherever all symbols are >=
        0.
        """
        flipped = -other if other.certainly_negative() else other
        need(
            flipped.certainly_positive(),
            "a divisor must not vanish for any index of the range",
            divisor=other,
        )
        quotient = _reduced(
            self.numerator * flipped.denominator, self.denominator * flipped.numerator
        )
        return quotient if flipped is other else -quotient

    def is_zero(self) -> bool:
        """Identically zero."""
        return bool(self.numerator.is_zero())

    def certainly_nonnegative(self) -> bool:
        """All coefficients of the numerator are >= 0: then the function is >= 0 wherever all
        symbols are >= 0.
        """
        return all(coefficient >= 0 for coefficient in self.numerator.coeffs())

    def certainly_positive(self) -> bool:
        """Certainly >= 0 and positive where all symbols are 0: then > 0 wherever all symbols are
        >= 0.
        """
        return self.certainly_nonnegative() and bool(_at_origin(self.numerator) > 0)

    def certainly_negative(self) -> bool:
        """Certainly < 0 wherever all symbols are >= 0."""
        return (-self).certainly_positive()

    def absolute_value(self) -> RationalFunction:
        """|f|, refused unless f has certainly one sign."""
        if self.certainly_nonnegative():
            return self
        flipped = -self
        need(
            flipped.certainly_nonnegative(),
            "an entry must have one sign on the whole range",
            entry=self,
        )
        return flipped

    def degree(self) -> int:
        """Degree of the numerator minus degree of the denominator in the only symbol."""
        return int(self.numerator.total_degree()) - int(self.denominator.total_degree())

    def affine(self) -> tuple[int, ...]:
        """(f0, f1, ...) with f = f0 + f1 s1 + f2 s2 + ..., all integers, or refused."""
        need(bool(self.denominator.is_one()), "a frequency must be a polynomial", frequency=self)
        form = [0] * (len(self.numerator.context().names()) + 1)
        for powers, coefficient in self.numerator.to_dict().items():
            need(sum(powers) <= 1, "a frequency must be affine in the indices", frequency=self)
            need(
                bool(coefficient.q == 1),
                "a frequency must have integer coefficients",
                frequency=self,
            )
            form[powers.index(1) + 1 if 1 in powers else 0] = int(coefficient.p)
        return tuple(form)

    def __str__(self) -> str:
        whole = self.denominator.is_one()
        return str(self.numerator) if whole else f"({self.numerator})/({self.denominator})"


def _at_origin(polynomial: fmpq_mpoly) -> fmpq:
    origin = (0,) * len(polynomial.context().names())
    return polynomial.to_dict().get(origin, fmpq(0))


def _reduced(numerator: fmpq_mpoly, denominator: fmpq_mpoly) -> RationalFunction:
    """Divide by the greatest common divisor and make the constant term of the denominator 1.

    denominator = divisor * rest and denominator > 0 where all symbols are >= 0, so `rest` has no
    zero there and, the range being connected, rest / rest(0) is positive there. This is also the
    one spelling of the function.
    """
    need(
        len(numerator) <= TERM_LIMIT and len(denominator) <= TERM_LIMIT,
        "a formula with too many terms",
        limit=TERM_LIMIT,
    )
    divisor = numerator.gcd(denominator)
    numerator, denominator = numerator / divisor, denominator / divisor
    unit = _at_origin(denominator)
    return RationalFunction(numerator / unit, denominator / unit)
