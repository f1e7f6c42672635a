"""Are statements about energy balls true? By the roots of p, found by bisection of their distance
to the vertex: another way than that of the checkers, who evaluate p and compare squares.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from math import isqrt

from tests.files import Tree

NUMBER = r"(-?\d+(?:/\d+)?)"
FINE = 10**120  # the square roots of tests are rational or further than 1/FINE from the rationals


def root(d: Fraction) -> tuple[Fraction, Fraction]:
    """Two neighbours of sqrt(d), equal if it is rational."""
    n = d.numerator * d.denominator
    if isqrt(n) ** 2 == n:
        exact = Fraction(isqrt(n), d.denominator)
        return exact, exact
    low = isqrt(n * FINE**2)
    return Fraction(low, d.denominator * FINE), Fraction(low + 1, d.denominator * FINE)


def words(statement: str) -> str:
    return " ".join(statement.split())


def pattern(text: str) -> str:
    """A text with NUMBER for numbers, as a pattern."""
    return re.escape(text).replace("NUMBER", NUMBER)


def found(text: str, statement: str) -> list[Fraction]:
    """The numbers of all places of this form, which must agree."""
    every = {match.groups() for match in re.finditer(pattern(text), words(statement))}
    (one,) = every
    return [Fraction(number) for number in one]


def ends(
    c1: Fraction, c2: Fraction, c3: Fraction
) -> tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction] | None] | None:
    """Neighbours of the roots of p between which it is <= 0 (None: infinite); None: no roots."""
    if c1 <= 0 or c2 < 0 or c3 < 0:
        return None
    if c2 == 0:
        return (c3 / c1, c3 / c1), None
    vertex, square = c1 / (2 * c2), (c1 / (2 * c2)) ** 2 - c3 / c2
    if square < 0:
        return None
    low, high = root(square)
    return (vertex - high, vertex - low), (vertex + low, vertex + high)


def trapping(statement: str, _: Tree) -> bool:
    """p <= 0 from `inner` to `outer`."""
    c1, c2, c3 = found("(1/2) d/dt E^2 <= -(NUMBER) E^2 + (NUMBER) E^3 + (NUMBER) E", statement)
    if found("d/dt E <= -(NUMBER) E + (NUMBER) E^2 + (NUMBER)).", statement) != [c1, c2, c3]:
        return False
    (limsup,) = found("then limsup E(t) <= NUMBER as t -> infinity.", statement)
    between = ends(c1, c2, c3)
    if between is None:
        return False
    (_, least), most = between
    if " for every r with r >= " in words(statement):
        (inner,) = found("Then for every r with r >= NUMBER: if E(0) <= r, then", statement)
        return inner == limsup >= least and most is None
    inner, outer = found("Then for every r with NUMBER <= r <= NUMBER: if E(0) <= r,", statement)
    (start,) = found("If T is infinite and E(0) < NUMBER, then limsup", statement)
    return (
        inner == limsup and start == outer >= inner >= least and (most is None or outer <= most[0])
    )


def contraction(statement: str, _: Tree) -> bool:
    """r <= radius <= outer < the larger root, rate <= kappa, all numbers in all their places."""
    c1, c2, c3 = found(
        "(1/2) d/dt |U|^2 <= -(NUMBER) |U|^2 + (NUMBER) |U|^3 + (NUMBER) |U|,", statement
    )
    d, rate, above, below, radius = found(
        "kappa = sqrt(NUMBER), kappa >= NUMBER, r = 2 (NUMBER)/(NUMBER + kappa), r <= NUMBER.",
        statement,
    )
    lipschitz = found("<= -(NUMBER) |U - V|^2 + (NUMBER) (|U| + |V|) |U - V|^2.", statement)
    same = (
        lipschitz == [c1, c2]
        and found("|L^-1 F| <= |F|/(NUMBER)", statement) == [c1]
        and found("<= (NUMBER) (|U| + |V|) |U - V|;", statement) == [c2]
        and found("let |e| <= NUMBER.", statement) == [c3]
        and (above, below, d) == (c3, c1, c1 * c1 - 4 * c2 * c3)
    )
    between = ends(c1, c2, c3)
    if not same or between is None or rate <= 0 or d < 0:
        return False
    (_, least), most = between
    if "semiflow on H:" in words(statement):
        inside = most is None and "map H to H," in words(statement) and "U* in H," in statement
    else:
        (outer,) = found("the ball |U| <= NUMBER", statement)
        inside = words(statement).count("the ball |U| <= ") == 3 and outer >= radius
        inside = inside and (most is None or outer < most[0]) and outer > least
    return inside and radius >= least and rate <= root(d)[0]


ORACLES: dict[str, Callable[[str, Tree], bool]] = {
    "energy-ball.contraction": contraction,
    "energy-ball.trapping": trapping,
}
