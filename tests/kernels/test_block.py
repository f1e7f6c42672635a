"""Blocks of an infinite table: both coordinates against sums over all entries."""

from __future__ import annotations

from fractions import Fraction

import pytest
from cap.kernels.block import Block, form_value
from cap.models.houli import TABLE
from flint import fmpq, fmpz
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import houli
from tests.houli import Mode
from tests.kernels.tables import CASES, Case
from tests.strategies import exact, fraction, integers, small_rationals

SIZE = 7
Vector = dict[Mode, int]
cases = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


def brute_form(case: Case, x: Vector) -> Fraction:
    return sum((case.entry(m, n) * x[m] * x[n] for m in x for n in x), Fraction(0))


def evaluate(block: Block, x: Vector) -> Fraction:
    """The block's rows at the coordinates of x: sums over k for the summed family."""
    table = block.table
    y = [0] * len(block.rows)
    for p, k in x:
        first = 1 if p == block.summed else k
        y[(k - 1) * len(table.families) + table.families.index(p)] = sum(
            x[p, i] for i in range(first, k + 1)
        )
    return sum(
        (
            fraction(entry) * y[i] * y[j] * (1 if i == j else 2)
            for i, row in enumerate(block.rows)
            for j, entry in row.items()
        ),
        Fraction(0),
    )


def vectors(case: Case, size: int) -> st.SearchStrategy[Vector]:
    return st.fixed_dictionaries({mode: st.integers(-9, 9) for mode in case.modes(1, size)})


@cases
@pytest.mark.parametrize("sums", [False, True])
@given(data=st.data(), shift=small_rationals)
@settings(max_examples=15)
def test_form(case: Case, sums: bool, data: st.DataObject, shift: Fraction) -> None:
    """In both coordinates the block is F_N - shift |x|^2, for any vector."""
    size = data.draw(st.integers(1, SIZE))
    x = data.draw(vectors(case, size))
    block = Block(case.table, size, sums).add_form(exact(shift))
    expected = brute_form(case, x) - shift * sum(v * v for v in x.values())
    assert evaluate(block, x) == expected


def test_sums_are_a_band() -> None:
    """In the sums of the far family the Hou-Li block has at most 6 entries in a row."""
    rows = Block(TABLE, 60, sums=True).add_form(fmpq(0)).rows
    assert max(len(row) for row in rows) <= 6
    assert min(min(row) - i for i, row in enumerate(rows)) >= -5


@cases
@pytest.mark.parametrize("sums", [False, True])
@pytest.mark.parametrize("size", [1, 2, SIZE])
@given(data=st.data())
@settings(max_examples=8)
def test_coupling_dominates(case: Case, sums: bool, size: int, data: st.DataObject) -> None:
    """C >= B B^T: at any vector, minus tail times the subtracted form is at least the sum of
    (column . x)^2 over the columns up to size + 60, and at most that plus what lies beyond.
    """
    x = data.draw(vectors(case, size))
    tail = Fraction(3, 4)
    block = Block(case.table, size, sums).subtract_coupling(exact(tail))
    subtracted = -tail * evaluate(block, x)
    columns = [
        sum(case.entry(y, m) * v for m, v in x.items()) ** 2
        for y in case.modes(size + 1, size + 60)
    ]
    far = case.table.far_family
    total = sum(v for (p, _), v in x.items() if p == far)
    assert sum(columns) <= subtracted
    # What is left out or given away: at most the bound of the squares itself.
    beyond = size + case.table.width() + 1
    given_away = sum(_value(f.squares, beyond) for f in case.table.far.values()) * total**2
    assert subtracted <= sum(columns) + given_away


def _value(formula: str, k: int) -> Fraction:
    return eval(formula, {"__builtins__": {}}, {"k": Fraction(k)})  # noqa: S307 - our own table


@pytest.mark.parametrize("size", [1, 3, 20])
def test_coupling_dominates_all_columns(size: int) -> None:
    """The same with all columns, through the rigorous sum of the reference: C - B B^T >= 0 in the
    direction of the ones, where the far columns lie.
    """
    block = Block(TABLE, size, sums=True).subtract_coupling(fmpq(1))
    x = {mode: int(mode[0] == "a") for mode in houli.modes(size)}
    near = sum(sum(column[::2]) ** 2 for column in houli.coupling_columns(size))
    assert -evaluate(block, x) >= near + houli.far_squares(size + 3) * size**2


@cases
@given(data=st.data())
@settings(max_examples=25)
def test_form_value(case: Case, data: st.DataObject) -> None:
    """The terms of form_value sum to the form at a finite vector, with integers of any size."""
    n = data.draw(st.integers(1, SIZE))
    x = {mode: data.draw(integers) for mode in case.modes(1, n)}
    vector = {p: [fmpz(x[p, k]) for k in range(1, n + 1)] for p in case.table.families}
    found = sum((fraction(term) for term in form_value(case.table, vector)), Fraction(0))
    assert found == brute_form(case, x)
