"""Intervals [lower, upper] with ends in the extended reals, rounded outward (Arb, through
python-flint), and the enclosure of a term on a box.

An interval stands for the REAL numbers between its ends; -inf and +inf are ends, never members.
Functions are taken where they are defined: log, sqrt, tan and quotients enclose the values at the
points of the argument at which they have one. That a term is defined is another question, and
`claims/inequality_rules.py` never leaves it open. Ends are exact balls, so that their comparisons
are those of numbers, and min and max are those of Python; a ball that is not finite bounds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flint import arb, fmpq

from cap.kernels.need import need
from cap.kernels.term import Term, Terms

INFINITY = arb("inf")
Box = Mapping[str, tuple[fmpq | None, fmpq | None]]  # the ends of each side; None is infinite


def down(x: arb) -> arb:
    """An exact number that nothing in the ball is below; an exact infinity is kept."""
    if x.is_finite():
        return x.lower()
    return x if x.is_exact() else -INFINITY


def up(x: arb) -> arb:
    """An exact number that nothing in the ball exceeds."""
    return -down(-x)


@dataclass(frozen=True)
class Interval:
    """All real x with lower <= x <= upper; lower < inf, upper > -inf."""

    lower: arb
    upper: arb

    @staticmethod
    def exact(value: int | fmpq) -> Interval:
        """The number."""
        return Interval(down(arb(value)), up(arb(value)))

    @staticmethod
    def side(ends: tuple[fmpq | None, fmpq | None]) -> Interval:
        """Between two ends, None for infinite ones."""
        low, high = ends
        return Interval(
            -INFINITY if low is None else down(arb(low)),
            INFINITY if high is None else up(arb(high)),
        )

    def __add__(self, other: Interval) -> Interval:
        return Interval(down(self.lower + other.lower), up(self.upper + other.upper))

    def __neg__(self) -> Interval:
        return Interval(-self.upper, -self.lower)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        ends = [(x, y) for x in (self.lower, self.upper) for y in (other.lower, other.upper)]
        return Interval(
            min(down(_product(x, y)) for x, y in ends), max(up(_product(x, y)) for x, y in ends)
        )

    def __truediv__(self, other: Interval) -> Interval:
        return self * other.reciprocal()

    def reciprocal(self) -> Interval:
        """1/x for the x of the interval other than 0."""
        if self.lower < 0 and self.upper > 0:
            return Interval(-INFINITY, INFINITY)
        # 1/x falls on both sides of 0; an end 0 is not attained, and 1/inf = 0.
        return Interval(
            -INFINITY if self.upper == 0 else down(1 / self.upper),
            INFINITY if self.lower == 0 else up(1 / self.lower),
        )

    def __pow__(self, n: int) -> Interval:
        """x^n, n >= 1."""
        need(n >= 1, "an exponent must be at least 1", exponent=n)
        x = self.magnitude() if n % 2 == 0 else self
        return Interval(down(_power(x.lower, n)), up(_power(x.upper, n)))

    def magnitude(self) -> Interval:
        """|x|."""
        if self.lower >= 0:
            return self
        if self.upper <= 0:
            return -self
        return Interval(arb(0), max(-self.lower, self.upper))


def _product(x: arb, y: arb) -> arb:
    """The product of two ends; 0 times an infinite end is 0, for the end is not attained."""
    return arb(0) if x == 0 or y == 0 else x * y


def _power(x: arb, n: int) -> arb:
    """x^n of an end; of an infinite one only an odd power is asked for, or that of inf."""
    return x**n if x.is_finite() else x


# --- functions ---


def _rising(
    x: Interval, f: Callable[[arb], arb], least: arb = -INFINITY, most: arb = INFINITY
) -> Interval:
    """A nondecreasing function; `least` and `most` bound all its values and are taken at infinite
    ends.
    """
    low = max(down(f(x.lower)), least) if x.lower.is_finite() else least
    high = min(up(f(x.upper)), most) if x.upper.is_finite() else most
    return Interval(low, high)


def _sqrt(x: Interval) -> Interval:
    return _rising(Interval(max(x.lower, arb(0)), max(x.upper, arb(0))), arb.sqrt, arb(0))


def _log(x: Interval) -> Interval:
    low = down(x.lower.log()) if x.lower > 0 else -INFINITY
    high = up(x.upper.log()) if x.upper > 0 else INFINITY  # the logarithm of inf bounds nothing
    return Interval(low, high)


def _meets(x: Interval, shift: fmpq, step: int) -> bool:
    """False only if no number pi (shift + step n), n an integer, lies in x."""
    if not (x.lower.is_finite() and x.upper.is_finite()):
        return True
    first = down(((x.lower / arb.pi() - shift) / step).lower().ceil())
    last = up(((x.upper / arb.pi() - shift) / step).upper().floor())
    return bool(first <= last)


def _wave(x: Interval, f: Callable[[arb], arb], crest: fmpq) -> Interval:
    """Sin or cos, whose greatest values 1 are at pi (crest + 2n), whose least at pi (crest + 1 +
    2n); between those the function is monotone.
    """
    one = arb(1)
    ends = f(x.lower), f(x.upper)
    low = -one if _meets(x, crest + 1, 2) else max(min(map(down, ends)), -one)
    high = one if _meets(x, crest, 2) else min(max(map(up, ends)), one)
    return Interval(low, high)


def _tan(x: Interval) -> Interval:
    if _meets(x, fmpq(1, 2), 1):
        return Interval(-INFINITY, INFINITY)
    return _rising(x, arb.tan)


def _atan(x: Interval) -> Interval:
    half = up(arb.pi() / 2)
    return _rising(x, arb.atan, -half, half)


def _cosh(x: Interval) -> Interval:
    return _rising(x.magnitude(), arb.cosh, arb(1))


FUNCTIONS: dict[str, Callable[[Interval], Interval]] = {
    "abs": Interval.magnitude,
    "atan": _atan,
    "cos": lambda x: _wave(x, arb.cos, fmpq(0)),
    "cosh": _cosh,
    "exp": lambda x: _rising(x, arb.exp, arb(0)),
    "log": _log,
    "neg": Interval.__neg__,
    "sin": lambda x: _wave(x, arb.sin, fmpq(1, 2)),
    "sinh": lambda x: _rising(x, arb.sinh),
    "sqrt": _sqrt,
    "tan": _tan,
    "tanh": lambda x: _rising(x, arb.tanh, -arb(1), arb(1)),
}
BINARY: dict[str, Callable[[Interval, Interval], Interval]] = {
    "+": Interval.__add__,
    "-": Interval.__sub__,
    "*": Interval.__mul__,
    "/": Interval.__truediv__,
}


def enclosure(
    terms: Terms, f: Term, box: Box, nonnegative: frozenset[Term] = frozenset()
) -> Interval:
    """An interval with all values of f at those points of the box where f is defined.

    Args:
        terms: where f belongs to.
        f: a term.
        box: the two ends of every variable.
        nonnegative: terms that are known to be >= 0 on the box.
    """
    values: dict[Term, Interval] = {}
    for node in terms.order(f):
        value = _value(node, box, values)
        if node in nonnegative and value.lower < 0:
            value = Interval(arb(0), value.upper)
        values[node] = value
    return values[f]


def _value(node: Term, box: Box, values: Mapping[Term, Interval]) -> Interval:
    head, first = node.head, node.parts[0]
    if isinstance(first, int):
        return Interval.exact(first)
    if isinstance(first, str):
        return Interval.side(box[first]) if first in box else Interval(*_pi())
    x = values[first]
    if len(node.parts) == 1:
        return FUNCTIONS[head](x)
    if head == "**":
        return x ** node.number()
    return BINARY[head](x, values[node.arguments()[1]])


def _pi() -> tuple[arb, arb]:
    return down(arb.pi()), up(arb.pi())
