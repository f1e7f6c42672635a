"""Balls contain the exact results; predicates mean "certainly"."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import flint
import numpy as np
import pytest
from cap.kernels.ball import (
    ball,
    certainly_negative,
    certainly_positive,
    decimal,
    lower,
    precision,
    upper,
)
from cap.kernels.need import need
from cap.verdict import Rejected
from flint import arb, fmpq, fmpz
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import strategies
from tests.strategies import exact, fraction

OPERATIONS: list[Callable[[Any, Any], Any]] = [
    operator.add,
    operator.sub,
    operator.mul,
    operator.truediv,
]
NOT_FINITE = [arb("nan"), arb("inf"), arb("-inf"), arb(0, 1) / arb(0), arb(1, "inf")]


def inside(point: Fraction, x: arb) -> bool:
    """point lies in the ball, by its exact ends."""
    return fraction(lower(x)) <= point <= fraction(upper(x))


@given(strategies.balls(), strategies.balls(), st.sampled_from(OPERATIONS), st.integers(2, 200))
@settings(max_examples=200)
def test_inclusion(
    x: tuple[arb, tuple[Fraction, ...]],
    y: tuple[arb, tuple[Fraction, ...]],
    operation: Callable[[Any, Any], Any],
    bits: int,
) -> None:
    """The exact result of exact points of two balls lies in the result of the balls, at every
    precision; a quotient by a ball that contains 0 is not finite.
    """
    with precision(bits):
        result = operation(x[0], y[0])
    for a in x[1]:
        for b in y[1]:
            if result.is_finite():
                assert inside(operation(a, b), result), (a, b, x[0], y[0], result)
            else:
                assert operation is operator.truediv
                assert inside(Fraction(0), y[0])


@given(strategies.balls())
def test_ends_contain_the_points(x: tuple[arb, tuple[Fraction, ...]]) -> None:
    """lower <= every point <= upper, and the ends are attained (the generator gives both ends)."""
    assert min(x[1]) == fraction(lower(x[0]))
    assert max(x[1]) == fraction(upper(x[0]))


@given(strategies.balls())
def test_certainly(x: tuple[arb, tuple[Fraction, ...]]) -> None:
    """certainly_negative is: every point is < 0. A ball that contains 0 has no certain sign."""
    assert certainly_negative(x[0]) == (max(x[1]) < 0)
    assert certainly_positive(x[0]) == (min(x[1]) > 0)


def test_sign_boundary() -> None:
    """A ball that touches 0 has no certain sign; the least distance gives one."""
    touching = arb(0, 1) - arb(0, 1).rad()
    assert upper(touching) == 0
    assert not certainly_negative(touching)
    assert not certainly_positive(-touching)
    assert not certainly_negative(arb(0))
    assert not certainly_positive(arb(0))
    with precision(200):
        assert certainly_negative(touching - arb(2) ** -40)
        assert certainly_positive(-touching + arb(2) ** -40)


@given(strategies.rationals, st.integers(2, 300))
def test_ball_contains_the_number(number: Fraction, bits: int) -> None:
    """The ball of an exact number contains it at every precision."""
    with precision(bits):
        assert inside(number, ball(exact(number)))


@pytest.mark.parametrize(
    "value",
    [0.1, 1.0, True, False, None, "1", 1j, Fraction(1, 2), np.int64(1), np.float64(1), arb(1),
     float("nan"), np.bool_(True)],
    ids=repr,
)  # fmt: skip
def test_only_exact_numbers_become_balls(value: object) -> None:
    """Floats, bools, text, other number types and balls are refused."""
    with pytest.raises(Rejected, match="exact"):
        ball(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [1, fmpz(1), fmpq(1)], ids=["int", "fmpz", "fmpq"])
def test_exact_numbers_become_balls(value: int | fmpz | fmpq) -> None:
    """The three types that are exact."""
    assert upper(ball(value)) == lower(ball(value)) == 1


@pytest.mark.parametrize("x", NOT_FINITE, ids=str)
def test_not_finite_proves_nothing(x: arb) -> None:
    """NaN and infinite balls have no sign and no ends."""
    assert not certainly_negative(x)
    assert not certainly_positive(x)
    for end in (lower, upper):
        with pytest.raises(Rejected, match="finite"):
            end(x)


@pytest.mark.parametrize(
    "value",
    [1, "yes", np.bool_(True), None, False, 0, [], float("nan"), arb("nan"), arb(1), fmpq(1)],
    ids=repr,
)
def test_need_accepts_true_alone(value: object) -> None:
    """The guard verb refuses everything but the object True."""
    need(True, "holds")
    with pytest.raises(Rejected, match="why"):
        need(value, "why")


def test_precision_is_restored() -> None:
    """After the block, after an exception inside it, and from inside another block."""
    before = flint.ctx.prec
    with precision(77):
        assert flint.ctx.prec == 77
        with precision(99):
            assert flint.ctx.prec == 99
        assert flint.ctx.prec == 77
    assert flint.ctx.prec == before
    with pytest.raises(ZeroDivisionError), precision(123):
        fmpq(1) / fmpq(0)
    assert flint.ctx.prec == before


@pytest.mark.parametrize(
    "number",
    [fmpq(1, 3), fmpq(-1, 3), fmpq(0), fmpq(10**40), fmpq(1, 2**9000), fmpq(2**9000)],
    ids=str,
)
def test_decimal_is_short_and_close(number: fmpq) -> None:
    """Six digits for people, of numbers of any size, close to the number."""
    text = decimal(number)
    assert len(text) < 30
    assert abs(Fraction(text) - fraction(number)) <= abs(fraction(number)) / 10**5
    assert flint.ctx.prec == 53
