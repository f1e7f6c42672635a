"""Is a printed statement true? Answers by other code than `cap`'s kernels and claims.

Everything is read from the printed statement; parameters serve only where the statement names data
by their sha256. `confirm` says True only for what it has established; a false statement, and one
that it cannot decide, is False. The table `ORACLES` has one entry for each kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement, pairwise
from random import Random

import numpy as np
from flint import fmpq, fmpq_mat

from tests import (
    analysis,
    houli,
    oracle_energy_ball,
    oracle_formulas,
    oracle_integral,
    oracle_polynomials,
    oracle_systems,
)
from tests.exact import MINORS_SIZE, positive_definite
from tests.files import Tree, sha256
from tests.fourier import Wave, divisors, evaluate, tree_of, wave, wave_of
from tests.houli import Mode

NUMBER = r"(-?\d+(?:/\d+)?)"
TABLE_LAST = 16  # tables are compared up to this index
OPERATOR_LAST = 8  # operators are multiplied out up to this index
POINTS = 40
# y/x, z/x, ... on some lines through the origin, in no simple relation to each other
SLOPES = (("1009/7", "10007/11", "100003/13", "7/3", "1/5"), ("-3/2", "5/7", "-11/13", "1", "2"))


def confirm(kind: str, parameters: Tree, statement: str) -> bool:
    """The statement of the kind is established.

    Raises:
        LookupError: for a kind without an oracle.
    """
    if kind not in ORACLES:
        raise LookupError(f"no oracle for the kind {kind}: add one to ORACLES")
    return ORACLES[kind](statement, parameters)


# --- tables and forms ---


@dataclass(frozen=True)
class PrintedTable:
    """The entries that the lines of a statement give."""

    near: dict[tuple[str, str, int], str]
    far: dict[tuple[str, str], tuple[int, str]]
    fixed: dict[tuple[Mode, Mode], str]

    @staticmethod
    def of(statement: str) -> PrintedTable:
        table = PrintedTable({}, {}, {})
        for line in statement.splitlines():
            if match := re.fullmatch(
                r"  <(\w)_j, (\w)_k> = (.*)   for k = j(?: ([-+]) (\d+))?", line
            ):
                p, q, formula, sign, size = match.groups()
                table.near[p, q, int((sign or "") + (size or "0"))] = formula
            elif match := re.fullmatch(r"  <(\w)_j, (\w)_k> = (.*)   for k >= j \+ (\d+)", line):
                p, q, formula, offset = match.groups()
                table.far[p, q] = int(offset), formula
            elif match := re.fullmatch(
                r"  <(\w)_(\d+), (\w)_(\d+)> = (.*)   \(this entry alone, .*", line
            ):
                p, j, q, k, formula = match.groups()
                table.fixed[(p, int(j)), (q, int(k))] = formula
            elif (
                line.startswith("  <.")
                and line != "  <., .> = 0 for all other pairs, and <X, Y> = <Y, X>."
            ):
                raise ValueError(f"a line of a table that is not understood: {line}")
        return table

    def entry(self, x: Mode, y: Mode) -> Fraction:
        """A pair of families stands in the table in one order; in one family j <= k."""
        pairs = {(p, q) for p, q, _ in self.near} | self.far.keys()
        if (x[0], y[0]) not in pairs or (x[0] == y[0] and x[1] > y[1]):
            x, y = y, x
        (p, j), (q, k) = x, y
        formula = self.fixed.get(((p, j), (q, k))) or self.near.get((p, q, k - j))
        if formula is None and (p, q) in self.far and k - j >= self.far[p, q][0]:
            formula = self.far[p, q][1]
        return (
            Fraction(0) if formula is None else evaluate(formula, Fraction, {"k": Fraction(k)}, {})
        )


def is_houli_form(statement: str) -> bool:
    """The statement defines F with the entries of the independent reference."""
    lines = [line for line in statement.splitlines() if line.startswith("  <")]
    return "F(a, c) = sum over families p, q and j, k >= 1 of <p_j, q_k> p_j q_k" in statement and (
        _is_houli_table("\n".join(lines))
    )


@cache
def _is_houli_table(lines: str) -> bool:
    table = PrintedTable.of(lines)
    modes = houli.modes(TABLE_LAST)
    return all(
        table.entry(x, y) == houli.entry(x, y) for x, y in combinations_with_replacement(modes, 2)
    )


def find(pattern: str, statement: str) -> list[Fraction]:
    """The numbers of the one place of the statement that has this pattern (blanks are equal)."""
    words = " ".join(statement.split())
    (match,) = re.finditer(pattern.replace("NUMBER", NUMBER), words)
    return [Fraction(group) for group in match.groups()]


def positive(statement: str, _: Tree) -> bool:
    """F >= 0 by the enclosure of the best damping; the numbered lines by brute force for rows up
    to some index and a bound for all others, and by a float factor with an exact remainder.
    """
    if not is_houli_form(statement):
        return False
    (damping,) = find(r"p_j q_k - \(NUMBER\) \(\|a\|\^2 \+ \|c\|\^2\)", statement)
    if "Then F(a, c) >= 0 for all square-summable sequences." not in statement:
        return False
    if damping > houli.best_damping()[0]:
        return False
    if "B B^T" in statement:
        n, tail = find(
            r"\(1\) the block of the modes k > NUMBER is >= NUMBER times the identity", statement
        )
        again, rows, columns, other, bound = find(
            r"\(2\) the block of the modes k <= NUMBER \(NUMBER x NUMBER\), even after the "
            r"subtraction of B B\^T/\(NUMBER\), B its coupling to the modes k > \d+, has smallest "
            r"eigenvalue > NUMBER\.",
            statement,
        )
        if (again, rows, columns, other) != (n, 2 * n, 2 * n, tail) or tail <= 0:
            return False
        excess = houli.smallest_excess(int(n), int(n)) - damping
        return excess >= tail and houli.block_positive(int(n), damping + bound, tail)
    n, tail = find(
        r"\(1\) each mode k > NUMBER: .* ALL other entries of its row is >= NUMBER;", statement
    )
    again, bound = find(
        r"\(2\) the block of the modes k <= NUMBER \(\d+ x \d+\) has smallest eigenvalue > NUMBER;",
        statement,
    )
    last, most = find(
        r"\(3\) each mode k <= NUMBER: .* with modes k > \d+ sum to at most NUMBER\.", statement
    )
    if not n == again == last:
        return False
    size = int(n)
    losses = (houli.entry(x, x) - houli.excess(x, size) for x in houli.modes(size))
    return (
        houli.smallest_excess(size, 0) - damping >= tail
        and houli.block_positive(size, damping + bound, None)
        and max(losses) <= most
    )


def negative(statement: str, _: Tree) -> bool:
    """F < 0 somewhere exactly if the damping exceeds the best one."""
    (damping,) = find(r"p_j q_k - \(NUMBER\) \(\|a\|\^2 \+ \|c\|\^2\)", statement)
    said = "Then F(a, c) < 0 for some sequences with finitely many nonzero terms." in statement
    return said and is_houli_form(statement) and damping >= houli.best_damping()[1]


def bracket(statement: str, _: Tree) -> bool:
    """Both ends against the enclosure of the best damping."""
    lower, upper = find(
        r"Then the largest real kappa with F\(a, c\) >= 0 for all square-summable sequences "
        r"satisfies NUMBER <= kappa < NUMBER\.",
        statement,
    )
    low, high = houli.best_damping()
    return (
        "- kappa (|a|^2" in statement
        and is_houli_form(statement)
        and lower <= low
        and high <= upper
    )


# --- entries ---


def entries(statement: str, _: Tree) -> bool:
    """The printed operators have the printed table, for all indices up to a limit."""
    return "Then for ALL pairs of modes" in statement and _differences(statement) == ([], True)


def entries_refuted(statement: str, _: Tree) -> bool:
    """They have not, and where the statement says so the entries are the negatives."""
    return "is FALSE: for some pair of modes <X, Y> is another number." in statement and (
        _differences(statement)[0] != [] and _differences(statement)[1]
    )


@cache
def _differences(statement: str) -> tuple[list[tuple[Mode, Mode]], bool]:
    """Pairs of modes at which the printed table is not that of the printed operators; and whether
    the pairs of families that are said to be opposite are.
    """
    modes = _printed_modes(statement)
    pairs = re.findall(r"^  \[(.*)\]\(X\) \* \[(.*)\]\(Y\)$", statement, re.MULTILINE)
    values = {
        mode: [[wave(text, {}, fields) for text in pair] for pair in pairs]
        for mode, fields in modes.items()
    }
    for text in re.findall(r"^All of them satisfy (.*) = 0\.$", statement, re.MULTILINE):
        if any(wave(text, {}, fields).terms for fields in modes.values()):
            raise ValueError("a constraint does not hold")
    table = PrintedTable.of(statement)
    opposite = re.findall(
        r"For ALL j, k the true entry <(\w)_j, (\w)_k> is the NEGATIVE of that of the table",
        statement,
    )
    if len(opposite) != statement.count("NEGATIVE"):
        raise ValueError("a line about opposite entries that the oracle does not understand")
    different, all_opposite = [], True
    for x, y in combinations_with_replacement(modes, 2):
        total = Fraction(0)
        for first, second in ((values[x], values[y]), (values[y], values[x])):
            for (left, _), (_, right) in zip(first, second, strict=True):
                total += (left * right).integral_against_rho()
        true, printed = total / 2, table.entry(x, y)
        if true != printed:
            different.append((x, y))
        families = {(x[0], y[0]), (y[0], x[0])}
        if families & set(opposite) and true != -printed:
            all_opposite = False
    return different, all_opposite


def _printed_modes(statement: str) -> dict[Mode, dict[str, Wave]]:
    modes: dict[Mode, dict[str, Wave]] = {}
    for p, k, first, text in re.findall(
        r"^  (\w)_(\d+|k, k >= (\d+)): (.*)$", statement, re.MULTILINE
    ):
        indices = [int(k)] if not first else range(int(first), OPERATOR_LAST + 1)
        fields = dict(part.split(" = ") for part in text.split(", "))
        for index in indices:
            symbols = {"k": Fraction(index)} if first else {}
            modes[p, index] = {name: wave(formula, symbols, {}) for name, formula in fields.items()}
    return modes


# --- matrices ---


def definite(statement: str, parameters: Tree) -> bool:
    """All leading minors of A - bound are positive (for large blocks: a float factor with an exact
    remainder).
    """
    matrix, bound = _matrix(statement, parameters, ">")
    return positive_definite(_shifted(matrix, bound))


def below(statement: str, parameters: Tree) -> bool:
    """The characteristic polynomial of A - bound has a negative root: Descartes' rule is exact for
    polynomials with real roots only. For large blocks: v^T (A - bound) v < 0 for a rounded
    eigenvector v.
    """
    matrix, bound = _matrix(statement, parameters, "<")
    shifted = _shifted(matrix, bound)
    exact = fmpq_mat([[fmpq(v.numerator, v.denominator) for v in row] for row in shifted])
    if len(shifted) > MINORS_SIZE:
        _, vectors = np.linalg.eigh(np.array(shifted, dtype=float))
        v = fmpq_mat([[fmpq(round(float(x) * 2**40))] for x in vectors[:, 0]])
        return bool((v.transpose() * exact * v)[0, 0] < 0)
    flipped = [c * (-1) ** i for i, c in enumerate(exact.charpoly().coeffs()) if c != 0]
    return any((a > 0) != (b > 0) for a, b in pairwise(flipped))


def eigenvalues(statement: str, parameters: Tree) -> bool:
    """Each interval has its number of eigenvalues inside, and none at its ends."""
    rows = _printed_matrix(statement, parameters)
    (width,) = find(
        r"Then these intervals are disjoint, none is wider than NUMBER, every eigenvalue of A lies "
        r"inside one of them, and they hold so many, counted with multiplicity:",
        statement,
    )
    lines = re.findall(rf"^  {NUMBER} <= x <= {NUMBER}: exactly (\d+)$", statement, re.MULTILINE)
    if len(lines) != statement.count("exactly"):
        return False
    found = sorted((Fraction(low), Fraction(high), int(k)) for low, high, k in lines)
    if any(high >= low for (_, high, _), (low, _, _) in pairwise(found)):
        return False
    for low, high, k in found:
        (below, at_low, _), (_, at_high, above) = _around(rows, low), _around(rows, high)
        inside = len(rows) - below - above
        if at_low or at_high or low > high or high - low > width or inside != k:
            return False
    return sum(k for *_, k in found) == len(rows)


def inertia(statement: str, parameters: Tree) -> bool:
    """The numbers of positive, negative and zero eigenvalues."""
    positive, negative, zero = find(
        r"Then A has exactly NUMBER positive and NUMBER negative eigenvalues, and NUMBER times the "
        r"eigenvalue 0, counted with multiplicity\.",
        statement,
    )
    rows = _printed_matrix(statement, parameters)
    return _around(rows, Fraction(0)) == (negative, zero, positive)


def _around(rows: list[list[Fraction]], t: Fraction) -> tuple[int, int, int]:
    """How many eigenvalues are < t, = t and > t: Descartes' rule is exact for the characteristic
    polynomial of A - t, all of whose roots are real.
    """
    entries = [[fmpq(v.numerator, v.denominator) for v in row] for row in _shifted(rows, t)]
    c = list(fmpq_mat(entries).charpoly().coeffs())
    zero = next(i for i, value in enumerate(c) if value != 0)
    signs = [value > 0 for value in c if value != 0]
    above = sum(a != b for a, b in pairwise(signs))
    return len(rows) - zero - above, zero, above


def _shifted(matrix: list[list[Fraction]], bound: Fraction) -> list[list[Fraction]]:
    return [
        [value - (bound if i == j else 0) for j, value in enumerate(row)]
        for i, row in enumerate(matrix)
    ]


def _matrix(statement: str, parameters: Tree, sign: str) -> tuple[list[list[Fraction]], Fraction]:
    (bound,) = find(rf"Then the smallest eigenvalue of A is {sign} NUMBER\.", statement)
    return _printed_matrix(statement, parameters), bound


def _printed_matrix(statement: str, parameters: Tree) -> list[list[Fraction]]:
    if match := re.search(r"Let A = \[(.*)\]\.", statement):
        return [[Fraction(v) for v in row.split()] for row in match[1].split(";")]
    if match := re.search(
        r"Let A be the (\d+) x \1 matrix whose canonical JSON has (sha256:\w+)\.", statement
    ):
        literal = parameters["matrix"]
        if sha256(literal) != match[2] or len(literal) != int(match[1]):
            raise ValueError("the statement names another matrix than the parameters")
        return [[Fraction(v) for v in row] for row in literal]
    rows, columns, damping, n = find(
        r"Let A be the NUMBER x NUMBER matrix of the entries <X, Y> - \(NUMBER\) \[X = Y\] between "
        r"the modes X, Y with index k <= NUMBER, where",
        statement,
    )
    lines = [line for line in statement.splitlines() if line.startswith("  <")]
    if not rows == columns == 2 * n or not _is_houli_table("\n".join(lines)):
        raise ValueError("a block that is not that of the form")
    return _shifted(houli.block(int(n)), damping)


def linear_solution(statement: str, parameters: Tree) -> bool:
    """The determinant is not 0, and the exact solution lies in the box."""
    text = statement.split("Then A x = b has exactly one solution x, and\n")
    if len(text) != 2:
        return False
    a, b = (_named_matrix(name, text[0], parameters) for name in ("A", "b"))
    box = re.findall(rf"^  \|x_(\d+) - \({NUMBER}\)\| <= {NUMBER}$", text[1], re.MULTILINE)
    if [int(i) for i, _, _ in box] != list(range(1, len(a) + 1)) or len(b) != len(a):
        return False
    if len(box) != len(text[1].splitlines()) or any(len(row) != len(a) for row in a):
        return False
    exact = fmpq_mat([[fmpq(v.numerator, v.denominator) for v in row] for row in a])
    if exact.det() == 0:
        return False
    x = exact.solve(fmpq_mat([[fmpq(v.numerator, v.denominator)] for (v,) in b]))
    found = [Fraction(int(x[i, 0].p), int(x[i, 0].q)) for i in range(len(a))]
    return all(
        abs(value - Fraction(c)) <= Fraction(r) for value, (_, c, r) in zip(found, box, strict=True)
    )


def _named_matrix(name: str, text: str, parameters: Tree) -> list[list[Fraction]]:
    if match := re.search(rf"^Let {name} = \[(.*)\]\.$", text, re.MULTILINE):
        return [[Fraction(v) for v in row.split()] for row in match[1].split(";")]
    literal = parameters["matrix"] if name == "A" else [[v] for v in parameters["right-side"]]
    size = f"{len(literal)} x {len(literal[0])}"
    stated = f"Let {name} be the {size} matrix whose canonical JSON has {sha256(literal)}."
    if stated not in text.splitlines():
        raise ValueError("the statement names another matrix than the parameters")
    return [[Fraction(v) for v in row] for row in literal]


# --- identities ---


def identity(statement: str, _: Tree) -> bool:
    """Both sides are defined and agree, by exact Fourier arithmetic, at many rational values of the
    symbols: the first ones, small fractions beyond them, and random ones. A divisor that has both
    signs vanishes in between.
    """
    least, pairs = _sides(statement.splitlines())
    signs = set()
    left, right = pairs[0]
    try:
        for values in _values(least):
            if any(_difference(*pair, values).terms for pair in pairs):
                return False
            signs.add(
                tuple(
                    wave_of(divisor, values, {}).terms[Fraction(0)][0] > 0
                    for text in (left, right)
                    for divisor in divisors(tree_of(text))
                )
            )
    except (ZeroDivisionError, ValueError):
        return False
    return len(signs) == 1


def identity_refuted(statement: str, _: Tree) -> bool:
    """Both sides are defined and differ at one of these values."""
    head, *lines = statement.splitlines()
    if head != "The following is FALSE (both sides are defined and differ for some values):":
        return False
    least, pairs = _sides(lines)
    for values in _values(least):
        try:
            if any(_difference(*pair, values).terms for pair in pairs):
                return True
        except (ZeroDivisionError, ValueError):
            continue
    return False


def _sides(lines: list[str]) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """The first values of the symbols, and both sides on some lines y = Y x."""
    if lines[0] == "Let D = d/dx.":
        lines = lines[1:]
    quantifiers, left, equals, right = lines
    head, *symbols = quantifiers.split(", ")
    if head != "For all real x" or equals != "=":
        raise ValueError("not the statement of an identity")
    more = [name for name in symbols if " " not in name]
    symbols = symbols[len(more) :]
    least = {}
    for symbol in symbols:
        (found,) = re.finditer(r"all real ([a-z][a-z0-9_]*) >= (-?\d+)", symbol)
        least[found[1]] = int(found[2])
    pairs = []
    for slopes in SLOPES if more else SLOPES[:1]:
        sides = [left, right]
        for name, slope in zip(more, slopes, strict=False):
            sides = [re.sub(rf"\b{name}\b", f"({slope}*x)", side) for side in sides]
        pairs.append((sides[0], sides[1]))
    return least, pairs


def _difference(left: str, right: str, values: dict[str, Fraction]) -> Wave:
    return wave(left, values, {}) - wave(right, values, {})


def _values(least: dict[str, int]) -> Iterator[dict[str, Fraction]]:
    random = Random(1)
    yield {name: Fraction(first) for name, first in least.items()}
    for i in range(POINTS):
        yield {
            name: first
            + (
                Fraction(random.randrange(24), random.randrange(1, 4))
                if i % 4
                else Fraction(random.randrange(10**6), random.randrange(1, 10**3))
            )
            for name, first in least.items()
        }


# --- inequalities ---


def inequality(statement: str, _: Tree) -> bool:
    """No counterexample among many points, near the least values to many digits; the expression is
    defined at all of them, and no divisor has two signs.
    """
    return analysis.holds(statement.splitlines())


def inequality_refuted(statement: str, _: Tree) -> bool:
    """A counterexample among these points."""
    head, *lines = statement.splitlines()
    said = "The following is FALSE (at some point the expression is defined, and it fails):"
    return head == said and analysis.fails(lines)


ORACLES: dict[str, Callable[[str, Tree], bool]] = {
    **oracle_energy_ball.ORACLES,
    **oracle_integral.ORACLES,
    "identity.trigonometric": identity,
    "identity.trigonometric-refuted": identity_refuted,
    "inequality": inequality,
    "inequality-refuted": inequality_refuted,
    "linear-system.solution": linear_solution,
    "matrix.eigenvalue-below": below,
    "matrix.eigenvalues": eigenvalues,
    "matrix.inertia": inertia,
    "matrix.positive-definite": definite,
    **oracle_formulas.ORACLES,
    **oracle_polynomials.ORACLES,
    "quadratic-form.best-damping": bracket,
    "quadratic-form.entries": entries,
    "quadratic-form.entries-refuted": entries_refuted,
    "quadratic-form.negative": negative,
    "quadratic-form.positive": positive,
    "system.zero": oracle_systems.system_zero,
}
