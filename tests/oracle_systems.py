"""Is there exactly one zero of a system in a box? By Newton's method from many starts, with
70 digits and derivatives by differences: the independent reference of the tests.
"""

from __future__ import annotations

import re
from itertools import product
from random import Random

import mpmath
from mpmath import mp, mpf

from tests.analysis import NotDefined, NotKnown, number, parsed, value
from tests.files import Tree

DIGITS, STEPS, STARTS = 70, 80, 24
STEP, SAME = mpf(10) ** -30, mpf(10) ** -40
SIDE = r"  \|([a-z][a-z0-9_]*) - \((-?\d+(?:/\d+)?)\)\| <= (\d+(?:/\d+)?)"
MIDDLE = "these expressions are defined, and at exactly one such point all of them are 0:"
Point = list[mpf]


def system_zero(statement: str, _: Tree) -> bool:
    """Defined at all points that are tried, and all runs that end in the box end at one zero."""
    head, *lines = statement.splitlines()
    at = lines.index(MIDDLE)
    sides = [re.fullmatch(SIDE, line) for line in lines[:at]]
    texts = [line.removeprefix("  ") for line in lines[at + 1 :]]
    if None in sides or not len(texts) == len(sides) >= 1:
        raise ValueError("not the statement of a zero")
    names = [side[1] for side in sides if side]
    if head != f"For all real {', '.join(names)} with":
        raise ValueError("other variables than those of the box")
    with mp.workdps(DIGITS):
        box = [(number(side[2], mpf(0)), number(side[3], mpf(0))) for side in sides if side]
        return _one_zero(texts, names, box)


def _one_zero(texts: list[str], names: list[str], box: list[tuple[mpf, mpf]]) -> bool:
    signs: dict[str, set[int]] = {}

    def f(x: Point, seen: dict[str, set[int]]) -> Point:
        at = dict(zip(names, x, strict=True))
        return [value(parsed(text), at, seen) for text in texts]

    random = Random(1)
    ends = [(c - r, c, c + r) for c, r in box]
    starts = list(product(*ends)) if len(box) <= 3 else [tuple(c for c, _ in box)]
    starts += [
        tuple(c + r * mpf(random.randrange(-1000, 1001)) / 1000 for c, r in box)
        for _ in range(STARTS)
    ]
    try:
        for x in starts:
            f(list(x), signs)
    except (NotDefined, NotKnown):
        return False
    if any({-1, 1} <= found or 0 in found for found in signs.values()):
        return False
    zeros: list[Point] = []
    for start in starts:
        try:
            x = _newton(lambda x: f(x, {}), list(start))
        except (NotDefined, NotKnown, ZeroDivisionError):
            continue
        inside = all(abs(y - c) <= r + SAME for y, (c, r) in zip(x, box, strict=True))
        new = all(max(abs(u - v) for u, v in zip(x, y, strict=True)) > SAME for y in zeros)
        if inside and new:
            zeros.append(x)
    return len(zeros) == 1


def _newton(f, x: Point) -> Point:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """A zero where the derivative is not singular; ZeroDivisionError if there is none."""
    n = len(x)
    for _ in range(STEPS):
        here = f(x)
        columns = []
        for j in range(n):
            up = f([y + STEP * (i == j) for i, y in enumerate(x)])
            columns.append([(u - v) / STEP for u, v in zip(up, here, strict=True)])
        jacobian = mpmath.matrix([[columns[j][i] for j in range(n)] for i in range(n)])
        if abs(mpmath.det(jacobian)) < mpf(10) ** -20:
            raise ZeroDivisionError
        move = mpmath.lu_solve(jacobian, mpmath.matrix(here))
        x = [y - move[i] for i, y in enumerate(x)]
        if max(abs(m) for m in move) < mpf(10) ** -50:
            return x
    raise ZeroDivisionError
