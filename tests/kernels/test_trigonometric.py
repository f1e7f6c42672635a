"""Trigonometric polynomials against evaluation, and the integral against rho against Fejer's sum
and quadrature.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from cap.kernels.expression import parse
from cap.kernels.rational_function import RationalFunction, ring
from cap.kernels.trigonometric import TrigonometricPolynomial, trigonometric
from cap.verdict import Malformed, Rejected
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp

from tests import fourier, strategies

CONTEXT = ring("s", "t")
S, T = RationalFunction.symbols(CONTEXT)
SYMBOLS = {"s": S, "t": T}


def polynomial(text: str) -> TrigonometricPolynomial:
    return trigonometric(parse(text), CONTEXT, SYMBOLS, {})


def constant(value: Fraction) -> RationalFunction:
    return RationalFunction.constant(CONTEXT, strategies.exact(value))


def at(f: RationalFunction, s: int, t: int) -> Fraction:
    """The value of a rational function."""
    numerator, denominator = (
        sum(
            (
                strategies.fraction(c) * s ** int(i) * t ** int(j)
                for (i, j), c in p.to_dict().items()
            ),
            Fraction(0),
        )
        for p in (f.numerator, f.denominator)
    )
    return numerator / denominator


def as_wave(f: TrigonometricPolynomial, s: int, t: int) -> fourier.Wave:
    """f at numbers for the symbols, in plain Fractions."""
    return fourier.Wave.of(
        [
            (Fraction(m[0] + m[1] * s + m[2] * t), (at(a, s, t), at(b, s, t)))
            for m, (a, b) in f.terms.items()
        ]
    )


@given(
    strategies.waves(("s", "t")), st.integers(0, 9), st.integers(0, 9), strategies.small_rationals
)
@settings(max_examples=150)
def test_value_at_random_points(text: str, s: int, t: int, x: Fraction) -> None:
    """Sums, products, quotients and derivatives have, at random x and indices, the value that
    mpmath finds with 50 digits from the text, and the coefficients of plain Fourier arithmetic.
    """
    try:
        found = as_wave(polynomial(text), s, t)
    except Rejected as refusal:
        assert "too many terms" in str(refusal)
        return
    symbols = {"s": Fraction(s), "t": Fraction(t)}
    assert found == fourier.wave(text, symbols, {})
    if "D(" not in text:
        with mp.workdps(50):
            point = mp.mpf(x.numerator) / x.denominator
            expected = fourier.evaluate(
                text,
                mp.mpf,
                {"s": mp.mpf(s), "t": mp.mpf(t)},
                {name: _function(getattr(mp, name), s, t, point) for name in ("sin", "cos")},
            )
            size = 1 + sum(abs(float(a)) + abs(float(b)) for a, b in found.terms.values())
            assert abs(found.at(point, mp) - expected) < mp.mpf(10) ** -40 * size


def _function(f, s: int, t: int, x):  # noqa: ANN001, ANN202 - mpmath is untyped
    return lambda tree: f(
        fourier.evaluate_tree(tree, mp.mpf, {"s": mp.mpf(s), "t": mp.mpf(t), "x": x}, {})
    )


@given(strategies.waves(("s",)), st.integers(0, 5))
def test_derivative_is_the_limit_of_quotients(text: str, s: int) -> None:
    """f' agrees with the numerical derivative of f (mpmath, 50 digits)."""
    f = polynomial(text)
    wave, derivative = as_wave(f, s, 0), as_wave(f.derivative(), s, 0)
    with mp.workdps(50):
        point = mp.mpf(3) / 7
        numerical = mp.diff(lambda x: wave.at(x, mp), point)
        size = 1 + sum(abs(float(a)) + abs(float(b)) for a, b in wave.terms.values())
        assert abs(numerical - derivative.at(point, mp)) < mp.mpf(10) ** -15 * size


@given(st.lists(st.tuples(st.integers(1, 9), strategies.small_rationals), min_size=1, max_size=4))
def test_integral_against_rho(terms: list[tuple[int, Fraction]]) -> None:
    """The integral of f/(2 pi (1 - cos x)) for f = sum b_m (1 - cos mx) is the one of Fejer's sum
    (1 - cos mx)/(1 - cos x) = m + 2 sum (m - l) cos lx, the one of division by (z - 1)^2, and the
    one of quadrature.
    """
    text = "+".join(f"({b})*(1-cos({m}*x))" for m, b in terms)
    found = at(polynomial(text).integral_against_rho(), 0, 0)
    fejer = sum(b * m for m, b in terms)  # only the mean of Fejer's sum is left
    assert found == fejer
    assert found == fourier.wave(text, {}, {}).integral_against_rho()
    with mp.workdps(30):
        points = 64  # exact for frequencies below 64: the midpoint rule on a smooth integrand
        total = mp.mpf(0)
        for i in range(points):
            x = 2 * mp.pi * (i + mp.mpf(1) / 2) / points
            value = sum(
                (mp.mpf(b.numerator) / b.denominator) * (1 - mp.cos(m * x)) for m, b in terms
            )
            total += value / (1 - mp.cos(x)) / points
        assert abs(total - mp.mpf(found.numerator) / found.denominator) < 1e-20


@given(st.integers(0, 6), st.integers(0, 6))
def test_integral_with_symbols(s: int, t: int) -> None:
    """With frequencies in s and t the integral is a formula that holds at every index."""
    text = "(cos((s+2)*x) - cos((s+t+1)*x))/(s+1) + s*(1-cos((2*t+3)*x))"
    formula = polynomial(text).integral_against_rho()
    wave = fourier.wave(text, {"s": Fraction(s), "t": Fraction(t)}, {})
    assert at(formula, s, t) == wave.integral_against_rho()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("sin(x)", "even"),
        ("sin(x)*cos(x)", "even"),
        ("(1-cos(x))*(1+sin(2*x))", "even"),
        ("1", "vanish at x = 0"),
        ("cos(x)", "vanish at x = 0"),
        ("cos(x)-cos(2*x)+1/1000", "vanish at x = 0"),
        ("1-s*cos(x)", "vanish at x = 0"),
        ("1-cos((s-1)*x)", "one sign"),
        ("1-cos((s-t)*x)", "one sign"),
    ],
)
def test_integrals_that_are_refused(text: str, why: str) -> None:
    """Odd integrands, integrands that do not vanish at 0, frequencies of no certain sign."""
    with pytest.raises(Rejected, match=why):
        polynomial(text).integral_against_rho()


@pytest.mark.parametrize("text", ["sin(x)**2", "1-cos((s+1)*x)", "1-cos(-s*x)", "1-cos((s+t)*x)"])
def test_integrals_next_to_the_refused_ones(text: str) -> None:
    """The nearest integrands that are allowed."""
    assert polynomial(text).integral_against_rho().certainly_nonnegative()


@pytest.mark.parametrize(
    "text",
    [
        "sin(1)",
        "cos(x+1)",
        "sin(x*x)",
        "sin(x/2)",
        "cos(s*t*x)",
        "cos(x/(s+1))",
        "sin(s)",
        "1/sin(x)",
        "1/cos(x)",
        "1/(1-1)",
        "1/(s-1)",
    ],
)
def test_not_a_trigonometric_polynomial(text: str) -> None:
    """Arguments that are not (integer form) x, and divisors that depend on x or may vanish."""
    with pytest.raises(Rejected):
        polynomial(text)


@pytest.mark.parametrize("text", ["x", "sin(sin(x))", "tan(x)", "sin(y*x)", "D(x)", "cos(D(x)*x)"])
def test_unknown_names(text: str) -> None:
    """x by itself and unknown names and functions are MALFORMED."""
    with pytest.raises(Malformed):
        polynomial(text)


def test_trigonometric_zeros() -> None:
    """sin(0 x) = 0, cos(0 x) = 1, sin^2 + cos^2 = 1, the addition theorem; not for neighbours."""
    assert polynomial("sin(0*x)").is_zero()
    assert polynomial("cos(0*x)-1").is_zero()
    assert polynomial("sin(s*x)**2+cos(s*x)**2-1").is_zero()
    assert polynomial("sin((s+t)*x)-sin(s*x)*cos(t*x)-cos(s*x)*sin(t*x)").is_zero()
    assert not polynomial("sin((s+t)*x)-sin(s*x)*cos(t*x)+cos(s*x)*sin(t*x)").is_zero()
    assert not polynomial("cos(s*x)-cos(t*x)").is_zero()


def test_too_many_terms_are_refused() -> None:
    """A product with more than 2000 pairs of terms is refused."""
    with pytest.raises(Rejected, match="too many terms"):
        polynomial("*".join(f"(1+cos({3**i}*x))" for i in range(8)))
