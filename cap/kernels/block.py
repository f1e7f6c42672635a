"""Finite blocks of an infinite table, in one of two coordinates, as sparse lower triangles.

modes: the vector of all (p, k), k <= N, ordered by k and then by family.
sums:  for the far family p the coordinate x_(p,k) is replaced by x_(p,1) + ... + x_(p,k). Far
    entries, which depend on the
       larger index alone, then occupy one place each, and the block becomes a band matrix.
       Definiteness is the same in both.
"""

from __future__ import annotations

from itertools import accumulate

from flint import fmpq, fmpz

from cap.kernels.form import Table, value
from cap.kernels.matrix import Row

Functional = dict[int, fmpq]  # coordinate -> coefficient


class Block:
    """The modes k <= size of a table, and linear functionals of them in the chosen coordinates."""

    def __init__(self, table: Table, size: int, sums: bool) -> None:
        self.table = table
        self.size = size
        self.summed = table.far_family if sums else None
        self.rows: list[Row] = [{} for _ in range(size * len(table.families))]

    def coordinate(self, family: str, k: int) -> int:
        """The place of a mode, or of the sum that ends with it."""
        return (k - 1) * len(self.table.families) + self.table.families.index(family)

    def mode(self, family: str, k: int) -> Functional:
        """The functional x -> x_(family, k)."""
        functional = {self.coordinate(family, k): fmpq(1)}
        if family == self.summed and k > 1:
            functional[self.coordinate(family, k - 1)] = fmpq(-1)
        return functional

    def prefix(self, family: str, k: int) -> Functional:
        """The functional x -> x_(family, 1) + ... + x_(family, k)."""
        if family == self.summed:
            return {self.coordinate(family, k): fmpq(1)}
        return {self.coordinate(family, i): fmpq(1) for i in range(1, k + 1)}

    def partners(self, family: str, k: int) -> Functional:
        """The functional x -> sum over the modes Y <= size, Y before X = (family, k), of <X, Y>
        x_Y.
        """
        functional: Functional = {}
        for other, d in self.table.neighbours((family, k)):
            i = k + d
            earlier = i < k or (
                i == k and self.table.families.index(other) < self.table.families.index(family)
            )
            if 1 <= i <= self.size and earlier:
                add(functional, self.table.entry((family, k), (other, i)), self.mode(other, i))
        for (p, q), far in self.table.far.items():
            last = min(self.size, k - far.offset)
            if q == family and last >= 1:
                add(functional, value(far.formula, fmpq(k)), self.prefix(p, last))
        return functional

    def add_form(self, shift: fmpq) -> Block:
        """Add F_N - shift |x|^2."""
        for k in range(1, self.size + 1):
            for family in self.table.families:
                mode = self.mode(family, k)
                self.add_product(self.table.entry((family, k), (family, k)) - shift, mode, mode)
                self.add_product(fmpq(2), mode, self.partners(family, k))
        return self

    def subtract_coupling(self, tail: fmpq) -> Block:
        """Subtract C/tail, where C >= B B^T and B holds the entries between the block and all modes
        k > size.

        The columns of B up to size + width are taken as they are. In all later columns there are
        only far entries: column (q, k) is formula(k) times the vector `ones` of the far family, and
        the sum of formula(k)^2 is at most `squares`.
        """
        near_end = self.size + self.table.width()
        for k in range(self.size + 1, near_end + 1):
            for family in self.table.families:
                column = self.partners(family, k)
                self.add_product(-1 / tail, column, column)
        for (p, _), far in self.table.far.items():
            ones = self.prefix(p, self.size)
            self.add_product(-value(far.squares, fmpq(near_end + 1)) / tail, ones, ones)
        return self

    def add_product(self, weight: fmpq, f: Functional, g: Functional) -> None:
        """Add weight * f(x) g(x)."""
        for i, a in f.items():
            for j, b in g.items():
                row, column = (i, j) if i >= j else (j, i)
                term = weight * a * b if i == j else weight * a * b / 2
                self.rows[row][column] = self.rows[row].get(column, fmpq(0)) + term


def add(functional: Functional, factor: fmpq, other: Functional) -> None:
    """Add factor * other to a functional, in place."""
    for i, a in other.items():
        functional[i] = functional.get(i, fmpq(0)) + factor * a


def form_value(table: Table, vector: dict[str, list[fmpz]]) -> list[fmpq]:
    """Terms whose sum is the form at the finite vector, `vector[family]` = components 1, 2, ...,
    n of each family.
    """
    n = len(vector[table.families[0]])
    far_family = table.far_family
    prefix = list(accumulate(vector[far_family] if far_family else [], initial=fmpz(0)))
    terms = []
    for k in range(1, n + 1):
        for family in table.families:
            x = vector[family][k - 1]
            inner = table.entry((family, k), (family, k)) * x
            for other, d in table.neighbours((family, k)):
                earlier = d < 0 or (
                    d == 0 and table.families.index(other) < table.families.index(family)
                )
                if k + d >= 1 and earlier:
                    inner += 2 * table.entry((family, k), (other, k + d)) * vector[other][k + d - 1]
            for (_, q), far in table.far.items():
                if q == family and k > far.offset:
                    inner += 2 * value(far.formula, fmpq(k)) * prefix[k - far.offset]
            terms.append(inner * x)
    return terms
