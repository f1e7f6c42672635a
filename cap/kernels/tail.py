"""Absolute row sums of an infinite table, for all rows: single rows by arithmetic, all the others
as rational functions.

`Row sum beyond m` of a mode X = (q, k) is the sum of |<X, Y>| over all modes Y != X with index > m.
"""

from __future__ import annotations

from flint import fmpq

from cap.kernels.expression import evaluate
from cap.kernels.form import Table, tree, value
from cap.kernels.need import need
from cap.kernels.rational_function import RationalFunction, ring

CONTEXT = ring("s")
(S,) = RationalFunction.symbols(CONTEXT)


def function(formula: str, first: int) -> RationalFunction:
    """The formula at k = first + s."""
    k = constant(first) + S
    result: RationalFunction = evaluate(tree(formula), {"k": k}, constant, {})
    return result


def constant(number: int | fmpq) -> RationalFunction:
    """A number as a rational function of s."""
    return RationalFunction.constant(CONTEXT, number)


def need_far_totals(table: Table) -> None:
    """total(k) >= sum over i >= k of |formula(i)| for all k that occur, hence every row sum
    converges.

    total(k) - total(k+1) >= |formula(k)| and total >= 0 give sum_{i=k}^{n} |formula(i)| <= total(k)
    - total(n+1) <= total(k).
    """
    for pair, far in table.far.items():
        first = 1 + far.offset
        total = function(far.total, first)
        need(total.certainly_nonnegative(), "the total of far entries must be >= 0", pair=pair)
        step = total - function(far.total, first + 1)
        term = function(far.formula, first).absolute_value()
        need(
            (step - term).certainly_nonnegative(),
            "total(k) - total(k+1) must bound the far entry",
            pair=pair,
        )


def need_far_squares(table: Table, first: int) -> None:
    """squares(k) >= sum over i >= k of formula(i)^2 for all k >= first, by the same telescope."""
    for pair, far in table.far.items():
        squares = function(far.squares, first)
        need(squares.certainly_nonnegative(), "the total of squares must be >= 0", pair=pair)
        step = squares - function(far.squares, first + 1)
        term = function(far.formula, first)
        need(
            (step - term * term).certainly_nonnegative(),
            "squares(k) - squares(k+1) must bound the square",
            pair=pair,
        )


def row_sum(table: Table, family: str, k: int, beyond: int) -> fmpq:
    """An upper bound of the row sum beyond `beyond` >= 0 of the mode (family, k); exact but for the
    totals of far entries.
    """
    total = fmpq(0)
    for other, d in table.neighbours((family, k)):
        if k + d > beyond:
            total += abs(table.entry((family, k), (other, k + d)))
    for (p, q), far in table.far.items():
        if (
            q == family and k - far.offset > beyond
        ):  # the larger mode: its partners are (p, j), beyond < j <= k - offset
            total += (k - far.offset - beyond) * abs(value(far.formula, fmpq(k)))
        if p == family:  # the mode is the smaller one
            total += value(far.total, fmpq(max(k + far.offset, beyond + 1)))
    return total


def row_sum_function(table: Table, family: str, first: int, beyond: int) -> RationalFunction:
    """The same for all k = first + s; needs first - width > beyond, so that all near partners lie
    beyond.
    """
    need(
        first - table.width() > max(beyond, table.fixed_until()),
        "the range must start a bandwidth after the block and after all fixed entries",
        first=first,
    )
    total = constant(0)
    for (p, q), offsets in table.near.items():
        for d, formula in offsets.items():
            if p == q and d == 0:
                continue
            if p == family:  # partner (q, k + d), and the formula is in the index of q
                total += function(formula, first + d).absolute_value()
            if q == family:  # partner (p, k - d)
                total += function(formula, first).absolute_value()
    for (p, q), far in table.far.items():
        if q == family:
            count = constant(first - far.offset - beyond) + S
            total += count * function(far.formula, first).absolute_value()
        if p == family:
            total += function(far.total, first + far.offset)
    return total


def need_dominant_tail(table: Table, shift: fmpq, block: int, beyond: int, rows: int) -> fmpq:
    """For ALL modes X = (q, k), k > block: <X, X> - shift >= row sum beyond `beyond` of X.

    The first `rows` values of k are done by arithmetic, the others as one rational function whose
    numerator has coefficients >= 0. Also: the diagonal entries are bounded, so that the form is
    bounded on square-summable sequences.

    Returns:
        The smallest excess among the rows done by arithmetic.
    """
    excesses = []
    for family in table.families:
        for k in range(block + 1, block + rows + 1):
            excess = (
                table.entry((family, k), (family, k)) - shift - row_sum(table, family, k, beyond)
            )
            need(
                excess >= 0,
                "a row of the tail must be dominated by its diagonal entry",
                row=f"{family}_{k}",
                excess=excess,
            )
            excesses.append(excess)
        first = block + rows + 1
        diagonal = function(table.near[family, family][0], first)
        need(diagonal.degree() <= 0, "the diagonal entries must be bounded", family=family)
        rest = diagonal - constant(shift) - row_sum_function(table, family, first, beyond)
        need(
            rest.certainly_nonnegative(),
            "all further rows must be dominated, by coefficients >= 0 (try more rows)",
            family=family,
            first=first,
        )
    return min(excesses)
