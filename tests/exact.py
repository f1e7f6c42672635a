"""Positive definite matrices by exact arithmetic, independent of `cap`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

import numpy as np
from flint import fmpz_mat

Matrix = Sequence[Sequence[Fraction]]
MINORS_SIZE = 40  # up to this size all leading minors are computed
BITS = 80  # fixed point: one unit is 2^-80
FACTOR_BITS = BITS // 2


def leading_minors(matrix: Matrix) -> list[Fraction]:
    """The leading principal minors, by Bareiss' elimination without fractions; stops after the
    first that is <= 0.
    """
    n = len(matrix)
    scale = lcm(*(value.denominator for row in matrix for value in row))
    a = [[int(value * scale) for value in row] for row in matrix]
    previous = 1
    minors = []
    for k in range(n):
        minors.append(Fraction(a[k][k], scale ** (k + 1)))
        if a[k][k] <= 0:
            break
        for i in range(k + 1, n):
            for j in range(k + 1, n):
                a[i][j] = (a[i][j] * a[k][k] - a[i][k] * a[k][j]) // previous
        previous = a[k][k]
    return minors


def positive_definite(matrix: Matrix) -> bool:
    """Sylvester's criterion, exact up to `MINORS_SIZE`; for larger matrices True is proved and
    False means not proved.
    """
    if len(matrix) <= MINORS_SIZE:
        return leading_minors(matrix)[-1] > 0
    rounded = [[round(value * 2**BITS) for value in row] for row in matrix]
    return positive_definite_fixed(np.array(rounded, dtype=object), slack=len(matrix))


def positive_definite_fixed(units: np.ndarray, slack: int) -> bool:
    """True if every symmetric matrix, each of whose rows differs from `units` (multiples of
    2^-BITS) by at most `slack` units in sum, is proved to be positive definite.

    A float Cholesky factor of A - s, rounded to L, leaves E = A - L L^T; E is computed in integers
    and must be diagonally dominant by more than the slack.
    """
    n = len(units)
    floats = units.astype(float) / 2.0**BITS
    shift = np.linalg.eigvalsh(floats)[0] / 2
    if not shift > 0:
        return False
    factor = np.linalg.cholesky(floats - shift * np.eye(n))
    mantissas = fmpz_mat([[round(x * 2**FACTOR_BITS) for x in row] for row in factor.tolist()])
    product = (mantissas * mantissas.transpose()).tolist()
    for i in range(n):
        row = [int(units[i, j]) - int(product[i][j]) for j in range(n)]
        if not row[i] - sum(abs(e) for j, e in enumerate(row) if j != i) > slack:
            return False
    return True
