"""Positive definite rational matrices, two ways, both exact.

A symmetric matrix is given by its lower triangle: `rows[i]` is a dict {j: entry}, j <= i; what is
absent is zero.

Theorem (quantised Cholesky factor). Let L be lower triangular, D = diag(2^{e_i}) and E = D A D -
4^x L L^T. If for every i
    E_ii > sum over j != i of |E_ij|,
then A is positive definite: E is by Gershgorin, hence D A D = 4^x L L^T + E is, hence A. L may be
anything: it is a witness.

Theorem (LDL^T). Gaussian elimination without pivoting of a symmetric A meets only positive pivots
iff A is positive definite.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flint import fmpq, fmpz, fmpz_mat

from cap.kernels.need import need

Row = dict[int, fmpq]
LDL_LIMIT = 100  # exact pivots grow with the size: larger matrices take a quantised factor


@dataclass(frozen=True)
class Factor:
    """L = 2^exponent times integers, by rows that end at the diagonal: `mantissas[i]` are columns
    i - len + 1, ..., i.
    """

    exponent: int
    mantissas: list[list[fmpz]]


def dominance_margin(rows: Sequence[Row], factor: Factor, scaling: Sequence[int]) -> fmpq:
    """The smallest of E_ii - sum_{j != i} |E_ij| over all rows i; positive definiteness is proved
    when it is positive.

    Args:
        rows: lower triangle of A, n rows.
        factor: n rows of L.
        scaling: the n integers e_i of D.
    """
    n = len(rows)
    need(
        len(factor.mantissas) == n,
        "the factor must have as many rows as the matrix",
        rows=len(factor.mantissas),
        size=n,
    )
    need(
        len(scaling) == n,
        "the scaling must have as many entries as the matrix",
        entries=len(scaling),
        size=n,
    )
    for i, row in enumerate(factor.mantissas):
        need(
            1 <= len(row) <= i + 1,
            "row i of a lower triangular factor has 1 to i + 1 entries",
            row=i,
            entries=len(row),
        )
    unit = power_of_two(2 * factor.exponent)
    margin = [fmpq(0)] * n
    for i, products in enumerate(_gram(factor.mantissas)):
        first = i + 1 - len(products)
        columns = {j for j in rows[i] if j < first} | set(range(first, i + 1))
        for j in columns:
            e_ij = -unit * products[j - first] if j >= first else fmpq(0)
            if j in rows[i]:
                e_ij += power_of_two(scaling[i] + scaling[j]) * rows[i][j]
            if j == i:
                margin[i] += e_ij
            else:
                margin[i], margin[j] = margin[i] - abs(e_ij), margin[j] - abs(e_ij)
    return min(margin)


def _gram(mantissas: list[list[fmpz]]) -> Iterator[list[fmpz]]:
    """The rows of L L^T / 4^exponent, row i from the first column of row i of L to the diagonal.

    Left of it L L^T vanishes. A dense L is multiplied by FLINT as a matrix, a band row by row.
    """
    n = len(mantissas)
    if 4 * sum(map(len, mantissas)) > n * n:
        padded = [
            [fmpz(0)] * (i + 1 - len(row)) + row + [fmpz(0)] * (n - i - 1)
            for i, row in enumerate(mantissas)
        ]
        factor = fmpz_mat(padded)
        for i, products in enumerate((factor * factor.transpose()).tolist()):
            yield products[i + 1 - len(mantissas[i]) : i + 1]
        return
    for i, row in enumerate(mantissas):
        first = i + 1 - len(row)
        yield [
            _product(row, first, mantissas[j], j + 1 - len(mantissas[j]))
            for j in range(first, i + 1)
        ]


def _product(row: list[fmpz], first: int, other: list[fmpz], other_first: int) -> fmpz:
    """The inner product of two rows of L that begin at the columns `first` and `other_first`."""
    start = max(first, other_first)
    end = other_first + len(other)
    pairs = zip(row[start - first : end - first], other[start - other_first :], strict=True)
    return sum((a * b for a, b in pairs), fmpz(0))


def pivots(rows: Sequence[Row]) -> list[fmpq]:
    """The pivots of exact LDL^T without pivoting; stops after the first that is not positive.

    Raises:
        Rejected: if there are more than `LDL_LIMIT` rows.
    """
    n = len(rows)
    need(n <= LDL_LIMIT, "exact elimination is for small matrices", size=n, limit=LDL_LIMIT)
    a = [[rows[max(i, j)].get(min(i, j), fmpq(0)) for j in range(n)] for i in range(n)]
    found: list[fmpq] = []
    for k in range(n):
        pivot = a[k][k]
        found.append(pivot)
        if not pivot > 0:
            break
        for i in range(k + 1, n):
            multiplier = a[i][k] / pivot
            for j in range(k + 1, i + 1):
                a[i][j] = a[i][j] - multiplier * a[j][k]
    return found


def power_of_two(exponent: int) -> fmpq:
    """2^exponent as a rational."""
    return fmpq(fmpz(1) << exponent) if exponent >= 0 else fmpq(1, fmpz(1) << -exponent)


def quadratic_value(rows: Sequence[Row], vector: Sequence[fmpz]) -> fmpq:
    """v^T A v, exactly."""
    total = fmpq(0)
    for i, row in enumerate(rows):
        inner = fmpq(0)
        for j, entry in row.items():
            inner = inner + entry * (vector[j] if j == i else 2 * vector[j])
        total = total + inner * vector[i]
    return total
