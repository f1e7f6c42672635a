"""Two infinite tables for the tests of the kernels, each with an entry function of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from cap.kernels.form import Far, Table
from cap.models import houli as model

from tests import houli
from tests.houli import Mode


@dataclass(frozen=True)
class Case:
    """A table and the entries that it should have."""

    table: Table
    entry: Callable[[Mode, Mode], Fraction]

    def modes(self, first: int, last: int) -> list[Mode]:
        return [(p, k) for k in range(first, last + 1) for p in self.table.families]


# Three families, offsets of both signs, a gap (p_j, q_{j+1}) between near and far entries, far
# entries at offset 0, and two fixed entries.
MIXED = Table(
    families=("p", "q", "r"),
    near={
        ("p", "p"): {0: "3", 1: "1/(k+1)"},
        ("p", "q"): {-1: "1/k**2", 0: "-1/(k+2)"},
        ("q", "q"): {0: "2", 2: "-1/k"},
        ("q", "r"): {1: "1/(k*k)"},
        ("r", "r"): {0: "1+1/k"},
    },
    far={
        ("p", "q"): Far(2, "1/(k*(k+1))", "1/k", "1/(3*(k-1)*k*(k+1))"),
        ("p", "r"): Far(0, "-1/(k+1)**2", "1/k", "1/(3*(k-1)**3)"),
    },
    fixed={(("p", 2), ("p", 2)): "5", (("p", 1), ("q", 1)): "1/2"},
)


def mixed_entry(x: Mode, y: Mode) -> Fraction:
    (p, j), (q, k) = sorted((x, y))
    d = k - j
    special = {("p2", "p2"): Fraction(5), ("p1", "q1"): Fraction(1, 2)}
    if (f"{p}{j}", f"{q}{k}") in special:
        return special[f"{p}{j}", f"{q}{k}"]
    match p + q:
        case "pp":
            return {0: Fraction(3), 1: Fraction(1, k + 1)}.get(d, Fraction(0))
        case "pq":
            near = {-1: Fraction(1, k * k), 0: -Fraction(1, k + 2)}
            return near.get(d, Fraction(1, k * (k + 1)) if d >= 2 else Fraction(0))
        case "pr":
            return -Fraction(1, (k + 1) ** 2) if d >= 0 else Fraction(0)
        case "qq":
            return {0: Fraction(2), 2: -Fraction(1, k)}.get(d, Fraction(0))
        case "qr":
            return Fraction(1, k * k) if d == 1 else Fraction(0)
        case _:
            return 1 + Fraction(1, k) if d == 0 else Fraction(0)


CASES = {"houli": Case(model.TABLE, houli.entry), "mixed": Case(MIXED, mixed_entry)}
