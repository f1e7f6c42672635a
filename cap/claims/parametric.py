"""Kinds `parametric.sign` and `parametric.sign-refuted`.

Theorem. A rational function with rational coefficients of real variables (each in an interval, a
half-line or the whole line) and integer variables (each >= an integer) is defined and > 0 (or >= 0)
for ALL their values, because the domain is cut into cells (real sides at points, sides of integers
between neighbours), and on each cell, integers relaxed to reals, every divisor has a strict sign
and the numerator, times these signs, is a sum of products u v^2 with u >= 0 and of a polynomial
that is > 0 (or >= 0), by their coefficients (kernels/cell.py). It is false if at one point of the
domain it is defined and has another sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flint import fmpq, fmpq_mpoly

from cap.certificate import Json, Reader, read_rational
from cap.claims.kind import Margins
from cap.kernels.cell import Side, Work, in_coordinates, need_sign
from cap.kernels.expression import ALLOWED, Tree, names_of, parse, subtrees
from cap.kernels.need import need
from cap.kernels.quotient import Quotient, QuotientRing
from cap.kernels.sturm import limit_work
from cap.verdict import Malformed

NAME = re.compile(r"[a-z][a-z0-9_]{0,15}")
RESERVED = ("pi", "e", "i", "inf", "nan")
VARIABLE_LIMIT = 6
INTEGER_LIMIT = 10**6
Cell = dict[str, Side]
Squares = list[tuple[Tree, Tree]]


def need_form(holds: bool, why: str, value: Json) -> None:
    """The guard for the form of a file."""
    if holds is not True:
        raise Malformed(why, value=value)


def rational_formula(text: Json, path: str, names: tuple[str, ...]) -> Tree:
    """A formula of + - * / ** in these variables."""
    need_form(isinstance(text, str), f"{path}: expected a formula", text)
    tree = parse(text)
    unknown = names_of(tree) - set(names)
    unknown |= {node[1] for node in subtrees(tree) if node[0] == "call"}
    need_form(not unknown, f"{path}: unknown names or functions", ", ".join(sorted(unknown)))
    return tree


def variables(reader: Reader) -> tuple[str, ...]:
    """The keys of an object, in order, if they are names for variables."""
    need_form(len(reader.tree) <= VARIABLE_LIMIT, f"{reader.path}: too many", len(reader.tree))
    for name in reader.tree:
        good = NAME.fullmatch(name) is not None and name not in RESERVED
        need_form(good, f"{reader.path}: not a name for a variable", name)
    return tuple(sorted(reader.tree))


@dataclass(frozen=True)
class Parametric:
    """`expression` > 0 or >= 0 for all values of the variables in `box`."""

    expression: str
    strict: bool
    box: Cell  # all variables, in order
    integers: tuple[str, ...]

    @staticmethod
    def read(parameters: Json) -> Parametric:
        reader = Reader(parameters, "$.claim.parameters")
        reader.only("expression", "domain", "relation", optional=("integers",))
        domain, path = reader.child("domain"), f"{reader.path}.domain"
        box: Cell = {}
        for name in variables(domain):
            ends = domain.sequence(name)
            need_form(len(ends) == 2, f"{path}.{name}: expected two ends", ends)
            low = None if ends[0] == "-inf" else read_rational(ends[0], f"{path}.{name}")
            high = None if ends[1] == "inf" else read_rational(ends[1], f"{path}.{name}")
            ascend = low is None or high is None or bool(low < high)
            need_form(ascend, f"{path}.{name}: the first end must be below the second", ends)
            box[name] = Side(low, high)
        integers: tuple[str, ...] = ()
        if "integers" in reader.tree:
            least = reader.child("integers")
            integers = variables(least)
            for name in integers:
                need_form(name not in box, f"{least.path}: also in the domain", name)
                start = least.integer(name, -INTEGER_LIMIT, INTEGER_LIMIT)
                box[name] = Side(fmpq(start), None)
        need_form(1 <= len(box) <= VARIABLE_LIMIT, f"{path}: the number of variables", len(box))
        box = dict(sorted(box.items()))
        strict = reader.choice("relation", "> 0", ">= 0") == "> 0"
        expression = reader.text("expression", ALLOWED)
        rational_formula(expression, f"{reader.path}.expression", tuple(box))
        return Parametric(expression, strict, box, integers)

    def statement(self) -> str:
        parts = []
        real = {name: side for name, side in self.box.items() if name not in self.integers}
        if real:
            sides = [
                ("" if side.low is None else f"{side.low} <= ")
                + name
                + ("" if side.high is None else f" <= {side.high}")
                for name, side in real.items()
                if side.low is not None or side.high is not None
            ]
            parts.append(f"real {', '.join(real)}" + " with " * bool(sides) + ", ".join(sides))
        parts += [f"integers {name} >= {self.box[name].low}" for name in self.integers]
        return "\n".join(
            [
                f"For all {' and all '.join(parts)}:",
                f"  {self.expression} {'>' if self.strict else '>='} 0",
                "(in particular the expression is defined there).",
            ]
        )

    def quotient(self) -> Quotient:
        """The expression as N / product of divisors."""
        return QuotientRing(tuple(self.box)).value(parse(self.expression))

    # --- the proof: nodes in prefix order, ["split", v, c] and ["leaf", squares, ...] ---

    def node(self, node: Json, path: str) -> tuple[str, fmpq] | list[Squares]:
        """A split, or the squares [u, v] of a leaf: for the numerator, then for each divisor."""
        good = isinstance(node, list) and node and node[0] in ("split", "leaf")
        need_form(bool(good), f"{path}: expected ['split', v, c] or ['leaf', ...]", node)
        if node[0] == "split":
            good = len(node) == 3 and isinstance(node[1], str) and node[1] in self.box
            need_form(good, f"{path}: expected ['split', variable, point]", node)
            return node[1], read_rational(node[2], path)
        names = tuple(self.box)
        leaf: list[Squares] = []
        for squares in node[1:]:
            good = isinstance(squares, list) and all(
                isinstance(pair, list) and len(pair) == 2 for pair in squares
            )
            need_form(good, f"{path}: expected a list of pairs", squares)
            leaf.append(
                [
                    (rational_formula(u, path, names), rational_formula(v, path, names))
                    for u, v in squares
                ]
            )
        return leaf

    def cut(self, cell: Cell, name: str, c: fmpq) -> Iterator[Cell]:
        """The two parts of a cell: x <= c and x >= c; for integers n <= c and n >= c + 1."""
        low, high = cell[name].low, cell[name].high
        integer = name in self.integers
        inside = (low is None or low < c or (integer and low == c)) and (high is None or c < high)
        need(bool(inside), "a cut must be inside the side", variable=name, at=c)
        need(not integer or bool(c.q == 1), "a cut of integers must be an integer", at=c)
        yield {**cell, name: Side(low, c)}
        yield {**cell, name: Side(c + 1 if integer else c, high)}


class Proof:
    """The leaves of one check share the limits of work."""

    def __init__(self, f: Quotient, names: tuple[str, ...], strict: bool) -> None:
        self.f, self.strict, self.ring, self.work = f, strict, QuotientRing(names), Work()

    def leaf(self, cell: Cell, squares: list[Squares]) -> None:
        """Each divisor has a strict sign on the cell, and f > 0 or >= 0."""
        divisors = self.f.ring.divisors
        need(len(squares) <= 1 + len(divisors), "squares without a polynomial", lists=len(squares))
        listed = squares + [[] for _ in range(1 + len(divisors) - len(squares))]
        sign = 1
        for i, (q, given) in enumerate(zip(divisors, listed[1:], strict=True)):
            sign *= self.sign(q, cell, given, None, strict=True) ** self.f.below.get(i, 0)
        self.sign(self.f.numerator, cell, listed[0], sign, strict=self.strict)

    def sign(
        self, p: fmpq_mpoly, cell: Cell, squares: Squares, sign: int | None, *, strict: bool
    ) -> int:
        """The sign of p on the cell, if one is given this one: sign * p > 0 or >= 0 there."""
        sides = list(cell.values())
        if sign is None:
            terms, _ = in_coordinates(p.to_dict(), sides, self.work)
            sign = -1 if terms.get((0,) * len(sides), fmpq(0)) < 0 else 1
        rest = p * sign
        for u, v in squares:
            weight, root = self.ring.value(u).numerator, self.ring.value(v).numerator
            need(not self.ring.divisors, "weights and squares must be polynomials")
            weights, most = in_coordinates(weight.to_dict(), sides, self.work)
            need_sign(weights, most, sides, "the weight of a square", strict=False)
            rest -= self.ring.times(weight, self.ring.times(root, root))
        terms, degrees = in_coordinates(rest.to_dict(), sides, self.work)
        need_sign(terms, degrees, sides, "a sign on a cell", strict=strict)
        return sign


class ParametricSign:
    """`parametric.sign`: defined and > 0 (>= 0) for all values of the variables. Witness: the tree
    of cells, in prefix order.
    """

    @staticmethod
    def statement(parameters: Json) -> str:
        return Parametric.read(parameters).statement()

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        claim = Parametric.read(parameters)
        listed = Reader(witness, "$.witness").only("proof").sequence("proof")
        nodes = [claim.node(node, f"$.witness.proof[{k}]") for k, node in enumerate(listed)]
        proof = Proof(claim.quotient(), tuple(claim.box), claim.strict)
        waiting, leaves = [claim.box], 0
        for node in nodes:
            need(bool(waiting), "a node after the end of the proof")
            cell = waiting.pop()
            if isinstance(node, tuple):
                first, second = claim.cut(cell, *node)
                waiting += [second, first]
            else:
                proof.leaf(cell, node)
                leaves += 1
        need(not waiting, "the proof ends before all cells are proved", cells=len(waiting))
        return {"cells": str(leaves)}


class ParametricSignRefuted:
    """`parametric.sign-refuted`: somewhere defined and of the other sign. Witness: a point."""

    @staticmethod
    def statement(parameters: Json) -> str:
        opposite = "The following is FALSE (at some point the expression is defined, and it fails):"
        return f"{opposite}\n{Parametric.read(parameters).statement()}"

    @staticmethod
    def check(parameters: Json, witness: Json, companions: Mapping[str, bytes]) -> Margins:
        claim = Parametric.read(parameters)
        reader = Reader(witness, "$.witness").only("point").child("point").only(*claim.box)
        point = [reader.rational(name) for name in claim.box]
        for (name, side), x in zip(claim.box.items(), point, strict=True):
            inside = (side.low is None or side.low <= x) and (side.high is None or x <= side.high)
            need(bool(inside), "the point must be in the domain", variable=name, value=x)
            integer = name not in claim.integers or x.q == 1
            need(bool(integer), "the value of an integer must be one", variable=name, value=x)
        value = value_at(claim.quotient(), point)
        need(bool(value <= 0 if claim.strict else value < 0), "it must fail there", value=value)
        return {"value": str(value)}


def value_at(f: Quotient, point: list[fmpq]) -> fmpq:
    """The value at a point; no divisor of the ring may be 0 there."""
    numbers = [part for x in point for part in (x.p, x.q)]
    polynomials = [f.numerator, *f.ring.divisors]
    limit_work(max(int(p.total_degree()) for p in polynomials), numbers)
    value, *divisors = (fmpq(p(*point)) for p in polynomials)
    need(all(q != 0 for q in divisors), "the expression must be defined at the point")
    for i, e in f.below.items():
        value /= divisors[i] ** e
    return value
