"""Intervals contain what they must, against mpmath with many digits, also at infinite ends."""

from __future__ import annotations

from fractions import Fraction

import pytest
from cap.kernels.ball import precision
from cap.kernels.expression import parse
from cap.kernels.interval import BINARY, FUNCTIONS, INFINITY, Interval, enclosure
from cap.kernels.term import Terms
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from tests.analysis import FUNCTIONS as MANY_DIGITS
from tests.strategies import dyadic, exact

DIGITS = 80
numbers = st.one_of(
    st.builds(Fraction, st.integers(-40, 40), st.integers(1, 9)),
    st.builds(
        lambda m, e: Fraction(m) * Fraction(2) ** e, st.integers(-99, 99), st.integers(-60, 9)
    ),
)
ends = st.tuples(numbers, numbers).map(sorted)
bits = st.sampled_from([24, 53, 64, 200])


def inside(x: Interval, value: mpf) -> bool:
    """The value is between the ends, up to the error of mpmath."""
    error = mpf(10) ** (10 - DIGITS) * (1 + abs(value))
    below = x.lower == -INFINITY or number(dyadic(x.lower)) <= value + error
    return below and (x.upper == INFINITY or value - error <= number(dyadic(x.upper)))


def number(x: Fraction) -> mpf:
    return mpf(x.numerator) / x.denominator


def points(low: Fraction, high: Fraction) -> list[Fraction]:
    return [low + (high - low) * i / 8 for i in range(9)]


def side(low: Fraction | None, high: Fraction | None) -> Interval:
    return Interval.side(
        (None if low is None else exact(low), None if high is None else exact(high))
    )


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
@given(pair=ends, prec=bits, infinite=st.sampled_from(["no", "low", "high", "both"]))
def test_function_contains_its_values(
    name: str, pair: list[Fraction], prec: int, infinite: str
) -> None:
    """Each function at random points of random intervals and half-lines, where it is defined."""
    low, high = pair
    with precision(prec), mp.workdps(DIGITS):
        x = side(
            None if infinite in ("low", "both") else low,
            None if infinite in ("high", "both") else high,
        )
        value = FUNCTIONS[name](x)
        assert value.lower < INFINITY
        assert value.upper > -INFINITY
        spots = points(low, high)
        spots += [high + 10**3] if x.upper == INFINITY else []
        spots += [low - 10**3] if x.lower == -INFINITY else []
        for spot in map(number, spots):
            if (name == "log" and spot <= 0) or (name == "sqrt" and spot < 0):
                continue
            true = -spot if name == "neg" else MANY_DIGITS[name](spot)
            assert inside(value, true), (name, x, spot, value, true)


@pytest.mark.parametrize("name", sorted(BINARY))
@given(first=ends, second=ends, prec=bits, infinite=st.sampled_from(["no", "first", "second"]))
def test_arithmetic_contains_its_values(
    name: str, first: list[Fraction], second: list[Fraction], prec: int, infinite: str
) -> None:
    """Sums, differences, products and quotients of exact rationals, by exact arithmetic."""
    with precision(prec), mp.workdps(DIGITS):
        x = side(first[0], None if infinite == "first" else first[1])
        y = side(None if infinite == "second" else second[0], second[1])
        value = BINARY[name](x, y)
        for a in [*points(*first), *([first[1] + 10**6] if infinite == "first" else [])]:
            for b in [*points(*second), *([second[0] - 10**6] if infinite == "second" else [])]:
                if name == "/" and b == 0:
                    continue
                true = {"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else a}[name]
                assert inside(value, number(true)), (name, x, y, a, b, value)


@given(pair=ends, n=st.integers(1, 9), prec=bits)
def test_power_contains_its_values(pair: list[Fraction], n: int, prec: int) -> None:
    """Powers, even and odd, of intervals on both sides of 0."""
    with precision(prec), mp.workdps(DIGITS):
        value = side(*pair) ** n
        assert all(inside(value, number(x**n)) for x in points(*pair))
        assert n % 2 == 1 or value.lower >= 0


def shown(x: Interval) -> tuple[float, float]:
    return float(x.lower), float(x.upper)


INF = float("inf")


@pytest.mark.parametrize(
    ("name", "pair", "expected"),
    [
        ("exp", (None, 0), (0, 1)), ("exp", (0, None), (1, INF)), ("sqrt", (0, None), (0, INF)),
        ("sqrt", (-4, 4), (0, 2)), ("log", (0, 1), (-INF, 0)), ("log", (1, None), (0, INF)),
        ("abs", (-3, 2), (0, 3)), ("abs", (-3, -2), (2, 3)), ("cosh", (None, None), (1, INF)),
        ("tanh", (None, None), (-1, 1)), ("sin", (0, None), (-1, 1)), ("sin", (-2, 2), (-1, 1)),
        ("cos", (0, 0), (1, 1)), ("sin", (0, 0), (0, 0)), ("tan", (1, 2), (-INF, INF)),
        ("tan", (None, 0), (-INF, INF)), ("neg", (1, None), (-INF, -1)),
    ],
)  # fmt: skip
def test_ends(
    name: str, pair: tuple[int | None, int | None], expected: tuple[float, float]
) -> None:
    """Exact ends are exact, and infinite ends are what they must be."""
    low, high = (None if end is None else fmpq(end) for end in pair)
    assert shown(FUNCTIONS[name](Interval.side((low, high)))) == expected


def test_extended_arithmetic() -> None:
    """0 times infinity is 0, 1/[M, inf] = [0, 1/M], and an end 0 of a divisor is not attained."""
    half_line, unit = Interval.side((fmpq(4), None)), Interval.side((fmpq(0), fmpq(1)))
    assert shown(unit * half_line) == (0, INF)
    assert shown(half_line.reciprocal()) == (0, 0.25)
    assert shown((-half_line).reciprocal()) == (-0.25, 0)
    assert shown(unit.reciprocal()) == (1, INF)
    assert shown((-unit).reciprocal()) == (-INF, -1)
    assert shown(Interval.exact(0).reciprocal()) == (-INF, INF)
    assert shown(half_line - half_line) == (-INF, INF)
    assert shown(half_line * half_line) == (16, INF)
    assert shown(Interval.side((None, None)) ** 2) == (0, INF)
    assert shown(Interval.side((None, fmpq(-1))) ** 3) == (-INF, -1)


def test_what_overflows_bounds_nothing() -> None:
    """Towers of exponentials end at infinity, not at a number."""
    x = Interval.exact(10)
    for _ in range(6):
        x = FUNCTIONS["exp"](x)
    assert x.upper == INFINITY
    assert 0 <= x.lower < INFINITY


def test_sine_and_cosine_at_their_extrema() -> None:
    """Just below pi/2 the greatest value is less than 1, and beyond it is 1."""
    with precision(100):
        below = Interval(arb(0), (arb.pi() / 2 - arb(2) ** -30).lower())
        beyond = Interval(arb(0), (arb.pi() / 2 + arb(2) ** -30).upper())
        assert FUNCTIONS["sin"](below).upper < 1
        assert FUNCTIONS["sin"](beyond).upper == 1
        assert FUNCTIONS["tan"](below).upper < INFINITY
        assert FUNCTIONS["tan"](beyond).upper == INFINITY
        low = Interval(arb(1), (arb.pi() + arb(2) ** -30).upper())
        assert FUNCTIONS["cos"](low).lower == -1


def test_known_signs_cut_the_enclosure() -> None:
    """A term that is known to be >= 0 has no negative end."""
    terms = Terms()
    f = terms.of(parse("x**2 - x"), ("x",))
    box = {"x": (fmpq(2), None)}
    assert enclosure(terms, f, box).lower == -INFINITY
    assert enclosure(terms, f, box, frozenset({f})).lower == 0
