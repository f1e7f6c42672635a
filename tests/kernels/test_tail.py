"""Row sums of an infinite table against brute force."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest
from cap.kernels.form import Far, Table
from cap.kernels.tail import (
    need_dominant_tail,
    need_far_squares,
    need_far_totals,
    row_sum,
    row_sum_function,
)
from cap.models.houli import TABLE
from cap.verdict import Rejected
from flint import fmpq

from tests import houli
from tests.houli import Mode
from tests.kernels.tables import CASES, Case
from tests.strategies import exact, fraction

cases = pytest.mark.parametrize("case", CASES.values(), ids=CASES)
UNIT = 2**80
LAST = 3000  # brute force up to this index; all that lies beyond sums to less than 3/LAST
TINY = Fraction(1, 10**30)


@cache
def brute_force(name: str, mode: Mode, beyond: int) -> Fraction:
    """The sum of |<X, Y>| over Y != X with beyond < index <= LAST, every term rounded down."""
    case = CASES[name]
    return Fraction(
        sum(
            int(abs(case.entry(mode, y)) * UNIT) for y in case.modes(beyond + 1, LAST) if y != mode
        ),
        UNIT,
    )


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(
    ("k", "beyond"), [(1, 0), (1, 4), (2, 0), (3, 3), (4, 3), (5, 3), (9, 0), (9, 4)]
)
def test_row_sum(name: str, k: int, beyond: int) -> None:
    """row_sum is at least the brute-force sum, and larger by less than the part left out."""
    for family in CASES[name].table.families:
        found = fraction(row_sum(CASES[name].table, family, k, beyond))
        summed = brute_force(name, (family, k), beyond)
        assert summed <= found
        slack = Fraction(3, LAST) if name == "houli" else Fraction(1, 2)
        assert found < summed + slack


@pytest.mark.parametrize(("k", "beyond"), [(1, 0), (2, 0), (3, 0), (5, 3), (12, 3), (30, 30)])
def test_excess_of_the_reference(k: int, beyond: int) -> None:
    """The reference's exact excess of a row is the diagonal entry minus row_sum: the totals of the
    Hou-Li table telescope exactly.
    """
    for family in "ac":
        found = fraction(TABLE.entry((family, k), (family, k)) - row_sum(TABLE, family, k, beyond))
        assert found == houli.excess((family, k), beyond)


@cases
@pytest.mark.parametrize("beyond", [0, 5])
def test_row_sum_function(case: Case, beyond: int) -> None:
    """As a function of s it is row_sum at k = first + s, for s = 0, 1, ..., 20 and for s = 1000."""
    first = beyond + 5
    for family in case.table.families:
        f = row_sum_function(case.table, family, first, beyond)
        for s in [*range(21), 1000]:
            numerator, denominator = (
                sum(
                    (fraction(c) * s ** int(power) for (power,), c in p.to_dict().items()),
                    Fraction(0),
                )
                for p in (f.numerator, f.denominator)
            )
            assert numerator / denominator == fraction(
                row_sum(case.table, family, first + s, beyond)
            )


def test_row_sum_function_needs_room() -> None:
    """The range starts a bandwidth after the block and after the fixed entries."""
    for first, beyond in ((4, 1), (9, 6), (10**6, 10**6 - 3)):
        row_sum_function(TABLE, "a", first, beyond)
        with pytest.raises(Rejected, match="bandwidth"):
            row_sum_function(TABLE, "a", first - 1, beyond)
    with pytest.raises(Rejected, match="bandwidth"):
        row_sum_function(TABLE, "a", 3, 0)  # a_1 has a fixed entry


@cases
def test_far_totals_and_squares_bound_brute_force(case: Case) -> None:
    """total(k) and squares(k) are at least the sums of thousands of terms."""
    need_far_totals(case.table)
    need_far_squares(case.table, 4)
    for far in case.table.far.values():
        for k in (max(1 + far.offset, 4), 9, 50):
            terms = [_value(far.formula, i) for i in range(k, LAST)]
            assert sum(int(abs(t) * UNIT) for t in terms) <= _value(far.total, k) * UNIT
            assert sum(int(t * t * UNIT) for t in terms) <= _value(far.squares, k) * UNIT


def _value(formula: str, k: int) -> Fraction:
    return eval(formula, {"__builtins__": {}}, {"k": Fraction(k)})  # noqa: S307 - our own table


@pytest.mark.parametrize(
    "total",
    [
        "0",
        "-1/(k-1)**2",
        "999999/(1000000*(k-1)**2)",
        "1/k**2",
        "1/(k-1)**2 - 1/10**9",
        "1/(k-1)**2 - 1/(10**9*k**3)",
        "1",
    ],
)
def test_totals_that_are_too_small_are_refused(total: str) -> None:
    """1/(k-1)^2 is the exact total of the far a-a entries: the least less is refused, and so is a
    constant, whose differences bound nothing.
    """
    with pytest.raises(Rejected, match="total"):
        need_far_totals(_with_far(total=total))


@pytest.mark.parametrize("total", ["1/(k-1)**2", "1/(k-1)**2 + 7", "2/(k-1)**2"])
def test_totals_that_are_large_enough(total: str) -> None:
    """The exact total and larger ones are allowed."""
    need_far_totals(_with_far(total=total))


@pytest.mark.parametrize(
    ("squares", "holds"),
    [
        ("1/(k-2)**5", True),
        ("4/(5*(k-1)**5)", True),
        ("399/(500*(k-1)**5)", False),
        ("7/(10*(k-1)**5)", False),
        ("0", False),
        ("1", False),
        ("-1/(k-2)**5", False),
    ],
)
def test_squares_boundary(squares: str, holds: bool) -> None:
    """The squares of the far a-a entries sum to 4/(5 (k-1)^5) and a little less."""
    table = _with_far(squares=squares)
    if holds:
        need_far_squares(table, 7)
        for k in (7, 30):
            terms = (_value(TABLE.far["a", "a"].formula, i) ** 2 for i in range(k, 400))
            assert sum(terms) <= _value(squares, k)
    else:
        with pytest.raises(Rejected, match="square"):
            need_far_squares(table, 7)


def _with_far(**changes: str) -> Table:
    far: dict[tuple[str, str], Far] = dict(TABLE.far)
    far["a", "a"] = replace(far["a", "a"], **changes)  # type: ignore[arg-type]
    return replace(TABLE, far=far)


@pytest.mark.parametrize(("block", "beyond"), [(4, 4), (4, 0), (30, 30), (30, 0)])
def test_dominant_tail(block: int, beyond: int) -> None:
    """The returned excess is the smallest of the rows done by arithmetic (reference: exact rows);
    the largest possible shift is accepted, and anything more is refused.
    """
    rows = 40
    least = min(
        houli.excess((p, k), beyond) for p in "ac" for k in range(block + 1, block + rows + 1)
    )
    assert fraction(need_dominant_tail(TABLE, fmpq(0), block, beyond, rows)) == least
    best = houli.smallest_excess(block, beyond)
    assert best == least
    assert need_dominant_tail(TABLE, exact(best), block, beyond, rows) == 0
    for more in (TINY, Fraction(1)):
        with pytest.raises(Rejected, match="dominated"):
            need_dominant_tail(TABLE, exact(best + more), block, beyond, rows)


def test_rows_beyond_those_done_by_arithmetic_count() -> None:
    """A shift that the first rows allow and the limit of the rows does not is refused."""
    table = replace(TABLE, near={**TABLE.near, ("c", "c"): {0: "1/2 + 10/(k-1)"}})
    need_dominant_tail(table, fmpq(45, 100), 100, 100, 2)
    with pytest.raises(Rejected, match="further rows"):
        need_dominant_tail(table, fmpq(55, 100), 100, 100, 2)


def test_unbounded_diagonal_is_refused() -> None:
    """A diagonal that grows gives no form on square-summable sequences."""
    for diagonal in ("k", "k**2/(k+1)"):
        table = replace(TABLE, near={**TABLE.near, ("c", "c"): {0: diagonal}})
        with pytest.raises(Rejected, match="bounded"):
            need_dominant_tail(table, fmpq(0), 10, 10, 10)
