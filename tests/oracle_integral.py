"""Are statements about integrals true? By mpmath's quadrature, with many digits and many pieces.

What is not defined, by mpmath, at one of many points of the domain is not confirmed. Close to a
bound (within CLOSE) a statement counts as true: the tests have exact values as bounds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import cache

import mpmath
from cap.kernels.expression import evaluate, parse

from tests.files import Tree

CLOSE = mpmath.mpf(10) ** -25
FUNCTIONS = (
    "abs", "atan", "cos", "cosh", "exp", "log", "sin", "sinh", "sqrt", "tan", "tanh",
)  # fmt: skip
NUMBER = r"-?\d+(?:/\d+)?"
STATEMENT = re.compile(
    rf"For all real x(?: with (?:x >= ({NUMBER}))?(?: and )?(?:x <= ({NUMBER}))?)? the function\n"
    rf"  f\(x\) = (.*)\nis defined and continuous, \|f\| has a finite integral over these x, and\n"
    rf"  ({NUMBER}) <= integral of f\(x\) dx <= ({NUMBER})\."
)


def number(text: str) -> mpmath.mpf:
    value = Fraction(text)
    return mpmath.mpf(value.numerator) / value.denominator


def function(text: str) -> Callable[[mpmath.mpf], mpmath.mpf]:
    """The formula; a value that is not real, or not finite, is an error."""
    tree = parse(text)

    def f(x: mpmath.mpf) -> mpmath.mpf:
        def value(part: Tree) -> mpmath.mpf:
            names = {"x": x, "pi": mpmath.pi()}
            calls = {
                name: lambda inner, name=name: real(getattr(mpmath, name, abs)(value(inner)))
                for name in FUNCTIONS
            }
            calls["abs"] = lambda inner: abs(value(inner))
            return evaluate(part, names, mpmath.mpf, calls)

        return real(value(tree))

    return f


def real(x: mpmath.mpf) -> mpmath.mpf:
    if not isinstance(x, mpmath.mpf) or not mpmath.isfinite(x):
        raise ValueError("not defined")
    return x


def pieces(a: mpmath.mpf, b: mpmath.mpf) -> list[mpmath.mpf]:
    """Points of [a, b], more of them near 0 and the ends."""
    near = [mpmath.mpf(2) ** k for k in range(-20, 12)]
    low, high = max(a, mpmath.mpf(-4000)), min(b, mpmath.mpf(4000))
    inside = [low + (high - low) * k / 16 for k in range(17)]
    inside += [0, *near, *(-x for x in near)]
    return sorted({a, b, *(x for x in map(mpmath.mpf, inside) if a < x < b)})


@cache
def integral(text: str, a: str | None, b: str | None) -> mpmath.mpf | None:
    """The value, or None."""
    with mpmath.workdps(40):
        f = function(text)
        ends = (number(a) if a else -mpmath.inf, number(b) if b else mpmath.inf)
        points = pieces(*ends)
        try:
            for x in points:
                if mpmath.isfinite(x):
                    f(x)
            for x in (a, b):
                if x is not None:
                    f(number(x))
            for k in (1000, 10**6):  # 1/x is too large there
                for s, end in ((-1, a), (1, b)):
                    if end is None and abs(f(mpmath.mpf(s * k)) * k) > 1 / mpmath.sqrt(k):
                        return None
            value, error = mpmath.quad(f, points, error=True)
        except (ValueError, ZeroDivisionError, TypeError, OverflowError):
            return None
        return value if error < CLOSE else None


def enclosure(statement: str, _: Tree) -> bool:
    """The value is between the bounds."""
    match = STATEMENT.fullmatch(statement)
    assert match is not None, statement
    a, b, text, lower, upper = match.groups()
    value = integral(text, a, b)
    if value is None or Fraction(lower) > Fraction(upper):
        return False
    with mpmath.workdps(40):
        return bool(number(lower) <= value + CLOSE and value - CLOSE <= number(upper))


ORACLES = {"integral.enclosure": enclosure}
