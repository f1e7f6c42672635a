"""Are statements about rational formulas true? By exact values at many rational points.

Formulas are read by Python's own parser. A divisor that has both signs for the same integers
vanishes in between.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import islice, product
from random import Random

from tests.files import Tree

NEAR = [Fraction(x) for x in (
    "1/1000000000000000000000000000000000", "1/1000000000", "1/1000", "1/10", "1/4", "1/3", "1/2",
    "2/3", "1", "3/2", "2", "5/2", "3", "7/2", "5", "10", "100", "1000000", "1" + "0" * 30,
)]  # fmt: skip
POINTS = 700
FALSE = "The following is FALSE (at some point the expression is defined, and it fails):"
Point = dict[str, Fraction]


@dataclass(frozen=True)
class Printed:
    """What a statement of `parametric.sign` says."""

    expression: str
    strict: bool
    sides: dict[str, tuple[Fraction | None, Fraction | None]]
    integers: tuple[str, ...]

    @staticmethod
    def of(lines: list[str]) -> Printed:
        head, middle, last = lines
        if last != "(in particular the expression is defined there).":
            raise ValueError("not the statement of a sign")
        (said,) = re.finditer(r"  (.+) (>=?) 0", middle)
        sides: dict[str, tuple[Fraction | None, Fraction | None]] = {}
        integers = []
        (whole,) = re.finditer(r"For all (.*):", head)
        for part in whole[1].split(" and all "):
            if found := re.fullmatch(r"integers (\w+) >= (-?\d+)", part):
                sides[found[1]] = Fraction(found[2]), None
                integers.append(found[1])
                continue
            (found,) = re.finditer(r"^real ([a-z0-9_, ]+?)(?: with (.*))?$", part)
            sides |= dict.fromkeys(found[1].split(", "), (None, None))
            for side in filter(None, (found[2] or "").split(", ")):
                (one,) = re.finditer(r"^(?:(\S+) <= )?([a-z]\w*)(?: <= (\S+))?$", side)
                sides[one[2]] = tuple(Fraction(x) if x else None for x in (one[1], one[3]))
        return Printed(said[1], said[2] == ">", sides, tuple(integers))

    def points(self) -> Iterator[Point]:
        """All combinations of few values, and random ones."""
        spots = []
        for name, (low, high) in self.sides.items():
            steps = [Fraction(0), *NEAR]
            near = [low + s for s in steps] if low is not None else []
            near += [high - s for s in steps] if high is not None else []
            near += [s * t for s in steps for t in (1, -1)]
            if low is not None and high is not None:
                near += [low + (high - low) * i / 40 for i in range(41)]
            if low is not None:
                near += [low + i for i in range(60)]
            near += [Fraction(i, 8) for i in range(-80, 80)]
            inside = [x for x in near if (low is None or low <= x) and (high is None or x <= high)]
            if name in self.integers:
                inside = [x for x in inside if x.denominator == 1]
            spots.append(list(dict.fromkeys(inside)))
        names = list(self.sides)
        most = max(2, int(POINTS ** (1 / len(spots))))
        for x in product(*(spot if len(spots) == 1 else spot[:most] for spot in spots)):
            yield dict(zip(names, x, strict=True))
        random = Random(1)
        for _ in range(POINTS if len(spots) > 1 else 0):
            yield {name: random.choice(spot) for name, spot in zip(names, spots, strict=True)}


@cache
def parsed(expression: str) -> ast.expr:
    return ast.parse(expression.strip(), mode="eval").body


def value(node: ast.expr, at: Point, divisors: dict[str, Fraction]) -> Fraction:
    """The exact value; the values of all divisors are left in `divisors`.

    Raises:
        ZeroDivisionError: where it is not defined.
    """
    if isinstance(node, ast.Constant):
        return Fraction(int(node.value))
    if isinstance(node, ast.Name):
        return at[node.id]
    if isinstance(node, ast.UnaryOp):
        return -value(node.operand, at, divisors)
    assert isinstance(node, ast.BinOp)
    x, y = value(node.left, at, divisors), value(node.right, at, divisors)
    if isinstance(node.op, ast.Pow):
        return x ** int(y)
    if isinstance(node.op, ast.Div):
        divisors[ast.unparse(node.right)] = y
        return x / y
    return (
        x + y if isinstance(node.op, ast.Add) else x - y if isinstance(node.op, ast.Sub) else x * y
    )


def sign(statement: str, _: Tree) -> bool:
    """No counterexample at the points, and no divisor has both signs for the same integers."""
    printed = Printed.of(statement.splitlines())
    signs: dict[object, bool] = {}
    for at in islice(printed.points(), 4 * POINTS):
        divisors: dict[str, Fraction] = {}
        try:
            f = value(parsed(printed.expression), at, divisors)
        except ZeroDivisionError:
            return False
        if f < 0 or (printed.strict and f == 0):
            return False
        for text, y in divisors.items():
            key = text, *(at[name] for name in printed.integers)
            if signs.setdefault(key, y > 0) != (y > 0):
                return False
    return True


def sign_refuted(statement: str, _: Tree) -> bool:
    """A counterexample at the points."""
    head, *lines = statement.splitlines()
    printed = Printed.of(lines)
    for at in printed.points():
        try:
            f = value(parsed(printed.expression), at, {})
        except ZeroDivisionError:
            continue
        if f < 0 or (printed.strict and f == 0):
            return head == FALSE
    return False


ORACLES: dict[str, Callable[[str, Tree], bool]] = {
    "parametric.sign": sign,
    "parametric.sign-refuted": sign_refuted,
}
