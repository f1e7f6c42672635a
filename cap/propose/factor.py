"""Search for a quantised Cholesky factor. Nothing here is trusted: the factor is a witness."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flint
from flint import arb, fmpq, fmpz

from cap.kernels.matrix import Factor, Row, dominance_margin, power_of_two

SEARCH_BITS = 320
MOST_BITS = 240

Progress = Callable[[str], None]


def skyline_cholesky(
    rows: Sequence[Row], shift: fmpq, bits: int = SEARCH_BITS
) -> list[list[arb]] | None:
    """The rows, from the first nonzero column to the diagonal, of the Cholesky factor of A -
    shift I, or None.
    """
    before, flint.ctx.prec = flint.ctx.prec, bits
    try:
        factor: list[list[arb]] = []
        firsts: list[int] = []
        for i, row in enumerate(rows):
            first = min(row, default=i)
            firsts.append(first)
            line: list[arb] = []
            for j in range(first, i + 1):
                start = max(first, firsts[j])
                other = line if j == i else factor[j]
                inner = sum(
                    (
                        a * b
                        for a, b in zip(
                            line[start - first : j - first],
                            other[start - firsts[j] : j - firsts[j]],
                            strict=True,
                        )
                    ),
                    arb(0),
                )
                rest = arb(row.get(j, fmpq(0)) - (shift if j == i else 0)) - inner
                if j < i:
                    line.append(arb((rest / factor[j][-1]).mid()))
                elif rest > 0:
                    line.append(arb(rest.sqrt().mid()))
                else:
                    return None
            factor.append(line)
        return factor
    finally:
        flint.ctx.prec = before


def quantised(factor: list[list[arb]], bits: int) -> Factor:
    """Round every entry to the nearest multiple of 2^-bits."""
    before, flint.ctx.prec = flint.ctx.prec, SEARCH_BITS
    try:
        scale = arb(2) ** bits
        rows = [[(x * scale + arb(0.5)).mid().floor().unique_fmpz() for x in row] for row in factor]
    finally:
        flint.ctx.prec = before
    return Factor(-bits, [[x if x is not None else fmpz(0) for x in row] for row in rows])


def find_factor(
    rows: Sequence[Row], scaling: Sequence[int], progress: Progress
) -> tuple[Factor | None, fmpq]:
    """A factor with as few bits as the search needs, and its margin; (None, a negative margin) if
    there is none.

    `rows` is the matrix before the scaling by powers of two.
    """
    scaled = [
        {j: entry * power_of_two(scaling[i] + scaling[j]) for j, entry in row.items()}
        for i, row in enumerate(rows)
    ]
    if skyline_cholesky(scaled, fmpq(0)) is None:
        return None, fmpq(-1)
    # A lower bound of the smallest eigenvalue, to within a factor 8/7: the first shift for which
    # Cholesky works.
    shift = next(
        (
            mantissa * power_of_two(-3 - power)
            for power in range(-4, MOST_BITS)
            for mantissa in (7, 6, 5, 4)
            if skyline_cholesky(
                scaled, mantissa * power_of_two(-3 - power), 64 if power < 40 else SEARCH_BITS
            )
            is not None
        ),
        None,
    )
    if shift is None:
        return None, fmpq(0)
    for part in (fmpq(7, 8), fmpq(1, 2)):
        factor = skyline_cholesky(scaled, shift * part)
        if factor is None:
            continue
        start = max(4, -_exponent(shift))
        for bits in range(start, start + 40):
            candidate = quantised(factor, bits)
            margin = dominance_margin(rows, candidate, scaling)
            progress(f"factor with {bits} bits: margin {float(margin.p) / float(margin.q):.2e}")
            if margin > 0:
                return candidate, margin
    return None, fmpq(0)


def unit_diagonal_scaling(rows: Sequence[Row]) -> list[int]:
    """Powers of two that bring every diagonal entry into [1/2, 2)."""
    return [-(_exponent(row[i]) // 2) if row.get(i, 0) > 0 else 0 for i, row in enumerate(rows)]


def _exponent(number: fmpq) -> int:
    """About log2."""
    return int(number.p.bit_length()) - int(number.q.bit_length())
