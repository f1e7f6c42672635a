"""Tables of entries."""

from __future__ import annotations

import pytest

from tests.kernels.tables import CASES, Case
from tests.strategies import fraction

cases = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


@cases
def test_entries(case: Case) -> None:
    """table.entry is the entry, in both orders, and symmetric, for all indices up to 14."""
    for x in case.modes(1, 14):
        for y in case.modes(1, 14):
            assert fraction(case.table.entry(x, y)) == case.entry(x, y), (x, y)


@cases
def test_neighbours_are_all_near_entries(case: Case) -> None:
    """Every nonzero entry off the diagonal is near (once) or far (the larger index decides)."""
    table = case.table
    for x in case.modes(1, 9):
        near = [(q, x[1] + d) for q, d in table.neighbours(x)]
        assert len(near) == len(set(near))
        assert x not in near
        for y in case.modes(1, 14):
            (p, j), (q, k) = table.ordered(x, y)
            far = (p, q) in table.far and k - j >= table.far[p, q].offset
            if y != x and case.entry(x, y) != 0:
                assert (y in near) != far, (x, y)


@cases
def test_width(case: Case) -> None:
    """Beyond the width all entries are far ones or 0; at the width some entry is not of the kind
    of those beyond it.
    """
    assert case.table.width() == 2
    assert case.table.far_family == case.table.families[0]


def test_lines_show_every_formula() -> None:
    """Each formula of a table, with its range, and the symmetry stand in the statement."""
    for case in CASES.values():
        shown = "\n".join(case.table.lines())
        for offsets in case.table.near.values():
            assert all(f"= {formula}   for k = j" in shown for formula in offsets.values())
        for far in case.table.far.values():
            assert f"= {far.formula}   for k >= j + {far.offset}" in shown
        for formula in case.table.fixed.values():
            assert f"= {formula}   (this entry alone" in shown
        assert "0 for all other pairs, and <X, Y> = <Y, X>" in shown
