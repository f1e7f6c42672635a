"""Inequalities by many digits: the independent reference of the tests.

Expressions are read by Python's own parser and evaluated by mpmath; the points are random ones,
the ends, far ones, and those where the value is least.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from random import Random

import mpmath
from mpmath import mp, mpf

DIGITS = 60
ZERO = mpf(10) ** -45
FAR = ("1e-30", "1e-9", "1e-3", "0.1", "0.7", "1", "2.5", "7", "40", "1e3", "1e9")
FUNCTIONS: dict[str, Callable[[mpf], mpf]] = {
    "abs": abs, "atan": mpmath.atan, "cos": mpmath.cos, "cosh": mpmath.cosh, "exp": mpmath.exp,
    "log": mpmath.log, "sin": mpmath.sin, "sinh": mpmath.sinh, "sqrt": mpmath.sqrt,
    "tan": mpmath.tan, "tanh": mpmath.tanh,
}  # fmt: skip
MOVES = 300
LARGEST = mpf(10) ** 15  # exp of more is not computed
Side = tuple[mpf, mpf]


class NotDefined(Exception):  # noqa: N818
    """The expression has no value at a point."""


class NotKnown(Exception):  # noqa: N818
    """Nothing can be said."""


@dataclass(frozen=True)
class Printed:
    """What a statement says."""

    expression: str
    strict: bool
    box: dict[str, Side]

    @staticmethod
    def of(lines: list[str]) -> Printed:
        head, middle, last = lines
        if last != "(in particular the expression is defined there).":
            raise ValueError("not the statement of an inequality")
        (said,) = re.finditer(r"  (.+) (>=?) 0", middle)
        box: dict[str, Side] = {}
        if head != "It holds that":
            (names,) = re.finditer(r"For all real ([a-z0-9_, ]+?)(?: with (.*))?:", head)
            box = {name: (-mpf("inf"), mpf("inf")) for name in names[1].split(", ")}
            for side in filter(None, (names[2] or "").split(", ")):
                (found,) = re.finditer(r"(?:(\S+) <= )?([a-z]\w*)(?: <= (\S+))?", side)
                low, high = box[found[2]]
                box[found[2]] = (number(found[1], low), number(found[3], high))
        return Printed(said[1], said[2] == ">", box)


def number(text: str | None, otherwise: mpf) -> mpf:
    if text is None:
        return otherwise
    p, _, q = text.partition("/")
    return mpf(int(p)) / int(q or 1)


@cache
def parsed(expression: str) -> ast.expr:
    return ast.parse(expression.strip(), mode="eval").body


def value(node: ast.expr, at: dict[str, mpf], signs: dict[str, set[int]]) -> mpf:
    """The value at a point; what is divided by, and cos at the arguments of tan, leave their signs.

    Raises:
        NotDefined: where the expression is not defined.
    """
    if isinstance(node, ast.Constant):
        return mpf(int(node.value))
    if isinstance(node, ast.Name):
        return mp.pi if node.id == "pi" else at[node.id]
    if isinstance(node, ast.UnaryOp):
        return -value(node.operand, at, signs)
    if isinstance(node, ast.Call):
        x = value(node.args[0], at, signs)
        name = ast.unparse(node.func)
        if (name == "log" and x <= 0) or (name == "sqrt" and x < 0):
            raise NotDefined
        if name in ("exp", "sinh", "cosh") and abs(x) > LARGEST:
            raise NotKnown
        if name == "tan":
            signs.setdefault(ast.unparse(node), set()).add(int(mpmath.sign(mpmath.cos(x))))
        return FUNCTIONS[name](x)
    x, y = value(node.left, at, signs), value(node.right, at, signs)
    if isinstance(node.op, ast.Pow):
        return x ** int(y)
    if isinstance(node.op, ast.Div):
        signs.setdefault(ast.unparse(node.right), set()).add(int(mpmath.sign(y)))
        if y == 0:
            raise NotDefined
        return x / y
    return (
        x + y if isinstance(node.op, ast.Add) else x - y if isinstance(node.op, ast.Sub) else x * y
    )


def points(box: dict[str, Side]) -> Iterator[dict[str, mpf]]:
    """Corners, and random points: uniform ones, and near to and far from the ends."""
    random = Random(1)
    spots = {}
    for name, (low, high) in box.items():
        steps = [mpf(text) for text in FAR]
        near = [low + s for s in steps] if low > -mpmath.inf else []
        near += [high - s for s in steps] if high < mpmath.inf else []
        near += [s * t for s in (1, -1) for t in steps] + [mpf(0)]
        inside = [x for x in near if low <= x <= high]
        ends = [x for x in (low, high) if abs(x) < mpmath.inf]
        if len(ends) == 2:
            inside += [low + (high - low) * i / 40 for i in range(41)]
        else:
            start = ends[0] if ends else mpf(0)
            inside += [x for i in range(1, 60) for x in (start + mpf(i) / 8, start - mpf(i) / 8)
                       if low <= x <= high]  # fmt: skip
        spots[name] = [*ends, *inside]
    if len(box) <= 1:
        yield from (dict(zip(box, x, strict=True)) for x in product(*spots.values()))
        return
    yield from (dict(zip(box, x, strict=True)) for x in product(*(s[:2] for s in spots.values())))
    for _ in range(400):
        yield {name: random.choice(spot) for name, spot in spots.items()}


def least(printed: Printed) -> mpf:
    """The least value found.

    Raises:
        NotDefined: if the expression is not defined at some point, or a divisor has two signs.
        NotKnown: if it could not be evaluated anywhere.
    """
    tree, signs = parsed(printed.expression), {}

    def f(at: dict[str, mpf]) -> mpf:
        try:
            return value(tree, at, signs)
        except NotKnown:
            return mpf("inf")

    with mp.workdps(DIGITS):
        found = sorted(((f(at), i, at) for i, at in enumerate(points(printed.box))))
        best = found[0][0]
        if best == mpmath.inf:
            raise NotKnown
        for _, _, start in found[:3]:
            best = min(best, _descended(f, printed.box, start))
        if any(len(seen) > 1 for seen in signs.values()):
            raise NotDefined
    return best


def _descended(f: Callable[[dict[str, mpf]], mpf], box: dict[str, Side], at: dict[str, mpf]) -> mpf:
    """Steps along the axes, each half as long as the last one when none of them helps."""
    best, step = f(at), mpf(1) / 8
    for _ in range(MOVES):
        moved = False
        for name, (low, high) in box.items():
            for sign in (1, -1):
                there = {**at, name: min(max(at[name] + sign * step, low), high)}
                if (lower := f(there)) < best:
                    at, best, moved = there, lower, True
                    break
        step = step * 2 if moved else step / 4
        if step < mpf(10) ** -22:
            break
    return best


def holds(lines: list[str]) -> bool:
    """No counterexample was found, and the least value is not in doubt."""
    printed = Printed.of(lines)
    try:
        smallest = least(printed)
    except (NotDefined, NotKnown):
        return False
    return smallest > 0 if printed.strict else smallest > -ZERO


def fails(lines: list[str]) -> bool:
    """A point was found at which the expression is defined and the inequality fails."""
    printed = Printed.of(lines)
    tree = parsed(printed.expression)

    def f(at: dict[str, mpf]) -> mpf:
        try:
            return value(tree, at, {})
        except (NotDefined, NotKnown):
            return mpf("inf")

    with mp.workdps(90):
        found = sorted(((f(at), i, at) for i, at in enumerate(points(printed.box))))
        best = min(_descended(f, printed.box, start) for _, _, start in found[:3])
    return best < ZERO if printed.strict else best < -ZERO * ZERO
