"""Rational functions of symbols >= 0: field laws, signs, denominators, limits."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

import pytest
from cap.kernels.expression import evaluate, parse
from cap.kernels.rational_function import RationalFunction, ring
from cap.verdict import Rejected
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from tests import fourier, strategies

CONTEXT = ring("s", "t")
S, T = RationalFunction.symbols(CONTEXT)
points = st.tuples(strategies.nonnegative_rationals, strategies.nonnegative_rationals)
texts = strategies.formulas(("s", "t"))


def constant(value: int | Fraction) -> RationalFunction:
    return RationalFunction.constant(CONTEXT, strategies.exact(Fraction(value)))


def function(text: str) -> RationalFunction:
    return evaluate(parse(text), {"s": S, "t": T}, constant, {})


def at(f: RationalFunction, point: tuple[Fraction, Fraction]) -> Fraction:
    """The value at a point, by plain Fractions from the coefficients."""
    numerator, denominator = (
        sum(
            (
                strategies.fraction(c) * point[0] ** int(i) * point[1] ** int(j)
                for (i, j), c in polynomial.to_dict().items()
            ),
            Fraction(0),
        )
        for polynomial in (f.numerator, f.denominator)
    )
    assert denominator > 0, "a denominator must be positive"
    return numerator / denominator


@given(texts, points)
def test_value_is_exact_and_denominators_are_positive(text: str, point: tuple) -> None:
    """A formula that is not refused has, at random points >= 0, the value of plain arithmetic (it
    is defined there), and a positive denominator.
    """
    try:
        f = function(text)
    except Rejected:
        return
    expected = fourier.evaluate(text, Fraction, dict(zip("st", point, strict=True)), {})
    assert at(f, point) == expected


@given(texts, points)
def test_signs_are_certain(text: str, point: tuple) -> None:
    """What is certainly nonnegative, positive or negative is so at every point."""
    try:
        f = function(text)
    except Rejected:
        return
    value = at(f, point)
    assert value >= 0 or not f.certainly_nonnegative()
    assert value > 0 or not f.certainly_positive()
    assert value < 0 or not f.certainly_negative()
    assert value == 0 or not f.is_zero()


@given(texts, texts, texts)
def test_field_laws(first: str, second: str, third: str) -> None:
    """Sums and products are commutative, associative and distributive; a quotient undoes a
    product.
    """
    try:
        f, g, h = map(function, (first, second, third))
    except Rejected:
        return
    assert ((f + g) - (g + f)).is_zero()
    assert ((f + g) + h - (f + (g + h))).is_zero()
    assert (f * g - g * f).is_zero()
    assert ((f * g) * h - f * (g * h)).is_zero()
    assert (f * (g + h) - f * g - f * h).is_zero()
    if g.certainly_positive() or g.certainly_negative():
        assert (f * g / g - f).is_zero()
        assert (f / g * g - f).is_zero()


@given(texts, texts)
def test_equal_functions_have_one_spelling(left: str, right: str) -> None:
    """f - g is zero exactly if numerators and denominators agree."""
    try:
        f, g = function(left), function(right)
    except Rejected:
        return
    assert (f - g).is_zero() == (f == g)


@pytest.mark.parametrize(
    "text",
    [
        "1/0",
        "1/(s-s)",
        "1/s",
        "1/(s*t)",
        "1/(s-1)",
        "1/(1-s)",
        "1/(s-t)",
        "1/(s-t+1)",
        "1/(s**2-2)",
        "s/s",
        "(s*t)/t",
        "(s**2-1)/(s-1)",
        "0/s",
        "1/(1/(s+1)-1)",
    ],
)
def test_divisor_that_may_vanish_is_refused(text: str) -> None:
    """A divisor with a zero somewhere in the range is refused, even where it would cancel."""
    with pytest.raises(Rejected, match="divisor"):
        function(text)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("1/(s+1)", "1/(1+s)"),
        ("1/(-s-1)", "-1/(s+1)"),
        ("(s+1)/(s+1)", "1"),
        ("(s**2+3*s+2)/(s+2)", "s+1"),
        ("1/(1/(s+1))", "s+1"),
        ("1/(-1/(s+1)-1)", "-(s+1)/(s+2)"),
        ("0/(s+1)", "0"),
    ],
)
def test_divisor_of_one_sign_is_allowed(text: str, same: str) -> None:
    """The nearest allowed neighbours of the refused divisors."""
    assert (function(text) - function(same)).is_zero()


def test_certainly_is_not_possibly() -> None:
    """(s-1)^2 is >= 0, but not certainly by coefficients; 0 is nonnegative and not positive."""
    assert not function("(s-1)**2").certainly_nonnegative()
    assert function("0").certainly_nonnegative()
    assert not function("0").certainly_positive()
    assert not function("s").certainly_positive()
    assert function("s+1").certainly_positive()
    assert function("-s-1").certainly_negative()
    assert not function("-s").certainly_negative()


def test_absolute_value_needs_one_sign() -> None:
    """|f| is f, -f or refused."""
    assert (function("-s-2").absolute_value() - function("s+2")).is_zero()
    assert (function("s").absolute_value() - function("s")).is_zero()
    assert function("0").absolute_value().is_zero()
    with pytest.raises(Rejected, match="one sign"):
        function("s-1").absolute_value()


@pytest.mark.parametrize(
    ("text", "form"),
    [("3+2*s-t", (3, 2, -1)), ("0", (0, 0, 0)), ("t", (0, 0, 1)), ("s-s+5", (5, 0, 0))],
)
def test_affine(text: str, form: tuple[int, ...]) -> None:
    """The coefficients of an affine form with integer coefficients."""
    assert function(text).affine() == form


@pytest.mark.parametrize("text", ["s*t", "s**2", "s/2", "1/2", "1/(s+1)", "s+1/3"])
def test_not_affine_with_integers(text: str) -> None:
    """Products, powers, fractions and denominators are refused."""
    with pytest.raises(Rejected, match="frequency"):
        function(text).affine()


def test_too_many_terms_are_refused() -> None:
    """The product of two sums that would have more than 5000 terms ends in a refusal."""
    context = ring("a", "b", "c", "d")
    total = RationalFunction.constant(context, fmpq(1))
    for symbol in RationalFunction.symbols(context):
        total = total + symbol
    with pytest.raises(Rejected, match="too many terms"):
        reduce(lambda f, g: f * g, [total] * 40)
