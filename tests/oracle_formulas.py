"""Are statements about rational formulas, and formulas in matrices, true? By exact values at many
rational points, and for many matrices.

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

from flint import fmpq_mat

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


# --- identities ---


def _sides(lines: list[str]) -> tuple[str, str]:
    left, equals, right = lines
    if equals != "=" or not left.startswith("  ") or not right.startswith("  "):
        raise ValueError("not the statement of an identity")
    return left, right


def _differences(head: str, left: str, right: str) -> Iterator[Fraction]:
    """Left minus right at points where both are defined."""
    (said,) = re.finditer(r"^For all real ([a-z0-9_, ]+) for which both sides are defined:$", head)
    random, names = Random(1), said[1].split(", ")
    for k in range(POINTS):
        at = {x: Fraction(random.randint(-k - 2, k + 2), random.randint(1, 5)) for x in names}
        try:
            yield value(parsed(left), at, {}) - value(parsed(right), at, {})
        except ZeroDivisionError:
            continue


def rational(statement: str, _: Tree) -> bool:
    """The sides agree wherever they are defined, and that is at most of the points."""
    head, *middle, last = statement.splitlines()
    found = list(_differences(head, *_sides(middle)))
    said = last == "(no divisor is zero everywhere)."
    return said and 2 * len(found) > POINTS and not any(found)


def rational_refuted(statement: str, _: Tree) -> bool:
    """They differ at one of them."""
    false, head, *middle = statement.splitlines()
    said = "The following is FALSE (at some point both sides are defined and differ):"
    return false == said and any(_differences(head, *_sides(middle)))


REMARK = "(T(.) is the transpose, inv(.) the inverse, a number so many times the identity)."


def matrices(node: ast.expr, at: dict[str, fmpq_mat], n: int) -> fmpq_mat:
    """The value for matrices.

    Raises:
        ZeroDivisionError: where it is not defined.
    """
    one = fmpq_mat([[int(i == j) for j in range(n)] for i in range(n)])
    if isinstance(node, ast.Constant):
        return one * int(node.value)
    if isinstance(node, ast.Name):
        return at[node.id]
    if isinstance(node, ast.UnaryOp):
        return matrices(node.operand, at, n) * -1
    if isinstance(node, ast.Call):
        x = matrices(node.args[0], at, n)
        return x.transpose() if ast.unparse(node.func) == "T" else x.inv()
    assert isinstance(node, ast.BinOp)
    x, y = matrices(node.left, at, n), matrices(node.right, at, n)
    if isinstance(node.op, ast.Pow):
        result = one
        for _ in range(int(y[0, 0])):
            result *= x
        return result
    if isinstance(node.op, ast.Div):
        if y != one * y[0, 0]:
            raise ZeroDivisionError
        return x * (1 / y[0, 0])
    return (
        x + y if isinstance(node.op, ast.Add) else x - y if isinstance(node.op, ast.Sub) else x * y
    )


def _trials(head: str, left: str, right: str) -> Iterator[bool]:
    """Whether the sides differ, for many matrices; zero is among them where it may be.

    Raises:
        ZeroDivisionError: if a side is not defined.
    """
    (said,) = re.finditer(
        r"^For all n >= 1 and all real n x n matrices ([A-Za-z0-9_, ]+?)(?: with (.*))?:$", head
    )
    properties = dict.fromkeys(said[1].split(", "), "")
    properties |= dict(part.split(" ", 1) for part in (said[2] or "").split(", ") if part)
    random = Random(1)
    for k in range(30):
        n, at = 1 + k % 4, {}
        for name, text in properties.items():
            rows = [[random.randint(-9, 9) * (k > 3) for _ in range(n)] for _ in range(n)]
            a = fmpq_mat(rows)
            if "symmetric" in text:
                a += a.transpose()
            if "invertible" in text:
                a += fmpq_mat([[1000 * (i == j) for j in range(n)] for i in range(n)])
            at[name] = a
        yield matrices(parsed(left), at, n) != matrices(parsed(right), at, n)


def noncommutative(statement: str, _: Tree) -> bool:
    """The sides are defined and agree for all the matrices."""
    head, *middle, last = statement.splitlines()
    try:
        return last == REMARK and not any(_trials(head, *_sides(middle)))
    except ZeroDivisionError:
        return False


def noncommutative_refuted(statement: str, _: Tree) -> bool:
    """They differ for some of them."""
    false, head, *middle, last = statement.splitlines()
    said = "The following is FALSE (for some n and some such matrices both sides differ):"
    try:
        return (false, last) == (said, REMARK) and any(list(_trials(head, *_sides(middle))))
    except ZeroDivisionError:
        return False


ORACLES: dict[str, Callable[[str, Tree], bool]] = {
    "identity.noncommutative": noncommutative,
    "identity.noncommutative-refuted": noncommutative_refuted,
    "identity.rational": rational,
    "identity.rational-refuted": rational_refuted,
    "parametric.sign": sign,
    "parametric.sign-refuted": sign_refuted,
}
