"""How many eigenvalues of a symmetric matrix lie on either side of a number, exactly.

Theorem (inertia of a dominant congruence). Let A be symmetric, x_1, ..., x_m vectors, G_ij =
x_i.A x_j, S_ij = x_i.x_j and B = G - t S. If for every i
    |B_ii| > sum over j != i of |G_ij| + |t| |S_ij|,
and h of the B_ii are negative, then A has at least h eigenvalues < t and at least m - h > t.

Proof. While the entries of B off the diagonal shrink to 0 the matrix remains strictly dominant,
hence without eigenvalue 0: B has h negative eigenvalues. So u.B u < 0 for all u != 0 of a space of
dimension h. As u.B u = y.(A - t)y with y = sum u_i x_i, y is not 0: the y form a space of the same
dimension, on which A - t is negative, and Courant and Fischer give h eigenvalues of A - t below 0.
The m - h positive ones likewise. The vectors may be anything: they are a witness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import fmpq, fmpz, fmpz_mat

from cap.kernels.matrix import Row
from cap.kernels.need import need
from cap.verdict import Inconclusive

WORK_LIMIT = 5_000_000_000  # rows^3 * bits of the numbers, at least 64: minutes are refused


def limit_work(n: int, *numbers: fmpz) -> None:
    """Refuse products of n x n matrices that take too long.

    Raises:
        Inconclusive: over the limit.
    """
    bits = max([64, *(int(number.bit_length()) for number in numbers)])
    if n**3 * bits > WORK_LIMIT:
        raise Inconclusive(
            "too large for exact products: rows^3 * bits", rows=n, bits=bits, limit=WORK_LIMIT
        )


def cleared(rows: Sequence[Sequence[fmpq]]) -> tuple[fmpz, list[list[fmpz]]]:
    """(d, integers d A) with the common denominator d > 0 of a matrix A of n rows."""
    d = fmpz(1)
    for row in rows:
        for entry in row:
            d = d.lcm(entry.q)
            limit_work(len(rows), d)
    integers = [[entry.p * (d // entry.q) for entry in row] for row in rows]
    limit_work(len(rows), *(entry for row in integers for entry in row))
    return d, integers


def symmetric(rows: Sequence[Row]) -> tuple[fmpz, list[list[fmpz]]]:
    """The same of a symmetric matrix, given by its lower triangle."""
    n, zero = len(rows), fmpq(0)
    return cleared([[rows[max(i, j)].get(min(i, j), zero) for j in range(n)] for i in range(n)])


@dataclass(frozen=True)
class Congruence:
    """d G_ii, d S_ii, and the sums of d |G_ij| and d |S_ij| over j != i, for each vector x_i."""

    parts: list[tuple[fmpz, fmpz, fmpz, fmpz]]

    @staticmethod
    def of(d: fmpz, a: Sequence[Sequence[fmpz]], vectors: Sequence[Sequence[fmpz]]) -> Congruence:
        """Of the integers d A, n rows, and x_1, ..., x_m, of n integers each."""
        n = len(a)
        for vector in vectors:
            need(len(vector) == n, "a vector must fit the matrix", entries=len(vector), size=n)
            limit_work(n, *vector)
        if not vectors:
            return Congruence([])
        x = fmpz_mat([list(vector) for vector in vectors])
        g = (x * fmpz_mat([list(row) for row in a]) * x.transpose()).tolist()
        s = (x * x.transpose()).tolist()
        return Congruence(
            [
                (g_i[i], d * s_i[i], _others(g_i, i), d * _others(s_i, i))
                for i, (g_i, s_i) in enumerate(zip(g, s, strict=True))
            ]
        )

    def below(self, t: fmpq) -> int:
        """The number h; the others of the m are above t.

        Raises:
            Rejected: if a row of B is not dominated by its diagonal entry.
        """
        found = 0
        for i, (g, s, g_others, s_others) in enumerate(self.parts):
            b_ii = t.q * g - t.p * s
            others = t.q * g_others + abs(t.p) * s_others
            need(abs(b_ii) > others, "the congruence must be diagonally dominant", vector=i, t=t)
            found += bool(b_ii < 0)
        return found


def _others(row: Sequence[fmpz], i: int) -> fmpz:
    return sum((abs(entry) for j, entry in enumerate(row) if j != i), fmpz(0))
