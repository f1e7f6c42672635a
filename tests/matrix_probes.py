"""Probes of congruences, of the kinds about eigenvalues, and of the same parts of the second
checker.

As in kernel_probes.py, each function says what the code gives for right, boundary and wrong ones.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from cap import minicheck
from cap.claims.eigenvalues import Eigenvalues, need_kernel
from cap.claims.linear_system import LinearSolution
from cap.claims.system_zero import NODE_LIMIT, SystemZero, need_defined
from cap.kernels.congruence import Congruence, cleared, limit_work, symmetric
from cap.kernels.term import Terms
from flint import fmpq, fmpz

from tests.probing import said

# The lower triangle of a matrix with the common denominator 6, and vectors that are not orthogonal.
ROWS = [{0: "7/2"}, {0: "-1/3", 1: "-5"}, {1: "1/6", 2: "9"}]
VECTORS = [[9, 1, 0], [1, -8, 2], [0, 1, 7]]
POINTS = ("-11", "-5", "-1/3", "0", "1/7", "4", "11/3", "9", "91/10", "40")
FULL = 2**4999  # 5000 bits: the limit for 100 rows
ONES = [[1] * 4 for _ in range(4)]
KERNELS = (
    [[1, -1, 0, 0], [1, 0, -1, 0], [1, 0, 0, -1]], [[1, -1, 0, 0], [1, -1, 0, 0]],
    [[1, -1, 0, 0], [0, 0, 0, 0]], [[1, -1, 2, -2], [2, -2, 1, -1]], [[1, 0, 0, 0]],
    [[1, -1, 0, 0], [0, 0, 1, 1]], [[1, -1, 0]], [[1, -1, 0, 0], [1, -1]], [],
)  # fmt: skip


def limits_of_products() -> str:
    """Rows^3 * bits at the limit, with at least 64 bits, of denominators, entries and vectors."""
    hundred: list[list[fmpq]] = [[fmpq(0)] for _ in range(99)]
    zeros = [[fmpz(0)] * 100] * 100

    def vector(x: fmpz) -> list[list[fmpz]]:
        return [[x, *[fmpz(0)] * 99]]

    full = fmpz(FULL)
    return said(
        lambda: limit_work(427),
        lambda: limit_work(428),
        lambda: limit_work(100, fmpz(1), full),
        lambda: limit_work(100, 2 * full, fmpz(1)),
        lambda: limit_work(1, full**9),
        lambda: cleared([[fmpq(1, full)], *hundred])[0],
        lambda: cleared([[fmpq(1, 2 * full)], *hundred])[0],
        lambda: cleared([[fmpq(full)], *hundred])[0],
        lambda: cleared([[fmpq(2 * full)], *hundred])[0],
        lambda: len(Congruence.of(fmpz(1), zeros, vector(full)).parts),
        lambda: len(Congruence.of(fmpz(1), zeros, vector(2 * full)).parts),
        lambda: need_kernel(zeros, vector(full)),
        lambda: need_kernel(zeros, vector(2 * full)),
    )


def congruences() -> str:
    """Common denominators, products, counts at points and where a row is not dominated."""
    rows = [{j: fmpq(*map(int, x.split("/"))) for j, x in row.items()} for row in ROWS]
    d, a = symmetric(rows)
    found = [str(cleared([[fmpq(1, 3)], [fmpq(-2)]])), str((d, a))]
    for m in (3, 2, 1, 0):
        vectors = [[fmpz(x) for x in v] for v in VECTORS[:m]]
        congruence = Congruence.of(d, a, vectors)
        found.append(str(congruence.parts))
        points = [fmpq(*map(int, t.split("/"))) for t in POINTS]
        found.append(said(*(lambda t=t, c=congruence: c.below(t) for t in points)))
    found.append(said(lambda: Congruence.of(d, a, [[fmpz(1)] * 2])))
    return "\n".join(found)


def kernels() -> str:
    """Independent vectors that a matrix of ones annihilates, and others."""
    a = [[fmpz(x) for x in row] for row in ONES]
    found = [[[fmpz(x) for x in v] for v in kernel] for kernel in KERNELS if kernel]
    return said(*(lambda k=k: need_kernel(a, k) for k in found))


def _many(n: int) -> dict[str, Any]:
    intervals = [{"interval": [str(2 * k), str(2 * k + 1)], "count": 1} for k in range(n)]
    return {"matrix": [["1"]], "width": "1", "eigenvalues": intervals}


def numbers_of_intervals() -> str:
    """2000 can be read, 2001 cannot."""
    return said(*(lambda n=n: Eigenvalues.statement(_many(n)) for n in (1, 2000, 2001)))


def _hundred(x: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """100 equations, and R with one large entry."""
    a = [[str(int(i == j)) for j in range(100)] for i in range(100)]
    vectors = {key: ["0"] * 100 for key in ("right-side", "center", "radii")}
    inverse: list[list[Any]] = [[int(i == j) for j in range(100)] for i in range(100)]
    inverse[0][1] = hex(x)
    return {"matrix": a, **vectors}, {"exponent": 0, "inverse": inverse}


def limits_of_inverses() -> str:
    """5000 bits are multiplied, 5001 are not."""
    return said(*(lambda x=x: LinearSolution.check(*_hundred(x), {}) for x in (FULL, 2 * FULL)))


def limits_of_systems() -> str:
    """Thirty equations, and 200,000 terms to enclose, of expressions and of conditions."""

    def many(n: int) -> dict[str, Any]:
        names = [f"x{i}" for i in range(n)]
        vectors = {"center": ["0"] * n, "radii": ["1"] * n}
        return {"expressions": names, "variables": names, **vectors}

    terms = Terms()
    x = terms.make("name", "x")
    two, root = terms.make("+", x, x), terms.make("sqrt", x)
    sides = {"x": (fmpq(0), fmpq(1))}
    full = [two] * (NODE_LIMIT // 2)
    return said(
        lambda: SystemZero.statement(many(30)),
        lambda: SystemZero.statement(many(31)),
        lambda: SystemZero.statement({**many(1), "expressions": ["y"]}),
        lambda: need_defined(terms, full, sides),
        lambda: need_defined(terms, [*full[2:], root, x], sides),
        lambda: need_defined(terms, [*full, x], sides),
        lambda: need_defined(terms, [*full[1:], root], sides),
    )


# --- the second checker ---


def _told(*calls: Callable[[], object]) -> str:
    lines = []
    for call in calls:
        try:
            lines.append(str(call()))
        except minicheck.Refused as refusal:
            lines.append(f"refused: {refusal.args}")
    return "\n".join(lines)


def second_limits_of_products() -> str:
    """The same of the second checker."""
    m, zero = minicheck, Fraction(0)
    hundred = [[zero] for _ in range(99)]
    zeros = [[0] * 100] * 100
    return _told(
        lambda: m.limited_work(427),
        lambda: m.limited_work(428),
        lambda: m.limited_work(100, 1, FULL),
        lambda: m.limited_work(100, 2 * FULL, 1),
        lambda: m.limited_work(1, FULL**9),
        lambda: m.cleared([[Fraction(1, FULL)], *hundred])[0],
        lambda: m.cleared([[Fraction(1, 2 * FULL)], *hundred])[0],
        lambda: m.cleared([[Fraction(FULL)], *hundred])[0],
        lambda: m.cleared([[Fraction(2 * FULL)], *hundred])[0],
        lambda: len(m.congruence(1, zeros, [[FULL, *[0] * 99]])),
        lambda: len(m.congruence(1, zeros, [[2 * FULL, *[0] * 99]])),
    )


def second_congruences() -> str:
    """The same of the second checker."""
    m = minicheck
    rows = [{j: Fraction(x) for j, x in row.items()} for row in ROWS]
    d, a = m.dense(rows)
    found = [str(m.cleared([[Fraction(1, 3)], [Fraction(-2)]])), str((d, a))]
    for k in (3, 2, 1, 0):
        parts = m.congruence(d, a, VECTORS[:k])
        found.append(str(parts))
        found.append(_told(*(lambda t=t, p=parts: m.count_below(p, Fraction(t)) for t in POINTS)))
    found.append(_told(lambda: m.congruence(d, a, [[1] * 2])))
    return "\n".join(found)


def second_kernels_and_intervals() -> str:
    """The same of the second checker, through its kinds."""
    lines = []
    for kernel in KERNELS:
        k = len(kernel)
        parameters = {"matrix": [[str(x) for x in row] for row in ONES], "positive": 4 - k,
                      "negative": 0, "zero": k}  # fmt: skip
        vectors = [[7, 7, 7, 7 + i] for i in range(4 - k)]
        _, check = minicheck.kind("matrix.inertia", parameters)
        witness = {key: value for key, value in (("vectors", vectors), ("kernel", kernel)) if value}
        lines.append(_told(lambda c=check, w=witness: c(w, {})))
    large = {"matrix": [["0"] * 100] * 100, "positive": 99, "negative": 0, "zero": 1}
    for x in (FULL, 2 * FULL):
        _, check = minicheck.kind("matrix.inertia", large)
        units = [[int(i == j) for j in range(100)] for i in range(99)]
        witness = {"vectors": units, "kernel": [[hex(x), *[0] * 99]]}
        lines.append(_told(lambda c=check, w=witness: c(w, {})))
    many = (lambda n=n: minicheck.kind("matrix.eigenvalues", _many(n))[0] for n in (1, 2000, 2001))
    return "\n".join([*lines, _told(*many)])


def second_limits_of_inverses() -> str:
    """The same of the second checker."""
    lines = []
    for x in (FULL, 2 * FULL):
        parameters, witness = _hundred(x)
        _, check = minicheck.kind("linear-system.solution", parameters)
        lines.append(_told(lambda c=check, w=witness: c(w, {})))
    return "\n".join(lines)
