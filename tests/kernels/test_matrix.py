"""Positive definite matrices: the dominance margin and the pivots against plain Fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from cap.kernels.matrix import Factor, dominance_margin, pivots, power_of_two, quadratic_value
from cap.verdict import Rejected
from flint import fmpq, fmpz
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from tests.exact import leading_minors
from tests.strategies import exact, fraction, lower_triangle

TINY = Fraction(1, 10**30)


def rest(
    matrix: list[list[Fraction]], rows: list[list[int]], exponent: int, scaling: list[int]
) -> list[list[Fraction]]:
    """E = D A D - 4^exponent L L^T by the definition; row i of L ends at the diagonal."""
    n = len(matrix)
    full = [[0] * (i + 1 - len(row)) + row + [0] * (n - 1 - i) for i, row in enumerate(rows)]
    two = Fraction(2)
    return [
        [
            two ** (scaling[i] + scaling[j]) * matrix[i][j]
            - two ** (2 * exponent) * sum(a * b for a, b in zip(full[i], full[j], strict=True))
            for j in range(n)
        ]
        for i in range(n)
    ]


@st.composite
def witnesses(draw: st.DrawFn) -> tuple:
    """A matrix, rows of a factor (of any lengths, often near a Cholesky factor), an exponent, a
    scaling.
    """
    matrix = draw(strategies.symmetric_matrices())
    n = len(matrix)
    exponent = draw(st.integers(-12, 3))
    scaling = [draw(st.integers(-3, 3)) for _ in range(n)]
    if draw(st.booleans()) and leading_minors(matrix)[-1] > 0:
        rows = rounded_cholesky(matrix, -exponent if exponent < 0 else 4, scaling)
        exponent = -abs(exponent) if exponent < 0 else -4
        for row in rows:
            if draw(st.booleans()):
                row[-1] += draw(st.integers(-1, 1))
    else:
        rows = [
            [draw(st.integers(-300, 300)) for _ in range(draw(st.integers(1, i + 1)))]
            for i in range(n)
        ]
    return matrix, rows, exponent, scaling


def rounded_cholesky(
    matrix: list[list[Fraction]], bits: int, scaling: list[int]
) -> list[list[int]]:
    """The Cholesky factor of D A D in floats, rounded to multiples of 2^-bits."""
    n = len(matrix)
    a = [
        [float(matrix[i][j]) * 2.0 ** (scaling[i] + scaling[j]) for j in range(n)] for i in range(n)
    ]
    rows: list[list[float]] = []
    for i in range(n):
        row: list[float] = []
        for j in range(i + 1):
            inner = a[i][j] - sum(x * y for x, y in zip(row, (*rows, row)[j], strict=False))
            row.append(inner / rows[j][j] if j < i else max(inner, 0.0) ** 0.5)
        rows.append([x or 1e-9 for x in row])
    return [[round(x * 2**bits) for x in row] for row in rows]


@given(witnesses())
def test_dominance_margin_is_exact(witness: tuple) -> None:
    """The margin is min over i of E_ii - sum |E_ij|, E by the definition; and if it is positive,
    all leading minors are positive.
    """
    matrix, rows, exponent, scaling = witness
    factor = Factor(exponent, [[fmpz(x) for x in row] for row in rows])
    found = fraction(dominance_margin(lower_triangle(matrix), factor, scaling))
    e = rest(matrix, rows, exponent, scaling)
    assert found == min(
        row[i] - sum(abs(x) for j, x in enumerate(row) if j != i) for i, row in enumerate(e)
    )
    if found > 0:
        assert leading_minors(matrix)[-1] > 0


def test_positive_margins_occur() -> None:
    """A rounded Cholesky factor does leave a positive margin (the test above is not void)."""
    matrix = [[Fraction(2), Fraction(1)], [Fraction(1), Fraction(2)]]
    rows = rounded_cholesky(
        [[Fraction(3, 2), Fraction(1)], [Fraction(1), Fraction(3, 2)]], 8, [0, 0]
    )
    assert dominance_margin(lower_triangle(matrix), factor_of(-8, rows), [0, 0]) > 0


def factor_of(exponent: int, rows: list[list[int]]) -> Factor:
    return Factor(exponent, [[fmpz(x) for x in row] for row in rows])


def test_dominance_boundary() -> None:
    """E_ii = sum |E_ij| proves nothing (margin 0, the matrix is singular); the least more does."""
    singular = [[Fraction(1), Fraction(1)], [Fraction(1), Fraction(1)]]
    zero = factor_of(0, [[0], [0]])
    assert dominance_margin(lower_triangle(singular), zero, [0, 0]) == 0
    above = [
        [value + (TINY if i == j else 0) for j, value in enumerate(row)]
        for i, row in enumerate(singular)
    ]
    assert fraction(dominance_margin(lower_triangle(above), zero, [0, 0])) == TINY


def test_entries_left_of_the_factor_count() -> None:
    """An entry of A to the left of the first entry of a short row of L stays in E."""
    matrix = [
        [Fraction(4), Fraction(0), Fraction(3)],
        [Fraction(0), Fraction(4), Fraction(0)],
        [Fraction(3), Fraction(0), Fraction(4)],
    ]
    assert dominance_margin(lower_triangle(matrix), factor_of(0, [[1], [1], [1]]), [0] * 3) == 0
    matrix[0][2] = matrix[2][0] = Fraction(5, 2)
    assert dominance_margin(lower_triangle(matrix), factor_of(0, [[1], [1], [1]]), [0] * 3) > 0


@pytest.mark.parametrize(
    "rows",
    [[[1]], [[1], [1], [1]], [[1], []], [[1], [0, 0, 1]], [[1, 1], [1]], []],
    ids=["too few", "too many", "empty row", "row too long", "above the diagonal", "none"],
)
def test_factors_of_a_wrong_shape_are_refused(rows: list[list[int]]) -> None:
    """Row i has 1 to i + 1 entries, and there is one row for each row of the matrix."""
    identity = lower_triangle([[Fraction(9), Fraction(0)], [Fraction(0), Fraction(9)]])
    with pytest.raises(Rejected, match="factor"):
        dominance_margin(identity, factor_of(0, rows), [0, 0])


@pytest.mark.parametrize("scaling", [[], [0], [0, 0, 0]])
def test_scaling_of_a_wrong_size_is_refused(scaling: list[int]) -> None:
    """One exponent for each row."""
    identity = lower_triangle([[Fraction(9), Fraction(0)], [Fraction(0), Fraction(9)]])
    with pytest.raises(Rejected, match="scaling"):
        dominance_margin(identity, factor_of(0, [[1], [1]]), scaling)


@given(strategies.symmetric_matrices())
def test_pivots_are_quotients_of_leading_minors(matrix: list[list[Fraction]]) -> None:
    """Pivot k is minor k over minor k - 1, up to the first that is not positive; all are positive
    exactly if all leading minors are.
    """
    minors = leading_minors(matrix)
    expected = [m / before for m, before in zip(minors, [Fraction(1), *minors], strict=False)]
    assert [fraction(p) for p in pivots(lower_triangle(matrix))] == expected


@pytest.mark.parametrize("n", [1, 2, 5])
def test_pivots_of_a_singular_matrix(n: int) -> None:
    """A singular matrix ends with the pivot 0; the matrix plus 10^-30 has positive pivots only."""
    ones = [[Fraction(int(i == j and i < n - 1)) for j in range(n)] for i in range(n)]
    assert pivots(lower_triangle(ones))[-1] == 0
    ones[-1][-1] = TINY
    found = pivots(lower_triangle(ones))
    assert len(found) == n
    assert fraction(found[-1]) == TINY


def test_pivots_stop_at_the_first_that_is_not_positive() -> None:
    """A later positive pivot cannot hide an earlier negative one."""
    matrix = [
        [Fraction(1), Fraction(0), Fraction(0)],
        [Fraction(0), Fraction(-1), Fraction(0)],
        [Fraction(0), Fraction(0), Fraction(1)],
    ]
    assert [fraction(p) for p in pivots(lower_triangle(matrix))] == [1, -1]


def test_elimination_is_for_at_most_100_rows() -> None:
    """100 rows are done, 101 are refused."""
    assert len(pivots([{i: fmpq(1)} for i in range(100)])) == 100
    with pytest.raises(Rejected, match="small"):
        pivots([{i: fmpq(1)} for i in range(101)])


@given(strategies.symmetric_matrices(), st.data())
def test_quadratic_value(matrix: list[list[Fraction]], data: st.DataObject) -> None:
    """v.Av by the definition."""
    vector = [data.draw(strategies.integers) for _ in matrix]
    expected = sum(
        matrix[i][j] * vector[i] * vector[j] for i in range(len(matrix)) for j in range(len(matrix))
    )
    found = quadratic_value(lower_triangle(matrix), [fmpz(x) for x in vector])
    assert fraction(found) == expected


@given(st.integers(-3000, 3000))
def test_power_of_two(e: int) -> None:
    """2^e for both signs of e."""
    assert fraction(power_of_two(e)) == Fraction(2) ** e
    assert power_of_two(e) * power_of_two(-e) == exact(Fraction(1))
