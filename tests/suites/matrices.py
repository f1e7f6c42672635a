"""Named matrices, each with true claims and false neighbours. Sources in the titles.

A problem is a pair of claims: the first is certified, the second is refused by search and checker.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb
from typing import Any

import cap

Claim = cap.Claim
Matrix = list[list[Any]]
TINY = Fraction(1, 10**30)


def made(n: int, entry: Any) -> Matrix:
    """Entries of i, j = 1, ..., n."""
    return [[entry(i, j) for j in range(1, n + 1)] for i in range(1, n + 1)]


def hilbert(n: int) -> Matrix:
    return made(n, lambda i, j: Fraction(1, i + j - 1))


def wilkinson(n: int) -> Matrix:
    """W^+: |k| on the diagonal, ones beside it."""
    return made(n, lambda i, j: abs(i - (n + 1) // 2) if i == j else int(abs(i - j) == 1))


def pascal(n: int) -> Matrix:
    return made(n, lambda i, j: comb(i + j - 2, i - 1))


def lehmer(n: int) -> Matrix:
    return made(n, lambda i, j: Fraction(min(i, j), max(i, j)))


def moler(n: int) -> Matrix:
    return made(n, lambda i, j: i if i == j else min(i, j) - 2)


def laplacian(n: int) -> Matrix:
    return made(n, lambda i, j: 2 if i == j else -int(abs(i - j) == 1))


def boothroyd(n: int) -> Matrix:
    """Boothroyd's and Dekker's, not symmetric."""
    return made(n, lambda i, j: comb(n + i - 1, i - 1) * comb(n - 1, n - j) * n // (i + j - 1))


def pei(n: int, a: Any) -> Matrix:
    return made(n, lambda i, j: a + 1 if i == j else 1)


def frank(n: int) -> Matrix:
    """Frank's symmetric one: n + 1 - max(i, j)."""
    return made(n, lambda i, j: n + 1 - max(i, j))


def fiedler(n: int) -> Matrix:
    return made(n, lambda i, j: abs(i - j))


def hadamard(n: int) -> Matrix:
    """Sylvester's, of size 2^k."""
    return made(n, lambda i, j: (-1) ** ((i - 1) & (j - 1)).bit_count())


def scaled(m: Matrix, exponent: int) -> Matrix:
    """D M D with D = diag(2^(exponent k))."""
    d = [Fraction(2) ** (exponent * k) for k in range(len(m))]
    return [[d[i] * m[i][j] * d[j] for j in range(len(m))] for i in range(len(m))]


ROSSER = [
    [611, 196, -192, 407, -8, -52, -49, 29],
    [196, 899, 113, -192, -71, -43, -8, -44],
    [-192, 113, 899, 196, 61, 49, 8, 52],
    [407, -192, 196, 611, 8, 44, 59, -23],
    [-8, -71, 61, 8, 411, -599, 208, 208],
    [-52, -43, 49, 44, -599, 411, 208, 208],
    [-49, -8, 8, 59, 208, 208, 99, -911],
    [29, -44, 52, -23, 208, 208, -911, 99],
]


def about(*items: tuple[Any, int], radius: Any = Fraction(1, 1000)) -> list[Any]:
    """Intervals of the radius about exact or rounded eigenvalues."""
    return [
        {"interval": [Fraction(x) - radius, Fraction(x) + radius], "count": k} for x, k in items
    ]


def eigenvalues(matrix: Matrix, *items: tuple[Any, int], radius: Any = Fraction(1, 1000)) -> Claim:
    return cap.Eigenvalues(matrix, 2 * radius, about(*items, radius=radius))


def moved(true: Claim, i: int, count: int) -> Claim:
    """The false neighbour: another count in one of the intervals."""
    found = [dict(item) for item in true.parameters["eigenvalues"]]
    found[i]["count"] = count
    return cap.Eigenvalues(true.parameters["matrix"], true.parameters["width"], found)


SHARP = Fraction(1, 10**30)
# Rump 1991: the determinant is 1, the condition number 6.4 * 10^64.
RUMP = [
    [-5046135670319638, -3871391041510136, -5206336348183639, -6745986988231149],
    [-640032173419322, 8694411469684959, -564323984386760, -2807912511823001],
    [-16935782447203334, -18752427538303772, -8188807358110413, -14820968618548534],
    [-1069537498856711, -14079150289610606, 7074216604373039, 7257960283978710],
]
RUMP_SQUARED = made(4, lambda i, j: sum(row[i - 1] * row[j - 1] for row in RUMP))
ROSSER_TRUE = eigenvalues(
    ROSSER, ("-1020.049018429996", 1), (0, 1), ("0.098048640721", 1), (1000, 2),
    ("1019.901951359278", 1), (1020, 1), ("1020.049018429996", 1), radius=Fraction(1, 10**11),
)  # fmt: skip
PEI_TRUE = eigenvalues(pei(12, 0), (0, 11), (12, 1), radius=SHARP)
HADAMARD_TRUE = eigenvalues(hadamard(16), (-4, 8), (4, 8), radius=SHARP)
# 2 - 2 cos(k pi/6): 2 - sqrt 3, 1, 2, 3, 2 + sqrt 3
LAPLACIAN_TRUE = eigenvalues(
    laplacian(5), ("0.267949192431122706472553658494", 1), (1, 1), (2, 1), (3, 1),
    ("3.732050807568877293527446341506", 1), radius=SHARP,
)  # fmt: skip
# The five largest pairs of W21+, the two of the last pair 7.1 * 10^-14 apart.
WILKINSON_LAST = about(
    ("10.74619418290332183", 1), ("10.74619418290339343", 1), radius=Fraction(1, 10**17)
)
WILKINSON_BELOW = {"interval": ["-2", "10"], "count": 19}


def near(x: str, digits: int) -> tuple[Fraction, Fraction]:
    """The two neighbours with so many decimal places."""
    unit = Fraction(1, 10**digits)
    low = Fraction(x) // unit * unit
    return low, low + unit


def least(matrix: Matrix, value: str) -> tuple[Claim, Claim]:
    """lambda_min > the number below it, and > the one above it."""
    low, high = near(value, len(value) - 3)
    return cap.PositiveDefinite(matrix, low), cap.PositiveDefinite(matrix, high)


PROBLEMS: dict[str, tuple[Claim, Claim]] = {
    "Hilbert 5: least eigenvalue": least(hilbert(5), "0.000003287928772171862957115"),
    "Hilbert 10: least eigenvalue": least(hilbert(10), "0.000000000000109315381937966"),
    "Hilbert 5: all eigenvalues": (
        eigenvalues(
            hilbert(5), ("0.0000032879287721", 1), ("0.00030589804015119", 1),
            ("0.01140749162341980", 1), ("0.208534218611013", 1), ("1.567050691098230", 1),
            radius=Fraction(1, 10**14),
        ),
        eigenvalues(
            hilbert(5), ("0.0000032879287722", 1), ("0.00030589804015119", 1),
            ("0.01140749162341980", 1), ("0.208534218611013", 1), ("1.567050691098231", 1),
            radius=Fraction(1, 10**16),
        ),
    ),
    "Hilbert 20: definite, of condition 10^28": (
        cap.Inertia(hilbert(20), 20), cap.Inertia(hilbert(20), 19, 1),
    ),
    "Hilbert 5, scaled by 2^40 from row to row": (
        cap.PositiveDefinite(scaled(hilbert(5), -40)),
        cap.PositiveDefinite(scaled(hilbert(5), -40), Fraction(1, 2**330)),
    ),
    "Wilkinson W21+: the last pair is two eigenvalues": (
        cap.Eigenvalues(wilkinson(21), 12, [WILKINSON_BELOW, *WILKINSON_LAST]),
        cap.Eigenvalues(wilkinson(21), 12, [
            {"interval": ["-2", "10"], "count": 20}, WILKINSON_LAST[0]]),
    ),
    "Wilkinson W21+: one negative eigenvalue": (
        cap.Inertia(wilkinson(21), 20, 1), cap.Inertia(wilkinson(21), 21),
    ),
    "Rosser 1951: double, nearly double, zero, opposite": (
        ROSSER_TRUE, moved(moved(ROSSER_TRUE, 3, 1), 1, 2),
    ),
    "Rosser 1951: singular": (cap.Inertia(ROSSER, 6, 1, 1), cap.Inertia(ROSSER, 7, 1)),
    "Pascal 10: least eigenvalue": least(pascal(10), "0.0000155132837493001"),
    "Lehmer 8: least eigenvalue": least(lehmer(8), "0.08707296371264480595292433417309"),
    "Moler 12: least eigenvalue": least(moler(12), "0.000000536440587954336776802640853774"),
    "Frank 8, symmetric: eigenvalues > 1/4": (
        cap.PositiveDefinite(frank(8), "1/4"), cap.PositiveDefinite(frank(8), "0.258735930273"),
    ),
    "Pei 12 with alpha = 0: rank one": (PEI_TRUE, moved(moved(PEI_TRUE, 0, 10), 1, 2)),
    "Pei 12 with alpha = 0: inertia": (
        cap.Inertia(pei(12, 0), 1, 0, 11), cap.Inertia(pei(12, 0), 2, 0, 10),
    ),
    "Pei 12 with alpha = 10^-30: nearly singular": (
        cap.PositiveDefinite(pei(12, TINY), TINY * Fraction(999, 1000)),
        cap.PositiveDefinite(pei(12, TINY), TINY),
    ),
    "Hadamard 16: +-4, eight times each": (
        HADAMARD_TRUE, moved(moved(HADAMARD_TRUE, 0, 7), 1, 9),
    ),
    "second differences 5: 2 - 2 cos(k pi/6)": (LAPLACIAN_TRUE, moved(LAPLACIAN_TRUE, 1, 2)),
    "second differences 20: least eigenvalue": least(laplacian(20), "0.0223383"),
    "Fiedler 8: one positive eigenvalue": (
        cap.Inertia(fiedler(8), 1, 7), cap.Inertia(fiedler(8), 2, 6),
    ),
    "Rump 1991: A^T A is definite, of condition 10^129": (
        cap.PositiveDefinite(RUMP_SQUARED), cap.PositiveDefinite(RUMP_SQUARED, 1),
    ),
    "Rump 1991: inertia of A^T A": (cap.Inertia(RUMP_SQUARED, 4), cap.Inertia(RUMP_SQUARED, 3, 1)),
    "Rump 1991: A x = (1, 1, 1, 1), of condition 10^64": (
        cap.LinearSolution(RUMP, [1] * 4, 0),
        cap.LinearSolution(RUMP, [1] * 4, 10**40, [0] * 4),
    ),
    "Boothroyd and Dekker 7: A x = (1, ..., 1)": (
        cap.LinearSolution(boothroyd(7), [1] * 7, 0, [1, -1, 1, -1, 1, -1, 1]),
        cap.LinearSolution(boothroyd(7), [1] * 7, "0.999", [0] * 7),
    ),
    "Hilbert 15: A x = (1, ..., 1), of condition 10^20": (
        cap.LinearSolution(hilbert(15), [1] * 15, "1/1000"),
        cap.LinearSolution(hilbert(15), [1] * 15, 10**9, [0] * 15),
    ),
    "Lotkin 10, Hilbert's with a first row of ones: A x = (1, 0, ..., 0)": (
        cap.LinearSolution([[1] * 10, *hilbert(10)[1:]], [1, *[0] * 9], TINY),
        cap.LinearSolution([[1] * 10, *hilbert(10)[1:]], [1, *[0] * 9], 1, [0] * 10),
    ),
    "Hilbert 18: definite, too large for elimination alone": (
        cap.PositiveDefinite(hilbert(18)), cap.PositiveDefinite(hilbert(18), Fraction(1, 10**23)),
    ),
}  # fmt: skip
