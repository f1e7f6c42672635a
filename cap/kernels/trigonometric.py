"""Trigonometric polynomials in x whose frequencies and coefficients may depend on integer indices.

f(x) = sum over m of (re_m + i im_m) e^{imx}, where m is an affine form with integer coefficients in
symbols s >= 0 and re_m, im_m are rational functions of these symbols. Two frequencies that differ
as forms are kept apart even if they meet for some value of the symbols: a formal identity then
holds for all values of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flint import fmpq, fmpq_mpoly_ctx

from cap.kernels.expression import Functions, Tree, divisors, evaluate, names_of
from cap.kernels.need import need
from cap.kernels.rational_function import RationalFunction, ring

TERM_LIMIT = 2000

Frequency = tuple[int, ...]
Terms = dict[Frequency, tuple[RationalFunction, RationalFunction]]


@dataclass(frozen=True)
class TrigonometricPolynomial:
    """A finite sum of exponentials over a fixed ring of symbols; terms that are identically zero
    are not stored.
    """

    context: fmpq_mpoly_ctx
    terms: Terms

    @staticmethod
    def constant(context: fmpq_mpoly_ctx, value: RationalFunction) -> TrigonometricPolynomial:
        """A function that does not depend on x."""
        zero = RationalFunction.constant(context, 0)
        return TrigonometricPolynomial(context, _stored({_zero_frequency(context): (value, zero)}))

    @staticmethod
    def cos(context: fmpq_mpoly_ctx, m: Frequency) -> TrigonometricPolynomial:
        """(e^{imx} + e^{-imx})/2"""
        zero, half = (RationalFunction.constant(context, value) for value in (0, fmpq(1, 2)))
        return _sum(context, [(m, (half, zero)), (_minus(m), (half, zero))])

    @staticmethod
    def sin(context: fmpq_mpoly_ctx, m: Frequency) -> TrigonometricPolynomial:
        """(e^{imx} - e^{-imx})/(2i)"""
        zero, half = (RationalFunction.constant(context, value) for value in (0, fmpq(1, 2)))
        return _sum(context, [(m, (zero, -half)), (_minus(m), (zero, half))])

    def __add__(self, other: TrigonometricPolynomial) -> TrigonometricPolynomial:
        return _sum(self.context, [*self.terms.items(), *other.terms.items()])

    def __neg__(self) -> TrigonometricPolynomial:
        return TrigonometricPolynomial(
            self.context, {m: (-re, -im) for m, (re, im) in self.terms.items()}
        )

    def __sub__(self, other: TrigonometricPolynomial) -> TrigonometricPolynomial:
        return self + -other

    def __mul__(self, other: TrigonometricPolynomial) -> TrigonometricPolynomial:
        size = len(self.terms) * len(other.terms)
        need(size <= TERM_LIMIT, "a formula with too many terms", limit=TERM_LIMIT)
        products = [
            (tuple(i + j for i, j in zip(m, n, strict=True)), (a * c - b * d, a * d + b * c))
            for m, (a, b) in self.terms.items()
            for n, (c, d) in other.terms.items()
        ]
        return _sum(self.context, products)

    def __truediv__(self, other: TrigonometricPolynomial) -> TrigonometricPolynomial:
        # The inverse comes first: 0/0 is refused although a zero numerator has no terms to divide.
        inverse = RationalFunction.constant(self.context, 1) / other.as_constant()
        return TrigonometricPolynomial(
            self.context, {m: (re * inverse, im * inverse) for m, (re, im) in self.terms.items()}
        )

    def derivative(self) -> TrigonometricPolynomial:
        """d/dx: the term (re + i im) e^{imx} becomes (-m im + i m re) e^{imx}."""
        result: Terms = {}
        for m, (re, im) in self.terms.items():
            factor = _as_function(self.context, m)
            result[m] = (-(factor * im), factor * re)
        return TrigonometricPolynomial(self.context, _stored(result))

    def is_zero(self) -> bool:
        """Zero as a formal sum, hence for all x and all values of the symbols."""
        return not self.terms

    def as_constant(self) -> RationalFunction:
        """The value of a function that does not depend on x."""
        zero = RationalFunction.constant(self.context, 0)
        re, im = self.terms.get(_zero_frequency(self.context), (zero, zero))
        need(
            im.is_zero() and all(m == _zero_frequency(self.context) for m in self.terms),
            "a divisor must not depend on x",
        )
        return re

    def integral_against_rho(self) -> RationalFunction:
        """The integral over one period of f(x)/(2 pi (1 - cos x)), for f even with f(0) = 0.

        By Fejer, (1 - cos mx)/(1 - cos x) = m + 2 sum_{l=1}^{m-1} (m - l) cos lx for integers m >=
        0, so the integral of (1 - cos mx)/(2 pi (1 - cos x)) is |m|. An even f = sum re_m cos mx
        with f(0) = sum re_m = 0 equals
        -sum re_m (1 - cos mx), whose integral is -sum re_m |m|.
        """
        total = RationalFunction.constant(self.context, 0)
        at_zero = total
        for m, (re, im) in self.terms.items():
            need(im.is_zero(), "the integrand must be even", frequency=m)
            need(
                all(i >= 0 for i in m) or all(i <= 0 for i in m),
                "a frequency must have one sign",
                frequency=m,
            )
            size = m if all(i >= 0 for i in m) else _minus(m)
            at_zero = at_zero + re
            total = total - re * _as_function(self.context, size)
        need(
            at_zero.is_zero(),
            "the integrand must vanish at x = 0, where the weight is singular",
            value=at_zero,
        )
        return total


def trigonometric(
    tree: Tree,
    context: fmpq_mpoly_ctx,
    symbols: Mapping[str, RationalFunction],
    fields: Mapping[str, TrigonometricPolynomial],
    slopes: Mapping[str, RationalFunction] | None = None,
) -> TrigonometricPolynomial:
    """The trigonometric polynomial of a formula.

    `symbols` are the values of the indices, `fields` those of other names. Functions: sin(m*x),
    cos(m*x) with m affine in the indices, and D(f) = df/dx. In arguments y = Y x for y -> Y of
    `slopes`, symbols of the ring that occur nowhere else.
    """
    big = ring(*context.names(), "x")
    x = RationalFunction.symbols(big)[-1]

    def frequency(argument: Tree) -> Frequency:
        # x runs over all real numbers, and not only over those >= 0 for which divisors are proved.
        need(
            all("x" not in names_of(divisor) for divisor in divisors(argument)),
            "a divisor must not depend on x",
        )
        names = {name: _lift(value, big) for name, value in symbols.items()}
        names |= {name: _lift(value, big) * x for name, value in (slopes or {}).items()}
        form = evaluate(
            argument, {**names, "x": x}, lambda n: RationalFunction.constant(big, n), {}
        )
        coefficients: dict[tuple[int, ...], fmpq] = {}
        need(
            bool(form.denominator.is_one()),
            "the argument of sin and cos must be a polynomial",
            argument=form,
        )
        for powers, coefficient in form.numerator.to_dict().items():
            need(powers[-1] == 1, "the argument of sin and cos must be m*x", argument=form)
            coefficients[powers[:-1]] = coefficient
        return RationalFunction(context.from_dict(coefficients), context.constant(1)).affine()

    functions: Functions = {
        "sin": lambda argument: TrigonometricPolynomial.sin(context, frequency(argument)),
        "cos": lambda argument: TrigonometricPolynomial.cos(context, frequency(argument)),
        "D": lambda argument: value(argument).derivative(),
    }
    names = {
        name: TrigonometricPolynomial.constant(context, f) for name, f in symbols.items()
    } | dict(fields)

    def value(part: Tree) -> TrigonometricPolynomial:
        def integer(n: int) -> TrigonometricPolynomial:
            return TrigonometricPolynomial.constant(context, RationalFunction.constant(context, n))

        result: TrigonometricPolynomial = evaluate(part, names, integer, functions)
        return result

    return value(tree)


def _lift(function: RationalFunction, big: fmpq_mpoly_ctx) -> RationalFunction:
    """The same function in the ring with x added as the last symbol."""
    numerator, denominator = (
        big.from_dict(
            {(*powers, 0): coefficient for powers, coefficient in polynomial.to_dict().items()}
        )
        for polynomial in (function.numerator, function.denominator)
    )
    return RationalFunction(numerator, denominator)


def _sum(
    context: fmpq_mpoly_ctx,
    terms: list[tuple[Frequency, tuple[RationalFunction, RationalFunction]]],
) -> TrigonometricPolynomial:
    need(len(terms) <= TERM_LIMIT, "a formula with too many terms", limit=TERM_LIMIT)
    result: Terms = {}
    for m, (re, im) in terms:
        old = result.get(m)
        result[m] = (re, im) if old is None else (old[0] + re, old[1] + im)
    return TrigonometricPolynomial(context, _stored(result))


def _stored(terms: Terms) -> Terms:
    return {m: (re, im) for m, (re, im) in terms.items() if not (re.is_zero() and im.is_zero())}


def _zero_frequency(context: fmpq_mpoly_ctx) -> Frequency:
    return (0,) * (len(context.names()) + 1)


def _minus(m: Frequency) -> Frequency:
    return tuple(-i for i in m)


def _as_function(context: fmpq_mpoly_ctx, m: Frequency) -> RationalFunction:
    total = RationalFunction.constant(context, m[0])
    for i, symbol in zip(m[1:], RationalFunction.symbols(context), strict=True):
        total = total + RationalFunction.constant(context, i) * symbol
    return total
