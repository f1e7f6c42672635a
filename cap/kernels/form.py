"""Infinite symmetric quadratic forms whose entries are formulas in the indices.

A model has families of modes (p, k), k >= 1, and a table of entries:

* near:  entry between (p, j) and (q, k) with k = j + d is a formula in k, for finitely many offsets
  d;
* far:   for all k >= j + D the entry is a formula in the larger index k alone, the same for every
  j;
* fixed: finitely many entries that the formulas do not cover, always at an offset that `near` has.

All other entries are zero, and the table is symmetric: ((p, j), (q, k)) is written once, p before q
in `families`, and j <= k when p = q. Far entries may start from one family only (`far_family`):
this makes the block of far entries between k <= N and k > N a single product of vectors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations_with_replacement

from flint import fmpq

from cap.kernels.expression import Tree, evaluate, parse
from cap.kernels.need import need

Pair = tuple[str, str]
Index = tuple[str, int]
Number = fmpq


@dataclass(frozen=True)
class Far:
    """Entries ((p, j), (q, k)) = formula(k) for all k >= j + offset.

    `total` is a formula with total(k) >= sum over i >= k of |formula(i)|; `squares` the same for
    formula(i)^2. Both are proved by the check (the difference total(k) - total(k+1) bounds the
    term), never taken from here on trust.
    """

    offset: int
    formula: str
    total: str
    squares: str


@dataclass(frozen=True)
class Table:
    """The entries of one form; see the module's docstring."""

    families: tuple[str, ...]
    near: Mapping[Pair, Mapping[int, str]]
    far: Mapping[Pair, Far]
    fixed: Mapping[tuple[Index, Index], str]

    def __post_init__(self) -> None:
        """Refuse a table whose formulas overlap."""
        for (p, q), far in self.far.items():
            near = self.near.get((p, q), {})
            need(all(d < far.offset for d in near), "near offsets are smaller than far ones")
        for (p, j), (q, k) in self.fixed:
            need(k - j in self.near.get((p, q), {}), "a fixed entry stands at a near offset")

    @property
    def far_family(self) -> str | None:
        """The one family that far entries start from, if there are far entries."""
        families = {p for p, _ in self.far}
        need(len(families) <= 1, "far entries must start from one family", families=families)
        return min(families, default=None)

    def width(self) -> int:
        """No near entry has an offset beyond this one, and all far entries with a larger offset
        follow the formula.
        """
        return max(
            [abs(d) for offsets in self.near.values() for d in offsets]
            + [far.offset for far in self.far.values()]
        )

    def fixed_until(self) -> int:
        """The largest index of a fixed entry, 0 if there is none."""
        return max((k for pair in self.fixed for _, k in pair), default=0)

    def ordered(self, x: Index, y: Index) -> tuple[Index, Index]:
        """The order in which the table has the pair."""
        rank = self.families.index
        return (x, y) if (rank(x[0]), x[1]) <= (rank(y[0]), y[1]) else (y, x)

    def formula(self, pair: Pair, offset: int) -> str | None:
        """The formula for ((p, j), (q, k)), k = j + offset, as a function of k, or None where the
        entry is 0.
        """
        near = self.near.get(pair, {}).get(offset)
        if near is not None:
            return near
        far = self.far.get(pair)
        return far.formula if far is not None and offset >= far.offset else None

    def entry(self, x: Index, y: Index) -> fmpq:
        """The entry between two modes."""
        x, y = self.ordered(x, y)
        formula = self.fixed.get((x, y)) or self.formula((x[0], y[0]), y[1] - x[1])
        return fmpq(0) if formula is None else value(formula, fmpq(y[1]))

    def lines(self) -> list[str]:
        """The table for people, part of every statement about the form."""
        shown = []
        for pair in combinations_with_replacement(self.families, 2):
            p, q = pair
            for d, formula in sorted(self.near.get(pair, {}).items()):
                offset = f" {'-' if d < 0 else '+'} {abs(d)}" if d else ""
                shown.append(f"  <{p}_j, {q}_k> = {formula}   for k = j{offset}")
            if pair in self.far:
                far = self.far[pair]
                shown.append(f"  <{p}_j, {q}_k> = {far.formula}   for k >= j + {far.offset}")
        for ((p, j), (q, k)), formula in self.fixed.items():
            shown.append(
                f"  <{p}_{j}, {q}_{k}> = {formula}   (this entry alone, instead of the formula)"
            )
        return [*shown, "  <., .> = 0 for all other pairs, and <X, Y> = <Y, X>."]

    def neighbours(self, x: Index) -> Iterator[tuple[str, int]]:
        """(family, signed offset) of all near entries of x off the diagonal; the index may still
        be below 1.
        """
        for (p, q), offsets in self.near.items():
            for d in offsets:
                if p == x[0] and (p != q or d != 0):
                    yield q, d
                if q == x[0] and (p != q or d != 0):
                    yield p, -d


@cache
def tree(formula: str) -> Tree:
    """The parsed formula, once per process."""
    return parse(formula)


@cache
def value(formula: str, k: fmpq) -> fmpq:
    """The value of a formula of the table at an index."""
    result: fmpq = evaluate(tree(formula), {"k": k}, fmpq, {})
    return result
