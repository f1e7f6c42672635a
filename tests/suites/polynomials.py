"""Named problems about polynomials, each true, with a false neighbour. Sources in the titles.

A problem is a pair of claims: the first is certified, the second is refused by search and checker.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import cap
from flint import fmpz_poly

Claim = cap.Claim
TINY = Fraction(1, 10**40)


def from_roots(*roots: Any) -> list[Fraction]:
    p = [Fraction(1)]
    for r in roots:
        p = [a - r * b for a, b in zip([Fraction(0), *p], [*p, Fraction(0)], strict=True)]
    return p


def times(p: list[Any], q: list[Any]) -> list[Any]:
    found = [Fraction(0)] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            found[i + j] += a * b
    return found


def shifted_by(p: list[Any], c: Any) -> list[Any]:
    return [p[0] + c, *p[1:]]


def integers(p: fmpz_poly) -> list[int]:
    return [int(c) for c in p.coeffs()]


def legendre(n: int) -> list[Fraction]:
    """(k + 1) P_{k+1} = (2 k + 1) x P_k - k P_{k-1}."""
    before, p = [Fraction(1)], [Fraction(0), Fraction(1)]
    for k in range(1, n):
        up = [Fraction(0), *(Fraction(2 * k + 1, k + 1) * c for c in p)]
        low = [Fraction(k, k + 1) * c for c in before] + [Fraction(0)] * 2
        before, p = p, [a - b for a, b in zip(up, low, strict=True)]
    return p


WILKINSON = from_roots(*range(1, 21))
PERTURBED = [*WILKINSON[:19], WILKINSON[19] - Fraction(1, 2**23), WILKINSON[20]]
CHEBYSHEV = integers(fmpz_poly.chebyshev_t(50))
MIGNOTTE = [-2, 4 * 10**3, -2 * 10**6, *[0] * 17, 1]  # x^20 - 2 (1000 x - 1)^2
CYCLOTOMIC = integers(fmpz_poly.cyclotomic(105))
MOTZKIN_LINE = [Fraction(1), 0, Fraction(-3), 0, Fraction(1), 0, Fraction(1)]  # at y = 1: (x^2-1)^2
HERMITE = [120 * -1, 0, 720, 0, -480, 0, 64]  # H_6
GOLDEN_DOUBLE = [(Fraction(3, 2), Fraction(1, 2)), (-1, -1), 1]  # (x - (1 + sqrt 5)/2)^2
SURD_QUARTIC = [4, (0, -8), 12, (0, -4), 1]  # (x^2 - 2 sqrt(2) x + 2)^2 = (x - sqrt 2)^4
HURWITZ = [1, 5, 10, 10, 5, 1]  # (x + 1)^5

PROBLEMS: dict[str, tuple[Claim, Claim]] = {
    "Wilkinson 1959: 20 real roots": (
        cap.PolynomialRealRoots(WILKINSON, 20), cap.PolynomialRealRoots(WILKINSON, 19),
    ),
    "Wilkinson 1959: 10 real roots after a change by 2^-23": (
        cap.PolynomialRealRoots(PERTURBED, 10), cap.PolynomialRealRoots(PERTURBED, 20),
    ),
    "Wilkinson 1959: half of the roots are right of 21/2": (
        cap.PolynomialHalfPlane(WILKINSON, 10, "21/2"), cap.PolynomialHalfPlane(WILKINSON, 10, 10),
    ),
    "Chebyshev: T_50 has 50 roots in [-1, 1]": (
        cap.PolynomialRealRoots(CHEBYSHEV, 50, (-1, 1)),
        cap.PolynomialRealRoots(CHEBYSHEV, 50, (-1, "999/1000")),
    ),
    "Chebyshev: 1 - T_50 >= 0 on [-1, 1]": (
        cap.PolynomialSign(shifted_by([-c for c in CHEBYSHEV], 1), ">= 0", (-1, 1)),
        cap.PolynomialSign(shifted_by([-c for c in CHEBYSHEV], 1 - TINY), ">= 0", (-1, 1)),
    ),
    "Legendre: P_30 has 30 roots in [-1, 1]": (
        cap.PolynomialRealRoots(legendre(30), 30, (-1, 1)),
        cap.PolynomialRealRoots(legendre(30), 30, (-1, 0)),
    ),
    "Legendre: |P_20| <= 1 on [-1, 1], attained at the ends": (
        cap.PolynomialSign(shifted_by([-c for c in legendre(20)], 1), ">= 0", (-1, 1)),
        cap.PolynomialSign(shifted_by([-c for c in legendre(20)], 1), "> 0", (-1, 1)),
    ),
    "Mignotte 1982: two roots within 2 * 10^-33 of 1/1000": (
        cap.PolynomialRealRoots(MIGNOTTE, 2, (Fraction(1, 1000) - Fraction(1, 10**33),
        Fraction(1, 1000) + Fraction(1, 10**33))),
        cap.PolynomialSign([-c for c in MIGNOTTE], ">= 0", ("0", "1/100")),
    ),
    "cyclotomic: Phi_105 has no real root": (
        cap.PolynomialSign(CYCLOTOMIC, "> 0"), cap.PolynomialSignRefuted(CYCLOTOMIC, "> 0"),
    ),
    "x^4: a root of multiplicity 4": (
        cap.PolynomialRealRoots([0, 0, 0, 0, 1], 1, intervals=[
            {"domain": (-1, 1), "multiplicity": 4}]),
        cap.PolynomialRealRoots([0, 0, 0, 0, 1], 1, intervals=[
            {"domain": (-1, 1), "multiplicity": 2}]),
    ),
    "x^4 + tiny: four complex roots near 0": (
        cap.PolynomialSign([TINY, 0, 0, 0, 1], "> 0"),
        cap.PolynomialSign([-TINY, 0, 0, 0, 1], ">= 0"),
    ),
    "Motzkin 1967 on the line y = 1: >= 0 with double roots": (
        cap.PolynomialSign([1, 0, -2, 0, 1], ">= 0"),
        cap.PolynomialSign(MOTZKIN_LINE, "> 0"),
    ),
    "a quartic with irrational double roots: (x^2 - 2)^2": (
        cap.PolynomialSign([4, 0, -4, 0, 1], ">= 0"),
        cap.PolynomialSign([4 - TINY, 0, -4, 0, 1], ">= 0"),
    ),
    "Q(sqrt 5): (x - golden ratio)^2": (
        cap.PolynomialSign(GOLDEN_DOUBLE, ">= 0", sqrt=5),
        cap.PolynomialSign(GOLDEN_DOUBLE, "> 0", sqrt=5),
    ),
    "Q(sqrt 2): (x - sqrt 2)^4 has one root of multiplicity 4": (
        cap.PolynomialRealRoots(SURD_QUARTIC, 1, sqrt=2, intervals=[
            {"domain": ("7/5", "3/2"), "multiplicity": 4}]),
        cap.PolynomialRealRoots(SURD_QUARTIC, 2, sqrt=2),
    ),
    "Hermite: H_6 has 6 real roots": (
        cap.PolynomialRealRoots(HERMITE, 6), cap.PolynomialRealRoots(HERMITE, 6, (0, "inf")),
    ),
    "Hurwitz 1895: (x + 1)^5 is stable, with abscissa exactly -1": (
        cap.PolynomialHalfPlane(HURWITZ, 0, -1 + TINY), cap.PolynomialHalfPlane(HURWITZ, 0, -1),
    ),
    "Routh 1877, a zero row: (x^2 - 1)(x + 2)": (
        cap.PolynomialHalfPlane(times([-1, 0, 1], [2, 1]), 1),
        cap.PolynomialHalfPlane(times([1, 0, 1], [2, 1]), 0),
    ),
}  # fmt: skip
