"""The witness of positive definiteness: a quantised Cholesky factor, in the file or in a
companion.
"""

from __future__ import annotations

from collections.abc import Mapping
from struct import iter_unpack

from flint import fmpz

from cap.certificate import Reader, read_integers
from cap.kernels.matrix import Factor
from cap.kernels.need import need

EXPONENT_LIMIT = 4096


def read_factor(reader: Reader, size: int, companions: Mapping[str, bytes]) -> Factor:
    """{"exponent": e, "mantissas": [[...], ...]}, or {"exponent": e, "companion": name}.

    The companion holds the full lower triangle row by row, 1 + 2 + ... + size signed little-endian
    integers of 8 bytes.
    """
    exponent = reader.integer("exponent", -EXPONENT_LIMIT, EXPONENT_LIMIT)
    if "companion" not in reader.tree:
        reader.only("exponent", "mantissas")
        need(
            len(reader.sequence("mantissas")) == size,
            "the factor must have one row for each row of the matrix",
            size=size,
        )
        return Factor(exponent, reader.rows("mantissas", read_integers))
    reader.only("exponent", "companion")
    data = companions[reader.choice("companion", *companions)]
    need(
        len(data) == 4 * size * (size + 1),
        "the companion must hold a full lower triangle",
        bytes=len(data),
        size=size,
    )
    numbers = (fmpz(number) for (number,) in iter_unpack("<q", data))
    return Factor(exponent, [[next(numbers) for _ in range(i + 1)] for i in range(size)])
