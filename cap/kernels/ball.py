"""Real balls (Arb, through python-flint) with exact doors: rationals in, dyadics out, and
predicates that mean "certainly".

The precision of Arb is global; it is set here alone, inside `precision(bits)`. No float is
accepted, no midpoint is returned as if it were the value, and a ball that is not finite proves
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import flint
from flint import arb, fmpq, fmpz

from cap.kernels.matrix import power_of_two
from cap.kernels.need import need


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """Ball arithmetic with `bits` bits inside the block; the former precision is restored after
    it.
    """
    before = flint.ctx.prec
    flint.ctx.prec = bits
    try:
        yield
    finally:
        flint.ctx.prec = before


def ball(value: int | fmpz | fmpq) -> arb:
    """A ball that contains the exact value.

    Raises:
        Rejected: for a float, a bool or anything else that is not an exact number.
    """
    need(
        type(value) in (int, fmpz, fmpq),
        "only exact numbers become balls",
        type=type(value).__name__,
    )
    return arb(value)


def upper(x: arb) -> fmpq:
    """A rational that no number in the ball exceeds."""
    need(x.is_finite(), "the ball must be finite", ball=x)
    return _exact(x.mid()) + _exact(x.rad())


def lower(x: arb) -> fmpq:
    """A rational that no number in the ball is below."""
    need(x.is_finite(), "the ball must be finite", ball=x)
    return _exact(x.mid()) - _exact(x.rad())


def certainly_negative(x: arb) -> bool:
    """Every number in the ball is < 0; False when the ball is not finite or contains 0."""
    return bool(x.is_finite()) and upper(x) < 0


def certainly_positive(x: arb) -> bool:
    """Every number in the ball is > 0; False when the ball is not finite or contains 0."""
    return bool(x.is_finite()) and lower(x) > 0


def decimal(number: fmpq) -> str:
    """Six significant digits for people; never part of a statement."""
    with precision(64):
        return str(arb(number).str(6, radius=False))


def _exact(x: arb) -> fmpq:
    mantissa, exponent = x.man_exp()
    return fmpq(mantissa) * power_of_two(int(exponent))
