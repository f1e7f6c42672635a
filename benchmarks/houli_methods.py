"""One way to bound the smallest eigenvalue of F^(n/2) per process; called by houli_F200.py.

    python -m benchmarks.houli_methods METHOD N [BITS | FILE]

The last line of output is {"proved": lambda_min > 17/5000 was shown (or, for eigvalsh, found),
"alone": seconds of the method without start, import and construction of the matrix, ...}.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from math import inf, nextafter
from typing import Any

import flint
from flint import acb, acb_mat, arb, fmpq

from cap.kernels.block import Block
from cap.kernels.matrix import Row
from cap.models.houli import TABLE

DAMPING = fmpq(4, 25)
BOUND = fmpq(17, 5000)


def rows(n: int, shift: fmpq) -> list[Row]:
    """The lower triangle of F^(n/2) - shift I, exactly."""
    return Block(TABLE, n // 2, sums=False).add_form(DAMPING + shift).rows


def triangle(n: int, convert: Callable[[fmpq], Any]) -> list[list[Any]]:
    """The lower triangle of F^(n/2) - BOUND I, dense, in another number type."""
    zero = fmpq(0)
    return [
        [convert(row.get(j, zero)) for j in range(i + 1)] for i, row in enumerate(rows(n, BOUND))
    ]


def cholesky(a: list[list[Any]], sqrt: Callable[[Any], Any]) -> bool:
    """Whether every pivot is certainly positive: Cholesky as one writes it down."""
    factor: list[list[Any]] = []
    for i, line in enumerate(a):
        row: list[Any] = []
        for j in range(i + 1):
            rest = line[j]
            for x, y in zip(row, row if j == i else factor[j], strict=False):
                rest = rest - x * y
            if j < i:
                row.append(rest / factor[j][j])
            elif not rest > 0:
                return False
            else:
                row.append(sqrt(rest))
        factor.append(row)
    return True


def arb_cholesky(n: int) -> dict[str, Any]:
    a = triangle(n, arb)
    return timed(lambda: cholesky(a, arb.sqrt))


def iv_cholesky(n: int) -> dict[str, Any]:
    from mpmath import iv

    a = triangle(n, lambda x: iv.mpf(int(x.p)) / int(x.q))
    return timed(lambda: cholesky(a, iv.sqrt))


def eig(n: int, bits: str) -> dict[str, Any]:
    """All eigenvalues, isolated, with error bounds."""
    flint.ctx.prec = int(bits)
    a = acb_mat(n, n)
    for i, row in enumerate(rows(n, fmpq(0))):
        for j, entry in row.items():
            a[i, j] = a[j, i] = acb(entry)

    def bounded() -> bool:
        try:
            return all(value.real > BOUND for value in a.eig())
        except ValueError:  # not isolated at this precision
            return False

    return timed(bounded)


def rump(n: int) -> dict[str, Any]:
    """Floating-point Cholesky with a bound of its rounding errors (Rump, BIT 46 (2006), 433-452).

    If the floating-point Cholesky of a symmetric B ends, then lambda_min(B) >= -g trace(B)/(1 - g),
    g = (n + 1) u/(1 - (n + 1) u), u = 2^-53, in any order of summation, without underflow. Here B
    is the rounding of F - (BOUND + slack) I, entry by entry, and the slack pays for both errors,
    with g eight times larger for implementations that multiply with the reciprocal of a pivot.
    """
    import numpy as np

    slack = Fraction(1, 2**30)
    b = np.zeros((n, n))
    for i, row in enumerate(rows(n, BOUND + fmpq(1, 2**30))):
        for j, entry in row.items():
            b[i, j] = b[j, i] = int(entry.p) / int(entry.q)  # int / int rounds to nearest

    def positive() -> bool:
        g = Fraction(8 * (n + 1), 2**53)
        trace = sum(map(Fraction, b.diagonal().tolist()))
        row_sum = Fraction(float(np.abs(b).sum(axis=1).max())) * 2  # generous to its own rounding
        if not slack > 2 * g * trace + Fraction(1, 2**53) * row_sum * 2:
            return False
        try:
            np.linalg.cholesky(b)
        except np.linalg.LinAlgError:
            return False
        return True

    return timed(positive)


def eigvalsh(n: int) -> dict[str, Any]:
    import numpy as np

    a = np.zeros((n, n))
    for i, row in enumerate(rows(n, fmpq(0))):
        for j, entry in row.items():
            a[i, j] = a[j, i] = int(entry.p) / int(entry.q)
    return timed(lambda: bool(np.linalg.eigvalsh(a)[0] > float(BOUND.p) / float(BOUND.q)))


def export(n: int, path: str) -> dict[str, Any]:
    """Write F^(n/2) - BOUND I as doubles for interval_chol.m: all lower ends, all upper ends."""
    import numpy as np

    ends = np.zeros((2, n, n))
    for i, row in enumerate(rows(n, BOUND)):
        for j, entry in row.items():
            exact = Fraction(int(entry.p), int(entry.q))
            near = float(exact)
            low = near if Fraction(near) <= exact else nextafter(near, -inf)
            high = near if Fraction(near) >= exact else nextafter(near, inf)
            ends[:, i, j] = ends[:, j, i] = low, high
    ends.tofile(path)
    return {"proved": False}


def versions(_n: int) -> dict[str, Any]:
    return {"FLINT": flint.__FLINT_VERSION__}


def timed(step: Callable[[], bool]) -> dict[str, Any]:
    start = time.perf_counter()
    proved = step()
    return {"proved": proved, "alone": time.perf_counter() - start}


METHODS: dict[str, Callable[..., dict[str, Any]]] = {
    "arb": arb_cholesky,
    "iv": iv_cholesky,
    "eig": eig,
    "rump": rump,
    "eigvalsh": eigvalsh,
    "export": export,
    "versions": versions,
}

if __name__ == "__main__":
    print(json.dumps(METHODS[sys.argv[1]](int(sys.argv[2]), *sys.argv[3:])))
