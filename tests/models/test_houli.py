"""The Hou-Li table against the definition of the form, and the checker of entries against corrupted
operators and tables.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from cap.claims.form_entries import Cell, cells, check_entries
from cap.kernels.form import Table
from cap.kernels.operators import Operators
from cap.models.houli import BASIS, ENERGY, L1, L2, PRINTED, TABLE
from cap.verdict import Refused
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import houli
from tests.fourier import Wave
from tests.houli import Mode
from tests.strategies import fraction

PAIRS = [("a", "a"), ("a", "c"), ("c", "c")]
ALL = dict.fromkeys(PAIRS, 1)
LAST = 12


def test_every_entry_by_exact_fourier_arithmetic() -> None:
    """For all indices up to 12 the entry is the polarised -dE1 of the linearised equation,
    integrated by exact division; the reference's closed forms agree.
    """
    for i, x in enumerate(houli.modes(LAST)):
        for y in houli.modes(LAST)[: i + 1]:
            expected = houli.fourier_entry(x, y)
            assert fraction(TABLE.entry(x, y)) == expected, (x, y)
            assert houli.entry(x, y) == expected, (x, y)


def test_printed_table_has_the_other_sign_between_a_and_c() -> None:
    """PRINTED is -TABLE between a and c and TABLE elsewhere; no such entry vanishes."""
    for x in houli.modes(LAST):
        for y in houli.modes(LAST):
            sign = 1 if x[0] == y[0] else -1
            assert PRINTED.entry(x, y) == sign * TABLE.entry(x, y)
    assert TABLE.entry(("a", 1), ("c", 1)) != 0


def sines(coefficients: dict[int, float], power: int, x: np.ndarray) -> np.ndarray:
    """The derivative of order 0 to 2 of sum b_m sin mx."""
    wave = [np.sin, np.cos, lambda y: -np.sin(y)][power]
    return sum(b * m**power * wave(m * x) for m, b in coefficients.items()) + 0 * x


@given(st.dictionaries(st.sampled_from(houli.modes(5)), st.integers(-4, 4), min_size=1))
@settings(max_examples=40)
def test_form_is_the_integral(vector: dict[Mode, int]) -> None:
    """-dE1 of a random perturbation, by the midpoint rule on the definition, is the form of the
    table at its components.
    """
    u: dict[int, float] = Counter()
    omega: dict[int, float] = Counter()
    psi: dict[int, float] = Counter()
    for (p, k), v in vector.items():
        for m, sign in ((k, 1), (k + 1, -1)) if p == "c" else ((k, 1), (k - 1, -1)):
            if p == "c":
                u[m] += sign * v / m
            elif m > 0:
                omega[m] += sign * v
                psi[m] += sign * v / m**2
    x = (np.arange(96) + 0.5) * 2 * np.pi / 96
    s, c = np.sin(x), np.cos(x)
    u0, u1, u2 = (sines(u, d, x) for d in range(3))
    w0, w1 = (sines(omega, d, x) for d in range(2))
    p0, p2 = (sines(psi, d, x) for d in (0, 2))
    assert np.allclose(-p2, w0, atol=1e-10)
    # L1 = -2 s u' - 2 c psi + 2 u c + 2 s psi', differentiated by hand; L2 as in (A.2.3).
    l1_x = -2 * s * u2 + 2 * s * p0 - 2 * u0 * s + 2 * s * p2
    l2 = -2 * s * w1 - 2 * c * p0 + 2 * u0 * c + 2 * s * u1
    found = -np.sum((l1_x * u1 + l2 * w0) / (1 - c)) / 96
    expected = sum(
        fraction(TABLE.entry(m, n)) * vector[m] * vector[n] for m in vector for n in vector
    )
    assert abs(found - float(expected)) < 1e-7 * (1 + sum(v * v for v in vector.values()))


def test_derived_table_is_accepted() -> None:
    """The operators have the table, for all pairs of modes."""
    assert check_entries(ENERGY, TABLE, ALL) == sum(
        1 for p, q in PAIRS for cell in cells(ENERGY, p, q) if p != q or _is_upper(cell)
    )
    check_entries(ENERGY, PRINTED, {("a", "a"): 1, ("a", "c"): -1, ("c", "c"): 1})


def _is_upper(cell: Cell) -> bool:
    """The cell has j <= k throughout."""
    return cell.k0 >= cell.j0 and not (cell.j_step and not cell.k_step) and cell.j_step != "s+t"


def _refused(operators: Operators, table: Table) -> None:
    with pytest.raises(Refused):
        check_entries(operators, table, ALL)


@pytest.mark.parametrize("text", [L1, L2], ids=["L1", "L2"])
@pytest.mark.parametrize("term", range(4))
@pytest.mark.parametrize("factor", ["1", "3"])
def test_wrong_coefficient_of_an_operator_is_refused(text: str, term: int, factor: str) -> None:
    """Each of the four coefficients 2 of L1 and of L2 is needed."""
    start = [match.start() for match in re.finditer("2", text)][term]
    wrong = text[:start] + factor + text[start + 1 :]
    pairs = tuple((left.replace(text, wrong), right) for left, right in ENERGY.pairs)
    assert pairs != ENERGY.pairs
    _refused(replace(ENERGY, pairs=pairs), TABLE)


@pytest.mark.parametrize("term", range(4))
@pytest.mark.parametrize("text", [L1, L2], ids=["L1", "L2"])
def test_wrong_sign_in_an_operator_is_refused(text: str, term: int) -> None:
    """Each of the four signs of L1 and of L2 is needed."""
    start = [match.start() for match in re.finditer(r"[-+](?= ?2)", text)][term]
    wrong = text[:start] + ("-" if text[start] == "+" else "--") + text[start + 1 :]
    pairs = tuple((left.replace(text, wrong), right) for left, right in ENERGY.pairs)
    assert pairs != ENERGY.pairs
    _refused(replace(ENERGY, pairs=pairs), TABLE)


@pytest.mark.parametrize("field", ["u", "omega", "psi"])
@pytest.mark.parametrize(("family", "place"), [("a", "fixed"), ("a", "general"), ("c", "general")])
def test_wrong_mode_is_refused(family: str, field: str, place: str) -> None:
    """Each field of each mode is needed; a mode that breaks -psi_xx = omega as well."""
    modes = ENERGY.families[family]
    old = modes.fixed[1] if place == "fixed" else modes.general
    new = {**old, field: f"({old[field]}) + sin(2*x)"}
    changed = replace(modes, fixed={1: new}) if place == "fixed" else replace(modes, general=new)
    _refused(replace(ENERGY, families={**ENERGY.families, family: changed}), TABLE)


CORRUPTIONS = ["-({})", "({}) + 1/10**9", "({})*(k+1)/k", "0"]
PLACES = [
    *(("near", pair, d) for pair, offsets in TABLE.near.items() for d in offsets),
    *(("far", pair, 0) for pair in TABLE.far),
    *(("fixed", pair, 0) for pair in TABLE.fixed),
]


@pytest.mark.parametrize("corruption", CORRUPTIONS)
@pytest.mark.parametrize("place", PLACES, ids=str)
def test_wrong_entry_of_the_table_is_refused(place: tuple, corruption: str) -> None:
    """Each formula of the table is needed."""
    _refused(ENERGY, corrupted(place, corruption))


def corrupted(place: tuple, corruption: str) -> Table:
    """The table with one formula changed."""
    part, key, d = place
    if part == "near":
        offsets = {**TABLE.near[key], d: corruption.format(TABLE.near[key][d])}
        return replace(TABLE, near={**TABLE.near, key: offsets})
    if part == "far":
        far = replace(TABLE.far[key], formula=corruption.format(TABLE.far[key].formula))
        return replace(TABLE, far={**TABLE.far, key: far})
    # A fixed entry has no k: "k" in the corruption stands for its index 1.
    return replace(TABLE, fixed={key: corruption.format(TABLE.fixed[key])})


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_missing_entry_of_the_table_is_refused(place: tuple) -> None:
    """No formula can be left out."""
    part, key, d = place
    if part == "fixed":  # without the fixed entry the formula divides by zero
        with pytest.raises(ZeroDivisionError):
            check_entries(ENERGY, replace(TABLE, fixed={}), ALL)
        return
    if part == "near":
        offsets = {e: formula for e, formula in TABLE.near[key].items() if e != d}
        if any((p, q) == key and k - j == d for (p, j), (q, k) in TABLE.fixed):
            with pytest.raises(Refused, match="a fixed entry stands at a near offset"):
                replace(TABLE, near={**TABLE.near, key: offsets})
            return
        table = replace(TABLE, near={**TABLE.near, key: offsets})
    else:
        left = {k: v for k, v in getattr(TABLE, part).items() if k != key}
        table = replace(TABLE, **{part: left})
    _refused(ENERGY, table)


@pytest.mark.parametrize("change", [-1, 1])
@pytest.mark.parametrize("pair", TABLE.far)
def test_wrong_offset_of_far_entries_is_refused(pair: tuple[str, str], change: int) -> None:
    """Far entries start where the table says: earlier they meet near ones, later one lacks."""
    far = replace(TABLE.far[pair], offset=TABLE.far[pair].offset + change)
    if change == 1:
        _refused(ENERGY, replace(TABLE, far={**TABLE.far, pair: far}))
    else:
        with pytest.raises(Refused, match="near offsets are smaller than far ones"):
            replace(TABLE, far={**TABLE.far, pair: far})


@pytest.mark.parametrize("operators", [ENERGY, BASIS], ids=["houli", "houli-basis"])
def test_cells_cover_all_pairs(operators: Operators) -> None:
    """For p != q every pair of indices up to 40 lies in exactly one cell; for p = q every pair j <=
    k lies in exactly one of those that have j <= k throughout, and these hold no other pair.
    """
    for p in operators.families:
        for q in operators.families:
            count = Counter(
                pair
                for cell in cells(operators, p, q)
                if p != q or _is_upper(cell)
                for pair in members(cell, 40)
            )
            firsts = (operators.families[p].first, operators.families[q].first)
            expected = {
                (j, k)
                for j in range(firsts[0], 41)
                for k in range(firsts[1], 41)
                if p != q or j <= k
            }
            assert set(count) == expected
            assert set(count.values()) == {1}


def members(cell: Cell, last: int) -> set[tuple[int, int]]:
    """The pairs (j, k) of a cell with j, k <= last."""
    return {
        (cell.j0 + steps[cell.j_step], cell.k0 + steps[cell.k_step])
        for s in range(last + 1)
        for t in range(last + 1)
        for steps in ({"": 0, "s": s, "s+t": s + t},)
        if max(cell.j0 + steps[cell.j_step], cell.k0 + steps[cell.k_step]) <= last
    }


def test_basis_is_orthonormal() -> None:
    """Lemma A.2.3 by exact Fourier arithmetic: <o_j, o_k> = <e_j, e_k> = [j = k]."""

    def o(k: int) -> Wave:
        return Wave.sin(k) - Wave.sin(k - 1)

    def e(k: int) -> Wave:
        return Wave.cos(k) - Wave.cos(k + 1)

    for j in range(1, 9):
        for k in range(1, 9):
            assert (o(j) * o(k)).integral_against_rho() == Fraction(j == k)
            assert (e(j - 1) * e(k - 1)).integral_against_rho() == Fraction(j == k)
    assert check_entries(
        BASIS, BASIS.tables["orthonormal"], dict.fromkeys([("o", "o"), ("o", "e"), ("e", "e")], 1)
    )


def test_best_damping_two_ways() -> None:
    """Temple's inequality with 20000 indices and block, coupling and tail with 100 indices enclose
    the same number; the extrapolated eigenvalues of the blocks agree with it to 9 digits.
    """
    low, high = houli.best_damping()
    assert 0 < high - low < Fraction(1, 10**12)
    coarse = Fraction(1, 10**8)
    assert houli.block_positive(100, low - coarse, houli.smallest_excess(100, 100) - low)
    n = 100
    values = []
    for size in (n, 2 * n):
        matrix = np.array([[float(v) for v in row] for row in houli.block(size)])
        values.append(np.linalg.eigvalsh(matrix)[0])
    assert all(float(low) < value < float(low) + 1e-6 for value in values)
    extrapolated = values[1] + (values[1] - values[0]) / 7  # the error falls like n^-3
    assert abs(extrapolated - float(high)) < 1e-9
